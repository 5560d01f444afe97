"""Artificial Analysis: the keyed API where AMW_ARTIFICIAL_ANALYSIS_KEY is set, else the payload embedded in the models page.

Which addresses, headers and key these are stands in the catalogue of boards; `scrapy crawl artificial_analysis` needs no argument.
"""

from __future__ import annotations

from spiders.board import BoardSpider


class ArtificialAnalysisSpider(BoardSpider):
    name = "artificial_analysis"
    usual = "artificial-analysis"
