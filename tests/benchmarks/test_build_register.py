"""The register's model rows: what people have corrected stays, and writing the rows that stand there changes nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from build_register import CATALOGUE, added, write


def test_writing_what_stands_there_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / CATALOGUE.name
    shutil.copy(CATALOGUE, copy)
    write(added([]), copy)
    assert copy.read_text(encoding="utf-8") == CATALOGUE.read_text(encoding="utf-8")


def test_a_model_that_a_spelling_of_the_catalogue_reaches_is_not_added() -> None:
    rows = added([])
    known = {**rows[0], "key": "another-key-of-it", "released": None}
    new = {"key": "gpt-99-tarn", "name": "GPT-99 Tarn", "maker": "openai", "family": "gpt", "version": "99", "variant": "tarn", "names": []}
    keys = [row["key"] for row in added([{**known, "names": []}, new])]
    assert "another-key-of-it" not in keys
    assert keys.count("gpt-99-tarn") == 1 and len(keys) == len(rows) + 1
