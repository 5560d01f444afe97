"""A real HTTP server that answers as an OpenAI-compatible endpoint does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from amw.tags.opinion import Endpoint


class _Chat(BaseHTTPRequestHandler):
    answer: bytes = b""
    pause: float = 0.0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
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

    def log_message(self, *args: object) -> None:
        return


@contextmanager
def chat(answer: bytes, pause: float = 0.0) -> Iterator[Endpoint]:
    handler = type("Chat", (_Chat,), {"answer": answer, "pause": pause})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Endpoint(url=f"http://127.0.0.1:{server.server_port}/v1/chat/completions", model="any", key="k", timeout=5)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def completion(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()
