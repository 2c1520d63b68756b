"""What is known about an article beside its text: files beside it, front matter, the fields of a JSON object."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsgraph.errors import EmptyArticleError, LanguageError, SourceError
from newsgraph.model import Article
from newsgraph.sources.decode import check_text, decode
from newsgraph.sources.english import is_english

__all__ = ["check_size", "make_article", "parse_json", "sidecar", "split_front_matter"]

# The names that other programs give to the same field, in the order in which they are looked up.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical_url"),
    "author": ("author", "authors", "byline", "by"),
    "publisher": ("publisher", "sitename", "site_name", "source", "outlet"),
    "published": ("published", "date", "date_published", "datePublished", "published_at", "pubdate"),
    "licence": ("licence", "license"),
    "language": ("language", "lang", "inLanguage"),
}
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)(?:^|\n)\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH = re.compile(r"(?:[A-Za-z]+,?\s+)?(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b.*")
_MONTH_DAY = re.compile(r"(?:[A-Za-z]+,\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b.*")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")


def sidecar(path: Path) -> dict[str, Any]:
    """The fields of ``NAME.toml``, else of ``NAME.json``, beside the file; empty when there is neither.

    Raises:
        SourceError: when the file beside it cannot be read.
    """
    toml = path.with_suffix(".toml")
    if toml.is_file():
        try:
            return tomllib.loads(decode(_bytes(toml), str(toml)))
        except tomllib.TOMLDecodeError as error:
            raise SourceError(f"{toml}: is no TOML: {error}", source=str(toml)) from error
    beside = path.with_suffix(".json")
    if beside.is_file() and beside != path:
        fields = parse_json(decode(_bytes(beside), str(beside)), str(beside))
        if not isinstance(fields, dict):
            raise SourceError(f"{beside}: holds no JSON object with the metadata of {path.name}", source=str(beside))
        return fields
    return {}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}", source=str(path)) from error


def parse_json(text: str, source: str) -> Any:
    """The value that ``text`` spells.

    Raises:
        SourceError: when it spells none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{source}: is no JSON: {error}", source=source) from error


def split_front_matter(text: str, source: str) -> tuple[dict[str, Any], str]:
    """Fields before the text, between lines of ``---`` (``key: value``) or ``+++`` (TOML), and the text after them.

    A text that only begins with a rule of dashes has none and is given back whole.

    Raises:
        SourceError: when what stands between lines of ``+++`` is no TOML.
    """
    match = _FRONT.match(text)
    if not match:
        return {}, text
    if match.group(1) == "+++":
        try:
            return tomllib.loads(match.group(2)), text[match.end() :]
        except tomllib.TOMLDecodeError as error:
            raise SourceError(f"{source}: its front matter is no TOML: {error}", source=source) from error
    fields: dict[str, Any] = {}
    for line in match.group(2).splitlines():
        if not line.strip() or line.startswith(("#", " ", "\t", "- ")):
            continue  # comments, and the further lines of lists and blocks, which hold no field that is known here
        pair = _PAIR.fullmatch(line.rstrip())
        if not pair:
            return {}, text
        fields[pair.group(1)] = _unquoted(pair.group(2) or "")
    return (fields, text[match.end() :]) if fields else ({}, text)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def check_size(text: str, source: str, max_chars: int) -> None:
    """Refuse a text that is empty or too long.

    Raises:
        EmptyArticleError: when there is nothing in it.
        SourceError: when it has more than ``max_chars`` characters.
    """
    if not text.strip():
        raise EmptyArticleError(f"{source}: is empty", source=source)
    if len(text) > max_chars:
        raise SourceError(
            f"{source}: has {len(text)} characters, more than the {max_chars} of the setting 'max_chars'; split it or raise that",
            source=source,
        )


def make_article(text: str, *fields: Mapping[str, Any], default_id: str, source: str) -> Article:
    """An article of ``text`` and the first value of each field in ``fields``, earlier ones before later ones.

    Raises:
        SourceError: when the text cannot be used, or a field is of the wrong kind.
        LanguageError: when the text is, or is said to be, not English.
    """
    values = {name: _first(name, names, fields, source) for name, names in _NAMES.items()}
    language = values["language"] or "en"
    if language.lower().replace("_", "-").split("-")[0] not in ("en", "eng", "english"):
        raise LanguageError(f"{source}: its language is given as {language!r}; newsgraph reads English", source=source)
    check_text(text, source)
    if not is_english(text):
        raise LanguageError(f"{source}: is not English; newsgraph reads English articles only", source=source)
    return Article(
        id=values["id"] or default_id,
        text=text,
        title=values["title"],
        url=values["url"],
        author=values["author"],
        publisher=values["publisher"],
        published=_date(values["published"], source),
        licence=values["licence"],
        language="en",
    )


def _first(name: str, names: tuple[str, ...], fields: tuple[Mapping[str, Any], ...], source: str) -> str | None:
    for mapping in fields:
        for key in names:
            value = mapping.get(key)
            if value is None or value in ("", []):
                continue
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                value = ", ".join(value)
            if isinstance(value, dict) and isinstance(value.get("name"), str):
                value = value["name"]
            if isinstance(value, dt.date):
                value = value.isoformat()
            if isinstance(value, int) and not isinstance(value, bool):
                value = str(value)
            if not isinstance(value, str):
                raise SourceError(f"{source}: its field {key!r} must be a text, not {value!r:.60}", source=source)
            if value.strip():
                return check_text(value.strip(), source)
    return None


def _date(value: str | None, source: str) -> dt.date | None:
    """The day of ``2025-10-08``, of that with a time after it, of ``8 October 2025`` or ``October 8, 2025``."""
    if value is None:
        return None
    try:
        if match := _ISO.fullmatch(value):
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_MONTH.fullmatch(value):
            return dt.date(int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1]))
        if match := _MONTH_DAY.fullmatch(value):
            return dt.date(int(match[3]), _MONTHS.index(match[1][:3].lower()) + 1, int(match[2]))
    except ValueError:
        pass  # no such day, or no such month: the message below says so
    raise SourceError(f"{source}: 'published' must be a date such as 2025-10-08, not {value!r:.60}", source=source)
