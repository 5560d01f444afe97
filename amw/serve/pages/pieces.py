"""What pages are made of: sections, timelines, forms, links, and how times and numbers are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from amw.serve.markup import EMPTY, Markup, element, text
from amw.text import ago

RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ps sd ug ur yi".split())  # a headline of theirs may begin with a Latin name


def moment(value: datetime | None, now: datetime, **attributes: Any) -> Markup:
    """A time as a reader says it, with the exact one for machines and on hover."""
    if value is None:
        return element("span", "no date", **attributes)
    exact = value.astimezone(UTC)
    return element("time", ago(value, now), datetime=f"{exact:%Y-%m-%dT%H:%M:%SZ}", title=f"{exact:%Y-%m-%d %H:%M} UTC", **attributes)


def date(value: datetime) -> str:
    """A day in UTC."""
    return f"{value.astimezone(UTC):%-d %b %Y}"


def day(value: datetime) -> str:
    """A capture's time in UTC."""
    return f"{value.astimezone(UTC):%-d %b %Y, %H:%M} UTC"


def stamp(value: datetime) -> str:
    """By what a capture's row is found on a page: its time in UTC."""
    return f"at-{value.astimezone(UTC):%Y%m%dT%H%M%S}"


def number(value: float | int | None) -> str:
    """A figure with at most two decimals and thin groups of three."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


def address(path: str, values: Mapping[str, Any] | None = None, **changes: Any) -> str:
    """`path` with `values` and `changes` as its query; None, False and blanks are left out."""
    query = {name: value for name, value in {**(values or {}), **changes}.items() if value not in (None, "", False)}
    return path + (f"?{urlencode(query)}" if query else "")


def told_in(language: str | None) -> dict[str, str | None]:
    """Attributes of an element whose words somebody else wrote: their language where it is known, and the direction that they run in."""
    return {"lang": language, "dir": "rtl" if language in RIGHT_TO_LEFT else "auto"}


def company_link(record: Mapping[str, Any]) -> Markup:
    return element("a", record["name"], href=f"/companies/{quote(record['key'], safe='')}")


def lasting(story: Mapping[str, Any]) -> str | None:
    """How long a story takes to read."""
    return f"{story['reading_minutes']} min read" if story["reading_minutes"] else None


def source_link(name: str) -> Markup:
    return element("a", name, href=address("/", source=name), dir="auto")


def dotted(*parts: Any) -> Markup:
    """The parts that are there with a middle dot between them."""
    shown = [text(part) for part in parts if part not in (None, "", EMPTY)]
    return Markup('<span class="dot"> · </span>'.join(shown))


def section(id: str, title: str, *content: Any, **attributes: Any) -> Markup:
    """A section of a page under its heading, by which it is known."""
    return element("section", element("h2", title, id=id), *content, **attributes, aria_labelledby=id)


def labelled(name: str, items: list[Markup]) -> Markup | None:
    """A row of chips with their name beside it; None for none."""
    return element("div", element("h2", name, class_="label"), element("ul", items, class_="chips"), class_="labelled") if items else None


def timeline(entries: Iterable[Markup]) -> Markup:
    return element("ol", entries, class_="timeline")


def entry(when: Markup, title: Any, company: str | None = None, *, current: bool = False) -> Markup:
    """One entry of a timeline: when, what, and whose doing it is; `current` is the one that the page is about."""
    whose = element("span", company, class_="company") if company else None
    return element("li", when, element("span", title, class_="title"), whose, aria_current="true" if current else None)


def back(href: str, name: str) -> Markup:
    """The way to the list that a page belongs to."""
    return element("p", element("a", name, href=href), class_="back")


def form(
    action: str, name: str, button: str, *fields: Any, after: Markup | None = None, one: bool = False, role: str | None = None
) -> Markup:
    """A form that asks for the address `action`; `name` tells a screen reader what for; with `one` its one field is beside the button."""
    send = element("button", button, type="submit")
    shown = {"class_": "filters one" if one else "filters", "role": role, "aria_label": name}
    return element("form", *fields, send, after, method="get", action=action, **shown)


def choice(label: str, name: str, options: Iterable[tuple[str, str]], chosen: str | None) -> Markup:
    """A field of a form: one of `options`, each a value with its name."""
    every = [element("option", shown, value=value, selected=value == chosen) for value, shown in options]
    return element("label", label, element("select", every, name=name))
