"""The screens: each owns its state and its wiring."""
