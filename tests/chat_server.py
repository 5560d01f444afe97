"""A real HTTP server that answers as an OpenAI-compatible endpoint does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from amw.chat import Endpoint


class _Chat(BaseHTTPRequestHandler):
    answer: bytes = b""
    status: int = 200
    pause: float = 0.0
    location: str | None = None
    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null")
        self.asked.append({"path": self.path, "key": self.headers.get("Authorization"), "body": body})
        self.send_response(self.status)
        if self.location is not None:
            self.send_header("Location", self.location)
        self.end_headers()
        if not self.pause:
            self.wfile.write(self.answer)
            return
        for byte in self.answer:
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return  # the asker has gone
            time.sleep(self.pause)

    do_GET = do_POST

    def log_message(self, *args: object) -> None:
        return


@contextmanager
def chat(
    answer: bytes, *, status: int = 200, pause: float = 0.0, location: str | None = None, asked: list[dict[str, Any]] | None = None
) -> Iterator[Endpoint]:
    """An endpoint that answers everything alike, byte by byte with `pause` seconds between two where asked for; requests go to `asked`.

    With a `location` it sends whoever asks there.
    """
    told = [] if asked is None else asked
    handler = type("Chat", (_Chat,), {"answer": answer, "status": status, "pause": pause, "location": location, "asked": told})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1/chat/completions", model="any", key="k", timeout=5)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: object) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
