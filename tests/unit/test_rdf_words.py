"""Words by which a store finds sentences: nothing that contains a text is left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.store.words import narrowing, words_of


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("new tariffs now", 'GRAPH g:store { ?s ng:word "tariffs" }'),
        (" Tariffs ", 'GRAPH g:store { ?s ng:word "tariffs" }'),
        ("the", ""),
        ("of it", ""),
        ("%", ""),
        ("", ""),
    ],
)
def test_whole_words_are_looked_up_and_frequent_ones_are_not(text: str, pattern: str) -> None:
    assert pattern == narrowing("s", text)


def test_parts_of_words_are_looked_for_in_the_vocabulary() -> None:
    assert 'CONTAINS(?word_, "tariff")' in narrowing("s", "tariff")
    assert 'CONTAINS(?word_, "exempt")' in narrowing("s", "a exempt")


def test_words_are_lower_case_and_each_once() -> None:
    assert ["50", "carney", "tariff", "tariffs"] == words_of(["Carney: a 50 % tariff,", "the TARIFFS of Carney_"])


texts = st.text(st.sampled_from("aIs The_éİß%.5\u0301\ud800"), max_size=12)


@given(texts, st.integers(0, 12), st.integers(0, 12))
@settings(deadline=None, max_examples=500)
def test_every_sentence_with_the_text_has_what_is_looked_for(sentence: str, begin: int, end: int) -> None:
    lowered, words = sentence.lower(), words_of([sentence])
    text = lowered[begin:end]
    looked_for = narrowing("s", text)
    asked = re.search(r'(ng:word|\?word_,) "(.*?)"', looked_for)

    assert asked is None or (asked[2] in words if asked[1] == "ng:word" else any(asked[2] in word for word in words))
