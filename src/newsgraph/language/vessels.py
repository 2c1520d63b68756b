"""Ships, aircraft and spacecraft with a name: "the MV Ann Reed", "HMS Marlow", "the tanker Long Hope"; "the vessel" is the one named.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 5.70 (names of ships with their descriptor), 17.88 ff.
    J. Joergensen (ed.), Ship prefixes as used by navies and merchant fleets: see the headings of any register of ships.
"""

from __future__ import annotations

from collections.abc import Set

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.introductions import Newness, brought_in
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.name_edges import NOT_NAMES
from newsgraph.language.name_types import NameSpan, name_key, overlaid
from newsgraph.language.nominals import noun_of
from newsgraph.language.organisations import called
from newsgraph.language.reattach import attach
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import titles

__all__ = ["known_vessels", "mend_vessel", "with_vessels"]

_SHIPS = word_class("ships")
_NAVAL = word_class("warships")
_CRAFT = _SHIPS | _NAVAL | word_class("craft")
_SELDOM_SHIPS = word_class("seldom ships")
_NAVAL_PREFIXES = frozenset("HMS USS HMAS HMCS HMNZS HNLMS HDMS HSwMS HNoMS USCGC INS ARA ROKS KRI JS BNS PNS BRP FGS ITS TCG ORP".split())
_CIVIL_PREFIXES = frozenset("MV M/V MF M/F MS M/S MT M/T SS RMS TSS MY SY RRS RV R/V RFA USNS FV F/V MSC RNLB LNG/C".split())
_PREFIXES = _NAVAL_PREFIXES | _CIVIL_PREFIXES
# Letters that stand for much else: a name follows them only where the article says "the" or calls it a ship.
_AMBIGUOUS = frozenset("MF MS MT SS RV MY SY ITS JS MSC FV PNS BNS ARA".split())
_PROPER = frozenset({"NNP", "NNPS"})
_NEXT = 2
_LEAD = 2
_FIRST: Set[Newness] = frozenset({"new", "headed"})
_HELPING = word_class("done by another ship")


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
    return overlaid(spans, found), [name_key(tokens, span.start, span.end) for span in found]


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
    tokens = discourse.annotated.tokens
    drafts = _called_ships(discourse, mentions)
    bearer = None if drafts else _bearer(discourse)
    if bearer is not None:
        drafts = {bearer.index: set(_SHIPS | _NAVAL)}
    brought = _brought_in(discourse, drafts)
    if bearer is not None:
        if not brought:
            return {}
        bearer.type = "Product"
    plain = [t for t in tokens if t.tag == "NN" and t.lemma.lower() in _CRAFT]
    used = {t.lemma.lower() for t in plain if t.i not in discourse.names_at}
    nameless = {t.i: t.lemma.lower() for t in brought_in(discourse, _CRAFT, tokens, _FIRST)}
    for index, words in drafts.items():
        draft = discourse.drafts[index]
        own = draft.roles & _CRAFT | {nameless[i] for i, known in brought.items() if known == index}
        other = {lemma for i, lemma in nameless.items() if i not in brought} - own
        draft.roles |= ((own or (words & used)) | ({"ship", "vessel"} & words)) - other
        if len(drafts) == 1:  # "the cruise ship", where only one ship is named
            draft.roles |= {kind for t in plain if t.lemma.lower() in draft.roles - other for kind in _kind_words(t)}
    return brought


def _called_ships(discourse: Discourse, mentions: list[NameMention]) -> dict[int, set[str]]:
    """The ships and craft that have the letters of one, or are called one in front of the name; each with what it may be called."""
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
        elif discourse.drafts[found[0]].roles & ((_SHIPS | _NAVAL) - _SELDOM_SHIPS):  # "the vessel, the Star Orion"
            drafts.setdefault(found[0], set()).update({"ship", "vessel"})
    return drafts


def _kind_words(noun: Token) -> list[str]:
    """*Cruise ship*: the noun with the one in front of it."""
    before = (child for child in noun.children if child.dep == "compound" and child.tag == "NN" and child.i == noun.i - 1)
    return [f"{child.lower} {noun.lemma.lower()}" for child in before if child.text.islower()]


def _bearer(discourse: Discourse) -> Draft | None:
    """*A cargo ship ran aground … The Star Orion*: in the lead a ship, and behind "the" the one name soon after that nothing explains."""
    annotated, sure = discourse.annotated, (_SHIPS | _NAVAL) - _SELDOM_SHIPS
    lead = [s for s in annotated.sentences if s.kind == "body"][:_LEAD]
    told = brought_in(discourse, sure, (t for s in lead for t in annotated.sentence_tokens(s)), _FIRST)
    if not told or any(draft.named and called(draft) & sure for draft in discourse.drafts):
        return None
    found: list[Draft] = []
    for draft in discourse.drafts:
        heads = sorted(mention.head_i for mention in draft.mentions)
        if not heads or not draft.named or draft.link or draft.roles or draft.type not in ("Product", "Work", "Organization", "Thing"):
            continue
        first = annotated.tokens[heads[0]]
        near = 0 < first.sent_i - told[0].sent_i <= _NEXT
        if not near or first.dep not in ("nsubj", "nsubjpass") or first.tag == "NNPS" or called(draft) & set(nouns()):
            continue
        if any(child.lower == "the" and child.dep == "det" for child in first.children):
            found.append(draft)
    return found[0] if len(found) == 1 else None


def _brought_in(discourse: Discourse, drafts: dict[int, set[str]]) -> dict[int, int]:
    """*A ferry ran aground … The MV Ann Reed*: the one ship with a name, named soon after, and no other is brought in."""
    if len(drafts) != 1:
        return {}
    (index, words), tokens = next(iter(drafts.items())), discourse.annotated.tokens
    draft = discourse.drafts[index]
    first = min((mention.head_i for mention in draft.mentions), default=-1)
    before = [token for token in brought_in(discourse, _CRAFT, tokens, _FIRST) if token.i < first]
    body = [token for token in before if not discourse.in_heading(token)]
    fitting = draft.roles & _CRAFT or words
    if fitting <= {"ship", "vessel"}:
        fitting = fitting | _SHIPS  # any ship is a vessel
    if len({token.lemma for token in before}) != 1 or len(body) > 1 or any(token.lemma.lower() not in fitting for token in before):
        return {}
    if _comes_to_help(tokens[first]):
        return {}
    near = [token for token in body if tokens[first].sent_i - token.sent_i <= _NEXT and noun_of(token) is not None]
    return {token.i: index for token in before} if near or not body else {}


def _comes_to_help(name: Token) -> bool:
    """True for a ship that does something to another one: "The MV Ann Reed picked up survivors", "was towed by the MV Ann Reed"."""
    if name.dep == "pobj":
        return name.head.lower in ("by", "with", "to", "from", "aboard")
    return name.dep in ("nsubj", "agent") and name.head.lemma in _HELPING
