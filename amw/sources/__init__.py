"""The catalogue of sources: which address is read as what, how often, and where the address was taken from.

Data: `amw/catalogue/sources.toml`. `record` is one source, `read` goes from TOML to records, `check` says what is wrong with them,
`lookup` whose an address is; all pure and offline.
"""

from amw.sources.check import check_catalogue, check_sources
from amw.sources.lookup import SourceIndex, account_of, source_for
from amw.sources.read import load_sources, read_catalogue, read_sources
from amw.sources.record import KINDS, Pin, Problem, Source, SourcesError, parse_interval

__all__ = [
    "KINDS",
    "Pin",
    "Problem",
    "Source",
    "SourceIndex",
    "SourcesError",
    "account_of",
    "check_catalogue",
    "check_sources",
    "load_sources",
    "parse_interval",
    "read_catalogue",
    "read_sources",
    "source_for",
]
