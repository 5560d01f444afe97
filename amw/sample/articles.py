"""The articles of the sample web and the made-up outlets that publish them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

import tomli

MARK = "Sample page of AI Market Watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A made-up outlet: its name as pages give it (marked as a sample), the folder of its pages, its country and its main language."""

    key: str
    name: str
    country: str
    language: str
    sections: tuple[str, ...]

    @property
    def folder(self) -> str:
        return f"/{self.key}/"


OUTLETS: Mapping[str, Outlet] = {
    outlet.key: outlet
    for outlet in (
        Outlet(key="wire", name="Meridian Wire (sample)", country="GB", language="en", sections=("Models", "Funding", "Policy", "City")),
        Outlet(key="daily", name="Lantern Daily (sample)", country="US", language="en", sections=("Deals", "Analysis", "Business")),
        Outlet(key="cn", name="智讯观察（样例）", country="CN", language="zh", sections=("模型", "融资", "芯片", "政策")),
        Outlet(
            key="ledger", name="Pacific Ledger (sample)", country="SG", language="en", sections=("Technology", "Health", "Infrastructure")
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as its outlet publishes it. `feed`: full, summary or none. `paragraphs`: what a reader without a subscription sees."""

    path: str
    outlet: Outlet
    title: str
    lead: str
    author: str
    section: str
    published: datetime
    language: str
    keywords: tuple[str, ...]
    feed: str
    paywalled: bool
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]


@cache
def load_articles() -> tuple[Article, ...]:
    """Every article of articles.toml, in the order of the file; the file is part of the package, so a broken one raises as it fails."""
    entries = tomli.loads((files(__package__) / "articles.toml").read_text(encoding="utf-8"))["article"]
    texts = {entry["path"]: entry["text"] for entry in entries if "text" in entry}
    return tuple(
        Article(
            path=entry["path"],
            outlet=OUTLETS[entry["outlet"]],
            title=entry["title"],
            lead=entry["lead"],
            author=entry["author"],
            section=entry["section"],
            published=datetime.fromisoformat(entry["published"]),
            language=entry["language"],
            keywords=tuple(entry["keywords"]),
            feed=entry["feed"],
            paywalled=entry.get("paywalled", False),
            paragraphs=tuple(part.strip() for part in texts[entry.get("same_text_as", entry["path"])].strip().split("\n\n")),
        )
        for entry in entries
    )
