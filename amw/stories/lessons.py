"""What a title says of the kind of article: a question, a lesson. Such articles share their subject with reports of many events.

It is no genre (`amw.tags.genre`), which takes the place of an event and so must be sure of it: here titles count that only open like a
lesson ("Building safeguards for Claude", "How we cut answers by half"). A pair of reports is scored as well by the one as by the other, but
the genre of a title takes 67 us and this 1, where a whole report is signed in 80.
"""

from __future__ import annotations

import re

from amw.money.roots import searching

_teaches = searching(
    re.compile(
        r"^\W*(?:how (?:to|i|we)|why (?:i|we)|building|build|using|understanding|learning|introduction to|getting started|get started)\b"
        # Such as no report has in its headline.
        r"|tutorial|need to know|guide to |step by step|step-by-step|如何|教程|入门|一文读懂|하는 법|하는 방법"
    )
)


def asks(title: str) -> bool:
    """Whether a title holds a question."""
    return "?" in title or "？" in title


def teaches(title: str) -> bool:
    """Whether a title, in lower case, announces a lesson: how something is done, built or to be understood."""
    return _teaches(title) is not None
