"""Pages and texts that are no article: lists of articles, and notices to the visitor about cookies, scripts, being a person, nothing
found."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urldefrag, urlsplit

from selectolax.lexbor import LexborNode

from amw.automata import Automaton
from amw.extract.bylines import is_sentence, tells_who_or_when
from amw.extract.dom import HEADINGS, Page
from amw.extract.facts import absolute, find_canonical, leads_home
from amw.extract.sources import Sources
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
_FRONT: Final = re.compile(r"/*(?:index\.\w{2,5})?")  # the path of a site's front page
_HEADLINES: Final = ":is(h1,h2,h3,h4,h5,h6) a[href], a[href]:has(h1,h2,h3,h4,h5,h6)"
_UNREACHED: Final = re.compile(
    r"unavailable (?:due to|for) legal reasons|access(?:ing)? this (?:web)?site from a country|"
    r"\b(?:page|content|article|video|(?:web)?site|service)\b[^.!?\n]{0,20} not available in your (?:country|region)|"
    r"don.t have (?:the )?permission to (?:access|view)|too many requests\b[^.!?\n]{0,30}\byour?\b|"
    r"\byou\b[^.!?\n]{0,30} too many requests|"
    r"\b(?:page|(?:web)?site|we)\b[^.!?\n]{0,20}(?: (?:down for|under|undergoing) (?:\w+ )?maintenance|(?: temporarily)? unavailable)",
    re.IGNORECASE,
)
_SCRIPTLESS: Final = re.compile(
    r"java\s?script (?:is|must be|has been) (?:disabled|not|required|turned|enabled|switched)|"
    r"(?:enable|activate|turn on|(?:page|site|app\w*) requires?|aktivieren sie|activez|activ[ae]|habilit[ae]|attiva\w*) java\s?script|"
    r"browser (?:is )?(?:not|no longer) supported|java\s?script\s?(?:を有効|が無効)|启用\s?java\s?script",
    re.IGNORECASE,
)
# What says that a page or article is not there, and what is said to its visitor beside that.
_GONE: Final = re.compile(
    r"(?:\b(?:page|article|story|content|post|link|url|seite|artikel|inhalt|beitrag|contenu|página|artículo|contenido|noticia|artigo|"
    r"conteúdo|pagina|articolo|contenuto|stron[aęy]|artykuł|sidan|sayfa|страница|материал|статья)\b|"
    r"ページ|記事|[页頁]面|[网網][页頁]|文章|[内內]容|페이지|기사|게시물)[^.!?\n]{0,80}?(?:"
    r"\b(?:does|do) ?n[o’']t exist|no longer exist|\b(?:can|could) ?n[o’']t be found|\b(?:is|are) (?:not|no longer) available|"
    r"\b(?:has|have)(?: been)? (?:expired|removed|deleted|moved)|nicht (?:gefunden|mehr|vorhanden)|existiert nicht|gelöscht|verschoben|"
    r"introuvable|n[’']e(?:xiste|st) (?:pas|plus)|supprimé|déplacé|"
    r"n(?:o|ão) (?:existe|est[áa]|(?:se (?:ha |pudo |puede )?|f(?:ue|oi) )?enc)|eliminad|removid|"
    r"non (?:esiste|è|trovat)|rimoss|niet (?:gevonden|meer)|bestaat niet|nie (?:istnieje|została)|usunięt|"
    r"inte hittas|finns inte|bulunama|не (?:найден|существует)|удал[её]н|見つかりません|存在しません|削除|終了し|不存在|找不到|无法访问|"
    r"無法|[删刪移]除|下线|찾을 수 없|존재하지 않|삭제)|"
    r"\b(?:can|could) ?n[o’']t find (?:the|this|that|your) (?:page|article|story|post)\b",
    re.IGNORECASE,
)
_TO_SEEKERS: Final = re.compile(
    r"\byou(?:.re| are| were| have| may)? (?:\w+ )?(?:look|search|try|tri|request|ask|follow|reach|click)|"
    r"(?:^|\n)\W*(?:we.re )?(?:sorry|oops)|(?:to (?:our|the)|our) home ?page|check the (?:url|address)|"
    r"\b(?:zur startseite|ge(?:suchte|wünschte)|sie (?:suchen|gesucht|auf(?:ge)?ruf))|"
    r"\b(?:désolés?|à l[’']accueil|à la page d[’']accueil|vous (?:re)?cherche)|"
    r"\b(?:lo sentimos|buscas|est[áa]s buscando|você procura|procuras|procurando|desculpe|spiacenti|stai cercando|cercavi|hai cercato|"
    r"u zoekt|je zoekt|szukasz|przepraszamy|du letar|aradığınız)\b|"
    r"извините|вы (?:ищете|запр|перешли)|на главную|お探し|申し訳ござ|トップページ(?:へ|に戻)|您|抱歉|返回首[页頁]|"
    r"죄송합|요청하신|찾으시는",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[“„\"«「][^”“\"»」\n]{8,}[”“\"»」]")
_SENTENCE: Final = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")
_TO_VISITORS: Final = re.compile(r"java\s?script|\bcookies?\b", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"cookie|クッキー|쿠키|\bconsent|einwillig|consentement|consentimiento|\bconsenso|toestemming|\bzgod[aęy]\b", re.IGNORECASE
)
_may_ask: Final = Automaton((word, None) for word in "cookie クッキー 쿠키 consent einwillig consens toestemming zgod".split()).is_in
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
_TO_READERS: Final = re.compile(rf"{_YOU.pattern}|(?i:\b(?:our|please)\b)")
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
SHORT: Final = 600  # characters of an alphabet of a text that may be nothing but a notice
MANY: Final = 5  # linked headlines with a few words each from which a page lists articles
HEADLINE: Final = 15  # characters of an alphabet that such a headline has at least
TEASER: Final = 700  # characters of the words below it at most
LINKED: Final = 0.35  # of what a front page shows is links
MOSTLY_LINKED: Final = 0.5  # and of what one shows that says it is an article
MENU: Final = 2_000  # characters that a page shows at most whose text may be in JSON
LINKS: Final = 200  # that are asked where they lead
WORDS: Final = 4  # of the headline of a report above such headlines
REPORT: Final = 120  # characters of an alphabet of its text
ARCHIVE: Final = 12_000  # characters of an archive of links that are looked at
MADE_OF_LINKS: Final = 0.5  # of a list's text is links
LISTED: Final = 0.7  # of a list's text stands below such headlines


def is_notice(text: str, shown: str) -> bool:
    """Whether what `text` has beside what the page has `shown` asks for scripts or cookies, as most that a page holds back does."""
    lines_shown = set(shown.split("\n"))
    held = "\n".join(line for line in text.split("\n") if line not in lines_shown)
    return weigh(held) < NOTICE and any(pattern.search(held) for pattern in (_TO_VISITORS, _CONSENT, _BLOCKED))


def why_no_article(sources: Sources, text: str) -> str | None:
    """Why a text that was found is none of an article, as a stable word: it is what the page asks or says in place of one ("blocked",
    "consent", "javascript", "not_found"). None where it is more than that."""
    if len(text) >= WALL:
        return None
    weight = weigh(text)
    if _CHALLENGE.fullmatch(sources.page.title[:200]) and weight < NOTICE:
        return "blocked"
    if weight < SHORT and not sources.tells_article and (notice := _told(text)):
        return notice
    if _may_ask(text[:BEGINNING].lower()) and weight < WALL:
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


def _told(text: str) -> str | None:
    """What a short text says to the page's visitor: three tenths of it in sentences that say so, one of them to "you", or half of it
    in sentences of either kind. One with a quotation is a report."""
    if _QUOTED.search(text):
        return None
    sentences = _SENTENCE.findall(text)
    for reason, pattern, address in (
        ("javascript", _SCRIPTLESS, _TO_READERS),
        ("blocked", _UNREACHED, _TO_READERS),
        ("not_found", _GONE, _TO_SEEKERS),
    ):
        said, told = ({s for s in sentences if p.search(s)} for p in (pattern, address))
        if said and told and sum(map(len, said | told)) >= (0.3 if said & told else 0.5) * len(text):
            return reason
    return None


def lists_articles(sources: Sources, text: str) -> bool:
    """Whether nearly all of a text stands in pieces of a few words, none half of them, below headlines that lead to other pages of the
    site, on a page that does not call itself an article: a front page, a search, a subject. Such headlines in a digest lead to other
    sites, and a short report may stand below its outlet's latest."""
    page = sources.page
    if _is_front(sources, len(text)):
        return True
    if sources.tells_article:
        return False
    if _is_made_of_links(sources, text):
        return True
    own = set(text.split("\n"))
    pieces: list[int] = []  # characters of the text below each headline
    for block in page.blocks:
        if block.tag in HEADINGS and block.link_chars >= 0.8 * len(block.text) and weigh(block.text) >= HEADLINE:
            pieces.append(0)
            own.discard(block.text)
        elif pieces and block.text in own:
            pieces[-1] += len(block.text)
    below = sum(size for size in pieces if size <= TEASER)
    if len(pieces) < MANY or 2 * max(pieces) > below or below < LISTED * sum(map(len, own)):
        return False
    led = _led(sources, _HEADLINES)
    return 2 * len({*led} - {""}) > len(led)


def report_above(sources: Sources) -> str:
    """The text of a short report that stands above its outlet's latest on a page that lists articles: prose between a headline of several
    words, under which a line says who wrote it or when, and the first headline that leads elsewhere; "" where there is none."""
    page = sources.page
    if (
        not page.headings
        or _FRONT.fullmatch(urlsplit(sources.url).path)
        or leads_home(page.headings[0].node, title := page.headings[0].node.text(deep=True), sources.url)
    ):
        return ""
    lines: list[str] = []
    signed = False
    for block in page.blocks[page.headline + 1 :]:
        if block.tag in HEADINGS and block.link_chars >= 0.8 * len(block.text):
            break
        if is_sentence(block.text) and 2 * block.link_chars < len(block.text):
            if not signed:  # nobody signs what a subject is
                return ""
            lines.append(block.text)
        signed = signed or tells_who_or_when(block.text)
    is_headline = len(title.split()) >= WORDS or weigh(title) >= max(2 * HEADLINE, 1.5 * len(title))  # some scripts part no words
    return "\n".join(lines) if is_headline and weigh("".join(lines)) >= REPORT else ""


def _is_made_of_links(sources: Sources, text: str) -> bool:
    """Whether most of a text is links to other pages of the site, as in an archive or under a tag; those of a digest lead to
    other sites."""
    page = sources.page
    whole = " ".join([line.removeprefix("- ") for line in text[:ARCHIVE].split("\n")])
    places = {i for i, block in enumerate(page.blocks) if block.text.replace("\n", " ") in whole}
    linked, shown = sum(page.blocks[i].link_chars for i in places), sum(len(page.blocks[i].text) for i in places)
    if linked < MADE_OF_LINKS * shown or shown < MADE_OF_LINKS * len(whole):
        return False
    nodes = [node for node, tag, _, block, _ in page.signs if tag == "a" and block in places][:LINKS]
    led = _led_by(sources, nodes)
    return len({*led} - {""}) >= max(MANY, 0.5 * len(led))


def _led(sources: Sources, selector: str) -> list[str]:
    """The addresses that the first links of a selector lead to, "" for each that is the page's own or of another site; hosts below
    the page's are of its site."""
    return _led_by(sources, sources.page.parser.css(selector)[:LINKS] if sources.page.parser is not None else [])


def _led_by(sources: Sources, nodes: list[LexborNode]) -> list[str]:
    """As `_led` tells it of links."""
    links = [urldefrag(absolute(node.attributes.get("href") or "", sources.url) or sources.url).url for node in nodes]
    here = urldefrag(sources.url).url
    return [to if to != here and f".{urlsplit(to).hostname or ''}".endswith(f".{sources.host}") else "" for to in links]


def _is_front(sources: Sources, size: int) -> bool:
    """Whether a page stands where its site begins, names no other address as its own, and has headlines that lead to its other pages, or
    much of what it shows is links, most where it says that it is of an article's type, a third of them to other pages of the site: an
    essay that is all of its site has few, and its sources are elsewhere. A day of publication is the site's there. `size` is that of
    the text, which is in JSON where the page shows little but a menu."""
    address = urlsplit(sources.url)
    if not _FRONT.fullmatch(address.path) or address.query or not address.hostname:
        return False
    if not all(_FRONT.fullmatch(urlsplit(str(told.value)).path) for told in find_canonical(sources)):
        return False  # whoever asked knew no more of the address than its site
    if len({*_led(sources, _HEADLINES)} - {""}) >= MANY:
        return True
    blocks = sources.page.blocks
    share = MOSTLY_LINKED if sources.is_typed else LINKED
    linked, shown = sum(block.link_chars for block in blocks), sum(len(block.text) for block in blocks)
    led = _led(sources, "a[href]") if linked >= share * (shown if shown > MENU else max(size, shown)) else []
    return 3 * led.count("") < 2 * len(led)


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
