"""Past participles, for the passive of what the text says actively; the irregular ones are in ``participles.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["participle"]


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {verb: form if form != "-" else f"{verb}{verb[-1]}ed" for verb, form in read_table("participles.tsv", 2)}


def participle(lemma: str) -> str:
    """The past participle of a verb in dictionary form.

    >>> participle("imprison"), participle("send"), participle("ban"), participle("deny"), participle("force")
    ('imprisoned', 'sent', 'banned', 'denied', 'forced')
    """
    known = _table().get(lemma)
    if known is not None:
        return known
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"
