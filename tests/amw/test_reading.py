"""Which code reads pages: the digest moves with that code and its data, and with nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import amw
from amw.reading import reading_code


def code_in(folder: Path) -> str:
    """What an installation in `folder` says."""
    told = "from amw.reading import reading_code; print(reading_code())"
    return subprocess.run([sys.executable, "-c", told], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def test_the_digest_moves_with_what_reads_pages(tmp_path: Path) -> None:
    here = Path(amw.__file__).parent
    shutil.copytree(here / "extract", tmp_path / "amw" / "extract", ignore=shutil.ignore_patterns("__pycache__"))
    for file in here.glob("*.py"):
        shutil.copy(file, tmp_path / "amw" / file.name)
    assert code_in(tmp_path) == reading_code()
    (tmp_path / "amw" / "stories").mkdir()
    (tmp_path / "amw" / "stories" / "read.py").write_text("")
    (tmp_path / "amw" / "extract" / "__pycache__").mkdir(exist_ok=True)
    (tmp_path / "amw" / "extract" / "__pycache__" / "walk.pyc").write_bytes(b"x")
    assert code_in(tmp_path) == reading_code()
    with (tmp_path / "amw" / "extract" / "walk.py").open("a") as module:
        module.write("# another way\n")
    assert code_in(tmp_path) != reading_code()
