"""What each article gave, a file an article: a build that is run again, or was interrupted, need not read it anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsgraph.config import Config
from newsgraph.errors import StoreError
from newsgraph.model import Article, ArticleResult
from newsgraph.pipeline import versions

__all__ = ["Results", "write_bytes", "write_text"]


def write_text(path: Path, text: str) -> None:
    """As :func:`write_bytes`, in UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that it is either there whole or not at all.

    Raises:
        StoreError: when it cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error


class Results:
    """The results in one folder, each named by what it follows from: the article, the settings, the versions of all parts."""

    def __init__(self, folder: Path, config: Config) -> None:
        """Make the folder when it is not there.

        Raises:
            StoreError: when it cannot be made.
        """
        self.folder = folder
        self._basis = json.dumps([config.result_digest(), versions(config)], sort_keys=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error.strerror or error}); choose another folder with -o") from error

    def key(self, article: Article) -> str:
        """64 hexadecimal digits."""
        return hashlib.sha256(f"{article.content_hash}\n{self._basis}".encode()).hexdigest()

    def __contains__(self, article: Article) -> bool:
        """True when there is a result of exactly this article under these settings."""
        return self._path(self.key(article)).is_file()

    def add(self, result: ArticleResult) -> None:
        """Keep a result."""
        row = json.dumps(result.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        write_text(self._path(self.key(result.article)), row + "\n")

    def keys(self) -> list[str]:
        """The keys of all results, sorted."""
        return sorted(path.stem for path in self.folder.glob("*.json") if not path.name.startswith("."))

    def load(self, key: str) -> ArticleResult | None:
        """The result of that key; None, and it is gone, when its file is damaged: it can be made again."""
        try:
            row: dict[str, Any] = json.loads(self._path(key).read_text(encoding="utf-8"))
            result = ArticleResult.from_json(row)
        except (ValueError, KeyError, TypeError, OSError):
            self.remove(key)
            return None
        return result

    def remove(self, key: str) -> None:
        """Forget a result."""
        self._path(key).unlink(missing_ok=True)

    def stored(self) -> Iterator[tuple[str, ArticleResult]]:
        """All results that can be read, by key."""
        for key in self.keys():
            if result := self.load(key):
                yield key, result

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"
