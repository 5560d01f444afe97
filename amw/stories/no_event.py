"""What is said of a report that tells of no clear event: what kind of text it is, by or about whom, and who else is in it."""

from __future__ import annotations

import re

from amw.countries import country_name
from amw.stories.adds import named_sum, with_headline
from amw.stories.headlines import has_version, in_headline
from amw.stories.report import Report
from amw.stories.sorts import sort_of
from amw.stories.wording import OWN_LONGEST, called, in_quotes, listed, pick, readable, shortened
from amw.strung_headlines import strung
from amw.text import fold

MANY = 4  # names of a text, none of them in its title, from which it is about no one of them
NOUNS = {
    "guide": "a guide", "interview": "an interview", "podcast": "a recording", "review": "a review",
    "recap": "a look back", "gathering": "word of a gathering", "job": "a note on working there", "analysis": "an analysis",
    "list": "a list", "explainer": "an explainer",
}  # fmt: skip
OF = {"review": "of", "analysis": "of", "recap": "at", "interview": "about", "podcast": "about"}  # others are on something
# "How Brex improves code quality ... with Claude Code"
_USER = re.compile(r"(?:\A|[:–—] )(?:How|Why) (?P<user>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})(?P<own>[’']s?\b)?")
_WITH = re.compile(r"\b(?:with|on|using) [A-Z]")


def without_event(report: Report, where: str) -> str:
    """The words for a text of many stories, a commentary, a guide and the like, or a report whose event is not told clearly: what it is,
    who it is by or about, and on which map; "" where that is nobody."""
    named = [called(party.name) for party in report.parties if party.role != "mention" and party.in_title]
    if not named and report.unlisted:
        named = [called(report.unlisted)]
    title = report.title.casefold()
    models = [model for model in report.own_models if model.casefold() in title]
    if not models and (report.teller or not named):
        models = list(in_headline(report.models.values(), report.title))
    if report.several:
        return _round_up(report, where, named, models)
    if report.genre == "advertisement":
        return ""
    noun = _noun(report)
    if noun is not None or (report.event == "opinion" and report.sure):
        return _commentary(report, where, noun, named, models)
    if not report.teller and (who := _who(report, named, models)):
        return _news(report, where, who)
    what = _own_post(report, named, models) if report.teller else _of_nobody(report)
    return f"{pick(('adds', 'brings'), report.ref, 'news')} {what} to the {where}"


def _round_up(report: Report, where: str, named: list[str], models: list[str]) -> str:
    among = named or models or [in_quotes(headline) for headline in strung(report.title)[:2]]
    names = f", {listed(among)} among them," if among else ""
    kinds = ("rounds up several stories", "gathers several stories", "brings together several stories")
    return f"{pick(kinds, report.ref, 'several')}{names} for the {where}"


def _own_post(report: Report, named: list[str], models: list[str]) -> str:
    """The words for what a company tells on its own site: its sort or thing, else its headline, where few can read that whom it names."""
    teller, about = _told(report, named, models)
    if report.thing:
        return f"news from {teller} on {report.thing}"
    if sort := sort_of(report.title, "other"):
        return with_headline(report, f"news from {teller} on {sort}")
    return f"news from {teller} on {about}" if about and not readable(report.title) else with_headline(report, f"a post by {teller}")


def _news(report: Report, where: str, who: str) -> str:
    """The words for news of `who`, whom or what the headline names, unless it says so itself, and of two whom only the text does."""
    untitled = [called(party.name) for party in report.parties if party.role == "secondary" and not party.in_title]
    also = listed([name for name in untitled if name not in who][:2])
    on = f" on {report.thing}" if report.thing else named_sum(report)
    what = with_headline(report, f"news of {who}") if readable(report.title) else f"news of {who}{on}"
    what = in_quotes(report.title, OWN_LONGEST) if _quotes(report, who) else what
    what += f", with {also} in the text," if also else ""
    wordings = (f"adds {what} to the {where}", f"brings {what} to the {where}", f"files {what} under the {where}")
    return pick(wordings, report.ref, "news")


def _quotes(report: Report, names: str) -> bool:
    """Whether the headline, as it is quoted, has these names."""
    quoted = fold(shortened(report.title, OWN_LONGEST)).split() if readable(report.title) else []
    return {*fold(names).split()} - {"and", "its"} <= {*quoted}


def _of_nobody(report: Report) -> str:
    """The words for a report whose headline names nobody that is known: whom or what its text names, or where it is told of."""
    models = listed(report.own_models, most=2)
    acting = listed([called(party.name) for party in report.parties if party.role != "mention"], most=2)
    if models or acting:
        return with_headline(report, f"a report that names {models or acting}")
    told = listed(called(name) for code in report.countries[:2] if (name := country_name(code)))
    return with_headline(report, f"news from {told}" if told else "a report")


def _noun(report: Report) -> str | None:
    if report.genre != "case":
        return NOUNS.get(report.genre or "")
    if user := user_of(report):
        return f"a case of use at {called(user)}"
    return "a case of use" if report.teller else None  # elsewhere "How ... " may tell of anything


def user_of(report: Report) -> str:
    """Who uses what a case of use is about, as the headline names it: "How Brex improves code quality with Claude Code" -> "Brex"; "" where
    it may be no company."""
    found = _USER.search(report.title)
    if found is None:
        return ""
    user = found["user"].removesuffix("’s").removesuffix("'s")
    known = any(user.casefold() == party.name.casefold() for party in report.parties)
    return user if known or (report.teller and _WITH.search(report.title)) else ""


def _told(report: Report, named: list[str], models: list[str]) -> tuple[str, str]:
    """Who tells it on its own site, "" for others' sites; and whom or what else the headline names."""
    teller = called(report.teller) if report.teller else ""
    others = [name for name in named if name != teller]
    versions = [model for model in models if has_version(model)]  # say more than who makes them
    return teller, listed(versions or others or (models if teller or not named else ()))


def _who(report: Report, named: list[str], models: list[str]) -> str:
    """Whom or what news is of; "" for nobody."""
    spelt = in_headline([party.name for party in report.parties], report.title)
    if models and not spelt and not report.teller:
        return listed(models, most=2)  # a headline that has a model alone is seldom news of its maker
    who = listed(named or models)
    if len(named) == 1 and models and report.subject is not None:
        return f"{named[0]} and its {listed(models, most=2)}"
    return who


def _commentary(report: Report, where: str, noun: str | None, named: list[str], models: list[str]) -> str:
    """A text that explains, reviews or comments: "adds a guide from Kagi (“Getting started”) to the AI search map"."""
    teller, about = _told(report, named, models)
    wordings = ["adds {0} to the {1}", "brings {0} to the {1}", "files {0} under the {1}"]
    no_event = ["leaves the {1} as it is: {0}, no event", "moves nothing on the {1}: {0}, no event"]
    if report.genre == "case" and noun is not None:
        what = noun if user_of(report) else with_headline(report, noun)
        what += f", told by {teller}," if teller and teller not in noun else ""
    elif teller or about:
        noun_or = noun or pick(("commentary", "background", "a commentary"), report.ref, "noun")
        of = f" {OF.get(report.genre or '', 'on')} {about}" if about and not _quotes(report, about) else ""
        what = with_headline(report, noun_or + (f" from {teller}" if teller else "") + of)
        wordings += no_event[:1] if noun is None else ()
    else:
        acting = [party.name for party in report.parties if party.role != "mention"]
        all_named = [*report.own_models, *(party.name for party in report.parties)]
        names = all_named if len(all_named) < MANY else acting if len(acting) > 1 else []  # of a crowd those who act
        what = with_headline(report, (noun or "commentary") + (f" that names {listed(names)}" if names else ""))
        wordings = [*no_event, "adds {0} to the {1}, and no event"]
    return pick(wordings, report.ref, "opinion").format(what, where)
