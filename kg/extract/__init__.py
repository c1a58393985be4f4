"""Documents to claims: who says that what happened, to whom, when and where, how surely.

`load_extractor()` gives the stage; the files read in this order: frames, tree, scene, triggers,
roles, attribution, factuality, dating, linking, keys, claims. Packages add extractors of their own
through the entry point group "casus.extractor", whose objects are called without arguments and
give one; the setting `extractor` chooses.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from kg.errors import UnknownChoice
from kg.model import Document, Extraction
from kg.settings import setting

Extractor = Callable[[Document], Extraction]
GROUP = "casus.extractor"


def load_extractor(name: str | None = None) -> Extractor:
    """The extractor of that name, or of the setting; built once per process.

    "frames", the default, is that of the shipped frames and reference graph.
    """
    return _loaded(name or setting("extractor", "frames"))


@cache
def _loaded(name: str) -> Extractor:
    if name == "frames":
        return _of_frames()
    others = {point.name: point for point in entry_points(group=GROUP)}
    if name not in others:
        raise UnknownChoice("extractor", name, ["frames", *others])
    extractor: Extractor = others[name].load()()
    return extractor


def _of_frames() -> Extractor:
    from kg.extract.claims import extract
    from kg.extract.frames import load_frames
    from kg.extract.gazetteer import load_gazetteer

    frames, gazetteer = load_frames(), load_gazetteer()
    return lambda document: extract(document, frames, gazetteer)
