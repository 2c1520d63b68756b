"""An article: text that is never rewritten, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from newsgraph.errors import UsageError

__all__ = ["Article"]


@dataclass(frozen=True, slots=True)
class Article:
    """A news article.

    ``text`` stands as it was read: every offset in the project counts its Unicode code points from 0.
    ``id`` names the article among all others (a file's stem, or the ``id`` of a JSONL line).
    ``published`` is the day against which "on Tuesday" is read; without it relative dates stay unresolved.

    Raises:
        UsageError: when ``id`` or ``text`` is empty.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    licence: str | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        if not self.id:
            raise UsageError("an article needs an id that is not empty")
        if not self.text:
            raise UsageError(f"article {self.id!r} has no text")

    @property
    def content_hash(self) -> str:
        """SHA-256 (64 hexadecimal digits) over text and metadata: equal hashes, equal statements."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()

    def to_json(self) -> dict[str, str | None]:
        """The fields as JSON values; ``published`` as ``YYYY-MM-DD``."""
        return {
            "id": self.id,
            "text": self.text,
            "title": self.title,
            "url": self.url,
            "author": self.author,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "licence": self.licence,
            "language": self.language,
        }

    @classmethod
    def from_json(cls, row: dict[str, str | None]) -> Article:
        """The inverse of :meth:`to_json`.

        Raises:
            UsageError: when ``id`` or ``text`` is missing or empty.
        """
        published = row.get("published")
        return cls(
            id=row.get("id") or "",
            text=row.get("text") or "",
            title=row.get("title"),
            url=row.get("url"),
            author=row.get("author"),
            publisher=row.get("publisher"),
            published=dt.date.fromisoformat(published) if published else None,
            licence=row.get("licence"),
            language=row.get("language") or "en",
        )
