"""Tags of whole stories: what they say, where they found it, and what they do with bad input."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runaway import no_runaway

from amw.catalogue import load
from amw.companies import Companies
from amw.money import parse_rates
from amw.tags import Tags, explain_tags, tag_article
from amw.tags.classify import accounts, asks
from amw.tags.days import day_told
from amw.tags.explain import EXPLAINED
from amw.tags.hashtags import _EVENTS as EVENTS
from amw.tags.hashtags import _SEGMENTS as SEGMENTS
from amw.tags.records import SURE
from amw.tags.status import status_of

COMPANIES = Companies.load()
TAXONOMY = load("taxonomy")


def tags_of(title: str, text: str = "", language: str | None = "en", at: datetime | None = None) -> Tags:
    return tag_article(title, text, COMPANIES.find(f"{title}\n{text}", title=title), language, published_at=at)


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    [
        ("Sharper roofs from one photograph", "A neuro-symbolic approach recovers their slope.", True),
        (
            "Gradients at the edge",
            "arXiv:2611.00001v1 Announce Type: new Abstract: We study self-supervised objectives for satellites.",
            True,
        ),
        ("Knowledge graphs of Baltic herbs", "Built from field notes.", True),
        ("How a vibe-coded shop went down", "The owner never read a line of it.", True),
        ("Guard dogs arrive pre-trained", "The farm bought two after a spring of thefts.", False),
        ("Nurses meet for continual learning", "An hour a week goes to transfer of what they know.", False),
        ("A fine-tuned engine wins the rally", "The driver took a few shots at the podium.", False),
        ("Police use object detectors at the gate", "Metal objects set them off twice.", False),
        ("Drone attack on a market kills eleven", "Rebels were blamed.", False),
        ("Drone strike hits a depot, says an army's AI unit", "Its language model chose the target.", True),
        ("The principle, forty years on", "Physicists argue over the anthropic landscape.", False),
        ("The principle, forty years on", "Lawyers argue over Anthropic.", True),
        ("The twins turn 90", "They were born under gemini.", False),
        ("Gemini settles with a regulator", "The crypto exchange pays a fine.", False),
        ("Gemini writes a village's minutes", "Google's assistant listens to the council.", True),
        ("The copilot landed the plane", "The captain had fallen ill.", False),
        ("A mistral closes the port", "The wind blew at 60 knots.", False),
    ],
)
def test_the_craft_of_machine_learning_is_of_the_market_and_what_sounds_like_it_is_not(title: str, text: str, relevant: bool) -> None:
    assert tags_of(title, text).relevant is relevant


@pytest.mark.parametrize(
    ("title", "event", "segment", "category"),
    [
        ("Humanoid robot startup raises $90M Series B", "funding", "robotics", "business"),
        ("Legal AI startup in talks to raise at $4 billion valuation", "funding", "legal", "business"),
        ("Security giant acquires AI threat detection startup for $300M", "acquisition", "cybersecurity", "business"),
        ("AI chip designer files for IPO on Nasdaq", "ipo", "ai_chips", "business"),
        ("Mistral releases new open-weight language model", "model_release", "foundation_models", "technology"),
        ("Music publishers sue AI music generator over copyright", "lawsuit", None, "policy"),
        ("European Commission opens probe into AI search summaries", "regulation", "search_retrieval", "policy"),
        ("ChatGPT suffers global outage", "incident", "foundation_models", "society"),
        ("AI agents brute-forced their way into a library's servers", "incident", None, "society"),
        ("AI coding assistant deleted a bakery's live database", "incident", None, "society"),
        ("AI编程助手被曝偷偷上传用户代码", "incident", None, "society"),
        ("Un assistant de code IA envoyait les projets de ses utilisateurs à leur insu", "incident", None, "society"),
        ("OpenAI attacked by rivals over its API pricing", "pricing", None, "business"),
        ("OpenAI chief scientist leaves to start new company", "personnel", "foundation_models", "business"),
        ("Nvidia revenue jumps 60% as data center sales hit record", "earnings", "ai_chips", "business"),
        ("量子位：智谱发布新一代开源大模型", "model_release", "foundation_models", "technology"),
        ("云计算公司宣布AI算力价格上调", "pricing", "ai_infrastructure", "business"),
        ("AI 반도체 스타트업, 1500억원 규모 투자 유치", "funding", "ai_chips", "business"),
        ("法院判决AI绘画侵权案", "lawsuit", "generative_media", "policy"),
        ("新聞社、AI検索企業を著作権侵害で提訴", "lawsuit", "search_retrieval", "policy"),
        ("KI-Start-up für Robotik sammelt 60 Millionen Euro ein", "funding", "robotics", "business"),
        ("La start-up d'IA lève 40 millions d'euros", "funding", None, "business"),
    ],
)
def test_says_what_happened_where(title: str, event: str, segment: str | None, category: str) -> None:
    tags = tags_of(title, language=None)
    assert tags.relevant is True
    assert (tags.event, tags.category) == (event, category)
    assert segment is None or tags.segment == segment


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Village bakery wins award for sourdough", "It has been in the family for three generations.", {"relevant": False, "event": None}),
        ("Lovable raises $200 million", "Accel leads the round.", {"relevant": True, "event": "funding"}),  # it exists by AI
        ("Meta signs content deal with Le Monde", "The assistant may cite articles of the daily.", {"relevant": True, "event": "partnership"}),
        ("", "OpenAI raised $6 billion in a funding round led by investors.", {"event": "funding"}),
        ("Your Coding Agent Can Grow With You", "arXiv:2603.01234v1 Announce Type: new Abstract: We give it a memory.", {"event": "research"}),
        ("OpenAI launches GPT-5.5 for all users", "", {"event": "model_release"}),
        ("OpenAI launches ChatGPT app for tablets", "", {"event": "product_launch"}),
        ("Claude is now available in Microsoft 365 Copilot", "", {"event": "product_launch"}),
        ("Claude Opus 5 is now available", "", {"event": "model_release"}),
        ("OpenAI chief scientist joins Anthropic", "", {"event": "personnel"}),
        ("Anthropic joins the Lantern Development Fund as corporate patron", "", {"event": "partnership"}),
        ("Ollama: all aboard open models", "Serving 9 million developers, Ollama has raised $88M from Benchmark and Theory Ventures.", {"event": "funding", "lens": "player_map", "category": "business"}),
        ("The Briefing: an AI chip maker loses its chair, and robots learn to cook", "", {"event": "opinion", "segment": "general"}),
        ("Wie ein Pumpenhersteller mit KI seine Rücksendungen halbiert hat", "Im Werk prüft seit Januar ein Assistent jede Reklamation.", {"event": "other", "lens": "adoption_map"}),
    ],
)  # fmt: skip
def test_what_is_told_of_a_story_with_its_text(title: str, text: str, told: dict[str, object]) -> None:
    tags = tags_of(title, text, None)
    assert {name: getattr(tags, name) for name in told} == told
    assert all(tags.evidence[field].reason for field in ("relevant", "category", "segment", "lens", "event"))


def test_example_page() -> None:
    tags = tags_of("Alibaba's Qwen3.7-Max ranks 5th globally and 1st in China on Artificial Analysis leaderboard")
    assert (tags.category, tags.segment, tags.lens, tags.event) == ("technology", "foundation_models", "player_map", "ranking")
    assert tags.countries == ("CN",)
    assert {"#Alibaba", "#Qwen", "#FoundationModel", "#Benchmark", "#AICompetition"} <= set(tags.hashtags)
    assert {"Alibaba", "Artificial Analysis", "foundation models", "benchmark ranking", "China AI"} <= set(tags.keywords)
    assert [(c.scope, c.rank) for c in tags.claims if c.kind != "comparison"] == [("global", 5), ("CN", 1)]


def test_event_is_a_record() -> None:
    at = datetime(2026, 5, 20, tzinfo=UTC)
    tags = tags_of(
        "Anthropic in talks to raise $30 billion from Amazon",
        "The round would value Anthropic at $350 billion, people familiar said.",
        at=at,
    )
    (event,) = tags.events
    assert (event.company, event.type, event.status, event.on) == ("anthropic", "funding", "in_talks", at.date())
    assert event.amount is not None and event.amount.value == Decimal(30 * 10**9)
    assert "amazon" in event.counterparties


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("OpenAI said on May 18 that it raised $5 billion.", date(2026, 5, 18)),
        ("5月17日消息，OpenAI完成50亿美元融资。", date(2026, 5, 17)),
        ("오픈AI는 19일(현지시간) 50억달러 투자를 유치했다고 밝혔다.", date(2026, 5, 19)),
        ("OpenAI raised $5 billion. The lab was founded in December 2015.", date(2026, 5, 20)),
        ("OpenAI raised $5 billion after a deal of February 31.", date(2026, 5, 20)),
    ],
)
def test_event_has_the_day_the_text_names_or_that_of_publication(text: str, day: date) -> None:
    tags = tags_of("OpenAI raises $5 billion in funding", text, at=datetime(2026, 5, 20, tzinfo=UTC))
    assert [e.on for e in tags.events] == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The deal was announced on Tuesday.", date(2026, 5, 19)), ("It was signed yesterday.", date(2026, 5, 19)),
        ("Der Vertrag wurde am 18. Mai unterzeichnet.", date(2026, 5, 18)), ("Das gab die Firma am Montag bekannt.", date(2026, 5, 18)),
        ("L'opération a été annoncée le 12 mai.", date(2026, 5, 12)), ("Les deux groupes ont signé hier.", date(2026, 5, 19)),
        ("On 30 April the court ruled.", date(2026, 4, 30)), ("On Apr. 30, 2026 the court ruled.", date(2026, 4, 30)),
        ("지난 18일 체결식이 열렸다.", date(2026, 5, 18)), ("회사는 월요일 밝혔다.", date(2026, 5, 18)),
        ("18日、共同で発表した。", date(2026, 5, 18)), ("公司周一宣布。", date(2026, 5, 18)),
        ("It will open on Monday.", date(2026, 5, 20)), ("She starts on Monday.", date(2026, 5, 20)),
        ("It closes in January 2087.", date(2026, 5, 20)),
        ("On May 18, 2087 the sun rises.", date(2026, 5, 20)), ("Since May 2019 it grew.", date(2026, 5, 20)),
        ("Hier steht die Fabrik.", date(2026, 5, 20)), ("Nothing is dated.", date(2026, 5, 20)),
    ],
)  # fmt: skip
def test_the_day_is_read_in_the_words_of_the_trade_press(text: str, day: date) -> None:
    assert day_told(text, date(2026, 5, 20)) == day
    assert day_told(text, None) is None


@given(text=st.text(max_size=200), day=st.dates())
@settings(max_examples=60, deadline=None)
def test_a_day_told_is_never_ahead_of_publication(text: str, day: date) -> None:
    told = day_told(f"Monday 30. Mai {text} 12月3日 yesterday", day)
    assert told is not None and told <= day


def test_a_price_per_million_tokens_is_a_claim_though_no_board_is_named() -> None:
    told = tags_of("A smaller model for long documents", "GPT-5.4 costs $2.50 per million input tokens, its maker said.")
    assert [(c.board_key, c.model, c.measure) for c in told.claims] == [("models_dev", "GPT-5.4", "price_input")]


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    [
        ("Pricing", "Large 4 | $2 / M tokens | $6 / M tokens", True),
        ("Tarifs", "Small 5 : 0,10 € le million de jetons en entrée.", True),
        ("Preise ab August", "Das große kostet 2 Euro pro Million Token.", True),
        ("Precios", "El grande cuesta 2 euros por millón de tokens.", True),
        ("価格改定", "大型は100万トークンあたり3ドルとなる。", True),
        ("요금 안내", "큰 쪽은 100만 토큰당 300원이다.", True),
        ("Ferry fares", "A crossing costs $2 per passenger and $6 per car.", False),
        ("Arcade prices", "Ten tokens cost $5, a bag of 100 tokens $40.", False),
        ("Metro tokens are withdrawn", "The city sold a million tokens a week.", False),
        ("Tarifs du bac", "Un million de passagers, 0,10 € de plus.", False),
        ("Fête foraine", "La caisse a vendu un million de jetons en août.", False),
        ("Los socios del club", "Se repartieron un millón de tokens entre la afición.", False),
        ("交易所公告", "本月销毁百万token。", False),
        ("거래소 공지", "100만 토큰을 소각했다.", False),
    ],
)
def test_nothing_else_is_priced_by_millions_of_tokens(title: str, text: str, relevant: bool) -> None:
    told = tags_of(title, text)
    assert told.relevant is relevant
    assert told.event == ("pricing" if relevant else None)


def test_a_context_of_a_million_tokens_is_no_price() -> None:
    told = tags_of("Qwen 4 sort avec une fenêtre de contexte d'un million de jetons")
    assert (told.event, told.category) == ("model_release", "technology")


@pytest.mark.parametrize("investor", ["Benchmark", "Lightspeed", "Sequoia"])
def test_an_investors_name_is_no_word_of_what_it_invests_in(investor: str) -> None:
    told = tags_of(f"Fernway AI raises $12M Series A led by {investor}")
    assert (told.event, told.segment) == ("funding", "general")
    assert tags_of("A new benchmark for AI agents that book ferries").event in {"research", "ranking"}


ABSTRACT = "arXiv:2611.00001v1 Announce Type: new Abstract: We bound the error of a sampler on rough surfaces."


@pytest.mark.parametrize(
    ("categories", "relevant"),
    [
        ((), False),
        (("math.PR", "cs.CR", "physics.comp-ph"), False),
        (("Aid", "AIDS", "Air India", "Media", "Kitchen", "Main", "Iowa", "Language", "Learning"), False),
        (("AI", *(f"word {n}" for n in range(40))), False),  # written for search engines
        (("math.PR", "cs.LG"), True),
        (("stat.ML",), True),
        (("Uncategorized", "AI", "News Desk"), True),
        (("artificial-intelligence",), True),
        (("Artificial Intelligence (AI)",), True),
        (("Künstliche Intelligenz",), True),
        (("人工智能",), True),
    ],
)
def test_what_a_publisher_files_under_the_field_is_of_the_market(categories: tuple[str, ...], relevant: bool) -> None:
    told = tag_article("Sampling rough surfaces", ABSTRACT, (), "en", categories=categories)
    assert told.relevant is relevant
    assert not relevant or (told.event, told.lens) == ("research", "technology_map")
    passing = f"The mill's boss spoke of ChatGPT once. {REST}"
    assert tag_article("Raid on the mill", passing, (), "en", categories=categories).relevant is relevant


@pytest.mark.parametrize("title", ["A year of Waymo", "Sarvam in Pune", "Humanoids at the gala", "ChatGPT, 4 a.m."])
def test_a_story_of_the_market_has_a_map_and_a_shelf_though_its_event_is_unsure(title: str) -> None:
    told = tags_of(title)
    assert told.relevant
    assert told.lens is not None and told.category is not None
    assert told.event is not None or told.evidence["lens"].reason == "words of the story"


def test_undisclosed_sum_is_told() -> None:
    tags = tags_of("Meta acquires AI voice startup for an undisclosed sum", "Meta said on Monday that it has acquired the startup.")
    assert tags.event == "acquisition"
    assert tags.events and tags.events[0].amount is None and tags.events[0].undisclosed


def test_evidence_spans_are_words_of_the_story() -> None:
    title, text = "Humanoid robot startup raises $90M Series B", "The funding round was led by a venture fund."
    tags = tags_of(title, text)
    whole = f"{title}\n{text}"
    for field in ("relevant", "event", "segment"):
        evidence = tags.evidence[field]
        assert evidence.reason
        assert evidence.start is not None and evidence.end is not None and whole[evidence.start : evidence.end].strip()
        assert 0 <= evidence.score <= 1
    assert all(0 <= a.start < a.end <= len(whole) for a in tags.amounts)


def test_a_tag_of_no_single_word_rests_on_the_headline_and_one_not_given_says_why() -> None:
    title = "The weekly AI newsletter"
    letter = tags_of(f" {title}", "Models, money and courts.")
    assert (letter.evidence["event"].start, letter.evidence["event"].end) == (1, 1 + len(title))
    assert letter.countries == () and letter.evidence["countries"].reason.startswith("no country is named")
    other = tags_of("Village bakery wins award for sourdough")
    assert {other.evidence[f].reason for f in ("event", "segment", "lens", "category", "countries")} == {"not about the AI market"}


def test_lead_that_contradicts_its_headline_keeps_both_with_spans() -> None:
    title, text = "AI lab raises $20M", "The company raised $25 million, it said on Monday."
    amounts = tags_of(title, text).amounts
    assert [(a.value, a.start < len(title)) for a in amounts] == [(Decimal(20_000_000), True), (Decimal(25_000_000), False)]


@pytest.mark.parametrize(
    ("title", "text", "form"),
    [
        ("AI日报：甲公司发布新模型；乙公司融资；丙公司裁员", "1、甲公司发布大模型", "newsletter"),
        ("甲公司发布大模型；乙公司降价；丙公司裁员", "1、甲公司发布大模型。2、乙公司模型降价。3、丙公司裁员。", "newsletter"),
        ("甲公司发布大模型；乙公司降价", "甲公司发布大模型，乙公司随后降价。", "story"),
        ("The weekly AI newsletter", "Models, money and courts.", "newsletter"),
        ("KI kompakt: Chips, Gerichte und ein Roboter", "Was heute war.", "newsletter"),
        ("Harbour Notes #45: Which AI models agree", "", "newsletter"),
        ("Daily AI roundup", "", "newsletter"),
        ("Robots, AI chips and courts: Friday's round-up", "", "newsletter"),
        ("In case you missed it: the month in machine learning", "", "newsletter"),
        ("Top 10 AI stories", "", "newsletter"),
        ("The latest AI news we told in June", "", "newsletter"),
        ("12 AI headlines you should read", "", "newsletter"),
        ("June 2026 monthly digest of harbour AI", "", "newsletter"),
        ("AI Harbour Weekly, Issue 412", "", "newsletter"),
        ("[AI 주간 브리핑] 항구의 로봇", "", "newsletter"),
        ("Weekly AI News: harbour robots", "", "newsletter"),
        ("Morning Briefing: harbour robots on strike", "", "newsletter"),
        ("Harbour tech news in brief: robots, AI and cranes", "", "newsletter"),
        ("Harbour AI newsletter round 61", "", "newsletter"),
        ("Lab raises AI funds; court hears a suit; harbour buys robots; chips get dear", "", "newsletter"),
        ("甲公司发布新的大模型；乙公司宣布大幅降价；丙公司被曝裁员两成；丁公司收购戊公司", "", "newsletter"),
        ("港のAIニュースまとめ", "", "newsletter"),
        ("AI要闻速览：港口机器人", "", "newsletter"),
        ("Lantern launches Pulse, a daily briefing by its AI", "", "story"),
        ("Lantern's AI adds a daily recap to channels", "", "story"),
        ("Lantern turns the inbox into a daily digest with AI", "", "story"),
        ("Lantern opens AI harbour | Live from the keynote | Robots and chips news | Harbour TV live stream", "", "story"),
        ("Police round up smugglers of AI chips", "", "story"),
        ("Improving the batch API of an AI lab", "", "story"),
        ("Lantern raises $33M for its AI newsletter platform", "", "story"),
        ("ニュースをまとめて読むAIアプリ", "", "story"),
        ("Why developers hit issue 412", "AI.", "story"),
        ("OpenAI, Google, Meta and Microsoft sign a pledge on safety", "", "story"),
        ("Daily users of the assistant pass 900M", "", "story"),
        ("Lantern launches a weekly limit for its coding agent", "", "story"),
        ("What the best robots do with news of a funding round", "", "story"),
        ("甲公司：发布；融资；裁员；降价", "", "story"),
        ("Harbour Radar #1: AI models that agree", "", "newsletter"),
        ("Last Week in AI: harbour robots strike", "", "newsletter"),
        ("[HarbourNews] Every AI lab wants a browser", "", "newsletter"),
        ("The Briefing: an AI lab loses its chair, and robots learn to cook", "", "newsletter"),
        ("The AI plan: chips, power, and jobs for the north", "", "story"),
        ("The AI Act: harbours brace for fines, and lawyers rejoice", "", "story"),
        ("Tarn 5 is #1: what the AI boards say", "", "story"),
        ("Tarn 5 falls to #12 - and other AI models rise", "", "story"),
        ("Tarn AI: last week in preview, now for everyone", "", "story"),
        ("This week in San Remo, an AI lab opened its doors", "", "story"),
        ("AI lab fixes bug #45 in its agent", "", "story"),
        ("AI lab opens an office this week in Seoul", "", "story"),
        ("Harbour Chips Get Cheaper, Judges Read Model Cards, Robots Pick Grapes", "", "newsletter"),
        ("루멘전자, 인공지능 반도체 투자를 확대, 하반기에 공장을 새로 착공, 인력도 함께 늘린다", "인공지능 반도체.", "story"),
        ("Tarn Cuts Prices, Adds Tools and Hires Staff in Paris", "AI models cost less.", "story"),
        ("AI news", "\n".join(f"AI model number {n} arrives" for n in range(40)), "listing"),
        ("AI lab releases model", "One story. With two sentences.", "story"),
        ("", "", "empty"),
        ("\u200b", "  \n ", "empty"),
    ],
)
def test_listings_and_newsletters_are_marked(title: str, text: str, form: str) -> None:
    tags = tags_of(title, text)
    assert tags.form == form
    if form == "newsletter":
        assert tags.event == "opinion"


def test_nothing_to_read_is_null_with_a_reason() -> None:
    tags = tags_of("", "")
    assert (tags.relevant, tags.event, tags.segment, tags.lens, tags.category) == (None,) * 5
    assert all(tags.evidence[f].reason for f in ("relevant", "event", "segment", "lens", "category"))


def test_what_is_missing_counts_as_empty() -> None:
    assert tag_article(None, None, None, None) == tag_article("", "", (), None)
    assert tag_article(None, "Meridian raises $5 million for AI agents.", None, "en").event == "funding"


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("Quillwork raises $7 million from General Catalyst for AI search", ("#GeneralCatalyst", "#Quillwork")),
        ("AI search start-up Quillwork is bought by Anthropic", ("#Anthropic",)),
        ("Quillwork partners with Anthropic, OpenAI and Google on AI agents", ("#Anthropic", "#OpenAI", "#Google", "#Quillwork")),
        ("Nvidia ships new AI chips", ("#NVIDIA",)),
        ("OpenAI releases o1-mini", ("#OpenAI", "#o1Mini")),  # a family as its name spells it
        ("Meta releases Code Llama 70B", ("#CodeLlama",)),
        ("Alibaba releases Qwen3.7-Max", ("#Qwen",)),
    ],
)
def test_hashtags_of_a_headline_stand_in_order_who_acts_known_or_not(title: str, tags: tuple[str, ...]) -> None:
    assert tuple(tag for tag in tags_of(title).hashtags if tag in tags) == tags


def test_a_day_in_the_future_finds_no_rate() -> None:
    (amount,) = tags_of("AI startup raises €50m", at=datetime(2087, 1, 1, tzinfo=UTC)).amounts
    assert amount.usd is None and amount.currency == "EUR"


@pytest.mark.parametrize(
    "title",
    [
        "AI " * 33_000,
        "a" * 100_000,
        "$1" * 50_000,
        "人工智能" * 25_000,
        "((((" * 25_000,
        "#1 LMArena " * 9_000,
        "1,111 " * 16_000,
        "\ud800 AI",
        "AI\x00 raises $5M",
    ],
)
def test_hostile_titles_take_bounded_time(title: str) -> None:
    with no_runaway():
        tag_article(title, title, [], None)


def test_reading_minutes_know_the_language() -> None:
    assert tags_of("AI", "word " * 476).reading_minutes == 2
    assert tags_of("AI", "人工智能" * 250, "zh").reading_minutes == 2


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(max_size=120),
    text=st.lists(
        st.sampled_from(
            ["OpenAI", "raises", "$5B", "인수", "大模型", "模型", " ", ". ", "\n", "chip", "EU", "sues", "IPO", "’", "1위", "LMArena"]
        ),
        max_size=60,
    ),
)
def test_any_text_gets_tags_of_the_taxonomy(title: str, text: list[str]) -> None:
    tags = tag_article(title, "".join(text), COMPANIES.find(f"{title}\n{''.join(text)}"), None)
    for field in ("category", "segment", "lens", "event"):
        assert getattr(tags, field) is None or getattr(tags, field) in TAXONOMY[field]
    assert len(tags.countries) <= 3
    assert all(tag.startswith("#") for tag in tags.hashtags)
    assert tags.reading_minutes >= 1


def test_other_rates_replace_the_shipped_ones() -> None:
    title, at = "AI chip maker raises 700 million yuan", datetime(2026, 11, 23, tzinfo=UTC)
    rates = parse_rates(b"Date,USD,CNY\n2026-11-23,1.2,8.4\n")
    assert [a.usd for a in tag_article(title, "", (), "en", published_at=at).amounts] == [None]
    assert [a.usd for a in tag_article(title, "", (), "en", published_at=at, rates=rates).amounts] == [Decimal("100000000.00")]


def test_forty_stories_in_one_page_are_a_newsletter_or_a_listing() -> None:
    told = "\n".join(
        f"- Story {n}: OpenAI and others did a thing worth ${n} million that is told in a sentence of its own." for n in range(1, 41)
    )
    newsletter = tags_of("What happened in AI today", told)
    assert (newsletter.form, newsletter.event) == ("newsletter", "opinion")
    assert newsletter.evidence["event"].reason == "the text is a newsletter"
    links = "\n".join(f"AI headline number {n} without its story" for n in range(40))
    assert tags_of("Latest AI news", links).form == "listing"


def test_mixed_scripts_and_impossible_sums_are_read_for_what_they_are() -> None:
    tags = tags_of("ＯpenAI가 30亿元を調達、raising at a $10bn valuation", "")
    assert {(a.currency, f"{a.value:f}") for a in tags.amounts} == {("CNY", "3000000000"), ("USD", "10000000000")}
    assert tags_of("AI startup raises $99999999999999999999999 trillion", "").amounts == ()
    assert tags_of("AI startup raises 500 zorkmids", "").amounts == ()


def test_a_rank_that_lead_and_headline_tell_differently_is_kept_twice() -> None:
    title, text = "Qwen3.7-Max tops LMArena", "Qwen3.7-Max ranks third on LMArena, the board says."
    tags = tags_of(title, text)
    assert [c.rank for c in tags.claims] == [1, 3]
    assert tags.claims[0].end <= len(title) < tags.claims[1].start


def test_every_tag_is_explained_with_its_words() -> None:
    title, text = "Moonshot AI raises $2 billion in a round led by Alibaba", "The maker of the Kimi models has raised $2 billion."
    tags = tags_of(title, text)
    values = {name: getattr(tags, name) for name in EXPLAINED}
    told = {tag["field"]: tag for tag in explain_tags(values, tags.evidence, f"{title}\n{text}")}
    assert told["event"]["values"] == ["funding"] and told["event"]["words"] == "raises"
    assert told["relevant"]["values"] == ["yes"] and told["countries"]["values"] == ["CN"]
    stored = {name: {"reason": e.reason, "start": e.start, "end": e.end, "score": e.score} for name, e in tags.evidence.items()}
    assert explain_tags(values, stored, f"{title}\n{text}") == list(told.values())
    other = tags_of("Local bakery wins prize for bread", "The bakery in the old town won the prize for the third time.")
    none = {tag["field"]: tag for tag in explain_tags({name: getattr(other, name) for name in EXPLAINED}, other.evidence, "")}
    assert none["event"]["values"] == [] and none["event"]["reason"] == "not about the AI market"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("closes", "closed"), ("has acquired it", "closed"), ("a deal was finalized", "closed"), ("已完成交割", "closed"),
        ("계약을 체결했다", "closed"),
        ("in advanced talks", "in_talks"), ("negotiates", "in_talks"), ("nears a deal", "in_talks"), ("eyeing it", "in_talks"),
        ("mulls", "in_talks"), ("en discussion", "in_talks"), ("erwägt", "in_talks"),
        ("plant die Übernahme", "in_talks"), ("buys a plant", "announced"),
        ("completes the purchase", "closed"), ("it closes on May 3, 2087", "announced"),
        ("it will be completed in June", "announced"), ("正在洽谈", "in_talks"), ("인수를 추진", "in_talks"),
        ("reportedly", "reported"), ("rumoured", "reported"), ("selon la presse", "reported"), ("laut Medienberichten", "reported"),
        ("関係者", "reported"), ("소식통", "reported"), ("announces it", "announced"),
    ],
)  # fmt: skip
def test_how_certain_a_story_is(words: str, status: str) -> None:
    assert status_of(words, len(words), "acquisition") == status


def test_nobody_negotiates_a_finding_and_a_products_text_is_full_of_what_it_could_do() -> None:
    title, text = "Lantern reportedly finds a way to explore", "It is out."
    assert status_of(f"{title}\n{text}", len(title), "research") == "reported"
    assert status_of(f"{title}\n{text}", len(title), "research", own=True) == "announced"
    title, text = (
        "Lantern opens its router",
        "Teams plan their work and could explore more, according to the firm, which is in talks to sell it.",
    )
    for event in ("product_launch", "model_release", "research", "incident", "lawsuit", "regulation"):
        assert status_of(f"{title}\n{text}", len(title), event) == "announced"
        assert status_of(f"{title}\nThe router is due in May, people familiar with the matter said.", len(title), event) == "reported"
    for body in ("A Business Insider reporter tried it.", "It joins data sources with charts.", "It answers by citing web sources."):
        assert status_of(f"{title}\n{body}", len(title), "product_launch") == "announced"
    assert status_of(f"{title}\nThe two sides settled the suit on Monday.", len(title), "lawsuit") == "closed"
    assert status_of("Introducing the Lantern Family Plan", 35, "product_launch") == "announced"
    assert status_of(f"Lantern plans a router\n{text}", 22, "product_launch") == "in_talks"
    assert status_of(f"{title}\n{text}", len(title), "acquisition") == "in_talks"


@pytest.mark.parametrize(
    ("title", "body", "event", "status"),
    [
        ("Lantern lands $830M for a data center", "The lab plans to build it near Oslo and could open it in May.", "funding", "announced"),
        ("OpenAI completes its closed model", "It is out.", "model_release", "announced"),
        ("Lab releases closed-source model", "It is out.", "acquisition", "announced"),
        ("Safe Superintelligence has raised another $2 billion, sources say", "", "funding", "reported"),
        ("Meridian buys Lantern", "Meridian aims to expand and is looking to hire.", "acquisition", "announced"),
        ("Meridian and Lantern", "Meridian is in talks to buy Lantern.", "acquisition", "in_talks"),
        ("Meridian to raise up to $2 billion", "The round is led by a bank.", "funding", "in_talks"),
        ("A new round for Meridian", "Meridian is seeking $2 billion from funds.", "funding", "in_talks"),
        ("A listing for Meridian", "Meridian hopes to raise $2 billion in Oslo.", "ipo", "in_talks"),
        ("Meridian plans a listing", "It has picked two banks.", "ipo", "in_talks"),
        ("Meridian to raise almost HK$2 billion", "The round is led by a bank.", "funding", "in_talks"),
        ("Meridian to raise fresh funds", "The round is led by a bank.", "funding", "in_talks"),
        ("Meridian lines up banks for upcoming share sale", "It has picked two.", "ipo", "in_talks"),
        ("Meridian to raise prices in March", "A lamp will cost $20.", "pricing", "announced"),
        ("Meridian sued over potential breach", "Authors want damages.", "lawsuit", "announced"),
        ("Meridian and Lantern sign pact for upcoming chip", "It has four cores.", "partnership", "announced"),
        ("Meridian and Lantern team up to unlock the potential of lamps", "They start in May.", "partnership", "announced"),
        ("Meridian pulls out of Oslo data center", "It had signed in May.", "infrastructure", "denied"),
        ("Meridian drops out of Oslo data center", "It had signed in May.", "infrastructure", "denied"),
        ("Meridian pulled the plug on Lantern pact", "It had signed in May.", "partnership", "denied"),
        ("Lantern bientôt racheté ?", "Les deux se taisent.", "acquisition", "in_talks"),
        ("랜턴, 데이터센터 구축 위해 자금 조달", "랜턴이 인프라 확장에 나섰다.", "funding", "announced"),
        ("랜턴 투자", "랜턴은 신규 투자 유치를 추진 중이다.", "funding", "in_talks"),
        (
            "Meridian raises $20 billion",
            "It burned a billion a month, according to its founder, and reported sales.",
            "funding",
            "announced",
        ),
        ("Meridian buys Lantern", "The post Meridian buys Lantern appeared first on The Lamp Report.", "acquisition", "announced"),
        ("Meridian buys Lantern", "The two have agreed on a price, Reuters reported.", "acquisition", "reported"),
        ("Meridian to buy Lantern", "The firms have signed, according to people close to them.", "acquisition", "reported"),
        ("Meridian delays its listing", "Markets are weak.", "ipo", "in_talks"),
        ("Meridian pauses its assistant in Norland", "It has been there for a year.", "product_launch", "announced"),
        ("Users reject the new Meridian router", "It came out in May.", "product_launch", "announced"),
        ("Council rejects Meridian data center", "Villagers cheer.", "infrastructure", "denied"),
        ("Meridian denies report that it is buying Lantern", "The firm said so on Sunday.", "acquisition", "denied"),
        ("Lantern owners reject $9 billion merger with Meridian", "The vote ends months of tension.", "acquisition", "denied"),
    ],
)
def test_what_else_a_text_plans_or_cites_says_nothing_of_the_deal(title: str, body: str, event: str, status: str) -> None:
    assert status_of(f"{title}\n{body}", len(title), event) == status


def test_who_acts_and_the_sum_stand_where_the_event_is_told() -> None:
    title, lead = "Council orders inquiry into chatbots", "The council will look into chatbots that speak with children. " * 10
    assert tags_of(title, f"{lead}A researcher of Nvidia spoke. Last year a court fined a broker $120 million.").events == ()
    (event,) = tags_of(f"{title} of OpenAI", f"{lead}Last year a court fined a broker $120 million.").events
    assert (event.company, event.amount) == ("openai", None)
    (event,) = tags_of("OpenAI raises $5 billion", f"{lead}Its rival Mistral was valued at €12 billion.").events
    assert event.amount is not None and event.amount.value == 5 * 10**9 and event.counterparties == ()


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("OpenAI raises $2 billion", "The round of two billion dollars brings the total raised to $9 billion.", 2 * 10**9),
        ("OpenAI adds to its funds", "It has raised a total of $9 billion since 2015. Its new round raised $2 billion.", 2 * 10**9),
        ("OpenAI nears round at $40 billion valuation", "It is to raise $5 billion from funds.", 5 * 10**9),
        ("Nvidia owners reject $9 billion merger", "Last week a rival bought a data center firm for $40 billion.", 9 * 10**9),
        (
            "Intel slides on AI outlook",
            "Intel expects revenue of $13.1 billion, below the revenue of $13.6 billion forecast.",
            13_100_000_000,
        ),
        ("OpenAI cuts its API price", "GPT-5 now costs $4 per million tokens, down from $9 per million tokens.", 4),
        ("OpenAI raises its API price", "The price goes from $4 per million tokens to $9 per million tokens.", 9),
    ],
)
def test_the_sum_at_stake_is_the_one_told_first(title: str, text: str, told: int) -> None:
    (event,) = tags_of(title, text).events
    assert event.amount is not None and event.amount.value == told


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Meridian prices its IPO at the top, raising $600 million for AI chips", "ipo"),
        ("AI chip maker Meridian jumps in Hong Kong debut after raising $600 million", "ipo"),
        ("AI chip maker Meridian raises $600 million ahead of an IPO", "funding"),
        ("AI chip maker Meridian raises $600 million in funding ahead of IPO", "funding"),
        ("AI chip maker Meridian raises $600 million in final round before IPO", "funding"),
        ("AI chip maker Meridian raises $20 million in stealth debut", "funding"),
        ("AI chip maker Meridian raises $600 million in pre-IPO round", "funding"),
        ("OpenAI Completes Major Reorganization With $20 Billion Stake", "personnel"),
        ("Nvidia restructures its AI unit", "personnel"),
        ("Meta reorganized AI group again", "personnel"),
        ("AI restructures the workforce, study finds", "research"),
        ("Why agents are restructuring engineering teams", "opinion"),
        ("Nvidia raises $2 billion after restructuring", "funding"),
        ("Nvidia acquires Run:ai, completes restructuring", "acquisition"),
        ("Stability AI raises $80 million as it completes restructuring", "funding"),
        ("Nvidia unveils tool for code restructuring", "product_launch"),
        ("Nvidia unveils AI restructuring tool for spreadsheets", "product_launch"),
        ("Nvidia completes its debt restructuring with $2 billion in new bonds", "funding"),
    ],
)
def test_money_of_a_listing_is_no_round_and_a_reorganisation_one_of_those_who_run_a_company(title: str, event: str) -> None:
    assert tags_of(title, "The company announced it on Tuesday.").event == event


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("How Northgate Bank cut its paperwork by half", True),
        ("Wie ein Pumpenhersteller mit KI seine Rücksendungen halbiert hat", True),
        ("Comment Belmar a fait gagner une heure par jour à ses vendeurs", True),
        ("市役所はどうやって職員全員にAIを広げたか", True),
        ("How to build an agent in a weekend", False),
        ("How does a language model work?", False),
        ("Wie funktioniert ein Sprachmodell?", False),
        ("Comment choisir son chatbot ?", False),
        ("生成AIはどうなる？", False),
    ],
)
def test_an_account_of_how_it_was_done_is_no_commentary(title: str, told: bool) -> None:
    assert accounts(title) is told
    assert asks(title) is not told


CHIPS = "Nvidia's chips are scarce in the country; Nvidia is still ahead of Huawei, analysts of the AI market say."


@pytest.mark.parametrize(
    ("title", "text", "countries"),
    [
        ("How China caught up on AI", CHIPS, ("CN",)),
        ("Nvidia sells AI chips to China", CHIPS, ("US",)),
        ("Argentina courts OpenAI for an AI data centre", "", ("AR",)),
        ("Dutch court halts Grok's undressing tool", "", ("NL",)),
        ("India launches AI course with Nvidia", "", ("IN",)),
        ("Chinese robots march past Tesla's Optimus", "", ("US",)),
        ("Beijing tells firms to shun Nvidia's AI chips", "", ("CN",)),
        ("Louisiana passes AI bill", "", ("US",)),
        ("Voice AI start-up wins hospitals", "The Lausanne-based company has sixty staff.", ("CH",)),
        ("Voice AI start-up wins hospitals", "It showed its wares at a fair in Lausanne.", ()),
        ("Robot lab opens in Lausanne", "", ("CH",)),
        ("‘The Russian Doll’ is the AI thriller of the year", "", ()),
        ("AI race is Russian roulette, researcher says", "", ()),
        ("Sierra Nevada snow mapped by AI", "", ()),
        ("Chatbots catch on in Latin American classrooms", "", ()),
        ("Garante ministro: IA não vai tirar empregos", "", ()),
        ("Garante privacy: stop all'IA nelle scuole", "", ("IT",)),
        ("Il Garante sanziona OpenAI", "", ("IT",)),
        ("La AEPD multa a OpenAI por su IA", "", ("ES",)),
        ("UODO bada Grok: chodzi o modele AI", "", ("PL",)),
        ("Роскомнадзор предупредил OpenAI о штрафе за ИИ", "", ("RU",)),
        ("La murciana Orvexia lanza un agente de IA", "", ("ES",)),
        ("Una startup chilena lanza un agente de IA", "", ("CL",)),
        ("Das Wiener Start-up Orvexia baut KI-Agenten", "", ("AT",)),
        ("Norbert Wiener and the birth of AI", "", ()),
        ("Wiener's AI bill advances", "", ()),
        ("Bremer joins an AI lab", "", ()),
        ("BOE puts AI into its display plants", "", ("CN",)),
        ("Капитализация рынка ИИ растет", "", ()),
        ("Cade Lindqvist on the engineers who build AI", "He writes of chips.", ()),
        ("Американская компания показала ИИ-помощника", "Он доступен всем.", ("US",)),
        ("Cade aprova compra de empresa de IA", "O processo correu em Brasília.", ("BR",)),
        ("AI, says Ana Vasco, writes poor plots", "The novelist tried a chatbot.", ()),
        ("La firma vasca de IA Lurdata cierra una ronda", "La inversión llega de Bilbao.", ("ES",)),
        # an unknown company is from where the text says
        ("Apple acquires Canadian AI startup Vellmere", "", ("US", "CA")),
        ("Apple buys Vellmere, a German maker of AI chips, for $2 billion", "", ("US", "DE")),
        ("Apple acquires AI startup Vellmere to sell in Canada", "", ("US",)),
        ("Apple acquires AI startup Vellmere, a rival to Chinese labs, for $300M", "", ("US",)),
        ("Nvidia teams up in India with AI startup Vellmere", "", ("US",)),
        # a headline that speaks of Europe does not say where in it
        ("A record AI funding round for Europe", "Mistral AI raised it.", ("FR",)),
        ("European Commission drafts AI rules", "Mistral AI objects.", ("EU",)),
    ],
)
def test_which_state_acts_and_what_only_bears_its_name(title: str, text: str, countries: tuple[str, ...]) -> None:
    assert tags_of(title, text).countries == countries


@pytest.mark.parametrize(
    ("title", "hashtag", "keyword"),
    [
        ("OpenAI lays off 300 employees", "#Personnel", "personnel"),
        ("Scale AI lays off 14 percent of its workforce", "#Personnel", "personnel"),
        ("Aleph Alpha entlässt 50 Mitarbeiter", "#Personnel", "personnel"),
        ("智谱裁员两百人", "#Personnel", "personnel"),
        ("xAI fires 500 workers", "#Personnel", "personnel"),
        ("OpenAI names a new chief financial officer", "#Leadership", "leadership change"),
        ("Anthropic hires Marta Quill as its CTO", "#Leadership", "leadership change"),
        ("Mistral AI's co-founder leaves", "#Leadership", "leadership change"),
        ("智谱创始人离职", "#Leadership", "leadership change"),
    ],
)
def test_layoffs_are_no_change_of_leadership(title: str, hashtag: str, keyword: str) -> None:
    tags = tags_of(title)
    both = {"#Personnel", "#Leadership"}
    assert (tags.event, both & set(tags.hashtags), keyword in tags.keywords) == ("personnel", {hashtag}, True)


def test_a_model_named_once_along_the_way_is_no_hashtag() -> None:
    title, body = (
        "Perplexity opens its AI browser to all students",
        "The AI browser answers questions. Sora cannot do that, one of them said.",
    )
    assert "#Sora" not in tags_of(title, body).hashtags
    assert "#Sora" in tags_of(title, f"{body} Sora makes videos.").hashtags
    assert "#Sora" in tags_of(f"{title} beside Sora", body).hashtags


def test_an_event_that_is_not_told_clearly_is_no_hashtag() -> None:
    told = {
        (tags.evidence["event"].score >= SURE, f"#{EVENTS[tags.event][0]}" in tags.hashtags)
        for title in ("OpenAI opens its school", "OpenAI and its models grow", "OpenAI releases GPT-6", "OpenAI: a note on agents")
        if (tags := tags_of(title)).event in EVENTS
    }
    assert told == {(True, True), (False, False)}


def test_a_segment_that_is_oftener_wrong_than_right_is_no_hashtag() -> None:
    titles = [
        f"{who} {does}" for who in ("AI models", "Chatbots") for does in ("teach nurses to sell", "read maps for judges", "write code")
    ]
    told = {
        (tags.evidence["segment"].score >= 0.5, f"#{SEGMENTS[tags.segment][0]}" in tags.hashtags)
        for title in titles
        if (tags := tags_of(title)).segment in SEGMENTS
    }
    assert told == {(True, True), (False, False)}


@pytest.mark.parametrize(
    ("title", "text", "tags"),
    [
        ("How ChatGPT reads receipts", "ChatGPT is an AI model that reads. A custom GPT does, too.", ("#OpenAI", "#ChatGPT")),
        ("Claude Code for Slack", "Anthropic's Claude Code answers in chats.", ("#Anthropic", "#ClaudeCode")),
        ("how i use chatgpt for exams", "It reads my notes.", ("#OpenAI", "#FoundationModel")),
        ("Using Claude with Notion", "Claude reads notes.", ("#Anthropic", "#Notion", "#Claude")),
        ("Why towns want AI", "A town asked for it, said Jane Doe, a former Apple engineer.", ()),
    ],
)
def test_a_hashtag_is_of_who_acts_or_stands_in_the_headline(title: str, text: str, tags: tuple[str, ...]) -> None:
    found = tags_of(title, text).hashtags
    assert found[: len(tags)] == tags
    assert "#GPT" not in found and "#Apple" not in found


# What a page goes on with, of no market at all.
REST = "\n".join(
    ["The mill stands on the east bank and grinds barley for four villages. Its wheel was mended twice, most lately in spring."] * 15
)


@pytest.mark.parametrize(
    ("title", "text", "event"),
    [
        (
            "A sampler for rough language models",
            "We propose a bound on large language models. Upvotes: 14 GitHub Stars: 83 Authors: Ann Lamp, Bo Mill GitHub Hugging Face",
            "research",
        ),
        (
            "Legal AI startup reaches $11B valuation",
            "The rise of legal AI was seen in the fall of publishers' shares after Anthropic's recent release of a plugin.",
            "funding",
        ),
    ],
)
def test_who_is_only_mentioned_is_no_party_to_the_event(title: str, text: str, event: str) -> None:
    told = tags_of(title, text)
    assert told.event == event
    assert told.events == ()


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    [
        # a company whose trade is older than AI says nothing by its name alone
        ("Vodafone raises its mobile tariffs again", "Customers pay 3% more from April.", False),
        ("Samsung loses a patent case over antennas", f"The court in Mannheim ruled on Friday. {REST}", False),
        ("Resizing disks on AWS", "I ran out of space on a build machine last week.", False),
        ("Samsung breaks ground in Taylor", "The plant will make AI chips from 2027.", True),
        ("TSMC lifts its outlook", "Demand for semiconductors stays strong.", True),
        ("Nebius opens an office in Lyon", "Some 40 people will work there.", True),
        # chips are what AI runs on: a note that names no more than their maker is one of the market
        ("ASML orders beat estimates", "The Dutch maker of lithography machines booked 5.4 billion euros.", True),
        ("Arm sues Qualcomm again", "The papers were filed in Delaware.", True),
        ("東京エレクトロン、通期予想を上方修正", "装置需要が強い。", True),
        # of an older trade, but the thing that is sold says it
        ("Amazon SageMaker adds a registry", "It is there in 11 regions.", True),
        ("OVHcloud lance une offre d'inférence", "Le tarif est à l'heure.", True),
        ("Lambda files for an IPO", "It hopes for spring.", True),
        ("A quiet winter in Venice", "Few came by boat.", False),
        # one word said in passing does not make a whole article one of the market
        ("Why we fail in public", f"According to ChatGPT the word is from aviation. We use it at the mill. {REST}", False),
        ("My screen hurts my eyes", f"I moved to other nvidia drivers and the flicker stayed. {REST}", False),
        ("Hetzner and a fresh install", f"I rented a machine for the mill's books. {REST}", False),
        ("Leaving my music service", f"{REST}\nIt began to push AI bands. AI again. AI bands fill the lists, and ChatGPT writes the notes.", False),
        ("Jean-Claude Morel counts crystals", f"Jean-Claude Morel posted a method for salts. {REST}", False),
        # what goes on about it, or stands in the headline, does
        ("Why we fail in public", f"We let ChatGPT write the minutes. A chatbot cannot be blamed. {REST}", True),
        ("The miller's new helper", f"A humanoid carries the sacks. {REST[:500]} The humanoid cost 40,000 euros. {REST}", True),
        ("AI comes to the mill", REST, True),
        ("Lovable moves to a mill", REST, True),
        ("Thinking Machines Lab names a finance chief", REST, True),
        # a pointer to another page does not end this one, nor make it short; what a feed ends with does
        ("My screen hurts my eyes", f"I moved to other nvidia drivers. {REST[:300]}\nRead more: The mill in spring\n{REST}", False),
        ("The miller's new helper", f"A humanoid, it is said.\nRead more: The mill in spring\n{REST[:600]} The humanoid stays. {REST}", True),
        ("The miller's wheel", "It was mended twice, and more… ChatGPT and chatbots in our newsletter", False),
        ("Paris court fines OpenAI", REST, True),
        ("A feather in the dark", f"{REST[:500]} OpenAI trained a chatbot on GPUs, and ChatGPT came of it. OpenAI, chatbot, GPUs, ChatGPT. {REST}", True),
        # where nothing follows the lead, one word will do
        ("Why we fail in public", "According to ChatGPT the word is from aviation.", True),
    ],
)  # fmt: skip
def test_a_whole_article_says_what_it_is_about_more_than_once(title: str, text: str, relevant: bool) -> None:
    assert tags_of(title, text).relevant is relevant


def test_a_name_beyond_the_part_that_is_read_gives_no_tag() -> None:
    lead, later = (
        "A chatbot answers for the mill, and the chatbot is polite.",
        "Hippocratic AI and Samsung were asked. Hippocratic AI declined.",
    )
    far = tags_of("AI at the mill", f"{lead} {REST}\n{later}\nBerlin, Germany, has one too.")
    assert (far.relevant, far.countries) == (True, ())
    assert not {"#HippocraticAI", "#SamsungElectronics", "#Samsung"} & {*far.hashtags}
    assert tags_of("AI at the mill", f"{lead} Hippocratic AI, the maker, sold it. Hippocratic AI wants to sell more. {REST}").countries == (
        "US",
    )
    alone = tags_of("AI at the mill", f"{lead} {REST}")
    assert (far.segment, far.lens, far.category) == (alone.segment, alone.lens, alone.category)


@pytest.mark.parametrize(
    ("title", "text", "not_segment"),
    [
        ("County police buy an AI that places photos", "The sheriff's office tested it in May.", "productivity"),
        ("Scientists warn of AI risks", "Two hundred of them signed the letter on Tuesday.", "biotech"),
        ("The science of deep learning", "What would a theory of neural networks have to explain?", "biotech"),
        ("Machine learning in production", "Notebooks are not systems, and the gap costs money.", "manufacturing"),
        ("Building an LLM called Space", "It runs on a laptop and answers in rhymes.", "defense"),
        ("What customers ask an AI avatar", "Nobody had asked them before.", "marketing"),
        ("Your AI says more than its data", "The insights are thin.", "analytics_bi"),
        ("An AI for the design of bridges", "Engineers drew three by hand to compare.", "media_gaming"),
    ],
)
def test_a_word_of_every_trade_tells_no_segment(title: str, text: str, not_segment: str) -> None:
    assert tags_of(title, text).segment != not_segment


def test_a_company_named_after_the_lead_weighs_less_than_one_in_it() -> None:
    lead = "We ask what a chatbot may say. Nobody has settled what a good answer is."
    aside = tags_of("What an AI may answer", f"{lead} {REST[:400]} Coursera lists one such class. {REST}")
    assert aside.segment != "education"


def test_a_story_that_a_name_alone_makes_one_of_the_market_is_not_said_to_have_words_of_it() -> None:
    assert (
        tags_of("Arm sues Qualcomm again", "The papers were filed in Delaware.").evidence["relevant"].reason == "a company of the AI market"
    )
    assert tags_of("A chatbot for millers", "It answers at night.").evidence["relevant"].reason == "words of the AI market"
