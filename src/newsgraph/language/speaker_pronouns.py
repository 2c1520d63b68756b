"""Pronouns of who speaks and who is spoken to: *I* is the speaker, *we* the side that the speaker acts for, *you* the addressee.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 6.18 (what *we* takes in).
"""

from __future__ import annotations

from newsgraph.language.anaphora import understood
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import noun_of
from newsgraph.language.organisations import main_organisation
from newsgraph.language.sides import Sides
from newsgraph.lexicons.businesses import business_trades
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.pronouns import FIRST, FIRST_PLURAL, SECOND
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = ["resolve_first_person"]

# Who speaks for a firm, club or union, as long as nothing says for which, speaks for the one that the article is about, if that is plain.
_ACTS_FOR = word_class("acting for bodies")
_HEADS = _ACTS_FOR | word_class("heading bodies")
# Who leads a team speaks for it, even where it is called by the name of its town.
_TEAM = word_set("coach manager captain skipper goalkeeper striker midfielder defender winger batsman quarterback pitcher")
# Of whatever the article is about, where it names neither country nor body.
_PRESIDING = frozenset({"president", "founder", "co-founder", "chair"})
_EMPLOYED = word_class("employed")
_OLOGISTS = ("ologist", "iatrist", "iatrician", "physicist", "chemist")
_FORMER = word_class("no longer")
_NATIONAL = frozenset("country nation economy people territory border army soil sovereignty democracy constitution coast troop".split())
_STATE_OFFICES = (word_class("offices") | {"prime", "governor"}) - {"president"}  # of a firm, perhaps
# What persons do by themselves, in whatever office they are: "the momentum we had when we woke up".
_BODILY = word_set("wake sleep eat drink sit stand walk drive fly cry laugh weep pray sing dance marry")
_STAFF = frozenset({"colleague", "lawyer", "friend", "ally", "partner", "opponent", "guest", "neighbour", "neighbor", "adviser"})


def resolve_first_person(discourse: Discourse, token: Token, sides: Sides | None) -> None:
    """*I* in a quotation is its speaker; *we* the organisation that the speaker acts for, or else the speaker; *you* the addressee."""
    index = discourse.quoted(token)
    if index < 0:
        if sides is not None and token.lower in FIRST_PLURAL and token.text != "US":
            _in_fragment(discourse, token, sides)
        return
    quotation = discourse.annotated.quotations[index]
    first, plural = token.lower in FIRST, token.lower in FIRST_PLURAL
    if not first and not plural:
        if token.lower in SECOND and quotation.addressee_i is not None:
            found = discourse.known(quotation.addressee_i)
            if found and len(found) == 1 and discourse.drafts[found[0]].type in ("Person", "Group"):  # "you" is no agency that is told
                discourse.refer(token, found, "pronoun", f"“{token.text}” in a quotation is who is spoken to")
        return
    if token.text == "US" or quotation.speaker_i is None:
        return
    found = discourse.known(quotation.speaker_i)
    if not found or len(found) != 1:
        return
    draft = discourse.drafts[found[0]]
    if plural and draft.type == "Person":
        national, side = _nation(discourse, draft, token, sides)
        side = side if national or sides is None else _side(discourse, draft, token, sides)
        if side is None:
            return
        found = (side,)
    if first and draft.type != "Person":
        return
    discourse.refer(
        token, found, "pronoun", f"“{token.text}” in a quotation is its speaker" if first else f"“{token.text}” is the speaker's side"
    )


def _in_fragment(discourse: Discourse, token: Token, sides: Sides) -> None:
    """ "Ann Reed said the quarter had been “harder than we had hoped”": the body that she speaks for; nobody where none is told."""
    inside = discourse.annotated.quotation_of[token.i]
    for verb in token.ancestors():
        subject = verb.child("nsubj") or understood(verb)
        if speech_verb(verb.lemma) is None or subject is None or subject.i > token.i:
            continue
        if discourse.annotated.quotation_of.get(subject.i) == inside:
            continue
        found = discourse.known(subject.i)
        if len(found) != 1:
            return
        draft = discourse.drafts[found[0]]
        side = _side(discourse, draft, token, sides) if draft.type == "Person" else found[0]
        if side is not None and discourse.drafts[side].named and discourse.drafts[side].type in ("Organization", "Place"):
            discourse.refer(token, (side,), "pronoun", f"“{token.text}” is the speaker's side")
        return


def _side(discourse: Discourse, draft: Draft, token: Token, sides: Sides) -> int | None:
    """Whom "we" is in the mouth of a person: the organisation that he acts for, else himself; None where it is not known whose."""
    organisations = sorted(i for i in draft.places if discourse.drafts[i].type == "Organization")
    state = any(discourse.drafts[i].type == "Place" for i in draft.places)  # a prime minister's "we" is no office that he sits in
    if state and not organisations and _spoke_of_country(discourse, draft, token):
        countries = sorted(i for i in draft.places if discourse.drafts[i].type == "Place")
        return countries[0] if len(countries) == 1 else None
    words = {word for role_name in draft.roles for word in role_name.split(" ")}
    employed = bool(words & _EMPLOYED or any(word.endswith(_OLOGISTS) for word in words)) and not words & _HEADS
    told, body = (False, None) if employed else sides.of(draft)
    if told:
        bodily = body is not None and discourse.drafts[body].type == "Place" and token.dep == "nsubj" and token.head.lemma in _BODILY
        return draft.index if bodily else body
    if words & _TEAM and state and not organisations:
        return min(draft.places) if len(draft.places) == 1 else None
    if len(organisations) == 1 and not state:
        return draft.index if employed else organisations[0]  # a teacher's "we" is no school
    if any(word.startswith("spokes") for word in words):
        return None  # somebody's spokesman, and nobody knows whose: not he himself
    presides = bool(draft.roles & _PRESIDING) and not organisations and _about_firm(discourse)  # "Shinji Moro, president since 2022"
    if (words & (_ACTS_FOR | _TEAM) or presides) and not state and not words & _FORMER:
        return main_organisation(discourse) if not organisations and not _of_unknown(discourse, draft) else None
    return draft.index


def _about_firm(discourse: Discourse) -> bool:
    """True where the one body that the article is plainly about is called by a trade: "the chemicals maker", "the airline"."""
    main = main_organisation(discourse)
    return main is not None and not discourse.drafts[main].roles.isdisjoint(business_trades())


def _nation(discourse: Discourse, draft: Draft, token: Token, sides: Sides | None) -> tuple[bool, int | None]:
    """ "Our farmers", "our economy" in the mouth of who holds office in a country or province: those of that place, if it is known.

    True where that is how it must be read.
    """
    noun = noun_of(token.head)
    if token.lower != "our" or token.dep != "poss" or noun is None:
        return False, None
    people = noun.kind in ("person", "group") and token.head.tag == "NNS" and token.head.lemma not in _STAFF
    if not (people or token.head.lemma in _NATIONAL) or not any(set(role_name.split()) & _STATE_OFFICES for role_name in draft.roles):
        return False, None
    places = {i for i in draft.places if discourse.drafts[i].type == "Place"}
    if not places and sides is not None:
        _, side = sides.of(draft)
        if side is not None and discourse.drafts[side].type == "Place":
            places = {side}
    return True, places.pop() if len(places) == 1 else None


def _spoke_of_country(discourse: Discourse, draft: Draft, token: Token) -> bool:
    """True for "The minister said her country had wanted more. “We asked for …”": the country did."""
    sentences = discourse.annotated.sentences
    before = sentences[max(0, token.sent_i - 1)]
    if before.paragraph != sentences[token.sent_i].paragraph:
        return False
    return any(
        t.lemma in ("country", "nation", "government") and (owner := t.child("poss")) is not None and owner.lower in ("his", "her")
        and discourse.referents.get(owner.i) == (draft.index,)
        for t in discourse.annotated.sentence_tokens(before)
    )  # fmt: skip


def _of_unknown(discourse: Discourse, draft: Draft) -> bool:
    """True for "its secretary, Ann Reed", where nobody knows whose."""
    tokens = discourse.annotated.tokens
    owners = (tokens[i].child("poss") for i, found in sorted(discourse.aliases_at.items()) if found == (draft.index,))
    return any(owner is not None and not discourse.referents.get(owner.i) for owner in owners)
