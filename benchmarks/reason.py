"""How long reasoning takes: everything, one article more, one explanation.

`python -m benchmarks.reason --events 10000` generates a world (see reason_workload.py), reasons
over it from scratch, loads one article and brings perspectives and inferences up to date, and
explains conclusions. Seconds are by the clock and of the processor; on a busy machine the second
tell more.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from pyoxigraph import DefaultGraph

from benchmarks.reason_workload import World, articles, fill
from kg.reason import explain, reason, rebuild
from kg.store import Store
from kg.vocabulary import CASUS, RDF


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a block takes."""
    clock, processor = perf_counter(), process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    clock, processor = perf_counter() - clock, process_time() - processor
    print(f"{what:24} {clock:8.2f} s {processor:8.2f} s of processor {peak:8.0f} MB at most")


def measure(store: Store, world: World, say: Callable[[str], None] = print) -> None:
    """Reason over a world, then over one article more, then explain."""
    with timed("generating"):
        fill(store, world)
    with timed("from scratch"):
        counts = rebuild(store)
    say(str(counts))
    (new,) = articles(World(5), first=world.events)
    with timed("loading one article"):
        store.replace_article([q for q in new if not isinstance(q.graph_name, DefaultGraph)])
    with timed("one article more"):
        update = reason(store)
    say(str(update))
    cases = store.oxigraph.quads_for_pattern(None, RDF.type, CASUS.CasusFoederis, None)
    for case, _ in zip(cases, range(3), strict=False):
        with timed("an explanation"):
            explain(store, str(case.subject).strip("<>")).text()


def main() -> None:
    """Run the benchmark on a store in a folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder, Store.open(folder) as store:
        measure(store, World(given.events))


if __name__ == "__main__":
    main()
