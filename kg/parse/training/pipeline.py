"""The shape of the pipeline: one shared tok2vec; morphologizer, parser and names listen to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.parse.tokens import equip

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Shape:
    """The sizes of the network."""

    width: int = 128
    depth: int = 4
    rows: tuple[int, ...] = (6000, 2000, 3000, 2000)
    hidden: int = 96
    pieces: int = 2
    names_hidden: int = 48


def blank(shape: Shape) -> Language:
    """The pipeline before training."""
    import spacy

    nlp = spacy.blank("en")
    equip(nlp)
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(shape)})
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": shape.width,
        "upstream": "tok2vec",
    }
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    nlp.add_pipe("morphologizer", config={"model": tagger})
    parser = _transitions("parser", shape.hidden, shape.pieces, listener)
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 10})
    names = _transitions("ner", shape.names_hidden, shape.pieces, listener)
    nlp.add_pipe("ner", config={"model": names})
    return nlp


def _tok2vec(shape: Shape) -> dict[str, object]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": shape.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(shape.rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": shape.width,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": shape.depth,
        },
    }


def _transitions(
    kind: str, hidden: int, pieces: int, listener: dict[str, str]
) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": kind == "parser",
        "hidden_width": hidden,
        "maxout_pieces": pieces,
        "use_upper": True,
        "tok2vec": listener,
    }
