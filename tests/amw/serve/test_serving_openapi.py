"""Answers are as the document of the interface says."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from filled import NOW, board, fill, get

from amw.serve import Server, serving
from amw.serve.routes import ROUTES


def check(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> None:
    """Holds `value` against the part of JSON Schema that the document uses."""
    if "$ref" in schema:
        check(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole, at)
        return
    if "anyOf" in schema:
        if value is None:
            assert {"type": "null"} in schema["anyOf"], at
            return
        others = [part for part in schema["anyOf"] if part != {"type": "null"}]
        text = {"type": "string"}
        check(value, text if len(others) > 1 and text in others and isinstance(value, str) else others[0], whole, at)
        return
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    assert isinstance(value, kinds[schema["type"]]), f"{at}: {value!r} is no {schema['type']}"
    assert schema["type"] == "boolean" or not isinstance(value, bool), at
    if "enum" in schema:
        assert value in schema["enum"], at
    if "minimum" in schema:
        assert schema["minimum"] <= value <= schema["maximum"], at
    if schema["type"] == "object" and "properties" in schema:
        assert set(value) == set(schema["properties"]), f"{at}: {set(value) ^ set(schema['properties'])}"
        for name, part in value.items():
            check(part, schema["properties"][name], whole, f"{at}.{name}")
    if schema["type"] == "array" and "items" in schema:
        for number, part in enumerate(value):
            check(part, schema["items"], whole, f"{at}[{number}]")


def test_the_document_names_every_route_and_every_parameter(served: Server) -> None:
    found = get(served, "/api/openapi.json").json()
    routes = {route.path: route for route in ROUTES if route.path.startswith("/api/") or "feed." in route.path}
    assert set(found["paths"]) == set(routes)
    assert found["openapi"].startswith("3.1")
    ids = [path["get"]["operationId"] for path in found["paths"].values()]
    assert len(set(ids)) == len(ids)
    for path, route in routes.items():
        told = {(parameter["name"], parameter["in"]) for parameter in found["paths"][path]["get"]["parameters"]}
        assert told == {(parameter.name, "path" if parameter.in_path else "query") for parameter in route.parameters}
        assert set(re.findall(r"{(\w+)}", path)) == {name for name, where in told if where == "path"}


def test_answers_are_as_the_document_says(served: Server) -> None:
    whole = get(served, "/api/openapi.json").json()
    story_ids = [story["id"] for story in get(served, "/api/stories?everything=1").json()["stories"]]
    asked = {
        "/api/stories": ["/api/stories?everything=1"],
        "/api/stories/{id}": [f"/api/stories/{id}" for id in story_ids],
        "/api/boards": ["/api/boards"],
        "/api/boards/{key}": ["/api/boards/artificial_analysis", "/api/boards/artificial_analysis?by=maker&country=CN"],
        "/api/boards/{key}/history": [
            "/api/boards/artificial_analysis/history",
            "/api/boards/artificial_analysis/history?model=qwen3.7-max",
        ],
        "/api/boards/{key}/moves": ["/api/boards/artificial_analysis/moves"],
        "/api/models/{key}": ["/api/models/qwen-3.7-max", "/api/models/gpt-5.5"],
        "/api/companies/{key}": ["/api/companies/alibaba", "/api/companies/google-deepmind", "/api/companies/openai"],
        "/api/changes": ["/api/changes?limit=50"],
        "/api/health": ["/api/health"],
        "/api/openapi.json": ["/api/openapi.json"],
        "/feed.atom": ["/feed.atom"],
        "/feed.json": ["/feed.json"],
        "/segments/{key}/feed.atom": ["/segments/robotics/feed.atom"],
        "/segments/{key}/feed.json": ["/segments/robotics/feed.json"],
        "/companies/{key}/feed.atom": ["/companies/alibaba/feed.atom"],
        "/companies/{key}/feed.json": ["/companies/alibaba/feed.json"],
    }
    assert set(asked) == set(whole["paths"])
    for path, targets in asked.items():
        ((kind, content),) = whole["paths"][path]["get"]["responses"]["200"]["content"].items()
        for target in targets:
            answer = get(served, target)
            assert answer.status == 200, target
            assert answer.headers["content-type"] == kind
            if "json" in kind:
                check(answer.json(), content["schema"], whole, target)
    for target, path in (
        ("/api/stories/999999", "/api/stories/{id}"),
        ("/api/stories?limit=x", "/api/stories"),
        ("/api/changes?since=18446744073709551615-1", "/api/changes"),
    ):
        answer = get(served, target)
        check(answer.json(), {"$ref": "#/components/schemas/Problem"}, whole)
        assert str(answer.status) in whole["paths"][path]["get"]["responses"]


def test_what_changed_on_a_board_is_as_the_document_says(own_newsroom_url: str) -> None:
    asyncio.run(fill(own_newsroom_url, [board(20, lead=55.0)]))
    with serving(own_newsroom_url, now=lambda: NOW) as own:
        found = get(own, "/api/boards/artificial_analysis").json()
        moves = get(own, "/api/boards/artificial_analysis/moves?limit=1000").json()
        told = get(own, "/api/changes?limit=1000&since=0-0").json()
        while told["more"]:
            told = get(own, f"/api/changes?limit=1000&since={told['cursor']}").json()
        whole = get(own, "/api/openapi.json").json()
    assert "overtook" in {move["kind"] for move in found["moves"]}
    content = whole["paths"]["/api/boards/{key}"]["get"]["responses"]["200"]["content"]
    check(found, content["application/json"]["schema"], whole)
    check(moves, {"$ref": "#/components/schemas/BoardMoves"}, whole)
    assert {("overtook", "rank"), ("score_changed", "score")} <= {(move["kind"], move["field"]) for move in moves["moves"]}
    assert all(move["row_key"] and move["before"] != move["after"] for move in moves["moves"] if move["field"] == "rank")
    (step,) = [change for change in told["changes"] if change["entity"] == "board_step"]
    assert step["payload"]["board"] == "artificial_analysis"  # by which its moves can be asked for
