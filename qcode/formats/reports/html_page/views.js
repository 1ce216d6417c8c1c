"use strict";
// The page's parts, one shown at a time, found by the address; and its beginning.

const VIEWS = [...document.querySelectorAll("main > section")].map((section) => section.id);

function show(view) {
  document.body.dataset.view = view;
  renew(view);
  for (const id of VIEWS) byId(id).hidden = id !== view;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// What shows the passages that remain, by part of the page; it is renewed when its part is looked at.
const RENEW = {
  matrix: () => tables.forEach(recount),
  quotations: showQuotations,
  transcripts: () => {
    if (openText >= 0) openTranscript(openText);
  },
};
const stale = new Set();

function renew(view) {
  if (stale.delete(view)) RENEW[view]();
}

const go = (place) => {
  location.hash = place;
};

/** Show what the address names: a part, a transcript, a passage, a code. */
function follow(isFirst = false) {
  if (byId("behind").open) byId("behind").close();
  const name = location.hash.slice(1);
  const [kind, number] = name.split("-");
  let focus = null;
  if (kind === "passage" && number in passages.text) {
    show("transcripts");
    focus = goTo(Number(number));
    focus?.setAttribute("tabindex", "-1");
  } else if (kind === "text" && articleOf(number)) {
    show("transcripts");
    openTranscript(Number(number));
    focus = byId("which");
  } else if (kind === "code" && byId(name)) {
    show("codes");
    byId(name).open = true;
    byId(name).scrollIntoView({ block: "center" });
    focus = byId(name).querySelector("summary");
  } else {
    const view = VIEWS.includes(name) ? name : VIEWS[0];
    show(view);
    focus = byId(view).querySelector("h2");
    if (view === "transcripts" && openText < 0) {
      const first = texts.name.findIndex((_name, text) => articleOf(text));
      if (first >= 0) openTranscript(first);
    }
    scrollTo(0, 0);
  }
  if (!isFirst || kind === "passage") focus?.focus({ preventScroll: true });
}

const made = document.querySelector("time");
made.textContent = new Date(made.dateTime).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
codes.label.forEach((_label, code) => byId(`code-${code}`).querySelector("summary").prepend(sign(code)));
buildChoice();
tables.forEach(buildMatrix);
buildTranscripts();
byId("order").addEventListener("change", showQuotations);
byId("behind-close").addEventListener("click", () => byId("behind").close());
byId("behind").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link?.hash === location.hash) follow(); // The address stays, so nothing else would lead there.
  else if (link) byId("behind").close();
});
onChoice.push(() => {
  for (const view of Object.keys(RENEW)) stale.add(view);
  if (document.body.dataset.view) renew(document.body.dataset.view);
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
addEventListener("hashchange", () => follow());
addEventListener("beforeprint", () => {
  renew("matrix");
  renew("quotations");
  quotationsPage.all();
});
choose();
follow(true);
