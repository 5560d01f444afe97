"""Docs that list things list them all: commands, stages, dependencies, files they point to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import psycopg
import pytest
import typer
from commands import amw, amw_here
from local_site import REPORT, Answer, LocalSite, html, rss, rss_item
from scrapy.settings import default_settings
from typer.testing import CliRunner

import settings
from amw.cli import COMMANDS, app

ROOT = Path(__file__).parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HOUSE_COMMANDS = set("init crawl scrape replay sources companies stories boards worker serve export doctor backup restore prune".split())


def commands() -> dict[str, typer.main.TyperGroup]:
    group = typer.main.get_command(app)
    return {name: command.load() for name, command in group.commands.items()}  # type: ignore[attr-defined]


def every_command() -> list[tuple[str, ...]]:
    found = []
    for name, command in commands().items():
        found.append((name,))
        found += [(name, sub) for sub in getattr(command, "commands", {})]
    return found


def test_extensions_are_scrapys_own_but_those_that_the_settings_name() -> None:
    left_out = {key.rpartition(".")[2] for key in default_settings.EXTENSIONS_BASE.keys() - settings.EXTENSIONS_BASE.keys()}
    assert left_out == {"RemoteControl", "TelnetConsole", "MemoryDebugger", "SpiderState"}
    assert settings.EXTENSIONS_BASE.items() <= default_settings.EXTENSIONS_BASE.items()


def test_the_commands_of_the_house() -> None:
    assert set(commands()) == HOUSE_COMMANDS


def test_commands_are_listed_with_their_own_first_lines() -> None:
    lines = {name: (command.help or "").split("\n\n")[0].replace("\n", " ") for name, command in commands().items()}
    assert lines == {name: line for name, (_, line) in COMMANDS.items()}


def test_readme_names_every_command() -> None:
    assert set(re.findall(r"^\| `amw (\w+)` \|", README, re.MULTILINE)) == HOUSE_COMMANDS


def test_readme_names_every_stage_in_order() -> None:
    table = re.findall(r"^\| (\w+) \| ", README.split("| stage |")[1].split("\n\n")[0], re.MULTILINE)
    order = [path.rpartition(".")[2].lower() for path, _ in sorted(settings.ITEM_PIPELINES.items(), key=lambda pair: pair[1])]
    assert table == order


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output
    assert "Example" in done.output


def test_the_queries_of_the_readme_run(stocked_url: str) -> None:
    statements = re.search(r"```sql\n(.*?)```", README, re.DOTALL)[1].split(";")  # type: ignore[index]
    with psycopg.connect(stocked_url) as connection:
        for statement in filter(str.strip, statements):
            connection.execute(statement.encode())


def test_a_source_is_added_as_contributing_says(stocked_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entry and its commands as they stand, in their order; only the address is one that can be asked."""
    steps = CONTRIBUTING.partition("## Add a source")[2].partition("\n## ")[0]
    told = [f"Acme presents model {number}" for number in range(5)]
    own = tmp_path / "own.toml"
    for name, value in {"AMW_SOURCES_FILE": str(own), "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1", "EXTRACT_PROCESSES": "0"}.items():
        monkeypatch.setenv(name, value)
    with LocalSite() as site:
        address = site.url("/feed.xml")
        entry = steps.partition("```toml\n")[2].partition("```")[0].replace("https://meridian.example/feed.xml", address)
        own.write_text(f"{entry}\nplain_http = true\n", encoding="utf-8")
        items = "".join(rss_item(title, site.url(f"/{number}")) for number, title in enumerate(told))
        site.add("/feed.xml", Answer(body=rss(items), content_type="application/rss+xml"))
        for number, title in enumerate(told):
            site.add(f"/{number}", Answer(body=html(title, REPORT.replace("4,000", f"{number + 4},000"))))
        commands = re.findall(r"`amw ([^`]+)`", steps)
        assert [command.split()[0] for command in commands] == ["scrape", "companies", "sources", "sources", "init", "crawl", "stories"]
        for command in commands:
            words = command.replace("URL", address).split()
            run = amw if {"scrape", "crawl", "--live"} & {*words} else amw_here
            done = run(*words, home=tmp_path, url=stocked_url)
            assert done.returncode == 0, (command, done.stderr)
    assert any(title in done.stdout for title in told), done.stdout


def test_the_readme_names_variables_that_are_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for ending in ("py", "toml") for path in (ROOT / "amw").rglob(f"*.{ending}"))
    code += (ROOT / "settings.py").read_text(encoding="utf-8")
    named = re.findall(r"`((?:AMW_|DATABASE_|EXTRACT_|STAGE_)[A-Z_]+)`", README)
    assert named and not [name for name in named if name not in code]


def packages(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9_-]+", requirement).group() for requirement in requirements}  # type: ignore[union-attr]


def test_decisions_names_every_dependency_and_no_other() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", DECISIONS, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    assert named == packages(PROJECT["dependencies"])
    development = set(re.findall(r"`([\w-]+)`", DECISIONS.split("Development:")[1].split("\n\n")[0]))
    assert development == packages(PROJECT["optional-dependencies"]["dev"])


def test_every_dependency_has_a_lower_bound() -> None:
    for requirement in PROJECT["dependencies"]:
        assert ">=" in requirement, requirement


PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "docs").rglob("*.md")))]


def test_decisions_link_every_page_of_what_was_measured() -> None:
    assert set(re.findall(r"\]\((measured/\w+\.md)\)", DECISIONS)) == {
        f"measured/{page.name}" for page in (ROOT / "docs" / "measured").iterdir()
    }


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
