// Everything together.

/** Draws the page after the state. */
function refresh() {
  shown = derive();
  if (state.selected && state.selected.kind === "edge" && !shown.bundles.has(state.selected.key)) state.selected = null;
  drawFilters();
  drawTable();
  syncNetwork();
  fitIfOthers();
  drawDetails();
  drawPeek();
  lightArticle();
  drawPanes();
  document.getElementById("undo").disabled = !history.length;
  saveFragment();
}

function undo() {
  if (!history.length) return;
  Object.assign(state, history.pop());
  refresh();
}

function drawNotice() {
  const left = DATA.entities - DATA.drawn_entities;
  const notice = document.getElementById("notice");
  const absent = DATA.all_statements - STATEMENTS.length;
  notice.hidden = left <= 0 && absent <= 0;
  const names = left > 0 ? `The ${DATA.drawn_entities} most salient of ${DATA.entities} names are drawn; ${left} are not. ` : "";
  const statements = absent > 0 ? `${STATEMENTS.length} of ${DATA.all_statements} statements are on this page.` : "";
  notice.textContent = names + statements;
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement ? document.activeElement.tagName : "");
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !typing) { undo(); event.preventDefault(); }
  else if (event.key === "/" && !typing) { document.getElementById("search").focus(); event.preventDefault(); }
  else if (event.key === "Escape") {
    if (document.getElementById("export").open) document.getElementById("export").open = false;
    else if (state.selected) select(null);
    else if (state.focus >= 0 || state.path) change({ focus: -1, path: null });
  }
}

function start() {
  loadFragment();
  applyTheme();
  shown = derive();
  shapeLayout();
  createNetwork();
  setUpSearch();
  setUpExport();
  drawNotice();
  drawArticle();
  refresh();
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("zoom-in", () => zoom(1.3));
  on("zoom-out", () => zoom(1 / 1.3));
  on("fit", () => fitNetwork(true));
  on("peek", () => showPane("details"));
  on("undo", undo);
  on("reset", () => { change({ ...initialState(), theme: state.theme, view: state.view }); fitNetwork(true); });
  on("table-toggle", () => setView(state.view === "table" ? "graph" : "table"));
  on("theme", () => { state.theme = theme() === "dark" ? "light" : "dark"; applyTheme(); drawArticle(); refresh(); });
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", () => { if (location.hash.slice(1) !== lastFragment) { loadFragment(); applyTheme(); refresh(); } });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { applyTheme(); drawArticle(); refresh(); });
  network.on("resize", () => { laidOutFor = ""; fitIfOthers(); drawPanes(); });
  // For tests and for people at the console: what is drawn where. Nothing can be changed through it.
  window.newsgraph = Object.freeze({
    labels: () => placed, shown: () => shown, network, data: DATA, fragment,
    position: (n) => network.canvasToDOM(network.body.nodes[visId(n)]),
    middle: (key) => network.canvasToDOM(network.body.edges[key].edgeType.getPoint(0.5)),
    files: { svg: svgPicture, csv: csvText, json: jsonText },
  });
}

start();
