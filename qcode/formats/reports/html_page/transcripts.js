"use strict";
// Transcripts: one is shown at a time, and its passages are marked when it is.

const SLOTS = 3; // Lines under a word; more codes than that share the last one.
const original = new Map(); // A transcript's lines as they came.
let openText = -1;
let walk = []; // The marked passages of the open transcript, in the order of the text.
let at = -1; // Where in it the reader is.

const articleOf = (text) => byId(`text-${text}`);

function linesOf(text) {
  if (!original.has(text)) {
    const lines = [...articleOf(text).querySelectorAll(".lines > p")];
    original.set(text, lines.map((line) => [line, line.textContent]));
    markAsked(text);
  }
  return original.get(text);
}

/** Set apart what interviewers say: pairs of start and end. */
function markAsked(text) {
  const asked = texts.asked[text];
  let begin = 0;
  let next = 0;
  for (const [line, said] of original.get(text)) {
    while (next < asked.length && asked[next + 1] <= begin) next += 2;
    if (next < asked.length && asked[next] < begin + said.length) line.className = "asked";
    begin += said.length + 1;
  }
}

/** Mark the passages of a transcript that remain. */
function paint(text) {
  walk = remaining.filter((one) => passages.text[one] === text && passages.start[one] >= 0);
  walk.sort((a, b) => passages.start[a] - passages.start[b] || passages.end[b] - passages.end[a]);
  at = -1;
  const edges = [...new Set(walk.flatMap((one) => [passages.start[one], passages.end[one]]))].sort((a, b) => a - b);
  let begin = 0;
  let edge = 0;
  let next = 0;
  let active = [];
  for (const [line, said] of linesOf(text)) {
    const end = begin + said.length;
    const inside = [];
    for (let from = begin; from < end; ) {
      while (edge < edges.length && edges[edge] <= from) edge += 1;
      const to = Math.min(edge < edges.length ? edges[edge] : end, end);
      active = active.filter((one) => passages.end[one] > from);
      const starting = [];
      for (; next < walk.length && passages.start[walk[next]] <= from; next += 1) {
        if (passages.end[walk[next]] > from) starting.push(walk[next]);
      }
      active.push(...starting);
      const piece = said.slice(from - begin, to - begin);
      inside.push(active.length ? marked(piece, active, starting) : piece);
      from = to;
    }
    line.replaceChildren(...inside);
    begin = end + 1;
  }
}

function marked(piece, active, starting) {
  const made = el("mark", { "data-p": active.join(" ") }, piece);
  const under = [...new Set(active.flatMap(codesOf))];
  under.slice(0, SLOTS).forEach((code, slot) => made.style.setProperty(`--s${slot + 1}`, `var(--u${code})`));
  if (under.length > SLOTS) made.style.setProperty(`--s${SLOTS}`, "var(--many)");
  made.style.setProperty("--tint", `var(--t${under[0]})`);
  if (starting.length) {
    made.dataset.k = [...new Set(starting.flatMap(codesOf))].map((code) => codes.key[code]).join(" · ");
  }
  return made;
}

/** Show a transcript; nothing if it is left out. */
function openTranscript(text) {
  if (!articleOf(text)) return;
  if (openText >= 0) articleOf(openText).classList.remove("open");
  openText = text;
  byId("which").value = String(text);
  articleOf(text).classList.add("open");
  paint(text);
  sayPlace();
}

/** Go to a passage in its transcript. */
function goTo(passage) {
  const text = passages.text[passage];
  openTranscript(text);
  at = walk.indexOf(passage);
  const pieces = [...articleOf(text).querySelectorAll(`mark[data-p~="${passage}"]`)];
  for (const old of articleOf(text).querySelectorAll(".here")) old.classList.remove("here");
  for (const piece of pieces) piece.classList.add("here");
  pieces[0]?.scrollIntoView({ block: "center" });
  sayPlace();
  return pieces[0];
}

function step(by) {
  if (!walk.length) return;
  goTo(walk[at < 0 ? (by > 0 ? 0 : walk.length - 1) : (at + by + walk.length) % walk.length]);
}

function sayPlace() {
  const all = say(words.inText, { n: walk.length });
  const named = at < 0 ? "" : codesOf(walk[at]).map((code) => codes.label[code]).join("; ");
  byId("place").textContent = at < 0 ? all : `${say(words.place, { n: at + 1, all: walk.length })}: ${named}`;
  for (const id of ["before", "next"]) byId(id).disabled = !walk.length;
  byId("about").disabled = at < 0;
}

function buildTranscripts() {
  if (!byId("which")) return;
  for (const [text, name] of texts.name.entries()) {
    if (articleOf(text)) byId("which").append(el("option", { value: text }, name));
  }
  byId("which").addEventListener("change", () => go(`text-${byId("which").value}`));
  byId("before").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("about").addEventListener("click", () => showBehind(words.here, [walk[at]]));
  const behind = (mark) => showBehind(words.here, mark.dataset.p.split(" ").map(Number));
  byId("transcripts").addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && getSelection().isCollapsed) behind(mark);
  });
  byId("transcripts").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("mark")) behind(event.target);
  });
  byId("tools").hidden = false;
}
