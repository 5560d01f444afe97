"""One name, one company: names in many languages and alphabets, former names by date, look-alikes that stay unresolved."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.companies import CatalogueError, Companies


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Alibaba Group Holding Ltd", "alibaba"),
        ("阿里巴巴", "alibaba"),
        ("阿里巴巴集团", "alibaba"),
        ("알리바바", "alibaba"),
        ("アリババ", "alibaba"),
        ("Alibaba Cloud's Qwen team", "alibaba"),
        ("qwen", "alibaba"),
        ("Kimi", "moonshot-ai"),
        ("Moonshot AI (China)", "moonshot-ai"),
        ("北京月之暗面科技有限公司", "moonshot-ai"),
        ("SpaceXAI", "xai"),
        ("x-ai", "xai"),
        ("Meta Platforms, Inc.", "meta"),
        ("脸书", "meta"),
        ("Z.AI", "zhipu-ai"),
        ("智譜", "zhipu-ai"),
        ("MistralAI", "mistral"),
        ("Hon Hai Precision Industry Co., Ltd.", "foxconn"),
        ("삼성전자", "samsung"),
        ("Samsung Venture Investment", "samsung-ventures"),
        ("삼성벤처투자", "samsung-ventures"),
        ("高瓴创投", "gl-ventures"),
        ("SoftBank Ventures Asia", "sbva"),
        ("NREL", "national-renewable-energy-laboratory"),
        ("株式会社ソニー", "sony"),
        ("Carnegie Mellon University (CMU)", "cmu"),
        ("https://www.deepseek.com/", "deepseek"),
        ("Upstage AI", "upstage"),
        ("Preferred Networks Inc", "preferred-networks"),
        ("Alibaba Tongyi Lab", "alibaba"),
        ("阿里巴巴达摩院", "alibaba"),
        ("阿里巴巴(中国)有限公司", "alibaba"),
        ("亞馬遜", "amazon"),
        ("中興通訊", "zte"),
        ("丰田汽车", "toyota"),
        ("Qwen team", "alibaba"),
        ("通义团队", "alibaba"),
        ("ChatGPT team", "openai"),
        ("Intel AI Lab", "intel"),
        ("Beijing ByteDance", "bytedance"),
        ("Stanford Univ.", "stanford"),
        ("OpenAI™", "openai"),
        ("ＮＶＩＤＩＡ™ Corp.", "nvidia"),
        ("Petróleo Brasileiro S.A. - Petrobras", "petrobras"),
        ("Alphabet Inc. - Class C", "alphabet"),
        ("Tập đoàn FPT", "fpt"),
        ("Công ty Cổ phần FPT", "fpt"),
        ("Groupe Thales", "thales"),
        ("qwen/qwen3.7-max", "alibaba"),
        ("accounts/fireworks/models/qwen3p7-plus", "alibaba"),
        ("Microsoft Japan", "microsoft"),
        ("Google DeepMind UK Ltd", "google-deepmind"),
        ("Yahoo Japan", "line-yahoo"),
        ("Meta Korea", None),
        ("Meta Platforms Ireland Limited", "meta"),
        ("FAIR at Meta", "meta"),
        ("Mistral at Dawn", None),
        ("米マイクロソフト", "microsoft"),
        ("美国英伟达公司", "nvidia"),
        ("NVIDIA研究院", "nvidia"),
        ("百度在线网络技术（北京）有限公司", "baidu"),
        ("Deepsea Robotics", None),
        ("मेटा", "meta"),
        ("मोटा", None),
    ],
)
def test_names_resolve(register: Companies, name: str, key: str | None) -> None:
    found = register.resolve(name)
    assert (found.key if found is not None else None) == key


def test_a_short_word_has_no_umlaut_that_is_not_written() -> None:
    register = Companies.from_rows([{"name": "Aena"}, {"name": "Müller Maschinen"}])
    assert register.resolve("ANA") is None
    assert register.resolve("Mueller Maschinen") is not None


@pytest.mark.parametrize(
    "name",
    "Mistral Capital|Cerebral Inc.|Runway Growth Capital|Together Labs|Magic Leap|Baidoo Group|Antropic Design Studio"
    "|Tencare|Mistral Team Building|Beijing Duck|Cohere Foods|Kimi Capital|华为奶茶店|腾讯餐饮|Meta Llama Farm|Dream Team"
    "|Oracle Lighting|Figure Technology Solutions"
    "|Grupo Orange|Tập đoàn|OpenAI - Sam Altman|Google - Alphabet|OpenAI/Anthropic|openai/no-such-thing|Tap Dance Studio"
    "|GPT-4/Claude|news.example/gpt-4o|https://openai.com/gpt-4"
    "|OpenΑI|Ореn AI|Аnthropic|Nvidіa"  # letters of another alphabet
    "|Leonardo DRS|Writer's Digest|AMD Industries|Deep Trading|Apple Bank||   |🤖|Inc.".split("|"),
)  # fmt: skip
def test_look_alikes_and_nothings_stay_unresolved(register: Companies, name: str) -> None:
    assert register.resolve(name) is None


def test_zero_width_and_width_variants_resolve(register: Companies) -> None:
    assert register.resolve("Open\u200bAI") is register.resolve("ＯｐｅｎＡＩ") is register.company("openai")


def test_parent_and_subsidiary_stay_two_with_a_link(register: Companies) -> None:
    deepmind, google = register.resolve("DeepMind"), register.resolve("Google")
    assert deepmind is not None and google is not None
    assert deepmind.key != google.key
    assert deepmind.parent == google.key


def test_a_name_counts_only_while_it_was_in_use(register: Companies) -> None:
    assert register.resolve("Facebook, Inc.", at=date(2020, 1, 1)) is register.company("meta")
    assert register.resolve("Facebook, Inc.", at=date(2024, 1, 1)) is None
    assert register.resolve("SpaceXAI", at=date(2026, 7, 1)) is None
    assert register.resolve("SpaceXAI", at=date(2026, 7, 8)) is register.company("xai")
    assert register.resolve("SpaceXAI", at=datetime(2026, 7, 8, tzinfo=UTC)) is register.company("xai")
    assert register.resolve("스페이스XAI", at=date(2026, 1, 1)) is None


LISTED = [
    {"eid": "E1", "canonical": "LAM RESEARCH CORP. DL-001", "country": "United States"},
    {"eid": "E2", "canonical": "Metsa Board Oyj Class B", "country": "Finland"},
    {"eid": "E3", "canonical": "Nu Skin Enterprises, Inc. Class A", "country": "United States"},
    {"eid": "E4", "canonical": "H.B. Fuller Company", "country": "United States"},
    {"eid": "E5", "canonical": "NEUROCRINE BIOSCI. DL-001", "country": "United States"},
    {"eid": "E6", "canonical": "Golden Minerals Company", "country": "United States"},
    {"eid": "E7", "canonical": "Siemens Aktiengesellschaft", "country": "Germany"},
    {"eid": "E8", "canonical": "Siemens Energy AG", "country": "Germany"},
    {"eid": "E9", "canonical": "Cia Norte S.A.", "country": "Spain"},
    {"eid": "E10", "canonical": "Mittel Werke Holstein AG", "country": "Germany"},
    {"eid": "E11", "canonical": "Julius Bär Gruppe AG", "country": "Switzerland"},
    {"eid": "E12", "canonical": "Quimbel S.A.", "country": "France"},
    {"eid": "E13", "canonical": "Walverton Inc.", "country": "United States"},
]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lam Research", "E1"),
        ("Metsa Board Oyj B", "E2"),
        ("Nu Skin", "E3"),
        ("Fuller (H.B.) Co", "E4"),
        ("H B Fuller", "E4"),
        ("Fuller, H.B.", "E4"),
        ("Neurocrine Biosciences, Inc.", "E5"),
        ("Siemens AG", "E7"),
        ("Siemens", "E7"),
        ("Golden Resources Mining", None),
        ("Lamb Weston", None),
        ("Energy", None),
        ("Compania Norte", "E9"),
        ("Norte Cia", "E9"),
        ("MWH", "E10"),
        ("Julius Baer Group", "E11"),
        ("Groupe Quimbel", "E12"),
        ("Wal Verton", "E13"),
        ("Nu Holdings", None),
    ],
)
def test_stock_list_forms(name: str, key: str | None) -> None:
    found = Companies.from_rows(LISTED).resolve(name)
    assert (found.key if found is not None else None) == key


def test_a_name_that_two_rows_share_resolves_to_neither() -> None:
    register = Companies.from_rows([{"key": "a", "name": "Orbital One"}, {"key": "b", "name": "Orbital One"}])
    assert register.resolve("Orbital One") is None


def test_rows_without_a_name_and_duplicate_keys_are_refused_with_their_number() -> None:
    with pytest.raises(CatalogueError, match="rows:2"):
        Companies.from_rows([{"key": "a", "name": "A One"}, {"key": "b"}])
    with pytest.raises(CatalogueError, match="rows:2: duplicate key 'a'"):
        Companies.from_rows([{"key": "a", "name": "A One"}, {"key": "a", "name": "A Two"}])


@given(st.text(max_size=120))
def test_resolve_never_raises(name: str) -> None:
    Companies.load().resolve(name)


@given(st.sampled_from([c.name for c in Companies.load().companies]))
def test_every_company_is_found_by_its_own_name_in_any_case(name: str) -> None:
    register = Companies.load()
    found = register.resolve(name)
    assert found is not None and found.name == name
    assert register.resolve(name.upper()) is found
    assert register.resolve(f" {name} ") is found


STOCK_LIST = [
    "BERGHOLM AB Class A",
    "BERGHOLM AB Class B",
    "Orvendale PLC",
    "ORVENDALE SP.ADR",
    "ELECTR.GENER. -FGN- BA 10",
    "CALDWELL MED.+HLTH.G.HD-0005",
    "Tessaric",
    "Quillon International of Bergen, Inc.",
    "Grupo Marivela del Sur, S. A. B. de C. V.",
    "PT BANK SERENA (PERS.)RP 100",
]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Bergholm AB ser. B", "BERGHOLM AB Class B"),
        ("Bergholm AB Class A", "BERGHOLM AB Class A"),
        ("Bergholm AB", None),
        ("Orvendale PLC", "Orvendale PLC"),
        ("Orvendale PLC ADR", "ORVENDALE SP.ADR"),
        ("Electricity Generating Public Company Limited", "ELECTR.GENER. -FGN- BA 10"),
        ("Caldwell Medical & Healthcare Group", "CALDWELL MED.+HLTH.G.HD-0005"),
        ("Tessaric Rubber", "Tessaric"),
        ("Tessaric Rubber and Tyre Works", None),
        ("Quillon Bergen", "Quillon International of Bergen, Inc."),
        ("Grupo Marivela Sur", "Grupo Marivela del Sur, S. A. B. de C. V."),
        ("Bank Serena Persero", "PT BANK SERENA (PERS.)RP 100"),
    ],
)
def test_a_list_of_shares(name: str, listed: str | None) -> None:
    register = Companies.from_rows({"key": f"share-{number}", "name": text} for number, text in enumerate(STOCK_LIST))
    found = register.resolve(name)
    assert (found.name if found is not None else None) == listed
