"""Names: one company for every spelling, mentions in running text, models and their makers.

>>> from amw.companies import Companies
>>> Companies.load().resolve("Alibaba Group Holding Ltd").key
'alibaba'
"""

import lazy_loader

# What is exported stands in the .pyi file beside this one, and is loaded when it is first asked for: records travel between processes that
# have no use for the code that makes them.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
