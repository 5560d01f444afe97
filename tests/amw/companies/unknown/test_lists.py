"""Names that the register does not know, told by the list they stand in."""

from __future__ import annotations

import pytest

from amw.companies import Companies, Company, Name


@pytest.fixture(scope="module")
def register() -> Companies:
    rows = (
        ("farlight", "Farlight", "lab", False),
        ("norvane", "Norvane", "lab", False),
        ("quillon", "Quillon", "lab", False),
        ("harbor", "Harbor", "lab", True),
        ("birch", "Birch Ventures", "investor", False),
        ("alder", "Alder Capital", "investor", False),
        ("rowan", "Rowan Capital", "investor", False),
        ("norwell", "Norwell", "university", False),
        ("oki", "織城電機", "lab", False),
        ("zh-a", "远帆科技", "lab", False),
        ("zh-b", "恒岳集团", "lab", False),
    )
    return Companies(
        Company(key=key, name=name, kind=kind, country="US", names=(Name(text=name, kind="trade", ambiguous=ambiguous),))
        for key, name, kind, ambiguous in rows
    )


def named(register: Companies, text: str) -> set[str]:
    """The companies of `text`: keys of known ones, the names of unknown ones."""
    mentions = [mention for mention in register.find(text) if mention.kind == "company"]
    return {mention.company.key if mention.company is not None else mention.surface for mention in mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chips\nRivals are Farlight, Orvexia, Norvane and Vantrel.", {"Orvexia", "Vantrel"}),
        ("Deals\nFarlight ($90M), Zelqui ($41.5M), and Norvane ($38M) led.", {"Zelqui"}),
        ("Runda\nKlientami są Farlight, Orvexia i Norvane.", {"Orvexia"}),
        ("Round-up\nOrvexia — $25M Series B. Farlight — $14M Series A. Zelqui — $3M.", {"Orvexia", "Zelqui"}),
        (
            "Las rondas de las startups de IA\n1. Orvexia: 42.000.000 € 2. Farlight: 31.000.000 € 3. Zelqui: 17.500.000 €",
            {"Orvexia", "Zelqui"},
        ),
        (
            "A round\nIt raised $4M. The round includes Orvexia Capital, Zelqui Ventures, Tamrel and Corvant Labs.",
            {"Tamrel", "Corvant Labs"},
        ),
        ("Farlight and Norvane\nThey sell to companies such as Orvexia, Zelqui and Tamrel.", {"Orvexia", "Zelqui", "Tamrel"}),
        ("Hợp tác AI\nFarlight làm việc với các công ty như Orvexia, Zelqui và Tamrel.", {"Orvexia", "Zelqui", "Tamrel"}),
        ("远帆科技、恒岳集团、澜芯源等企业发布新品。", {"澜芯源"}),
        ("本轮融资由远帆科技和青禾创投联合领投。", {"青禾创投"}),
        ("新一轮融资\n投资方包括青禾基金、澄海汇等。", {"青禾基金", "澄海汇"}),
        ("半導体株が上昇した。織城電機（4711）、ホシヅナ（4712）などが目立つ。", {"ホシヅナ"}),
    ],
)
def test_a_list_shows_its_unknown_members_to_be_firms(register: Companies, text: str, expected: set[str]) -> None:
    assert expected <= named(register, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Chips\nFarlight, Norvane, Germany and Others meet.", "Germany"),
        ("Chips\nMeanwhile, Farlight and Norvane wait.", "Meanwhile"),
        ("A paper\nIts authors are at Farlight, Norvane, Norwell and Purwick.", "Purwick"),
        ("Chips\nFarlight, Norvane and Jane Doe, the CEO of Quillon, met.", "Jane Doe"),
        ("Farlight Stumbles, Norvane Rises, Robots Learn To Walk", "Robots Learn"),
        ("KI\nEs geht um Internet, Telefon, Farlight, Norvane und Strom.", "Strom"),
        ("Results\nRevenue: $3.2 billion. Cash: $1.1 billion. Farlight is pleased.", "Cash"),
    ],
)
def test_what_else_stands_in_a_list_is_no_firm(register: Companies, text: str, other: str) -> None:
    assert other not in named(register, text)


def test_a_name_that_is_a_word_counts_among_firms(register: Companies) -> None:
    assert "harbor" in named(register, "Chips\nRivals are Farlight, Harbor and Norvane.")


def test_half_a_firm_s_name_counts_among_investors(register: Companies) -> None:
    text = "AI\nThe usual investors are there: Birch Ventures, Rowan, and Alder Capital."
    assert "rowan" in named(register, text)


def test_of_whom_a_list_alone_tells_is_not_whom_the_story_is_about(register: Companies) -> None:
    mentions = register.find("The biggest rounds of the year\nThey are Orvexia, Farlight and Norvane.")
    assert {m.surface: m.role for m in mentions} == {"Orvexia": "secondary", "Farlight": "primary", "Norvane": "primary"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Start-upy i AI\nWielu czeka, mówi Jan Nowak, prezes Orvexia, po rozmowach.", "Orvexia"),
        ("IA en Madrid\nLo dice Ana Ruiz, cofundadora y CEO de Orvexia, en una entrevista.", "Orvexia"),
        ("AI и деньги\nКвантолум — молодой стартап, который учит роботов.", "Квантолум"),
        ("AI w Polsce\nOrvexia to start-up, który tworzy roboty.", "Orvexia"),
        ("米サンフィールドはAIの新工場を建てる。", "サンフィールド"),
        ("AIの会社である株式会社ホシヅナが発表した。", "ホシヅナ"),
        ("AI株\nホシヅナホールディングスが急伸した。", "ホシヅナホールディングス"),
    ],
)
def test_what_stands_beside_a_name_shows_a_firm_abroad(register: Companies, text: str, name: str) -> None:
    assert name in named(register, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "AI 투자\n이번 투자에는 △바람인베스트먼트 △두루미벤처스 △구름기술 등이 투자자로 참여했다.",
            {"바람인베스트먼트", "두루미벤처스", "구름기술"},
        ),
        ("AI 기업\n인공지능 시장에서 Farlight, 두루테크, 구름보기 등 기업이 성장했다.", {"farlight", "두루테크", "구름보기"}),
        ("AI 정책\n인공지능 지원과 함께, 규제·감독 등 기업 부담을 살핀다.", set()),
        ("AI 산업\n인공지능으로 △교육 △의료 △농업 등 기업 현장이 바뀐다.", set()),
    ],
)
def test_korean_lists_of_firms_end_in_others_too(register: Companies, text: str, expected: set[str]) -> None:
    assert named(register, text) == expected
