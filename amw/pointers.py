"""Lines that systems of the web put into texts, which no author wrote: pointers to other articles, tags that nothing replaced, where a
text appeared first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import pairwise
from typing import Final

LONGEST: Final = 400  # characters of a line that may be one of these
_LABELS: Final = (
    r"(?:also )?read(?: (?:more|also|next|on|this|the full (?:story|article|post))(?: about this| on this| here)?)?|see (?:also|more)|"
    r"related(?: (?:posts?|stories|articles?|content|reading|links?|coverage))?|more(?: on this(?: topic)?)?|learn more|continue reading|"
    r"further reading|you may also like|don['’]t miss|reply (?:via|by) e-?mail|leave a comment|"
    r"les (?:også|mer)|læs (?:også|mere)|läs (?:också|även|mer)|lue myös|lees (?:ook|meer|verder)|"
    r"weiter ?lesen|mehr (?:zum thema|dazu|lesen)|auch interessant|lesen sie (?:auch|mehr)|lies auch|"
    r"(?:à )?lire (?:aussi|également|la suite)|sur le même sujet|leggi (?:anche|tutto)|leer más|lee (?:también|además)|te puede interesar|"
    r"leia (?:também|mais)|saiba mais|czytaj (?:więcej|też|także|również|dalej)|zobacz (?:też|także)|baca juga|ayrıca oku|đọc thêm|"
    r"читайте (?:также|ещё|еще)|читать (?:далее|также)|関連(?:記事|リンク)|続きを読む|"
    r"相关(?:阅读|文章|新闻)|延伸(?:阅读|閱讀)|阅读更多|관련 ?기사|더 ?보기"
)
_POINTER: Final = re.compile(rf"\W{{0,4}}(?:{_LABELS})(?:\W{{0,4}}|\s?[:：»>→|–—-]+\s{{0,3}}(.{{3,300}}))", re.IGNORECASE)
# A tag of a plugin in square brackets with its settings ("[gallery ids='1,2']"), or one that closes or names several words.
_SETTING: Final = r"""\s+[\w-]{1,40}=(?:["'“”‘’″′][^\]\n"“”″]{0,200}["'“”‘’″′]|[^\s\]]{1,100})"""
_SHORTCODE: Final = re.compile(rf"(?:\[/?[a-z][\w-]{{2,40}}(?:{_SETTING}){{1,12}}\s?/?\]|\[/[a-z][\w-]{{2,40}}\]|\s){{1,8}}", re.IGNORECASE)
_APPEARED: Final = re.compile(
    r"(?:(?:the (?:post|article)|der beitrag|l['’]article|la entrada|o post|het bericht|il post|l['’]articolo|inlägget|innlegget|"
    r"indlægget|wpis|сообщение|запись)\s.{1,300}\s(?:(?:appeared first|first appeared) on|erschien zuerst auf|est apparu en premier sur|"
    r"se publicó primero en|apareceu primeiro em|verscheen eerst op|proviene da|è apparso per primo su|dök först upp på|"
    r"dukket først opp på|først udgivet på|pochodzi z serwisu|появил[аи]?сь? сначала на|впервые появилась)|"
    r"投稿\s.{1,300}\sは\s)\s?(.{1,120}?)(?:\s?に最初に表示されました)?[.。]?",
    re.IGNORECASE,
)


def without_pointers(lines: list[str], links: Callable[[], Set[str]]) -> Iterator[str]:
    """`lines` of a text without these; `links` gives the texts of its links. A pointer is a label ("Read more:") with a link and nothing
    else on its line, or with lines below it that are links; where a text appeared first is the last line and a link."""
    pointing = False
    for line, following in pairwise([*lines, ""]):
        to = pointed(line) if len(line) <= LONGEST else None
        pointing = (to == "" and following in links()) or (pointing and line in links())
        if pointing or (to is not None and not links().isdisjoint((line, to))) or is_shortcode(line):
            continue
        appeared = None if following else _APPEARED.fullmatch(line[: LONGEST + 1])
        if appeared is None or links().isdisjoint((appeared[1], f"{appeared[1]}.")):
            yield line


def pointed(line: str) -> str | None:
    """What a line names behind a label of other articles ("Read more: Chips get cheaper"), "" for a label alone, None without one."""
    match = _POINTER.fullmatch(line)
    return (match[1] or "") if match is not None else None


def is_shortcode(line: str) -> bool:
    """Whether a line is nothing but tags in square brackets that a plugin should have replaced."""
    return line[:1] == "[" and line[-1:] == "]" and len(line) <= LONGEST and _SHORTCODE.fullmatch(line) is not None
