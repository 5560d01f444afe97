"""The records of the interface for programs as JSON Schema, by name, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
URI: Schema = {"type": "string", "format": "uri"}
FREE: Schema = {"type": "object"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def maybe(schema: Schema) -> Schema:
    """`schema` or null: what is not known is null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def each(schema: Schema, names: str) -> dict[str, Schema]:
    """Fields of one kind, by their names."""
    return dict.fromkeys(names.split(), schema)


def record(texts: str = "", /, **others: Schema) -> Schema:
    """An object with exactly these fields: `texts` by their names, `others` each with what it is."""
    fields = {**each(TEXT, texts), **others}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_NAMED = record("key name")
_SUMMARY: dict[str, Schema] = {
    **each(WHOLE, "id reports outlets"),
    **each(URI, "page url"),
    **each(TEXT, "title source"),
    **each(maybe(TEXT), "language category event amw_read source_country lead"),
    **each(maybe(MOMENT), "published_at first_published_at last_published_at modified_at"),
    **each(maybe(SHARE), "novelty significance"),
    **each(listed(TEXT), "countries hashtags topics models"),
    "reading_minutes": maybe(WHOLE),
    "segment": maybe(ref("Named")),
    "lens": maybe(ref("Named")),
    "origin": {"type": "string", "enum": ["page", "feed", "board"]},
    "companies": listed(record("key name", role={"type": "string", "enum": ["primary", "secondary", "investor", "mention"]})),
    "first_seen_at": MOMENT,
}
_TAG = record("field reason", values=listed(TEXT), words=maybe(TEXT), start=maybe(WHOLE), end=maybe(WHOLE), score=maybe(SHARE))
_CLAIM = record(
    "kind evidence words",
    **each(maybe(TEXT), "board board_name model company scope value rank_kind"),
    board_known=TRUTH,
    verdict={"type": "string", "enum": ["supported", "contradicted", "imprecise", "not_checkable"]},
    capture=maybe(record(**each(maybe(TEXT), "version file digest"), captured_at=MOMENT, url=URI, offset=maybe(WHOLE), has_model=TRUTH)),
    report=record("source", url=URI, language=maybe(TEXT), beside=TRUTH),
)
_REPORT = record(
    "title source",
    **each(maybe(TEXT), "country language reason"),
    url=URI,
    published_at=maybe(MOMENT),
    relation={"type": "string", "enum": ["new", "duplicate", "same_story", "update"]},
    score=maybe(NUMBER),
    conflicts=listed(TEXT),
)
_EDGE = record(
    "title evidence",
    story_id=WHOLE,
    published_at=maybe(MOMENT),
    **each(maybe(TEXT), "company language"),
    kind={"type": "string", "enum": ["continues", "corrects", "contradicts", "follows", "related"]},
    score=SHARE,
    shares=listed(TEXT),
    later=TRUTH,
)
_STANDING: dict[str, Schema] = {
    **each(maybe(WHOLE), "rank family_rank maker_rank country_rank open_rank context"),
    **each(TRUTH, "tied estimated deprecated"),
    **each(TEXT, "raw_name model"),
    **each(maybe(TEXT), "model_key variant effort family maker maker_key country licence"),
    **each(FREE, "metrics prices"),
    "score": maybe(NUMBER),
    "parts": listed(TEXT),
    "open_weights": maybe(TRUTH),
    "released_at": maybe(DAY),
}
_ROW = record(place=maybe(WHOLE), **_STANDING)
_POINT = {"captured_at": MOMENT, "version": maybe(TEXT), "metric": maybe(TEXT), **_STANDING, "of": FREE}
_BOARD: dict[str, Schema] = {**each(TEXT, "key name attribution licence kind"), "url": URI, "non_commercial": TRUTH}
_MOVE = record("kind evidence", captured_at=MOMENT, section=maybe(TEXT))

_HISTORY = record(
    **_BOARD,
    model=maybe(TEXT),
    captures=listed(record("verdict", captured_at=MOMENT, version=maybe(TEXT), reasons=listed(TEXT), rows=WHOLE, moves=maybe(FREE))),
    points=listed(record(**_POINT)),
)

SCHEMAS: dict[str, Schema] = {
    "Named": _NAMED,
    "Summary": record(**_SUMMARY),
    "Stories": record(stories=listed(ref("Summary")), next=maybe(TEXT)),
    "Story": record(
        **{
            **_SUMMARY,
            "models": listed(ref("Named")),
            "authors": listed(TEXT),
            "paywalled": maybe(TRUTH),
            "text": maybe(TEXT),
            "novelty_parts": maybe(FREE),
            "significance_parts": maybe(FREE),
            "amw_read_facts": maybe({"type": "array"}),
            "told": listed(_REPORT),
            "tags": listed(_TAG),
            "claims": listed(_CLAIM),
            "amounts": listed(record("kind value surface", currency=maybe(TEXT), usd=maybe(TEXT))),
            "events": listed(
                record(
                    "kind",
                    **each(maybe(TEXT), "company status amount"),
                    **each(TRUTH, "company_known undisclosed"),
                    **each(maybe(WHOLE), "start_at end_at"),
                    happened_on=maybe(DAY),
                    counterparties=listed(TEXT),
                )
            ),
            "thread": listed(_EDGE),
            "related": listed(
                record(
                    "title source reason",
                    story_id=WHOLE,
                    published_at=maybe(MOMENT),
                    **each(maybe(TEXT), "segment language"),
                    shares={"type": "string", "enum": ["thread", "company", "map", "subject"]},
                )
            ),
            "versions": listed(
                record("title", summary=maybe(TEXT), version=WHOLE, valid_from=MOMENT, seen_at=MOMENT, changed=listed(TEXT), silent=TRUTH)
            ),
        }
    ),
    "Boards": record(
        boards=listed(
            record(
                "key name licence attribution",
                **each(URI, "url page"),
                **each(WHOLE, "rows snapshots refused"),
                **each(maybe(TEXT), "version verdict"),
                non_commercial=TRUTH,
                captured_at=maybe(MOMENT),
            )
        )
    ),
    "Board": record(
        "by",
        **_BOARD,
        **each(TRUTH, "lower_is_better complete"),
        **each(maybe(TEXT), "metric version country"),
        **each(listed(TEXT), "reasons countries"),
        captured_at=MOMENT,
        verdict={"type": "string", "enum": ["ok", "flagged"]},
        start=WHOLE,
        sections=listed(record("section", rows=listed(ref("Row")), of=WHOLE)),
        moves=listed(_MOVE),
    ),
    "Row": _ROW,
    "BoardHistory": _HISTORY,
    "BoardMoves": record(
        **_BOARD,
        moves=listed(
            record(
                "kind evidence",
                captured_at=MOMENT,
                **each(maybe(TEXT), "section row_key field"),
                **each({"anyOf": [NUMBER, TEXT, {"type": "null"}]}, "before after"),
            )
        ),
    ),
    "Model": record(
        "key name",
        page=URI,
        maker=maybe(ref("Named")),
        standings=listed(record("section", board=record(**_BOARD), **_POINT)),
        histories=listed(_HISTORY),
        stories=listed(ref("Summary")),
        next=maybe(TEXT),
    ),
    "Company": record(
        "key name kind",
        page=URI,
        country=maybe(TEXT),
        homepage=maybe(URI),
        articles=WHOLE,
        last_published_at=maybe(MOMENT),
        parent=maybe(ref("Named")),
        **each(listed(ref("Named")), "children segments"),
        names=listed(record("name kind language", valid_from=maybe(DAY), valid_to=maybe(DAY))),
        standings=listed(
            record(
                "board board_name attribution section model",
                **each(WHOLE, "rank rows maker_rank makers"),
                captured_at=MOMENT,
                version=maybe(TEXT),
                score=NUMBER,
                estimated=TRUTH,
            )
        ),
        stories=listed(ref("Summary")),
        next=maybe(TEXT),
    ),
    "Changes": record(
        "cursor",
        changes=listed(
            record(
                "cursor entity",
                kind={"type": "string", "enum": ["insert", "update", "delete"]},
                entity_id=WHOLE,
                changed_at=MOMENT,
                payload=FREE,
            )
        ),
        more=TRUTH,
    ),
    "Health": record("version cursor", status={"type": "string", "enum": ["ok"]}, changed_at=maybe(MOMENT)),
    "Problem": record(error=record("code message", status=WHOLE)),
}
