"""Function words to skip, months, nationalities, and a bilingual word list that lets Chinese and English reports of one event share terms.

The word list `chinese_english.txt` holds `Chinese<space>English words` a line, written for this package: places, people and
organisations in the news, and the everyday words of business, technology and politics.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from amw.stories.stemming import stem

ENGLISH_MONTHS = {
    name: number
    for number, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"], start=1,
    )
    for name in names.split()
}  # fmt: skip

_STOP = """
a about after again against all also although am among an and another any are as at be because been before being between both but by can
could did do does doing don't down during each either else even ever every few for from further get gets got had has have having he her here
hers herself him himself his how however i if in into is isn't it its itself just let like may me might more most much must my myself near
neither no nor not now of off often on once one only onto or other our ours out over own per quite rather really said same say says she should
since so some still such than that the their theirs them themselves then there these they this those though through thus to too toward under
until up upon us very via was we well were what when where whether which while who whom whose why will with within without would yet you your
yours it's that's he's she's we're they're i'm i've you're can't won't wouldn't doesn't didn't isn't aren't wasn't there's what's let's
der die das den dem des ein eine einer eines einem einen und oder aber nicht mit von vom zu zum zur im in ins am an auf aus bei nach vor durch
für gegen ohne um über unter zwischen ist sind war waren wird werden wurde wurden hat haben hatte sich sie er es wir ihr ich auch noch nur so wie
als wenn dass daß diese dieser dieses mehr sein seine seiner ihre ihrer kann können soll bis schon
le la les l' un une des du de d' et ou mais ne pas que qui quoi dont où au aux en dans sur sous par pour avec sans ce cet cette ces son sa ses
leur leurs il elle ils elles on nous vous je se est sont était été être a ont avait plus comme selon après avant entre fait aussi
el los las lo una unos unas del al y o pero no que quien con sin sobre para por según entre hasta desde este esta estos estas ese esa su sus se
es son era fue ser han ha había más como también ya muy cuando donde le les nos
il gli lo della delle dei degli dell' nel nella nelle nei sul sulla alla alle agli dal dalla che chi non con per tra fra come più anche sono è era
stato stata essere ha hanno suo sua suoi loro questo questa questi queste dopo prima ma se si ne ci
o os as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela pelos pelas e ou mas não que quem com sem sobre para por entre até desde
este esta isso seu sua seus suas é são foi ser está mais como também já
i w z na do od za po przez dla o że się nie jest są był była było być to ten ta te tego jak oraz ale lub też już
ve bir bu da de için ile olarak olan oldu daha çok gibi kadar sonra göre ancak her ne mi
и в во не на с со что как к по из за от для это он она они мы вы его её их но а или же бы был была было были быть есть при до о об у так уже
de het een en van op te dat die in zijn voor met niet aan er om ook als bij maar door uit naar
"""
STOP_WORDS = frozenset(_STOP.split()) - {"may"}

# Written form -> the name it stands for; the second column is what both languages share.
_SAME = """
us:america usa:america american:america americans:america chinese:china russian:russia russians:russia iranian:iran iraqi:iraq indian:india
indians:india japanese:japan korean:korea koreans:korea german:germany germans:germany french:france british:britain uk:britain
england:britain english:britain european:europe eu:europe israeli:israel israelis:israel ukrainian:ukraine taiwanese:taiwan canadian:canada
australian:australia brazilian:brazil mexican:mexico turkish:turkey syrian:syria saudi:arabia pakistani:pakistan spanish:spain
italian:italy dutch:netherlands vietnamese:vietnam singaporean:singapore african:africa asian:asia venezuelan:venezuela nigerian:nigeria
nepali:nepal bulgarian:bulgaria indonesian:indonesia cuban:cuba artificial:ai democratic:democrat democrats:democrat republicans:republican
"""
SAME_NAME = dict(pair.split(":") for pair in _SAME.split())


@lru_cache(maxsize=1)
def _chinese() -> tuple[dict[str, tuple[str, ...]], int]:
    words: dict[str, tuple[str, ...]] = {}
    for line in files("amw.stories").joinpath("chinese_english.txt").read_text("utf-8").splitlines():
        chinese, _, english = line.partition(" ")
        if english and not line.startswith("#"):
            words[chinese] = tuple(stem(SAME_NAME.get(w, w)) for w in english.split())
    return words, max(map(len, words))


def chinese_words(run: str) -> list[str]:
    """The English stems of the words of a CJK run that the word list knows, longest first from the left; a word is used once."""
    words, longest = _chinese()
    found: list[str] = []
    at = 0
    while at < len(run) - 1:
        for size in range(min(longest, len(run) - at), 1, -1):
            english = words.get(run[at : at + size])
            if english is not None:
                found += english
                at += size
                break
        else:
            at += 1
    return found
