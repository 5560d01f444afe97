"""How a headline says that something is told: a guide, an interview, a case of use, a review ...; none where it just tells the news."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from functools import lru_cache

from amw.tags.classify import accounts

READ = 200  # characters of a headline that are read
# Genres that tell of no event, whatever words of one they use, and what they are in its place.
NO_EVENT = {
    **dict.fromkeys(("advertisement", "job", "gathering"), "other"),
    **dict.fromkeys(("interview", "podcast", "review", "recap", "guide", "list", "speech"), "opinion"),
}
_SOMEBODY = r"(?:I|[Ww]e)"
_GERUND = r"(?:using(?! (?:ai|artificial|machine|deep)\b)|choosing|getting started|setting up|mastering|customi[sz]ing|debugging|migrating|prompting|self-hosting|steering|configuring)"
_ANNOUNCES = re.compile(
    r"(?:introducing|announcing|releasing|launching|unveiling|presenting)\b", re.IGNORECASE
)  # a guide that is out is news
# What stands after one of these in a headline is what somebody does or makes: "launches a podcast", "built a model from scratch"
_DOES = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:launch(?:es|ed)?|unveil(?:s|ed)|announc(?:es|ed)|releas(?:es|ed)|introduc(?:es|ed)|debut(?:s|ed)|acquir(?:es|ed)|buys|bought|partners|adds|added"
    r"|built|builds|rebuilt|rebuilds|shuts|closes|sues|sued|trains|trained|creates|created|develops|developed|raises|raised|starts|started|rolls out|cancels|cancelled|canceled|wins|won|signs)\b",
    re.IGNORECASE,
)
# Who speaks for himself, and how; a figure, or what a company does, makes it news whoever tells it.
_PERSON = (
    r"(?:[\w’'&.-]+ ){0,4}(?:[\w’']+-)?(?:c[efiot]o|chief(?: executive| scientist| economist)?|boss|(?:co-?)?founder|chair(?:man|woman)|exec|investors?|analysts?|economists?|experts?|professor"
    r"|\w*chef(?:in)?|\w*gründer(?:in)?|ökonom(?:in)?|forscher(?:in)?|patron(?:ne)?|pdg|fondateur|fondatore|fundador"
    r"|altman|amodei|andreessen|bengio|benioff|bezos|bill gates|ellison|hassabis|hinton|huang|jassy|karpathy|lecun|mensch|murati|musk|nadella|pichai|suleyman|sutskever|zuckerberg)"
)
_THINKS = (
    r"warns?|argues?|thinks?|believes?|predicts?|fears?|defends?|dismisses|criticizes|criticises|slams|blasts|urges?|calls? (?:for|on)|doubts"
    r"|meint|warnt|fordert|kritisiert|hält|glaubt|verteidigt|mahnt|zweifelt|appelle|prévient|met en garde|plaide|défend|critique|estime|alerte|juge|avertit"
    r"|advierte|alerta|avverte|critica|defende"
)
_SAYS = rf"(?:says?|said|insists?|rejects|sagt|sieht|affirme|assure|afirma|dice|diz|{_THINKS})"
# What is merely said is news ("CEO says Lantern is merging with Meridian") but where it is quoted or tells what will, could or must be.
_OPINES = re.compile(
    rf"^[‘“\"'„«]|\b(?:{_THINKS}|will|won[’']?t|would|could|may|might|should|must|needs?|muss|müssen|könnten?|sollten?|va|vont|doit|doivent|pourrait|debe|podría|deve|pode)\b"
    r"|警告|直言|认为|呼吁|反对|唱空|看空|(?<![员布协大年])会(?![议员话谈面])|应[该当]|必须|可能|不是|べき|だろう|かもしれ|ではない|語る|警鐘|[가-힣]야(?![가-힣])|아니|필요|[할될] 것",
    re.IGNORECASE,
)
_ACTS = re.compile(
    rf"\d|{_DOES.pattern}|\b(?:has|have|will|to|plans?|agrees?) (?:be )?(?:acquir|add|bann|bring|build|buy|cut|expand|file|hir|invest|join|launch|lay|leav|list|open|power|raise|releas|resign|retir|run|sell|ship|sign|spend|start|step|sue)\w*"
    r"|\b(?:breach|hack|malware|outage|phishing|raid|recall|scam)",
    re.IGNORECASE,
)
# In the order in which they are asked; the first that fits is it.
_WORDINGS = {
    "advertisement": (  # "[Anzeige] ...", "best laptop deals"
        r"^\W*(?:sponsored|advertorial|paid (?:post|content)|partner content|presented by|promoted|anzeige|publireportage)\b"
        r"|[\[(](?:sponsored|advertorial|anzeige|ad|pr|広告|광고|广告|推广)[\])]"
        r"|\bbest\b(?! buy\b).{0,40}\bdeals\b"
        r"|\b\d{1,2}% off\b(?! (?:its|their|the|a|highs?|lows?|peaks?|record|all-time)\b)|\bpromo codes?\b|\bcoupons?\b"
        r"|\bblack friday (?:deal|sale|offer|discount)s?\b"
    ),
    "job": (  # "Work at Lantern", "We're hiring"
        r"^(?:work(?:ing)? (?:at|for) (?!the (?:frontier|edge))|join (?:our|the) team\b|(?:we(?:[’']re| are) )?hiring\b(?=\W|$)|careers? (?:at|in)\b|life at\b|culture\s?:|jobs?\s?:|job (?:opening|posting|offer)s?\b|stellenangebot|offre d[’']emploi|招聘|採用情報|채용 공고)"
        r"|\(yc \w+\) is hiring\b|\bwe[’']re hiring\b"
    ),
    "interview": (  # "Interview with ...", "Q&A: ..."
        r"^(?:an? |exclusive |the )*interview\b(?! (?:start-?up|platform|tool|app|software|assistant|bot|coach|company|firm|maker)s?\b)"
        r"|(?:^(?:[\w’'-]+ ){0,3}|[:–—|-] (?:an? )?)interview\s?(?:with\b|:|mit\b|avec\b)|^interview croisée"
        r"|\bq\s?(?:&|and)\s?a\b|\b(?:a|in) conversation with\b|\bin conversation\b|\bfireside chat\b|\bim gespräch\b"
        r"|^entretien avec|专访|獨家專訪|独家对话|访谈|インタビュー|인터뷰"
    ),
    "speech": (  # "Altman warns of a bubble", "Rules will kill start-ups, investor says"
        rf"^{_PERSON}(?:(?: [\w’'.-]+){{0,3}} {_SAYS}\b|(?: [\w’'.-]+){{0,2}}: )|[’'”\"»]: {_PERSON}\b|[,—–-] {_PERSON}(?: [\w’'.-]+){{0,2}} {_SAYS}$"
        rf"|[,—–»”\"-] {_SAYS} {_PERSON}\b[^,:]{{0,40}}$"
        r"|^[^，。：:]{0,8}(?:创始人|CEO|董事长|首席\w{2,4}|分析师|院士|教授|专家|奥(?:特|尔特)曼|黄仁勋|马斯克|扎克伯格|李彦宏|李开复|周鸿祎|雷军|杨立昆|辛顿)(?:[：:]|[^，。：:]{0,4}(?:称|警告|直言|认为|呼吁|反对))|唱空|看空"
        r"|(?:氏|CEO|会長|社長|教授)(?:[「『]|が(?:語る|警告|警鐘)|は警告)"
        r"|(?:대표|CEO|회장|교수|의장|창업자|올트먼|젠슨 황|머스크|저커버그|하사비스|아모데이|나델라) ?[\"“]"
    ),
    "podcast": (  # "Podcast: ...", "Episode 12"
        r"\bpodcasts?\b(?! (?:\w+ )?(?:app|maker|tool|generator|feature|start-?up|chatbot|summari))|\bepisode \d"
        r"|\bep\. ?\d|^listen\s?:|播客|ポッドキャスト|팟캐스트"
    ),
    "review": (  # "Hands-on with ...", "Review: ..."
        r"\b(?:book|film|product|hands-on) review\b|\bbook report\b|^(?:an? |my )?review(?: of\b|\s?:)|\breview\s?:"
        r"|(?::|\s[–—-])\s(?:an? )?review$|\bhands[- ]on(?: with\b|\s?:)|\bfirst impressions\b"
        rf"|\b{_SOMEBODY} (?:tried|tested|let|spent)\b|\btestbericht\b"
        r"|评测|实测|レビュー(?!版)|使ってみた|(?<!프)리뷰|사용기"
    ),
    "recap": (  # "Year in review", "This Week in ...:"
        r"\brecap\b|\b(?:year|month|week) in review\b|^(?:[\w’\'-]+ ){0,2}(?:weekly|this week in [\w ]{2,20})\s?:"
        r"|\bin 20\d\d: the year\b|\b(?:defined|shaped) (?:the|this|our) (?:year|decade)\b|\bretrospective\b"
        r"|\b(?:a |the )?timeline of\b|\blooking back\b|\btrip report\b|\b(?:status|progress) (?:update|report)\b"
        r"|[:–—] (?:the |our )?(?:first|last|past) (?:\w+ )?(?:months?|years?)$|\bhighlights (?:from|of)\b"
        r"|\b(?:rück|jahresrück)blick\b|\brétrospective\b"
        r"|回顾|盘点|振り返り|まとめ$|(?:올해|연말) ?결산|되돌아"
    ),
    "gathering": (  # "Join us at ...", "Webinar: ..."
        r"^(?:join us\b(?! in)|register (?:now|for|today)|meet us\b|speaking at|see you at|save the date)|\bwebinars?\b"
        r"|\bmeet-?ups?\b|\bhackathon\b(?!.*\b(?:raises?|fund))"
        r"|\bat (?:neurips|icml|iclr|cvpr|iccv|emnlp|naacl|acl|siggraph|kubecon)(?: ?(?:20)?\d\d)?$"
    ),
    "case": (  # "Customer story: ..."
        r"\bcase study\b|\b(?:customer|success|user) stor(?:y|ies)\b|^working at the frontier\b|\banwenderbericht"
        r"|\bfallstudie|\btémoignage|\bcas client"
        r"|导入事例|導入事例|活用事例|客户案例|도입 ?사례|활용 ?사례"
    ),
    "guide": (  # "How to ...", "A guide to ..."
        rf"^(?:how to\b(?!.*\?$)|how do (?:i|you)\b|{_GERUND}\b|best practices\b|tutorial\b|(?:an?|the|your) (?:[\w.-]+ ){{0,4}}(?:guide|tutorial|primer|walk-?through|cheat ?sheet|playbook) (?:to|for|on|of)\b|tips\b|learn (?:how )?to\b|introduction to\b|building .{{1,60}} (?:with|in|from scratch)\b|fine-?tun(?:e|ing) .{{1,60}} (?:with|using|on)\b)"
        r"|\b(?:guide|tutorial|walk-?through|cheat ?sheet|playbook|primer)(?:$|\s?[:(–—])"
        r"|[:–—] (?:an? |the )?(?:[\w.-]+ ){0,4}(?:guide|tutorial|primer|walk-?through)\b|\bfield guide\b"
        r"|\bstep[- ]by[- ]step\b(?! (?:reasoning|thinking)\b)|\bfrom scratch\b|\bbest practices\b"
        r"|\b(?:tips|tricks) (?:for|to|from|on|and)\b|\b(?:and )?when to use (?:them|it|which|each)\b"
        r"|^(?:run|running|build|deploy|train|host|use|write|create) .{1,80} (?:locally|offline|at home|yourself|on your (?:own )?(?:\w+ )?(?:computer|machine|laptop|mac|pc|phone|gpu|desktop|server)|in (?:\d+|five|ten|three) (?:minutes|steps|lines)\b)"
        r"|\banleitung\b|\bleitfaden\b|\bso (?:geht|funktioniert|nutzen|erstellen|installieren)\b"
        r"|^(?:guide|tutoriel|comment (?:choisir|utiliser|faire|créer|installer))\b|\bmode d[’']emploi\b"
        r"|教程|指南|手把手|入门|一文读懂|入門|使い方|やり方|作り方|手順|하는 (?:법|방법)|사용법|가이드"
    ),
    "analysis": (  # "Deep dive: ...", "Everything you need to know"
        r"\bbenchmark(?:s|ing)?(?: results?)? (?:and|&) analysis\b|\beverything (?:you|we) (?:need to |)know\b"
        r"|\bdeep[- ]?dive\b|\b(?:performance|competitive) (?:analysis|comparison)\b|\bby the numbers\b|\bcompared\s?:"
        r"|\bhead[- ]to[- ]head\b"
    ),
    "list": (  # "Top 10 ...", "7 ways ..."
        r"^(?:the )?(?:(?:top|best) \d{1,3}|\d{1,3} (?:top|best))\b"
        # "Best lamps for small desks in 2026: ...", not "Biggest deal of 2026: ..."
        r"|^(?:the (?:world[’']s )?)?(?:best (?!buy\b)|(?:biggest|top) (?!.* in 20))(?=[^:]*s\b)(?:[\w&’'-]+ ){0,7}(?:in|of|for|[\w-]+s) 20\d\d(?=\s*(?:$|[:(–—|-]))"
        r"|^(?:the )?\d{1,3} (?:[\w’'-]+ ){0,3}(?:ways|reasons|things|lessons|tools|predictions|questions|takeaways|charts|graphs|ideas|tips|examples|trends|facts|prompts)\b"
        # of those a number may do something: "12 companies sign a pledge"
        r"|^(?:the )?\d{1,3} (?:[\w’'-]+ ){0,3}(?:people|startups|companies|apps|books|papers)(?=\W*$|\s?[:(–—]| (?:to|that|for|you|who|we|i|from|on|of)\b)"
        r"|^(?:two|three|four|five|six|seven|eight|nine|ten) (?:of the )?(?:[\w’'-]+ ){0,3}(?:ways|moments|reasons|things|lessons|developments|predictions|questions|takeaways|tools|trends|ideas|steps)\b"
        r"|十大|\d+\s?(?:个|大)(?:理由|方法|趋势|工具|问题)|\d+選|\d+가지"
    ),
    "explainer": (  # "What is ...", "... explained"
        r"^what (?:is|are)\b|\bexplain(?:ed|er)\b|\bwhat (?:you need to|we) know\b|\bhere[’']s (?:how|why|what)\b"
        r"|^why\b(?! (?:i|we)\b)|\bwas ist\b|\berklärt\b|^warum\b|^pourquoi\b|\bqu[’']est-ce que\b"
        r"|是什么|为什么|とは(?:何か|？|\?|$)|なぜ|이란\??$|왜 "
    ),
}
_GENRES = tuple((genre, re.compile(pattern, re.IGNORECASE)) for genre, pattern in _WORDINGS.items())


@lru_cache(maxsize=4096)
def genre_of(title: str) -> str | None:
    """The genre that a headline states in its wording: advertisement, job, interview, speech, podcast, review, recap, gathering, case (of use),
    guide, analysis, list or explainer; None for plain news and for what does not say."""
    title = " ".join(title[:READ].split())
    if _ANNOUNCES.match(title):
        return None
    found = next(
        (genre for genre, pattern in _GENRES if (match := pattern.search(title)) and not _is_object(genre, title, match.start())), None
    )
    after_colon = title.rpartition(": ")[2]
    return "case" if found in (None, "explainer") and (accounts(title) or accounts(after_colon)) else found


def _is_object(genre: str, title: str, at: int) -> bool:
    """Whether a wording of a genre without event at `at` stands after a verb of what somebody does: it is part of the news then."""
    if genre == "speech":
        return _ACTS.search(title) is not None or _OPINES.search(title) is None
    return genre in NO_EVENT and _DOES.search(title, 0, at) is not None
