"""Which sort of event a headline tells of: a fine or a ban, a departure or job cuts, a new feature or a withdrawal."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from amw.tags.status import DENIED_ABROAD

READ: Final = 200  # characters of a headline that are read
NEAR: Final = 50  # characters before a word of a sort in which it may be denied
DECIDED: Final = (
    r"\b(?:convicted|convicts|(?<!plead )(?<!pleads )(?<!pleaded )guilty|verdict|sentenced|acquitted)\b"
    r"|\b(?:judge|court|jury) (?:has |have )?(?:ruled|rules|finds?|found|orders?|ordered|blocks?|blocked|dismisse[sd]|reject(?:s|ed))\b"
    r"|\b(?:wins?|won|loses?|lost) (?:(?!bid|round)[\w’'-]+ ){0,3}(?:case|lawsuit|suit|trial)\b|\bverurteil|\burteilt?\b|\bgewinnt gegen\b"
    r"|\bcondamné|\b(?:cour|justice|tribunal) condamn|\bcondenad|\b(?:jue[zc]\w*|justicia|tribunal) (?:\S+ )?condena"
    r"|判决|裁定|유죄|판결|有罪|判決"
)
SETTLED: Final = r"\bsettle(?:s|d|ment)?\b|和解|합의"
_STAFF = r"(?:jobs|roles|staff|workers|employees|positions|workforce)\b"
REORGANISED: Final = "a reorganisation"
WITHDRAWN: Final = "a withdrawal"
# By event the noun and the words that tell it; of several the one that the headline says first.
_SORTS: Final[dict[str, dict[str, str]]] = {
    "funding": {
        "a debt financing": r"(?:\d[\w.]*|\b(?:[mb]illion|(?:in|of|through|via|with|borrow|issue|land|price|raise|secure|seek|sell|take|want)(?:e?s|ed|ing)?)) (?:(?!(?:and|equity|for|to)\b)[\w’'-]+ ){0,2}(?:debt|loans?|bonds?|notes)\b(?![- ](?:AI|app|automat|broker|collect|fintech|manag|market|officer|origin|platform|servic|software|start|tech|underwrit))(?!.{0,80}\bequity\b)"
        r"|\bdebt (?:financ|facilit|fund|deal|offer|rais|round|sale)|\b(?:bond|loan|note) (?:offer|sale)|\bcredit (?:facility|line)|债券|可转债|贷款|社債|부채|회사채|전환사채|대출|\banleihe|\bkredit\b|\bemprunt",
    },
    "acquisition": {
        "the sale of a stake": r"\b(?:divest|dump|offload|sell|trim|unload)(?:s|ed|ing)? (?:[\w$€£%,.’'-]+ ){0,5}stakes?\b|\bsold (?:[\w$€£%,.’'-]+ ){0,5}stakes?\b",
        "the purchase of a stake": r"\bstake\b|\bstakes in\b|(?<!100%)(?<!全部)股权|入股|持分|지분|\bbeteiligung|\bparticipation\b",
        "a merger": r"\bmerg(?:es?|ed|ers?|ing)\b|合并|合併|합병|\bfusion",
    },
    "regulation": {
        "an investigation": r"\bprob(?:e|es|ed|ing)\b|\binvestigat|\binquir(?:y|ies)\b|调查|調査|조사|\benquête|\bermittl",
        "a fine": r"\bfine[sd]?\b(?![- ]tun| print| with)|\bpenalt(?:y|ies)\b|罚款|과징금|\bamende\b|\bbußgeld",
        "the end of a ban": r"\b(?:lift|eas|overturn|scrap)\w{0,3} (?:[\w’'-]+ ){0,3}(?:bans?|curbs?|restrictions?)\b|\bban (?:[\w’'-]+ ){0,3}(?:lifted|overturned|reversed|scrapped)\b",
        "a ban": r"\bban(?:s|ned|ning)?\b|\bprohibit|\boutlaw|禁止|금지|\binterdi[tc]|\bverbiet|\bverbot",
        # one that is put off or refused is none
        "an approval": r"(?<!to )(?<!be )\bapprov(?:e[sd]?|al(?![^,;:.]{0,40}\b(?:delayed|denied|postponed|pushed back|refused|rejected|stall(?:s|ed)|withheld)\b))\b|\bgreen-?light|(?:批准|承認|승인)(?!.{0,8}(?:연기|지연|보류|거부|불허|推迟|延期|拒绝|見送|却下))",
        "a court ruling": DECIDED,
        "an executive order": r"\bexecutive orders?\b|行政命令|행정명령",
        "a legislative step": r"(?<!power )(?<!energy )(?<!electricity )\b(?-i:bills?|Bills?(?! (?!(?:A|Aim|And|As|At|Could|For|From|In|Is|May|On|That|To|Will|With|Would)s?\b)[A-Z]))\b|\blaws?\b(?! (?:enforce|firm|profess|school))|\blegislat|立法|法案|법안|\bgesetz|\bprojet de loi",
    },
    "personnel": {
        "job cuts": rf"\blay(?:s|ing)?[ -]?offs?\b|\blaid off\b|\bjob (?:cuts?|losses)\b|\b(?:cut|slash|ax|shed|eliminat)\w{{0,4}} (?:[\w%,.’'-]+ ){{0,5}}{_STAFF}"
        r"|裁员|人員削減|감원|감축|\bstellenabbau|\bsuppressions? de postes|\blicenci|\bdespid",
        "a departure": r"\bleav(?:es|ing)\b|\bdepart(?:s|ed|ure|ing)\b|\bstep(?:s|ped|ping)? down\b|\bresign|\b(?:quit|exit)s?\b|\bfired\b|\boust(?:s|ed)\b|离职|辞任|辞职|退任|퇴사|사임|물러|\bquitte\b|\bdémission|\bverlässt",
        REORGANISED: r"\breorgani[sz]|\brestructur|\bshak(?:es?|ing)[ -]?up\b|\breshuffl|组织调整|組織再編|개편",
        "a hiring freeze": r"\bhiring (?:freeze|halt|pause)|\bfreez\w+ hiring|채용 ?(?:동결|중단)",
        "recruitment": r"\bhiring\b|\brecruit|招聘|채용",
        "an appointment": r"\bappoint|\bnam(?:es|ed|ing)\b|\b(?:re)?joins?\b|\bhire[sd]?\b|\btaps\b|\bpromot(?:es|ed)\b|\bpoach|任命|就任|加盟|영입|선임|임명|\bnomm[eé]|\bernenn|\bnombra",
    },
    "incident": {
        "a malware case": r"\bmalware\b|\bransomware\b|\binfostealer|악성코드|恶意软件|\bmaliciel",
        "a fraud case": r"\bscam|\bfraud|\bphish|诈骗|詐欺|사기|\barnaque|\bbetrug",
        "a security flaw": r"\bvulnerabilit|\b(?:security )?flaws?\b|\bCVEs?\b|\bzero-days?\b|\bjailbreak|\bremote code execution\b|漏洞|脆弱性|취약점|\bfaille|\bsicherheitslücke",
        "a reported leak": r"\bleak(?:s|ed|ing)?\b|\bbreach(?:es|ed)?\b(?! of)|泄露|漏えい|유출|\bfuite\b|\bdatenleck",
        "a reported attack": r"\bhack(?:s|ed|ers?|ing)\b|\bhijack|(?<!heart )\b(?:cyber-?)?attack(?:s|ed|ers?)?\b|\bespionage\b|黑客|攻撃|해킹|\bpiratage|\bcyberattaque|\bhackerangriff",
        "an outage": r"\boutages?\b|\b(?:is|are|goes|went) down\b|\bunavailable\b|宕机|障害|먹통|\bpanne\b",
    },
    "product_launch": {
        WITHDRAWN: r"\b(?:shuts?|shutting|winds?|winding) down\b|\bdiscontinu|\bsunset(?:s|ting)\b|\bretir(?:es|ing)\b|\broll(?:s|ed|ing)? back\b|\bpull(?:s|ed|ing) the plug\b"
        r"|\bkill(?:s|ed) (?:off|its)\b|\bwithdraws\b|\bdeprecat(?:es?|ing|ions?)\b|\b(?:are|be|been|is|now|was) deprecated\b|\bphas(?:es?|ed|ing) out\b|下线|停止服务|サービス終了|서비스 ?종료",
        "a test": r"(?-i:\b[Tt]ests (?:[Aa]n?|[Ii]ts|[Nn]ew|[A-Z]))|\b(?:begins?|is|starts?) testing\b|\bpiloting\b|内测|テスト開始|테스트 ?(?:시작|착수|중)|시범 ?(?:서비스|운영)",
        "a wider roll-out": r"\b(?:are|is|now) available (?:across|as|for|in|on|to)\b|\bgenerally available\b|\b(?:goes|now) (?:GA|live)\b|\bexpands? (?:across|to)\b|\broll(?:s|ing)? out (?:across|in|to)\b"
        r"|\bcom(?:es|ing) to\b|\barriv(?:es|ing) (?:in|on)\b",
        "an open-source release": r"\bopen[- ]sourc(?:es|ed|ing)\b|开源|オープンソース化|오픈소스 ?(?:공개|배포)",
        "an integration": r"\bplug-?ins?\b(?! (?:market|store))|\bconnectors?\b|\bintegrat(?:es|ed|ing|ions?)\b|(?<!browser )\bextensions?\b(?! of\b)|\bnow works? with\b|\bconnects? to\b|\bnow supports?\b|(?-i:\b(?:(?!AI )[A-Z]\S* [Ss]|S)upport) (?:for|in|on|now)\b|插件|プラグイン|플러그인",
        "a new feature": r"\bcan now\b|\badd(?:s|ing)\b|(?-i:\bnow [a-z]{2,}s\b)|\bnew (?:[\w-]+ ){0,2}features?\b|\bfeatures\b(?=\W*\Z| (?:for|in|to)\b)|\blets? (?:developers|teams|users|you)\b|新功能|新機能|신기능",
        "an upgrade": r"\bupdate[sd]?\b|\bupgrad|\bimprovements?\b|\boverhaul(?:s|ed)\b|\bredesign(?:s|ed|ing)\b|更新|升级|アップデート|업데이트|업그레이드",
    },
    "lawsuit": {
        "a settlement": SETTLED,
        "a court ruling": DECIDED,
        "an appeal": r"\bappeals\b|\bappeal(?:ed|ing)?\b(?! to\b)|上诉|控訴|항소",
        "a lawsuit": r"\bsu(?:es?|ed|ing)\b|\blawsuits?\b|\bclass[- ]actions?\b|起诉|提訴|소송|\b(?:ver)?klag(?:e|t|en)\b",
    },
    "infrastructure": {
        "data centre capacity": r"\bdata[- ]?cent(?:er|re)s?\b|数据中心|データセンター|데이터센터|\brechenzentr|\bcentres? de données|\bcentros? de datos",
        "chip production": r"\bfabs?\b|\bfoundr(?:y|ies)\b|\bchip (?:plants?|factor\w+|manufactur\w+|production)|晶圆厂|芯片厂|반도체 공장|\bchipfabrik",
    },
    # What is no event of the taxonomy and yet more than a post
    "other": {
        "a new office": r"(?:\b(?:new|second|third|fourth|fifth) (?:[\w-]+ ){0,2}|\bopen(?:s|ed|ing)? (?!up |source )(?:[\w’'-]+ ){0,4})(?:offices?|headquarters)\b(?! (?:agent|app|assistant|automat|document|file|productivity|rival|software|suite|tool|worker))"
        r"|\bexpand(?:s|ed|ing)? (?:[\w’'-]+ ){0,3}(?:operations|presence) (?:in|to)\b",
        "a certification": r"\b(?:ISO(?:/IEC)? ?\d{4,5}|SOC ?2|FedRAMP|HIPAA[- ]compl|certifi(?:ed|cations?))\b|认证|認証|인증",
        "an award": r"\baward(?:s|ed)?\b(?! contract)|\brecipient\b|\bwins? (?:[\w’'-]+ ){0,4}prize\b|获奖|受賞|수상",
        "a donation": r"\bdonat|\bmakes? (?:a )?gift\b|\bphilanthrop|捐赠|寄付|기부",
        "a bug bounty": r"\bbug bount|\bbounty program",
        "a programme": r"(?-i:\bProgram(?:me)?s?\b)|\b(?:an?|its|new|our|the) (?:(?!bug |bounty )[\w’'-]+ ){0,3}program(?:me)?s?\b|\bfellowships?\b|\bgrants?(?=\W*\Z| (?:for|open|program))",
        "an advisory body": r"\badvisory (?:board|council|group)\b",
        "a renaming": r"\brebrand|\brenam(?:es|ed|ing)\b|更名|改名|사명 ?변경",
        "a policy": r"\b(?:privacy|safety|scaling|usage|content) polic(?:y|ies)\b|\bterms (?:of service|of use|and)\b|\bpolicy update\b",
        "a conference": r"(?:\A|\b(?:announc|host|hold|introduc)\w* (?:[\w’'-]+ ){0,4}|\b(?:first|inaugural) (?:[\w’'-]+ ){0,3})(?:conference|summit)\b",
    },
}  # fmt: skip
_SORTS["model_release"] = {WITHDRAWN: _SORTS["product_launch"][WITHDRAWN]}
_FIND: Final = {
    event: (tuple(sorts), re.compile("|".join(f"({words})" for words in sorts.values()), re.IGNORECASE)) for event, sorts in _SORTS.items()
}
_WANTED = re.compile(
    r"\b(?:calls? for|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)|propos(?:es?|ed|al|als|ing)|petitions?|push(?:es|ing)? for|lobb(?:y|ies|ying))\b"
    r"|\bveut\b|\bfordert\b|呼吁|촉구|求め",
    re.IGNORECASE,
)
# Before the word of a sort: what is denied, or undone, refused or waited for, is not that sort
_DENIED = r"avoid|den[iy]|escap|fear|never|no|not|nor|rul\w+ out|without|won[’']t"
_UNDONE = r"await|cancell?|clos|delay|dropp?|end|halt|need|overturn|paus|pend|refus|reject|revers|scrapp?|seek|withdr[ae]w|withh[eo]ld"
# nor what something launched does besides: "launches a tool that shuts down ...", "launches a tutor, retires ..."
_BESIDES = r"that|which|who|(?:debut|introduc|launch|releas|unveil)\w* .{3,}?(?:,| and| to)"
_NOT_SO: Final = {
    event: re.compile(rf"\b(?:{words})(?:e?s|e?d|ing)? (?:[\w$€£%.’'-]+ ){{0,4}}\Z", re.IGNORECASE)
    for event, words in {
        "incident": _DENIED,
        "product_launch": f"{_DENIED}|{_BESIDES}",
        "model_release": f"{_DENIED}|{_BESIDES}|and|as|while",
        **dict.fromkeys(("lawsuit", "other", "personnel", "regulation"), f"{_DENIED}|{_UNDONE}"),
    }.items()
}
_DENIED_ABROAD = re.compile(DENIED_ABROAD, re.IGNORECASE)
# What is done to somebody and over with: nobody asks when it takes effect, or how far it reaches
SINGLE: Final = frozenset({"an investigation", "a fine", "an approval", "the end of a ban"})
CALL: Final = "a call for "


@lru_cache(maxsize=4096)
def sort_of(title: str, event: str | None) -> str:
    """The noun for the sort of `event` that its headline tells of: "an investigation", "a call for a ban", "job cuts"; "" for none."""
    sorts, pattern = _FIND.get(event or "", ((), None))
    found = pattern.search(title, 0, READ) if pattern is not None else None
    if found is None or found.lastindex is None:
        return ""
    denied = _NOT_SO.get(event or "")
    if denied and (denied.search(title, max(0, found.start() - NEAR), found.start()) or _DENIED_ABROAD.search(title, 0, READ)):
        return ""
    noun = sorts[found.lastindex - 1]
    return CALL + noun.removeprefix("an ") if event == "regulation" and _WANTED.search(title, 0, READ) else noun
