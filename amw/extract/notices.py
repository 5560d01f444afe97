"""Pages and texts that are no article but a notice to the visitor: about cookies, scripts, being a person, nothing found."""

from __future__ import annotations

import re
from typing import Final

from amw.extract.dom import Page
from amw.extract.words import finder
from amw.text import weigh

NOTICE: Final = 2_000  # characters of an alphabet that a notice to readers without scripts or about cookies has at most
WALL: Final = 6_000  # and that what a page asks in place of its text has: a list of purposes and partners
PERSONAL: Final = 0.7  # of such a text is said to "you" by "us" about data
BEGINNING: Final = 1_000  # characters of it in which that begins
ASKING: Final = 0.3  # and about cookies or consent
_CONSENT: Final = re.compile(
    r"before you continue|we value your privacy|your privacy choices|cookie[- ]?(?:consent|einstellungen|policy|wall)|"
    r"consent to (?:the )?(?:use|cookies)|"
    r"accept (?:all )?cookies|zustimmen|datenschutzeinstellungen|consenti|accepter (?:et|les|tous)|mit werbung (?:und|weiter)|"
    r"manage (?:your )?(?:cookie|consent)",
    re.IGNORECASE,
)
_BLOCKED: Final = re.compile(
    r"verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|attention required|access denied|"
    r"are you a robot|unusual traffic|"
    r"(?:complete|solve|enter|pass|fill)\b[^.!?\n]{0,40}\bcaptcha|captcha (?:challenge|check|code|verification|below)|"
    r"enable javascript and cookies|pardon our interruption|request unsuccessful|ddos protection",
    re.IGNORECASE,
)
# All that the title of a page says that asks its visitor to prove something, but for the name of its site.
_CHALLENGE: Final = re.compile(
    r"\W*(?:just a moment|one moment,? please|attention required|access (?:to this page has been )?(?:denied|blocked)|"
    r"pardon our interruption|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:robot|human)|robot or human|"
    r"(?:vercel )?security (?:check|checkpoint|verification)|human verification|client challenge|captcha(?: challenge)?|"
    r"ddos-guard|checking your browser|request (?:blocked|rejected)|you have been blocked|403 forbidden)\W*(?:\s[|–—-].*)?",
    re.IGNORECASE,
)
_NOT_FOUND: Final = re.compile(
    r"^\W*(?:error\s)?(?:404|410|page not found|not found|page introuvable|seite nicht gefunden|página no encontrada)\b", re.IGNORECASE
)
_TO_VISITORS: Final = re.compile(r"java\s?script|\bcookies?\b", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"cookie|クッキー|쿠키|\bconsent|einwillig|consentement|consentimiento|\bconsenso|toestemming|\bzgod[aęy]\b", re.IGNORECASE
)
_may_ask: Final = finder("cookie クッキー 쿠키 consent einwillig consens toestemming zgod".split())
_DATA: Final = re.compile(
    rf"{_ASKED.pattern}|personal (?:data|information)|personenbezogen|données (?:personnelles|à caractère)|datos personales|"
    r"dati personali|dados pessoais|persoonsgegevens|dan(?:e|ych) osobow|个人信息|個人情報|개인정보|privacy|datenschutz|confidentialité|"
    r"privacidad|vie privée|riservatezza|prywatnoś|partner|vendors|partenaires|anbieter|socios|parceiros",
    re.IGNORECASE,
)
_WE: Final = re.compile(
    r"\b(?:we|our|us|wir|uns|unsere?[mnrs]?|nous|nos|notre|nosotros|nuestr[oa]s?|noi|nostr[ioae]|nós|nosso?s?|nossas?|wij|onze|ons|"
    r"nas[iz]?|nasz[eai]|naszych|nam|my)\b|我们|当社|弊社|당사",
    re.IGNORECASE,
)
# "You"; what is "hers" too in Spanish or Italian, and "I" in French, counts beside "we" alone.
_YOU: Final = re.compile(
    r"(?i:\b(?:you|your|vous|vos|votre|usted(?:es)?|tus?|tuoi?|tu[ae]|você|uw|jouw|two(?:i|im|ich|j[eaąi])|państwa|wyrażasz|możesz)\b)|"
    r"(?<=[a-zäöüß,;:] )(?:Sie|Ihre?[mnrs]?|Ihnen)\b|您|你的|お客様|あなた|귀하"
)
_THEIRS: Final = re.compile(r"\b(?:sus?|suoi?|su[ae]|seus?|suas?|je)\b", re.IGNORECASE)
# What a choice that is offered consists of, each a group: how it is made, when, who else is told, what is done.
_CHOICE: Final = re.compile(
    r"(?P<click>\bclick|\bklick|\bclic\b|\bcliqu|\bcliccand|\bklik|クリック|点击|클릭|\btap\b)|"
    r"(?P<all>(?:accept|agree|reject|refuse|allow) (?:to )?all|"
    r"[„“\"'«]\W?(?:i )?(?:accept|agree|ak[kc]ept|zustimm|einverstanden|acept|aceit)|"
    r"alle[ns]? (?:akzeptieren|ablehnen|cookies)|"
    r"tout (?:accepter|refuser)|(?:aceptar|rechazar) tod|aceitar tud|"
    r"(?:accetta|rifiuta) tutt|alles accepteren|すべて(?:受|許|同)|全部接受|모두 (?:동의|허용))|"
    r"(?P<time>at any (?:time|moment)|jederzeit|à tout moment|en cualquier momento|em qualquer momento|a qualquer momento|"
    r"in qualsiasi momento|op elk moment|te allen tijde|w (?:każdej chwili|dowolnym momencie)|いつでも|随时|언제든)|"
    r"(?P<others>\b\d[\d.,]*\s(?:\w+\s)?(?:partner|vendor|partenaire|socio|anbieter|parceiro|third part))|"
    r"(?P<store>\bstor(?:e|ing) (?:and|or|information|cookies)|speicher|\bstocke|\balmacen|\barmazen|\barchivi|\bmemorizz|\bopslaan|"
    r"przechow|保存|存储|저장)|"
    r"(?P<use>\b(?:(?:use|using|process|set|place)\b|(?:nutz|verwende|setz|utilis|dépos|utiliz|instal|gebruik|plaats|używa)\w*)"
    r".{0,40}\bcookie)",
    re.IGNORECASE,
)
CHOICE: Final = 2  # of these groups a wall tells at least


def is_notice(text: str, shown: str) -> bool:
    """Whether what `text` has beside what the page has `shown` asks for scripts or cookies, as most that a page holds back does."""
    lines_shown = set(shown.split("\n"))
    held = "\n".join(line for line in text.split("\n") if line not in lines_shown)
    return weigh(held) < NOTICE and any(pattern.search(held) for pattern in (_TO_VISITORS, _CONSENT, _BLOCKED))


def why_no_article(title: str, text: str) -> str | None:
    """Why a text that was found is none of an article, "blocked" or "consent": it is what the page asks before it shows one. None where
    it is more than that. `title` is the page's."""
    if len(text) >= WALL:
        return None
    if _CHALLENGE.fullmatch(title[:200]) and weigh(text) < NOTICE:
        return "blocked"
    if _may_ask(text[:BEGINNING].lower()) and weigh(text) < WALL:
        about_data = [line for line in text.split("\n") if _DATA.search(line)]
        personal = [line for line in about_data if _YOU.search(line) or (_THEIRS.search(line) and _WE.search(line))]
        asking = [line for line in personal if _ASKED.search(line)]
        much = sum(map(len, personal)) >= PERSONAL * len(text) and sum(map(len, asking)) >= ASKING * len(text)
        if (
            much
            and any(map(_WE.search, personal))
            and len({match.lastgroup for line in personal for match in _CHOICE.finditer(line)}) >= CHOICE
        ):
            return "consent"
    return None


def why_empty(page: Page) -> str:
    """Why a page has no text, as a stable word."""
    visible = " ".join(b.text for b in page.blocks[:80])[:6000]
    if _CHALLENGE.fullmatch(page.title[:200]) or (weigh(visible) < NOTICE and _BLOCKED.search(f"{page.title}\n{visible}")):
        return "blocked"
    if _NOT_FOUND.search(page.title) or _NOT_FOUND.search(visible):
        return "not_found"
    if _CONSENT.search(visible):
        return "consent"
    if page.frames and len(visible) < 400:
        return "frames"
    if len(visible) < 400 and sum(len(text) for _, text in page.scripts()) > 2000:
        return "javascript"
    return "no_article" if page.blocks else "empty"
