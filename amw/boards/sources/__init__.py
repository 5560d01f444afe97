"""One module a board whose body needs more than columns: body text in, `Found` out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from amw.boards.found import Body, Found
from amw.boards.sources import (
    aider,
    arena,
    artificial_analysis,
    bfcl,
    epoch,
    hugging_face,
    litellm,
    livebench,
    media_arena,
    models_dev,
    openrouter,
    superclue,
    swe_bench,
    vectara,
)

SOURCES: Mapping[str, Callable[[Body], Found]] = {
    "aider": aider.find,
    "arena": arena.find,
    "artificial_analysis": artificial_analysis.find,
    "bfcl": bfcl.find,
    "epoch": epoch.find,
    "hugging_face": hugging_face.find,
    "litellm": litellm.find,
    "livebench": livebench.find,
    "media_arena": media_arena.find,
    "models_dev": models_dev.find,
    "openrouter": openrouter.find,
    "superclue": superclue.find,
    "swe_bench": swe_bench.find,
    "vectara": vectara.find,
}
