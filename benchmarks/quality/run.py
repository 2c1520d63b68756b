"""Measures the quality of extraction, and writes the tables of docs/benchmarks.md.

usage: run.py [BENCH_DIR] [--dry]

Reads the articles in ``articles/`` beside this file, which are the project's own, and those in BENCH_DIR (default: ``../shared/bench``
beside the repository) where it is there: six news articles with gold facts, BenchIE and CaRB. ``entities.py`` and ``plover.py`` run too,
where their data is there. ``--dry`` prints the tables and writes nothing.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import platform
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import newsgraph as ng
from newsgraph.graph.formats import proposition_lines
from newsgraph.pipeline import propositions

sys.path.insert(0, str(Path(__file__).parent))
from carb import carb
from factscore import Gold, Row, figures, load_gold, score

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- quality: begin -->", "<!-- quality: end -->"
COLUMNS = ("recall", "strict", "edges", "core", "traps", "nodes", "found", "facts", "statements")
# On the same six articles with the same scorer.
PEERS = (
    ("textacy", "19.9", "16.1", "12.1", "30.4", "1/47", "1.29"),
    ("claucy (ClausIE in spaCy)", "32.7", "24.3", "16.4", "39.1", "5/47", "1.58"),
    ("triplet-extract (Stanford OpenIE in Python), best setting", "41.7", "32.0", "15.8", "44.9", "2/47", "1.56"),
    ("a frontier language model with kg-gen's prompt, one pass", "87.0", "70.3", "67.3", "75.4", "0/47", "1.15"),
)
OWN_PEERS = (("triplet-extract (Stanford OpenIE in Python), best setting", "41.4", "33.2", "9.4", "44.2", "6/95", "–"),)
BENCHIE_PEERS = (("ClausIE", "0.353"), ("MinIE", "0.349"), ("OpenIE6", "0.266"), ("claucy", "0.176"), ("textacy", "0.083"))


def main(arguments: list[str]) -> None:
    """Measure, print and write."""
    places = [argument for argument in arguments if not argument.startswith("--")]
    bench = Path(places[0]) if places else ROOT.parent / "shared" / "bench"
    started = time.process_time()
    parts = [
        facts_section("The project's own articles", HERE / "articles", HERE / "articles", OWN_PEERS, OWN_NOTE),
        facts_section("Articles of the acceptance rounds", HERE / "acceptance" / "articles", HERE / "unread", (), UNREAD_NOTE),
    ]
    if (bench / "gold").is_dir():
        parts.append(facts_section("Six news articles", bench / "articles", bench / "gold", PEERS, GOLD_NOTE))
    if (bench / "openie").is_dir():
        parts.append(openie_section(bench / "openie"))
    parts.append(referents_section())
    for title, name, data in (
        ("Entities and pronouns", "entities.py", bench),
        ("Actors and events", "plover.py", bench / "plover" / "dev.json"),
    ):
        if (HERE / name).exists() and data.exists():
            parts.append(printed_section(title, name, data))
    machine = f"Python {platform.python_version()} on {platform.machine()}, {round(time.process_time() - started)} seconds of CPU."
    page = "\n".join([*parts, f"Measured with `python benchmarks/quality/run.py`, newsgraph {ng.__version__}, {machine}\n"])
    print(page)
    if "--dry" not in arguments:
        write(page)


OWN_NOTE = (
    "Twelve invented articles with facts that careful readers found in them (`benchmarks/quality/articles`, CC0): "
    "used while writing the rules, so they say what the rules can do, not how they do on articles that nobody has seen."
)
UNREAD_NOTE = (
    "Eight articles of the sixteenth round, with facts that readers wrote down who saw neither rules nor statements "
    "(`benchmarks/quality/unread`, CC0). Before anything was mended with them, nothing withheld: recall 83.7, strict 81.2, edges 56.0, "
    "core 87.5, traps 1/64, nodes 1.29. What is withheld is chosen by weights fitted on these and the project's own articles."
)
REFERENTS_NOTE = (
    "What readers say that each description and pronoun of the 141 articles of the acceptance rounds 1 to 17 means, of those that have a "
    "name in the article (`benchmarks/quality/referents`, CC0; `referents.py` tells how they are counted). Rules were mended with them."
)
GOLD_NOTE = "Six published news articles (not part of the project: their texts are other people's), beside what other systems give on them."


def articles_in(texts: Path, golds: Path) -> Iterator[tuple[ng.Article, Gold]]:
    """The articles that have gold facts, by name."""
    for gold_path in sorted(golds.glob("*.yaml")):
        gold = load_gold(gold_path)
        text_path = texts / f"{gold_path.stem}.txt"
        day = gold.get("published")
        if beside := text_path.with_suffix(".json"):
            day = day or (json.loads(beside.read_text(encoding="utf-8")).get("published") if beside.exists() else None)
        published = dt.date.fromisoformat(day[:10]) if day else None
        yield ng.Article(gold_path.stem, text_path.read_text(encoding="utf-8"), published=published), gold


def facts_section(title: str, texts: Path, golds: Path, peers: Iterable[tuple[str, ...]], note: str) -> str:
    """Facts by article, by phenomenon, beside the peers."""
    total: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    rows = []
    for article, gold in articles_in(texts, golds):
        count = score(gold, stated(article))
        total.update(count)
        everything.update(score(gold, stated(article, withhold_below=0.0)))
        rows.append((article.id, *(str(figures(count)[name]) for name in COLUMNS)))
    whole, all_kept = figures(total), figures(everything)
    rows.append(("**all**", *(f"**{whole[name]}**" for name in COLUMNS)))
    rows.append(("all, nothing withheld", *(str(all_kept[name]) for name in COLUMNS)))
    beside = [("**newsgraph**", *(f"**{whole[name]}**" for name in COLUMNS[:6])), *peers] if peers else []
    names = sorted({key.partition("/")[0] for key in total if "/" in key})
    kinds = [
        (
            name,
            str(total[f"{name}/facts"]),
            *(f"{100 * total[f'{name}/{key}'] / total[f'{name}/facts']:.1f}" for key in ("recall", "strict")),
        )
        for name in names
    ]
    return "\n".join(
        [
            f"## {title}\n\n{note}\n",
            table(("article", *COLUMNS), rows),
            "By what a fact takes, as far as its gold line tells:\n",
            table(("facts that are", "facts", "recall", "strict"), kinds),
            *(["Beside other systems:\n", table(("system", *COLUMNS[:6]), beside)] if beside else []),
        ]
    )


def stated(article: ng.Article, **settings: float) -> list[Row]:
    """What a graph of the article alone states."""
    return [statement.to_json() for statement in ng.build([article], **settings)]


def openie_section(folder: Path) -> str:
    """BenchIE and CaRB."""
    rows = []
    scorer = module(folder / "benchie_score.py")
    gold = scorer.load_gold(str(folder / "benchie_dev.gold.txt"))
    lines = [line.split("\t") for line in openie({key: value["sent"] for key, value in gold.items()})]
    count, precision, recall, f1 = scorer.score(gold, [(cells[0], cells[1:4]) for cells in lines])
    rows.append(("BenchIE, development", str(count), f"{precision:.3f}", f"{recall:.3f}", f"**{f1:.3f}**"))
    carb_gold = json.loads((folder / "carb_dev.json").read_text(encoding="utf-8"))
    said: dict[str, list[list[str]]] = {}
    lines = [line.split("\t") for line in openie({item["id"]: item["sent"] for item in carb_gold})]
    for sentence, subject, relation, target in lines:
        said.setdefault(sentence, []).append([relation, subject, target])
    wanted = {item["id"]: [[fact["rel"], *fact["args"]] for fact in item["gold"]] for item in carb_gold}
    rows.append(("CaRB, development", str(len(lines)), *(f"{value:.3f}" for value in carb(wanted, said))))
    peers = ", ".join(f"{name} {value}" for name, value in BENCHIE_PEERS)
    return "\n".join(
        [
            "## Open information extraction\n",
            "`newsgraph extract --format openie`, sentence by sentence; these sets want the words of the sentence, "
            "and know neither status nor speaker.\n",
            table(("set", "extractions", "precision", "recall", "F1"), rows),
            f"F1 of other systems on BenchIE: {peers}.\n",
        ]
    )


def openie(sentences: dict[str, str]) -> list[str]:
    """The lines that ``--format openie`` gives for each sentence, by its id."""
    articles = (ng.Article(key, text) for key, text in sentences.items())
    return [line for article, found in propositions(articles) for line in proposition_lines(article, found, by_id=True)]


def referents_section() -> str:
    """Descriptions and pronouns against what readers say that they mean."""
    return f"## Descriptions and pronouns\n\n{REFERENTS_NOTE}\n\n{printed('referents.py')}"


def printed(name: str, *arguments: str) -> str:
    """What another script of this folder prints."""
    done = subprocess.run([sys.executable, str(HERE / name), *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stderr}")
    return done.stdout


def printed_section(title: str, name: str, data: Path) -> str:
    """What another benchmark of this folder prints."""
    suffix = f"/{data.parent.name}/{data.name}" if data.is_file() else ""
    return f"## {title}\n\n`python benchmarks/quality/{name} BENCH{suffix}`:\n\n```text\n{printed(name, str(data)).strip()}\n```\n"


def module(path: Path) -> ModuleType:
    """The Python file as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    cells = [tuple(head), *map(tuple, rows)]
    rule = ("---", *("---:" for _ in cells[0][1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:])) + "\n"


def write(page: str) -> None:
    """Put the tables into the page, between their marks."""
    known = PAGE.read_text(encoding="utf-8")
    block = f"{BEGIN}\n\n{page}\n{END}"
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: block, known, flags=re.DOTALL), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
