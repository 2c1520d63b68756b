// The same statements as a table: for keyboards, screen readers and sorting.

const MOST_ROWS = 500;
const COLUMNS = [
  ["subject", "Subject", (statement) => statement.s.label],
  ["relation", "Relation", (statement) => statement.label],
  ["object", "Object", (statement) => (statement.o ? statement.o.label : "")],
  ["status", "Status", (statement) => [statement.modality && statement.status === "possible" ? `possible: ${statement.modality}` : statement.status === "fact" && statement.plain ? "fact" : statement.status].join("")],
  ["speaker", "According to", (statement) => statement.speakers.map((speaker) => speaker.label).join(", ")],
  ["time", "Time", (statement) => statement.time || ""],
  ["confidence", "Confidence", (statement) => statement.confidence],
];

function sortedStatements() {
  const [name, direction] = state.sort.split(" ");
  const column = COLUMNS.find(([key]) => key === name);
  if (!column) return shown.statements;
  const value = name === "time" ? (statement) => statement.first || statement.last || "9999" : column[2];
  const sign = direction === "down" ? -1 : 1;
  return [...shown.statements].sort((a, b) => {
    const [x, y] = [value(STATEMENTS[a]), value(STATEMENTS[b])];
    return sign * (typeof x === "number" ? x - y : collator.compare(x, y)) || a - b;
  });
}

function drawTable() {
  const pane = document.getElementById("table");
  pane.hidden = state.view !== "table";
  document.getElementById("table-toggle").setAttribute("aria-pressed", String(state.view === "table"));
  if (pane.hidden) { pane.replaceChildren(); return; }
  const focused = document.activeElement && pane.contains(document.activeElement) ? document.activeElement.dataset.column : null;
  const [sorted, direction] = state.sort.split(" ");
  const heads = COLUMNS.map(([key, title]) => {
    const order = key !== sorted ? "none" : direction === "down" ? "descending" : "ascending";
    const sign = order === "none" ? "" : order === "ascending" ? " ▲" : " ▼";
    return el("th", { scope: "col", "aria-sort": order }, button(title + sign, "", () => change({ sort: `${key} ${order === "ascending" ? "down" : "up"}` }, { remember: false }), { "data-column": key }));
  });
  const statements = sortedStatements();
  const rows = statements.slice(0, MOST_ROWS).map((k) => tableRow(k));
  const caption = statements.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${statements.length} statements; the export has all.` : `${statements.length} statement${statements.length === 1 ? "" : "s"}, as filtered. A row opens its evidence.`;
  pane.replaceChildren(el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows)));
  if (focused) { const again = pane.querySelector(`[data-column="${focused}"]`); if (again) again.focus(); }
  markTableRow();
}

function tableRow(k) {
  const open = () => select({ kind: "statements", statements: [k] });
  const cells = COLUMNS.map(([key, , value], i) => {
    const content = value(STATEMENTS[k]);
    const text = key === "confidence" ? `${Math.round(content * 100)} %` : brief(content, 300);
    if (i === 0) return el("th", { scope: "row" }, el("div", {}, linkTo(text, (event) => { event.stopPropagation(); open(); })));
    return el("td", { class: key === "confidence" ? "num" : null }, el("div", {}, words(text)));
  });
  return el("tr", { "data-statement": String(k), onclick: () => { if (!String(getSelection())) open(); } }, cells);
}

function markTableRow() {
  const on = state.selected;
  const chosen = new Set(on && on.kind !== "node" ? selectedStatements(on).map(String) : []);
  for (const line of document.querySelectorAll("#table tr[data-statement]")) line.classList.toggle("current", chosen.has(line.dataset.statement));
}
