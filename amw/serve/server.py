"""The HTTP server: the standard library's, with bounds on everything a stranger can hold, and a stop that lets answers finish."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

from amw.db.read_pool import ReadPool
from amw.serve.app import App, problem_answer
from amw.serve.message import Answer, Problem, Request, finish, outgoing, parse_target

CONNECTIONS = 64  # at a time; one more is told to come again and closed
IDLE_SECONDS = 15.0  # between two requests on one connection
REQUEST_SECONDS = 20.0  # from the first byte of a request to its last header, however slowly they trickle in
SEND_SECONDS = 30.0  # for a reader who does not take what was asked for
STOP_SECONDS = 10.0  # for answers under way when the server is stopped
HEADER_BYTES = 16 * 1024  # all headers of a request together

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Serves `app` at `address` (host, port; 0 picks one). `serve_forever`, from another thread `stop`."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], app: App, *, now: Clock = utc_now) -> None:
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        self.app = app
        self.now = now
        self._places = threading.BoundedSemaphore(CONNECTIONS)
        self._lock = threading.Condition()
        self._open: dict[socket.socket, float | None] = {}  # until when a request must be read; None while one is answered
        super().__init__(address, _Handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self.server_address[:2]
        name = str(host)
        return f"http://{f'[{name}]' if ':' in name else name}:{port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._places.acquire(blocking=False):
            self._turn_away(request)
            return
        with self._lock:
            self._open[request] = time.monotonic() + REQUEST_SECONDS
        super().process_request(request, client_address)

    def _turn_away(self, request: socket.socket) -> None:
        with suppress(OSError):
            request.settimeout(0.1)  # this is the accepting thread: it waits for nobody
            request.sendall(b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)
                self._lock.notify_all()
            self._places.release()

    def until(self, request: socket.socket, deadline: float | None) -> None:
        """Says until when the request on a connection must be read (monotonic seconds); None: it is being answered."""
        with self._lock:
            self._open[request] = deadline

    def service_actions(self) -> None:
        """Twice a second: ends connections whose request does not come."""
        now = time.monotonic()
        with self._lock:
            late = [request for request, deadline in self._open.items() if deadline is not None and deadline < now]
        for request in late:
            _cut(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.debug("a connection broke", exc_info=True)

    def stop(self) -> None:
        """Takes no more connections, lets answers under way finish for STOP_SECONDS, then ends what is left.

        Never from the thread of serve_forever.
        """
        self.app.stopping.set()
        self.shutdown()
        self.server_close()
        deadline = time.monotonic() + STOP_SECONDS
        with self._lock:
            for request, reading in list(self._open.items()):
                if reading is not None:
                    _cut(request)
            while self._open and (left := deadline - time.monotonic()) > 0:
                self._lock.wait(left)
            for request in self._open:
                _cut(request)


def _cut(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    rbufsize = HEADER_BYTES

    def handle_one_request(self) -> None:
        try:
            self.raw_requestline = self.rfile.readline(HEADER_BYTES + 1)
            if not self.raw_requestline:
                self.close_connection = True
                return
            self.server.until(self.connection, time.monotonic() + REQUEST_SECONDS)
            if len(self.raw_requestline) > HEADER_BYTES:
                self.send_error(414)
                return
            if not self.parse_request():
                return
            if self.request_version == "HTTP/0.9":
                self.send_error(505)
                return
            self.server.until(self.connection, None)
            self._respond()
            self.server.until(self.connection, time.monotonic() + IDLE_SECONDS)
        except (TimeoutError, ConnectionError):
            self.close_connection = True

    def _respond(self) -> None:
        begun = time.monotonic()
        path = ""
        try:
            if sum(len(name) + len(value) for name, value in self.headers.items()) > HEADER_BYTES:
                raise Problem(431, "headers_too_large", "The headers are too large.")
            if self.headers.get("Content-Length", "0").strip() not in {"", "0"} or "Transfer-Encoding" in self.headers:
                self.close_connection = True  # nothing here takes a body; it is never read
            path, query = parse_target(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = self.server.app.answer(Request(method=self.command, path=path, query=query, headers=headers, now=self.server.now()))
        except Problem as error:
            answer = self._refused(error)
        if self.server.app.stopping.is_set():
            self.close_connection = True
        self._send(answer)
        # The path alone: a query may hold what somebody pasted there.
        log.info(
            "%s %s %d %d bytes %.0f ms", self.command, ascii(path[:200]), answer.status, len(answer.body), 1e3 * (time.monotonic() - begun)
        )

    def _refused(self, error: Problem) -> Answer:
        return outgoing(finish(problem_answer(error, self.path.startswith("/api/"))), {})

    def _send(self, answer: Answer) -> None:
        self.connection.settimeout(SEND_SECONDS)
        self.send_response_only(answer.status)
        self.send_header("Date", self.date_time_string())
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.connection.settimeout(IDLE_SECONDS)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is refused before it is a request (a malformed line, too many headers), in our own form."""
        self.close_connection = True
        self.path = getattr(self, "path", "")
        self.command = getattr(self, "command", None) or ""
        self.request_version = self.protocol_version  # the standard library takes what it cannot read for HTTP/0.9 and sends no headers
        self._send(self._refused(Problem(code, "bad_request", "The request is not as HTTP asks for it, or larger than is read here.")))
        self._drain()

    def _drain(self) -> None:
        """Reads a little of what is left unread: closing on it would reset the connection before the reader has our answer."""
        self.connection.settimeout(0.5)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            for _ in range(16):
                if not self.connection.recv(HEADER_BYTES):
                    break

    def log_message(self, format: str, *args: Any) -> None:
        log.debug("%s", ascii(format % args))


@contextmanager
def serving(
    database_url: str, host: str = "127.0.0.1", port: int = 0, *, public_url: str | None = None, now: Clock = utc_now
) -> Iterator[Server]:
    """A server in a thread of its own for as long as the block runs; `public_url` defaults to where it listens."""
    with ReadPool(database_url) as readers:
        app = App(readers, public_url or "")
        server = Server((host, port), app, now=now)
        app.public_url = (public_url or server.url).rstrip("/")
        thread = threading.Thread(target=server.serve_forever, name="amw serve", daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stop()
            thread.join()


def serve_until_told(database_url: str, host: str, port: int, *, public_url: str | None, ready: Callable[[Server], None]) -> None:
    """Serves until SIGTERM or SIGINT; `ready` is called once it listens. Raises OSError where the address cannot be had."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with serving(database_url, host, port, public_url=public_url) as server:
            gc.freeze()  # what is loaded is never garbage: walking through it takes as long as an answer
            ready(server)
            stop.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
