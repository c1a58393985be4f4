"""The model folder as training writes it and reads it back to go on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.parse.network import Floats
from kg.parse.training.convert import Bank
from kg.parse.training.examples import NAMES, Vocabulary, tag_of
from kg.parse.training.network import Network, exported
from kg.parse.ud import widened

Lemmas = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Vectors:
    """Pretrained vectors in hundredths: a row of noughts for unknown words, then one a word."""

    words: tuple[str, ...]
    rows: NDArray[np.int8]


def vectors_in(path: Path | None) -> Vectors:
    """The vectors of a file that `kg.parse.training.vectors` wrote, or those of a model folder."""
    if path is None:
        return Vectors((), np.zeros((1, 0), np.int8))
    if path.is_dir():
        words = json.loads((path / "model.json").read_text("utf-8"))["pretrained"]
        with np.load(path / "weights.npz") as stored:
            return Vectors(tuple(words), stored["pretrained.weight"])
    with np.load(path) as stored:
        return Vectors(tuple(stored["words"].tolist()), stored["rows"])


def vocabulary_of(folder: Path, pretrained: tuple[str, ...]) -> Vocabulary:
    """The words and labels that a model folder knows."""
    described = json.loads((folder / "model.json").read_text("utf-8"))
    words, tags, relations = (tuple(described[key]) for key in ("words", "tags", "relations"))
    return Vocabulary(words, pretrained, tags, relations)


def fits(bank: Bank, known: Vocabulary) -> bool:
    """Whether the vocabulary has every label of the document."""
    tokens = [token for sentence in bank.document.sentences for token in sentence.tokens]
    tags, relations = set(known.tags), set(known.relations)
    labelled = all(tag_of(each) in tags and each.deprel in relations for each in tokens)
    return labelled or not bank.treed


def stored_weights(folder: Path, network: Network) -> dict[str, Tensor]:
    """The weights of a model folder, in the shapes of the network.

    A network that reads longer vectors than the stored one begins by making nothing of the rest.
    """
    with np.load(folder / "weights.npz") as stored:
        weights = {name: widened(stored[name]) for name in network.state_dict()}
    spaces = network.space.weight.shape[1]
    for name in weights:
        if name.startswith("lstm.weight_ih_l0"):
            weights[name] = _spread(weights[name], network.inputs, spaces)
    return {
        name: torch.from_numpy(weights[name]).reshape(value.shape)
        for name, value in network.state_dict().items()
    }


def _spread(rows: Floats, width: int, last: int) -> Floats:
    """The columns with noughts put before the last ones."""
    missing = np.zeros((len(rows), width - rows.shape[1]), np.float32)
    return np.hstack([rows[:, :-last], missing, rows[:, -last:]])


def save(
    weights: dict[str, Tensor], vectors: Vectors, known: Vocabulary, lemmas: Lemmas, folder: Path
) -> None:
    """The model folder: weights in half precision, and what their indices stand for."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {**exported(weights), "pretrained.weight": vectors.rows}
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    words = ["" if is_address(word) else word for word in known.words]  # nobody's address ships
    described = {**asdict(known), "words": words, "names": NAMES, "lemmas": lemmas}
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "model.json").write_text(text + "\n", "utf-8")


def is_address(word: str) -> bool:
    """Whether the word is an address of a person or a page."""
    return len(word) > 1 and ("@" in word or "://" in word or word.startswith("www."))
