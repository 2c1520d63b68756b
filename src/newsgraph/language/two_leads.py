"""Two whom a lead brings in without names, and the next sentences name: "A doctor and a nurse … Dr Ada Lund, 43, and Ivo Reed, 31, …".

References:
    van Dijk, T. (1988). News as discourse. Erlbaum (ch. 2: leads summarise, what they leave out follows in order of relevance).
"""

from __future__ import annotations

from newsgraph.language.annotated import Sentence, Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.introductions import brings_in
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.nominals import broader, noun_of, read_nominal, role_words
from newsgraph.language.personal import age_at, other_gender
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import is_courtesy, written_out

__all__ = ["two_named_later"]

_RELATIONAL = word_class("relational nouns") | word_class("kin")
_WITHIN = 8
_LONG_NAME = 2


def two_named_later(discourse: Discourse, mentions: list[NameMention]) -> dict[int, int]:
    """The heads of two indefinite descriptions in the lead, each with the draft of who is named for it.

    They are the only two whom the sentences after it name with their ages; what the article calls one of them must fit, or they must be
    named side by side.
    """
    body = [sentence for sentence in discourse.annotated.sentences if sentence.kind == "body"]
    pair = _brought_in(discourse, body[0]) if body else None
    named = _aged(discourse, mentions, {s.i for s in body[1 : 1 + _WITHIN]}) if pair is not None else []
    if pair is None or len(named) != len(pair):
        return {}
    drafts = [draft for _, draft in named]
    if _calls(drafts[1], pair[0]) or _calls(drafts[0], pair[1]):
        drafts.reverse()
    if not any(_calls(draft, noun) for draft, noun in zip(drafts, pair, strict=True)) and not _side_by_side(discourse, drafts):
        return {}
    if any(_called_otherwise(draft, noun) or other_gender(draft, noun_of(noun)) for draft, noun in zip(drafts, pair, strict=True)):
        return {}
    found: dict[int, int] = {}
    for noun, draft in zip(pair, drafts, strict=True):
        draft.roles |= role_words(noun)
        found[noun.i] = draft.index
        found.update((i, draft.index) for i in _again(discourse, noun))
    return found


def _brought_in(discourse: Discourse, sentence: Sentence) -> tuple[Token, Token] | None:
    """The two persons without names in the lead, where it names nobody."""
    found: list[Token] = []
    for token in discourse.annotated.sentence_tokens(sentence):
        if any(discourse.drafts[index].type == "Person" for index in discourse.names_at.get(token.i, ())):
            return None
        known = noun_of(token)
        if known is not None and known.kind == "person" and brings_in(discourse, token) == "new":
            found.append(token)
    return (found[0], found[1]) if len(found) == 2 and found[0].lemma != found[1].lemma else None


def _aged(discourse: Discourse, mentions: list[NameMention], sentences: set[int]) -> list[tuple[NameMention, Draft]]:
    """Those who are named in full, with their ages."""
    found: list[tuple[NameMention, Draft]] = []
    for mention in mentions:
        draft = discourse.upcoming(mention.head)
        if mention.type != "Person" or draft is None or mention.head.sent_i not in sentences or len(mention.words) < _LONG_NAME:
            continue
        if age_at(discourse.annotated.tokens, mention) and all(draft is not other for _, other in found):
            found.append((mention, draft))
    return found


def _callings(draft: Draft) -> set[str]:
    words = {written_out(word) for role in draft.roles for word in role.split(" ")}
    return broader({*draft.roles, *words} - {word for word in words if is_courtesy(word)}) | (
        {"doctor"} if "dr" in {word.strip(".") for word in draft.roles} else set()
    )


def _calls(draft: Draft, noun: Token) -> bool:
    return noun.lemma.lower() in _callings(draft)


def _called_otherwise(draft: Draft, noun: Token) -> bool:
    """True for "the pilot Jan Vogt" behind "a nurse"; a colleague may be anything."""
    words = {word for word in _callings(draft) if (known := nouns().get(word)) is not None and known.kind == "person"}
    return bool(words - _RELATIONAL) and not _calls(draft, noun)


def _side_by_side(discourse: Discourse, drafts: list[Draft]) -> bool:
    """True where one sentence joins the two by "and"."""
    tokens = discourse.annotated.tokens
    heads = [{mention.head_i for mention in draft.mentions} for draft in drafts]
    for one, other in (heads, heads[::-1]):
        for i in sorted(other):
            above = {tokens[i].i, *(t.i for t in tokens[i].ancestors() if t.dep in ("conj", "appos") or t.i in one)}
            if tokens[i].dep in ("conj", "appos") and above & one:
                return True
    return False


def _again(discourse: Discourse, noun: Token) -> list[int]:
    """The heads of "the nurse" further down, and of "Belgian doctor" in the heading."""
    found: list[int] = []
    for token in discourse.annotated.tokens:
        if token is noun or token.tag != "NN" or token.lemma != noun.lemma or discourse.known(token.i):
            continue
        if token.dep in ("compound", "amod", "nmod", "attr", "appos"):
            continue
        nominal = read_nominal(token)
        plain = nominal.owner is None and not nominal.of and not nominal.told
        if plain and (nominal.det == "def" or (nominal.det == "bare" and discourse.in_heading(token))):
            found.append(token.i)
    return found
