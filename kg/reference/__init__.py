"""What is known before any article is read: states, alliances, agreements, offices, places.

The tables of ontology/reference/ become the quads of `graph:reference`: `cells` reads one cell,
`tables` says what the columns of each file mean, `build` puts the rows together and checks them.
"""

from kg.reference.build import BrokenRow as BrokenRow
from kg.reference.build import reference_quads as reference_quads
