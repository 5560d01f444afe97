"""What the stages found, as the rows it becomes: items in, plain mappings out, no database and no crawler."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from amw.boards.compact import speeds_of
from amw.boards.history import unresolved
from amw.boards.records import digest_of
from amw.plain import fields_of, plain
from amw.reading_code import reading_code
from amw.stories.significance import weight
from items import ROLES, Article, BoardSnapshot, Capture, RateTable, Rejected, Visit

if TYPE_CHECKING:
    from amw.companies import Companies

LISTS = ("articles", "snapshots", "rates", "visits", "rejected")  # of a batch
SURFACE = 200  # characters of an amount's words that are kept

Record = dict[str, Any]


def record_of(item: Any) -> tuple[str, Record]:
    """Which of `LISTS` an item belongs to, and its record. Raises TypeError for what is no item of this project."""
    if isinstance(item, Article):
        return "articles", article_record(item)
    if isinstance(item, BoardSnapshot):
        from amw.companies import Companies  # the register is loaded for captures alone

        return "snapshots", snapshot_record(item, Companies.load())
    if isinstance(item, RateTable):
        return "rates", rates_record(item)
    if isinstance(item, Visit):
        return "visits", _visited(item, None)
    if isinstance(item, Rejected):
        return "rejected", rejected_record(item)
    raise TypeError(f"{type(item).__name__} is no item of this project")


def capture_record(capture: Capture | None) -> Record | None:
    """A capture as a row of `capture`."""
    if capture is None:
        return None
    return {**fields_of(capture, "url file digest status content_type fetched_at"), "record_offset": capture.offset}


def visit_record(visit: Visit | None, published_at: datetime | None = None) -> Record | None:
    """A visit as the store takes it; the date of the article it led to decides when the page is looked at again."""
    return None if visit is None else _visited(visit, published_at)


def _visited(visit: Visit, published_at: datetime | None) -> Record:
    return {
        **as_plain(visit),
        "found": [dict(page) for page in visit.found],
        "capture": capture_record(visit.capture) if visit.status != 304 else None,
        "published_at": published_at,
    }


def article_record(article: Article) -> Record:
    """An article as the rows it becomes: its own columns, and lists of companies, models, tags, amounts, events and claims."""
    derived = derived_rows(article)
    text_digest = hashlib.sha256(f"{article.title}\0{article.body}".encode("utf-8", "replace")).hexdigest()
    facts = fields_of(
        article,
        "form relevant category segment lens event reading_minutes language published_at modified_at authors section keywords "
        "lead image site_name paywalled origin outlet",
    )
    # Claims as they are read, without what captures say of them: that changes while the article stays as it is.
    stable = json.dumps({**facts, **derived, "claims": [as_plain(claim) for claim in article.claims]}, default=plain, sort_keys=True)
    return {
        **fields_of(article, "source url title text fetched_at"),
        **facts,
        "digest": text_digest,
        "derived_digest": hashlib.sha256(stable.encode()).hexdigest(),
        "provenance": dict(article.provenance),
        "read_by": f"{reading_code()} {how_read(article.provenance)}",
        "tag_evidence": {name: as_plain(value) for name, value in article.tag_evidence.items()},
        **derived,
        "claims": claim_rows(article),
        "names": unknown_names(article),
        **fields_of(article.assessment, "report segment_name captures_seen"),
        "weight": weight(article.assessment.report),
        "signature": article.told.signature,
        "capture": capture_record(article.capture),
        "visit": visit_record(article.visit, article.published_at),
    }


def how_read(provenance: Mapping[str, str]) -> str:
    """How a text was found, without what differs from page to page: "blocks", "template" with its digest, "entry" ...; "lead" for none."""
    first, *more = provenance.get("text", "").partition(":")[0].split() or ["lead"]
    return " ".join([first, *more[:1]]) if first == "template" else first


def lighten(item: Any) -> Any:
    """The item as feed exports write it: mentions by key instead of whole catalogue rows, and without what is read once."""
    if not isinstance(item, Article):
        return item
    mentions = tuple(
        {
            **fields_of(m, "start end surface kind"),
            "company": m.company.key if m.company else None,
            "model": m.model.key if m.model else None,
            "role": m.role,
        }
        for m in item.mentions
    )
    return replace(item, mentions=mentions, told=None)


def as_plain(value: Any) -> Any:
    """A frozen record as a mapping of its fields as they are, anything else as it is."""
    fields = getattr(value, "__dataclass_fields__", None)
    return value if fields is None else {name: getattr(value, name) for name in fields}


def derived_rows(article: Article) -> dict[str, list[Record]]:
    """What the stages derived from the text alone, as rows; the same text gives the same rows."""
    roles: dict[str, str] = {}
    companies: Counter[str] = Counter()
    models: Counter[str] = Counter()
    met: dict[str, Record] = {}
    for mention in article.mentions:
        if mention.company is not None:
            role = mention.role or "mention"
            key = mention.company.key
            companies[key] += mention.end > mention.start  # 0 where it is named nowhere and only publishes the text
            roles[key] = min(roles.get(key, role), role, key=ROLES.index)
        if mention.model is not None:
            model = mention.model
            models[model.key] += 1
            met[model.key] = fields_of(model, "key name maker family version variant effort")
    text = article.whole
    return {
        "companies": [{"key": key, "role": roles[key], "mentions": number} for key, number in companies.items()],
        "models": [{**met[key], "mentions": number} for key, number in models.items()],
        "tags": tag_rows(article),
        "amounts": [
            {
                **fields_of(a, "kind value currency usd rate_on"),
                "start_at": a.start,
                "end_at": a.end,
                "surface": text[a.start : a.end][:SURFACE],
            }
            for a in article.amounts
        ],
        "events": [
            {
                **fields_of(e, "company status undisclosed"),
                "kind": e.type,
                "counterparties": list(e.counterparties),
                "amount_start": e.amount.start if e.amount else None,
                "amount_end": e.amount.end if e.amount else None,
                "amount_kind": e.amount.kind if e.amount else None,
                "happened_on": e.on,
                "start_at": e.start if e.end > e.start else None,
                "end_at": e.end if e.end > e.start else None,
                "position": position,
            }
            for position, e in enumerate(article.events)
        ],
    }


def tag_rows(article: Article) -> list[Record]:
    """Category, event, countries and hashtags as rows of `tag`; a hashtag's key is its text without case."""
    rows: list[Record] = []
    for kind, names in (
        ("category", [article.category] if article.category else []),
        ("event", [article.event] if article.event else []),
        ("country", article.countries),
        ("hashtag", article.hashtags),
        ("topic", article.topics),
    ):
        rows += [
            {"kind": kind, "key": name.casefold() if kind in {"hashtag", "topic"} else name, "name": name, "position": n}
            for n, name in enumerate(names)
        ]
    return rows


def claim_rows(article: Article) -> list[Record]:
    """The claims of an article with their verdicts as rows of `claim`."""
    return [
        {
            "board": claim.board_key or claim.board,
            "model": claim.model_key,
            "company": claim.company,
            "kind": claim.kind,
            "scope": claim.scope,
            "value": None if claim.value is None else f"{claim.value:f}",
            "start_at": claim.start,
            "end_at": claim.end,
            "position": position,
            **verdict.to_record(),
            "snapshot_id": snapshot_id,
            "record": as_plain(replace(claim, sentence="")),  # which the article's text has
        }
        for position, (claim, verdict, snapshot_id) in enumerate(article.assessment.verdicts)
    ]


def unknown_names(article: Article) -> list[Record]:
    """Names of organisations that the register does not know, as rows of `name_queue`, each once with the words around it."""
    text = article.whole
    first = {mention.surface: mention for mention in reversed(article.mentions) if mention.company is None and mention.kind == "company"}
    return [
        {
            "kind": "company",
            "name": mention.surface[:300],
            "context": " ".join(text[max(0, mention.start - 80) : mention.end + 80].split()),
            "seen_at": article.fetched_at,
        }
        for mention in first.values()
    ]


def unknown_rows(item: BoardSnapshot) -> list[Record]:
    """Makers and models of a board that the register does not know, as rows of `name_queue`."""
    makers, models = unresolved(item.snapshot)
    return [
        {"kind": kind, "name": name[:300], "context": f"on the board {item.board}", "seen_at": item.fetched_at}
        for kind, names in (("company", makers), ("model", models))
        for name in names
    ]


def snapshot_record(item: BoardSnapshot, companies: Companies) -> Record:
    """A capture of a board as the row and the rows of rows it becomes."""
    snapshot = item.snapshot
    rows = []
    for whole in snapshot.rows:
        row = replace(whole, speed={})  # what is measured anew every day would make every row a new one
        record = row.to_record()
        model = companies.model(row.model_key) if row.model_key else None
        rows.append(
            {
                **fields_of(
                    row,
                    "section raw_name model model_key family variant effort maker maker_key country score estimated deprecated "
                    "open_weights",
                ),
                "row_key": row.key,
                "digest": digest_of(record),
                "record": record,
                "model_met": None
                if model is not None or not row.model_key
                else {"key": row.model_key, "name": row.model, "maker": row.maker_key, "family": row.family or "", "variant": row.variant},
            }
        )
    return {
        **fields_of(item, "source url board"),
        **fields_of(snapshot, "captured_at version digest verdict"),
        "reasons": list(snapshot.reasons),
        "leftovers": dict(snapshot.leftovers),
        "record": fields_of(snapshot, "complete attribution floor metric lower_is_better meta"),
        "names": unknown_rows(item),
        "rows": rows,
        "speeds": speeds_of(snapshot.rows),
        "snapshot": snapshot,
        "capture": capture_record(item.capture),
        "visit": visit_record(item.visit),
    }


def rejected_record(item: Rejected) -> Record:
    """A rejection as a row of `rejected`."""
    return {
        **fields_of(item, "source url stage reason detail at"),
        "raw": dict(item.raw),
        "capture": capture_record(item.capture),
        "visit": visit_record(item.visit),
    }


def refused_record(item: Any, detail: str, at: datetime) -> Record:
    """The record of a rejection of an item, or of the record of one, that cannot be stored; `at` stands where it tells no time."""
    get = item.get if isinstance(item, Mapping) else lambda name, default=None: getattr(item, name, default)
    return {
        "source": get("source", "unknown"),
        "url": get("url", ""),
        "stage": "store",
        "reason": "refused",
        "detail": detail[:1_000],
        "raw": {"title": str(get("title", "") or "")[:1_000]},
        "at": get("fetched_at", None) or at,
        "capture": None,
        "visit": None,
    }


def rates_record(item: RateTable) -> Record:
    """A table of rates as the rows of `currency_rate`."""
    return {
        **fields_of(item, "source url"),
        "rates": [{"day": day, "currency": currency, "per_euro": rate} for day, currency, rate in item.rates],
        "capture": capture_record(item.capture),
        "visit": visit_record(item.visit),
    }


def as_published(articles: Sequence[Record]) -> list[Record]:
    """Articles in the order of their publication, one without a date behind the one before it.

    Within a batch the order of arrival is chance, and the first report of a story leads it: that is not to be its update.
    """
    moments: list[datetime] = list(
        accumulate([datetime.min.replace(tzinfo=UTC), *(a["published_at"] for a in articles)], lambda last, at: at or last)
    )
    return [article for _, article in sorted(zip(moments[1:], articles, strict=True), key=itemgetter(0))]
