"""*The victim*, *the suspect*, *the defendant*: who has been harmed or accused in the article so far, where that is one person.

References:
    Fillmore, C. (1982). Frame semantics. In Linguistics in the morning calm (a definite noun for a part in a scene that is in view).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal
from newsgraph.lexicons.callings import calling_fields
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.tables import word_set

__all__ = ["on_trial", "part_in_crime"]

_HARMED = word_class("harming")
_DYING = frozenset({"die"})
_HARM = word_set(
    "murder killing stabbing shooting rape kidnapping abduction death assassination assault manslaughter torture abuse homicide slaying"
)
_ACCUSED = word_class("accusing")
_TRIED = word_set("charge indict convict jail sentence remand imprison acquit arraign prosecute try accuse")
_CONVICTED = word_set("convict jail sentence imprison")
_JUDGING = word_class("judging persons")
_PLEADING = frozenset({"plead"})
_COURT = frozenset({"court", "trial"})
_PARTS = {"victim": "victim", "suspect": "suspect", "defendant": "defendant", "accused": "defendant", "convict": "convict"}
_FAR = 40
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def part_in_crime(discourse: Discourse, nominal: Nominal) -> tuple[int | None, str] | None:
    """The draft of the one person who has that part, with the reason; its index is None where there are several or no name.

    None for a description of another kind, or where nobody has that part.
    """
    part = _PARTS.get(nominal.lemma) or ("convict" if "crime" in calling_fields(nominal.lemma) else None)
    if part is None or nominal.plural or nominal.owner is not None or nominal.told or nominal.of:
        return None
    if any(m not in _JUDGING | {"alleged", "main", "prime", "chief", "only", "convicted"} for m in nominal.modifiers):
        return None
    found = _with_part(discourse, part, nominal.head.sent_i)
    if part == "convict" and (_sure(found) is None or nominal.lemma in discourse.introduced):
        return None  # "a robber … the robber": somebody without a name
    return (_sure(found), f"the only {part} so far") if found else None


def on_trial(discourse: Discourse, sent_i: int) -> int | None:
    """The draft of the one person who has been charged or tried in the article as far as that sentence; None where there are several."""
    return _sure(_with_part(discourse, "defendant", sent_i))


def _with_part(discourse: Discourse, part: str, sent_i: int) -> list[Draft]:
    found: set[int] = set()
    for occurrence in discourse.recent:
        draft = discourse.drafts[occurrence.draft]
        if sent_i - occurrence.sent <= _FAR and draft.type in ("Person", "Group") and _has_part(occurrence.token, part):
            found.add(occurrence.draft)
    return [discourse.drafts[index] for index in sorted(found)]


def _sure(drafts: list[Draft]) -> int | None:
    sure = len(drafts) == 1 and drafts[0].named and drafts[0].type == "Person" and not drafts[0].plural
    return drafts[0].index if sure else None


def _has_part(token: Token, part: str) -> bool:
    top = token
    while top.dep in ("conj", "appos") and top.head is not top:
        top = top.head
    verb = top.head
    if part == "victim":
        suffers = top.dep in ("nsubjpass", "dobj") and verb.lemma in _HARMED
        dies = top.dep == "nsubj" and verb.lemma in _DYING
        return suffers or dies or (top.dep == "pobj" and verb.lower == "of" and verb.head.lemma in _HARM)
    verbs = {"suspect": _ACCUSED, "defendant": _TRIED, "convict": _CONVICTED}[part]
    if top.dep in ("nsubjpass", "dobj"):
        return verb.lemma in verbs
    if part == "convict":
        return top.dep == "nsubj" and verb.lemma in _PLEADING and any(t.lower == "guilty" for t in verb.subtree())
    if top.dep not in _SUBJECT:
        return False
    goes_to_court = verb.lemma in ("appear", "stand", "go") and any(t.lemma in _COURT for t in verb.subtree() if t.i > verb.i)
    return verb.lemma in _PLEADING or goes_to_court
