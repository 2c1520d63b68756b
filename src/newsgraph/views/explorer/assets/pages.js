// Pages of their own: an entity with its timeline, who said what about whom; and the panel of the ways between two.

const PARTS = [["", "Everything"], ["did", "What it did or is"], ["done", "What was done to it"], ["said", "What it said"]];
const TONE_NAMES = ["cooperative", "conflictual", "neutral"];

/** A field with suggestions that gives a node: `chosen(id)` is called with its id, or with "" when it is emptied. */
function nodeField(title, id, chosen, key) {
  const known = NODES.get(NUMBERS.get(id));
  const list = el("ul", { class: "suggest", role: "listbox", id: `${key}-found`, "aria-label": `Names for ${title}` });
  list.hidden = true;
  const input = el("input", { type: "search", id: key, role: "combobox", "aria-expanded": "false", "aria-controls": `${key}-found`, "aria-autocomplete": "list", value: known ? known.label.slice(0, 80) : "" });
  input.autocomplete = "off";
  suggesting(input, list, (node) => { if (node) { input.value = node.label.slice(0, 80); chosen(node.id); } });
  input.addEventListener("change", () => { if (!input.value.trim() && id) chosen(""); });
  return el("label", { class: "field", for: key }, title, el("span", { class: "suggesting" }, input, list));
}

/** Suggestions of names under a field, by keyboard and pointer; `take` gets the node that is chosen. */
function suggesting(input, list, take) {
  let found = [];
  let at = -1;
  let asked = 0;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const choose = (i) => { const node = found[i]; close(); if (node) take(node); };
  const draw = () => {
    const wanted = input.value.trim().toLowerCase();
    const apartBy = apart(found);
    const rows = found.map((node, i) => el("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": String(i === at), onmousedown: (event) => { event.preventDefault(); choose(i); } },
      swatch(node.type), el("span", {}, words(brief(node.label, 80)), node.alias && !node.label.toLowerCase().includes(wanted) ? el("small", {}, "  also ", words(brief(node.alias, 60))) : null, apartBy[i] ? el("small", {}, "  ", words(brief(apartBy[i], 40))) : null)));
    list.replaceChildren(...(rows.length ? rows : [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No such name")]));
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (at >= 0 && found.length) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", async () => {
    const mine = ++asked;
    const words = input.value.trim();
    if (!words) { close(); return; }
    try {
      const answer = await ask("search", { words });
      if (mine !== asked) return;
      found = learn(answer.nodes);
      at = found.length ? 0 : -1;
      draw();
    } catch (error) {
      notice(error);
    }
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length && !list.hidden) {
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      draw();
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden) { choose(Math.max(at, 0)); event.preventDefault(); }
    else if (event.key === "Escape") { close(); event.stopPropagation(); }
  });
}

// --- an entity ------------------------------------------------------------

async function entityPage() {
  const n = await numberOf(state.node);
  if (n === undefined) return el("p", { class: "pad soft" }, state.node ? "The address names something that is not in this graph." : "Search for a name to see its page.");
  const fields = { n, part: state.part, month: state.month };
  const told = await ask("entity", fields);
  const node = learn([told.node])[0];
  const page = el("article", { class: "leaf" });
  page.append(el("h2", { dir: "auto" }, words(node.label)));
  nodeHead(page, node);
  page.append(el("div", { class: "buttons" },
    button("See it in the network", "pill", () => reveal2network(n)),
    button("Links to …", "pill", () => change({ view: "ways", ways: [node.id, ""] })),
    told.parts.said ? button("What it said about whom", "pill", () => change({ view: "said", speaker: node.id, about: "" })) : null,
    button("What is said about it", "pill", () => change({ view: "said", speaker: "", about: node.id }))));
  if (told.partners.length) {
    page.append(el("h3", {}, "Most often together with"));
    page.append(el("p", { class: "partners" }, told.partners.flatMap((one) => [nodeLink(one), el("span", { class: "count" }, ` ${one.count}`), " "])));
  }
  page.append(el("h3", {}, "Timeline"), timeline(told), partChoice(told));
  page.append(dated(told, (offset) => ask("entity", { ...fields, offset })));
  return page;
}

function reveal2network(n) {
  const { id } = NODES.get(n);
  return change({ view: "network", node: id, edge: [], add: drawnNumbers().has(n) ? state.add : [...state.add, id].slice(-MOST_DRAWN), hide: state.hide.filter((one) => one !== id) });
}

function partChoice(told) {
  const row = el("div", { class: "buttons", role: "group", "aria-label": "Which statements" });
  for (const [part, title] of PARTS) {
    if (part && !told.parts[part]) continue;
    row.append(button(`${title} (${told.parts[part].toLocaleString("en")})`, "pill", () => change({ part, month: "" }), { "aria-pressed": String(part === state.part) }));
  }
  if (state.month) row.append(button(`${monthName(state.month)} ×`, "pill", () => change({ month: "" }), { "aria-label": `Leave ${monthName(state.month)}` }));
  return row;
}

function monthName(month) {
  const [year, number, day] = month.split("-").map(Number);
  return `${day ? `${day} ` : ""}${["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][number - 1]} ${year}`;
}

/** The next month, or the next day, as the first and the last ones are given. */
function following(name) {
  const [year, month, day] = name.split("-").map(Number);
  if (day) return new Date(Date.parse(name) + 86400000).toISOString().slice(0, 10);
  return month === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}`;
}

/** All months, or days, from the first to the last, so that gaps are seen; where that were too many, the latest that have any. */
function bins(months) {
  const counts = new Map(months.map(([name, ...rest]) => [name, rest]));
  const all = [];
  const last = months.length ? months[months.length - 1][0] : "";
  for (let name = months.length ? months[0][0] : ""; name && name <= last; name = following(name)) {
    if (all.length === 120) return months.slice(-120).map(([one, ...rest]) => ({ name: one, counts: rest }));
    all.push({ name, counts: counts.get(name) || [0, 0, 0] });
  }
  return all;
}

/** Statements by month as bars; a bar is a button that keeps those of its month. */
function timeline(told) {
  const all = bins(told.months);
  const box = el("div", { class: "timeline", role: "group", "aria-label": "Statements by time" });
  if (!all.length) return el("p", { class: "soft" }, "None of the statements has a day.");
  const most = Math.max(...all.map(({ counts }) => counts[0] + counts[1] + counts[2]));
  const every = Math.ceil(all.length / 14);
  all.forEach(({ name, counts }, i) => {
    const total = counts[0] + counts[1] + counts[2];
    const bar = svg("svg", { viewBox: "0 0 10 100", preserveAspectRatio: "none", "aria-hidden": "true" });
    let y = 100;
    counts.forEach((number, tone) => {
      const high = (number / most) * 96;
      y -= high;
      if (number) bar.append(svg("rect", { x: 0.8, width: 8.4, y: y.toFixed(2), height: high.toFixed(2), fill: DATA.tones[TONE_NAMES[tone]][theme()] }));
    });
    const caption = el("span", { class: "when", "aria-hidden": "true" }, i % every === 0 ? (name.length > 7 ? name.slice(5) : name) : "");
    const open = button("", "bin", () => change({ month: name === state.month ? "" : name }), { "aria-pressed": String(name === state.month), "aria-label": `${monthName(name)} (${name}): ${plural(total, "statement")}`, title: `${monthName(name)}: ${plural(total, "statement")}`, disabled: !total });
    open.append(bar);
    box.append(el("div", { class: "slot" }, open, caption));
  });
  const legend = el("p", { class: "soft legend" }, TONE_NAMES.flatMap((tone) => [lineSwatch(tone), ` ${tone} `]), told.undated ? ` · ${plural(told.undated, "statement")} without a day` : "");
  return el("div", {}, box, legend);
}

/** Statements under their days. */
function dated(first, more) {
  const list = rowList(first, more);
  let last = null;
  const head = () => {
    for (const box of list.querySelectorAll(".card:not(.dated)")) {
      const { day } = lines.get(box);
      if (day !== last) box.before(el("h4", { class: "day" }, day || "Without a day"));
      last = day;
      box.classList.add("dated");
    }
  };
  head();
  new MutationObserver(head).observe(list, { childList: true });
  return list;
}

// --- who said what about whom ---------------------------------------------

async function saidPage() {
  const [speaker, about] = [state.speaker ? await numberOf(state.speaker) : undefined, state.about ? await numberOf(state.about) : undefined];
  const fields = { speaker: speaker ?? "", about: about ?? "" };
  const told = await ask("said", fields);
  const page = el("article", { class: "leaf" });
  page.append(el("h2", {}, "Who said what about whom"));
  page.append(el("div", { class: "two" },
    nodeField("Who speaks", state.speaker, (id) => change({ speaker: id }), "said-speaker"),
    nodeField("About whom", state.about, (id) => change({ about: id }), "said-about")));
  if (speaker !== undefined || about !== undefined) page.append(el("p", {}, button("Everybody", "pill small", () => change({ speaker: "", about: "" }))));
  if (!(speaker !== undefined && about !== undefined) && told.pairs.length) page.append(pairTable(told));
  if (speaker !== undefined || about !== undefined) page.append(el("h3", {}, plural(told.total, "statement")), rowList(told, (offset) => ask("said", { ...fields, offset })));
  else if (!told.pairs.length) page.append(el("p", { class: "soft" }, "Nobody of this graph says anything about anybody of it."));
  return page;
}

function pairTable(told) {
  const rows = told.pairs.map(({ speaker, about, count }) => {
    const open = linkTo(brief(speaker.label, 60), () => pick(speaker, about));
    return el("tr", {}, el("th", { scope: "row" }, el("span", { class: "tagged" }, swatch(speaker.type), open)), el("td", {}, el("span", { class: "tagged" }, swatch(about.type), words(brief(about.label, 60)))), el("td", { class: "num" }, String(count)));
  });
  const caption = told.all_pairs > told.pairs.length ? `The ${told.pairs.length} most frequent of ${told.all_pairs.toLocaleString("en")} pairs. Choose a speaker's name for the statements.` : "Choose a speaker's name for the statements.";
  const head = el("tr", {}, el("th", { scope: "col" }, "Who speaks"), el("th", { scope: "col" }, "About whom"), el("th", { scope: "col", class: "num" }, "Statements"));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Who speaks about whom" }, el("table", { class: "pairs" }, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, rows)));
}

async function pick(speaker, about) {
  const missing = [speaker.n, about.n].filter((n) => !NODES.has(n));
  if (missing.length) learn((await ask("network", { n: missing, ...filterFields() })).nodes);
  await change({ speaker: NODES.get(speaker.n).id, about: NODES.get(about.n).id });
}

// --- what links A and B ---------------------------------------------------

let waysFound = null;

async function findWays() {
  const ends = (await numbersOf(state.ways)).filter((n) => n !== undefined);
  waysFound = ends.length === 2 && ends[0] !== ends[1] ? { ends, ...(await ask("ways", { n: ends, ...filterFields() })) } : null;
  if (waysFound) learn(waysFound.nodes);
  return waysFound;
}

async function waysPanel() {
  await numbersOf(state.ways);
  const box = el("div", { class: "pad" });
  box.append(el("h2", {}, "What links two names"));
  box.append(nodeField("From", state.ways[0], (id) => change({ ways: [id, state.ways[1]], node: "", edge: [] }), "ways-from"), nodeField("To", state.ways[1], (id) => change({ ways: [state.ways[0], id], node: "", edge: [] }), "ways-to"));
  if (state.edge.length) { box.append(await edgePanel()); return box; }
  if (state.node && !state.ways.includes(state.node)) box.append(await nodePanel());
  if (!waysFound) { box.append(el("p", { class: "soft" }, state.ways.every(Boolean) ? "Choose two different names." : "Choose two names: the shortest ways between them are drawn.")); return box; }
  if (!waysFound.ways.length) { box.append(el("p", {}, "Nothing links the two. Switching on possible, negated or reported statements, or concepts, may.")); return box; }
  const many = waysFound.more ? `The first ${waysFound.ways.length}` : waysFound.ways.length === 1 ? "The only" : `All ${waysFound.ways.length}`;
  box.append(el("p", { class: "soft" }, `${plural(waysFound.steps, "step")}. ${many} of the shortest ways, direction left aside.`));
  const bundles = new Map(waysFound.bundles.map((bundle) => [bundleKey(bundle), bundle]));
  const list = el("ol", { class: "ways" });
  for (const way of waysFound.ways) {
    const line = el("li", {});
    way.forEach((n, i) => {
      if (i) {
        const key = `${Math.min(way[i - 1], n)}-${Math.max(way[i - 1], n)}`;
        line.append(" ", linkTo(`— ${bundles.get(key).label} —`, () => openBundle(key)), " ");
      }
      line.append(el("b", {}, words(brief(NODES.get(n).label, 60))));
    });
    list.append(line);
  }
  box.append(list);
  return box;
}
