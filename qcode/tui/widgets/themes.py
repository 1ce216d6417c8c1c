"""The three looks of qcode: light, dark, high contrast.

Blue leads and amber warns, a pair that every kind of colour vision tells apart; red and green never carry a
difference alone. Grounds are quiet so that the colours on the page are those of the codes.
"""

from __future__ import annotations

from textual.theme import Theme

_FAINTEST = "auto 60%"
"""Of words that only hint, such as in an empty line: as faint as can still be read on every ground."""

DARK = Theme(
    name="qcode-dark",
    primary="#6cb2eb",
    secondary="#8fa3b8",
    accent="#e6b450",
    warning="#e6a35c",
    error="#f0837c",
    success="#62b8a0",
    foreground="#d5d9df",
    background="#15181d",
    surface="#1a1e24",
    panel="#272d36",
    dark=True,
    variables={
        "block-cursor-background": "#31485f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#262c35",
        "block-cursor-blurred-foreground": "#d5d9df",
        "input-selection-background": "#31485f",
        "text-disabled": _FAINTEST,
    },
)

LIGHT = Theme(
    name="qcode-light",
    primary="#0b5e99",
    secondary="#5b6876",
    accent="#94560a",
    warning="#9a5b00",
    error="#b3261e",
    success="#14705a",
    foreground="#22262b",
    background="#fcfbf8",
    surface="#f5f3ee",
    panel="#e6e2da",
    dark=False,
    variables={
        "block-cursor-background": "#c9e0f2",
        "block-cursor-foreground": "#0d1116",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e9e5dd",
        "block-cursor-blurred-foreground": "#22262b",
        "input-selection-background": "#c9e0f2",
        "text-disabled": _FAINTEST,
    },
)

HIGH_CONTRAST = Theme(
    name="qcode-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    warning="#ffaf00",
    error="#ff8787",
    success="#5fffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#5f5f00",
        "block-cursor-blurred-foreground": "#ffffff",
        "input-selection-background": "#005f87",
        "text-muted": "#ffffff",
        "text-disabled": "#c8c8c8",
    },
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST)
