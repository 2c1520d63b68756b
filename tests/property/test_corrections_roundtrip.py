"""Corrections, with text as hostile as Python allows, survive every way they are kept; any file is read or told to be wrong."""

from __future__ import annotations

import io

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.errors import CorrectionError
from newsgraph.model import ENTITY_TYPES, AppliedCorrection, Correction, GraphData, Named
from newsgraph.rdf.decode import decode
from newsgraph.rdf.encode import encode
from newsgraph.resolve.correction_file import corrected_text, parse_corrections, text_of_corrections
from newsgraph.views.network import from_networkx, to_networkx
from newsgraph.views.tables import from_pandas, to_pandas

HOSTILE = ["'''", '"""', "]]", "\n[[merge]]\n", "\\", "\x00", "\x7f", "\u2028", "# x", "{ name = 1 }", "\ufeff", "𝕊", "\u202e"]


def _texts(characters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(HOSTILE), st.text(characters, min_size=1, max_size=8)).filter(lambda text: bool(text.strip()))


def _corrections(text: st.SearchStrategy[str]) -> st.SearchStrategy[Correction]:
    named = st.builds(Named, text, st.just("") | text)
    several = st.lists(named, min_size=2, max_size=3, unique=True).map(tuple)
    one = named.map(lambda name: (name,))
    note = st.just("") | text
    return st.one_of(
        st.builds(Correction, kind=st.sampled_from(["merge", "split"]), entities=several, note=note),
        st.builds(Correction, kind=st.just("rename"), entities=one, to=text, note=note),
        st.builds(Correction, kind=st.just("retype"), entities=one, to=st.sampled_from(ENTITY_TYPES), note=note),
        st.builds(Correction, kind=st.just("reject"), statement=text, subject=st.none() | named, relation=text, object=named, article=text),
        st.builds(
            Correction, kind=st.just("add"), article=text, sentence=text, subject=named, relation=text, object=st.none() | named,
            status=st.just("possible"), modality=st.just("future"), speaker=st.none() | named, note=note,
        ),
    )  # fmt: skip


ANY = _texts(st.characters(exclude_categories=()))
WRITABLE = _texts(st.characters(exclude_categories=("Cs",)))


def _once(corrections: list[Correction]) -> list[Correction]:
    return list({correction.id: correction for correction in corrections}.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(AppliedCorrection, _corrections(ANY), st.lists(ANY, max_size=2).map(tuple), st.just("") | ANY), max_size=3))
def test_graphs_keep_them(applied: list[AppliedCorrection]) -> None:
    data = GraphData(corrections=tuple({one.correction.id: one for one in applied}.values()))

    assert data == from_networkx(to_networkx(data))
    assert data == from_pandas(to_pandas(data))
    assert data == decode(encode(data))


@settings(max_examples=30, deadline=None)
@given(st.lists(_corrections(WRITABLE), max_size=2))
def test_parquet_keeps_them(corrections: list[Correction]) -> None:
    data = GraphData(corrections=tuple(map(AppliedCorrection, _once(corrections))))
    buffer = io.BytesIO()
    to_pandas(data).to_parquet(buffer)

    assert data == from_pandas(pd.read_parquet(buffer))


@settings(max_examples=100, deadline=None)
@given(st.lists(_corrections(WRITABLE), max_size=4))
def test_files_keep_them(corrections: list[Correction]) -> None:
    once = _once(corrections)

    assert {one.id: one for one in once} == {one.id: one for one in parse_corrections(text_of_corrections(once))}


@settings(max_examples=60, deadline=None)
@given(st.lists(_corrections(WRITABLE), max_size=3), _corrections(WRITABLE))
def test_adding_one_touches_no_other_but_what_it_contradicts(corrections: list[Correction], new: Correction) -> None:
    text = text_of_corrections(_once(corrections))
    after = {one.id for one in parse_corrections(corrected_text(text, [new]))}
    kept = {one.id for one in corrections if one.kind not in ("merge", "split", "rename", "retype")}

    assert kept <= after
    assert after <= {one.id for one in corrections} | {new.id} or new.kind in ("merge", "split")


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*HOSTILE, "[[merge]]\n", "entities = ", '["A", "B"]\n', "=", "\n"]), max_size=8).map("".join)
)
def test_any_file_is_read_or_refused(text: str) -> None:
    try:
        found = parse_corrections(text)
    except CorrectionError as error:
        told = str(error)
    else:
        told = f"corrections.toml: {len(found)}"

    assert told.startswith("corrections.toml")
