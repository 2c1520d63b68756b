"""Countries and territories taken up by what they are: "the island nation", "the Gulf state", "the disputed territory".

References:
    Poesio, M. and Vieira, R. (1998). A corpus-based investigation of definite description use. Computational Linguistics 24.
"""

from __future__ import annotations

from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, words_before
from newsgraph.language.organisations import acting
from newsgraph.language.salience import prominence, stands_out
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.country_groups import country_groups
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set

__all__ = ["DASHES", "dateline", "place_meant", "said_of_any"]

DASHES = frozenset({"—", "–", "-"})
_COUNTRIES = word_set("country nation state kingdom republic monarchy sheikhdom emirate archipelago island")
_TERRITORIES = word_set("territory enclave exclave peninsula region province strip archipelago island")
_ALONE = word_set("territory enclave exclave peninsula")
_OF_ANY = word_class("said of any place")
_CLAIMED = word_class("said of territories")
_NEAR = 2
_FAR = 12
_A_SENTENCE = 1.0
_MARGIN = 1.2


def said_of_any(modifiers: tuple[str, ...]) -> bool:
    """True for modifiers that may be said of any country or town: "the impoverished country"."""
    return all(word in _OF_ANY for word in modifiers)


def place_meant(discourse: Discourse, nominal: Nominal) -> tuple[int, str] | None:
    """The draft of the place that a definite description means, with the reason; None where that cannot be told."""
    if nominal.plural or nominal.of or nominal.owner is not None or nominal.head.dep in ("appos", "attr", "compound"):
        return None
    words = words_before(discourse, nominal)
    fitting = _group(words) if nominal.lemma in _COUNTRIES else None
    if fitting is not None:
        found = _one_of(discourse, nominal, fitting)
        return (found, f"the {' '.join(words)} {nominal.lemma} spoken of last") if found is not None else None
    names = {token.lower for token in nominal.names}
    if nominal.lemma in (_TERRITORIES if words else _TERRITORIES & _ALONE) and all(word in _CLAIMED | names for word in words):
        found = _territory(discourse, nominal)
        return (found, f"the only {nominal.lemma} spoken of last") if found is not None else None
    return None


def _group(words: list[str]) -> frozenset[str] | None:
    """The links of the countries of which all words may be said; None where a word says something else, or none says anything."""
    groups = country_groups()
    rest = [word for word in words if word not in _OF_ANY and word != "member"]
    found: frozenset[str] | None = None
    while rest:
        for length in (3, 2, 1):
            phrase = " ".join(rest[:length])
            links = groups.get(phrase) or groups.get(phrase.replace("-", " "))
            if links and length <= len(rest):
                found = links if found is None else found & links
                rest = rest[length:]
                break
        else:
            return None
    return found


def _one_of(discourse: Discourse, nominal: Nominal, links: frozenset[str]) -> int | None:
    """The country of those links that was spoken of last and most prominently; None where two are about as prominent."""
    barred = set(acting(discourse, nominal))

    def worth(occurrence: Occurrence) -> float | None:
        draft = discourse.drafts[occurrence.draft]
        return 0.0 if draft.type == "Place" and draft.link in links and occurrence.draft not in barred else None

    return stands_out(prominence(discourse, nominal.head.sent_i, _FAR, _A_SENTENCE, worth), _MARGIN)


def _territory(discourse: Discourse, nominal: Nominal) -> int | None:
    """The one place of the sentences before that is a region or a territory, and neither town nor state."""
    barred = set(acting(discourse, nominal))
    found = {
        occurrence.draft
        for occurrence in discourse.back(nominal.head.sent_i, _NEAR)
        if occurrence.draft not in barred and not occurrence.heading and _is_territory(discourse.drafts[occurrence.draft], nominal.lemma)
    }
    return found.pop() if len(found) == 1 else None


def _is_territory(draft: Draft, lemma: str) -> bool:
    if draft.type != "Place" or not draft.named:
        return False
    if draft.link in country_groups()["territory"]:
        return lemma != "province"
    if not draft.link.startswith("region/"):
        return False
    place = place_names().get(draft.label.lower())
    return place is not None and place.kind in ("province", "state")


def dateline(discourse: Discourse) -> int | None:
    """The place that a line such as "TILLARD, Neb. (AP) —" begins with."""
    text = discourse.annotated.article.text
    for sentence in discourse.annotated.sentences:
        if sentence.kind == "heading" and sentence.span.of(text).rstrip()[-1:] in DASHES:
            words = discourse.annotated.sentence_tokens(sentence)
            found = discourse.names_at.get(discourse.annotated.name_head.get(words[0].i, -1), ())
            if len(found) != 1 or discourse.drafts[found[0]].type != "Place" or any(t.text == "/" for t in words):
                return None
            return found[0]
    return None
