"""Documents to claims: who says that what happened, to whom, when and where, how surely.

`load_extractor()` gives the stage; the files read in this order: frames, tree, scene, triggers,
roles, attribution, factuality, dating, linking, keys, claims.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kg.model import Document, Extraction

Extractor = Callable[[Document], Extraction]


@cache
def load_extractor() -> Extractor:
    """The extractor of the shipped frames and reference graph, built once per process."""
    from kg.extract.claims import extract
    from kg.extract.frames import load_frames
    from kg.extract.gazetteer import load_gazetteer

    frames, gazetteer = load_frames(), load_gazetteer()
    return lambda document: extract(document, frames, gazetteer)
