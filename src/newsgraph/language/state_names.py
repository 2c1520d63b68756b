"""Bodies that a country has one of: "Poland's lower house" is the Sejm that the article names, "the central bank" the Riksbank."""

from __future__ import annotations

from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, words_before
from newsgraph.lexicons.state_bodies import StateBody, called_bodies, state_bodies

__all__ = ["read_state_bodies", "state_body"]

_HOUSES = frozenset({"house", "chamber"})


def read_state_bodies(discourse: Discourse) -> None:
    """Take down what such bodies are called, and whose they are."""
    countries = {draft.link: draft.index for draft in discourse.drafts if draft.link.startswith("country/")}
    known = [(draft, body) for draft in discourse.drafts if (body := _known(draft)) is not None]
    told = [word for _, body in known for word in body.called]
    for draft, body in known:
        draft.roles.update(word for word in body.called if told.count(word) == 1)  # "the chamber" may be either
        if body.country in countries:
            draft.places.add(countries[body.country])


def _known(draft: Draft) -> StateBody | None:
    if draft.type == "Person" or draft.link:
        return None
    known = (state_bodies().get(name.lower().removeprefix("the ")) for name in draft.names)
    return next((body for body in known if body is not None), None)


def state_body(discourse: Discourse, nominal: Nominal) -> int | None:
    """The draft that "the lower house" or "Sweden's central bank" means, wherever the article names it; None where it may be another's.

    A name that several countries have (Senate) is that of the country which is spoken of most.
    """
    other = nominal.of and not (nominal.of == "parliament" and nominal.lemma in _HOUSES)
    if nominal.plural or nominal.det not in ("def", "poss") or other:
        return None
    words = words_before(discourse, nominal)
    phrase = f"{words[-1]} {nominal.lemma}" if words else ""
    if phrase not in called_bodies():
        return None
    owner = () if nominal.owner is None else (nominal.owner,)
    whose = {i for token in (*nominal.names, *owner) for i in discourse.known(token.i) if discourse.drafts[i].link.startswith("country/")}
    if owner and not whose and owner[0].lemma.lower() not in ("country", "nation"):
        return None
    links = {discourse.drafts[i].link for i in whose}
    fitting = [
        draft.index
        for draft in discourse.named
        if (body := _known(draft)) is not None and phrase in body.called and _is_of(discourse, body, links)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_of(discourse: Discourse, body: StateBody, links: set[str]) -> bool:
    if not links or body.country:
        return not links or body.country in links
    countries = [draft for draft in discourse.drafts if draft.link.startswith("country/")]
    most = max(countries, key=lambda draft: (len(draft.mentions), -draft.index))
    return most.link in links
