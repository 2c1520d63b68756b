"""Bodies and institutions that heading and lead bring in, and the next sentences name: "A museum in the north … Museum Oosterwaard".

What the name calls its bearer, or the article beside it ("the daily Utrinen List"), must agree with the description, and nothing else
of that kind be named there.

References:
    van Dijk, T. (1988). News as discourse. Erlbaum (ch. 2: leads summarise, what they leave out follows in order of relevance).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgraph.language.annotated import Sentence, Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.introductions import another_told, brings_in, brought_in
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import noun_of, read_nominal
from newsgraph.language.organisations import called, is_company_word
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import taken_up_by

__all__ = ["bodies_named_later"]

_LEAD = 2
_NEXT = 3
_STANDFIRST = 4
_FROM_HEADING = 4
_INSTITUTIONS = word_class("institutions")
_RULING = frozenset({"judge", "justice", "ruling", "decision", "order", "judgment", "judgement", "verdict"})
_TAKING = frozenset({"take", "fly", "rush", "airlift", "send", "transfer", "appeal", "go", "return", "move"})


def bodies_named_later(discourse: Discourse) -> dict[int, int]:
    """The heads of such descriptions, each with the draft of what is named for it; the draft gets the noun as a role."""
    sentences = discourse.annotated.sentences
    body = [sentence for sentence in sentences if sentence.kind == "body"]
    found: dict[int, int] = {}
    for sentence, reach in _opening(sentences):
        behind = [other.i for other in body if other.i > sentence.i][:reach]
        for token in discourse.annotated.sentence_tokens(sentence) if behind else ():
            new = _is_brought_in(discourse, token)
            draft = _named_for(discourse, token, behind[-1], summary=reach == _FROM_HEADING) if new else None
            if draft is not None:
                found[token.i] = draft.index
                draft.roles.add(token.lemma.lower())
                there = {i for name in read_nominal(token).names for i in discourse.known(name.i)}
                draft.places |= {i for i in there if discourse.drafts[i].type in ("Place", "Organization") and i != draft.index}
    return found


def _opening(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int]]:
    """Headings, a standfirst before the byline, and the lead, each with how many sentences behind it may name what it brings in."""
    body = [sentence.i for sentence in sentences if sentence.kind == "body"][:_STANDFIRST]
    bylines = [i for i in body if i and sentences[i - 1].kind == "heading"]
    lead = bylines[-1] if bylines else body[0] if body else -1
    for sentence in sentences[: lead + _LEAD]:
        yield sentence, _NEXT if sentence.i >= lead and sentence.kind == "body" else _FROM_HEADING


def _is_brought_in(discourse: Discourse, token: Token) -> bool:
    """True for "a museum", "a rural school board", "their union": a body without a name."""
    known = noun_of(token)
    if known is None or discourse.known(token.i) or not (known.kind == "org" or token.lemma.lower() in _INSTITUTIONS):
        return False
    owned = token.tag == "NN" and read_nominal(token).det == "poss" and token.dep not in ("attr", "appos", "compound", "nmod")
    return brings_in(discourse, token) == "new" or (owned and token.i not in discourse.names_at)


def _named_for(discourse: Discourse, token: Token, last: int, *, summary: bool) -> Draft | None:
    """The only body that is called so among those first named behind ``token``, as far as sentence ``last``.

    What a heading or standfirst sums up ("talks with a private equity firm"), the text may bring in by the same words again.
    """
    tokens, lemma, nominal = discourse.annotated.tokens, token.lemma.lower(), read_nominal(token)
    words = {lemma} | taken_up_by().get(lemma, frozenset())
    kind = next((f"{c.lower} {lemma}" for c in reversed(token.lefts) if c.dep == "compound" and not c.ent_type), "") if summary else ""
    stretch = [t for t in tokens[token.i + 1 :] if t.sent_i <= last]
    fitting: list[tuple[Draft, Token]] = []
    for draft in discourse.drafts:
        heads = sorted(m.head_i for m in draft.mentions if not discourse.in_heading(tokens[m.head_i]))
        if not draft.named or draft.link or draft.type in ("Person", "Group") or not heads or tokens[heads[0]].sent_i > last:
            continue
        if _own_word(draft, lemma) or kind in draft.roles or words & {role for role in draft.roles if not is_company_word(role)}:
            fitting.append((draft, tokens[heads[0]]))
    if len(fitting) != 1:
        return None
    draft, name = fitting[0]
    others = [t for t in brought_in(discourse, {lemma}, stretch) if t.i < name.i]
    if name.i < token.i or name in token.subtree() or others or another_told({lemma}, stretch):
        return None
    if not _of_that_kind(draft, token) or not _may_be_there(name, lemma):
        return None
    whose = (*nominal.names, *((nominal.owner,) if nominal.owner is not None else ()))
    places = {i for t in whose for i in discourse.known(t.i) if discourse.drafts[i].link.startswith("country/")}
    states = {i for i in draft.places if discourse.drafts[i].link.startswith("country/")}
    return None if places and states and not places & states else draft


def _own_word(draft: Draft, lemma: str) -> bool:
    """True for the museum of "Museum Oosterwaard"; every second firm is a group or company by its name."""
    return not is_company_word(lemma) and lemma in called(draft) - draft.roles


def _of_that_kind(draft: Draft, token: Token) -> bool:
    """False for "a school board" and the Audit Board: nouns before the noun tell of which kind it is."""
    kinds = {child.lower.rstrip("s") for child in token.lefts if child.dep == "compound" and not child.ent_type}
    words = {word.lower().rstrip("s") for name in (*draft.names, *draft.roles) for word in name.split()}
    return kinds <= words


def _may_be_there(name: Token, lemma: str) -> bool:
    """False for where somebody is taken or appeals to: "a hospital caught fire … patients were moved to Alma Hospital"."""
    above = name.head
    if name.dep == "pobj" and above.lower == "to" and above.head.lemma in _TAKING:
        return False
    if lemma == "court":
        return name.dep in ("nsubj", "poss", "agent", "nsubjpass") or (name.dep == "compound" and above.lemma in _RULING)
    return True
