// Keys go to the screens at once, without a click first.
"use strict";
const giveKeys = () => document.querySelector(".xterm-helper-textarea")?.focus();
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => document.body.classList.contains("-first-byte") && giveKeys())
    .observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
window.addEventListener("focus", giveKeys);
