"""Datasets of others in our terms: alliances of COW and ATOP, events of UCDP, ACLED and GDELT.

A file becomes a graph of its own, which says where it is from. It is shown nowhere but there:
what a dataset says is neither curated knowledge nor a claim read in an article, and no account is
reasoned from it. Queries compare them by naming the graphs.
"""

from __future__ import annotations

from kg.datasets import acled, alliances, gdelt, ucdp
from kg.datasets.table import BadRow, Dataset
from kg.errors import UnknownChoice

__all__ = ["DATASETS", "BadRow", "Dataset", "dataset"]

DATASETS = {
    each.name: each for each in (acled.ACLED, *alliances.DATASETS, gdelt.GDELT, ucdp.UCDP_GED)
}


def dataset(name: str) -> Dataset:
    """The dataset of that name; raises UnknownChoice."""
    if name not in DATASETS:
        raise UnknownChoice("dataset", name, DATASETS)
    return DATASETS[name]
