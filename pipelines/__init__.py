"""The stages of an item, in the order of `ITEM_PIPELINES` in settings.py: clean, check, identify, tag, group, assess, store.

Read `stage` first: what every stage is. A module holds pure functions, item in and item out, and the thin class that Scrapy runs, which
declares the fields that it reads and writes. The last stage, `store`, has `records` make rows of what came out and hands them to
`amw.db.store`, a batch in one transaction.
"""
