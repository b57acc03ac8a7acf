from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from directory.index import one_index


def one_index_a_request(get_response: Callable[[HttpRequest], HttpResponse]):
    """Everything on a page shows the same moment of the directory, and asks for its version once."""

    def answer(request: HttpRequest) -> HttpResponse:
        with one_index():
            return get_response(request)

    return answer
