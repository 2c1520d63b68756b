"""What a server of a language model says, well-behaved and not."""

from __future__ import annotations

import json
from typing import Any

from helpers.web import page

__all__ = ["MEETING", "completion", "said", "sentences_of", "statement"]


MEETING = """
Anna     NNP nsubj 2 Person
met      VBD ROOT  0
Tom      NNP dobj  2 Person
and      CC  cc    3
Mary     NNP conj  3 Person
in       IN  prep  2
Oslo     NNP pobj  6 Place
on       IN  prep  2
Monday   NNP pobj  8 DATE
.        .   punct 2

She      PRP nsubj 2
left     VBD ROOT  0
Oslo     NNP dobj  2 Place
.        .   punct 2

The      DT  det       2
deal     NN  nsubjpass 5
was      VBD auxpass   5
not      RB  neg       5
signed   VBN ROOT      0
by       IN  agent     5
Tom      NNP pobj      6 Person
.        .   punct     5
"""
"""Three sentences to propose statements of, as :func:`helpers.build.document` reads them."""


def statement(sentence: int, evidence: str, subject: str, relation: str, object: str | None, **other: Any) -> dict[str, Any]:
    """One entry of an answer."""
    told = {"status": "fact", "modality": None, "speaker": None, "qualifiers": [], **other}
    return {"sentence": sentence, "evidence": evidence, "subject": subject, "relation": relation, "object": object, **told}


def completion(content: Any, /, *, finish: str = "stop", usage: Any = None, **message: Any) -> bytes:
    """An answer with this content (JSON unless it is a text)."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
    told = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120} if usage is None else usage
    return page(json.dumps({"id": "c", "object": "chat.completion", "choices": [choice], "usage": told}), media="application/json")


def said(*entries: dict[str, Any], **other: Any) -> bytes:
    """An answer with these statements."""
    return completion({"statements": list(entries)}, **other)


def sentences_of(body: bytes) -> dict[int, str]:
    """The sentences that a request asks about, by number."""
    told = json.loads(json.loads(body)["messages"][1]["content"])
    return {row["n"]: row["text"] for row in told["sentences"]}
