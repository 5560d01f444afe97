from .article import tag_article as tag_article
from .explain import explain_tags as explain_tags
from .records import Event as Event
from .records import Evidence as Evidence
from .records import Tags as Tags
