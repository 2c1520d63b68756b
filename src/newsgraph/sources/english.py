"""Is a text English? A count of function words, sure enough to refuse what is clearly another language.

The word lists are the most frequent function words of each language that are no words of English news, from general knowledge
(compare any frequency list, such as the ones made of the Leipzig Corpora).
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_english"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words("""
    the of and to that is was for it with as his on be at by had not are but from have they which this were their been has would
    will who said its or there when one all an her she he you we about after over more than what could our out into also
""")
_LANGUAGES = tuple(
    _words(line)
    for line in """
    der und dem ein eine einer nicht mit sich auf für ist auch das im von zu wie nach aus bei
    le la les des du et une dans est pour que qui sur pas au aux avec sont plus ce cette
    el los las del y una por con para se su al lo como más pero sus fue
    il di che e è per un della dei non si gli nel alla sono anche ha
    o os da dos das em um uma não na com ao pela pelo foi mais
    de het een en van dat niet zijn voor op te met aan bij ook naar er werd
    och att det som på av för inte till ett har om med var
    og af ikke hun nie w z że się jest jak po
    ve bir bu için ile ja ei oli että hän
    yang dan ini itu dengan untuk dari pada tidak
    """.strip().splitlines()
)
_OTHERS = frozenset().union(*_LANGUAGES)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARS = 50_000
_FEWEST_WORDS = 25
_FEWEST_OF_A_SENTENCE = 8
_FEWEST_LETTERS = 40


def is_english(text: str) -> bool:
    """False only for what is clearly another language; what is too short to tell passes.

    >>> is_english("Der Minister sagte, dass die Regierung nicht mit der Opposition über das Gesetz sprechen werde. " * 3)
    False
    >>> is_english("Acme buys Globex")
    True
    """
    sample = text[:_SAMPLE_CHARS].lower()
    words = _WORD.findall(sample)
    letters = "".join(words)
    if len(letters) >= _FEWEST_LETTERS and sum(map(_is_latin, letters)) < len(letters) / 2:
        return False
    english = sum(word in _ENGLISH for word in words) / max(len(words), 1)
    other = sum(word in _OTHERS for word in words) / max(len(words), 1)
    if len(words) < _FEWEST_WORDS:
        # So few words are no sample; but a sentence (not a list of names) without one English function word, and with others', is none.
        sentence = sum(word.islower() for word in _WORD.findall(text)) >= len(words) / 2
        # Words of one other language: "met" is Dutch and "e" Italian, but "met … in room e" is neither.
        same = max(len({word for word in words if word in language}) for language in _LANGUAGES)
        return not (len(words) >= _FEWEST_OF_A_SENTENCE and sentence and not english and other >= 0.15 and same >= 2)
    # A list of names has hardly any function words of any language: it passes unless it is long.
    return not (english < 0.12 and other > english + 0.05) and not (english < 0.02 and len(words) >= 4 * _FEWEST_WORDS)


def _is_latin(letter: str) -> bool:
    return letter < "\u0250" or unicodedata.name(letter, "").startswith("LATIN")
