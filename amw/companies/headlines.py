"""How headlines are written: what follows a name there, a verb of one company or what only a company has; lines in title case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amw.companies.words import LISTS, VERBS, any_of

# What follows a company in a headline: verbs, offices, what it has; of small letters
CUE_RIGHT = re.compile(
    r"""(?:['’]s(?:[ ](?:annual(?:ized)?|quarterly|monthly|latest|newest|new|own|first|next))?)?[ ,-]{1,3}
    (?:ai\b|inc\b|corp\b|ltd\b|ceos?\b|cfos?\b|coos?\b|cpos?\b|ctos?\b|co-?founder|founder|chief\b|president\b|boss\b|exec|employee
    |engineer|researcher|scientist|staff|veteran|alum(?:na|ni|nus)?\b|insider|whistleblower
    |rais|secure|bag(?:s|ged)\b|land(?:s|ed)\b|clos(?!ure)|acqui|buy|bought|sell(?!er)|sold|launch|unveil|releas|announc|debut|introduc
    |open[- ]sourc|ship|roll|say
    |opens\b|opened\b|(?:doubl|tripl)e[sd]\b
    |said|told|plan(?!t|e)|file|hire|hiring
    |partner|sign(?:s|ed|ing)?\b|sue|accus|beat|top(?:s|ped)?\b|overtak|surpass|reach|hits?\b|expand|invest|build(?!er)|train|develop|claim|report(?!er)|warn(?:s|ed)\b|deny|denie|confirm
    |respon|agree|deliver
    |calls?\b|server\b|will\b|would\b|could\b|may\b|has\b|joins\b|joined\b|(?:wins|appoints|seeks|woos|inks|scraps|expects)\b
    |borrows\b|(?:co-)?led\b(?![ ](?:by|to)\b)
    |(?:blocked|banned|fined|barred|cleared|ordered|urged|probed|raided|hacked|breached|acquired|bought|faulted|rated|ranked|tipped|poised|forced)
    [ ](?:by|at|in|from|over|for|to|after|as)\b
    |is\b(?![ ](?:what|how|why|where|when|key|about|everything|often|always|never|hard|easy|essential|not[ ](?:just|only|enough))\b)
    |was\b|to\s+(?:acquire|buy|launch|raise|cut|slash|lay|invest|build|sell|open|release|pay|use
    |add|train|offer|let|bring|make|ban|stop)
    |now\b|just\b|lets\b
    |shows[ ]off\b|rivals?\b|competitor|challenger|updat|collaborat
    |gets\b|adds\b|cuts\b|takes\b|makes\b|wants\b|uses\b|faces\b|brings\b|tests\b|starts\b|stock
    |share(?!d\b(?![ ](?:an?|the|its|more|new|how|that|plans|details|results)\b))|deal|ipo|valu
    |fund|round|revenue|earnings|investor|customer
    |data[ ]cent|outage|manager|users[ ](?:can|now|will)\b|endpoint|(?:poach|slash|trim)|teams[ ]up\b
    |model|chatbot|assistant|platform|api\b|app\b|chip|gpu|agent|robot|spokes|valuation|backed|owned|powered|founded|-owned|-backed
    |-powered)""",
    re.VERBOSE,
)
# The same in French, German, Spanish, Italian and Portuguese: whole words, for many begin like English ones
CUE_RIGHT_ABROAD = re.compile(
    rf"(?:[ ](?:{any_of('acts_europe')}|s['’](?:associe|allie|offre))|,[ ](?:co)?(?:{any_of('past_europe')})"
    rf"|-(?:{any_of('offices_german')}))\b"
)
_ACTS = LISTS["acts"]
_ACTS_AND_THINGS = LISTS["acts_and_things"]
_OBJECTS = LISTS["objects"]
_NEXT = re.compile(r"[ ]([a-z]+s)\b(?:[ ](\S+))?")
_THIRD = re.compile(r" [a-z]+[^\Wsui]s ([a-z]+)")
# What several do, or what goes on after them
_OF_SEVERAL = VERBS | {form for verb in _ACTS | _ACTS_AND_THINGS for form in (verb[:-1], verb[:-2])}
_OF_SEVERAL |= LISTS["of_several"]
_OF_SEVERAL |= frozenset("of in on at for from by with and or to when as after while that than near under over across".split())


def does(right: str) -> bool:
    """Whether a known verb of one company begins `right`, what follows a name."""
    found = _NEXT.match(right)
    if found is None:
        return False
    verb, following = found.groups()
    return verb in _ACTS or (verb in _ACTS_AND_THINGS and following is not None and _is_object(following))


def acts(right: str) -> bool:
    """Whether a word that looks like such a verb begins `right`: "sheds staff", but "sightings mapped" and "tribes use" are of several."""
    found = _THIRD.match(right)
    return found is not None and found[1] not in _OF_SEVERAL and not found[1].endswith("ed")


def _is_object(word: str) -> bool:
    return word.rstrip(".,:;") in _OBJECTS or word[0].isupper() or word[0].isdigit() or word[0] in "$€£" or word.startswith("multi")


_GERMAN = re.compile(rf" (?:{any_of('german')}) ")  # writes nouns with capitals in every line
MAX_HEADLINE = 200  # characters; a line that is longer is a paragraph


def title_case_lines(text: str, starts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The lines of `text` that hold one of the sorted `starts`, are short and capitalise nearly every longer word: titles, headings."""
    found = []
    end = -1
    for start in starts:
        if start <= end:
            continue
        at = text.rfind("\n", max(0, start - MAX_HEADLINE), start) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if (
            (at or start <= MAX_HEADLINE)
            and end - at <= MAX_HEADLINE
            and (at <= MAX_HEADLINE or text[end - 1] != ".")
            and _is_title_case(text[at:end])
        ):
            found.append((at, end))
    return tuple(found)


def _is_title_case(line: str) -> bool:
    firsts = "".join([word[0] for word in line.split() if len(word) > 3])
    if sum(map(str.islower, firsts)) * 4 > len(firsts):
        return False  # most lines
    if not firsts.isalpha():
        firsts = "".join([word[0] if word[0].isalpha() else word[1] for word in line.split() if len(word) > 3])
        firsts = "".join(filter(str.isalpha, firsts))
    return len(firsts) >= 2 and sum(map(str.isupper, firsts)) * 4 >= 3 * len(firsts) and _GERMAN.search(line) is None
