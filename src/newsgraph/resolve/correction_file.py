"""The file of a user's corrections: reading it, and changing it so that all else in it stays as the user wrote it."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsgraph.errors import CorrectionError
from newsgraph.language.slugs import slug
from newsgraph.model import CORRECTION_KINDS, Correction, Named
from newsgraph.resolve.groups import folded

__all__ = ["CORRECTIONS_FILE", "corrected_text", "parse_corrections", "read_corrections", "text_of_corrections"]

CORRECTIONS_FILE = "corrections.toml"
"""The name of the file in the folder of a graph."""

_MOST_BYTES = 20_000_000
_HEAD = "# What newsgraph is to correct at every build of this graph; docs/corrections.md says how to write it.\n"
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*[\"']?(\w+)[\"']?[ \t]*\]\]")
_TABLE = re.compile(r"[ \t]*\[")
# Long texts, and what may have their quotation marks within it: texts of one line, and remarks.
_TEXT = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'" + r"|#[^\n]*", re.DOTALL)
# How the fields are called in the file, where each correction has a table of its own.
_OWN_NAMES = {"rename": {"entity": "entities", "to": "to"}, "retype": {"entity": "entities", "type": "to"}}


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in a file, in its order by kind; equal ones once.

    Raises:
        CorrectionError: when the file cannot be read or holds anything that is no correction; the message names the line.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CorrectionError(f"{path}: is larger than {_MOST_BYTES} bytes, too large for corrections")
        return parse_corrections(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CorrectionError(f"{path}, line {line}: is not UTF-8 (at byte {error.start})", line=line) from error


def parse_corrections(text: str, name: str = CORRECTIONS_FILE) -> tuple[Correction, ...]:
    """As :func:`read_corrections`, of a text; ``name`` stands in the messages."""
    found = _tables(text, name)
    corrections: dict[str, Correction] = {}
    for kind in CORRECTION_KINDS:
        for number, row in enumerate(found.get(kind, ())):
            try:
                correction = _correction(kind, row)
            except CorrectionError as error:
                line = _line_of(text, kind, number)
                raise CorrectionError(f"{name}, line {line}: {error}", line=line) from error
            corrections.setdefault(correction.id, correction)
    return tuple(corrections.values())


def _tables(text: str, name: str) -> dict[str, list[Any]]:
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else len(text.splitlines())
        raise CorrectionError(f"{name}, line {line}: is no TOML: {error}", line=line) from error
    except RecursionError as error:
        raise CorrectionError(f"{name}: is no list of corrections: too deeply nested") from error
    for key, rows in found.items():
        line = _line_of(text, key, 0)
        if key not in CORRECTION_KINDS:
            near = difflib.get_close_matches(key, CORRECTION_KINDS, n=1)
            hint = f" Did you mean [[{near[0]}]]?" if near else ""
            raise CorrectionError(
                f"{name}, line {line}: no kind of correction {key!r}.{hint} There are: {', '.join(CORRECTION_KINDS)}.", line=line
            )
        if not isinstance(rows, list):
            raise CorrectionError(f"{name}, line {line}: write [[{key}]], in two pairs of brackets, before each correction", line=line)
    return found


def _correction(kind: str, row: object) -> Correction:
    if not isinstance(row, Mapping):
        raise CorrectionError(f"{kind}: write [[{kind}]] and below it its fields, not {row!r}")
    names = _OWN_NAMES.get(kind)
    values: dict[str, Any] = {"kind": kind}
    for key, value in row.items():
        name = key if names is None or key == "note" else names.get(key)
        if key == "kind" or name is None or (names is None and key == "to"):
            known = ", ".join(names) if names else ", ".join(_keys(kind))
            raise CorrectionError(f"{kind}: no field {key!r}; there are: {known}, note")
        values[name] = [value] if names and key == "entity" else value
    try:
        return Correction.from_json(values)
    except CorrectionError as error:
        if str(error).startswith("no field named"):
            raise CorrectionError(f"{kind}: {error}; there are: {', '.join(_keys(kind))}, note") from error
        raise


def _keys(kind: str) -> tuple[str, ...]:
    if kind in ("merge", "split"):
        return ("entities",)
    if kind == "reject":
        return ("statement", "subject", "relation", "object", "article", "status")
    return ("article", "sentence", "subject", "relation", "object", "status", "modality", "speaker")


def _lines(text: str) -> list[str]:
    """The lines, those within long texts emptied, so that what is quoted there is no header."""
    blank = _TEXT.sub(lambda found: "\n" * found.group().count("\n") or found.group(), text)
    return blank.split("\n")


def _headers(text: str) -> Iterator[tuple[int, str]]:
    """The line, from 0, and kind of each table."""
    for at, line in enumerate(_lines(text)):
        if match := _HEADER.match(line):
            yield at, match[1]


def _line_of(text: str, kind: str, number: int) -> int:
    """The line, from 1, of a correction, by its kind and its number among those; of the key where they stand in one list."""
    own = [at for at, found in _headers(text) if found == kind]
    if number < len(own):
        return own[number] + 1
    return next((at + 1 for at, line in enumerate(_lines(text)) if re.match(rf"[\s\[\"']*{re.escape(kind)}\b", line)), 1)


# -- changing it ------------------------------------------------------------------------------------------------------------------


def text_of_corrections(corrections: Sequence[Correction]) -> str:
    """A whole file that says these corrections."""
    return _HEAD + "".join(map(_entry, corrections))


def corrected_text(text: str, new: Sequence[Correction], name: str = CORRECTIONS_FILE) -> str:
    """The text of a file with ``new`` corrections at its end.

    What they contradict is taken back: a merge of what is to be split, a split of what is to be merged, an earlier name or type. A
    split that only takes back a merge is not written itself. All else stays as it is, remarks of the user too.

    Raises:
        CorrectionError: when the text is no file of corrections, or written in a way that cannot be changed without its author.
    """
    for correction in new:
        known = parse_corrections(text, name)
        if any(one.id == correction.id for one in known):
            continue
        wanted = list(known)
        undone = False
        for one in known:
            rest = _left_of(one, correction)
            if rest is one:
                continue
            undone = undone or (one.kind, correction.kind) == ("merge", "split")
            wanted[wanted.index(one) : wanted.index(one) + 1] = [rest] if rest else []
            text = _without(text, one, name) + (_entry(rest) if rest else "")
        if not undone:
            wanted.append(correction)
            text = (text if not text or text.endswith("\n") else f"{text}\n") + _entry(correction)
        if {one.id for one in _parsed(text, name)} != {one.id for one in wanted}:
            raise CorrectionError(f"{name}: is written in a way that newsgraph cannot add to; add it yourself:\n{_entry(correction)}")
    return text if text.startswith(_HEAD) or not text.startswith("\n[[") else _HEAD + text


def _parsed(text: str, name: str) -> tuple[Correction, ...]:
    try:
        return parse_corrections(text, name)
    except CorrectionError:
        return ()  # what does not read back is told by who asked


def _left_of(old: Correction, new: Correction) -> Correction | None:
    """What is left of an earlier correction beside a new one: itself, less, or nothing."""
    kinds = {old.kind, new.kind}
    if kinds == {"merge", "split"}:
        mine = {_key(named) for named in new.entities}
        # A name without an article means it in all of them.
        both = [named for named in old.entities if {_key(named), (_key(named)[0], "")} & mine]
        if len(both) < 2:
            return old
        rest = tuple(named for named in old.entities if named not in both[1:])
        return None if len(rest) < 2 else Correction(kind=old.kind, entities=rest, note=old.note)
    if kinds in ({"rename"}, {"retype"}) and _key(old.entities[0]) == _key(new.entities[0]):
        return None
    return old


def _key(named: Named) -> tuple[str, str]:
    return slug(folded(named.name.removeprefix("entity/").replace("-", " "))), named.article


def _without(text: str, correction: Correction, name: str) -> str:
    lines, starts = text.split("\n"), [at for at, line in enumerate(_lines(text)) if _TABLE.match(line)]
    own = [at for at, kind in _headers(text) if kind == correction.kind]
    rows = _tables(text, name).get(correction.kind, [])
    for number in reversed(range(len(rows))):
        if _correction(correction.kind, rows[number]).id == correction.id:
            if number >= len(own):
                raise CorrectionError(f"{name}: take back the correction yourself: {correction}")
            first = own[number]
            last = next((at for at in starts if at > first), len(lines))
            while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
                last -= 1  # remarks before the next table belong to that
            lines[first:last] = []
            own, starts = own[:number], [at for at in starts if at < first]
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(correction: Correction) -> str:
    row = correction.to_json()
    row.pop("kind")
    back = {field: key for key, field in _OWN_NAMES.get(correction.kind, {}).items()}
    lines = [f"\n[[{correction.kind}]]\n"]
    for name, value in row.items():
        single = value[0] if back.get(name) == "entity" else value
        lines.append(f"{back.get(name, name)} = {_toml(single)}\n")
    return "".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise CorrectionError(f"{value[:80]!a} cannot be written into a file: it has half a character (a lone surrogate)") from error
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    assert isinstance(value, list)
    return "[" + ", ".join(map(_toml, value)) + "]"
