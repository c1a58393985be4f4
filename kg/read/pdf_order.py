"""In which order the runs of a page are read: bands, and columns from left to right in each."""

from __future__ import annotations

from kg.read.pdf_runs import Run

_FEW = 0.2  # of the runs beside a gutter may cross it: headings over all columns
_LEAST = 4  # runs on each side of a gutter
_NARROWEST = 6.0  # points
_DEEPEST = 4  # columns split by columns
_MOST = 3_000  # runs on a page that is set in columns; a newspaper has 1,000


def columns(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """The runs in groups, each a column or what stands across columns, in reading order."""
    gutter = _gutter(runs) if depth < _DEEPEST and len(runs) <= _MOST else None
    if gutter is None:
        return [_downwards(runs)] if runs else []
    across = sorted((run for run in runs if run.left < gutter < run.right), key=lambda r: -r.base)
    beside = [run for run in runs if not run.left < gutter < run.right]
    found: list[list[Run]] = []
    for line in across:
        above = [run for run in beside if run.base > line.base]
        beside = [run for run in beside if run.base <= line.base]
        found += _sides(above, gutter, depth)
        if found and not above and found[-1][-1] in across:
            found[-1].append(line)
        else:
            found.append([line])
    return found + _sides(beside, gutter, depth)


def _sides(runs: list[Run], gutter: float, depth: int) -> list[list[Run]]:
    left = [run for run in runs if run.left < gutter]
    right = [run for run in runs if run.left >= gutter]
    return columns(left, depth + 1) + columns(right, depth + 1)


def _downwards(runs: list[Run]) -> list[Run]:
    """From top to bottom; runs at one height are one line, joined from left to right."""
    ordered = sorted(runs, key=lambda run: (-run.base, run.left))
    lines: list[list[Run]] = []
    for run in ordered:
        if lines and abs(lines[-1][0].base - run.base) <= 0.3 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_line(sorted(line, key=lambda run: run.left)) for line in lines]


def _line(runs: list[Run]) -> Run:
    first = runs[0]
    if len(runs) == 1:
        return first
    text = " ".join(run.text for run in runs)
    return Run(first.left, max(r.right for r in runs), first.base, first.size, text)


def _gutter(runs: list[Run]) -> float | None:
    """The middle of the white strip between two columns, None where there is no such strip.

    Of all strips that few runs cross and that have columns on both sides, the one with the
    fewest runs across it, the widest of these.
    """
    best: tuple[int, float, float] | None = None
    starts = sorted({run.left for run in runs})
    for right in starts[1:]:
        on_left = [run.right for run in runs if run.right < right]
        if len(on_left) < _LEAST:
            continue
        left = max(on_left)
        middle = (left + right) / 2
        across = sum(run.left < middle < run.right for run in runs)
        on_right = sum(run.left >= right for run in runs)
        enough = on_right >= _LEAST and across <= _FEW * (len(on_left) + on_right)
        if enough and right - left >= _NARROWEST and _side_by_side(runs, middle):
            found = (across, left - right, middle)
            best = found if best is None else min(best, found)
    return best[2] if best else None


def _side_by_side(runs: list[Run], middle: float) -> bool:
    """Whether most runs of the smaller side have one beside them on the other side."""
    left = [run.base for run in runs if run.right < middle]
    right = [run.base for run in runs if run.left > middle]
    low, high = max(min(left), min(right)), min(max(left), max(right))
    both = [sum(low - 1 <= base <= high + 1 for base in side) for side in (left, right)]
    return min(both) >= _LEAST - 1
