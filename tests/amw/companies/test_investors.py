"""Who puts money into whom, and who is only described, in the languages of the news."""

from __future__ import annotations

import pytest

from amw.companies import Companies
from amw.companies.investors import listed_with


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def roles(register: Companies, text: str) -> dict[str, str | None]:
    return {m.company.key: m.role for m in register.find(text) if m.company is not None}


@pytest.mark.parametrize(
    ("text", "company", "investors"),
    [
        ("Poolside bags $400 million from Accel and Nvidia", "poolside", {"accel", "nvidia"}),
        ("ElevenLabs closes round, with Iconiq leading and Salesforce chipping in", "elevenlabs", {"iconiq", "salesforce"}),
        ("Tencent hands $2 billion to MiniMax for a tenth of it", "minimax", {"tencent"}),
        ("Aleph Alpha sammelt 90 Millionen unter Führung von Bosch", "aleph-alpha", {"bosch"}),
        ("Siemens steigt bei Helsing ein", "helsing", {"siemens"}),
        ("Poolside lève 200 millions de dollars auprès de Nvidia", "poolside", {"nvidia"}),
        ("Bpifrance entre au capital de Hugging Face", "hugging-face", {"bpifrance"}),
        ("Multiverse Computing cierra una ronda liderada por Telefónica", "multiverse-computing", {"telefonica"}),
        ("Nvidia inyecta 500 millones en Wayve", "wayve", {"nvidia"}),
        ("Сбер вложился в DeepSeek", "deepseek", {"sber"}),
        ("تمويل جديد لشركة أنثروبيك بقيادة مايكروسوفت", "anthropic", {"microsoft"}),
        ("腾讯向月之暗面注资三亿美元", "moonshot-ai", {"tencent"}),
        ("ソフトバンク、Anthropicに3000億円を出資", "anthropic", {"softbank"}),
        ("Thrive Capital leads Mistral tender", "mistral", {"thrive-capital"}),
        ("Samsung joins Sakana AI's ¥20 billion round", "sakana-ai", {"samsung"}),
        ("Tesla to invest $2B in Elon Musk's xAI", "xai", {"tesla"}),
        ("Nvidia invests $200 million in French AI lab Mistral AI", "mistral", {"nvidia"}),
        ("SoftBank weighs a $30 billion follow-on bet on OpenAI", "openai", {"softbank"}),
        ("Nvidia backs British lab Wayve in $1.1 billion deal", "wayve", {"nvidia"}),
        ("Sony sinks another $200 million into Sakana AI", "sakana-ai", {"sony"}),
        ("Poolside raises $80 million\nAccel led; Iconiq and Databricks also took part.", "poolside", {"accel", "iconiq", "databricks"}),
        ("Wayve opens a new round, existing investors Balderton Capital and Nvidia say", "wayve", {"balderton"}),
        ("업스테이지, 네이버와 카카오도 이번 투자에 참여해 1000억 유치", "upstage", {"naver", "kakao"}),
    ],
)
def test_who_invests_is_told_from_the_company_it_pays(register: Companies, text: str, company: str, investors: set[str]) -> None:
    played = roles(register, text)
    assert {key for key, role in played.items() if role == "investor"} == investors
    assert played[company] == "primary"


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("Nvidia gets orders from Meta", {"nvidia"}),
        ("Le Chat gagne des clients avec Airbus et Nvidia", {"mistral"}),
        ("OpenAI leads Anthropic in revenue", {"openai"}),
        ("BlackRock and Fidelity cut their stakes in Nvidia", {"blackrock", "fidelity"}),
        ("BlackRock's fund led withdrawals while Fidelity's drew buyers", {"blackrock"}),
        ("Microsoft talks with investment fund Blackstone over a power plant", {"microsoft"}),
        ("Apple invests in AI after Google signs a deal", {"apple"}),
        ("Oracle leads in cloud growth over Microsoft", {"oracle"}),
        ("Intel to invest in an Ohio plant that Apple wants", {"intel"}),
        ("Baidu to invest in robotaxis while Tesla waits", {"baidu"}),
        ("Apple bets on Google to mend Siri", {"apple"}),
        ("SoftBank sells its $5.8 billion stake in Nvidia", {"softbank"}),
        ("Samsung offloads a $700 million stake in ASML", {"samsung"}),
        ("ARK Invest increased exposure to Robinhood", {"ark-invest"}),
        ("Bitcoin trackers sink. Their backers wait. BlackRock sees outflows, Coinbase sees none", {"blackrock"}),
        ("Meta hands $100 million to Google for cloud", {"meta"}),
        ("Google backs down in Epic fight", {"google"}),
        ("Microsoft backs Anthropic in a lawsuit", {"microsoft"}),
        ("Nvidia joins Meta's push for open standards", {"nvidia"}),
        ("Google puts Gemini into Samsung fridges", {"google"}),
        ("メタはAIに投資する", {"meta"}),
    ],
)
def test_dealings_without_money_make_nobody_an_investor(register: Companies, text: str, primary: set[str]) -> None:
    played = roles(register, text)
    assert "investor" not in played.values()
    assert primary <= {key for key, role in played.items() if role == "primary"}


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("前OpenAI高管加盟英伟达", "nvidia"),
        ("구글에 인수된 위즈는 엔비디아 칩을 쓴다", "wiz"),
        ("오픈AI와 결별한 마이크로소프트, 자체 칩 공개", "microsoft"),
        ("グーグルから独立したウェイモ、東京へ", "waymo"),
        ("英伟达的竞争对手AMD发布新芯片", "amd"),
        ("エヌビディアのライバルAMD、日本で採用", "amd"),
        ("엔비디아 경쟁사 AMD, 신제품 공개", "amd"),
        ("阿里巴巴支持的月之暗面发布新模型", "moonshot-ai"),
        ("As OpenAI stumbles, Anthropic pulls ahead", "anthropic"),
        ("As Google, Meta and Amazon spend on chips, Nvidia books records", "nvidia"),
        ("Despite Nvidia's lead, Cerebras wins buyers", "cerebras"),
        ("Unlike Anthropic, OpenAI sells ads", "openai"),
        ("Ex-Google researcher's Sakana AI opens in Osaka", "sakana-ai"),
        ("Nvidia rival Cerebras opens a plant", "cerebras"),
        ("Former Tesla Autopilot engineer joins Skild AI", "skild-ai"),
        ("OpenAI co-founder launches Periodic Labs", "periodic-labs"),
        ("Wayve's former boss builds Helsing", "helsing"),
        ("Google spinout Isomorphic Labs starts trials", "isomorphic-labs"),
        ("Former OpenAI researchers bag $30 million\nPoolside will hire with it.", "poolside"),
        ("OpenAI co-founder says progress is slow", "openai"),
        ("Nvidia's key partner TSMC opens a plant", "tsmc"),
    ],
)
def test_who_is_left_or_only_measures_another_is_not_the_subject(register: Companies, text: str, primary: str) -> None:
    played = roles(register, text)
    assert [key for key, role in played.items() if role == "primary"] == [primary]


def test_whose_money_backs_another_makes_no_investor_of_the_firm_beside_it(register: Companies) -> None:
    assert roles(register, "Tiger Global quits Nvidia-backed Wayve") == {
        "tiger-global": "primary",
        "nvidia": "investor",
        "wayve": "secondary",
    }


def test_a_list_invests_when_its_last_name_does() -> None:
    text = "X, Y and Z invested"
    spans = [(0, 1), (3, 4), (9, 10)]
    assert listed_with(text, spans, [False, False, True]) == [1, 0]
    assert listed_with(text, spans, [False, False, False]) == []
    assert listed_with("업스, 네이버가 주도", [(0, 2), (4, 7)], [False, True]) == []  # the comma ends the subject


@pytest.mark.parametrize(
    ("text", "investors"),
    [
        ("Zibo raises $40M\nOrchard Lane Ventures and Two Pines invested in the startup.", {"Orchard Lane Ventures", "Two Pines"}),
        (
            "Zibo raises $40M\nOrchard Lane Ventures led; Nvidia, Two Pines and Elad Gil joined.",
            {"Orchard Lane Ventures", "Two Pines", "Nvidia"},
        ),
        ("Zibo raises $40M from Orchard Lane Capital and Nvidia", {"Orchard Lane Capital", "Nvidia"}),
        ("Startup Zibo raises $1 billion after Nvidia and Orchard Lane led its round", {"Orchard Lane", "Nvidia"}),
        ("Zibo raises €40M\nBackers include Nvidia, Two Pines and Japan.", {"Nvidia", "Two Pines"}),
        ("Zibo raises $40M\nJane Doe and Richard Roe joined.", set()),
        ("Prices of chips rise by $40\nIt was led by Two Pines and Orchard Lane, two towns.", set()),
    ],
)
def test_unknown_investors_stand_in_a_list(register: Companies, text: str, investors: set[str]) -> None:
    assert {m.surface for m in register.find(text) if m.role == "investor"} == investors


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Zibo raises $40M\nIndex and Spark led the round.", {"index-ventures", "spark-capital"}),
        ("Zibo bags $40M from Bond", {"bond-capital"}),
        ("Zibo grows by 40%\nAn index and a spark, says Bond.", set()),
    ],
)
def test_among_investors_half_of_a_firm_s_name_is_the_firm(register: Companies, text: str, firms: set[str]) -> None:
    assert {m.company.key for m in register.find(text) if m.company is not None and m.role == "investor"} == firms


def test_another_company_between_the_name_and_the_verb_is_who_invests(register: Companies) -> None:
    assert roles(register, "Alphabet's Waymo buys chips, invests in Wayve")["alphabet"] != "investor"


def test_a_firm_that_closes_a_fund_of_its_own_acts(register: Companies) -> None:
    assert roles(register, "Radical Ventures closes $650M fund\nIt backed Cohere early.")["radical-ventures"] == "primary"
    assert roles(register, "Radical Ventures plans to fund Cohere's Series B round")["radical-ventures"] == "investor"


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        ("Helsing raises $90 million from investors including former Google CEO Jane Doe", "google", "mention"),
        ("Helsing raises $90 million from investors including Datadog co-founder Jane Doe", "datadog", "mention"),
        ("Helsing raises $90 million from investors including Google and Datadog", "google", "investor"),
        ("The European Commission launched a formal investigation into Meta", "european-commission", "secondary"),
    ],
)
def test_a_person_s_house_and_who_investigates_put_in_no_money(register: Companies, text: str, company: str, role: str) -> None:
    found = roles(register, text)[company]
    assert found == role or (role == "mention" and found == "secondary")
