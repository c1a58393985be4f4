"""What spans articles: which events are one, which are rival accounts, which texts are copies.

Works on the statements of a store, beside `kg.rdf` and below `kg.store`, which calls it whenever
articles come or go. Read in this order: `tellings` (one claim), `descriptions` (one event),
`likeness` and `rivals` (two events), `grouping` (many), `copies` (texts), `linking` (what changes).
"""

from __future__ import annotations

from kg.cluster.linking import Change, change, index_of, keys_of
from kg.cluster.links import Link, is_link, words
from kg.cluster.neighbourhood import index_graph

__all__ = ["Change", "Link", "change", "index_graph", "index_of", "is_link", "keys_of", "words"]
