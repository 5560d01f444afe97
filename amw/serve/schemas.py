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


def record(**fields: Schema) -> Schema:
    """An object with exactly these fields."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_NAMED = record(key=TEXT, name=TEXT)
_SUMMARY: dict[str, Schema] = {
    "id": WHOLE,
    "page": URI,
    "title": TEXT,
    "url": URI,
    "source": TEXT,
    "language": maybe(TEXT),
    "published_at": maybe(MOMENT),
    "category": maybe(TEXT),
    "event": maybe(TEXT),
    "reading_minutes": maybe(WHOLE),
    "amw_read": maybe(TEXT),
    "novelty": maybe(SHARE),
    "significance": maybe(SHARE),
    "reports": WHOLE,
    "outlets": WHOLE,
    "countries": listed(TEXT),
    "hashtags": listed(TEXT),
    "topics": listed(TEXT),
    "first_published_at": maybe(MOMENT),
    "last_published_at": maybe(MOMENT),
    "source_country": maybe(TEXT),
    "segment": maybe(ref("Named")),
    "lens": maybe(ref("Named")),
    "lead": maybe(TEXT),
    "origin": {"type": "string", "enum": ["page", "feed", "board"]},
    "companies": listed(record(key=TEXT, name=TEXT, role={"type": "string", "enum": ["primary", "secondary", "investor", "mention"]})),
    "models": listed(TEXT),
    "first_seen_at": MOMENT,
    "modified_at": maybe(MOMENT),
}
_TAG = record(
    field=TEXT,
    values=listed(TEXT),
    reason=TEXT,
    words=maybe(TEXT),
    start=maybe(WHOLE),
    end=maybe(WHOLE),
    score=maybe(SHARE),
)
_CLAIM = record(
    board=maybe(TEXT),
    board_known=TRUTH,
    board_name=maybe(TEXT),
    model=maybe(TEXT),
    company=maybe(TEXT),
    kind=TEXT,
    scope=maybe(TEXT),
    value=maybe(TEXT),
    verdict={"type": "string", "enum": ["supported", "contradicted", "imprecise", "not_checkable"]},
    rank_kind=maybe(TEXT),
    evidence=TEXT,
    words=TEXT,
    capture=maybe(
        record(captured_at=MOMENT, version=maybe(TEXT), url=URI, file=maybe(TEXT), offset=maybe(WHOLE), digest=maybe(TEXT)),
    ),
)
_REPORT = record(
    title=TEXT,
    url=URI,
    source=TEXT,
    country=maybe(TEXT),
    language=maybe(TEXT),
    published_at=maybe(MOMENT),
    relation={"type": "string", "enum": ["new", "duplicate", "same_story", "update"]},
    score=maybe(NUMBER),
    reason=maybe(TEXT),
)
_EDGE = record(
    story_id=WHOLE,
    title=TEXT,
    published_at=maybe(MOMENT),
    company=maybe(TEXT),
    kind={"type": "string", "enum": ["continues", "corrects", "contradicts", "follows", "related"]},
    score=SHARE,
    evidence=TEXT,
    shares=listed(TEXT),
    later=TRUTH,
)
_STANDING: dict[str, Schema] = {
    "rank": maybe(WHOLE),
    "family_rank": maybe(WHOLE),
    "maker_rank": maybe(WHOLE),
    "country_rank": maybe(WHOLE),
    "open_rank": maybe(WHOLE),
    "score": maybe(NUMBER),
    "tied": TRUTH,
    "raw_name": TEXT,
    "model": TEXT,
    "model_key": maybe(TEXT),
    "variant": maybe(TEXT),
    "parts": listed(TEXT),
    "effort": maybe(TEXT),
    "family": maybe(TEXT),
    "maker": maybe(TEXT),
    "maker_key": maybe(TEXT),
    "country": maybe(TEXT),
    "licence": maybe(TEXT),
    "open_weights": maybe(TRUTH),
    "context": maybe(WHOLE),
    "estimated": TRUTH,
    "deprecated": TRUTH,
    "metrics": FREE,
    "prices": FREE,
    "released_at": maybe(DAY),
}
_ROW = record(place=maybe(WHOLE), **_STANDING)
_POINT = {"captured_at": MOMENT, "version": maybe(TEXT), "metric": maybe(TEXT), **_STANDING, "of": FREE}
_BOARD = record(key=TEXT, name=TEXT, url=URI, attribution=TEXT, licence=TEXT, kind=TEXT, non_commercial=TRUTH)
_MOVE = record(captured_at=MOMENT, kind=TEXT, section=maybe(TEXT), evidence=TEXT)

_HISTORY = record(
    **dict.fromkeys(("key", "name", "attribution", "licence", "kind"), TEXT),
    url=URI,
    non_commercial=TRUTH,
    model=maybe(TEXT),
    captures=listed(
        record(captured_at=MOMENT, version=maybe(TEXT), verdict=TEXT, reasons=listed(TEXT), rows=WHOLE, moves=maybe(FREE)),
    ),
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
            "amounts": listed(record(kind=TEXT, value=TEXT, currency=maybe(TEXT), usd=maybe(TEXT), surface=TEXT)),
            "events": listed(
                record(
                    kind=TEXT,
                    company=maybe(TEXT),
                    company_known=TRUTH,
                    status=maybe(TEXT),
                    happened_on=maybe(DAY),
                    amount=maybe(TEXT),
                    undisclosed=TRUTH,
                    counterparties=listed(TEXT),
                    start_at=maybe(WHOLE),
                    end_at=maybe(WHOLE),
                )
            ),
            "thread": listed(_EDGE),
            "related": listed(
                record(
                    story_id=WHOLE,
                    title=TEXT,
                    published_at=maybe(MOMENT),
                    source=TEXT,
                    segment=maybe(TEXT),
                    shares={"type": "string", "enum": ["thread", "company", "map", "segment", "category"]},
                )
            ),
            "versions": listed(
                record(version=WHOLE, title=TEXT, valid_from=MOMENT, seen_at=MOMENT, changed=listed(TEXT), silent=TRUTH, summary=TEXT)
            ),
        }
    ),
    "Boards": record(
        boards=listed(
            record(
                key=TEXT,
                name=TEXT,
                url=URI,
                licence=TEXT,
                attribution=TEXT,
                non_commercial=TRUTH,
                captured_at=maybe(MOMENT),
                version=maybe(TEXT),
                verdict=maybe(TEXT),
                rows=WHOLE,
                snapshots=WHOLE,
                refused=WHOLE,
                page=URI,
            )
        )
    ),
    "Board": record(
        key=TEXT,
        name=TEXT,
        url=URI,
        attribution=TEXT,
        licence=TEXT,
        non_commercial=TRUTH,
        kind=TEXT,
        metric=maybe(TEXT),
        lower_is_better=TRUTH,
        captured_at=MOMENT,
        version=maybe(TEXT),
        verdict={"type": "string", "enum": ["ok", "flagged"]},
        reasons=listed(TEXT),
        complete=TRUTH,
        by=TEXT,
        country=maybe(TEXT),
        start=WHOLE,
        countries=listed(TEXT),
        sections=listed(record(section=TEXT, rows=listed(ref("Row")), of=WHOLE)),
        moves=listed(_MOVE),
    ),
    "Row": _ROW,
    "BoardHistory": _HISTORY,
    "Model": record(
        key=TEXT,
        page=URI,
        name=TEXT,
        maker=maybe(ref("Named")),
        standings=listed(record(board=_BOARD, section=TEXT, **_POINT)),
        histories=listed(_HISTORY),
        stories=listed(ref("Summary")),
        next=maybe(TEXT),
    ),
    "Company": record(
        key=TEXT,
        page=URI,
        name=TEXT,
        kind=TEXT,
        country=maybe(TEXT),
        homepage=maybe(URI),
        articles=WHOLE,
        last_published_at=maybe(MOMENT),
        parent=maybe(ref("Named")),
        children=listed(ref("Named")),
        segments=listed(ref("Named")),
        names=listed(record(name=TEXT, kind=TEXT, language=TEXT, valid_from=maybe(DAY), valid_to=maybe(DAY))),
        standings=listed(
            record(
                board=TEXT,
                board_name=TEXT,
                attribution=TEXT,
                captured_at=MOMENT,
                version=maybe(TEXT),
                section=TEXT,
                model=TEXT,
                score=NUMBER,
                estimated=TRUTH,
                rank=WHOLE,
                rows=WHOLE,
                maker_rank=WHOLE,
                makers=WHOLE,
            )
        ),
        stories=listed(ref("Summary")),
        next=maybe(TEXT),
    ),
    "Changes": record(
        changes=listed(
            record(
                cursor=TEXT,
                kind={"type": "string", "enum": ["insert", "update", "delete"]},
                entity=TEXT,
                entity_id=WHOLE,
                changed_at=MOMENT,
                payload=FREE,
            )
        ),
        cursor=TEXT,
        more=TRUTH,
    ),
    "Health": record(status={"type": "string", "enum": ["ok"]}, version=TEXT, cursor=TEXT, changed_at=maybe(MOMENT)),
    "Problem": record(error=record(status=WHOLE, code=TEXT, message=TEXT)),
}
