"""Which articles are being read: a build after one whose process died knows which documents it may have died of.

A fault in native code, or the system that runs out of memory, ends a process without a word. What was being read at that moment stands in a
file beside the results, a line for each article begun and done. The next build reads those few in a process of their own, one by
one, after all others: whichever ends that process is told as a failure, and read so again until it is changed or left out.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from newsgraph.batch.results import write_text
from newsgraph.errors import StoreError

__all__ = ["JOURNAL", "Journal"]

JOURNAL = ".reading"
_BEGUN, _ALONE, _DONE = "+", "!", "-"


class Journal:
    """The file of what is being read, in a folder of results; used as a context manager by one build at a time.

    ``suspects`` are the keys of articles that were begun and never done; ``guilty`` those of them that were read alone in the process
    that died. Articles are known by the key of their results, so one that has changed is no suspect any more.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._stream: BinaryIO | None = None
        begun: dict[str, str] = {}
        text = self._path.read_text(encoding="ascii", errors="replace") if self._path.exists() else ""
        for line in text.splitlines():
            mark, key = line[:1], line[1:]
            if mark == _DONE:
                begun.pop(key, None)
            elif len(key) == 64 and mark in (_BEGUN, _ALONE):  # the last line may be half written
                begun[key] = mark
        self.suspects = set(begun)
        self._kept: set[str] = set()
        self.guilty = {key for key, mark in begun.items() if mark == _ALONE}

    def begin(self, key: str, *, alone: bool = False) -> None:
        """Note that an article is read from now on.

        Raises:
            StoreError: when the file cannot be written.
        """
        self._note((_ALONE if alone else _BEGUN) + key)

    def done(self, key: str) -> None:
        """Note that nothing more is done for an article: it was read, or could not be, and the process lives."""
        self.suspects.discard(key)
        self._note(_DONE + key)

    def keep(self, key: str) -> None:
        """Keep an article suspect after this build: it ended another process, too."""
        self._kept.add(key)

    def _note(self, line: str) -> None:
        try:
            if self._stream is None:
                self._stream = self._path.open("ab", buffering=0)  # a line that is written outlives the process, synced or not
            self._stream.write(f"{line}\n".encode("ascii"))
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be written ({error.strerror or error})") from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave no file but of what was kept: the process that comes so far has not died.

        A build that ends early keeps all suspects; one that does its work forgets those it did not meet, which have changed.
        """
        if kind is None:
            self.suspects &= self._kept
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        if self.suspects:
            write_text(self._path, "".join(f"{_ALONE if key in self.guilty else _BEGUN}{key}\n" for key in sorted(self.suspects)))
        else:
            self._path.unlink(missing_ok=True)
