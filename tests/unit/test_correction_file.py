"""The file of corrections: what it may say, what is told of a bad one, and that writing into it leaves the rest alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph.errors import CorrectionError
from newsgraph.model import Correction, Named
from newsgraph.resolve.correction_file import corrected_text, parse_corrections, read_corrections, text_of_corrections

ALL = '''# mine
[[merge]]
entities = ["Mark Carney", { name = "Carney", article = "a3" }]  # the prime minister
note = "sure"

[[split]]
entities = ["Donald Trump", "the POTUS"]

[[reject]]
statement = "ad8da0363462383c"

[[reject]]
subject = "Doug Ford"
relation = "urge"

[[add]]
article = "a1"
sentence = """
[[merge]]
Ford met Carney."""
subject = "Doug Ford"
relation = "meet"
object = "Mark Carney"
status = "possible"
modality = "future"
speaker = "Donald Trump"

[[rename]]
entity = "Doug Ford"
to = "Douglas Ford"

# what Globex is
[[retype]]
entity = "Globex"
type = "Organization"
'''


def merge(*names: str) -> Correction:
    return Correction(kind="merge", entities=tuple(map(Named, names)))


def split(*names: str) -> Correction:
    return Correction(kind="split", entities=tuple(map(Named, names)))


def test_all_kinds_are_read() -> None:
    found = parse_corrections(ALL)

    assert ["merge", "split", "reject", "reject", "add", "rename", "retype"] == [correction.kind for correction in found]
    assert (Named("Mark Carney"), Named("Carney", "a3")) == found[0].entities
    assert found == tuple(Correction.from_json(correction.to_json()) for correction in found)


def test_what_is_written_reads_back() -> None:
    found = parse_corrections(ALL)

    assert found == parse_corrections(text_of_corrections(found))
    assert () == parse_corrections("") == parse_corrections("# nothing yet\n") == parse_corrections(text_of_corrections([]))


def test_equal_corrections_count_once() -> None:
    assert 1 == len(parse_corrections('[[merge]]\nentities = ["A", "B"]\n[[merge]]\nentities = ["A", "B"]\nnote = "again"\n'))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[[merge]\n", 1, "is no TOML"),
        ('\n\n[[merge]]\nentities = ["A", "B"\n', 4, "is no TOML"),
        (
            '\n[[join]]\nentities = ["A", "B"]\n',
            2,
            r"no kind of correction 'join'.* There are: merge, split, reject, add, rename, retype\.",
        ),
        ('[[merges]]\nentities = ["A", "B"]\n', 1, r"Did you mean \[\[merge\]\]\?"),
        ('[merge]\nentities = ["A", "B"]\n', 1, r"write \[\[merge\]\], in two pairs of brackets"),
        ('merge = "A"\n', 1, r"write \[\[merge\]\]"),
        ('# x\nmerge = ["A", "B"]\n', 2, r"write \[\[merge\]\] and below it its fields, not 'A'"),
        ('[[merge]]\nentities = ["A", "B"]\n\n[[merge]]\nentities = ["A"]\n', 4, "two or more different names"),
        ('[[merge]]\nentities = "A"\n', 1, "must be a list of names"),
        ("[[merge]]\nentities = [1, 2]\n", 1, "a name is a text or"),
        ('[[merge]]\nentities = ["A", { nam = "B" }]\n', 1, "a name is a text or"),
        ('[[merge]]\nentities = ["A", "B"]\nname = "C"\n', 1, "merge: no field .*'name'.*there are: entities, note"),
        ('[[merge]]\nentities = ["A", "B"]\nkind = "split"\n', 1, "no field 'kind'"),
        ('[[merge]]\nentities = ["A", "B"]\nto = "C"\n', 1, "no field 'to'"),
        ('[[rename]]\nentities = ["A"]\nto = "C"\n', 1, "rename: no field 'entities'; there are: entity, to, note"),
        ('[[retype]]\nentity = "A"\nto = "Place"\n', 1, "retype: no field 'to'; there are: entity, type, note"),
        ('[[retype]]\nentity = "A"\ntype = "Robot"\n', 1, "the type must be one of Person"),
        ("[[retype]]\nentity = 1979-05-27\ntype = 'Place'\n", 1, "a name is a text or"),
        ("[[reject]]\nrelation = ['x']\n", 1, "'relation' must be a text"),
        ('[[add]]\nsubject = "A"\nrelation = "b"\narticle = "c"\n', 1, "'sentence' is missing"),
        ("a = " + "[" * 50_000 + "]" * 50_000, 0, "too deeply nested|is no TOML"),
    ],
)
def test_a_bad_file_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CorrectionError, match=message) as caught:
        parse_corrections(text, "c.toml")

    assert line in (caught.value.line, 0)
    assert str(caught.value).startswith(f"c.toml, line {line}: " if line else "c.toml")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(b'[[merge]]\nentities = ["\xff", "B"]\n')
    with pytest.raises(CorrectionError, match=r"line 2: is not UTF-8 \(at byte 23\)"):
        read_corrections(path)
    with pytest.raises(CorrectionError, match="cannot be read"):
        read_corrections(tmp_path / "nothing.toml")


def test_adding_leaves_what_the_user_wrote() -> None:
    new = Correction(kind="reject", statement="x")
    text = corrected_text(ALL, [new, merge("A", 'B "the\\ boss"')])

    assert text.startswith(ALL)
    assert (*parse_corrections(ALL), new) == tuple(one for one in sorted(parse_corrections(text), key=_place) if "A" not in str(one))
    assert merge("A", 'B "the\\ boss"') in parse_corrections(text)
    assert text == corrected_text(text, [new])


def _place(correction: Correction) -> int:
    known = [one.id for one in parse_corrections(ALL)]
    return known.index(correction.id) if correction.id in known else len(known)


def test_a_split_takes_back_a_merge_and_nothing_else() -> None:
    text = corrected_text(ALL, [split("Mark Carney", "Carney")])

    assert "Carney" not in text.split("[[split]]")[0]
    assert text.startswith("# mine\n")
    assert [one.kind for one in parse_corrections(ALL)][1:] == [one.kind for one in parse_corrections(text)]
    assert "# what Globex is\n[[retype]]" in text


def test_remarks_before_the_next_table_stay_with_it() -> None:
    text = '[[merge]]\nentities = ["A", "B"]\n\n# why C\n[[rename]]\nentity = "C"\nto = "D"\n'

    assert '# why C\n[[rename]]\nentity = "C"\nto = "D"\n' == corrected_text(text, [split("A", "B")]).lstrip("\n")


def test_of_a_merge_of_many_the_rest_stays() -> None:
    text = corrected_text("", [merge("A", "B", "C", "D")])
    text = corrected_text(text, [split("A", "C")])

    assert (merge("A", "B", "D"),) == parse_corrections(text)


def test_a_merge_takes_back_a_split() -> None:
    text = corrected_text("", [split("A", "B"), split("C", "D")])
    text = corrected_text(text, [merge("B", "A")])

    assert (merge("B", "A"), split("C", "D")) == parse_corrections(text)


def test_the_last_name_and_type_hold() -> None:
    first, second = (Correction(kind="rename", entities=(Named("A"),), to=to) for to in ("B", "C"))
    place, law = (Correction(kind="retype", entities=(Named("A"),), to=to) for to in ("Place", "Law"))

    assert (second, law) == parse_corrections(corrected_text("", [first, place, second, law]))


def test_a_file_written_in_one_list_is_not_added_to() -> None:
    with pytest.raises(CorrectionError, match="cannot add to; add it yourself:\n\n\\[\\[merge\\]\\]\nentities"):
        corrected_text('merge = [{ entities = ["A", "B"] }]\n', [merge("C", "D")])


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(CorrectionError, match="half a character"):
        corrected_text("", [merge("A", "\ud800")])


@pytest.mark.parametrize("name", ['"""', "]]\n[[merge]]", "'''", "\x00\x7f\x1b", "a\\", "{ name = 1 }", "𝕊 \u202e", "#"])
def test_hostile_names_read_back(name: str) -> None:
    correction = merge(name, "B")

    assert (correction,) == parse_corrections(corrected_text("", [correction]))


@pytest.mark.parametrize(("first", "second"), [("'''", '"""'), ('"""', "'''"), ("'''", "'''"), ('"""', '"""'), ("it's", "''' #")])
@pytest.mark.parametrize("remark", ["", "# the user's own '''' and \"\"\"\n"])
def test_names_like_quotation_marks_hide_no_correction(first: str, second: str, remark: str) -> None:
    """Written as TOML they are texts of one line, in which a long text neither begins nor ends."""
    known = Correction(kind="merge", entities=(Named(first), Named("A"))), Correction(kind="rename", entities=(Named(second),), to="B")
    text = remark + text_of_corrections(known) + remark
    anew = Correction(kind="rename", entities=(Named(second),), to="C")

    assert {known[0].id, anew.id} == {one.id for one in parse_corrections(corrected_text(text, [anew]))}


def test_what_a_long_text_quotes_is_no_correction() -> None:
    text = '\n[[merge]]\nentities = ["A", "B"]\nnote = """\n[[rename]]\n\\"""\n[[rename]]\n"""\n\n[[rename]]\nentity = "A"\nto = "B"\n'
    known = parse_corrections(text)
    anew = Correction(kind="rename", entities=(Named("A"),), to="C")

    assert {known[0].id, anew.id} == {one.id for one in parse_corrections(corrected_text(text, [anew]))}
