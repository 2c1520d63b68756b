"""One writer a folder: a file lock that the operating system lets go of when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from newsgraph.errors import StoreLockedError

__all__ = ["FolderLock"]


class FolderLock:
    """An exclusive lock on a folder, held until it is released or the process ends; ``name`` is that of its file, which stays.

    Raises:
        StoreLockedError: when another process (or another store of this one) holds it.
        OSError: when the lock file cannot be written.
    """

    NAME: Final = "lock"

    def __init__(self, folder: Path, name: str = NAME) -> None:
        """Take the lock, or raise at once."""
        self._file = os.open(folder / name, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise StoreLockedError(f"{folder}: another process writes it; wait until it has ended, or open it to be read only") from error

    def release(self) -> None:
        """Let go of the lock."""
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
