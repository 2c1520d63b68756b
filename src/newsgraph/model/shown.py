"""How a statement looks in a notebook: static HTML without scripts, every text escaped, its sentences with their parts marked."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from newsgraph.model.harmless import html_text, one_direction, xml_text

if TYPE_CHECKING:
    from newsgraph.model.statement import Evidence, Statement

__all__ = ["FONT", "relation_label", "relation_words", "statement_html"]

FONT = "font-family:system-ui,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif;font-size:13px;line-height:1.45"
_SHORT = {"’s": "is", "’re": "are", "’m": "am", "’ve": "have", "’ll": "will", "’d": "would"}
_MARKS = {"subject": "#7fb2f05c", "relation": "#f2b84475", "object": "#63c99a5c"}


def relation_label(statement: Statement) -> str:
    """The relation of a statement as an edge is labelled: see :func:`relation_words`."""
    return relation_words(statement.relation.name, statement.relation.text)


def relation_words(name: str, text: str) -> str:
    """A relation as an edge is labelled: the article's words, with the particle or noun that the canonical name adds.

    >>> relation_words("meet in", "met"), relation_words("prime minister of", "prime minister")
    ('met in', 'prime minister of')
    >>> relation_words("be president", "President"), relation_words("be in", "’s been"), relation_words("take", "’d take")
    ('president', 'has been in', 'would take')
    """
    said = _unshortened(" ".join(one_direction(xml_text(text or name)).split()), name)
    if name.removeprefix("be ").startswith(said.lower()):
        said = said.lower()  # "President" before a name is no name itself
    known = set(said.lower().split())
    rest = [word for word in name.split()[1:] if word not in known]
    return " ".join([said, *rest])[:60] or "(relation)"


def _unshortened(said: str, name: str) -> str:
    """An auxiliary that the article writes onto the word before it, in full: alone it can hardly be read."""
    first, _, rest = said.replace("'", "’").partition(" ")
    if first not in _SHORT:
        return said
    if first == "’s" and rest.split()[:1] in (["been"], ["got"], ["had"]):
        first = "has"
    elif first == "’d" and rest.split()[-1:] != name.split()[:1]:
        first = "had"  # "she’d left", beside "she’d leave"
    else:
        first = _SHORT[first]
    return f"{first} {rest}".strip()


def statement_html(statement: Statement, source: str = "") -> str:
    """A statement with its status, and its sentences with subject, relation and object marked; ``source`` is HTML of where it stands."""
    target = f" {html_text(statement.object.label, 300)}" if statement.object else ""
    notes = [statement.status if not statement.modality else f"{statement.status}: {statement.modality}"]
    notes += [f"according to {html_text(speaker.label, 100)}" for speaker in statement.speakers[:10]]
    if statement.time:
        notes.append(html_text(statement.time.text, 100))
    notes += [f"{escape(qualifier.role)}: {html_text(qualifier.text, 200)}" for qualifier in statement.qualifiers[:20]]
    notes.append(f"confidence {statement.confidence:.0%}")
    quotes = "".join(_quote(piece) for piece in statement.evidence[:5])
    return (
        f'<div style="{FONT}"><b>{html_text(statement.subject.label, 300)} {html_text(relation_label(statement))}{target}</b>'
        f'<div style="opacity:.7">{" · ".join(notes)}</div>{quotes}{source or _article(statement)}</div>'
    )


def _article(statement: Statement) -> str:
    """Which article states it, and where."""
    return f'<div style="opacity:.7">{html_text(statement.article, 300)}, characters {statement.evidence[0].sentence}</div>'


def _quote(piece: Evidence) -> str:
    spans = [(span, name) for name, span in (("subject", piece.subject), ("relation", piece.relation), ("object", piece.object)) if span]
    start = piece.sentence.start
    cuts = sorted(
        {0, len(piece.text), *(min(max(edge - start, 0), len(piece.text)) for span, _ in spans for edge in (span.start, span.end))}
    )
    pieces: list[str] = []
    for here, there in pairwise(cuts):
        name = next((name for span, name in spans if span.start - start <= here and there <= span.end - start), "")
        text = html_text(piece.text[here:there])
        pieces.append(f'<mark style="background:{_MARKS[name]};color:inherit">{text}</mark>' if name else text)
    return f'<blockquote style="margin:6px 0;padding-left:10px;border-left:3px solid #8886">{"".join(pieces)}</blockquote>'
