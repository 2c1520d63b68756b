// The article beside the network: its sentences and names, lit by what is selected and lighting it.

let articleOpen = 0;
let articleDrawn = -1;
const sentenceSpans = new Map();

/** The evidence sentences of an article, in order and without overlap: [{start, end, statements, element}]. */
function sentencesOf(a) {
  if (sentenceSpans.has(a)) return sentenceSpans.get(a);
  const found = new Map();
  STATEMENTS.forEach((statement, k) => {
    if (statement.article !== a) return;
    for (const piece of statement.evidence) {
      const key = piece.at.join();
      if (!found.has(key)) found.set(key, { start: piece.at[0], end: piece.at[1], statements: [], element: null });
      found.get(key).statements.push(k);
    }
  });
  const ordered = [];
  for (const sentence of [...found.values()].sort((x, y) => x.start - y.start || y.end - x.end)) {
    const last = ordered[ordered.length - 1];
    if (!last || sentence.start >= last.end) { ordered.push(sentence); continue; }
    // Two pieces of evidence that overlap (a quotation and the sentence around it) are one stretch of text.
    last.end = Math.max(last.end, sentence.end);
    last.statements.push(...sentence.statements);
  }
  sentenceSpans.set(a, ordered);
  return ordered;
}

function drawArticle() {
  const pane = document.getElementById("article");
  if (!ARTICLES.length) { pane.hidden = true; return; }
  const article = ARTICLES[articleOpen];
  articleDrawn = articleOpen;
  const top = el("div", { class: "pad" });
  if (ARTICLES.length > 1) {
    const choice = el("select", { "aria-label": "Article to read", onchange: (event) => { articleOpen = Number(event.target.value); drawArticle(); lightArticle(false); } });
    ARTICLES.forEach((other, a) => choice.append(el("option", { value: String(a), selected: a === articleOpen }, brief(other.title, 90))));
    top.append(choice);
  }
  const about = [article.publisher, article.author, article.published].filter(Boolean);
  const source = el("p", { class: "source" });
  about.forEach((part, i) => source.append(i ? " · " : "", words(brief(part, 200))));
  if (article.url) source.append(about.length ? " · " : "", sourceLink(article.url, "Read at the source"));
  if (headlineOf(article)) top.append(source);
  else top.append(el("h2", { dir: "auto" }, words(article.title)), source);
  top.append(article.text === null ? el("p", { class: "soft" }, "The page holds too many articles for their whole texts; the sentences stand with each statement.") : articleText(articleOpen));
  pane.replaceChildren(top);
}

/** How many characters the headline takes at the beginning of the text; 0 where the text does not begin with it. */
function headlineOf({ title, text }) {
  return text !== null && title.trim() && text.startsWith(title) ? Array.from(title).length : 0;
}

function articleText(a) {
  const points = pointsOf(a);
  const names = NODES.flatMap((node, n) => node.mentions.filter((mention) => mention[0] === a).map(([, start, end, kind]) => ({ start, end, n, kind, tag: "span", cls: "ent" })));
  const headline = headlineOf(ARTICLES[a]);
  if (headline) names.push({ start: 0, end: headline, tag: "span", cls: "headline" });
  names.sort((x, y) => x.start - y.start);
  const dress = (piece, over) => {
    const name = over.reduce((best, mark) => (mark.n !== undefined && (!best || mark.end - mark.start <= best.end - best.start) ? mark : best), null);
    if (!name) return;
    piece.dataset.node = name.n;
    piece.style.setProperty("--type", typeColour(NODES[name.n].type));
  };
  const into = el("div", { class: "text", dir: "auto" });
  let at = 0;
  const between = (start, end, target) => {
    const near = names.filter((mark) => mark.end > start && mark.start < end);
    return marked(target, points, start, end, near, dress);
  };
  sentencesOf(a).forEach((sentence, i) => {
    between(at, sentence.start, into);
    sentence.element = el("span", { class: "sent", "data-sentence": String(i) });
    between(sentence.start, sentence.end, sentence.element);
    const count = new Set(sentence.statements).size;
    const title = `${count} statement${count === 1 ? "" : "s"} from this sentence`;
    appendToLast(sentence.element, button(String(count), "number", () => lightSentence(a, i), { "aria-label": title, title }));
    into.append(sentence.element);
    at = sentence.end;
  });
  between(at, points.length, into);
  into.addEventListener("click", (event) => {
    if (event.target.closest("button") || String(getSelection())) return;
    const name = event.target.closest("[data-node]");
    const sentence = event.target.closest("[data-sentence]");
    if (name) select({ kind: "node", n: Number(name.dataset.node) });
    else if (sentence) lightSentence(a, Number(sentence.dataset.sentence));
  });
  return into;
}

/** Appends to the last word of a sentence, so that the number never stands alone at the beginning of a line. */
function appendToLast(sentence, number) {
  const last = sentence.lastChild;
  const found = last && last.nodeType === Node.TEXT_NODE ? /\S{1,40}$/.exec(last.data) : null;
  if (!found) { sentence.append(number); return; }
  const word = el("span", { class: "together" });
  last.splitText(found.index).replaceWith(word);
  word.append(found[0], number);
}

function lightSentence(a, i) {
  const statements = [...new Set(sentencesOf(a)[i].statements)];
  select({ kind: "statements", statements, from: "article" });
}

/** Marks in the article what is selected, and scrolls there unless the reader clicked in the article itself. */
function lightArticle(scroll = true) {
  const on = state.selected;
  const statements = on ? selectedStatements(on) : [];
  if (statements.length && on.from !== "article" && on.kind !== "node") {
    const wanted = STATEMENTS[statements[0]].article;
    if (wanted >= 0 && wanted !== articleOpen) articleOpen = wanted;
  }
  if (articleOpen !== articleDrawn) drawArticle();
  const pane = document.getElementById("article");
  for (const piece of pane.querySelectorAll(".lit")) piece.classList.remove("lit");
  if (!on || !ARTICLES.length || ARTICLES[articleOpen].text === null) return;
  let first = null;
  if (on.kind === "node") {
    for (const piece of pane.querySelectorAll(`[data-node="${on.n}"]`)) { piece.classList.add("lit"); first = first || piece; }
  } else {
    const chosen = new Set(statements);
    for (const sentence of sentencesOf(articleOpen)) {
      if (!sentence.element || !sentence.statements.some((k) => chosen.has(k))) continue;
      sentence.element.classList.add("lit");
      first = first || sentence.element;
    }
  }
  if (first && scroll) scrollWithin(pane, first);
}

function scrollWithin(pane, piece) {
  const [outer, inner] = [pane.getBoundingClientRect(), piece.getBoundingClientRect()];
  if (inner.top < outer.top + 20 || inner.bottom > outer.bottom - 20) pane.scrollTop += inner.top - outer.top - outer.height / 3;
}
