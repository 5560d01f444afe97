"""Article pages to records: one parse, every field with where it came from."""

from amw.extract.article import explain_article, extract_article
from amw.extract.record import Candidate, ExtractedArticle

__all__ = ["Candidate", "ExtractedArticle", "explain_article", "extract_article"]
