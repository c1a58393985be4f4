"""An HTTP client of any endpoint that speaks the chat completions of OpenAI's API.

https://platform.openai.com/docs/api-reference/chat; the answer is bound to a JSON schema
("structured outputs"). Everything has a limit: time, size, repetitions, tokens spent in a process.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from kg.errors import CasusError
from kg.llm.schema import Question
from kg.settings import setting

AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504})  # what may pass by itself
LONGEST_WAIT = 30.0


class NoAnswer(CasusError):
    """The endpoint gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer, one article and one process may cost.

    `seconds` for an answer, `tries` for a question, `size` of an answer in bytes, `answer` in
    tokens; `passage` in characters and `requests` for an article; `tokens` for a process.
    """

    seconds: float = 60
    tries: int = 3
    size: int = 1_000_000
    answer: int = 4_000
    passage: int = 6_000
    requests: int = 10
    tokens: int = 500_000


@dataclass
class Client:
    """Asks one model at one endpoint; counts what it has spent."""

    endpoint: str
    model: str
    key: str = ""
    limits: Limits = field(default_factory=Limits)
    pause: Callable[[float], None] = time.sleep
    spent: int = 0

    def ask(self, question: Question) -> Mapping[str, object]:
        """The model's answer, an object of the schema as far as the endpoint keeps to it."""
        if self.spent >= self.limits.tokens:
            raise NoAnswer(
                f"the language model has used {self.spent} tokens of the {self.limits.tokens} that "
                "KG_LLM_TOKENS allows; nothing more is asked"
            )
        reply = self._posted(json.dumps(self._body(question)).encode())
        usage = reply.get("usage")
        total = usage.get("total_tokens") if isinstance(usage, dict) else None
        estimate = (len(question.rules) + len(question.text)) // 3 + self.limits.answer
        self.spent += total if isinstance(total, int) and total > 0 else estimate
        return self._answer(reply)

    def _body(self, question: Question) -> dict[str, object]:
        return {
            "model": self.model,
            "temperature": 0,
            "seed": 0,
            "max_tokens": self.limits.answer,
            "messages": [
                {"role": "system", "content": question.rules},
                {"role": "user", "content": question.text},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": question.schema},
            },
        }

    def _posted(self, body: bytes) -> dict[str, object]:
        """The reply, asked for again where a failure may pass by itself."""
        wait = 1.0
        for last in [False] * (self.limits.tries - 1) + [True]:
            try:
                return self._once(body)
            except HTTPError as error:
                if last or error.code not in AGAIN:
                    raise NoAnswer(f"{self.endpoint} answers with status {error.code}") from error
                wait = _retry_after(error) or wait
            except (URLError, HTTPException, OSError) as error:
                if last:
                    reason = getattr(error, "reason", None) or error
                    raise NoAnswer(f"{self.endpoint} cannot be reached: {reason}") from error
            self.pause(min(wait, LONGEST_WAIT))
            wait *= 2
        raise AssertionError("the last try returns or raises")

    def _once(self, body: bytes) -> dict[str, object]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(f"{self.endpoint}/chat/completions", body, headers)
        with urlopen(request, timeout=self.limits.seconds) as response:
            raw = response.read(self.limits.size + 1)
        if len(raw) > self.limits.size:
            raise NoAnswer(f"{self.endpoint} answers with more than {self.limits.size} bytes")
        try:
            reply = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise NoAnswer(f"{self.endpoint} answers with something that is no JSON") from error
        if not isinstance(reply, dict):
            raise NoAnswer(f"{self.endpoint} answers with something else than a completion")
        return reply

    def _answer(self, reply: Mapping[str, object]) -> Mapping[str, object]:
        """The object inside a completion."""
        choices = reply.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = choice.get("message") if isinstance(choice, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        try:
            answer = json.loads(content) if isinstance(content, str) else None
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise NoAnswer(f"{self.model} at {self.endpoint} gives no object of the schema")
        return answer


def client_of_settings() -> Client:
    """The client that the settings describe; CasusError where they do not."""
    endpoint, model = setting("llm_endpoint", "").rstrip("/"), setting("llm_model", "")
    if urlsplit(endpoint).scheme not in ("http", "https") or not model:
        raise CasusError(
            "the extractor llm needs KG_LLM_ENDPOINT (such as http://127.0.0.1:8000/v1) and "
            "KG_LLM_MODEL, or llm_endpoint and llm_model in casus.toml"
        )
    usual = Limits()
    limits = Limits(
        seconds=float(_number("llm_seconds", int(usual.seconds))),
        tries=_number("llm_tries", usual.tries),
        requests=_number("llm_requests", usual.requests),
        tokens=_number("llm_tokens", usual.tokens),
    )
    return Client(endpoint, model, setting("llm_key", ""), limits)


def _number(key: str, usual: int) -> int:
    given = setting(key, str(usual))
    if not given.isdecimal() or int(given) < 1:
        raise CasusError(f"KG_{key.upper()} is {given!r}; a whole number from 1 is needed")
    return int(given)


def _retry_after(error: HTTPError) -> float | None:
    """How many seconds the endpoint asks to wait, if it says so."""
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    return float(asked) if asked.isdecimal() else None
