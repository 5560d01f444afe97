"""Match keys: what one name's spellings share, and what two names never do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runaway import no_runaway

from amw.companies.names import MAX_NAME, compact, fold, mixes_scripts, normalise, visible


@pytest.mark.parametrize(
    "spellings",
    [
        ("Alibaba Group Holding Ltd", "ALIBABA GROUP HOLDING LIMITED", "Alibaba Group Holding Ltd."),
        ("The Hershey Co.", "Hershey Company", "HERSHEY CO"),
        ("ASML Holding N.V.", "ASML Holding NV", "asml holding n. v."),
        ("Technogym S.p.A", "Technogym S.p.A.", "TECHNOGYM SPA"),
        ("株式会社ソニー", "ソニー株式会社", "ソニー"),
        ("주식회사 카카오", "(주)카카오", "카카오"),
        ("Société Générale", "Societe Generale", "SOCIÉTÉ GÉNÉRALE"),
        ("ＯｐｅｎＡＩ", "OpenAI", "openai"),
        ("商湯科技", "商汤科技"),
        ("Weights & Biases", "Weights and Biases"),
        ("Johnson + Johnson", "Johnson & Johnson"),
        ("Dental Corporation Public Company Limited", "Dental Corp PCL"),
        ("Hochtief Aktiengesellschaft", "HOCHTIEF AG"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({normalise(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mistral AI", "Mistral Capital"),
        ("Apple", "Apple Bank"),
        ("Cerebras", "Cerebral Inc."),
        ("Meta", "MetaX"),
        ("Co", "Corp"),
        ("AMD", "AMD Industries"),
    ],
)
def test_names_of_two_stay_two(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_spaces_and_hyphens_do_not_matter_in_compact_keys() -> None:
    assert compact("Mistral AI") == compact("MistralAI") == compact("mistral-ai")


def test_a_name_made_of_legal_forms_keeps_something() -> None:
    assert normalise("Limited") == "limited"
    assert normalise("Co., Ltd.") != ""
    assert normalise("") == normalise("   ") == normalise("🤖") == ""


def test_invisible_and_bidi_marks_go() -> None:
    assert visible("Open\u200bAI\u202e") == "OpenAI"
    assert normalise("\u2066Open\u00adAI\u2069") == "openai"


def test_look_alike_letters_are_told_from_whole_words_of_another_alphabet() -> None:
    assert mixes_scripts("OpenΑI")  # a Greek Alpha
    assert mixes_scripts("Аmazon Web Services")  # a Cyrillic A
    assert not mixes_scripts("Яндекс Cloud")
    assert not mixes_scripts("Nestlé")
    assert not mixes_scripts("OpenAI")


@given(st.text(max_size=400))
def test_normalise_never_raises_and_is_its_own_fixed_point_in_case(name: str) -> None:
    key = normalise(name)
    assert key == key.strip()
    assert "  " not in key
    assert len(fold(name)) <= 20 * MAX_NAME


@given(
    st.from_regex(r"[A-Za-z]{3,9}( [A-Za-z]{4,9}){0,2}", fullmatch=True),
    st.sampled_from(["Inc.", "GmbH", "Co., Ltd.", "S.A.", "PLC", "AG"]),
)
def test_a_legal_form_at_the_end_changes_nothing(name: str, form: str) -> None:
    assert normalise(f"{name} {form}") == normalise(name)


@settings(max_examples=5, deadline=None)
@given(st.sampled_from([". " * 50_000, "A." * 50_000, "(" * 100_000, "co " * 40_000, "股份有限公司" * 20_000, "a&" * 50_000]))
def test_hostile_names_take_no_time(name: str) -> None:
    with no_runaway():
        normalise(name)
        mixes_scripts(name[:300])
