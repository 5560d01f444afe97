"""From hits to mentions: names that stand for themselves, those that need their context, unknown names, roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING

from amw.companies import surfaces
from amw.companies.context import Setting, about_ai_cjk, goes_on, score_ambiguous, stands_alone
from amw.companies.find import Finder, Hit, Seen
from amw.companies.headlines import MAX_HEADLINE, title_case_lines
from amw.companies.inflections import inflected_names
from amw.companies.languages import TELLING, language_of
from amw.companies.models.families import maker_words
from amw.companies.models.mentions import GUESSED, PLAIN, SURE, UNSURE, model_at, weigh_models
from amw.companies.models.short import list_members, short_forms
from amw.companies.names import look_alikes, mixes_scripts, skeleton
from amw.companies.namesakes import STATE, is_named
from amw.companies.records import Company, Found, Mention, MentionKind, Name, record
from amw.companies.roles import assign_roles
from amw.companies.unknown.candidates import Proposal, propose
from amw.companies.unknown.investors import AMONG
from amw.companies.unknown.lists import LISTED
from amw.companies.wordings import MAX_READ
from amw.companies.wordingsabroad import LEGAL_FORM, is_of_another_beat, shows_names

if TYPE_CHECKING:
    from amw.companies.companies import Companies

MAX_TEXT = 100_000  # characters; a longer text is no article
MAX_TITLE = 400
MAX_NOTE = 300  # characters; a text that is no longer is a headline and its lead
CERTAIN = 0.6  # the score from which one ambiguous mention vouches for the others
MAX_DISGUISED = 20  # words with look-alike letters that are looked at in one text
NO_FIRMS = frozenset({"university", "government"})  # kinds that stand in lists of their own kind
_SYLLABLE = re.compile("[^aeiouy][aeiouy]|^..$", re.I)  # what is said as a word is, or of two letters
_JOINS = frozenset("-./")  # what may follow a name that is a part of something else
PROPOSED = 0.55  # the score from which an unknown name is a mention


def find_mentions(register: Companies, finder: Finder, text: str, *, title: str | None = None) -> list[Mention]:
    """The mentions of `text`; see `Companies.find`. Most names stand for themselves; only the others are read in their context."""
    seen = finder.read(text[:MAX_TEXT])
    text, words, hits = seen.text, seen.words, seen.hits
    # A text that says more than a headline, and nothing of AI or of a known company, is none of this market
    if seen.may_be_abroad and (len(text) <= MAX_NOTE or hits or seen.about_ai or seen.investing):
        seen = seen._replace(language=language_of(text[:TELLING], words[: TELLING + 2]))
    language, abroad = seen.language, seen.abroad
    may_be_x = "X" in text and " x " in words
    if not (hits or seen.cues or abroad or may_be_x) and "$" not in text and words.isascii():
        return []
    if language is not None and (inflected := list(inflected_names(text, words, language, hits, finder.single))):
        hits = sorted([*hits, *inflected], key=lambda hit: hit[0])
    kept, doubtful, small, unsure = (
        _plain(register, text, hits, abroad=abroad, titled=language == "it", about_ai=seen.about_ai) if hits else ([], [], [], False)
    )
    if doubtful or unsure:
        kept = _in_context(register, seen, kept, doubtful, small, unsure=unsure)
    if kept:
        kept = [*kept, *list_members(register, text, kept)]
        kept = [*kept, *short_forms(register, text, kept, abroad=abroad)]
    if may_be_x and (x := register.company("x-corp")) is not None and any(word in text for word in ("Musk", "Grok", "Twitter")):
        kept += _the_platform(text, x, _THE_PLATFORM if language is None else _THE_PLATFORM_ABROAD)
    if not words.isascii():
        kept += _disguised(register, text)
    known = [(m.start, m.end) for m in kept]
    firms = [(m.start, m.end) for m in kept if m.kind == "company" and m.company is not None and m.company.kind not in NO_FIRMS]
    if language is None:
        looked = bool(seen.cues or known or "$" in text)
    else:
        head = words[: MAX_READ + 2]
        told = shows_names(head) or any(form[0] != " SA" for form in LEGAL_FORM.finditer(text, 0, MAX_READ))  # "SA" is much else
        looked = len(firms) > 1 or (told and (bool(known) or seen.about_ai or not is_of_another_beat(head, language)))
    if (looked or seen.cjk) and (proposals := propose(seen, known, sorted(firms), least=PROPOSED)):
        kept += _unknown(register, seen, proposals, kept, doubtful)
    if not kept:
        return []
    title_end = len(title) if title and text.startswith(title) else text.find("\n")
    if title_end < 0:
        title_end = len(text) if len(text) <= MAX_HEADLINE else 0
    title_end = min(title_end, MAX_TITLE)
    return assign_roles(seen, _disjoint(kept, title_end), title_end)


def _unknown(register: Companies, seen: Seen, proposals: Iterable[Proposal], kept: Sequence[Found], doubtful: Iterable[Hit]) -> list[Found]:
    """Mentions of the names that `proposals` are of, as far as nothing else is meant."""
    text, known = seen.text, [(m.start, m.end) for m in kept]
    investors = sum(m.company is not None and m.company.kind == "investor" for m in kept)
    heads = {m.surface for m in kept} | {text[start:end] for start, end, _ in doubtful}
    longer = {start for start, end, meaning in doubtful if goes_on(text[end : end + 48], meaning.claims[0][1].text)}
    mentions: list[Found] = []
    for proposal in proposals:
        name = proposal.name
        among = AMONG in proposal.reasons
        if among or LISTED in proposal.reasons:
            firm = _firm_called(register, name) if among or investors > 1 else register.resolve(name)
            if firm is not None:
                mentions.append(Found(proposal.start, proposal.end, name, firm, score=0.7, investor=among, rule="context"))
                continue
        if proposal.score < PROPOSED or mixes_scripts(name) or (proposal.start not in longer and name.split()[0] in heads):
            continue
        if name.isupper() and surfaces.stands_for_words(register, text, name, ()):
            continue
        company = register.resolve(name) if seen.abroad else None
        if company is not None and all(own.text != name for own in company.names):
            company = None  # "Q.ai" is written otherwise
        mentions += _everywhere(text, proposal, known, company)
    return mentions


def _plain(
    register: Companies, text: str, hits: list[Hit], *, abroad: bool, titled: bool, about_ai: bool
) -> tuple[list[Found], list[Hit], list[str], bool]:
    """The models and the names that mean one company wherever they stand, the hits that need their context, those that
    are words in small letters, and whether a model needs the context too; `abroad` says that the text is not English, `titled` that its
    language writes initials as it does names ("Ibm", in Italian; what has a syllable, as "Sap" and the politician Fico, is doubtful where
    a text is `about_ai`, else nothing)."""
    mentions: list[Found] = []
    doubtful: list[Hit] = []
    small: list[str] = []
    covered = 0
    unsure = False
    for hit in hits:
        start, end, meaning = hit
        if start < covered:
            continue
        if meaning.family is not None and (model := model_at(register, text, start, end, meaning, abroad=abroad)) is not None:
            mentions.append(model)
            covered = model.end
            unsure = unsure or model.score < PLAIN
            continue
        surface = text[start:end]
        name = meaning.name
        exact = name is not None and surface == name.text
        if name is not None and not exact and end - start < 5 and not surfaces.has_its_case(surface, name):
            owner = meaning.company
            if owner is None or all(other.text != surface for other in owner.names):  # "Ikea" is written for IKEA too
                initials = titled and name.text.isupper() and surface == name.text.capitalize()
                if initials and about_ai and _SYLLABLE.search(surface):
                    doubtful.append(hit)
                if not initials or _SYLLABLE.search(surface):
                    continue
        claims = meaning.claims
        if name is None and not claims:
            continue
        if surface.isupper() and end - start < 7 and surfaces.stands_for_words(register, text, surface, claims):
            continue
        if text[end + 2 : end + 4] in surfaces.INITIALS and surfaces.is_author(text, end):
            continue
        # Whether anything is there that `is_part` could go by; most calls are spared.
        odd = (
            meaning.marked
            or text[end : end + 1] in _JOINS
            or not surface.isascii()
            or (start and text[start - 1] in surfaces.JOINTS)
            or (end - start > 3 and surface.isupper())
        )
        if odd and not meaning.inflected and surfaces.is_part(text, start, end, claims[0][1].text):
            continue
        if name is not None:
            product = name.kind == "product"
            if product and surfaces.is_made_up(text, start, end):
                continue
            if text[end + 1 : end + 2].isupper() and surfaces.is_sponsor(text, start, end, claims[0][0].kind):
                continue
            if not exact and _is_said_otherwise(text, start, end, name):
                continue
            if (line := meaning.line) is not None:  # "Xiaomi MiMo-V2-Flash", 百度文心5.0
                model = model_at(register, text, end - meaning.line_size, end, line)
                if model is not None and model.rule == "model":
                    maker = text[start : model.start].rstrip()
                    mentions += (Found(start, start + len(maker), maker, meaning.company), model)
                    covered = model.end
                    continue
            if meaning.marked and text.startswith(name.text[-1], end) and not name.text[-1].isalnum():
                end += 1  # "Humans&"
                surface = text[start:end]
            kind: MentionKind = "product" if product else "company"
            mentions.append(record(Found, (start, end, surface, meaning.company, kind, None, 1.0, False, "name")))
            covered = end
        elif meaning.capital and surface.islower():
            small.append(surface)
        elif all(name.ambiguous and not surfaces.is_verb_and_ai(surface, name) for _, name in claims) and (
            end - start > 4 or any(surfaces.has_its_case(surface, name) for _, name in claims)
        ):
            doubtful.append(hit)
    return mentions, doubtful, small, unsure


def _is_said_otherwise(text: str, start: int, end: int, name: Name) -> bool:
    """Whether the case of `text[start:end]`, not that of `name`, is one of words: small letters, before AI, after one capital."""
    surface = text[start:end]
    if surfaces.is_run_together(surface, name.text):
        return True
    if surface.islower():
        return (surfaces.is_words(surface, name) or surfaces.is_thing(text, start, end, name)) and not text[
            max(0, start - 60) : end + 60
        ].islower()
    return surfaces.is_verb_and_ai(surface, name) or (
        " " in surface and name.kind != "product" and surfaces.is_half_small(surface, name) and not stands_alone(text, end)
    )


def _in_context(
    register: Companies, seen: Seen, mentions: list[Found], doubtful: list[Hit], small: list[str], *, unsure: bool
) -> list[Found]:
    """`mentions` without the models that the text does not bear out, and those of `doubtful` that mean a company here.

    `small` are names that stand there as words in small letters; `unsure` says whether any model needs the context.
    """
    text = seen.text
    companies = [m.company for m in mentions if m.company is not None and (m.kind != "model" or m.score >= PLAIN)]
    sure = {company.key for company in companies}
    sure.update([company.parent for company in companies if company.parent is not None])
    spans = [(m.start, m.end) for m in mentions if m.score != UNSURE]
    title_case = title_case_lines(text, [start for start, _, _ in doubtful]) if doubtful else ()
    about_ai = (
        seen.about_ai
        or (seen.cjk and about_ai_cjk(text))
        or (seen.abroad and any(m.model is not None and m.score >= PLAIN for m in mentions))
    )
    setting = Setting(sure, spans, about_ai, title_case, seen.language, seen.abroad, frozenset(small))
    told = _ambiguous(text, doubtful, setting) if doubtful else []
    if told:
        if len(told) < len(doubtful) + len(small):  # a name made sure in one place is more likely the company in the others
            more = {m.company.key for m in told if m.company is not None and m.score >= CERTAIN}
            if more - sure:
                spans = sorted({*spans, *[(m.start, m.end) for m in told if m.score >= CERTAIN]})
                told = _ambiguous(text, doubtful, setting._replace(sure=sure | more, spans=spans))
        sure.update([m.company.key for m in told if m.company is not None])
    if unsure:
        mentions = [m for m in mentions if m.score >= SURE or m.score == GUESSED or (m.model is not None and m.model.maker in sure)]
        mentions = [_of_namesake(register, m, sure) for m in mentions]
    return weigh_models(text, mentions + told, setting)


def _of_namesake(register: Companies, mention: Found, sure: Set[str]) -> Found:
    """`mention`, or where the text names one whose line ends in the same name ("Deepgram Nova" and Nova), and not its own maker or no model
    that its own maker is known for, as that one's model."""
    model = mention.model
    if model is None or maker_words().get(mention.surface.partition(" ")[0].casefold()) == model.maker:
        return mention
    told = model.maker in sure
    for family in register.namesakes.get(model.family, ()) if not (told and model.registered) else ():
        if family.maker in sure:
            own, _, shared = family.name.rpartition(" ")
            at = mention.surface.casefold().find(shared.casefold())
            said = register.model_said(f"{own} {mention.surface[at:]}", family.maker) if at >= 0 else None
            if said is None or (told and not said.registered):
                return mention
            return mention._replace(company=register.company(family.maker), model=said, score=PLAIN)
    return mention


def _disjoint(mentions: list[Found], title_end: int) -> list[Found]:
    """The mentions left to right without overlaps, and without bare names of families of which the text names a model.

    Where it names an application that is called after the family ("ChatGPT", "Claude Code"), a bare name below the headline, which ends at
    `title_end`, is a product's.
    """
    if len(mentions) == 1:
        return mentions
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    named = {m.model.family for m in mentions if m.model is not None and m.rule != "bare"}
    bare = any(m.rule == "bare" for m in mentions)
    sold = {m.surface.casefold() for m in mentions if m.kind == "product"} if bare else ()
    kept: list[Found] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            continue
        if mention.rule == "bare" and mention.model is not None and (family := mention.model.family):
            if family in named:
                continue
            if mention.start >= title_end and any(name.removeprefix(family).removesuffix(family) not in ("", name) for name in sold):
                mention = mention._replace(kind="product", model=None)
        kept.append(mention)
    return kept


def _disguised(register: Companies, text: str) -> Iterator[Found]:
    """Registered names spelled with look-alike letters: nobody's, and for a person to see."""
    for start, end in islice(look_alikes(text), MAX_DISGUISED):
        if register.resolve(skeleton(text[start:end])) is not None:
            yield Found(start, end, text[start:end], score=PROPOSED, rule="look-alike")


# "X" is found only in wordings that leave no other reading, in texts that speak of its owner, its chatbot or its old name
_THE_PLATFORM = re.compile(  # the letter stands first, for then nothing else of a text is looked at
    r"X(?:(?<![\w.-]X)(?=['’]s\b|[ ](?:offices|users|platform|owner|said|says|app(?:lication)?|will|has|is|Premium|Money)\b)"
    r"|(?<=Musk['’]s X)(?!\w)|(?:(?<=\b[Ii]nto X)|(?<=against X)|(?<=raid X))(?!\.?\w|-))"
)


# Abroad after any word in small letters, or where a line begins and goes on in small letters: no "Model X", no version, no sum, no X-rays
_THE_PLATFORM_ABROAD = re.compile(r"X(?:(?<=[a-zà-ÿа-я\u0620-\u064a][ ]X)|(?<![^\n]X)(?=[ ][a-zà-ÿ]))(?![\w.&+×-]|[ ][A-Z\d])")


def _the_platform(text: str, company: Company, pattern: re.Pattern[str]) -> Iterator[Found]:
    for found in pattern.finditer(text):
        if pattern is not _THE_PLATFORM_ABROAD or not _is_another_x(text, found.start()):
            yield Found(*found.span(), "X", company, score=0.7, rule="context")


# Rays, a generation, a chromosome, an axis
_OTHER_X = re.compile(
    r"ra[yi]os?|ra[gj]gi|rayons?|sinar|tia|generaci[oó]n|gera[cç][aã]o|generazione|génération|generati(?:e|on)|generasi|hệ|поколени\w"
    r"|[ck]romoso\w+|eje|eixo|asse|axe|achse",
    re.IGNORECASE,
)


def _is_another_x(text: str, at: int) -> bool:
    """Whether the word before `text[at]`, in its line, begins with a capital, or is of something else that goes by X."""
    before = text[max(0, at - 40) : at].rpartition("\n")[2].split()
    return bool(before) and (before[-1][:1].isupper() or _OTHER_X.fullmatch(before[-1]) is not None)


def _ambiguous(text: str, doubtful: list[Hit], setting: Setting) -> list[Found]:
    kept = []
    seen: set[str] = set()
    others: set[str] = set()  # "Hurricane Harvey ... Harvey"
    for start, end, _ in doubtful:
        surface = text[start:end]
        if (surface.isupper() and surface not in seen and surfaces.is_spelled_out(text, start, end)) or (
            len(doubtful) > 1 and text[start - 1 : start] == " " and is_named(text, start, titled=surface in seen)
        ):
            others.add(surface)
        seen.add(surface)
    for start, end, meaning in doubtful:
        if others and text[start:end] in others and all(company.key not in setting.sure for company, _ in meaning.claims):
            continue
        if (text[end : end + 2] == ", " and STATE.match(text, end)) or (text[start - 2 : start] == ", " and STATE.match(text, start - 2)):
            continue
        best, meant = 0.0, None
        for company, name in meaning.claims:
            score = score_ambiguous(text, start, end, name, company.key, setting)
            if score >= best:
                meant = (company, name) if score > best else None  # of two that are as likely neither is meant
                best = score
        if best >= SURE and meant is not None:
            kind: MentionKind = "product" if meant[1].kind == "product" else "company"
            kept.append(record(Found, (start, end, text[start:end], meant[0], kind, None, round(best, 3), False, "context")))
    return kept


_OF_FIRMS = ("Ventures", "Capital", "Partners", "Venture Partners")


def _firm_called(register: Companies, name: str) -> Company | None:
    """The company that `name` means in a list of investors, where firms go by half of theirs: Spark is Spark Capital."""
    if (company := register.resolve(name)) is not None:
        return company
    firms = {firm.key: firm for word in _OF_FIRMS if (firm := register.resolve(f"{name} {word}")) is not None and firm.kind == "investor"}
    return next(iter(firms.values())) if len(firms) == 1 else None


def _everywhere(text: str, proposal: Proposal, taken: list[tuple[int, int]], company: Company | None) -> list[Found]:
    """A proposed name at each of its places (at most twenty); `company` where the register has it and the wording shows it to be meant."""
    name = proposal.name
    rule = "context" if company is not None else "listed" if proposal.reasons == (LISTED,) else "proposed"
    found: list[Found] = []
    at = text.find(name)
    while at >= 0 and len(found) < 20:
        end = at + len(name)
        whole = not (name[0].isascii() and at and text[at - 1].isalnum() and text[at - 1].isascii()) and not (
            name[-1].isascii() and end < len(text) and text[end].isalnum() and text[end].isascii()
        )
        if whole and not any(a < end and at < b for a, b in taken):
            investor = proposal.role == "investor"
            found.append(Found(at, end, name, company, "company", None, proposal.score, investor, rule))
        at = text.find(name, end)
    return found
