"""The rooms of the house and the arrows between them, by the syntax tree of every module; each rule is also shown to fail when broken."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("amw", "spiders", "middlewares", "pipelines")
TOP = ("items", "settings", *ROOMS)
SCRAPY_HALF = {"scrapy", "items", "settings", "spiders", "pipelines", "middlewares", "twisted"}
STARTS_SCRAPY = ("amw.cli", "amw.jobs")
BANNED_NAMES = {"utils", "helpers", "common", "manager", "misc", "util", "helper"}
SQL = re.compile(
    r"^\s*(?:select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(?:table|index|view|function|type|role|database)\s|"
    r"alter\s+(?:table|role)\s|drop\s+(?:table|index|view)\s|with\s+\w+\s+as\s*\()",
    re.IGNORECASE | re.DOTALL,
)


def modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """(dotted name, tree) of every module of the house below `root`."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] in TOP and "__pycache__" not in parts:
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), ast.parse(path.read_text(encoding="utf-8"))


def imports(name: str, tree: ast.Module, *, package: bool = False) -> Iterator[str]:
    """Every module that a module imports, at any depth, TYPE_CHECKING blocks included; relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")[: -node.level] if not package else name.split(".")[: len(name.split(".")) - node.level + 1]
                base = ".".join([*above, base]).strip(".")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def violations(root: Path) -> list[str]:
    """Every broken rule of the house below `root`, in words."""
    found: list[str] = []
    known = dict(modules(root))
    for name, tree in known.items():
        wanted = set(imports(name, tree, package=any(other.startswith(name + ".") for other in known)))
        tops = {module.split(".")[0] for module in wanted}

        def no(condition: bool, rule: str, name: str = name, found: list[str] = found) -> None:
            if condition:
                found.append(f"{name}: {rule}")

        if within(name, "amw") and not any(within(name, room) for room in STARTS_SCRAPY):
            no(bool(tops & SCRAPY_HALF), f"the library imports {sorted(tops & SCRAPY_HALF)}")
        no(
            any(within(module, "amw.cli") for module in wanted) and not within(name, "amw.cli"),
            "nothing imports cli",
        )
        no(not within(name, "amw.db") and "psycopg" in tops, "only amw.db imports psycopg")
        if within(name, "spiders"):
            no(bool(tops & {"pipelines", "middlewares"}), "a spider imports stages or middlewares")
            no(any(within(module, "amw.db") for module in wanted), "a spider imports the database")
        if within(name, "middlewares"):
            no(bool(tops & {"spiders", "pipelines"}), "a middleware imports spiders or stages")
        for folder in ("spiders.boards", "spiders.news"):
            if within(name, folder) and name != folder:
                no(any(within(module, folder) and not within(module, name) for module in wanted), "one source imports another")
        if within(name, "pipelines") and name not in {"pipelines", "pipelines.stage"}:
            others = {module for module in wanted if within(module, "pipelines")} - {"pipelines"}
            beside = ("pipelines.stage", "pipelines.records")  # what is no stage
            no(any(not any(within(module, room) for room in beside) for module in others), "a stage imports another stage")
            no(name == "pipelines.records" and bool(others or "scrapy" in tops), "records are made without a crawler")
            no(_reads_flag(tree), "a stage branches on a spider's flag")
            if name not in {"pipelines.group", "pipelines.assess", "pipelines.store"}:
                no(any(within(module, "amw.db") for module in wanted), "this stage never sees the database")
        if name == "items":
            no(bool(tops - set(sys.stdlib_module_names) - {"__future__"}), "items imports more than the standard library")
        no(name.split(".")[-1] in BANNED_NAMES, "a module is named after nothing")
        found += [
            f"{name}:{node.lineno}: SQL outside schema.sql, queries.sql and migrations"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value) and not _is_docstring(tree, node)
        ]
    return found


def _reads_flag(tree: ast.Module) -> bool:
    """Whether `getattr(spider, "...")` steers the module."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"getattr", "hasattr"}
        and any(
            isinstance(part, ast.Attribute | ast.Name) and getattr(part, "attr", getattr(part, "id", "")) == "spider"
            for part in ast.walk(node.args[0])
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args
    )


def _is_docstring(tree: ast.Module, constant: ast.Constant) -> bool:
    return any(
        isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and node.body[0].value is constant
        for node in ast.walk(tree)
    )


def test_every_arrow_runs_the_right_way() -> None:
    assert violations(ROOT) == []


BROKEN = {
    "amw/thing.py": ("import scrapy", "the library imports"),
    "amw/other.py": ("from items import Article", "the library imports"),
    "amw/stories/late.py": ("def f():\n    from spiders.base import SourceSpider", "the library imports"),
    "amw/serve/app.py": ("from amw.cli import main", "nothing imports cli"),
    "amw/tags/rows.py": ("import psycopg", "only amw.db imports psycopg"),
    "spiders/feed.py": ("from pipelines.clean import clean", "imports stages"),
    "spiders/board.py": ("from amw.db import connection", "imports the database"),
    "middlewares/archive.py": ("import spiders.base", "imports spiders or stages"),
    "spiders/boards/arena.py": ("from spiders.boards import aider", "one source imports another"),
    "spiders/news/reuters.py": ("from spiders.news.ap import Ap", "one source imports another"),
    "pipelines/tag.py": ("from pipelines.clean import clean", "imports another stage"),
    "pipelines/records.py": ("from scrapy.crawler import Crawler", "without a crawler"),
    "pipelines/clean.py": ("from amw.db.connection import Database", "never sees the database"),
    "pipelines/check.py": ("def f(self, spider):\n    return getattr(spider, 'skip', False)", "spider's flag"),
    "items.py": ("from amw.companies import Mention", "more than the standard library"),
    "amw/utils.py": ("", "named after nothing"),
    "amw/money.py": ("Q = 'SELECT a FROM b'", "SQL outside"),
    "pipelines/store.py": ("Q = '''\n  insert into article values (1)'''", "SQL outside"),
}


@pytest.mark.parametrize("path", BROKEN)
def test_a_broken_rule_is_seen(path: str, tmp_path: Path) -> None:
    source, complaint = BROKEN[path]
    target = tmp_path / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8")
    found = violations(tmp_path)
    assert len(found) == 1
    assert complaint in found[0]


def test_words_that_look_like_sql_in_prose_are_no_sql(tmp_path: Path) -> None:
    (tmp_path / "amw").mkdir()
    (tmp_path / "amw" / "x.py").write_text(
        '"""Select rows from the table."""\nTEXT = "we update it and select what we want"\n', encoding="utf-8"
    )
    assert violations(tmp_path) == []


def test_no_installed_module_shadows_ours() -> None:
    elsewhere = [
        path for path in sys.path if path and not Path(path).resolve().is_relative_to(ROOT / "tests") and Path(path).resolve() != ROOT
    ]
    for name in ("items", "settings", "spiders", "pipelines", "middlewares"):
        found = PathFinder.find_spec(name, elsewhere)
        assert found is None or Path(str(found.origin)).is_relative_to(ROOT), f"{name} is also {found}"


def twice(root: Path) -> dict[str, list[str]]:
    """Names that several modules of tests below `root` have: pytest imports all of them by name alone, and would take one for the other."""
    places: dict[str, list[str]] = {}
    for path in sorted(root.rglob("*.py")):
        if path.name != "conftest.py":
            places.setdefault(path.name, []).append(str(path.relative_to(root)))
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_modules_of_tests_have_one_name(tmp_path: Path) -> None:
    assert twice(ROOT / "tests") == {}
    for folder in ("tags", "stories"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "test_genre.py").touch()
    assert twice(tmp_path) == {"test_genre.py": ["stories/test_genre.py", "tags/test_genre.py"]}


SCRATCH = (".pkl", ".pickle", ".jsonl", ".parquet", ".warc", ".warc.gz", ".db", ".sqlite", ".dump", ".log", ".out", ".tmp", ".bak", ".prof")


def test_no_scratch_file_is_kept() -> None:
    """Measurements, captures and what a debugger wrote hold texts of others: none of it is part of the house."""
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if kept.returncode:
        pytest.skip("not a checkout")
    assert [name for name in kept.stdout.splitlines() if name.endswith(SCRATCH)] == []


def test_modules_stay_readable() -> None:
    """No module grows into a room of its own: 700 lines is where a reader gives up."""
    long = {
        str(path.relative_to(ROOT)): lines
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 700
    }
    assert long == {}


# The packages whose docstring is the way in: it names every module, so that none is met unannounced.
WAYS_IN = (
    *(f"amw/{room}" for room in "archive boards claims cli companies db extract feeds money processes serve sources stories tags".split()),
    *ROOMS[1:],
)


@pytest.mark.parametrize("room", WAYS_IN)
def test_the_way_into_a_room_names_its_modules(room: str) -> None:
    told = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    there = {path.stem for path in (ROOT / room).iterdir() if (path.suffix == ".py" or (path / "__init__.py").exists())}
    assert there - {"__init__", "__main__"} - set(re.findall(r"\w+", told)) == set()


def test_what_travels_with_a_request_is_told() -> None:
    sources = [path.read_text(encoding="utf-8") for room in ("spiders", "middlewares") for path in (ROOT / room).rglob("*.py")]
    told = ast.get_docstring(ast.parse((ROOT / "middlewares" / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert {key for source in sources for key in re.findall(r'"(amw_\w+)"', source)} == set(re.findall(r"amw_\w+", told))
