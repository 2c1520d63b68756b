"""Pages and feeds by their address, from a server on loopback; PDF; other languages."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.web import Heard, Scripted, page, scripted
from newsgraph import net
from newsgraph.errors import SourceError, UsageError
from newsgraph.model import Article, Failure
from newsgraph.sources import Feed, is_english, read, web
from newsgraph.sources.feeds import html_text, parse_feed
from newsgraph.sources.pdf import paragraphs

PARAGRAPH = "The mayor of Riverton opened the new bridge on Monday, and many people came to see it with their families. "


def _html(number: int = 1, title: str = "A bridge") -> str:
    body = "".join(f"<p>{PARAGRAPH}It was the opening number {number}.{i}.</p>" for i in range(6))
    return f"""<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Riverton Post">
        <meta property="og:title" content="{title}"><meta name="author" content="Anna Bell">
        <meta property="article:published_time" content="2025-10-08T08:00:00Z"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"""


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted(lambda heard: page(_html())) as running:
        yield running


def _failure(server: Scripted, reply: bytes, path: str = "/story") -> str:
    server.script = lambda heard: reply
    (document,) = read([server.url + path])
    assert isinstance(document, Failure), document
    assert ("read", server.url + path) == (document.stage, document.source)
    return document.message


def test_a_page_is_read_with_what_it_says_of_itself(server: Scripted) -> None:
    server.script = lambda heard: page("", "301 Moved", Location="/moved") if heard.target == "/story" else page(_html())

    (article,) = read([f"{server.url}/story#top"])

    assert isinstance(article, Article)
    assert ("A bridge", "Anna Bell", "Riverton Post", dt.date(2025, 10, 8)) == (
        article.title, article.author, article.publisher, article.published,
    )  # fmt: skip
    assert (f"127.0.0.1:{server.port}/story", f"{server.url}/moved") == (article.id, article.url)
    assert "opening number 1.5" in article.text


def test_the_encoding_that_the_server_tells_is_the_encoding(server: Scripted) -> None:
    data = _html().replace("the new bridge", "the “new” bridge").encode("cp1252")
    server.script = lambda heard: page(data, media="text/html; charset=ISO-8859-1")

    (article,) = read([server.url])

    assert isinstance(article, Article)
    assert "the “new” bridge" in article.text


def test_plain_text_is_read_as_it_stands(server: Scripted) -> None:
    server.script = lambda heard: page(PARAGRAPH, media="text/plain")

    (article,) = read([f"{server.url}/a.txt"])

    assert isinstance(article, Article)
    assert PARAGRAPH == article.text


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (page("gone", "404 Not Found"), "the server answers 404 Not Found"),
        (page("?", "799 Odd"), "the server answers 799"),
        (page(b"\x89PNG", media="image/png"), "is image/png; newsgraph reads HTML, plain text and PDF"),
        (page("?", media=""), "does not tell what it is"),
        (page("<rss/>", media="application/rss+xml"), "give a feed with --feed"),
        (page("<html><body></body></html>"), "no article text found in the page"),
        (page(""), "is empty"),
        (page(_html().encode("utf-16-le"), media="text/html; charset=utf-8"), "is no text file"),
        (page(b"<html>\xff\xfe\xfa" + b"x" * 900), "is not UTF-8"),
        (page("<html>", media="text/html; charset=klingon"), "declares the encoding 'klingon'"),
        (page("", "302 Found", Location="http://10.0.0.1/"), "is no public address"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "broke off its answer"),
    ],
)
def test_a_page_that_cannot_be_read_is_told(server: Scripted, reply: bytes, words: str) -> None:
    assert words in _failure(server, reply)


def test_a_page_in_another_language_is_told(server: Scripted) -> None:
    german = "<p>Der Bürgermeister hat am Montag die neue Brücke eröffnet, und die Bewohner der Stadt freuen sich auf den Verkehr.</p>" * 6

    assert "is not English" in _failure(server, page(f"<html><body><article><h1>Die Brücke</h1>{german}</article></body></html>"))


def test_a_page_nested_without_end_stops_nothing(server: Scripted) -> None:
    server.script = lambda heard: page("<div>" * 60_000 if heard.target == "/deep" else _html())

    documents = list(read([f"{server.url}/deep", f"{server.url}/story"]))

    assert [Failure, Article] == [type(document) for document in documents]


def test_a_page_that_its_reader_chokes_on_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choke(*given: object, **named: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", choke)
    (tmp_path / "a.html").write_text(_html(), encoding="utf-8")

    (failure,) = read([tmp_path])

    assert isinstance(failure, Failure)
    assert f"{tmp_path / 'a.html'}: the page cannot be read (RecursionError: too deep)" == failure.message


@pytest.mark.parametrize("link", ["http://[", "javascript:alert(1)", "ftp://a.org/x", " "])
def test_a_link_that_leads_to_no_page_is_none(link: str) -> None:
    (entry,) = parse_feed(f"<rss><channel><item><link>{link}</link><title>A</title></item></channel></rss>".encode(), "http://a.org/feed")

    assert "" == entry.url


def test_a_private_address_is_refused_before_it_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.create_connection", lambda *given, **named: pytest.fail("it was connected to"))

    for url in ("http://10.0.0.1/a", "http://192.168.1.1:8080/", "http://[fd00::1]/", "http://0.0.0.0/"):
        (failure,) = read([url])
        assert isinstance(failure, Failure)
        assert "is no public address" in failure.message


def test_nothing_is_fetched_when_an_input_is_wrong(server: Scripted, tmp_path: Path) -> None:
    for wrong in (str(tmp_path / "missing.txt"), Feed("feed.xml"), Feed("http://a:b@example.org/")):
        with pytest.raises(UsageError):
            read([server.url, wrong])

    assert [] == server.heard


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Riverton Post</title>
<atom:link href="/rss" rel="self"/><link>/</link>
<item><title>First &amp;amp; best</title><link> /1 </link><pubDate>Wed, 08 Oct 2025 10:00:00 GMT</pubDate><dc:creator>A. Bell</dc:creator>
  <description>A teaser.</description></item>
<item><title>Whole</title><guid>http://example.org/whole</guid><pubDate>Tue, 07 Oct 2025 10:00:00 GMT</pubDate>
  <content:encoded><![CDATA[<p>{whole}</p><script>alert(1)</script><p>The <b>end</b>.</p>]]></content:encoded></item>
<item><title>Gone</title><link>/gone</link></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
<item><title>Inside</title><link>http://169.254.169.254/meta</link></item>
</channel></rss>""".replace("{whole}", PARAGRAPH * 6)

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Riverton Post</title>
<entry><title type="html">A &lt;b&gt;bridge&lt;/b&gt;</title><link rel="self" href="/self"/><link href="/1"/>
  <updated>2025-10-08T10:00:00Z</updated>
  <author><name>Anna Bell</name></author></entry>
<entry><title>Whole</title><link href="/2"/><published>2025-10-07</published>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{whole}</p><p>The end.</p></div></content></entry>
<entry><title>Text</title><content>Mary met Ann.</content></entry>
</feed>""".replace("{whole}", PARAGRAPH * 6)


def _site(feed: str) -> object:
    def answer(heard: Heard) -> bytes:
        if heard.target == "/rss":
            return page(feed, media="application/rss+xml")
        return page("", "404 Not Found") if heard.target == "/gone" else page(_html(int(heard.target[1:])))

    return answer


def test_a_feed_gives_its_articles_and_a_failure_for_each_that_cannot_be_read(server: Scripted) -> None:
    server.script = _site(RSS)  # type: ignore[assignment]

    documents = list(read([Feed(f"{server.url}/rss")]))

    first, whole, gone, script, inside = documents
    assert isinstance(first, Article)
    assert ("A bridge", f"{server.url}/1", dt.date(2025, 10, 8)) == (first.title, first.url, first.published)
    assert isinstance(whole, Article)
    assert (f"{(PARAGRAPH * 6).strip()}\nThe end.", "example.org/whole", "Whole", dt.date(2025, 10, 7), "Riverton Post") == (
        whole.text, whole.id, whole.title, whole.published, whole.publisher,
    )  # fmt: skip
    for document, words in ((gone, "404 Not Found"), (script, "neither an address nor a text"), (inside, "is no public address")):
        assert isinstance(document, Failure)
        assert words in document.message
    assert ["/rss", "/1", "/gone"] == [heard.target for heard in server.heard]


def test_what_the_page_does_not_say_of_itself_the_feed_does(server: Scripted) -> None:
    bare = "".join(f"<p>{PARAGRAPH}Line {i}.</p>" for i in range(6))
    feed = page(RSS, media="text/xml")
    server.script = lambda heard: feed if heard.target == "/rss" else page(f"<html><body><article>{bare}</article></body></html>")

    article = next(iter(read([Feed(f"{server.url}/rss")])))

    assert isinstance(article, Article)
    assert ("A. Bell", dt.date(2025, 10, 8)) == (article.author, article.published)


def test_atom() -> None:
    first, whole, text = parse_feed(ATOM.encode(), "https://example.org/feed")

    assert ("https://example.org/1", "A bridge", "Anna Bell", "2025-10-08T10:00:00Z", "Riverton Post", "") == (
        first.url, first.fields["title"], first.fields["author"], first.fields["published"], first.fields["publisher"], first.text,
    )  # fmt: skip
    assert ("https://example.org/2", f"{(PARAGRAPH * 6).strip()}\nThe end.") == (whole.url, whole.text)
    assert ("", "Mary met Ann.") == (text.url, text.text)


def test_rss_1_lists_its_items_beside_the_channel() -> None:
    data = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel><title>Post</title></channel><item><title>A</title><link>http://a.org/1</link></item></rdf:RDF>"""

    (entry,) = parse_feed(data, "http://a.org/feed")

    assert ("http://a.org/1", {"title": "A", "publisher": "Post"}) == (entry.url, entry.fields)


BOMB = b"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k"))
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB + b"]><rss><channel><item><title>&j;</title></item></channel></rss>", "declares a document type|is no feed: no XML"),
        (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>', "document type"),
        (b"<!DOCTYPE rss [<!ELEMENT rss ANY>]><rss><channel/></rss>", "document type"),
        (b"{}", "is no feed: no XML"),
        (b"", "is no feed: no XML"),
        (b"<rss><channel>", "is no feed: no XML"),
        (b"<html><body/></html>", "its XML is a 'html'"),
        (b"<a>" * 5000 + b"</a>" * 5000, "is no feed"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        parse_feed(data, "http://a.org/feed")


def test_an_old_document_type_without_entities_is_no_harm() -> None:
    data = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd"><rss><channel/></rss>'

    assert [] == parse_feed(data, "http://a.org/feed")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (page("", "500 Internal Server Error"), "answers 500"),
        (page("<rss><channel/></rss>"), "lists no articles"),
        (page("no"), "is no feed"),
    ],
)
def test_a_feed_that_cannot_be_read_is_told(server: Scripted, reply: bytes, words: str) -> None:
    server.script = lambda heard: reply

    (failure,) = read([Feed(f"{server.url}/rss")])

    assert isinstance(failure, Failure)
    assert words in failure.message


def test_of_an_endless_feed_so_many_articles_are_read(server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_ENTRIES", 2)
    items = "".join(f"<item><link>/{i}</link></item>" for i in range(5))
    server.script = _site(f"<rss><channel>{items}</channel></rss>")  # type: ignore[assignment]

    documents = list(read([Feed(f"{server.url}/rss")]))

    assert [Article, Article, Failure] == [type(document) for document in documents]
    assert isinstance(documents[-1], Failure)
    assert "lists 5 articles; only the first 2 are read" in documents[-1].message


def test_a_page_that_is_too_large_or_too_slow_is_told(server: Scripted) -> None:
    ((_, failure),) = web.read_page(server.url, 1000, net.Limits(bytes=100))
    assert isinstance(failure, Failure)
    assert "more than 100 bytes" in failure.message

    ((_, failure),) = web.read_page(server.url, 100)
    assert isinstance(failure, Failure)
    assert "more than the 100 of the setting 'max_chars'" in failure.message


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("One<br>two <b>three</b>.<p>Four\nfive<p>", "One\ntwo three.\nFour five"),
        ("a<!-- <p>hidden</p> --> b<style>p{}</style>c", "a bc"),
        ("  ", ""),
        ("<!-- -->", ""),
        ("A &amp; B", "A & B"),
    ],
)
def test_the_words_of_a_piece_of_html(html: str, text: str) -> None:
    assert text == html_text(html)


# PDF.


def _pdf(*pages: str, title: str = "", password: str = "") -> bytes:
    """A PDF with these lines on its pages, written by hand but for its encryption."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for text in pages:
        shown = " ".join(f"({line}) Tj T*" for line in text.replace("(", r"\(").replace(")", r"\)").splitlines())
        stream = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(f"<< /Title ({title}) /CreationDate (D:20200101) >>".encode())
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(objects), start)
    if not password:
        return data
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LINES = """Mayor opens bridge
The mayor of Riverton opened the new bridge on Monday, and many peo-
ple came to see it. She thanked the workers, who had begun ten years
ago.
The Harbour Union did not take part in the opening, because of a quarrel
about wages."""


def test_a_pdf_is_read_in_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "bridge.pdf"
    path.write_bytes(_pdf(LINES, title="A bridge"))
    (tmp_path / "bridge.toml").write_text("published = 2025-10-08\n", encoding="utf-8")

    (article,) = read([tmp_path])

    assert isinstance(article, Article)
    assert ("bridge", "A bridge", dt.date(2025, 10, 8)) == (article.id, article.title, article.published)
    assert [
        "Mayor opens bridge",
        "The mayor of Riverton opened the new bridge on Monday, and many people came to see it. She thanked the workers, who had begun ten "
        "years ago.",
        "The Harbour Union did not take part in the opening, because of a quarrel about wages.",
    ] == article.text.split("\n")


def test_a_pdf_is_read_from_an_address_and_from_standard_input(server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    server.script = lambda heard: page(_pdf(LINES), media="application/pdf")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_pdf(LINES)), encoding="utf-8"))

    piped, fetched = read([f"{server.url}/a.pdf", "-"])

    assert isinstance(piped, Article)
    assert isinstance(fetched, Article)
    assert piped.text == fetched.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 nothing more", "the PDF cannot be read"),
        (b"no PDF", "the PDF cannot be read"),
        (b"", "is empty"),
        (_pdf(""), "holds no text; if it is a scan"),
        (_pdf(LINES)[:500], "the PDF cannot be read"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_told(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)

    (failure,) = read([path])

    assert isinstance(failure, Failure)
    assert words in failure.message


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(LINES, password="secret"))

    (failure,) = read([path])

    assert isinstance(failure, Failure)
    assert "is encrypted; save it without a password" in failure.message


def test_without_the_extra_the_way_to_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf(LINES))
    monkeypatch.setitem(sys.modules, "pypdf", None)

    (failure,) = read([path])

    assert isinstance(failure, Failure)
    assert "pip install 'newsgraph[pdf]'" in failure.message


def test_paragraphs_go_on_over_pages_without_running_heads_and_page_numbers() -> None:
    pages = [
        "Riverton Post\nThe mayor opened the new bridge in Riverton\nand thanked the workers who\n1",
        "Riverton Post\nhad begun ten years ago.\n\nThe union was not there.\n• Wages\n• Hours\nPage 2 of 3",
        "Riverton Post\nIt may come later, its\nleader said.\n3",
    ]

    assert [
        "The mayor opened the new bridge in Riverton and thanked the workers who had begun ten years ago.",
        "The union was not there.",
        "• Wages",
        "• Hours",
        "It may come later, its leader said.",
    ] == paragraphs(pages)


# Languages.

OTHER_LANGUAGES = {
    "German": "Der Bürgermeister hat die Brücke eröffnet, und viele Menschen kamen mit ihren Familien zu dem Fest "
    "in der Stadt, um sie zu sehen.",
    "French": "Le maire a inauguré le nouveau pont lundi, et de nombreuses personnes sont venues le voir avec "
    "leurs familles dans la ville.",
    "Spanish": "El alcalde inauguró el nuevo puente el lunes, y muchas personas vinieron a verlo con sus familias "
    "en la ciudad de Riverton.",
    "Italian": "Il sindaco ha inaugurato il nuovo ponte lunedì, e molte persone sono venute a vederlo con le loro famiglie nella città.",
    "Portuguese": "O prefeito inaugurou a nova ponte na segunda-feira, e muitas pessoas vieram com as suas famílias "
    "para ver a obra em Riverton.",
    "Dutch": "De burgemeester heeft maandag de nieuwe brug geopend, en veel mensen kwamen met hun gezin naar de "
    "stad om het te zien en te vieren.",
    "Swedish": "Borgmästaren invigde den nya bron på måndagen, och många människor kom med sina familjer för att se "
    "den i staden som byggt den.",
    "Danish": "Borgmesteren indviede den nye bro mandag, og mange mennesker kom med deres familier for at se den i "
    "byen, som har bygget den.",
    "Polish": "Burmistrz otworzył w poniedziałek nowy most, a wiele osób przyszło z rodzinami, aby go zobaczyć, i "
    "nie jest to koniec prac w mieście.",
    "Turkish": "Belediye başkanı pazartesi günü yeni köprüyü açtı ve birçok kişi aileleri ile bu köprüyü görmek "
    "için geldi, bir de tören oldu.",
    "Finnish": "Pormestari avasi maanantaina uuden sillan, ja monet ihmiset tulivat perheineen katsomaan sitä, "
    "mutta se ei ole vielä valmis, hän sanoi.",
    "Indonesian": "Wali kota membuka jembatan baru pada hari Senin, dan banyak orang yang datang dengan keluarga untuk "
    "melihat jembatan itu di kota ini.",
    "Greek": "Ο δήμαρχος εγκαινίασε τη νέα γέφυρα τη Δευτέρα, και πολλοί άνθρωποι ήρθαν να τη δουν.",
    "Arabic": "افتتح رئيس البلدية الجسر الجديد يوم الاثنين وجاء كثير من الناس مع عائلاتهم لرؤيته",
    "Hindi": "महापौर ने सोमवार को नए पुल का उद्घाटन किया और कई लोग अपने परिवारों के साथ इसे देखने आए",
    "Japanese": "市長は月曜日に新しい橋を開通させ、多くの人々が家族と一緒に見に来ました。市長は労働者に感謝しました。",
}


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_another_language_is_told_from_english(language: str) -> None:
    if language in ("German", "French", "Spanish", "Italian", "Dutch", "Greek", "Arabic", "Hindi", "Japanese"):
        assert not is_english(OTHER_LANGUAGES[language])
    assert not is_english(f"{OTHER_LANGUAGES[language]} {OTHER_LANGUAGES[language]}")


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        "Jean de la Croix, Maria do Carmo, Le Thi Hoa",
        "El Niño may return to Los Angeles and Las Vegas",
        "Nguyen Van Anh, Le Thi Hoa and Tran Van Minh met Jean de la Croix and Maria do Carmo in Sao Paulo on Monday, officials said. " * 2,
        "“Das ist gut,” said Chancellor Olaf Scholz of the vote in the Bundestag, which was held after a long debate over the law. " * 2,
        "FINAL SCORES: Leeds 2, Hull 1; Derby 0, Stoke 0; Bury 3, York 2; Luton 1, Bath 1; Crewe 4, Ayr 2; Fife 1, Perth 0. " * 2,
    ],
)
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert is_english(text)
