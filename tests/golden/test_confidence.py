"""What is known of a statement when it is made, and what its confidence comes to."""

from __future__ import annotations

import pytest

from newsgraph.extraction import confidence
from newsgraph.extraction.registry import load_extractors
from newsgraph.language.annotate import annotate
from newsgraph.language.parse import load_model, parse
from newsgraph.lexicons.tables import read_table
from newsgraph.model import Article


@pytest.mark.model
def test_features_tell_of_the_ends_the_clause_and_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[frozenset[str]] = []
    monkeypatch.setattr(confidence, "estimate", lambda found: (seen.append(found), 0.5)[1])
    annotated = annotate(next(iter(parse([Article("case", "Ann Reed met Bo Lund in May. She may not call the old mayor.")], load_model()))))

    list(load_extractors(("clauses",))[0].extract(annotated))

    met = next(found for found in seen if "names at both ends" in found)
    assert met >= {"clauses", "subject Person", "object Person", "subject by name", "object behind the verb", "verb VBD", "in a body"}
    call = next(found for found in seen if "subject by pronoun" in found)
    assert call >= {"subject PRP", "subject back 0", "object concept", "object det the", "sentence 1", "modality possibility"}
    assert not met & {"subject by pronoun", "negated", "spoken", "possible"}


def test_confidence_is_a_probability_and_grows_with_what_speaks_for_a_statement() -> None:
    weights = {name: float(weight) for name, weight in read_table("confidence.tsv", 2)}
    against = frozenset(name for name, weight in weights.items() if name != "bias" and weight < 0)
    in_favour = frozenset(name for name, weight in weights.items() if name != "bias" and weight > 0)

    assert 0.0 <= confidence.estimate(against) < confidence.estimate(frozenset()) < confidence.estimate(in_favour) <= 1.0
    assert confidence.estimate(frozenset({"a feature that nothing was fitted for"})) == confidence.estimate(frozenset())
