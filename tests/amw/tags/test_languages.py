"""What happened, told in German, French, Japanese, Korean and Chinese: terse headlines, some with a lead, of every kind of event; and
in a dozen other languages.
"""

from __future__ import annotations

import collections
from pathlib import Path

from amw.companies import Companies
from amw.tags import tag_article

CLOSELY_READ = {"de", "fr", "ja", "ko", "zh"}


def test_events_are_read_in_every_language() -> None:
    companies = Companies.load()
    right, told, wrong = collections.Counter[str](), collections.Counter[str](), []
    for line in (Path(__file__).parent / "headlines.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        language, event, title, *lead = line.split("\t")
        text = "".join(lead)
        tags = tag_article(title, text, companies.find(f"{title}\n{text}", title=title), language)
        language = language if language in CLOSELY_READ else "abroad"
        told[language] += 1
        right[language] += tags.event == event
        wrong += [(title, event, tags.event)] if tags.event != event else []
    assert set(told) == {*CLOSELY_READ, "abroad"}
    assert all(right[language] >= 0.85 * told[language] for language in told), wrong
