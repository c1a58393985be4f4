"""What ontology/ and queries/ say: their quads, their hierarchies, the saved queries.

Stands just above the vocabulary: every later stage asks here what a class or a property means.
The files use the default base IRI; `KG_BASE` rewrites it as they are read.
"""

from __future__ import annotations

from kg.ontology.files import data_path, rebased, turtle
from kg.ontology.hermit import NoJava, consistency
from kg.ontology.queries import VIEWS, Parameter, SavedQuery, saved_queries, saved_query
from kg.ontology.terms import (
    MODULES,
    class_ancestors,
    classes_under,
    is_a,
    module_quads,
    ontology_quads,
    property_ancestors,
)

__all__ = [
    "MODULES",
    "VIEWS",
    "NoJava",
    "Parameter",
    "SavedQuery",
    "class_ancestors",
    "classes_under",
    "consistency",
    "data_path",
    "is_a",
    "module_quads",
    "ontology_quads",
    "property_ancestors",
    "rebased",
    "saved_queries",
    "saved_query",
    "turtle",
]
