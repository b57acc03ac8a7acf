"""`make bench`: what the pages cost with 200, 2,000 and 20,000 businesses, in queries, time and bytes.

Everything happens in a temporary folder and, without PORTAL_DATABASE_URL, in an SQLite file in it; var/ is not touched.
With PORTAL_DATABASE_URL the named database has to be empty (`tools/with_postgres.sh .venv/bin/python tools/bench.py`).

    make bench ARGS="--markdown bench.md"
    make bench ARGS="--server --sizes 2000,20000"     needs wrk (Debian: the package wrk)
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this folder's name is a package from there

from tools.benchmark import server  # noqa: E402 — found through the line above
from tools.benchmark.report import report  # noqa: E402

SIZES = (200, 2_000, 20_000)


def main() -> None:
    options = read_options()
    if options.server and not server.wrk():
        print("--server: wrk is not on this machine (Debian: apt-get install wrk), so no server is measured.\n")
        options.server = False
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="portal-bench-", ignore_cleanup_errors=True) as folder:
        runs, advice = run_all(options, Path(folder))
    text = report(runs, advice)
    print(f"\n{text}\nMeasured in {time.monotonic() - started:.0f} s.")
    if options.markdown:
        options.markdown.write_text(text, encoding="utf-8")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=read_sizes, default=SIZES, help="numbers of businesses, rising (200,2000,20000)"
    )
    parser.add_argument("--seconds", type=float, default=15, help="measuring time for each size (15)")
    parser.add_argument("--server", action="store_true", help="also run the server under wrk, where wrk is installed")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also write the report there")
    return parser.parse_args()


def read_sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted({int(number) for number in text.split(",")}))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"numbers separated by commas, not {text!r}") from error


def run_all(options: argparse.Namespace, folder: Path) -> tuple[dict[int, dict], dict]:
    """For each size what was measured, and what free times of advice cost. The database grows from size to size; each
    size is measured in a new process."""
    environment = production(folder)
    say("Preparing an empty site …")
    prepared = worker("fill", "prepare", environment=environment)
    say(", ".join(f"{name} {seconds:.1f} s" for name, seconds in prepared.items()))
    runs = {}
    for size in options.sizes:
        say(f"Filling up to {size:,} businesses …")
        filled = worker("fill", str(size), environment=environment)
        if not filled["has_sample"]:
            say("(without the sample of OpenStreetMap: names and hours are less varied than real ones)")
        say(f"Measuring {size:,} …")
        runs[size] = worker("measure", str(options.seconds), environment=environment)
        if options.server:
            say(f"Serving {size:,} …")
            served = [target for target in runs[size]["targets"] if target["served"]]
            runs[size]["server"] = server.measure_server(served, environment, folder / "server.log")
    say("Measuring advice …")
    return runs, worker("advice", environment=environment)


def production(folder: Path) -> dict[str, str]:
    """The environment of a real site, as in tools/serve.sh, with everything it writes in `folder`."""
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "PORTAL_DATA_DIR": str(folder),
        "PORTAL_SECRET_KEY": "only-for-measuring",
        "PORTAL_ALLOWED_HOSTS": "127.0.0.1",
        "PORTAL_HTTPS": "0",
        "PORTAL_LOG_LEVEL": "WARNING",
        "PORTAL_GEOCODER_DOMAIN": "127.0.0.1",  # nothing here asks it; if something did, it would not get out
    }


def worker(module: str, *arguments: str, environment: dict[str, str]) -> dict:
    """Runs a part in its own process and reads the JSON it prints."""
    result = subprocess.run(
        [sys.executable, "-m", f"tools.benchmark.{module}", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if result.returncode:
        raise SystemExit(f"{module} {' '.join(arguments)} failed (its message stands above).")
    return json.loads(result.stdout.splitlines()[-1])


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
