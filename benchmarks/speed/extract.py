"""What newsgraph's extraction costs beside the bare language model, in one run on the same text.

    python benchmarks/speed/extract.py [ARTICLE] [--rounds 5] [--large 5000000]

Prints and writes ``benchmarks/speed/results.json``: CPU seconds (all threads of the process, best of the rounds, taken in turn) of the
bare spaCy pipeline, as ``spacy.load`` gives it, and of newsgraph's whole way from text to statements on the same characters; the peak
memory of one article in a process of its own; the CPU seconds of ``newsgraph --help`` in a new process (best of five); how time and memory
grow from 5 kB to ``--large`` characters. CPU time, because wall time on a shared machine measures the neighbours.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from newsgraph.config import Config
from newsgraph.language.parse import load_model, plain_text
from newsgraph.model import Article, ArticleResult
from newsgraph.pipeline import Run, run_articles

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "seeds" / "trump-carney-trade-talks.txt"


def cpu_seconds(action: Callable[[], object]) -> float:
    """CPU seconds of all threads of this process while ``action`` runs."""
    start = time.process_time()
    action()
    return time.process_time() - start


def extract(text: str) -> ArticleResult:
    """The whole of newsgraph's extraction."""
    (result,) = run_articles([Article(id="speed", text=text)], Run(Config()))
    if not isinstance(result, ArticleResult):
        raise SystemExit(result.message)
    return result


def bare_pipeline(model: str) -> Language:
    """The model with spaCy's own tokenizer and parser: ``load_model`` puts newsgraph's beside or instead of them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with an older spaCy, as load_model knows
        return spacy.load(model)


def overhead(text: str, rounds: int) -> dict[str, Any]:
    """Bare pipeline and extraction, taken in turn so that a slow moment of the machine hits both."""
    nlp = bare_pipeline(Config().model)
    plain = plain_text(text)
    lines = [line for line in plain.splitlines() if line.strip()]
    ways: dict[str, Callable[[], object]] = {
        "bare pipeline, whole text": lambda: nlp(plain),
        "bare pipeline, line by line": lambda: list(nlp.pipe(lines)),
        "newsgraph extract": lambda: extract(text),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds + 1):  # the first round warms caches up and is beaten by the others
        for name, action in ways.items():
            best[name] = min(best[name], cpu_seconds(action))
    return {
        "characters": len(text),
        "cpu_seconds": {name: round(spent, 4) for name, spent in best.items()},
        "added_percent": round(100 * (best["newsgraph extract"] / best["bare pipeline, whole text"] - 1), 1),
        "added_percent_line_by_line": round(100 * (best["newsgraph extract"] / best["bare pipeline, line by line"] - 1), 1),
    }


def measured_alone(characters: int, article: Path) -> dict[str, Any]:
    """CPU seconds after the model is loaded, and peak memory, of a process that extracts one text of that length."""
    command = [sys.executable, __file__, str(article), "--alone", str(characters)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def alone(text: str, characters: int) -> dict[str, Any]:
    """What :func:`measured_alone` runs in its process; longer texts repeat the article, paragraph after paragraph."""
    if characters:
        text = ((text + "\n\n") * (characters // len(text) + 1))[:characters]
    load_model(Config().model)
    extract(SEED.read_text(encoding="utf-8"))  # what is loaded at first use counts for the first article of a run alone
    found: list[ArticleResult] = []
    spent = cpu_seconds(lambda: found.append(extract(text)))
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return {
        "characters": len(text),
        "statements": len(found[0].statements),
        "cpu_seconds": round(spent, 2),
        "cpu_seconds_per_megabyte": round(spent / len(text) * 1e6, 1),
        "peak_megabytes": round(peak / 1e6),
    }


def help_seconds() -> float:
    """CPU seconds of a new process that prints the help, best of five."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", "from newsgraph.cli import main; main()", "--help"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return round(min(once() for _ in range(5)), 3)


def machine() -> dict[str, Any]:
    """What it was measured on."""
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=SEED)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", type=int, default=5_000_000, help="characters of the large text; 0 leaves it out")
    parser.add_argument("--alone", type=int, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    text = options.article.read_text(encoding="utf-8")
    if options.alone is not None:
        print(json.dumps(alone(text, options.alone)))
        return
    lengths = [0, 5_000, *([options.large] if options.large else [])]
    report = {
        "machine": machine(),
        "overhead": overhead(text, options.rounds),
        "help_cpu_seconds": help_seconds(),
        "alone": [measured_alone(characters, options.article) for characters in lengths],
    }
    (HERE / "results.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8", newline="\n")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
