"""Asks a real server: tools/serve.sh (granian, two processes) under wrk with eight connections, all targets in turn."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, SECONDS = 2, 2
READY_WITHIN = 90  # seconds: serve.sh looks after migrations and static files first
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def wrk() -> str | None:
    return shutil.which("wrk")


def measure_server(chosen: list[dict], environment: dict[str, str], log: Path) -> dict[str, dict]:
    """{target: {"rate": requests a second, "p50", "p99": milliseconds, "failed": answers that were no success}}, of the
    better of two rounds. `chosen` are targets as `measure` gives them."""
    figures: dict[str, dict] = {}
    with serving(environment, log) as address:
        for target in chosen:  # each process builds its index and its map data before anything counts
            _run_wrk(address + target["url"], seconds=1)
        for _round in range(ROUNDS):
            for target in chosen:
                found = _run_wrk(address + target["url"], seconds=SECONDS)
                best = figures.get(target["name"])
                if best is None or found["rate"] > best["rate"]:
                    figures[target["name"]] = found
    return figures


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[str]:
    """Runs tools/serve.sh on a free port; gives its address; ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(ROOT / "tools" / "serve.sh")],
            cwd=ROOT,
            env={**os.environ, **environment, "PY": sys.executable, "PORT": str(port)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that its workers can be ended with it
        )
    try:
        _wait_until_ready(f"{address}/readyz", process, log)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_ready(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 — our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise SystemExit(f"The server did not get ready:\n{log.read_text(errors='replace')[-3000:]}")


def _run_wrk(url: str, seconds: int) -> dict:
    command = [
        wrk(), "-t2", "-c8", f"-d{seconds}s", "--timeout", "30s", "--latency", "-H", "Accept-Encoding: gzip, br", url,
    ]  # fmt: skip
    return read_wrk(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read_wrk(output: str) -> dict:
    """What wrk printed, in numbers."""
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        "p50": _latency(output, "50%"),
        "p99": _latency(output, "99%"),
        "failed": int(failed[1]) if failed else 0,
    }


def _latency(output: str, percentile: str) -> float:
    found = re.search(rf"^\s+{percentile}\s+([\d.]+)(us|ms|s|m)\s*$", output, re.MULTILINE)
    return float(found[1]) * _UNITS[found[2]]
