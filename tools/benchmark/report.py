"""Turns what was measured into tables, the same for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tools.benchmark.targets import CONSTANT

Row = Sequence[str]

# A search may slow down by so much between these two sizes.
GROWTH, MOST_SLOWER = (2_000, 20_000), 1.5


def table(head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table whose columns stand below each other; all but the first are right-aligned."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def line(cells: Row) -> str:
        first, *others = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join([first, *others])} |"

    rule = f"|{'-' * (widths[0] + 2)}|{'|'.join('-' * (width + 1) + ':' for width in widths[1:])}|"
    return "\n".join([line(head), rule, *(line(row) for row in rows)])


def report(runs: dict[int, dict], advice: dict) -> str:
    """Everything that was measured; `runs` has for each number of businesses what `measure` gave, `advice` what free
    times cost."""
    parts = [_head(runs)]
    parts += [f"## {size:,} businesses\n\n{_targets(run)}" for size, run in runs.items()]
    if any(run.get("server") for run in runs.values()):
        parts.append(f"## Behind the server (granian, 2 processes × 1 thread; wrk -t2 -c8)\n\n{_server(runs)}")
    parts += [
        f"## Index and memory of one process\n\n{_index(runs)}",
        f"## First request after a change\n\n{_cold(runs)}",
        f"## Map data\n\n{_map(runs)}",
    ]
    parts.append(f"## Free times of advice\n\n{_advice(advice)}")
    if len(runs) > 1:
        parts.append(f"## As it grows\n\n{_growth(runs)}")
    parts.append(f"## Aims\n\n{_aims(runs)}")
    return "\n\n".join(parts) + "\n"


def _advice(figures: dict) -> str:
    probe = figures["probe"]
    kept = figures["median"] <= figures["aim_ms"] and figures["queries"] <= figures["aim_queries"]
    return "\n".join(
        [
            f"{figures['counsellors']} counsellors, {figures['days']} days, {figures['bookings']:,} appointments: "
            f"{figures['offers']:,} free times, {figures['queries']} SQL queries, {figures['median']:.1f} / "
            f"{figures['best']:.1f} / {figures['worst']:.1f} ms (median / best / worst).",
            f"Fixed computing in the same run {probe['median']:.1f} / {probe['best']:.1f} / {probe['worst']:.1f} ms. "
            f"Aim: {figures['aim_ms']} ms and {figures['aim_queries']} queries: {'kept' if kept else 'MISSED'}.",
        ]
    )


def _head(runs: dict[int, dict]) -> str:
    first = next(iter(runs.values()))
    noise = []
    for size, run in runs.items():
        constant = _named(run)[CONSTANT]
        noise.append(
            f"{size:,}: fixed computing {run['probe']['best']:.1f} / {run['probe']['median']:.1f} / "
            f"{run['probe']['worst']:.1f} ms (best / median / worst), {CONSTANT} {constant['best']:.2f} / "
            f"{constant['median']:.2f} / {constant['p90']:.2f} ms (best / median / 90 %), {run['rounds']} rounds"
        )
    return "\n".join(
        [
            "# Benchmark",
            "",
            f"{first['database']}, Python {first['python']}, Django {first['django']}, production settings.",
            "",
            "Through the WSGI application in one process; times in milliseconds, all warm, compressed as browsers ask",
            "for it. Compare ratios, not milliseconds: the machine's noise was",
            "",
            *(f"- {line}" for line in noise),
        ]
    )


def _named(run: dict) -> dict[str, dict]:
    return {target["name"]: target for target in run["targets"]}


def _targets(run: dict) -> str:
    constant = _named(run)[CONSTANT]["median"]
    return table(
        ("target", "SQL", "median", "best", "90 %", "× constant", "bytes", "found"),
        [
            (
                target["name"],
                str(target["queries"]),
                f"{target['median']:.2f}",
                f"{target['best']:.2f}",
                f"{target['p90']:.2f}",
                f"{target['median'] / constant:.0f}",
                f"{target['bytes']:,}",
                "" if target["hits"] is None else f"{target['hits']:,}",
            )
            for target in run["targets"]
        ],
    )


def _server(runs: dict[int, dict]) -> str:
    rows = []
    for size, run in runs.items():
        for name, figures in run.get("server", {}).items():
            failed = f"{figures['failed']:,}" if figures["failed"] else ""
            rows.append(
                (
                    f"{size:,}: {name}",
                    f"{figures['rate']:,.1f}",
                    f"{figures['p50']:.1f}",
                    f"{figures['p99']:.1f}",
                    failed,
                )
            )
    return table(("target", "requests a second", "p50 ms", "p99 ms", "failed"), rows)


def _index(runs: dict[int, dict]) -> str:
    return table(
        (
            "businesses",
            "words",
            "different hours",
            "built first ms",
            "built again ms",
            "a new minute ms",
            "MB booted",
            "with index",
            "at the end",
        ),
        [
            (
                f"{size:,}",
                f"{run['index']['words']:,}",
                f"{run['index']['schedules']:,}",
                f"{run['index']['first']:,.0f}",
                f"{run['index']['again']:,.0f}",
                f"{run['index']['minute']:,.0f}",
                *("?" if value is None else f"{value:.0f}" for value in run["memory"].values()),
            )
            for size, run in runs.items()
        ],
    )


def _cold(runs: dict[int, dict]) -> str:
    return table(
        ("target", "SQL", "ms"),
        [
            (f"{size:,}: {target['name']}", str(target["cold"]["queries"]), f"{target['cold']['milliseconds']:,.0f}")
            for size, run in runs.items()
            for target in run["targets"]
            if target["cold"]
        ],
    )


def _map(runs: dict[int, dict]) -> str:
    return table(
        ("places", "raw bytes", "gzip", "a place", "brotli", "a place", "encode ms", "gzip ms", "brotli ms"),
        [
            (
                f"{figures['places']:,}",
                f"{figures['raw']:,}",
                f"{figures['gzip']:,}",
                f"{figures['gzip'] / figures['places']:.1f}",
                f"{figures['brotli']:,}",
                f"{figures['brotli'] / figures['places']:.1f}",
                f"{figures['encode_ms']:,.0f}",
                f"{figures['gzip_ms']:,.0f}",
                f"{figures['brotli_ms']:,.0f}",
            )
            for figures in (run["map"] for run in runs.values())
        ],
    )


def _growth(runs: dict[int, dict]) -> str:
    """Best time from size to size; a median would carry even more of the noise of two different minutes."""
    sizes = list(runs)
    steps = list(pairwise(sizes))
    figures = table(
        ("times slower (best times)", *(f"{small:,} → {large:,}" for small, large in steps)),
        [
            (name, *(f"{_slower(runs, name, small, large):.2f}" for small, large in steps))
            for name in _named(runs[sizes[0]])
        ],
    )
    return f"{figures}\n\nThe page of one business does not depend on the number: what it shows here is the machine."


def _slower(runs: dict[int, dict], name: str, small: int, large: int) -> float:
    return _named(runs[large])[name]["best"] / _named(runs[small])[name]["best"]


def _aims(runs: dict[int, dict]) -> str:
    missed = [
        f"- **missed**: {target['name']} with {size:,} businesses takes {target['queries']} queries, "
        f"the aim is {target['most_queries']}."
        for size, run in runs.items()
        for target in run["targets"]
        if target["most_queries"] is not None and target["queries"] > target["most_queries"]
    ]
    small, large = GROWTH
    if small in runs and large in runs:
        missed += [
            f"- **missed**: {name} is {slower:.1f} times slower with {large:,} businesses than with {small:,}, "
            f"the aim is {MOST_SLOWER} (the page of one business: {_slower(runs, 'detail', small, large):.1f})."
            for name in _named(runs[large])
            if name.startswith("search") and (slower := _slower(runs, name, small, large)) > MOST_SLOWER
        ]
    return "\n".join(missed) or "All aims are met."
