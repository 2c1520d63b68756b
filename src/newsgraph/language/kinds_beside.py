"""What a name is, said right behind it: "the Unison union", "the Nikkei newspaper", "the M23 rebels", "the Cobre Norte copper mine".

Name and noun are one thing there. They are two where the noun tells of a part of it or of something that it has: "the Lumora unit",
"a Toyota plant", "the Lufthansa pilots". So a noun counts only where hardly anything is a part of something else by that word (a union,
a newspaper), or where the name stands nowhere but with it.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.88 ff. (names with their descriptor).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.gender import is_first_name
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.name_clusters import FOR_CAUSES
from newsgraph.language.nominals import noun_of, read_nominal, role_words
from newsgraph.language.organisations import fits_body
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.known_names import known_kind
from newsgraph.lexicons.tables import word_set

__all__ = ["named_kinds"]

_BODIES = word_class("kinds beside names")
_VENTURES = word_class("ventures beside names")
_ARMED = word_class("armed groups in the plural")
_THERE = frozenset({"at", "in", "near", "from", "to", "inside", "outside", "around", "into", "towards", "toward"})
_FEATURES = word_set("reservoir canal dam bridge tunnel volcano glacier mine quarry colliery")
_INSIDE = frozenset({"compound", "nmod", "amod"})
_PRESS = word_set("newspaper tabloid daily weekly magazine broadcaster agency")
# What has groups of its own: "the Labour group" of a council is no name of the party.
_WITH_GROUPS = frozenset({"party", "union", "council", "parliament", "senate"})
_MARKS = frozenset({"'", "’", "-"})
_MOST_BETWEEN = 3


def named_kinds(discourse: Discourse, mentions: list[NameMention]) -> dict[int, int]:
    """The nouns that say what the name before them is, each with its draft; the drafts get the noun as a role."""
    found: dict[int, int] = {}
    for mention in mentions:
        draft = discourse.upcoming(mention.head)
        noun = _noun_behind(discourse, mention)
        if draft is None or noun is None:
            continue
        if _is_body(discourse, mention, draft, noun) or _is_venture(discourse, mention, draft, noun):
            found[noun.i] = draft.index
        elif _is_place(discourse, mention, draft, noun):
            found[noun.i] = draft.index
            draft.type = "Place"
            behind = "".join(f" {t.text}" for t in discourse.annotated.tokens[mention.end : noun.i + 1])
            draft.names.setdefault(f"{next(iter(draft.names))}{behind}", 1)
    taken_up: set[str] = set()
    for i, index in list(found.items()):
        noun = discourse.annotated.tokens[i]
        discourse.drafts[index].roles |= role_words(noun)
        for other in discourse.aliases_at.get(i, ()):
            if other != index and other in discourse.told_names:
                discourse.same_name(other, index)  # "the Accord and Work party, known as AiP"
            elif other != index:  # "the Accord and Work alliance, the Liberals": what stands behind is another one
                discourse.drafts[other].roles.discard(noun.lemma.lower())
        discourse.aliases_at[i] = (index,)
        if noun.tag == "NNS" and noun.lemma not in taken_up:
            taken_up.add(noun.lemma)
            found.update((again, index) for again in _again(discourse, noun))
    discourse.aliases_at.update({i: (index,) for i, index in found.items() if i not in discourse.aliases_at})
    return found


def _again(discourse: Discourse, noun: Token) -> list[int]:
    """The heads of "the rebels" further down, as long as nobody else is called so."""
    same = [t for t in discourse.annotated.tokens if t.tag == "NNS" and t.lemma == noun.lemma and t is not noun]
    nominals = [read_nominal(t) for t in same]
    if any(discourse.known(name.i) != discourse.aliases_at[noun.i] for nominal in nominals for name in nominal.names):
        return []
    plain = (n for n in nominals if n.det == "def" and n.head.i > noun.i and not (n.of or n.told or n.number or n.modifiers or n.owner))
    return [nominal.head.i for nominal in plain]


def _noun_behind(discourse: Discourse, mention: NameMention) -> Token | None:
    """The common noun whose phrase the name stands in, with nothing but words of its kind between: "copper mine", "metalworkers' union"."""
    tokens, noun = discourse.annotated.tokens, mention.head
    while noun.head.i > noun.i and (noun.dep in _INSIDE or (noun.dep == "poss" and noun.tag == "NNS")):
        noun = noun.head
    if noun is mention.head or noun.pos != "NOUN" or not noun.text.islower() or noun.i in discourse.annotated.name_head:
        return None
    between = tokens[mention.end : noun.i]
    plain = all(t.text in _MARKS or (t.text.islower() and t.tag[:2] in ("NN", "JJ")) for t in between)
    return noun if plain and len(between) <= _MOST_BETWEEN and noun.i >= mention.end else None


def _is_body(discourse: Discourse, mention: NameMention, draft: Draft, noun: Token) -> bool:
    """True for "the Unison union", "the Bloomberg news agency" and "the M23 rebels"."""
    nominal = read_nominal(noun)
    lemma = nominal.lemma
    kind = known_kind().get(mention.key, "")
    if nominal.plural:
        whole = lemma in _ARMED and not nominal.number and not nominal.told
        return whole and draft.type == "Organization" and (nominal.det == "def" or (nominal.det == "bare" and _acts(noun)))
    if lemma not in _BODIES and f"{discourse.annotated.tokens[noun.i - 1].lower}_{lemma}" not in _BODIES:
        return False
    if nominal.det not in ("def", "poss") and not (nominal.det == "bare" and nominal.owner is None and lemma in _PRESS):
        return False
    if kind == "firm" or (kind == "maker" and lemma != "group") or (nominal.owner is not None and nominal.owner.pos == "PRON"):
        return False
    if draft.type in ("Person", "Place"):
        return _mistaken(mention, draft)
    return draft.type == "Organization" and not draft.link and bool(fits_body(draft, lemma)) and not draft.roles & _WITH_GROUPS - {lemma}


def _mistaken(mention: NameMention, draft: Draft) -> bool:
    """True for one word that only the tagger takes for somebody, and for a cause that it takes for a place; either is made a body."""
    alone = list(draft.names) == [mention.text] and not draft.gender and not draft.roles and not draft.link
    word = draft.type == "Person" and len(mention.words) == 1 and not is_first_name(mention.text)
    if not alone or not (word or any(mention.words[: len(cause)] == cause for cause in FOR_CAUSES)):
        return False
    draft.type = "Organization"
    return True


def _acts(noun: Token) -> bool:
    """True for the subject of a sentence and who is joined to it: "Congo and M23 rebels agree"."""
    while noun.dep == "conj":
        noun = noun.head
    return noun.dep == "nsubj"


def _is_venture(discourse: Discourse, mention: NameMention, draft: Draft, noun: Token) -> bool:
    """True for "the Space Agency's Halcyon mission": whose it is stands before the name, so the name is that of the mission."""
    nominal = read_nominal(noun)
    owner = nominal.owner if nominal.owner is not None else mention.head.child("poss")
    owners = discourse.names_at.get(owner.i, ()) if owner is not None else ()
    if owner is None or nominal.lemma not in _VENTURES or nominal.plural or draft.link or draft.type not in ("Organization", "Product"):
        return False
    if owner.i > mention.start or not owners or draft.index in owners or fits_body(draft, nominal.lemma) == 2:
        return False
    draft.type = "Product"
    return True


def _is_place(discourse: Discourse, mention: NameMention, draft: Draft, noun: Token) -> bool:
    """True for "the Lusungu mine", where Lusungu stands only there and behind "at", "in" and the like."""
    known = noun_of(noun)
    if known is None or known.kind != "place" or mention.tag == "GPE" or draft.link:
        return False
    if draft.type not in ("Organization", "Product", "Place"):
        return False
    heads = [discourse.annotated.tokens[m.head_i] for m in draft.mentions]
    alone = any(head.dep == "pobj" for head in heads) or noun.lemma in _FEATURES
    return alone and all(_only_there(head, noun.lemma) for head in heads)


def _only_there(head: Token, lemma: str) -> bool:
    if head.dep == "compound":
        return head.head.lemma == lemma
    return head.dep == "pobj" and head.head.lower in _THERE
