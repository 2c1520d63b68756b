"""Asking any server that speaks OpenAI's chat completions: within bounds, again when that may help, never twice for the same.

Redirects are not followed, so the key goes to the server of the settings and to no other. The key comes from the environment variable
``NEWSGRAPH_LLM_KEY`` alone, is sent in the clear to this machine only, and is in no message.

References:
    OpenAI API reference, *Create chat completion* and *Structured outputs*; RFC 9110, section 10.2.3 (``Retry-After``).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from newsgraph import net
from newsgraph.config import LlmConfig
from newsgraph.errors import LlmError, NetworkError
from newsgraph.extraction.llm.cache import AnswerCache, Budget
from newsgraph.extraction.llm.protocol import Proposals, read_proposals
from newsgraph.model import ModelUse

__all__ = ["KEY_VARIABLE", "Client", "CutOffError"]

KEY_VARIABLE = "NEWSGRAPH_LLM_KEY"
_MOST_BYTES = 4_000_000
_LONGEST_WAIT = 120.0
_FIRST_WAIT = 1.0
_TRANSIENT = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529))
_CHARS_A_TOKEN = 3  # few, so that what a question takes is rather over- than underestimated


class CutOffError(LlmError):
    """The answer is longer than ``max_tokens``: less has to be asked at once."""


@dataclass(frozen=True, slots=True)
class _Reply:
    content: str
    input_tokens: int
    output_tokens: int


class Client:
    """One server and model; ``use`` is what asking has come to so far."""

    def __init__(self, settings: LlmConfig, run: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """``run`` names the build that a budget is for, in all its processes; ``sleep`` waits for so many seconds."""
        self.settings = settings
        self.use = ModelUse()
        self._run = run
        self._sleep = sleep
        self._cache = AnswerCache(Path(settings.cache).expanduser())
        self._budget = Budget(settings.budget_tokens, settings.budget_cost)
        self._url = f"{settings.base_url.rstrip('/')}/chat/completions"

    def ask(self, body: bytes, *, stopped: str = "") -> Proposals:
        """The statements that the server answers a question with; from the cache when it was asked before.

        ``stopped`` is why nothing may be asked any more: only the cache answers then.

        Raises:
            LlmError: when there is no answer that may be used, after all retries.
            LlmBudgetError: when asking may take more than is left; nothing is asked then.
            CutOffError: when the answer is too long.
        """
        digest = self._cache.digest(self._url, body)
        known = self._cache.get(digest)
        if known is not None:
            self.use += ModelUse(cached=1)
            return read_proposals(known)
        if stopped:
            raise LlmError(stopped)
        for attempt in range(self.settings.retries + 1):
            try:
                content = self._once(body, again=attempt > 0)
                proposals = read_proposals(content)
            except LlmError as error:
                wait = error.wait if error.wait is not None else min(_FIRST_WAIT * 2**attempt, _LONGEST_WAIT)
                if not error.transient or attempt == self.settings.retries:
                    raise
                if wait > _LONGEST_WAIT:
                    raise LlmError(f"{error}; it asks to wait {wait:.0f} seconds, so build again later") from error
                self._sleep(wait)
            else:
                self._cache.put(digest, content)
                return proposals
        raise AssertionError("the last attempt returns or raises")

    def _once(self, body: bytes, *, again: bool) -> str:
        settings = self.settings
        headers = {"Content-Type": "application/json", "Accept": "application/json", **self._authorization()}
        most_input = len(body.decode("utf-8")) // _CHARS_A_TOKEN
        limited = bool(self._budget.tokens or self._budget.cost)
        reserved = (most_input + settings.max_tokens, self._cost(most_input, settings.max_tokens))
        if limited:
            self._cache.reserve(self._run, self._budget, *reserved)
        spent_in, spent_out = 0, 0
        try:
            self.use += ModelUse(requests=1, retries=int(again))
            try:
                limits = net.Limits(seconds=settings.timeout, bytes=_MOST_BYTES, redirects=0)
                answer = net.fetch(self._url, body=body, headers=headers, limits=limits, trusted=frozenset([net.origin(self._url)]))
            except NetworkError as error:
                spent_in = most_input  # nobody knows what it took: rather too much
                raise LlmError(str(error), transient=error.transient) from error
            reply = self._reply(answer, most_input)
            spent_in, spent_out = reply.input_tokens, reply.output_tokens
        finally:
            self.use += ModelUse(input_tokens=spent_in, output_tokens=spent_out, cost=self._cost(spent_in, spent_out))
            if limited:
                self._cache.settle(self._run, spent_in + spent_out - reserved[0], self._cost(spent_in, spent_out) - reserved[1])
        return self._checked(reply, answer)

    def _authorization(self) -> dict[str, str]:
        key = os.environ.get(KEY_VARIABLE, "").strip()
        if not key:
            return {}
        if not self._url.lower().startswith("https:") and not net.is_loopback(self._url):
            raise LlmError(f"the key in {KEY_VARIABLE} would be sent in the clear: use an https address as llm.base_url, or unset it")
        if not key.isascii() or not key.isprintable():
            raise LlmError(f"the key in {KEY_VARIABLE} holds characters that no key has")
        return {"Authorization": f"Bearer {key}"}

    def _cost(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.settings.price_input + tokens_out * self.settings.price_output) / 1_000_000

    def _reply(self, answer: net.Answer, most_input: int) -> _Reply:
        """What the server says; its body is of no use yet when it is no JSON object with usage."""
        if answer.status != 200:
            raise self._refused(answer)
        if answer.media not in ("application/json", ""):
            raise LlmError(f"{self._url} answers with {answer.media:.80}, not with JSON; is llm.base_url right?")
        try:
            text = answer.body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise LlmError(f"{self._url} answers with what is not UTF-8", transient=True) from error
        usage = _member(_parsed(text), "usage")
        return _Reply(text, _count(usage, "prompt_tokens", most_input), _count(usage, "completion_tokens", len(text) // _CHARS_A_TOKEN))

    def _checked(self, reply: _Reply, answer: net.Answer) -> str:
        """The content of the first choice."""
        choices = _member(_parsed(reply.content), "choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = _member(choice, "message")
        if not isinstance(message, dict):
            raise LlmError(f"{answer.url} answers with no choice that has a message", transient=True)
        reason = _member(choice, "finish_reason")
        if message.get("refusal") or reason == "content_filter":
            raise LlmError(f"the model refuses to answer: {self._shown(message.get('refusal') or reason)}")
        if reason == "length":
            raise CutOffError(f"the answer is longer than llm.max_tokens ({self.settings.max_tokens}) allows; raise that")
        content = message.get("content")
        if not isinstance(content, str) or not content.strip():
            raise LlmError(f"{answer.url} answers with no content", transient=True)
        return content

    def _refused(self, answer: net.Answer) -> LlmError:
        told = self._shown(_error_message(answer.body))
        if 300 <= answer.status < 400:
            return LlmError(
                f"{self._url} redirects; that is not followed, the key would go elsewhere. Set llm.base_url to where the server is"
            )
        message = f"{self._url} answers {answer.status}{f': {told}' if told else ''}"
        if answer.status in (401, 403):
            message += f"; is the key in {KEY_VARIABLE} right?"
        return LlmError(message, transient=answer.status in _TRANSIENT, wait=_retry_after(answer.headers))

    def _shown(self, text: object) -> str:
        """A server's words on one line, cut, without the key, which some repeat."""
        key = os.environ.get(KEY_VARIABLE, "").strip()
        words = " ".join(str(text).split())
        return (words.replace(key, "…") if key else words)[:300]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None  # what is missing in it is told by whoever looks for it


def _member(value: object, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _count(usage: object, name: str, estimate: int) -> int:
    told = _member(usage, name)
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= 10**9 else estimate


def _error_message(body: bytes) -> str:
    text = body[:10_000].decode("utf-8", "replace")
    error = _member(_parsed(text), "error")
    told = _member(error, "message") or error
    return told if isinstance(told, str) else "" if text.lstrip().startswith("<") else text


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, of a number or a date; None when the server does not tell, or not in any form that is known."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        when = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds()) if when.tzinfo else None
