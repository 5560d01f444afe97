"""One module a board whose body needs more than columns: body text in, `Found` out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from amw.boards.found import Body, Found
from amw.boards.sources import (
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

_MODULES = (
    arena, artificial_analysis, bfcl, epoch, hugging_face, litellm, livebench, media_arena, models_dev, openrouter, superclue, swe_bench,
    vectara,
)  # fmt: skip
SOURCES: Mapping[str, Callable[[Body], Found]] = {module.__name__.rpartition(".")[2]: module.find for module in _MODULES}
