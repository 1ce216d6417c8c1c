"use strict";
// Lists of quotations: on their own page, and in the dialog behind a cell or a place in a transcript.

const PORTION = 100; // Quotations that are put on the page at once.

function chip(code) {
  return el("li", {}, el("a", { href: `#code-${code}` }, sign(code), codes.key[code]));
}

/** One quotation with its citation, its codes, and the way to its place. */
function quotation(passage) {
  const cited = el("p", { class: "cited" }, `(${passages.cited[passage]})`);
  if (passages.start[passage] >= 0) {
    cited.append(" ", el("a", { href: `#passage-${passage}` }, words.toTranscript));
  }
  const made = el("li", {}, el("blockquote", { dir: "auto" }, `“${passages.words[passage]}”`), cited);
  if (passage in passages.meant) made.append(el("p", { class: "meant", dir: "auto" }, `[${passages.meant[passage]}]`));
  made.append(el("ul", { class: "chips", "aria-label": words.codes }, ...codesOf(passage).map(chip)));
  if (passage in passages.memo) {
    made.append(el("p", { class: "memo", dir: "auto" }, el("b", {}, `${words.memo} `), passages.memo[passage]));
  }
  return made;
}

/** Quotations in a list that grows when its button is pressed; what is withheld is said. */
class Quotations {
  constructor(place) {
    this.place = place;
  }

  /** Show groups: pairs of a heading (or "") and passages. */
  show(groups) {
    this.waiting = groups.flatMap(([heading, some]) => {
      const shown = some.filter((one) => !isWithheld(one));
      return shown.length ? [heading, ...shown] : [];
    });
    const all = groups.flatMap(([_heading, some]) => some);
    const missing = new Set(all.filter(isWithheld)).size;
    this.more = el("button", { type: "button" });
    this.more.addEventListener("click", () => this.#grow(PORTION, true));
    this.place.replaceChildren(...(missing ? [el("p", {}, say(words.withheld, { n: missing }))] : []), this.more);
    if (!this.waiting.length) this.place.append(el("p", {}, words.nothing));
    this.#grow(PORTION);
  }

  /** Put all there is on the page. */
  all() {
    if (this.waiting?.length) this.#grow(Infinity);
  }

  #grow(portion, isAsked = false) {
    let first = null;
    const made = document.createDocumentFragment();
    let list = [...this.place.querySelectorAll(":scope > ol")].at(-1);
    for (let put = 0; put < portion && this.waiting.length; ) {
      const next = this.waiting.shift();
      if (typeof next === "string") {
        if (next) made.append(el("h3", {}, next));
        list = made.appendChild(el("ol", { class: "quotations" }));
      } else {
        const item = list.appendChild(quotation(next));
        first ??= item;
        put += 1;
      }
    }
    this.more.before(made);
    const left = this.waiting.filter((one) => typeof one === "number").length;
    this.more.hidden = !left;
    this.more.textContent = say(words.more, { n: Math.min(left, PORTION), left });
    if (isAsked && first) first.querySelector("a")?.focus();
  }
}

const quotationsPage = new Quotations(byId("list"));

function showQuotations() {
  const groups = byId("order").value === "code" ? byCode(remaining) : byText(remaining);
  quotationsPage.show(groups);
}

function byText(some) {
  return texts.name.map((name, text) => [name, some.filter((one) => passages.text[one] === text)]);
}

function byCode(some) {
  const found = codes.label.map((label) => [label, []]);
  for (const passage of some) for (const code of codesOf(passage)) found[code][1].push(passage);
  return found;
}

/** Show passages in the dialog, under a title. */
function showBehind(title, some) {
  const dialog = byId("behind");
  byId("behind-title").textContent = title;
  behindList.show([["", some]]);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

const behindList = new Quotations(byId("behind-list"));
