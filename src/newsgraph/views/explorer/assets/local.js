// The answers of a page that is one file: the same as those of the server (newsgraph/views/explorer/index.py).

const LONG_PAGE = 40;
const MOST_STEPS = 8;
const MOST_WAYS = 12;
let here = null;
let evidenceHere = null;

async function unpack(id) {
  const text = JSON.parse(document.getElementById(id).textContent);
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

async function answerHere(name, fields) {
  if (!here) here = indexed(await unpack("outline"));
  if (name === "evidence") evidenceHere ||= await unpack("evidence");
  if (!Object.hasOwn(ANSWERS, name)) throw new Refused(`there is no question ${name}`);
  return ANSWERS[name](fields);
}

function folded(text) {
  return text.slice(0, 300).toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

const COOPERATIVE = new Set(DATA.events.cooperative);

function toneOf(k) {
  const event = here.st.event[k];
  return !event ? "neutral" : COOPERATIVE.has(event) ? "cooperative" : "conflictual";
}

/** Adjacency, who said what, days and kinds: what is looked up again and again. */
function indexed(data) {
  const { nodes, statements: st, articles } = data;
  const count = nodes.id.length;
  const index = {
    ...data, st, count, links: Array.from({ length: count }, () => new Map()), own: Array.from({ length: count }, () => []), said: new Map(),
    kinds: [], days: [], numbers: new Map(), names: [], concept: nodes.type.map((type) => type === "Concept"),
  };
  nodes.id.forEach((id, n) => { if (!index.numbers.has(id)) index.numbers.set(id, n); });
  for (let n = 0; n < count; n++) index.names.push([nodes.label[n], ...nodes.aliases[n]].map(folded));
  for (let k = 0; k < st.id.length; k++) {
    const speakers = st.speakers[k];
    const plain = st.status[k] === "fact" && !speakers.length;
    index.kinds.push(plain ? PLAIN : { fact: 0, possible: 1, negated: 2 }[st.status[k]] | (speakers.length ? 4 : 0));
    const published = articles[st.article[k]][1];
    index.days.push(st.first[k] || st.last[k] ? [st.first[k] || "0000-01-01", st.last[k] || "9999-12-31"] : [published, published]);
    const ends = [st.s[k], st.o[k]].filter((end) => typeof end === "number");
    const link = (a, b) => { const near = index.links[a]; if (near.has(b)) near.get(b).push(k); else near.set(b, [k]); };
    if (ends.length === 2 && ends[0] !== ends[1]) { link(ends[0], ends[1]); link(ends[1], ends[0]); }
    const told = speakers.filter((end) => typeof end === "number");
    const about = new Set([...ends, ...st.others[k]]);
    for (const n of new Set([...about, ...told])) index.own[n].push(k);
    for (const speaker of new Set(told)) {
      if (!index.said.has(speaker)) index.said.set(speaker, new Map());
      for (const n of about) if (n !== speaker) { const list = index.said.get(speaker); if (list.has(n)) list.get(n).push(k); else list.set(n, [k]); }
    }
  }
  return index;
}

function nodeHere(n) {
  const { nodes } = here;
  return { n, id: nodes.id[n], label: nodes.label[n], type: nodes.type[n], aliases: nodes.aliases[n], mentions: nodes.mentions[n], weight: nodes.weight[n] };
}

function endHere(end) {
  return end === null ? null : typeof end === "number" ? { n: end, label: here.nodes.label[end] } : { n: -1, label: end };
}

function dayOf(k) {
  return here.st.first[k] || here.st.last[k] || here.articles[here.st.article[k]][1];
}

function lineHere(k) {
  const { st, articles } = here;
  return {
    k, id: st.id[k], s: endHere(st.s[k]), o: endHere(st.o[k]), label: st.label[k], relation: st.relation[k], event: st.event[k], tone: toneOf(k),
    status: st.status[k], modality: st.modality[k], plain: here.kinds[k] === PLAIN, speakers: st.speakers[k].map(endHere), first: st.first[k],
    last: st.last[k], day: dayOf(k), confidence: st.confidence[k], article: articles[st.article[k]][0], published: articles[st.article[k]][1],
  };
}

function passesHere(k, f) {
  if ((here.kinds[k] & ~f.marks) || here.st.confidence[k] < (f.confidence || 0) / 100) return false;
  const [first, last] = here.days[k];
  if (f.first && !(last && last >= f.first)) return false;
  return !(f.last && !(first && first <= f.last));
}

function passing(a, b, f) {
  return (here.links[a].get(b) || []).filter((k) => passesHere(k, f));
}

function linked(n, f) {
  return [...here.links[n].keys()].sort((a, b) => a - b).filter((m) => (f.concepts || !here.concept[m]) && here.links[n].get(m).some((k) => passesHere(k, f)));
}

function bundleHere(a, b, found) {
  const { st } = here;
  const plain = found.filter((k) => here.kinds[k] === PLAIN);
  const leading = plain.length ? plain : found;
  const balance = leading.reduce((sum, k) => sum + (toneOf(k) === "cooperative") - (toneOf(k) === "conflictual"), 0);
  const tone = balance > 0 ? "cooperative" : balance < 0 ? "conflictual" : "neutral";
  const label = st.label[leading.find((k) => toneOf(k) === tone) ?? leading[0]];
  const directed = leading.filter((k) => !st.symmetric[k]);
  const points = [...label];
  return {
    a, b, count: found.length, label: (points.length > 26 ? `${points.slice(0, 25).join("")}…` : label) + (found.length > 1 ? ` +${found.length - 1}` : ""),
    tone, dashed: !plain.length,
    there: directed.some((k) => st.s[k] === a), back: directed.some((k) => st.s[k] === b),
  };
}

function pageHere(found, offset = 0) {
  return { total: found.length, offset, rows: found.slice(offset, offset + LONG_PAGE).map(lineHere) };
}

function networkHere(numbers, f) {
  const inside = new Set(numbers);
  const ordered = [...inside].sort((a, b) => a - b);
  const bundles = [];
  for (const a of ordered) for (const b of ordered) {
    if (a >= b || !here.links[a].has(b)) continue;
    const found = passing(a, b, f);
    if (found.length) bundles.push(bundleHere(a, b, found));
  }
  return { nodes: ordered.map(nodeHere), bundles };
}

function topHere(f, most = 60) {
  const every = Array.from({ length: here.count }, (_, n) => n);
  const touches = (n, inside) => [...here.links[n].keys()].some((m) => inside.has(m) && passing(n, m, f).length);
  const found = every.filter((n) => here.links[n].size && !here.concept[n]).slice(0, most);
  if (f.concepts) {
    const entities = new Set(found);
    found.push(...every.filter((n) => here.concept[n] && touches(n, entities)).slice(0, 40));
  }
  const inside = new Set(found);
  return found.filter((n) => touches(n, inside));
}

function searchHere(words, most = 12) {
  const wanted = folded(words);
  if (!wanted) return [];
  const hits = [];
  here.names.forEach((names, n) => {
    let best = 0, at = 0;
    names.forEach((name, i) => {
      const place = name.indexOf(wanted);
      if (place < 0) return;
      const score = (name === wanted ? 4 : place === 0 ? 3 : name[place - 1] === " " ? 2 : 1) + (i ? 0 : 0.5) - (here.concept[n] ? 0.9 : 0);
      if (score > best) { best = score; at = i; }
    });
    if (best) hits.push([best, n, at]);
  });
  hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  return hits.slice(0, most).map(([, n, at]) => ({ ...nodeHere(n), alias: at ? here.nodes.aliases[n][at - 1] : "" }));
}

function waysHere([a, b], f) {
  const before = new Map([[a, []]]);
  const steps = new Map([[a, 0]]);
  const queue = [a];
  for (let i = 0; i < queue.length; i++) {
    const from = queue[i];
    if (steps.get(from) >= MOST_STEPS || (steps.has(b) && steps.get(from) >= steps.get(b))) break;
    const near = linked(from, f);
    if (here.links[from].has(b) && !near.includes(b) && passing(from, b, f).length) near.push(b);
    for (const to of near) {
      if (!steps.has(to)) { steps.set(to, steps.get(from) + 1); before.set(to, []); queue.push(to); }
      if (steps.get(to) === steps.get(from) + 1) before.get(to).push(from);
    }
  }
  if (!steps.has(b) || a === b) return { steps: 0, ways: [], more: false, nodes: [...new Set([a, b])].sort((x, y) => x - y).map(nodeHere), bundles: [] };
  const found = [];
  const follow = (at, way) => {
    if (found.length > MOST_WAYS) return;
    if (!before.get(at).length) found.push([...way].reverse());
    for (const to of [...before.get(at)].sort((x, y) => x - y)) follow(to, [...way, to]);
  };
  follow(b, [b]);
  const kept = found.slice(0, MOST_WAYS);
  const pairs = new Map();
  for (const way of kept) for (let i = 0; i + 1 < way.length; i++) {
    const pair = [Math.min(way[i], way[i + 1]), Math.max(way[i], way[i + 1])];
    pairs.set(pair.join(), pair);
  }
  const drawn = [...new Set(kept.flat())].sort((x, y) => x - y);
  const bundles = [...pairs.values()].sort((x, y) => x[0] - y[0] || x[1] - y[1]).map(([x, y]) => bundleHere(x, y, passing(x, y, f)));
  return { steps: steps.get(b), ways: kept, more: found.length > MOST_WAYS, nodes: drawn.map(nodeHere), bundles };
}

function entityHere({ n, part = "", month = "", offset = 0 }) {
  const { st, links, own } = here;
  const tones = ["cooperative", "conflictual", "neutral"];
  const fits = { did: (k) => st.s[k] === n, done: (k) => st.o[k] === n, said: (k) => st.speakers[k].includes(n) };
  const parts = Object.fromEntries(Object.entries(fits).map(([name, fit]) => [name, own[n].filter(fit)]));
  const found = Object.hasOwn(parts, part) ? parts[part] : own[n];
  const days = found.map(dayOf).filter(Boolean).sort();
  const letters = days.length && Date.parse(days[days.length - 1]) - Date.parse(days[0]) <= 62 * 86400000 ? 10 : 7;
  const months = new Map();
  for (const k of found) {
    const name = dayOf(k).slice(0, letters);
    if (!months.has(name)) months.set(name, [0, 0, 0]);
    months.get(name)[tones.indexOf(toneOf(k))]++;
  }
  const rows = found.filter((k) => !month || dayOf(k).startsWith(month)).sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : a - b));
  const partners = [...links[n].keys()].sort((a, b) => links[n].get(b).length - links[n].get(a).length || a - b).slice(0, 12);
  return {
    node: nodeHere(n), parts: { "": own[n].length, ...Object.fromEntries(Object.entries(parts).map(([name, list]) => [name, list.length])) },
    months: [...months].filter(([name]) => name).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => [name, ...counts]),
    undated: (months.get("") || []).reduce((sum, number) => sum + number, 0),
    partners: partners.map((m) => ({ n: m, label: here.nodes.label[m], count: links[n].get(m).length })), ...pageHere(rows, offset),
  };
}

function saidHere({ speaker = "", about = "", offset = 0 }) {
  const pairs = [];
  for (const [one, told] of here.said) {
    if (speaker !== "" && one !== speaker) continue;
    for (const [other, ks] of told) if (about === "" || other === about) pairs.push([ks.length, one, other, ks]);
  }
  pairs.sort((x, y) => y[0] - x[0] || x[1] - y[1] || x[2] - y[2]);
  const found = new Set();
  if (speaker !== "" || about !== "") for (const [, , , ks] of pairs) ks.forEach((k) => found.add(k));
  if (speaker !== "" && about === "") here.own[speaker].forEach((k) => { if (here.st.speakers[k].includes(speaker)) found.add(k); });
  const named = (n) => ({ n, label: here.nodes.label[n], type: here.nodes.type[n] });
  return {
    pairs: pairs.slice(0, 100).map(([count, one, other]) => ({ speaker: named(one), about: named(other), count })), all_pairs: pairs.length,
    ...pageHere([...found].sort((a, b) => a - b), offset),
  };
}

function evidenceOfHere(k) {
  const [qualifiers, time, extractor, about, pieces, source] = evidenceHere.rows[k];
  return {
    ...lineHere(k), qualifiers, time, extractor, content: about === null ? null : lineHere(about),
    pieces: pieces.map(([sentence, spans]) => ({ text: evidenceHere.sentences[sentence], spans })),
    source: source === null ? { title: "", url: null, publisher: "", author: "", published: "" } : evidenceHere.sources[source],
  };
}

const ANSWERS = {
  start: () => here.counts,
  known: ({ id }) => ({ nodes: id.map((one) => (here.numbers.has(one) ? nodeHere(here.numbers.get(one)) : null)) }),
  top: (f) => networkHere(topHere(f), f),
  search: ({ words }) => ({ nodes: searchHere(words) }),
  network: (f) => networkHere(f.n, f),
  neighbours: ({ n, shown = [], count = 15, ...f }) => {
    const known = new Set(shown);
    const all = linked(n, f);
    const fresh = all.filter((m) => !known.has(m));
    return { nodes: fresh.slice(0, count), total: all.length, left: Math.max(0, fresh.length - count) };
  },
  between: ({ n, offset, ...f }) => {
    const surest = (x, y) => (here.kinds[y] === PLAIN) - (here.kinds[x] === PLAIN) || here.st.confidence[y] - here.st.confidence[x] || x - y;
    return pageHere(passing(n[0], n[1], f).sort(surest), offset);
  },
  entity: entityHere,
  ways: ({ n, ...f }) => waysHere(n, f),
  said: saidHere,
  evidence: ({ k }) => ({ rows: [...new Set(k)].sort((a, b) => a - b).slice(0, LONG_PAGE).map(evidenceOfHere) }),
};
