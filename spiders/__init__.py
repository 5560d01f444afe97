"""Spiders: a crawl is one spider on one source. They yield items and requests and decide nothing about storage.

`base` is what every spider is: the requests for its source, and what becomes of an answer or a miss. `readers` goes from an answer to
items, a method a kind of body; `answers`, `articles` and `outcomes` are its small parts. The spiders themselves, by what a source is:
`feed`, `sitemap`, `listing`, `page` (any one address), `board`, with a file in `boards` or `news` for a source that they cannot serve.
`replay` reads captures in place of the network, `desk` what the engine itself writes of captures.
"""
