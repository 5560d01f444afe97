"""The project as others install it: pip, an editable checkout, `scrapy list`, and a Scrapyd egg used from another folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_site import REPORT, Answer, LocalSite, html

ROOT = Path(__file__).parent.parent
SPIDERS = {"feed", "sitemap", "listing", "page", "board", "replay", "artificial_analysis"}
MODULES = ("items", "settings", "spiders", "pipelines", "middlewares", "amw")


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SCRAPY", "AMW"))}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is to be packaged, so that building leaves nothing in the checkout."""
    copy = tmp_path_factory.mktemp("source") / "project"
    copy.mkdir()
    for name in ("amw", "spiders", "pipelines", "middlewares"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("items.py", "settings.py", "setup.py", "pyproject.toml", "scrapy.cfg", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source), cwd=folder)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def egg(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("egg")
    done = run("setup.py", "--quiet", "bdist_egg", "--dist-dir", str(folder), cwd=source)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.egg"))


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as site:
        site.add("/story", Answer(body=html("Acme presents a model", REPORT)))
        yield site


def data_files() -> set[str]:
    kinds = {".toml", ".sql", ".json", ".npz", ".csv", ".gz", ".txt", ".css", ".typed"}
    return {str(path.relative_to(ROOT)) for path in (ROOT / "amw").rglob("*") if path.suffix in kinds and "__pycache__" not in path.parts}


@pytest.mark.parametrize("made", ["wheel", "egg"])
def test_it_holds_every_module_and_every_data_file(made: str, request: pytest.FixtureRequest) -> None:
    with zipfile.ZipFile(request.getfixturevalue(made)) as archive:
        names = set(archive.namelist())
    modules = {str(path.relative_to(ROOT)) for room in MODULES for path in ROOT.glob(f"{room}.py")}
    modules |= {str(path.relative_to(ROOT)) for room in MODULES for path in (ROOT / room).rglob("*.py") if "__pycache__" not in path.parts}
    assert modules - names == set()
    assert data_files() - names == set()
    assert not any(name.startswith("tests") for name in names)


def test_the_wheel_runs_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    done = run("-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = run("-m", "amw.cli", "sources", "check", cwd=tmp_path, PYTHONPATH=str(target))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 problems" in said.stdout
    where = run("-c", "import items, amw.cli; print(items.__file__, amw.__file__)", cwd=tmp_path, PYTHONPATH=str(target))
    assert where.stdout.count(str(target)) == 2
    entry = (target / "bin" / "amw").read_text(encoding="utf-8")
    assert "amw.cli" in entry


def test_the_egg_crawls_from_another_folder(egg: Path, site: LocalSite, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(egg), "SCRAPY_SETTINGS_MODULE": "settings", "DATABASE_URL": "none", "AMW_HOME": str(tmp_path / "home")}
    listed = run("-m", "scrapy", "list", cwd=tmp_path, **environment)
    assert listed.returncode == 0, listed.stderr
    assert set(listed.stdout.split()) >= SPIDERS
    out = tmp_path / "out.jsonl"
    done = run(
        *("-m", "scrapy", "crawl", "page", "-a", f"url={site.url('/story')}", "-O", str(out), "-s", "EXTRACT_PROCESSES=0"),
        cwd=tmp_path,
        AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1",
        **environment,
    )
    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [item["title"] for item in items if item.get("text")] == ["Acme presents a model"], done.stderr
    with zipfile.ZipFile(egg) as archive:
        assert "settings = settings" in archive.read("EGG-INFO/entry_points.txt").decode()


def test_the_editable_checkout_lists_its_spiders() -> None:
    listed = run("-m", "scrapy", "list", cwd=ROOT)
    assert listed.returncode == 0, listed.stderr
    assert set(listed.stdout.split()) >= SPIDERS
