"""Reading files, folders and streams."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import sys
from pathlib import Path

import pytest

from newsgraph.errors import BinaryFileError, EmptyArticleError, EncodingError, LanguageError, SourceError, UsageError
from newsgraph.model import Article, Failure
from newsgraph.sources import find_files, is_english, read, read_text
from newsgraph.sources.decode import decode
from newsgraph.sources.metadata import make_article, split_front_matter

TEXT = "The mayor of Riverton opened the new bridge on Monday. “It took us years,” she said."

GERMAN = """Der Bürgermeister hat am Montag die neue Brücke eröffnet, und die Bewohner der Stadt freuen sich auf den Verkehr, der nun
nicht mehr durch das Zentrum fließt. Die Arbeiten hatten mit der Planung vor zehn Jahren begonnen."""
RUSSIAN = "Мэр города открыл в понедельник новый мост, и жители очень рады этому событию, которого они долго ждали."


def _one(path: Path) -> Article | Failure:
    (document,) = read([path])
    return document


def _article(path: Path) -> Article:
    document = _one(path)
    assert isinstance(document, Article), document
    return document


def _message(path: Path) -> str:
    document = _one(path)
    assert isinstance(document, Failure), document
    assert document.stage == "read"
    assert str(path) == document.source
    return document.message


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), TEXT.encode("utf-16"), b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT.encode("utf-32")],
)
def test_unicode_is_read_with_and_without_a_mark(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(data)

    assert Article(id="bridge", text=TEXT) == _article(path)


def test_the_text_stands_as_it_was_read(tmp_path: Path) -> None:
    text = "\n  The mayor came.\r\n\r\nShe\u00a0left.\t\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())

    assert text == _article(path).text


def test_another_encoding_is_told_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Le café est fermé.".encode("latin-1"))

    message = _message(path)

    assert "is not UTF-8 (at byte 6)" in message
    assert "iconv" in message


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"PK\x03\x04rest", bytes(range(256)), b"text\0with nul", b"\x01\x02\x03\x04" * 9]
)
def test_what_is_no_text_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "image.txt"
    path.write_bytes(data)

    assert "is no text file" in _message(path)
    with pytest.raises(BinaryFileError):
        decode(data, "image.txt")


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", b"---\ntitle: Nothing\n---\n"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".json"])
def test_an_empty_file_is_told(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"empty{suffix}"
    path.write_bytes(data)

    if data.startswith(b"---") and suffix not in (".txt", ".md"):
        return
    assert "is empty" in _message(path)


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, "市长星期一为新桥揭幕居民们非常高兴" * 5])
def test_another_language_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")

    assert "is not English" in _message(path)
    with pytest.raises(LanguageError):
        read_text(text)


@pytest.mark.parametrize("text", [TEXT, "Acme buys Globex", "Angela Merkel, Emmanuel Macron, Pedro Sánchez", "x", "5:0"])
def test_english_and_what_is_too_short_to_tell_pass(text: str) -> None:
    assert is_english(text)


def test_a_language_that_the_metadata_tells_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.toml").write_text('language = "de"\n', encoding="utf-8")

    assert "its language is given as 'de'" in _message(path)


def test_metadata_from_a_toml_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "bridge.toml").write_text(
        'title = "A bridge"\npublished = 2025-10-08\nauthor = "A. Bell"\npublisher = "Riverton Post"\nurl = "https://example.org/b"\n'
        'licence = "CC0"\nlanguage = "en-GB"\n',
        encoding="utf-8",
    )

    expected = Article(
        id="bridge", text=TEXT, title="A bridge", url="https://example.org/b", author="A. Bell", publisher="Riverton Post",
        published=dt.date(2025, 10, 8), licence="CC0",
    )  # fmt: skip

    assert expected == _article(path)


def test_metadata_from_a_json_file_beside_it_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bridge.json").write_text('{"title": "A bridge", "date": "2025-10-08T09:00:00Z", "license": "CC0"}', encoding="utf-8")

    (article,) = read([tmp_path])

    assert isinstance(article, Article)
    assert ("A bridge", dt.date(2025, 10, 8), "CC0") == (article.title, article.published, article.licence)


@pytest.mark.parametrize(
    ("before", "fields"),
    [
        ("---\ntitle: \"A bridge\"\ndate: 8 October 2025\ntags:\n  - news\n# a comment\nauthor: 'A. Bell'\n---\n", True),
        ('+++\ntitle = "A bridge"\ndate = 2025-10-08\nauthor = "A. Bell"\n+++\n', True),
        ("---\n\nNot a field\n\n---\n", False),
        ("", False),
    ],
)
def test_front_matter(tmp_path: Path, before: str, fields: bool) -> None:
    path = tmp_path / "bridge.md"
    path.write_text(before + TEXT, encoding="utf-8", newline="\n")

    article = _article(path)

    assert (TEXT if fields else before + TEXT) == article.text
    assert (("A bridge", dt.date(2025, 10, 8), "A. Bell") if fields else (None, None, None)) == (
        article.title, article.published, article.author,
    )  # fmt: skip


def test_front_matter_ends_where_it_says(tmp_path: Path) -> None:
    assert split_front_matter("---\r\ntitle: A\r\n---\r\ntext\n---\nmore", "a.md") == ({"title": "A"}, "text\n---\nmore")


@pytest.mark.parametrize("value", ["yesterday", "2025-13-40", "32 May 2020", "10/08/2025"])
def test_a_date_that_is_none_is_told(value: str) -> None:
    with pytest.raises(SourceError, match="'published' must be a date such as 2025-10-08"):
        make_article(TEXT, {"published": value}, default_id="a", source="a.txt")


@pytest.mark.parametrize(
    "value", ["2025-10-08", "20251008", "2025-10-08T10:00:00+02:00", "October 8, 2025", "Wed, 8 Oct 2025 10:00:00 GMT"]
)
def test_a_date_is_read_in_the_usual_forms(value: str) -> None:
    assert dt.date(2025, 10, 8) == make_article(TEXT, {"date": value}, default_id="a", source="a.txt").published


def test_html_gives_the_article_and_its_meta_tags(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    paragraphs = "".join(
        f"<p>The mayor of Riverton opened bridge number {i} on Monday, and many people came to see it.</p>" for i in range(8)
    )
    path.write_text(
        f"""<!doctype html><html lang="en"><head><title>A bridge | Riverton Post</title><meta charset="utf-8">
        <meta property="og:title" content="A bridge"><meta property="og:site_name" content="Riverton Post">
        <meta name="author" content="Anna Bell"><meta property="article:published_time" content="2025-10-08T08:00:00Z"></head>
        <body><nav><a href="/">Home</a><a href="/s">Sport</a></nav><article><h1>A bridge</h1>{paragraphs}</article>
        <script>alert(1)</script><footer>All rights reserved</footer></body></html>""",
        encoding="utf-8",
    )

    article = _article(path)

    assert ("A bridge", "Anna Bell", "Riverton Post", dt.date(2025, 10, 8)) == (
        article.title, article.author, article.publisher, article.published,
    )  # fmt: skip
    assert "bridge number 7" in article.text
    assert not any(word in article.text for word in ("alert", "Sport", "<p>"))


def test_html_says_its_own_encoding() -> None:
    page = '<meta charset="iso-8859-1"><p>café'

    assert page == decode(page.encode("latin-1"), "a.html", html=True)
    with pytest.raises(EncodingError, match="declares the encoding 'klingon', which is unknown"):
        decode(b"<meta charset=klingon><p>\xe9", "a.html", html=True)


def test_html_without_an_article_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body></body></html>", encoding="utf-8")

    assert "no article text found in the page" in _message(path)


def test_jsonl_gives_an_article_a_line_and_a_failure_for_each_bad_one(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        json.dumps({"id": "a", "text": TEXT, "title": "A", "published": "2025-10-08", "other": [1]}),
        "",
        "{not json",
        json.dumps(["a", "list"]),
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": ""}),
        json.dumps({"id": "d", "text": 7}),
        '{"id": "e", "text": "half \\ud800 a pair"}',
        '{"id": "f", "text": "nul \\u0000"}',
        json.dumps({"text": "Without an id."}),
        "[" * 100_000,
    ]
    path.write_text("\n".join(rows), encoding="utf-8")

    documents = list(read([path]))

    assert [document.id for document in documents if isinstance(document, Article)] == ["a", "news-10"]
    failures = {document.source: document.message for document in documents if isinstance(document, Failure)}
    assert [f"{path}:{number}" for number in (3, 4, 5, 6, 7, 8, 9, 11)] == list(failures)
    for number, words in {
        3: "is no JSON",
        4: "must be a JSON object",
        5: "no field 'text'",
        6: "is empty",
        8: "surrogate",
        9: "NUL",
    }.items():
        assert words in failures[f"{path}:{number}"]


def test_json_gives_one_article_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"headline": "A", "text": TEXT}), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([{"id": "x", "text": TEXT}, {"text": "Another."}]), encoding="utf-8")

    documents = list(read([tmp_path]))

    assert [document.id for document in documents if isinstance(document, Article)] == ["one", "x", "two-2"]


def test_one_bad_document_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")

    assert [Article, Failure, Article] == [type(document) for document in read([tmp_path])]


def test_the_same_id_twice_is_a_failure_that_names_both(tmp_path: Path) -> None:
    for folder, text in (("1", "One text."), ("2", "Another text."), ("3", "One text.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(text, encoding="utf-8")

    article, failure = read([tmp_path])

    assert isinstance(article, Article)
    assert isinstance(failure, Failure)
    assert str(tmp_path / "2" / "news.txt") == failure.source
    assert str(tmp_path / "1" / "news.txt") in failure.message


def test_files_come_in_one_order_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "sub/a.md", "sub/c.HTML", ".hidden.txt", ".git/x.txt", "image.png", "b.toml", "graph/graph.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for name in ("graph.trig", "statements.jsonl"):
        (tmp_path / "graph" / name).write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    given = [str(tmp_path), "b.txt", Path("sub"), "*.txt", "**/*.md"]
    expected = [tmp_path / "b.txt", tmp_path / "sub" / "a.md", tmp_path / "sub" / "c.HTML"]

    for seed in range(5):
        random.Random(seed).shuffle(given)
        assert expected == [path.resolve() for path in find_files(given)]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("missing.txt", "there is no file or folder missing.txt"),
        ("*.nothing", "no article matches"),
        ("ftp://example.org/a.html", "is neither an http nor an https address; newsgraph fetches no others"),
        ("https://anna:secret@example.org/", "the address of example.org holds a user name or password"),
        ("https:///nowhere", "it names no host"),
        ("http://[::1/a", "is no address"),
        ("", "is no path"),
    ],
)
def test_an_input_that_does_not_exist_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError, match=words.replace("*", r"\*")):
        read([given])


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no articles in the folder"):
        read([tmp_path])


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', ["a", "b"]),
        (b'\n{"text": "One."}', ["standard input-1"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    assert ids == [document.id for document in read(["-"]) if isinstance(document, Article)]


def test_articles_pass_as_they_are() -> None:
    article = Article(id="a", text=TEXT)

    assert [article] == list(read([article, article]))


def test_a_text_that_is_too_long_is_told() -> None:
    with pytest.raises(SourceError, match="has 11 characters, more than the 10 of the setting 'max_chars'"):
        read_text("Hello world", max_chars=10)


def test_a_text_of_five_megabytes_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 60_000, encoding="utf-8")

    assert len(TEXT) * 60_000 == len(_article(path).text)


def test_an_empty_text_is_told() -> None:
    with pytest.raises(EmptyArticleError, match="the text: is empty"):
        read_text(" \n")
