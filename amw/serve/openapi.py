"""The OpenAPI 3.1 document, made from the table of routes, so that it cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from amw import __version__
from amw.serve.schemas import SCHEMAS, TEXT, ref

if TYPE_CHECKING:
    from amw.serve.route import Route


def document(routes: Iterable[Route], public_url: str) -> dict[str, Any]:
    """The document of what is for programs: JSON and feeds."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "AI Market Watch",
            "version": __version__,
            "description": "Stories, leaderboards and companies as they stand, and every change in commit order. What is not known is "
            "null. Answers carry an ETag; the words of publishers are never served beyond their lead.",
        },
        "servers": [{"url": public_url}],
        "paths": {route.path: {"get": _operation(route)} for route in routes if route.for_programs},
        "components": {"schemas": SCHEMAS},
    }


def _operation(route: Route) -> dict[str, Any]:
    body = ref(route.schema) if route.schema else {"type": "object"} if "json" in route.kind else TEXT
    problem = {"content": {"application/json": {"schema": ref("Problem")}}}
    return {
        "summary": route.summary,
        "operationId": "_".join(part.strip("{}").replace(".", "_") for part in route.path.split("/") if part),
        "parameters": [
            {
                "name": parameter.name,
                "in": "path" if parameter.in_path else "query",
                "required": parameter.in_path,
                "description": parameter.sentence,
                "schema": parameter.schema,
            }
            for parameter in route.parameters
        ],
        "responses": {
            "200": {"description": route.summary, "content": {route.kind: {"schema": body}}},
            "304": {"description": "The reader has it: If-None-Match holds its ETag."},
            "307": {"description": "It is known under another name: Location says where."},
            "400": {"description": "A parameter is not as it must be.", **problem},
            "404": {"description": "There is no such thing.", **problem},
            **({"410": {"description": "The cursor is gone: begin at 0-0.", **problem}} if route.waits else {}),
            "503": {"description": "Too many ask, or the database is down; Retry-After says when to ask again.", **problem},
            "default": {"description": "What is beyond the bounds of a request, or a fault of ours.", **problem},
        },
    }
