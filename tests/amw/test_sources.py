"""The catalogue of sources: what it holds, what its checks find, which source a URL belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import boards
from amw.cli import Unloaded, app
from amw.companies import Companies
from amw.sample import sample_sources
from amw.sources import (
    KINDS,
    Pin,
    Source,
    SourceIndex,
    SourcesError,
    check_catalogue,
    check_sources,
    load_sources,
    parse_interval,
    read_sources,
    source_for,
)

ROOT = Path(__file__).parents[2]
GOOD = """
[[source]]
key = "good-news"
name = "Good News"
kind = "feed"
url = "https://news.example/feed.xml"
country = "GB"
language = "en"
interval = "1h"
expected = [1, 50]
found_in = "its own front page"
"""


def source(**changes: object) -> Source:
    sources, problems = read_sources(GOOD)
    assert not problems
    return replace(sources["good-news"], **changes)


def faults(**changes: object) -> list[str]:
    made = source(**changes)
    return [problem.message for problem in check_sources({made.key: made})]


class TestCatalogue:
    def test_has_no_problem(self) -> None:
        known = {company.key for company in Companies.load().companies}
        assert [str(problem) for problem in check_catalogue(boards=boards().keys(), companies=known)] == []

    def test_covers_the_market(self) -> None:
        enabled = [one for one in load_sources().values() if one.enabled]
        assert len(enabled) >= 150
        languages = Counter(one.language for one in enabled)
        assert all(languages[language] for language in ("en", "zh", "ja", "ko", "de", "fr"))
        assert {"feed", "listing", "page", "board"} <= {one.kind for one in enabled}
        for key in (
            *("openai-news", "anthropic-news", "google-deepmind", "deepseek-news", "qwen-research", "kimi-blog", "mistral-news"),  # makers
            *("techcrunch-ai", "the-decoder", "qbitai", "itmedia", "aitimes", "heise", "actuia"),  # trade press
            *("aisi-blog", "cac", "ec-press-corner", "cnil", "cisa-advisories"),  # regulators
            *("arxiv-cs-ai", "arxiv-cs-lg"),  # preprints
            *("pedaily", "36kr-newsflashes", "globenewswire", "pr-newswire"),  # funding wires
            *("artificial-analysis", "openrouter-models", "livebench", "swe-bench", "bfcl", "vectara-hallucination"),  # boards
        ):
            assert load_sources()[key].enabled, key

    def test_every_board_that_may_be_fetched_and_still_moves_has_a_source(self) -> None:
        crawled = {one.board for one in load_sources().values()}
        assert {key for key, board in boards().items() if board.allowed and board.endpoints and not board.frozen} - crawled == set()

    def test_disabled_sources_say_why(self) -> None:
        assert [one.key for one in load_sources().values() if not one.enabled and not one.notes] == []

    def test_listing_patterns_do_not_take_their_own_page(self) -> None:
        listings = [one for one in load_sources().values() if one.kind == "listing" and one.pattern]
        assert [one.key for one in listings if re.search(one.pattern or "", one.url)] == []

    @pytest.mark.realdata
    def test_addresses_stand_in_the_lists_they_are_said_to_be_from(self, realdata: Path) -> None:
        lists = {
            "vendor_feed_verification 2026-08-20": "vendor_feed_verification_2026-08-20.yml",
            "veille_sources 3.0.0": "veille_sources.json",
            "CHINA-MARKET-SOURCE-REGISTRY-V1.0": "china_market_sources.json",
            "sea_rss_sources": "sea_rss_sources.md",
            "AI Signal Board OPML": "radar_follow.opml",
        }
        checked = 0
        for name, file in lists.items():
            text = (realdata / "feeds" / "source_lists" / file).read_text(encoding="utf-8")
            for one in load_sources().values():
                if name in one.found_in:
                    assert one.url.rstrip("/") in text, one.key
                    checked += 1
        assert checked > 100


class TestReading:
    def test_defaults(self) -> None:
        made = source()
        assert (made.interval, made.expected, made.follow, made.enabled, made.line) == (3_600, (1, 50), True, True, 2)

    @pytest.mark.parametrize(
        ("line", "message", "number"),
        [
            ('colour = "red"', "unknown field 'colour'", 12),
            ("key = 7", "key is 7", 3),
            ("follow = 1", "follow is 1", 12),
            ('interval = "soon"', "interval 'soon'", 9),
            ('max_age = "old"', "max_age 'old'", 12),
            ("expected = [1]", "expected [1]", 10),
            ('expected = ["1", "2"]', "expected ['1', '2']", 10),
            ('notes = ""', "notes is empty", 12),
        ],
    )
    def test_names_the_line_of_what_cannot_be_read(self, line: str, message: str, number: int) -> None:
        field = line.partition(" = ")[0]
        text = re.sub(rf"^{field} = .*$", line, GOOD, flags=re.MULTILINE) if f"\n{field} = " in GOOD else GOOD + line + "\n"
        sources, problems = read_sources(text, file="mine.toml")
        assert sources == {}
        assert [(problem.message, problem.line) for problem in problems] == [(message, number)]
        assert str(problems[0]).startswith(f"mine.toml:{number}: ")

    @pytest.mark.parametrize("field", ["key", "name", "kind", "url", "interval", "found_in"])
    def test_names_what_is_missing(self, field: str) -> None:
        _, problems = read_sources(re.sub(rf"^{field} = .*\n", "", GOOD, flags=re.MULTILINE))
        assert [problem.message for problem in problems] == [f"no {field}"]

    def test_keeps_the_first_of_two_with_the_same_key(self) -> None:
        sources, problems = read_sources(GOOD + GOOD.replace("Good News", "Other News"))
        assert sources["good-news"].name == "Good News"
        assert [(problem.message, problem.line) for problem in problems] == [("key used before, in line 2", 13)]

    @pytest.mark.parametrize("text", ["[[source]", "source = 3", 'source = ["a"]', "[source]\nkey = 1", "[[sauce]]\nkey = 1", "\x00"])
    def test_any_other_file_is_a_problem(self, text: str) -> None:
        sources, problems = read_sources(text)
        assert not sources
        assert problems
        assert all(problem.mend for problem in problems)

    def test_load_raises_with_every_problem(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.toml"
        file.write_text(GOOD + 'colour = "red"\n', encoding="utf-8")
        with pytest.raises(SourcesError, match="unknown field 'colour'") as caught:
            load_sources(file)
        assert len(caught.value.problems) == 1
        assert check_catalogue(file) == caught.value.problems

    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ('kind = "rss"', "kind 'rss'"),
            ('url = "nowhere"', "url 'nowhere' is no http(s) address"),
            ('pattern = "(("', "pattern is no regular expression"),
            ('selector = "a[["', "selector is no CSS"),
        ],
    )
    def test_load_refuses_what_cannot_be_crawled(self, field: str, told: str, tmp_path: Path) -> None:
        file = tmp_path / "mine.toml"
        lines = [line for line in GOOD.splitlines() if line.partition(" ")[0] != field.partition(" ")[0]]
        file.write_text("\n".join([*lines, field]), encoding="utf-8")
        with pytest.raises(SourcesError) as caught:
            load_sources(file)
        assert [told in str(problem) for problem in caught.value.problems] == [True]
        assert caught.value.problems[0] in check_catalogue(file)

    def test_load_names_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        file = tmp_path / "mine.toml"
        file.write_bytes(GOOD.encode("utf-16"))
        with pytest.raises(SourcesError, match="no UTF-8 at byte 0; save it as UTF-8"):
            load_sources(file)

    @given(st.text(max_size=300))
    def test_never_raises(self, text: str) -> None:
        read_sources(text)
        read_sources("[[source]]\nkey = " + text)

    @given(st.one_of(st.integers(), st.text(max_size=8), st.floats(), st.booleans(), st.none(), st.just("9w"), st.just("12m")))
    def test_intervals_are_positive_or_refused(self, value: object) -> None:
        try:
            assert parse_interval(value) > 0
        except ValueError:
            assert not (type(value) is int and value > 0)


class TestChecks:
    def test_nothing_wrong(self) -> None:
        assert faults() == []

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"key": "Good_News"}, "key 'Good_News'"),
            ({"kind": "rss"}, "kind 'rss'"),
            ({"url": "news.example/feed"}, "url 'news.example/feed' is no http(s) address"),
            ({"url": "javascript:alert(1)"}, "url 'javascript:alert(1)' is no http(s) address"),
            ({"url": "https://News.example/feed.xml#top"}, "url is spelled 'https://News.example/feed.xml#top'"),
            ({"url": "http://news.example/feed.xml"}, "url is plain http"),
            ({"home": "ftp://news.example/"}, "home 'ftp://news.example/' is no http(s) address"),
            ({"country": "UK"}, "unknown country 'UK'"),
            ({"country": None}, "no country"),
            ({"language": "eng"}, "unknown language 'eng'"),
            ({"language": None}, "no language"),
            ({"category": "sports"}, "unknown category 'sports'"),
            ({"segment": "chips"}, "unknown segment 'chips'"),
            ({"interval": 60}, "interval of 60 seconds"),
            ({"interval": 90 * 86_400}, "interval of 7776000 seconds"),
            ({"found_in": " "}, "no found_in"),
            ({"expected": None}, "no expectation"),
            ({"expected": (9, 3)}, "expects 9 to 3 entries"),
            ({"pattern": "a"}, "a pattern on a feed"),
            ({"kind": "listing", "pattern": "("}, "pattern is no regular expression: missing ), unterminated subpattern at position 0"),
            ({"max_age": 86_400}, "a max_age on a feed"),
            ({"selector": "a"}, "a selector on a feed"),
            ({"kind": "listing", "selector": "a["}, None),
            ({"kind": "listing", "follow": False}, "a listing that is not followed"),
            ({"kind": "board"}, "a board without its key"),
            ({"board": "livebench"}, "board 'livebench' on a feed"),
        ],
    )
    def test_finds(self, changes: Mapping[str, object], message: str | None) -> None:
        found = faults(**changes)
        assert len(found) == 1
        assert message is None or found == [message]

    def test_plain_http_can_be_meant(self) -> None:
        assert faults(url="http://news.example/feed.xml", plain_http=True) == []

    def test_unknown_board(self) -> None:
        made = source(kind="board", board="nobody_reads_this")
        (problem,) = check_sources({made.key: made}, boards={"livebench"})
        assert problem.message == "no reader for board 'nobody_reads_this'"

    def test_unknown_company_and_a_company_on_a_board(self) -> None:
        made = source(company="nobody-ltd")
        assert [p.message for p in check_sources({made.key: made}, companies={"openai"})] == ["unknown company 'nobody-ltd'"]
        assert faults(kind="board", board="livebench", company="openai") == ["company 'openai' on a board"]

    @pytest.mark.parametrize(
        "twin",
        [
            "https://news.example/feed.xml",
            "https://www.news.example/feed.xml",
            "https://news.example/feed.xml/",
            "https://NEWS.example:443/feed.xml?utm_source=x",
        ],
    )
    def test_same_address_twice(self, twin: str) -> None:
        pair = {"good-news": source(), "twin": source(key="twin", url=twin)}
        assert "same address as good-news" in [problem.message for problem in check_sources(pair)]


class TestTemplates:
    """A pinned template in the catalogue: read, written back, and every mistake named with its line and its mend."""

    ENTRY = """[[source]]
key = "news-one"
name = "News One"
kind = "feed"
url = "https://one.example/feed.xml"
country = "NO"
language = "en"
interval = "1h"
expected = [1, 50]
found_in = "a list"

[source.template]
containers = ["div.story", "article"]
date = "time.out"
drop = ["aside"]

[[source]]
key = "news-two"
name = "News Two"
kind = "feed"
url = "https://two.example/feed.xml"
country = "NO"
language = "en"
interval = "1h"
expected = [1, 50]
found_in = "a list"
"""

    def test_read(self) -> None:
        read, problems = read_sources(self.ENTRY)
        assert problems == []
        assert read["news-one"].template == Pin(containers=("div.story", "article"), date="time.out", drop=("aside",))
        assert read["news-two"].template is None
        assert check_sources(read) == []

    @pytest.mark.parametrize(
        ("before", "after", "line", "message"),
        [
            ('containers = ["div.story", "article"]\n', "", 1, "a template without containers"),
            ('["div.story", "article"]', '"div.story"', 13, "containers 'div.story'"),
            ('["div.story", "article"]', "[]", 13, "containers []"),
            ('date = "time.out"', "date = 4", 14, "date 4 of the template"),
            ('date = "time.out"', 'body = "p"', 14, "unknown field 'body' of the template"),
        ],
    )
    def test_mistakes_of_form(self, before: str, after: str, line: int, message: str) -> None:
        read, (problem, *more) = read_sources(self.ENTRY.replace(before, after))
        assert (problem.line, problem.key, problem.message, more) == (line, "news-one", message, [])
        assert problem.mend
        assert list(read) == ["news-two"]

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"template": Pin(containers=("div[",))}, "template selector 'div[' is no CSS"),
            ({"template": Pin(containers=("p",), authors="::nobody")}, "template selector '::nobody' is no CSS"),
            ({"template": Pin(containers=("p",)), "follow": False}, "a template on a source that is not followed"),
            ({"template": Pin(containers=("p",)), "kind": "board", "board": "aider"}, "a template on a board"),
        ],
    )
    def test_mistakes_of_content(self, change: dict[str, Any], message: str) -> None:
        made = source(**change)
        assert message in [problem.message for problem in check_sources({made.key: made})]


class TestDocs:
    """docs/sources.md lists what there is, no more and no less."""

    def rows(self, heading: str) -> set[str]:
        text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
        section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        return set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))

    def test_fields(self) -> None:
        assert self.rows("Fields") == {field.name for field in fields(Source)} - {"file", "line"}

    def test_origins(self) -> None:
        text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
        lists = re.findall(r"\*\*([^*]+)\*\*", text)
        names = [name for entry in lists for name in entry.split(", ")]
        origins = " ".join(one.found_in for one in load_sources().values())
        assert [
            name
            for name in names
            if " ".join(name.split()[:2]) not in origins and name != "a page of the outlet itself" and not name.startswith("the site")
        ] == []


class TestLookUp:
    @pytest.mark.parametrize(
        ("url", "key"),
        [
            ("https://openai.com/news/rss.xml", "openai-news"),
            ("http://www.openai.com/news/rss.xml/?utm_source=x", "openai-news"),
            ("https://openai.com/index/some-story", "openai-news"),
            ("https://red.anthropic.com/2026/x/", "anthropic-red-team"),
            ("https://www.anthropic.com/engineering/x", "anthropic-engineering"),
            ("https://www.aitimes.com/news/articleView.html?idxno=1", "aitimes"),
            ("https://thehackernews.com/2026/01/x.html", "the-hacker-news"),
            ("https://github.com/vllm-project/vllm/releases/tag/v1", "vllm-releases"),
            ("https://github.com/somebody/else", None),
            ("https://importai.substack.com/p/1", "import-ai"),
            ("https://somebody.substack.com/p/1", None),
            ("https://qwenlm.github.io/blog/qwen3/", "qwen-blog"),
            ("https://somebody.github.io/blog/", None),
            ("https://artificialanalysis.ai/api/v2/data/llms/models", "artificial-analysis"),
            ("https://artificialanalysis.ai/articles/x", "artificial-analysis-articles"),
            ("https://livebench.ai/table_2024_06_24.csv", "livebench"),
            ("https://livebench.ai/about", None),
            ("https://news.example/", None),
            ("no address", None),
            ("", None),
        ],
    )
    def test_source_for(self, url: str, key: str | None) -> None:
        found = source_for(url)
        assert (found.key if found else None) == key

    def test_every_source_finds_itself(self) -> None:
        index = SourceIndex(load_sources().values())
        assert [one.key for one in load_sources().values() if index.find(one.url) != one] == []

    def test_neighbours_on_one_machine_stay_apart(self) -> None:
        sources = sample_sources("http://127.0.0.1:8001")
        found = source_for("http://127.0.0.1:8001/cn/articles/20260521-qwen37max", sources)
        assert found is not None and found.key == "sample-zhixun"
        assert source_for("http://127.0.0.1:8002/cn/articles/20260521-qwen37max", sources) is None

    @given(st.text(max_size=60))
    def test_never_raises(self, url: str) -> None:
        source_for(url)
        source_for("https://" + url)


class TestContributing:
    """CONTRIBUTING.md opens with the way to add a source, and what it shows is right."""

    TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    def test_opens_with_five_steps(self) -> None:
        first = self.TEXT.partition("\n## ")[2].partition("\n## ")[0]
        assert first.startswith("Add a source in five steps\n")
        assert re.findall(r"^(\d)\. ", first, flags=re.MULTILINE) == ["1", "2", "3", "4", "5"]

    def test_the_example_is_a_source_without_a_problem(self) -> None:
        example = self.TEXT.partition("```toml\n")[2].partition("```")[0].replace("\n   ", "\n").removeprefix("   ")
        sources, problems = read_sources(example)
        assert problems + check_sources(sources) == []
        assert list(sources) == ["meridian-wire"]

    def test_kinds_are_those_there_are(self) -> None:
        comment = re.search(r'kind = "feed" +# (.*)', self.TEXT)
        assert comment is not None
        assert tuple(re.split(", | or ", comment[1])) == KINDS

    def test_paths_exist(self) -> None:
        named = set(re.findall(r"`((?:amw|tests|docs)/[\w./]+|schema\.sql)`|\((docs/[\w.]+)\)", self.TEXT))
        assert [path for pair in named for path in pair if path and not (ROOT / path).exists()] == []

    def test_commands_exist(self) -> None:
        tree = typer.main.get_command(app)
        for line in re.findall(r"`amw ([a-z -]+?)(?: [A-Z].*?)?`", self.TEXT + (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")):
            command = tree
            for word in line.split():
                if word.startswith("--"):
                    assert any(word in parameter.opts for parameter in command.params), line
                elif isinstance(command, typer.core.TyperGroup) and (word in command.commands or command is tree):
                    command = command.commands[word]
                    command = command.load() if isinstance(command, Unloaded) else command


def test_every_mistake_of_an_entry_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    entry = '[[source]]\nkey = "{}"\nname = "Wire"\nurl = "https://{}.example/feed"\nfound_in = "its front page"\nlanguage = "en"\n'
    file.write_text(
        entry.format("wire", "wire")
        + 'kind = "rss"\ninterval = "2 hours"\ncountry = "GB"\nexpected = [1, 9]\n'
        + entry.format("daily", "daily")
        + 'kind = "listing"\ninterval = "2h"\ncountry = "UK"\nselektor = "a"\nexpected = [9, 1]\n'
        + entry.format("lost", "lost")
        + 'interval = "2h"\ncountry = "UK"\n',
        encoding="utf-8",
    )
    found = [(problem.key, problem.message) for problem in check_catalogue(file)]
    assert found == [
        ("wire", "interval '2 hours'"),
        ("wire", "kind 'rss'"),
        ("daily", "unknown field 'selektor'"),
        ("daily", "unknown country 'UK'"),
        ("daily", "expects 9 to 1 entries"),
        ("lost", "no kind"),
    ]
