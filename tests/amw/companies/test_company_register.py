"""The catalogue: sound as shipped, and refused with file and line when it is not."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from amw.companies import Companies, check_catalogue
from amw.companies.check import check_families, check_homepages, check_makers, check_names, check_segments, check_sources
from amw.companies.register import companies_of, models_of, read_rows, rows_of

HEAD = '# a comment\n\n[[company]]\nkey = "acme"\nname = "Acme"\n'


def problems(text: str) -> list[str]:
    return [str(p) for p in companies_of(rows_of(text, "companies.toml", "company"))[1]]


def test_the_shipped_catalogue_is_sound() -> None:
    assert check_catalogue() == []


def test_the_register_is_as_large_as_it_claims() -> None:
    register = Companies.load()
    assert len(register) >= 1500
    assert len(register.models) >= 1000
    assert sum(c.country is None for c in register.companies) < 0.02 * len(register)
    assert len({c.country for c in register.companies}) >= 30


def test_every_model_names_a_maker_and_a_source() -> None:
    register = Companies.load()
    assert all(m.maker is not None and register.company(m.maker) is not None for m in register.models)
    assert all(m.source for m in register.models)
    assert not [m for m in register.models if "catalog" in (m.source or "")]


def test_every_parent_is_a_company_and_every_segment_is_known() -> None:
    from amw.catalogue import load

    segments = load("taxonomy")["segment"]
    for company in Companies.load().companies:
        assert company.parent is None or Companies.load().company(company.parent) is not None
        assert all(segment in segments for segment in company.segments), company


def test_no_word_of_a_name_mixes_the_letters_of_two_alphabets() -> None:
    from amw.companies.names import has_cjk

    def alphabets(word: str) -> set[str]:
        return {unicodedata.name(c).split()[0] for c in word if c.isalpha() and not has_cjk(c)}

    words = {word for company in Companies.load().companies for name in company.names for word in re.findall(r"\w+", name.text)}
    assert len(words) > 5000
    assert {word for word in words if len(alphabets(word) - {"LATIN"}) > 1 or alphabets(word) == {"LATIN", "CYRILLIC"}} == set()


def test_half_of_the_companies_name_the_list_that_states_them() -> None:
    companies = Companies.load().companies
    assert sum(c.source is not None for c in companies) > 0.5 * len(companies)


def test_a_list_is_described_once_and_named_by_somebody() -> None:
    described = [row.data["key"] for row in read_rows("companies", "source")]
    assert len(set(described)) == len(described)
    assert {row.data["use"] for row in read_rows("companies", "source")} == {"facts", "check"}
    register = Companies.load()
    assert set(described) == {s for row in (*register.companies, *register.models) for s in (row.source or "").split(", ") if s}


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ('[[company]]\nkey = "acme"\nname = "Other"\n', 7, "duplicate key 'acme', first at companies.toml:3"),
        ('[[company]]\nkey = "other"\nname = "Other"\ntrade = ["ACME"]\n', 7, "name 'ACME' is also acme's at companies.toml:3"),
        ('[[company]]\nkey = "other"\nname = "Other"\nparent = "nobody"\n', 7, "unknown parent 'nobody'"),
        ('[[company]]\nkey = "other"\nname = "Other"\nparent = "other"\n', 7, "is its own ancestor"),
        ('[[company]]\nkey = "other"\nname = "Other"\ncountry = "Germany"\n', 7, "not an ISO 3166-1"),
        ('[[company]]\nkey = "other"\nname = "Other"\ncountry = "UK"\n', 7, "not an ISO 3166-1"),
        ('[[company]]\nname = "Other"\n', 7, "Other: row without a key"),
        ('[[company]]\nkey = "other"\nname = "Other"\nkind = "planet"\n', 7, "unknown kind 'planet'"),
        ('[[company]]\nkey = "Other Co"\nname = "Other"\n', 7, "not a slug"),
        ('[[company]]\nkey = "other"\n', 7, "row without a name"),
        ('[[company]]\nkey = "other"\nname = "Other"\nambiguous = ["Nought"]\n', 7, "are no names of it"),
        (
            '[[company]]\nkey = "other"\nname = "Other"\nformer = [{ name = "Old", since = 2024-01-01, until = 2020-01-01 }]\n',
            7,
            "is valid from",
        ),
        *(
            (f'[[company]]\nkey = "other"\nname = "Other"\nformer = [{{ name = "Old", {bounds} }}]\n', 7, "and not by dates")
            for bounds in ('since = "soon"', "since = 2024-01-01T00:00:00Z", "since = 2024-01-01, until = 2025-01-01T00:00:00")
        ),
    ],
)
def test_contradictions_are_refused_with_file_and_line(more: str, line: int, said: str) -> None:
    found = problems(HEAD + "\n" + more)
    assert len(found) == 1
    assert found[0].startswith(f"companies.toml:{line}: ")
    assert said in found[0]


def test_one_name_may_pass_from_one_company_to_another() -> None:
    text = (
        '[[company]]\nkey = "a"\nname = "Alpha"\nformer = [{ name = "Orb", until = 2020-12-31 }]\n'
        '[[company]]\nkey = "b"\nname = "Beta"\ntrade = [{ name = "Orb", since = 2021-01-01 }]\n'
    )
    found, bad = companies_of(rows_of(text, "companies.toml", "company"))
    assert not bad
    register = Companies(found)
    assert register.resolve("Orb", at=date(2019, 1, 1)) is register.company("a")
    assert register.resolve("Orb", at=date(2022, 1, 1)) is register.company("b")
    assert register.resolve("Orb") is None


def test_a_name_may_be_a_number() -> None:
    text = '[[company]]\nkey = "a"\nname = "Alpha"\ntrade = [7, { name = 360, since = 2021-01-01 }]\n'
    found, bad = companies_of(rows_of(text, "companies.toml", "company"))
    assert not bad
    assert [name.text for name in found[0].names] == ["Alpha", "7", "360"]


def test_models_with_an_unknown_maker_or_a_shared_spelling_are_refused() -> None:
    companies, _ = companies_of(rows_of(HEAD, "companies.toml", "company"))
    text = (
        '[[model]]\nkey = "one"\nname = "Acme One 1"\nmaker = "acme"\n\n'
        '[[model]]\nkey = "two"\nname = "Acme-One-1"\nmaker = "acme"\n\n'
        '[[model]]\nkey = "three"\nname = "Acme Three 3"\nmaker = "nobody"\n\n[[model]]\nkey = "one"\nname = "Again 7"\n'
    )
    found = [str(p) for p in models_of(rows_of(text, "models.toml", "model"), companies)[1]]
    assert [re.sub(r": .*", "", p) for p in found] == ["models.toml:6", "models.toml:11", "models.toml:16"]
    assert "is also one's at models.toml:1" in found[0]


def test_a_model_is_shown_by_the_name_that_states_no_snapshot() -> None:
    names = ["Lumora Small", "lumora-small-3", "Lumora Small 3", "Lumora Small 3 24B"]
    register = Companies.from_rows([{"name": "Acme"}], [{"key": "one", "name": "Lumora Small 24B 2501", "maker": "acme", "names": names}])
    assert {model.name for spelling in ("Lumora Small 24B 2501", *names) if (model := register.resolve_model(spelling))} == {
        "Lumora Small 3"
    }
    plain = Companies.from_rows([{"name": "Acme"}], [{"key": "two", "name": "Lumora Large 2", "maker": "acme", "names": ["Lumora Large"]}])
    assert [model.name for model in plain.models] == ["Lumora Large 2"]


def test_a_family_stands_once_and_shares_no_name() -> None:
    companies, _ = companies_of(rows_of(HEAD, "companies.toml", "company"))
    row = '[[family]]\nkey = "{}"\nname = "{}"\nmaker = "{}"\n'
    rows = row.format("anvil", "Anvil", "acme") + row.format("anvil", "Anvil Two", "acme") + row.format("forge", "anvil", "nobody")
    assert [str(p) for p in check_families(rows_of(rows, "models.toml", "family"), companies)] == [
        "models.toml:5: duplicate family key 'anvil', first at models.toml:1",
        "models.toml:9: family 'forge': unknown maker 'nobody'",
        "models.toml:9: family 'forge': name 'anvil' is also anvil's at models.toml:1",
    ]


def test_a_home_page_is_one_organisations_and_under_no_other_countrys_domain() -> None:
    row = '[[company]]\nkey = "{}"\nname = "{}"\ncountry = "{}"\nhomepage = "{}"\n'
    rows = (
        row.format("acme", "Acme", "GB", "https://www.acme.example.co.uk")
        + row.format("beta", "Beta", "US", "https://acme.example.co.uk/")
        + row.format("gamma", "Gamma", "FR", "https://gamma.example.ai")
        + row.format("delta", "Delta", "DE", "http://delta.example")
        + row.format("acme-lab", "Acme Lab", "GB", "https://acme.example.co.uk/lab")
        + row.format("epsilon", "Epsilon", "US", "https://[epsilon.example")
        + row.format("zeta", "Zeta", "US", "https://zeta.example.ml")
    )
    assert [str(p) for p in check_homepages(rows_of(rows, "companies.toml", "company"))] == [
        "companies.toml:6: beta: home page is also acme's at companies.toml:1",
        "companies.toml:6: beta: home page under .uk, country US",
        "companies.toml:16: delta: home page 'http://delta.example' is no https address",
        "companies.toml:26: epsilon: home page 'https://[epsilon.example' is no https address",
    ]


def test_a_source_is_a_list_that_is_described_once_with_its_use() -> None:
    rows = rows_of(HEAD + 'source = "facts, rumour"\n', "companies.toml", "company")
    row = '[[source]]\nkey = "facts"\nuse = "{}"\n'
    lists = rows_of(row.format("facts") + row.format("fact"), "companies.toml", "source")
    assert [str(p) for p in check_sources(rows, lists[:1])] == ["companies.toml:3: acme: unknown source 'rumour'"]
    assert [str(p) for p in check_sources([], lists)] == [
        "companies.toml:4: duplicate source 'facts', first at companies.toml:1",
        "companies.toml:4: source 'facts': its use 'fact' is none of facts, check",
    ]


def test_a_segment_stands_in_the_taxonomy() -> None:
    rows = rows_of(HEAD + 'segments = ["ai_chips", "ai_crisps"]\n', "companies.toml", "company")
    assert [str(p) for p in check_segments(rows, {"ai_chips"})] == ["companies.toml:3: acme: unknown segment 'ai_crisps'"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('[[company]]\nkey = "acme"\nname = "Acme\n', "companies.toml:3: no TOML: Illegal character"),
        ('[[company]]\nname = "Acme"\n', "companies.toml:1: Acme: row without a key"),
        ('[[company]]\nkey = "acme"\nname = "Аcme"\n', "companies.toml:1: acme: name 'Аcme' mixes the letters of two alphabets"),
        (
            '[[company]]\nkey = "acme"\nname = "Acme"\nnames.english = ["Acme Co"]\n',
            "companies.toml:1: acme: name 'Acme Co' is of a language",
        ),
        (f'[[company]]\nkey = "acme"\nname = "{"Acme " * 80}"\n', "companies.toml:1: acme: name 'Acme Acme"),
        ('[company]\nkey = "acme"\nname = "Acme"\n', "companies.toml:1: rows of 'company' that do not stand under [[company]] each"),
        *(
            (f'[[company]]\nkey = "acme"\nname = "Acme"\n{field}\n', f"companies.toml:1: acme: {problem}")
            for field, problem in (
                ('colour = "red"', "unknown field 'colour'"),
                ('parent = ["a"]', "malformed field 'parent': ['a']"),
                ('segments = "general"', "malformed field 'segments': general"),
                ('trade = "Acme Co"', "malformed field 'trade': Acme Co"),
                ("former = [{ since = 2020-01-01 }]", "malformed field 'former'"),
                ('former = [{ name = "Old", sinse = 2020-01-01 }]', "malformed field 'former'"),
                ('former = { de = [["Alt"]] }', "malformed field 'former'"),
            )
        ),
        ('[[model]]\nkey = "a"\nname = "A 1"\nnames = "A-1"\n', "models.toml:1: a: malformed field 'names': A-1"),
        ('[[model]]\nkey = "a"\nname = "A 1"\nmakr = "acme"\n', "models.toml:1: a: unknown field 'makr'"),
        ('[[model]]\nkey = ["a"]\nname = "A 1"\n', "models.toml:1: ['a']: malformed field 'key'"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    for table, file in (("company", "companies.toml"), ("model", "models.toml")):
        (tmp_path / file).write_text(row if table in row else "", encoding="utf-8")
    assert [str(p)[: len(problem)] for p in check_catalogue(tmp_path)] == [problem]


def test_a_day_of_release_is_a_date() -> None:
    rows = rows_of('[[model]]\nkey = "a"\nname = "A"\nreleased = "2025"\n', "models.toml", "model")
    assert [str(p) for p in models_of(rows, [])[1]] == ["models.toml:1: a: released '2025' is no date"]
    (unknown,) = Companies.from_rows([], [{"key": "a", "name": "A", "released": None}]).models
    assert unknown.released_at is None


def test_a_name_that_is_a_word_or_a_first_name_is_ambiguous() -> None:
    rows = rows_of(
        HEAD + 'trade = ["Reports"]\nlegal = ["Robots"]\nproducts = ["Robots"]\nambiguous = ["Reports"]\n', "companies.toml", "company"
    )
    companies, problems = companies_of(rows)
    assert problems == []
    assert [str(p) for p in check_names(rows, companies)] == [
        "companies.toml:3: acme: name 'Robots' is also a word, and does not stand in `ambiguous`"
    ]


def test_an_investor_makes_no_models() -> None:
    companies, _ = companies_of(rows_of(HEAD + 'kind = "investor"\n', "companies.toml", "company"))
    family = rows_of('[[family]]\nkey = "anvil"\nname = "Anvil"\nmaker = "acme"\n', "models.toml", "family")
    assert [str(p) for p in check_makers(family, companies)] == ["models.toml:1: anvil: its maker 'acme' is an investor"]


def test_rows_carry_their_place() -> None:
    rows = read_rows("companies", "company")
    assert rows[0].file == "companies.toml"
    assert rows[0].line < rows[1].line
