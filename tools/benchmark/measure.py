"""Measures one database in one process: `python -m tools.benchmark.measure SECONDS`. Prints one line of JSON.

The requests go through the whole WSGI application with production settings, as a server would call it, but without a
server, a socket and a second process: queries can be counted, and the noise is that of the machine alone. Times are
milliseconds from the call to the last byte of the body, compressed as browsers ask for it.
"""

from __future__ import annotations

import json
import platform
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tools.benchmark.targets import Target, targets

FEWEST_ROUNDS, MOST_ROUNDS, REPEATS = 5, 40, 2
BUILDS = 3


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Asker:
    """Calls the WSGI application as a server does."""

    def __init__(self, application: Callable, session_key: str = ""):
        self.application = application
        self.session_key = session_key  # of the owner
        self.factory = RequestFactory(
            headers={"Host": "127.0.0.1", "Accept-Encoding": "gzip, br", "Accept": "text/html,*/*"}
        )

    def environ(self, target: Target) -> dict:
        headers = {"Cookie": f"sessionid={self.session_key}"} if target.by_owner else {}
        return self.factory.get(target.url, headers=headers).environ

    def ask(self, environ: dict) -> Answer:
        started: list = []

        def start_response(status, headers, exc_info=None):
            started[:] = [int(status.split()[0]), dict(headers)]

        chunks = self.application(dict(environ), start_response)
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        return Answer(*started, body)

    def get(self, target: Target) -> Answer:
        return self.ask(self.environ(target))


def measure(seconds: float) -> dict:
    asker = Asker(get_wsgi_application())
    asker.get(Target("boot", "/healthz"))
    memory = {"booted": resident_megabytes()}
    index_figures = measure_index()
    memory["with index"] = resident_megabytes()
    map_figures = measure_map_data()
    owner = the_owner()
    asker.session_key = session_of(owner)
    chosen = choose_targets(owner)
    answers = {
        target.name: asker.get(target) for target in chosen
    }  # renditions, templates: the first time is not counted
    wrong = {name: answer.status for name, answer in answers.items() if answer.status != 200}
    if wrong:
        raise SystemExit(f"These did not answer 200: {wrong}")
    queries = {target.name: count_queries(asker, target) for target in chosen}
    cold = {
        target.name: after_a_change(asker, target) for target in chosen if target.name in {"home", "list", "detail"}
    }
    for target in chosen:  # warm again
        asker.get(target)
    times, probes, rounds = round_robin(asker, chosen, seconds)
    memory["after all requests"] = resident_megabytes()
    return {
        "database": connection.vendor,
        "python": platform.python_version(),
        "django": django.__version__,
        "rounds": rounds,
        "targets": [
            {
                "name": target.name,
                "url": target.url,
                "most_queries": target.most_queries,
                "served": target.served,
                "queries": queries[target.name],
                "cold": cold.get(target.name),
                "bytes": len(answers[target.name].body),
                "hits": hits(target),
                "median": statistics.median(times[target.name]),
                "best": min(times[target.name]),
                "p90": statistics.quantiles(times[target.name], n=10)[-1],
            }
            for target in chosen
        ],
        "probe": {"median": statistics.median(probes), "best": min(probes), "worst": max(probes)},
        "index": index_figures,
        "map": map_figures,
        "memory": memory,
    }


def the_owner():
    """The first of those whom `fill` made an owner."""
    from directory.models import Membership

    return Membership.objects.order_by("pk").select_related("user", "business").first()


def session_of(owner) -> str:
    """The key of a session as the login would leave it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(owner.user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = owner.user.get_session_auth_hash()
    session.create()
    return session.session_key


def choose_targets(owner) -> list[Target]:
    from django.templatetags.static import static

    from directory.index import current_index
    from directory.map_data import business_data_url
    from directory.models import Business, BusinessPhoto

    index = current_index()
    with_hours = Business.objects.published().exclude(opening_hours="").exclude(latitude=None)
    with_photo = BusinessPhoto.objects.order_by("business_id").values_list("business__slug", flat=True).first()
    return targets(
        stylesheet=static("portal/css/portal.css"),
        slug=with_hours.filter(photos=None).order_by("pk").values_list("slug", flat=True).first(),
        slug_with_photo=with_photo,
        rare_word=rarest_word(Business.objects.published().values_list("name", flat=True)),
        data_url=business_data_url(index),
        own_slug=owner.business.slug,
    )


def hits(target: Target) -> int | None:
    """How many businesses the list finds, so that the cost of a search can be read against it."""
    from django.http import QueryDict
    from django.utils import timezone

    from directory.filters import DirectoryQuery
    from directory.index import current_index
    from directory.search import known_values, search

    path, _, query_string = target.url.partition("?")
    if path != "/laeden/":
        return None
    index = current_index()
    return search(index, DirectoryQuery.from_params(QueryDict(query_string), known_values(index)), timezone.now()).total


def rarest_word(names: Iterable[str]) -> str:
    """The longest word that stands in one name only."""
    found = Counter(word for name in names for word in re.findall(r"\w+", name.lower()))
    return max((word for word, times in found.items() if times == 1), key=lambda word: (len(word), word))


# --- Times ----------------------------------------------------------------------------------------------------------


def round_robin(asker: Asker, chosen: list[Target], seconds: float) -> tuple[dict[str, list[float]], list[float], int]:
    """All targets in turn, again and again, and each time a fixed piece of computing, which measures the machine."""
    environs = {target.name: asker.environ(target) for target in chosen}
    times: dict[str, list[float]] = {target.name: [] for target in chosen}
    probes: list[float] = []
    end = time.perf_counter() + seconds
    rounds = 0
    while rounds < FEWEST_ROUNDS or (rounds < MOST_ROUNDS and time.perf_counter() < end):
        rounds += 1
        probes.append(milliseconds(lambda: sum(number * number for number in range(50_000))))
        for name, environ in environs.items():
            for _repeat in range(REPEATS):
                times[name].append(milliseconds(lambda environ=environ: asker.ask(environ)))
    return times, probes, rounds


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


# --- Queries --------------------------------------------------------------------------------------------------------


def count_queries(asker: Asker, target: Target) -> int:
    with CaptureQueriesContext(connection) as captured:
        asker.get(target)
    return len(captured)


def after_a_change(asker: Asker, target: Target) -> dict:
    """The first request after somebody changed a business: it pays for the new index."""
    from directory.models import DirectoryVersion

    DirectoryVersion.renew()
    with CaptureQueriesContext(connection) as captured:
        taken = milliseconds(lambda: asker.get(target))
    return {"queries": len(captured), "milliseconds": taken}


# --- Index, map data, memory ----------------------------------------------------------------------------------------


def measure_index() -> dict:
    """Building it in a process that has seen no opening hours yet, then again as after a change; and finding out who is
    open, which the first request of every minute does."""
    from django.utils import timezone

    from directory.index import current_index, forget_index, whole_minute

    first = milliseconds(current_index)
    again = []
    for _build in range(BUILDS):
        forget_index()
        again.append(milliseconds(current_index))
    index = current_index()
    minute = whole_minute(timezone.now())
    index.states_at(minute)
    return {
        "minute": milliseconds(lambda: index.states_at(minute + timedelta(minutes=1))),
        "first": first,
        "again": statistics.median(again),
        "words": len(index.words),
        "schedules": len(index.schedules),
    }


def measure_map_data() -> dict:
    """Encoding and compressing all places, for which the first after a change waits; and how many bytes it is."""
    from directory.index import current_index
    from directory.map_data import packed_businesses

    encode = milliseconds(packed_businesses)
    _version, packed = packed_businesses()
    zipped = milliseconds(lambda: packed.gzip)
    brotli = milliseconds(lambda: packed.brotli)
    return {
        "places": sum(entry.latitude is not None for entry in current_index().entries),
        "raw": len(packed.body),
        "gzip": len(packed.gzip),
        "brotli": len(packed.brotli),
        "encode_ms": encode,
        "gzip_ms": zipped,
        "brotli_ms": brotli,
    }


def resident_megabytes() -> float | None:
    """Memory of this process in MB; None where there is no /proc."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]))))
