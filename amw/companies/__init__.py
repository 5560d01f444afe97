"""Names: one company for every spelling, mentions in running text, models and their makers.

>>> from amw.companies import Companies
>>> Companies.load().resolve("Alibaba Group Holding Ltd").key
'alibaba'
"""

from amw.companies.companies import Companies, find_registered
from amw.companies.names import normalise
from amw.companies.records import Company, Mention, Model, Name
from amw.companies.register import CatalogueError, Problem, check_catalogue
from amw.companies.review import Change, Decision, QueueEntry, Suggestion, backtest, decide, queue, suggest

__all__ = [
    "CatalogueError",
    "Change",
    "Companies",
    "Company",
    "Decision",
    "Mention",
    "Model",
    "Name",
    "Problem",
    "QueueEntry",
    "Suggestion",
    "backtest",
    "check_catalogue",
    "decide",
    "find_registered",
    "normalise",
    "queue",
    "suggest",
]
