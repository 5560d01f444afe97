"""Stories: articles about one event, told apart from look-alikes, as they arrive."""

from amw.stories.index import StoryIndex
from amw.stories.placement import Change, Placement, Relation
from amw.stories.signature import Document, Signature
from amw.stories.signing import sign

__all__ = ["Change", "Document", "Placement", "Relation", "Signature", "StoryIndex", "sign"]
