"""AI Market Watch: the library half of the engine, importable without Scrapy. Its rooms, in the order of an item's way to a reader:

    sources, catalogue                     what is crawled; the data that people edit
    kinds, feeds, sitemaps, listings       what a body is; its entries and links
    extract                                an article page as fields, each with where it came from
    companies, money, claims, tags         what a text names, says of sums and of leaderboards, and is about
    stories                                reports of one event, threads, novelty, significance, the AMW Read
    boards                                 captures of leaderboards: rows, ranks, moves, history
    archive                                raw responses, kept and read back
    db                                     the store, and the only room that speaks to Postgres
    jobs, crawl_process, runs              the schedule, a crawl as a process, the verdict on it
    serve, cli, sample                     pages, feeds and API; the `amw` command; the sample web
    processes, stages                      work beside the event loop, in processes of its own

The other modules here are small pure functions (text, dates, urls, language, ...). Bytes and values in, values out; `now` is an argument.
"""

__version__ = "0.1.0"
