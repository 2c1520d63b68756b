"""Which of the formats on offer whoever asks likes best.

References:
    RFC 9110 section 12.5.1 (Accept).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

__all__ = ["GRAPHS", "PAGE", "ROWS", "Offer", "best", "named_offer"]

_RANGE = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)((?:\s*;\s*[\w-]+=(?:\"[^\"]*\"|[^\s;,\"]*))*)")
_MOST_CHARACTERS: Final = 1000
_QUALITY = re.compile(r";\s*q=([01](?:\.[0-9]{0,3})?)(?=\s*(?:;|$))", re.IGNORECASE)


class Offer(NamedTuple):
    """A media type, and the name of the format that it is."""

    media: str
    format: str


ROWS: Final = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("application/xml", "xml"),
    Offer("text/xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
)
"""What a ``SELECT`` or ``ASK`` is answered in, the ones we like best first."""
GRAPHS: Final = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("text/plain", "ntriples"),
    Offer("application/rdf+xml", "rdfxml"),
)
"""What a ``CONSTRUCT`` or ``DESCRIBE`` is answered in."""
PAGE: Final = Offer("text/html", "html")


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    # Longer ones are nobody's; the search may take the square of the length.
    for match in _RANGE.finditer(accept[:_MOST_CHARACTERS]):
        quality = _QUALITY.search(match[3])
        found.append((f"{match[1]}/{match[2]}".lower(), min(1.0, float(quality[1])) if quality else 1.0))
    return found


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the range that fits best: ``text/csv`` counts before ``text/*``, that before ``*/*``."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        qualities = [quality for known, quality in ranges if known == wanted]
        if qualities:
            return max(qualities)
    return 0.0


def best(accept: str, offers: Iterable[Offer]) -> Offer | None:
    """The offer that an ``Accept`` header likes best, the first of equals; None when it takes none. An empty header takes all.

    >>> best("text/html, text/*;q=0.5, application/json;q=0.4", ROWS)
    Offer(media='text/xml', format='xml')
    """
    ranges = _ranges(accept) or ([("*/*", 1.0)] if not accept.strip() else [])
    liked = [(_quality(offer.media, ranges), -number, offer) for number, offer in enumerate(offers)]
    quality, _, offer = max(liked)
    return offer if quality > 0 else None


def named_offer(name: str, offers: Iterable[Offer]) -> Offer | None:
    """The offer of that format (``json``, ``csv`` …) or media type; None when there is none."""
    return next((offer for offer in offers if name.lower() in (offer.format, offer.media)), None)
