"use strict";
// What the page holds, and how elements are made of it: all words come in as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const { words, codes, cases, texts, passages, tables } = data;
passages.text = passages.each.flatMap((many, text) => new Array(many).fill(text)); // They are in the order of texts.

/** Make an element with attributes and what stands in it; strings become text. */
function el(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

/** Put values into a sentence: say("of {n}", {n: 3}). */
function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

const byId = (id) => document.getElementById(id);
const everyPassage = passages.text.map((_text, number) => number);

/** Each code with the codes above it, itself first. */
const above = codes.parent.map((_parent, code) => {
  const found = [];
  for (let at = code; at >= 0; at = codes.parent[at]) found.push(at);
  return found;
});

/** The sign of a code: its colour and its pattern, beside its name. */
function sign(code) {
  const made = el("span", { class: "sign", "aria-hidden": "true" });
  made.style.setProperty("--s1", `var(--u${code})`);
  return made;
}

/** Let the arrow keys move between elements, of which Tab reaches one; `step` says which one a key leads to. */
function roving(list, all, step) {
  const settle = (to) => {
    for (const one of all()) one.tabIndex = one === to ? 0 : -1;
  };
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = event.target.closest("[tabindex]");
    const to = here && step(here, event.key);
    if (!to) return;
    event.preventDefault();
    settle(to);
    to.focus();
  });
  list.addEventListener("focusin", (event) => {
    if (all().includes(event.target)) settle(event.target);
  });
  settle(all()[0]);
}

/** The step of a plain list: up and down, first and last. */
function upAndDown(all) {
  return (here, key) => {
    const list = all().filter((one) => one.offsetParent !== null);
    const at = list.indexOf(here);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[key];
    return to === undefined ? undefined : list[to];
  };
}
