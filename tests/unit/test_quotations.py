"""Quotation marks and quotations, on parses made by hand."""

from __future__ import annotations

import re
import time

import pytest

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.quotations import find_quotations
from newsgraph.language.quote_marks import MarkedSpan, marked_spans
from newsgraph.lexicons.speech import speech_verb, speech_verbs
from newsgraph.model import Article, CharSpan

_WORD = re.compile(r"\w+|[^\w\s]")


def quoted(text: str) -> list[str]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [text[span.char_start : span.char_end] for span in marked_spans(text, lines)]


def rough(text: str) -> AnnotatedDoc:
    """A document with words as tokens, a sentence for each line, and no syntax at all."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        start = len(tokens)
        tokens.extend(
            Token(len(tokens) + k, match.group(), line.start() + match.start(), sent_i=number)
            for k, match in enumerate(_WORD.finditer(line.group()))
        )
        if len(tokens) > start:
            span = CharSpan(tokens[start].char_start, tokens[-1].char_end)
            sentences.append(Sentence(len(sentences), start, len(tokens), tokens[start], span, "body", number))
    return AnnotatedDoc(Article("a", text), tokens, sentences)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("'We shan't pay,' he said. 'The workers' council knows.'", ["We shan't pay,", "The workers' council knows."]),
        ("A man of 5'10\" with a 12\" record in the '90s of rock 'n' roll", []),
        ('The 12" record is called "Blue" by fans', ["Blue"]),
        ("“She said, ‘Go home,’ and I went.”", ["She said, ‘Go home,’ and I went.", "Go home,"]),
        ("‘She said, “Go home,” and I went.’", ["She said, “Go home,” and I went.", "Go home,"]),
        ("„Ja“, «oui», “yes”", ["Ja", "oui", "yes"]),
        ("the firms' offer and the bosses' plans", []),
        ("the 'Tigers' won", ["Tigers"]),
        ("no closing “mark here\nnext line", ["mark here"]),
        ("stray ” closing", []),
        ("“One.\n“Two.”", ["One.", "Two."]),
        ('"One.\n"Two."', ["One.", "Two."]),
        ("“One.\nTwo.” End", ["One."]),
        ("“”", []),
        ('"', []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert expected == quoted(text)


def test_continued_over_paragraphs() -> None:
    text = "“One.\n“Two.”"

    assert [MarkedSpan(1, 5, closed=False, continues=True), MarkedSpan(7, 11)] == marked_spans(text, [(0, 5), (6, 12)])


@pytest.mark.parametrize("text", ["“", "‘a", "'" * 50, '"' * 51, "“ ” “", "“a” “b", "a\n“\n“b\n”", "‘“’”", "“‘a”’ b", "''``''", "«»“„"])
def test_malformed_marks_break_nothing(text: str) -> None:
    annotated = rough("x " + text)
    find_quotations(annotated)

    for quotation in annotated.quotations:
        assert 0 <= quotation.token_start < quotation.token_end <= len(annotated.tokens)


def test_tokens_know_their_quotation() -> None:
    annotated = rough("He said “ yes it is ” again")
    find_quotations(annotated)

    assert [(3, 6)] == [(quotation.token_start, quotation.token_end) for quotation in annotated.quotations]
    assert {3: 0, 4: 0, 5: 0} == annotated.quotation_of


@pytest.mark.parametrize("unit", ['"a ', "“a ", "'a ", "“a” he said ", "“a\n", "x' 'y ", '5" '])
def test_time_grows_with_length(unit: str) -> None:
    def seconds(count: int) -> float:
        annotated = rough(unit * count)
        begin = time.process_time()
        find_quotations(annotated)
        return time.process_time() - begin

    seconds(1_000)
    # What else the machine does only makes it slower: once in time is in time.
    measured = [(min(seconds(2_000) for _ in range(3)), seconds(16_000))]
    while not any(large < 8 * small * 4 + 0.1 for small, large in measured):
        assert len(measured) < 10, measured
        measured.append((seconds(2_000), seconds(16_000)))


def test_speech_verbs_are_sorted_and_known() -> None:
    assert sorted(speech_verbs()) == list(speech_verbs())
    assert speech_verb("eat") is None
    verb = speech_verb("tell")
    assert verb is not None
    assert ("tell", "object", "assert") == (verb.kind, verb.addressee, verb.act)
