"""One build at a time in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgraph.errors import StoreError, StoreLockedError

__all__ = ["locked"]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a build by its folder of results, which is made when it is not there; the system frees it when the process ends.

    Raises:
        StoreLockedError: when another process holds it.
        StoreError: when the folder cannot be written.
    """
    from newsgraph.store.lock import FolderLock

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(folder, ".lock")
    except StoreLockedError as error:
        raise StoreLockedError(
            f"{folder.parent}: another build is writing here; wait until it ends, or choose another folder with -o"
        ) from error
    except OSError as error:
        raise StoreError(f"{folder.parent}: cannot be written ({error.strerror or error}); choose another folder with -o") from error
    try:
        yield
    finally:
        lock.release()
