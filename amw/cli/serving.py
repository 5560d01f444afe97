"""`amw serve`: pages, feeds and the interface for programs."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Annotated

import typer

from amw.cli.console import USAGE, commands, fail, log
from amw.cli.database import refuse
from amw.db.connection import database_url
from amw.db.errors import NO_RIGHTS, Down
from amw.db.migrate import pending
from amw.serve import Server, serve_until_told
from amw.urls import is_http

app = commands()


@app.command(epilog="Example: `amw serve --port 8080` · `amw --sample serve`")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets everybody in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 picks a free one.", min=0, max=65535)] = 8080,
    public_url: Annotated[
        str | None, typer.Option("--public-url", help="Our address as readers know it, for feeds and links behind a proxy.")
    ] = None,
    access_log: Annotated[bool, typer.Option("--access-log", help="A line for every request, without its query.")] = False,
) -> None:
    """Serve stories, boards and companies as pages, feeds and JSON, until stopped (SIGTERM or Ctrl-C)."""
    if public_url is not None and not is_http(public_url):
        fail(f"--public-url {public_url!r} is no http(s) address", "write it as https://news.example.org", code=USAGE)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("amw.serve").setLevel(logging.INFO if access_log else logging.WARNING)

    def ready(server: Server) -> None:
        log.print(f"serving at {server.url} · Ctrl-C stops")

    with database_url() as url:
        with suppress(Down, NO_RIGHTS):  # one that is away may come back; a role that may only read what is served is enough
            if missing := pending(url):
                refuse(missing)
        try:
            serve_until_told(url, host, port, public_url=public_url, ready=ready)
        except OSError as error:
            fail(f"cannot listen on {host} port {port}: {error.strerror or error}", "choose another --port")
    log.print("stopped")
