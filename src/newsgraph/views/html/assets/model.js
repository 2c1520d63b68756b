// What the page knows, what the reader has chosen, and what follows from both.

const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = DATA.nodes;
const STATEMENTS = DATA.statements;
const ARTICLES = DATA.articles;
const NODE_BY_ID = new Map(NODES.map((node, n) => [node.id, n]));
const STATEMENT_BY_ID = new Map(STATEMENTS.map((statement, k) => [statement.id, k]));
const KINDS = ["possible", "negated", "reported"];
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

NODES.forEach((node) => { node.statements = []; node.search = [node.label, ...node.aliases].map((name) => name.slice(0, 300).toLowerCase()); });
STATEMENTS.forEach((statement, k) => {
  for (const n of new Set([statement.s.n, statement.o ? statement.o.n : -1])) if (n >= 0) NODES[n].statements.push(k);
  const published = statement.article >= 0 ? ARTICLES[statement.article].published : null;
  // A statement that tells no time of its own counts for the day of its article.
  statement.days = statement.first || statement.last ? [statement.first || "0000-01-01", statement.last || "9999-12-31"] : [published, published];
});

/** The page as at first. Sets hold ids or names; an empty set of relations, events or speakers filters nothing. */
function initialState() {
  return {
    typesOff: new Set(), relations: new Set(), events: new Set(), tonesOff: new Set(), hidden: new Set(),
    plain: true, possible: false, negated: false, reported: false, concepts: DATA.concepts, loose: false,
    speaker: "", article: "", from: "", to: "", confidence: 0,
    moved: {}, focus: -1, hops: 1, path: null, selected: null, view: "graph", sort: "", theme: "",
  };
}

const state = initialState();
const history = [];
let shown = null;

function snapshot() {
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, value instanceof Set ? new Set(value) : value]));
}

/** Changes the state, remembers how it was (for undo) and draws the page anew. */
function change(changes, { remember = true } = {}) {
  if (remember) {
    history.push(snapshot());
    if (history.length > 100) history.shift();
  }
  Object.assign(state, changes);
  refresh();
}

function toggled(set, item) {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
}

/** The marks that keep a statement from being a plain fact. */
function marksOf(statement) {
  const marks = statement.status === "fact" ? [] : [statement.status];
  return statement.speakers.length ? [...marks, "reported"] : marks;
}

function passes(statement) {
  const marks = marksOf(statement);
  if (marks.length ? marks.some((mark) => !state[mark]) : !state.plain) return false;
  if (state.relations.size && !state.relations.has(statement.relation)) return false;
  if (state.events.size && !state.events.has(statement.event || "")) return false;
  if (state.tonesOff.has(statement.tone)) return false;
  if (state.speaker && !statement.speakers.some((speaker) => speaker.label === state.speaker)) return false;
  if (state.article && (statement.article < 0 || ARTICLES[statement.article].id !== state.article)) return false;
  if (statement.confidence < state.confidence) return false;
  if (state.from && !(statement.days[1] && statement.days[1] >= state.from)) return false;
  if (state.to && !(statement.days[0] && statement.days[0] <= state.to)) return false;
  return [statement.s, statement.o].every((end) => !end || end.n < 0 || nodeAllowed(end.n));
}

function nodeAllowed(n) {
  return !state.typesOff.has(NODES[n].type) && !state.hidden.has(NODES[n].id);
}

/** All nodes within some steps of others, edges followed either way. */
function around(starts, hops, bundles) {
  const near = new Map();
  for (const bundle of bundles.values()) {
    for (const [a, b] of [[bundle.from, bundle.to], [bundle.to, bundle.from]]) {
      if (!near.has(a)) near.set(a, []);
      near.get(a).push(b);
    }
  }
  const found = new Map(starts.map((n) => [n, -1]));
  let edge = [...starts];
  for (let step = 0; step < hops && edge.length; step++) {
    const next = [];
    for (const here of edge) for (const there of near.get(here) || []) if (!found.has(there)) { found.set(there, here); next.push(there); }
    edge = next;
  }
  return found;
}

/** What is to be seen: statements that pass, bundles of them between drawn nodes, nodes, the path if one is asked for. */
function derive() {
  let statements = [];
  STATEMENTS.forEach((statement, k) => { if (passes(statement)) statements.push(k); });
  const bundles = new Map();
  for (const k of statements) {
    const { s, o, symmetric } = STATEMENTS[k];
    if (!o || s.n < 0 || o.n < 0) continue;
    if (!state.concepts && (NODES[s.n].concept || NODES[o.n].concept)) continue;
    const [from, to] = symmetric && s.n > o.n ? [o.n, s.n] : [s.n, o.n];
    const key = `${from}>${to}`;
    if (!bundles.has(key)) bundles.set(key, { key, from, to, statements: [] });
    bundles.get(key).statements.push(k);
  }
  let nodes = new Set();
  for (const bundle of bundles.values()) { nodes.add(bundle.from); nodes.add(bundle.to); }
  const joined = nodes.size;
  let loose = 0;
  NODES.forEach((node, n) => {
    if (nodes.has(n) || !nodeAllowed(n) || (node.concept && !state.concepts)) return;
    loose++;
    if (state.loose) nodes.add(n);
  });
  let path = null;
  if (state.path) {
    const [a, b] = state.path;
    const found = around([a], Infinity, bundles);
    path = [];
    if (found.has(b)) for (let n = b; n >= 0; n = found.get(n)) path.unshift(n);
    nodes = new Set(path.length ? path : [a, b]);
  } else if (state.focus >= 0) {
    nodes = new Set([...around([state.focus], state.hops, bundles).keys()].filter((n) => n === state.focus || nodes.has(n)));
  }
  if (state.path || state.focus >= 0) {
    for (const [key, bundle] of bundles) {
      const far = path && Math.abs(path.indexOf(bundle.from) - path.indexOf(bundle.to)) !== 1;
      if (!nodes.has(bundle.from) || !nodes.has(bundle.to) || far) bundles.delete(key);
    }
    const kept = new Set([...bundles.values()].flatMap((bundle) => bundle.statements));
    statements = statements.filter((k) => kept.has(k) || (state.focus >= 0 && !state.path && NODES[state.focus].statements.includes(k)));
  }
  for (const bundle of bundles.values()) describe(bundle);
  return { statements, bundles, nodes, joined, loose, path };
}

/** Label, tone and line of a bundle, after the statements in it that are to be seen. */
function describe(bundle) {
  const all = bundle.statements.map((k) => STATEMENTS[k]);
  const plain = all.filter((statement) => statement.plain);
  const leading = plain.length ? plain : all;
  const balance = leading.reduce((sum, { tone }) => sum + (tone === "cooperative") - (tone === "conflictual"), 0);
  bundle.tone = balance > 0 ? "cooperative" : balance < 0 ? "conflictual" : "neutral";
  bundle.dashed = !plain.length;
  bundle.symmetric = all.every((statement) => statement.symmetric);
  // The words of a statement that the colour of the line is true of: "premier of" in the colour of a conflict would be none.
  const name = (leading.find(({ tone }) => tone === bundle.tone) || leading[0]).label;
  bundle.label = (name.length > 26 ? `${name.slice(0, 25)}…` : name) + (all.length > 1 ? ` +${all.length - 1}` : "");
}

/** The words of a statement that stand for it in lists. */
function sentenceOf(statement) {
  return `${statement.s.label} ${statement.label}${statement.o ? ` ${statement.o.label}` : ""}`;
}
