"""Article pages to records: `extract_article(html, url)` gives one `ExtractedArticle`, every field with where it came from.

In the order in which a page goes through them:

- `charset`, `embedded`, `bounds`: its bytes in UTF-8, scripts and drawings lifted out, tags bounded.
- `parse`, `walk` (`metadata`, `marks`): one parse and one walk, into a `dom.Page` of blocks, elements, metadata and marks.
- `sources` (`structured`): what the readers of all fields share, JSON-LD among it.
- `body`: which blocks are the article's text. `frame`, `features` (`characters`, `cards`, `furniture`) describe them, `model`
  judges them, `advertisements`, `neighbours`, `threads`, `bylines`, `paywall` take out what only looks like text; `islands` reads JSON
  where there are none.
- `titles`, `authors` (`bylines`), `moments` (`shown_dates`), `facts` (`topics`), `notices`: the other fields; `article` chooses and
  assembles the `record`.

Templates read a known publisher's pages four times faster: `template_learning` (`witnesses`) learns a `template`, where a page keeps
its text and fields; `templates` reads by it (`slices`, `places`), `template_book` decides when. `processes` runs all of it beside the event
loop.
"""

from amw.extract.article import explain_article, extract_article
from amw.extract.record import Candidate, ExtractedArticle

__all__ = ["Candidate", "ExtractedArticle", "explain_article", "extract_article"]
