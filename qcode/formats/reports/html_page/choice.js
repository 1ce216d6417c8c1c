"use strict";
// The filters: codes, cases and texts that are chosen, and the passages that remain.

const chosen = { codes: new Set(), cases: new Set(), texts: new Set() };
let wanted = null; // The codes that are meant, with those under them; null for all.
let remaining = everyPassage;
const onChoice = [];

/** The codes of a passage that the filter means. */
const codesOf = (passage) =>
  wanted ? passages.codes[passage].filter((code) => wanted.has(code)) : passages.codes[passage];
const withheld = new Set(passages.withheld);
const isWithheld = (passage) => withheld.has(passage);

function choose() {
  wanted = chosen.codes.size
    ? new Set(above.flatMap((line, code) => (line.some((one) => chosen.codes.has(one)) ? [code] : [])))
    : null;
  remaining = everyPassage.filter(
    (passage) =>
      codesOf(passage).length > 0 &&
      (!chosen.cases.size || passages.cases[passage].some((one) => chosen.cases.has(one))) &&
      (!chosen.texts.size || chosen.texts.has(passages.text[passage])),
  );
  byId("remaining").textContent = counted(remaining, everyPassage);
  byId("narrowed").textContent = isNarrowed() ? `${words.only} ${named()}. ${counted(remaining, everyPassage)}` : "";
  byId("clear").disabled = !isNarrowed();
  for (const act of onChoice) act();
}

const isNarrowed = () => Object.values(chosen).some((some) => some.size);

/** Say which codes, cases and texts are chosen; paper has no boxes that show it. */
function named() {
  const names = { codes: codes.label, cases: cases.name, texts: texts.name };
  return Object.entries(chosen).filter(([_kind, some]) => some.size)
    .map(([kind, some]) => `${words[kind]}: ${[...some].map((one) => names[kind][one]).join(", ")}`).join("; ");
}

/** Say how many passages there are, of how many, and how many of them are withheld. */
function counted(some, all) {
  const shown = some.filter((one) => !isWithheld(one)).length;
  const parts = [say(words.remaining, { n: shown, all: all.filter((one) => !isWithheld(one)).length })];
  if (shown < some.length) parts.push(say(words.withheld, { n: some.length - shown }));
  return parts.join(" · ");
}

/** How many passages each code, case or text has. */
function tally(placesOf) {
  const found = new Map();
  for (const passage of everyPassage) {
    for (const place of placesOf(passage)) found.set(place, (found.get(place) ?? 0) + 1);
  }
  return found;
}

function choiceList(name, entries, heading) {
  const boxes = () => [...list.querySelectorAll("input")];
  const list = el("div", { role: "group", "aria-label": heading, "aria-describedby": "how" }, el("ul"));
  const nested = [list.firstElementChild];
  for (const { number, label, depth = 0, before = "", count } of entries) {
    if (before) nested[0].append(el("li", { class: "kind" }, before));
    while (nested.length > depth + 1) nested.pop();
    while (nested.length < depth + 1) {
      const inner = el("ul");
      nested.at(-1).lastElementChild.append(inner);
      nested.push(inner);
    }
    const box = el("input", { type: "checkbox", value: number });
    box.addEventListener("change", () => {
      if (box.checked) chosen[name].add(number);
      else chosen[name].delete(number);
      choose();
    });
    const signed = name === "codes" ? [sign(number)] : [];
    nested.at(-1).append(el("li", {}, el("label", {}, box, ...signed, el("span", {}, label), el("b", {}, String(count)))));
  }
  roving(list, boxes, upAndDown(boxes));
  byId("choice").append(el("details", { open: name !== "texts" || !cases.name.length }, el("summary", {}, heading), list));
}

function buildChoice() {
  const ofCodes = tally((passage) => new Set(passages.codes[passage].flatMap((code) => above[code])));
  const ofCases = tally((passage) => passages.cases[passage]);
  const ofTexts = tally((passage) => [passages.text[passage]]);
  const listed = (names, count, more = () => ({})) =>
    names.map((label, number) => ({ number, label, count: count.get(number) ?? 0, ...more(number) }))
      .filter((one) => one.count);
  choiceList("codes", listed(codes.label, ofCodes, (number) => ({ depth: above[number].length - 1 })), words.codes);
  const kinds = new Set(cases.kind);
  let last = "";
  const cased = listed(cases.name, ofCases);
  for (const one of cased) {
    if (kinds.size > 1 && cases.kind[one.number] !== last) one.before = last = cases.kind[one.number];
  }
  if (cased.length) choiceList("cases", cased, words.cases);
  choiceList("texts", listed(texts.name, ofTexts), words.texts);
  byId("clear").addEventListener("click", () => {
    for (const some of Object.values(chosen)) some.clear();
    for (const box of byId("choice").querySelectorAll("input:checked")) box.checked = false;
    choose();
    byId("choice").querySelector("[tabindex='0']").focus();
  });
  byId("choice").hidden = false;
}
