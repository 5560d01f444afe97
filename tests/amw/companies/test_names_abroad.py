"""Names that are words too, in other languages than English, and names that other scripts write in more ways than one."""

from __future__ import annotations

import pytest

from amw.companies import Companies


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def keys(register: Companies, text: str) -> list[str]:
    return [m.company.key for m in register.find(text) if m.company is not None and m.kind != "model"]


def models(register: Companies, text: str) -> list[str]:
    return [m.model.name for m in register.find(text) if m.model is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meta recorta plantilla en la oficina de Madrid", ["meta"]),
        ("La meta de la empresa es otra", []),
        ("Meta fiscal do governo cai em 2027", []),
        ("Huawei supera a Apple en China", ["huawei", "apple"]),
        ("La Comisión multa a Amazon", ["amazon"]),
        ("Oracle troca o comando no país com nova diretora", ["oracle"]),
        ("Lovable schnuppert bei Investoren nach Geld", ["lovable"]),
        ("De top van Mistral praat mee", ["mistral"]),
        ("Guido van Mistral heet hij", []),
        ("HMS Mistral left port", []),
        ("메타에게서 인수한 회사", ["meta"]),
        ("K-엔비디아를 키운다", []),
        ("라마단이 시작됐다", []),
        ("小米丰收，亩产创新高", []),
        ("إبل السباق في قطر", []),
        ("أبل تطرح هاتفا", ["apple"]),
        ("عُثر عليه ميتا في شقته", []),
        ("ميتا تطلق نموذجا", ["meta"]),
        ("前谷歌研究员加盟苹果", ["google", "apple"]),
    ],
)
def test_a_sentence_abroad_tells_names_from_words(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Scale poaches a Google lawyer", ["scale-ai", "google"]),
        ("Runway pockets $90M", ["runway"]),
        ("Runway lights failed in fog", []),
        ("Oracle's biggest customers hold back", ["oracle"]),
        ("How a studio uses Meta Segment Anything in film", ["meta"]),
        ("Perplexity barred from Amazon's store", ["perplexity", "amazon"]),
        ("Architecture Inception Canvas An Efficient Way", []),
    ],
)
def test_a_verb_with_its_object_tells_a_company(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claude Opus 4.8 Build Day comes to Oslo", ["Claude Opus 4.8"]),
        ("GPT-5.1 Code Challenge winners", ["GPT-5.1"]),
        ("Gemini and Coinbase list new tokens", []),
        ("Bitcoin traders ask Gemini, GPT-5 and Grok", ["Gemini", "GPT-5", "Grok"]),
        ("جوجل تطلق جيميناي 3 برو", ["Gemini 3 Pro"]),
        ("गूगल ने जेमिनी 3 प्रो उतारा", ["Gemini 3 Pro"]),
        ("गूगल जेमिनी प्रोजेक्ट", ["Gemini"]),
        ("클로드 모네의 그림", []),
        ("Amazon Nova 2 Pro is out", ["Nova 2 Pro"]),
    ],
)
def test_models_in_many_scripts_and_what_only_looks_like_them(register: Companies, text: str, expected: list[str]) -> None:
    assert [name.removeprefix("Amazon ") for name in models(register, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("远山股份(300999.SZ)公告称，公司净利润增长", ["远山股份"]),
        ("云岭科技：拟投资三亿元建设工厂", ["云岭科技"]),
        ("人工智能：下一个十年", []),
        ("一家名为Yunling Tech的公司（以下简称“云岭”）递表", ["云岭"]),
        ("결제 업체 한빛결제(123456)는 공시했다", ["한빛결제"]),
        ("보안 연구 단체 한빛 시큐리티(Hanbit Security)가 밝혔다", ["한빛 시큐리티"]),
        ("개인화 기능 하늘 인텔리전스(Haneul Intelligence)를 넣었다", []),
    ],
)
def test_unknown_names_are_told_by_share_numbers_short_names_and_trades(register: Companies, text: str, expected: list[str]) -> None:
    assert [m.surface for m in register.find(text) if m.company is None and m.kind == "company"] == expected
