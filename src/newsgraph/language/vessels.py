"""Ships, aircraft and spacecraft with a name: "the MV Ann Reed", "HMS Marlow", "the tanker Long Hope"; "the vessel" is the one named.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 5.70 (names of ships with their descriptor), 17.88 ff.
    J. Joergensen (ed.), Ship prefixes as used by navies and merchant fleets: see the headings of any register of ships.
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.name_edges import NOT_NAMES
from newsgraph.language.name_types import NameSpan, name_key
from newsgraph.language.nominals import noun_of, read_nominal
from newsgraph.language.reattach import attach
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import titles

__all__ = ["known_vessels", "mend_vessel", "with_vessels"]

_SHIPS = word_class("ships")
_NAVAL = word_class("warships")
_CRAFT = _SHIPS | _NAVAL | word_class("craft")
_NAVAL_PREFIXES = frozenset("HMS USS HMAS HMCS HMNZS HNLMS HDMS HSwMS HNoMS USCGC INS ARA ROKS KRI JS BNS PNS BRP FGS ITS TCG ORP".split())
_CIVIL_PREFIXES = frozenset("MV M/V MS M/S MT M/T SS RMS TSS MY SY RRS RV R/V RFA USNS FV F/V MSC RNLB LNG/C".split())
_PREFIXES = _NAVAL_PREFIXES | _CIVIL_PREFIXES
# Letters that stand for much else: a name follows them only where the article says "the" or calls it a ship.
_AMBIGUOUS = frozenset("MS MT SS RV MY SY ITS JS MSC FV PNS BNS ARA".split())
_PROPER = frozenset({"NNP", "NNPS"})
_NEXT = 2
_HELPING = word_set(
    """rescue pick save tow reach spot join escort search help assist evacuate collide ram hit strike find board seize divert respond
    intercept shadow follow locate recover answer stop chase"""
)


def with_vessels(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> tuple[list[NameSpan], list[str]]:
    """``spans`` with the names of ships and craft whole, and the keys of these; sentences in ``skip`` (capitals) are left alone."""
    found: list[NameSpan] = []
    bare: dict[tuple[str, ...], int] = {}
    i = 0
    while i < len(tokens):
        start = i
        end = 0 if tokens[i].sent_i in skip else _prefixed(tokens, i) or _behind_noun(tokens, i)
        if not end:
            i += 1
            continue
        found.append(NameSpan(start, end, "PRODUCT"))
        prefix = tokens[start].text in _PREFIXES
        if end - start > 1 + prefix:
            bare[tuple(t.text for t in tokens[start + prefix : end])] = start
        i = end
    if not found:
        return spans, []
    taken = {i for span in found for i in range(span.start, span.end)}
    for words in bare:
        for i in range(len(tokens) - len(words)):
            if i not in taken and tuple(t.text for t in tokens[i : i + len(words)]) == words and tokens[i].sent_i not in skip:
                found.append(NameSpan(i, i + len(words), "PRODUCT"))
                taken.update(range(i, i + len(words)))
    kept = [span for span in spans if not any(i in taken for i in range(span.start, span.end))]
    return sorted([*kept, *found]), [name_key(tokens, span.start, span.end) for span in found]


def _prefixed(tokens: list[Token], i: int) -> int:
    """The end of a name that begins with the letters of a ship at token ``i``, or 0."""
    token = tokens[i]
    if token.text not in _PREFIXES:
        return 0
    before = tokens[i - 1] if i and tokens[i - 1].sent_i == token.sent_i else None
    if token.text in _AMBIGUOUS and (before is None or (before.lower not in ("the", "The") and before.lower not in _CRAFT)):
        return 0
    office = i + 2 < len(tokens) and tokens[i + 1].lower in titles() and token.text in ("INS", "MSC")  # "INS Commissioner Reed"
    return 0 if office else _name_end(tokens, i + 1)


def _behind_noun(tokens: list[Token], i: int) -> int:
    """The end of the name at token ``i`` that stands right behind "the tanker", or 0."""
    if i < 2 or tokens[i - 1].lower not in _CRAFT or tokens[i - 1].tag not in ("NN", "NNP") or not tokens[i - 1].text.islower():
        return 0
    noun = tokens[i - 1]
    if noun.sent_i != tokens[i].sent_i or (noun.child("det", "poss") is None and noun.head.child("det", "poss") is None):
        return 0
    end = _name_end(tokens, i)
    if not end:
        return 0
    last = tokens[end - 1]
    ordered = last.dep in ("nsubj", "nsubjpass") and last.head.dep in ("relcl", "acl")  # "the tanker Iran seized"
    acts = last.dep in ("nsubj", "nsubjpass") and noun.dep not in ("nsubj", "nsubjpass", "compound", "nmod", "amod")
    return 0 if ordered or (acts and noun.head is not last.head) else end


def _name_end(tokens: list[Token], start: int) -> int:
    """Where the capitalised words from ``start`` on end, "of the Seas" among them; 0 where there are none."""
    end = start
    while end < len(tokens) and tokens[end].sent_i == tokens[start].sent_i:
        token = tokens[end]
        if (token.text[0].isupper() and token.text[0].isalpha() and token.lower not in NOT_NAMES) or (
            end > start and token.text.isdecimal()
        ):
            end += 1
        elif end > start and token.lower == "of" and (size := _capital_within(tokens, end + 1)):
            end += size
        else:
            break
    return end if end > start and tokens[start].text not in _PREFIXES else 0


def _capital_within(tokens: list[Token], i: int) -> int:
    """How many tokens an "of" with what follows takes: 2 for "of Norway", 3 for "of the Seas", 0 for others."""
    size = 2 if i < len(tokens) and tokens[i].text[0].isupper() else 3
    last = tokens[i + size - 2] if i + size - 2 < len(tokens) else None
    whole = last is not None and last.text[0].isupper() and (size == 2 or tokens[i].text == "the")
    return size if whole else 0


def mend_vessel(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The tanker Long Hope": the name is the head, the noun in front of it is part of its phrase."""
    i = token.i + 1
    tokens = annotated.tokens
    if token.lower not in _CRAFT or i >= len(tokens) or tokens[i].ent_type != "PRODUCT" or tokens[i].ent_iob != "B":
        return
    if tokens[i].sent_i != token.sent_i or token.ent_type:
        return
    end = i + 1
    while end < len(tokens) and tokens[end].ent_type == "PRODUCT" and tokens[end].ent_iob == "I":
        end += 1
    last = tokens[end - 1]
    above, dep = token.head, token.dep
    if above in tokens[i:end] or (above is last and dep == "compound"):
        above, dep = last.head, last.dep
    if above is token or above in tokens[i:end]:
        return
    for part in tokens[i:end]:
        part.pos = "PROPN"
        for child in [c for c in part.children if c not in tokens[i:end] and c is not token]:
            attach(child, above if child.dep in ("aux", "auxpass", "neg") else last, child.dep)
    if not attach(last, above, dep):
        return
    for part in tokens[i : end - 1]:
        attach(part, last, "compound")
        part.tag = "NNP" if part.tag not in _PROPER else part.tag
    last.tag = "NNP" if last.tag not in _PROPER else last.tag
    for child in list(token.children):
        if child.i not in range(i, end):
            attach(child, last, child.dep)
    attach(token, last, "compound")


def known_vessels(discourse: Discourse, mentions: list[NameMention]) -> dict[int, int]:
    """What each ship may be called; the nouns that bring one in before its name, each with its draft."""
    nouns = {
        token.lemma.lower()
        for token in discourse.annotated.tokens
        if token.tag == "NN" and token.lemma.lower() in _CRAFT and token.i not in discourse.names_at
    }
    kinds = [
        (child.lower, token.lemma.lower())
        for token in discourse.annotated.tokens
        if token.tag == "NN" and token.lemma.lower() in _CRAFT
        for child in token.children
        if child.dep == "compound" and child.tag == "NN" and child.i == token.i - 1 and child.text.islower()
    ]
    drafts: dict[int, set[str]] = {}
    for mention in mentions:
        found = discourse.names_at.get(mention.head.i, ())
        prefix = discourse.annotated.tokens[mention.start].text
        if mention.type != "Product" or len(found) != 1:
            continue
        if prefix in _PREFIXES and mention.end - mention.start > 1:
            drafts.setdefault(found[0], set()).update(_NAVAL if prefix in _NAVAL_PREFIXES else _SHIPS)
        elif mention.start and (before := discourse.annotated.tokens[mention.start - 1].lower) in _CRAFT:
            drafts.setdefault(found[0], set()).update({"ship", "vessel"} if before in _SHIPS | _NAVAL else ())
    brought = _brought_in(discourse, drafts)
    for index, words in drafts.items():
        draft = discourse.drafts[index]
        own = draft.roles & _CRAFT
        own |= {discourse.annotated.tokens[i].lemma.lower() for i, known in brought.items() if known == index}
        other = {discourse.annotated.tokens[i].lemma.lower() for i in _indefinite(discourse) if i not in brought} - own
        draft.roles |= (own or (words & nouns)) - other | ({"ship", "vessel"} & words) - other
        if len(drafts) == 1:  # "the cruise ship", where only one ship is named
            draft.roles |= {f"{kind} {noun}" for kind, noun in kinds if noun in draft.roles and noun not in other}
    return brought


def _indefinite(discourse: Discourse) -> list[int]:
    """Where ships and craft without a name are brought in: "a ferry", and "ferry" in a heading."""
    headings = {s.i for s in discourse.annotated.sentences if s.kind == "heading"}
    found: list[int] = []
    for token in discourse.annotated.tokens:
        if token.tag != "NN" or token.lemma.lower() not in _CRAFT or token.dep in ("compound", "amod", "nmod", "attr", "appos"):
            continue
        det = read_nominal(token).det
        if token.i not in discourse.names_at and (det == "indef" or (det == "bare" and token.sent_i in headings)):
            found.append(token.i)
    return found


def _brought_in(discourse: Discourse, drafts: dict[int, set[str]]) -> dict[int, int]:
    """*A ferry ran aground … The MV Ann Reed*: the one ship with a name, named soon after, and no other is brought in."""
    if len(drafts) != 1:
        return {}
    (index, words), tokens = next(iter(drafts.items())), discourse.annotated.tokens
    draft = discourse.drafts[index]
    first = min((mention.head_i for mention in draft.mentions), default=-1)
    headings = {s.i for s in discourse.annotated.sentences if s.kind == "heading"}
    before = [i for i in _indefinite(discourse) if i < first and i not in discourse.aliases_at]
    body = [i for i in before if tokens[i].sent_i not in headings]
    fitting = _own_words(draft) or words
    if len({tokens[i].lemma for i in before}) != 1 or len(body) > 1 or any(tokens[i].lemma.lower() not in fitting for i in before):
        return {}
    if _comes_to_help(tokens[first]):
        return {}
    near = [i for i in body if tokens[first].sent_i - tokens[i].sent_i <= _NEXT and noun_of(tokens[i]) is not None]
    return dict.fromkeys(before, index) if near or (not body and before) else {}


def _comes_to_help(name: Token) -> bool:
    """True for a ship that does something to another one: "The MV Ann Reed picked up survivors", "was towed by the MV Ann Reed"."""
    if name.dep == "pobj":
        return name.head.lower in ("by", "with", "to", "from", "aboard")
    return name.dep in ("nsubj", "agent") and name.head.lemma in _HELPING


def _own_words(draft: Draft) -> set[str]:
    return {role for role in draft.roles if role in _CRAFT}
