"""Which code reads pages: the digest moves with that code, its data and its libraries, and with nothing else."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import amw
from amw import reading_code as module
from amw.reading_code import reading_code

HERE = Path(amw.__file__).parent
# Libraries of what reads that decide nothing about a text: numbers, addresses, the name of a language, searches; worker processes.
ASIDE = {"numpy", "ada_url", "tldextract", "py3langid", "ahocorasick_rs"}


def code_in(folder: Path) -> str:
    """What an installation in `folder` says."""
    told = "from amw.reading_code import reading_code; print(reading_code())"
    return subprocess.run([sys.executable, "-c", told], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder with another installation of what reads, which says what this one says."""
    for package in module.PACKAGES:
        shutil.copytree(HERE / package, tmp_path / "amw" / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file in HERE.glob("*.py"):
        shutil.copy(file, tmp_path / "amw" / file.name)
    assert code_in(tmp_path) == reading_code()
    return tmp_path / "amw"


@pytest.mark.parametrize("name", ["extract/walk.py", "extract/lexicon.json", "extract/weights.npz", "feeds/xml.py", "sitemaps.py"])
def test_the_digest_moves_with_what_reads_pages(installed: Path, name: str) -> None:
    with (installed / name).open("ab") as file:
        file.write(b"\n")
    assert code_in(installed.parent) != reading_code()


def test_the_digest_moves_with_nothing_else(installed: Path) -> None:
    (installed / "stories").mkdir()
    (installed / "stories" / "read.py").write_text("")
    for name in ("__pycache__/walk.pyc", "walk.py~", ".walk.py.swp", "notes.txt"):
        (installed / "extract" / name).parent.mkdir(exist_ok=True)
        (installed / "extract" / name).write_bytes(b"x")
    for name in ("jobs.py", "stopping.py", "reading_code.py"):
        with (installed / name).open("a") as module:
            module.write("# another way\n")
    for file in (installed / "extract" / "walk.py", installed / "extract" / "lexicon.json", installed / "sitemaps.py"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))  # a checkout on Windows
    assert code_in(installed.parent) == reading_code()


def test_the_digest_moves_with_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "version", lambda name: "0.1")
    assert reading_code.__wrapped__() != reading_code()


def test_what_reads_is_all_that_extraction_feeds_and_listings_are_made_of() -> None:
    modules, libraries = set(), set()
    todo = [*(HERE / "extract").glob("*.py"), *(HERE / "feeds").glob("*.py"), *(HERE / f"{name}.py" for name in ("listings", "sitemaps"))]
    while todo:
        file = todo.pop()
        if file in modules:
            continue
        modules.add(file)
        for name in imported(file):
            top, *below = name.split(".")
            if top != "amw":
                libraries |= {top} - sys.stdlib_module_names
            elif below and (found := HERE.joinpath(*below).with_suffix(".py")).exists():
                todo.append(found)
    beside = {file.stem for file in modules if file.parent == HERE}
    assert beside == set(module.MODULES)
    assert libraries - ASIDE == {library.replace("-", "_") for library in module.LIBRARIES}


def imported(file: Path) -> Iterator[str]:
    """What a module imports by name, each name taken from another module too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
