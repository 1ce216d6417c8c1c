"use strict";
// The matrix: counted anew for the passages that remain; behind each number stand its passages.

/** Count a table's cells and totals: maps from "row column" to passages, "*" for a total. */
function countTable(table) {
  const rows = new Map(table.rows.map((code, row) => [code, row]));
  const columns = new Map(table.columns.map((place, column) => [place, column]));
  const found = new Map();
  const put = (place, passage) => {
    const there = found.get(place);
    if (there) there.push(passage);
    else found.set(place, [passage]);
  };
  for (const passage of remaining) {
    const across = (table.side === "case" ? passages.cases[passage] : [passages.text[passage]])
      .filter((place) => columns.has(place)).map((place) => columns.get(place));
    if (!across.length) continue;
    const down = new Set(codesOf(passage).flatMap((code) => above[code]).filter((code) => rows.has(code)));
    if (!down.size) continue;
    for (const code of down) {
      for (const column of across) put(`${rows.get(code)} ${column}`, passage);
      put(`${rows.get(code)} *`, passage);
    }
    for (const column of across) put(`* ${column}`, passage);
    put("* *", passage);
  }
  return found;
}

/** Make the cells of a table keys to what is behind them. */
function buildMatrix(table, number) {
  const element = byId(`matrix-${number}`);
  table.names = [...element.tHead.rows[0].cells].slice(1, table.columns.length + 1).map((cell) => cell.textContent);
  table.cells = [];
  const lines = [...element.tBodies[0].rows, ...(element.tFoot?.rows ?? [])];
  for (const [at, line] of lines.entries()) {
    const row = at < table.rows.length ? at : "*";
    if (row !== "*" && table.rows[row] >= 0) line.cells[0].prepend(sign(table.rows[row]));
    for (const [across, cell] of [...line.cells].slice(1).entries()) {
      table.cells.push({ cell, key: cell, row, column: across < table.columns.length ? across : "*", size: 0 });
      cell.tabIndex = -1;
    }
  }
  const width = table.cells.length / Math.max(lines.length, 1);
  element.setAttribute("role", "grid");
  element.addEventListener("click", (event) => {
    const pressed = event.target.closest("button") && table.cells.find(({ key }) => key === event.target);
    if (pressed) showBehind(titleOf(table, pressed), table.found.get(`${pressed.row} ${pressed.column}`));
  });
  const all = () => table.cells.map(({ key }) => key);
  roving(element, all, (here, key) => {
    const cells = all();
    const at = cells.indexOf(here);
    const first = at - (at % width);
    const to = {
      ArrowRight: Math.min(at + 1, first + width - 1), ArrowLeft: Math.max(at - 1, first), ArrowDown: at + width,
      ArrowUp: at - width, Home: first, End: first + width - 1,
    }[key];
    return at < 0 || to === undefined ? undefined : cells[to];
  });
}

function titleOf(table, { row, column }) {
  const place = column === "*" ? words.total : table.names[column];
  return `${row === "*" ? words.total : codes.label[table.rows[row]]} × ${place}`;
}

/** Count anew; a cell that has passages behind it is a button, and only what changed is touched. */
function recount(table) {
  table.found = countTable(table);
  for (const one of table.cells) {
    const size = table.found.get(`${one.row} ${one.column}`)?.length ?? 0;
    if (size === one.size) continue;
    one.size = size;
    const { tabIndex } = one.key;
    one.key = size ? el("button", { type: "button", "aria-label": `${titleOf(table, one)}: ${size}` }, String(size)) : one.cell;
    one.cell.removeAttribute("tabindex");
    one.cell.replaceChildren(size ? one.key : "-");
    one.key.tabIndex = tabIndex;
  }
}
