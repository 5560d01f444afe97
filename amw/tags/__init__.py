"""Tags of a story: segment, lens, category, event, hashtags, countries, with the words that gave them."""

import lazy_loader

# What is exported stands in the .pyi file beside this one, and is loaded when it is first asked for: records travel between processes that
# have no use for the code that makes them.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
