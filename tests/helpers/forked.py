"""Processes that start at once: forks of one that has imported everything, for tests that start (and kill) many."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Forked", "Forker", "forker"]

# Each line read has the arguments of a child and the file for all that it writes; its id is answered, and at its end its exit code.
_LOOP = """
import json, os, sys
for line in sys.stdin:
    arguments, told = json.loads(line)
    pid = os.fork()
    if pid == 0:
        out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for end in (1, 2):
            os.dup2(out, end)
        code = 1
        try:
            main(arguments)
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Forked:
    """A child that runs, or has ended."""

    def __init__(self, pid: int, process: subprocess.Popen[str], told: Path) -> None:
        self.pid, self._process, self._told = pid, process, told
        self._code: int | None = None

    def kill(self) -> None:
        """End it here and now, and wait until it has; nothing happens when it has ended by itself meanwhile."""
        # Nobody has that id in its place: its parent waits for it, and tells its end to this process alone.
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Its exit code, once it has ended; below 0 that of the signal which ended it."""
        if self._code is None:
            assert self._process.stdout is not None
            self._code = int(self._process.stdout.readline())
        return self._code

    def until(self, words: str) -> None:
        """Wait until it has written these words; an error when it ends without."""
        while words not in self.told:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                assert words in self.told, self.told
            time.sleep(0.005)

    @property
    def told(self) -> str:
        """All that it has written."""
        return self._told.read_text(encoding="utf-8")


class Forker:
    """Starts children one after another; each has what was imported once, and nothing of its siblings."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder = process, folder

    def start(self, *arguments: str) -> Forked:
        """A child that runs ``main(arguments)``; the one before it must have ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = self._folder / "told.txt"
        told.write_text("", encoding="utf-8")
        print(json.dumps([arguments, str(told)]), file=self._process.stdin, flush=True)
        return Forked(int(self._process.stdout.readline()), self._process, told)


@contextlib.contextmanager
def forker(code: str, folder: Path) -> Iterator[Forker]:
    """Children of a Python that has run ``code``, which defines ``main`` and starts no threads."""
    # Libraries of numbers start threads when they are imported, and a fork has only one.
    alone = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code + _LOOP], env=os.environ | alone, text=True, encoding="utf-8", **pipes) as process:
        try:
            yield Forker(process, folder)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()
