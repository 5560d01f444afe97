"""Wordings by which newsrooms show a name to be an organisation's, and their words as an automaton."""

from __future__ import annotations

import re
from enum import IntFlag, auto

from amw.companies.folding import spaced
from amw.companies.wordingsabroad import SIGNS

HEAD = 4000  # characters in which a text says that it is about AI
REACH = 90  # characters before a name that are read for what introduces it

STRONG = frozenset(
    """
    raises raised secures secured lands closes nabs bags snags scores nets acquires acquired buys bought emerges exits hits tops
    surpasses crosses reaches lève rachète sammelt übernimmt capta recauda adquiere
    quadruples triples doubles invests sues lays valued valuation merges
    """.split()
)
# Of these a name is one that deals only beside money: prices and armies reach and top things too
MOVES = frozenset("tops hits surpasses crosses reaches exits emerges doubles triples quadruples scores nets lands".split())
MONEY = re.compile(r"[$€£¥₩]|\b(?:billion|million|unicorn|stealth|valuation|revenue|arr|ipo|users)\b", re.IGNORECASE)
# A verb that no list has and a sum: "X docks $131M"; what a thing costs is no such sum
PAID = re.compile(
    r"[ ](?!costs|sells|is|was|has)[a-z]+s(?:[ ](?:in|up|down|off|out|away|another|fresh|over|nearly|about))?"
    r"[ ](?:US|A|C|S|HK)?[$€£¥]\d[\d.,]*[ ]?(?:[MB]\b|[mb]n\b|million|billion)"
)
PAID_REACH = 48
# What is said of a company in between: "X, which stores heat, adds $50M"
APPOSED = re.compile(r",[ ](?:which|who|whose|an?|the|formerly|once|maker|developer|founded|backed|based|led|known)\b[^,.:;\n]{3,80},")
SAYING = frozenset({"says", "said", "thinks"})  # what persons do
OF_PERSONS = frozenset("investor investors developer developers rival challenger competitor".split())  # "tech investor Jane Doe"
_MAKES_A_DEAL = [
    *(f"to {verb}" for verb in ("acquire", "buy", "go public", "lay off", "slash", "cut", "invest", "raise", "merge")),
    *("raising", "raised", "secured", "acquired", "in talks to", "files for", "goes public", "snaps up", "teams up with", "partners with"),
    *("pulls in", "hauls in", "comes out of stealth", "was bought by", "was acquired by", "is being acquired"),
]
_BEFORE_A_DEAL = ("just", "now", "has", "have", "is")
_A_DEAL = rf"[ ](?:(?:[\w-]+ly|{'|'.join(_BEFORE_A_DEAL)})[ ])?(?:seeks[ ]\$|(?:{'|'.join(_MAKES_A_DEAL)})\b)"
STRONG_PHRASE = re.compile(_A_DEAL, re.IGNORECASE)
WEAK = frozenset(
    """
    launches launched unveils unveiled introduces introduced debuts releases released announces announced expands opens partners offers says
    said adds ships builds built deploys appoints hires names taps uses brings develops bets takes taking gets open-sources signs wins faces
    joins thinks plans rolls wants
    """.split()
)
_ACTS = [
    "has launched",
    *(f"to {verb}" for verb in ("launch", "take", "open", "offer", "build")),
    *(f"will {verb}" for verb in ("use", "launch", "offer", "build")),
    *(f"is {what}" for what in ("looking for", "seeking", "in talks", "valued", "putting", "a new", "setting")),
    *(f"is {verb}" for verb in ("building", "developing", "launching", "rolling")),
]
WEAK_PHRASE = re.compile(rf"[ ](?:{'|'.join(_ACTS)})\b", re.IGNORECASE)
VERB = re.compile(r"[ ]([^\W\d_]+(?:-[^\W\d_]+)*)")
# Words that such phrases begin with, beside adverbs in "-ly"
PHRASE_HEADS = frozenset({phrase.partition(" ")[0] for phrase in (*_MAKES_A_DEAL, *_ACTS)} | {"seeks", *_BEFORE_A_DEAL})
KINDS = frozenset(
    """
    startup startups start-up company companies firm firms maker makers giant giants lab labs labeler labelers platform provider providers
    developer developers unicorn unicorns chipmaker chipmakers vendor vendors spinoff spinout spin-off outfit specialist automaker
    automakers retailer retailers operator operators manufacturer manufacturers supplier suppliers subsidiary neocloud hyperscaler insurer
    lender investor investors publisher publishers conglomerate agency consultancy broker rival rivals competitor competitors challenger
    bank chain carmaker carmakers drugmaker drugmakers airline utility studio marketplace nonprofit wholesaler grocer
    """.split()
)
HISTORY = (
    "based in",
    "headquartered in",
    "founded by",
    "founded in",
    "co-founded by",
    "cofounded by",
    "spun out of",
    "backed by",
)  # after a name and a comma
FOUNDED = frozenset({"founded", "cofounded", "co-founded"})
KIND_AFTER = re.compile(
    rf"(?-i:,[ ](?:an?|the|which|one)[ ]|[ ]is[ ]an?[ ])(?:[\w’'.-]+[ ]){{0,7}}?(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
CHIEF_AFTER = re.compile(r"(?:’s|'s)?[ ](?:co-)?(?:CEO|CTO|CFO|COO|founder|co-founder|co-CEO)\b")
BUY = frozenset(
    """
    acquires acquire acquired acquiring buys buy bought buying acquisition takeover rachète rachat acquiert übernimmt kauft compra adquiere
    acquista swallows swallowed absorbs absorbed
    """.split()
)
UP = frozenset("snaps snap snapped snapping scoops scoop scooped scooping gobbles gobbled".split())  # a company up
WITH = frozenset(
    """
    talks partners partner partnered partnering partnership collaborates collaborate collaboration working deal contract agreement merger up
    """.split()
)
IN = frozenset("invests invest invested investing investment stake".split())
PAY = frozenset("pays paid pay paying spends spent".split())  # a sum for a company
ACTED_UPON = frozenset("fines fined sues sued probes raids investigates backs bankrolls".split())  # a company is
OFFICES = frozenset("ceo cto cfo coo founder co-founder co-ceo".split())
CHIEFS = frozenset("ceo cto cfo founder co-founder executive head director".split())
SUFFIXES = frozenset(
    """
    Inc Corp Ltd LLC GmbH Technologies Technology Labs Lab Robotics AI Systems Health Security Therapeutics Energy Group Ventures Capital
    Partners Networks Software Tech Semiconductor Semiconductors Biosciences Pharma Pharmaceuticals Motors Studios Studio Games Analytics
    Dynamics Holdings Industries Entertainment Media Bank Fund Computing Photonics Aerospace Logistics Intelligence Automation Electronics
    Telecom Audio Bio Biotech Mobility Quantum Diagnostics Medical Interactive Genomics Optics Instruments Circuits Aviation Insurance VC
    """.split()
)
# Those of them that hardly anything but a firm bears; "Neural Networks" and "Constitutional AI" are terms
FIRMS = frozenset(
    """
    Inc Corp Ltd LLC GmbH Technologies Labs Robotics Therapeutics Group Ventures Capital Partners Semiconductor Semiconductors Biosciences
    Pharma Pharmaceuticals Motors Studios Holdings Industries Bank Fund Aerospace Photonics
    """.split()
)
# and those that a person's or a term's name never ends with
LEGAL = frozenset("Inc Corp Ltd LLC GmbH Ventures Capital Therapeutics Holdings".split())
PLACED = ("-based", "-headquartered", "-listed", "-founded", "-born")  # "Singapore-based HeyMax"
BACKED = ("-backed", "-funded")
BETWEEN = " \n,“\"‘'("  # what may stand between a name and the word before it
_HISTORY = {f" {words}" for words in HISTORY}
_DEALS = set(STRONG).union(_MAKES_A_DEAL, ["seeks"])
_DEALS |= _HISTORY  # "X, founded by"
_DEALS |= {f"{before} {phrase}" for phrase in (*_MAKES_A_DEAL, "seeks") for before in _BEFORE_A_DEAL}
# Wordings as `spaced` leaves them: "X, a startup", "X is a startup", "X’s co-founder"
_GLOSSING = {"is a", "is an", *(f" {word}" for word in "a an the which one".split())}
_ENDING = OFFICES | {f"s {word}" for word in OFFICES} | _HISTORY
_ADJOINING = KINDS | FOUNDED
_ADJOINING |= {"called", "named", "dubbed", "led by", "backed by", *(f"{word} of" for word in CHIEFS)}
_LEADING = (
    BUY
    | PAY
    | ACTED_UPON
    | {"led by", "backed by"}
    | {f"{word} up" for word in UP}
    | {f"{word} with" for word in WITH}
    | {f"{word} in" for word in IN}
)


_AI_TALK = tuple(  # stems; "_" is a space
    stem.replace("_", " ")
    for stem in """
    _ai_ _a_i_ _llm_ _llms_ _ki_ _ia_ _ии_ inteligencia_artificial intelligence_artificielle intelligenza_artificiale kunstliche_intelligenz
    yapay_zeka kunstmatige_intelligentie _sztuczn kecerdasan_buatan kecerdasan_artifisial tri_tue_nhan_tao нейросет искусственн
    الذكاء_الاصطناعي _एआई_ model_jezykow modele_jezykow modeli_jezykow modelu_jezykow uczenia_maszynow uczenie_maszynow языковая_модел
    языковых_модел языковые_модел машинного_обучени машинное_обучени artificial_intelligence chatbot language_model machine_learning
    startup _start_up _robot
    """.split()
)
_INVESTING = tuple(  # likewise
    stem.replace("_", " ")
    for stem in """
    invest led_ lead_ leads_ leading_ backed_ backs_ backer backing_ to_back_ participa pours_ poured_ pouring_ to_pour_ commit bet_on mise
    funding money stake cash round_ injecte raise raising pump funnel plow plough inject puts_ sinks_ bankroll
    hands_ handed_ bags_ nabs_ secures_ lands_ draws_ snags_ pockets_ holder_ shareholder at_the_helm chipp pile piling anchor down_on_
    inyect injeta lider encabez aport capta levanta entra_en_ entran_en_ entra_na_ entra_no_
    aupres soutenu epaule menee entre_au_capital steigt beteilig gefuhrt fuhr angefuhrt guidat
    apoiad respaldad arrecad recaud инвест вложи при_участии под_руководством بقياد بمشارك निवेश नेतृत्व yatirim liderlig dipimpin
    """.split()
)
ASIDE_WORDS = frozenset(
    """
    like including unlike rival rivals rivaling competitor competitors against versus beat beats beating than ex former alumni from behind
    after laut selon según volgens menurut rivale rivales rivalen konkurrent konkurrenten concurrent concurrente concorrente competidor
    competidora exjefe exjefa exdirectivo exdirectiva exejecutivo exejecutiva exempleado exresponsable
    """.split()
)
ASIDE_PAIRS = {  # the last word of a pair, and the first
    "as": ("such",),
    "como": ("tales",),
    "que": ("tels", "telles"),
    "jak": ("takich", "takie"),
    "как": ("такие", "таких"),
    "to": ("according", "alternative", "alternatives", "compared", "similar"),
    "with": ("compared",),
    "of": ("formerly",),
    "for": ("gunning",),
    "on": ("take", "taking"),
}
ASIDE_SIGNS = ASIDE_WORDS.union(*ASIDE_PAIRS.values())
FORMER = ("ehemalig", "vormalig", "voormalig", "ancien", "antigu", "бывш")


class Cue(IntFlag):
    """On which side of a wording a name may stand, or what else the wording says of it; the last four speak of the text."""

    DEAL = auto()  # a name that begins a sentence ends before it
    ACT = auto()  # the same, but it says less
    END = auto()  # a name ends before it
    GLOSS = auto()  # a name ends before it, if a word such as "startup" follows
    KIND = auto()  # such a word
    ADJOINS = auto()  # a name begins after it
    LEADS = auto()  # a name may begin within REACH after it
    SUFFIX = auto()  # it ends a name of several words
    BACKED = auto()  # with a hyphen it is joined to a name
    ABOUT_AI = auto()  # the text speaks of AI or start-ups
    INVESTING = auto()  # somebody may invest
    ASIDE = auto()  # what follows is beside the point: a rival, an example
    ABROAD = auto()  # the text may be in a language that is not English


def _cues() -> dict[str, int]:
    cues: dict[str, int] = {}
    for cue, words in (
        (Cue.DEAL, _DEALS),
        (Cue.ACT, WEAK.union(_ACTS)),
        (Cue.END, _ENDING),
        (Cue.GLOSS, _GLOSSING),
        (Cue.KIND, KINDS),
        (Cue.ADJOINS, _ADJOINING),
        (Cue.LEADS, _LEADING),
        (Cue.SUFFIX, SUFFIXES),
        (Cue.BACKED, [word.strip("-") for word in (*BACKED, *PLACED)]),
    ):
        for word in words:
            pattern = f" {spaced(word)[1:-1]} "
            cues[pattern] = cues.get(pattern, 0) | int(cue)
    for cue, patterns in (
        (Cue.ABOUT_AI, _AI_TALK),
        (Cue.INVESTING, [f" {stem}" for stem in _INVESTING]),
        (Cue.ASIDE, [*(f" {spaced(word).strip()} " for word in ASIDE_SIGNS), *(f" {stem}" for stem in FORMER)]),
        (Cue.ABROAD, [f" {word} " for word in SIGNS]),
    ):
        for pattern in patterns:
            cues[pattern] = cues.get(pattern, 0) | int(cue)
    return cues


CUES = _cues()  # each as it stands between the words that `spaced` leaves, with the `Cue`s it is
CueHit = tuple[int, int, int]
"""The `Cue`s of a wording, where it starts in a text, and two characters past its end."""
MAX_READ = 1000  # characters read for unknown names: of 503 proposed in real items 99.6% were introduced before it
LAST_CUE = MAX_READ + 2
