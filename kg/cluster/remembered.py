"""A method that answers each question once, for as long as its object lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Owner = TypeVar("Owner")
Answer = TypeVar("Answer")


def remembered(
    method: Callable[Concatenate[Owner, Asked], Answer],
) -> Callable[Concatenate[Owner, Asked], Answer]:
    """The method with a memory in its object: both go together, at once.

    A cache around a bound method would hold its object in a circle, and with it the store that the
    object reads, until the garbage collector comes.
    """
    slot = f"_remembered_{method.__name__}"

    @wraps(method)
    def asked(self: Owner, /, *args: Asked.args, **options: Asked.kwargs) -> Answer:
        answers: dict[object, Answer] = self.__dict__.setdefault(slot, {})
        key = (*args, *sorted(options.items())) if options else args
        if key not in answers:
            answers[key] = method(self, *args, **options)
        return answers[key]

    return asked
