"""From a request to an answer: finds the route, reads parameters, opens a read-only transaction, keeps what was made until data change."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import OrderedDict
from contextlib import nullcontext
from typing import Any

from amw.db.errors import Down, Refused, redact
from amw.db.read_pool import ReadPool
from amw.serve import records
from amw.serve.message import HTML, JSON, Answer, Finished, Moved, Problem, Request, finish, json_bytes, outgoing
from amw.serve.pages.layout import problem
from amw.serve.parameters import read_all
from amw.serve.route import Context, Route
from amw.serve.routes import find

HEAD_SECONDS = 0.25  # how long the newest cursor is believed; also how soon a waiting reader hears of a change
DOWN_SECONDS = 1.0  # how long a database that did not answer is not asked again
WAITING = 24  # readers of the change feed that may wait at a time; beyond that they are told to come again
KEPT_ANSWERS, KEPT_BYTES = 512, 32 * 2**20

log = logging.getLogger(__name__)


class AnswerCache:
    """Answers by what they were made from, the least recently used dropped first; safe for threads."""

    def __init__(self, answers: int = KEPT_ANSWERS, size: int = KEPT_BYTES) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Any, Finished] = OrderedDict()
        self._answers, self._limit, self._size = answers, size, 0

    def get(self, key: Any) -> Finished | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Any, made: Finished) -> None:
        if made.size > self._limit // 8:
            return
        with self._lock:
            if before := self._kept.pop(key, None):
                self._size -= before.size
            self._kept[key] = made
            self._size += made.size
            while len(self._kept) > self._answers or self._size > self._limit:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size


class NewestCursor:
    """The cursor of the newest change, asked of the database at most every quarter of a second, whoever wants to know."""

    def __init__(self, readers: ReadPool) -> None:
        self._readers = readers
        self._lock = threading.Lock()
        self._cursor = ""
        self._down = ""
        self._until = 0.0

    def cursor(self) -> str:
        """Raises Down; for a second after that to everybody at once, else each reader in the queue would wait for the same answer."""
        with self._lock:
            if time.monotonic() >= self._until:
                try:
                    with self._readers.transaction() as connection:
                        self._cursor, _ = records.head(connection)
                except Down as error:
                    self._down, self._until = str(error), time.monotonic() + DOWN_SECONDS
                    raise
                self._down, self._until = "", time.monotonic() + HEAD_SECONDS
            if self._down:
                raise Down(self._down)
            return self._cursor


class App:
    """Answers requests. `public_url` is our address as readers know it, without a slash at its end; the Host header is never believed."""

    def __init__(self, readers: ReadPool, public_url: str) -> None:
        self.readers = readers
        self.public_url = public_url.rstrip("/")
        self.stopping = threading.Event()
        self._cache = AnswerCache()
        self._newest = NewestCursor(readers)
        self._waiting = threading.BoundedSemaphore(WAITING)

    def answer(self, request: Request) -> Answer:
        """The answer, whatever happens; errors are pages for people and JSON for programs."""
        route: Route | None = None
        try:
            if request.method not in {"GET", "HEAD"}:
                raise Problem(405, "method_not_allowed", "Only GET and HEAD are served here.", Allow="GET, HEAD")
            route, named = find(request.path)
            values = read_all(route.parameters, {**request.query, **named}, strict=route.for_programs)
            made = self._answer_of(route, request, values)
        except Moved as moved:
            prefix = "/api" if request.path.startswith("/api/") else ""
            made = finish(Answer(status=307, headers={"Location": f"{prefix}{moved}"}))
        except Problem as error:
            made = self._problem(error, route, request)
        except Refused:
            made = self._problem(Problem(400, "bad_parameter", "A parameter is beyond what can be looked for."), route, request)
        except Down as error:
            log.warning("the database cannot be read: %s", redact(str(error)))
            again = Problem(503, "database_down", "The database does not answer just now; please try again.", Retry_After="5")
            made = self._problem(again, route, request)
        except Exception:  # a fault of ours must not end the server, nor tell the reader what is inside
            log.error("a fault at %s\n%s", request.path[:200], redact(traceback.format_exc()))
            made = self._problem(Problem(500, "fault", "Something went wrong on our side."), route, request)
        return outgoing(made, request.headers)

    def _answer_of(self, route: Route, request: Request, values: dict[str, Any]) -> Finished:
        if route.waits:
            return self._wait(route, request, values)
        # A page says how long ago things were, so it is made anew each minute even where nothing changed.
        as_of = (self._newest.cursor(), int(request.now.timestamp()) // 60) if route.reads else None
        known = tuple(sorted((name, value) for name, value in request.query.items() if name in values))  # others put more on links
        key = (request.path, known, as_of)
        found = self._cache.get(key)
        if found is None:
            found = self._make(route, request, values)
            if found.tag:
                self._cache.put(key, found)
        return found

    def _wait(self, route: Route, request: Request, values: dict[str, Any]) -> Finished:
        """The answer of a route that waits: at once where there is a change, else with the next one or when the time is over."""
        since = values["since"]
        until = time.monotonic() + values["wait"]
        if not values["wait"]:
            return self._make(route, request, values)
        if not self._waiting.acquire(blocking=False):
            raise Problem(503, "too_many_waiting", "Too many readers wait already; please ask again.", Retry_After="5")
        try:
            while time.monotonic() < until and not self.stopping.is_set():
                xid, _, seq = self._newest.cursor().partition("-")
                if (int(xid), int(seq)) > (int(since[0]), since[1]):
                    break
                self.stopping.wait(min(HEAD_SECONDS, max(0.0, until - time.monotonic())))
            return self._make(route, request, values)
        finally:
            self._waiting.release()

    def _make(self, route: Route, request: Request, values: dict[str, Any]) -> Finished:
        with self.readers.transaction() if route.reads else nullcontext() as connection:
            context = Context(connection=connection, values=values, query=request.query, now=request.now, public_url=self.public_url)
            return finish(route.answer(context))

    def _problem(self, error: Problem, route: Route | None, request: Request) -> Finished:
        machine = route.for_programs if route else request.path.startswith("/api/")
        return finish(problem_answer(error, machine))


def problem_answer(error: Problem, machine: bool) -> Answer:
    """An error as JSON for programs, as a page for people."""
    if machine:
        body = json_bytes({"error": {"status": error.status, "code": error.code, "message": error.sentence}})
    else:
        body = problem(error.status, error.sentence)
    return Answer(status=error.status, body=body, kind=JSON if machine else HTML, cache="no-store", headers=error.headers)
