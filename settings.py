"""Departures from Scrapy's defaults, each with its reason and the default."""

import os
from pathlib import Path

from platformdirs import user_data_path

from amw.environment import choice, whole

BOT_NAME = "amw"  # scrapybot
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders.news"

# Who asks: site owners find a name, a purpose and an address to write to. Default: Scrapy's own.
CONTACT_URL = os.environ.get("AMW_CONTACT_URL", "https://github.com/ai-market-watch/amw")
USER_AGENT = f"AIMarketWatch/0.1 (news and leaderboard index; +{CONTACT_URL})"
ROBOTSTXT_USER_AGENT = "AIMarketWatch"  # the whole header: rules are written for the product's name
ROBOTSTXT_OBEY = True  # False
DEFAULT_REQUEST_HEADERS = {
    # Feeds and JSON beside pages, and no preference for English: the sources are in many languages.
    "Accept": "text/html,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "*",
}

# ---------------------------------------------------------------- pace

CONCURRENT_REQUESTS = 8  # 16: one crawl is one source, and its pages are on few hosts
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # 8: what a small newsroom's server does not notice
CONCURRENT_ITEMS = 2  # 100: that many tasks start for every response, of which a page needs one; with two no stage waits for another
DOWNLOAD_DELAY = 0.5  # 0
AUTOTHROTTLE_ENABLED = True  # False: slows down with a server that slows down
AUTOTHROTTLE_START_DELAY = 0.5  # 5.0: the first guess; AutoThrottle never goes below DOWNLOAD_DELAY
AUTOTHROTTLE_MAX_DELAY = 30.0  # 60.0
DOWNLOAD_TIMEOUT = 30  # 180: a news page that takes longer is down, and a crawl has many
DNS_TIMEOUT = 15  # 60
DEPTH_LIMIT = 4  # 0 (none): listing or index, child sitemap, page, and one to spare
HOST_BUDGET = 1000  # own setting: requests to one host in one crawl
RETRY_AFTER_MAX = 60  # own setting: seconds a crawl waits when a host asks for it
RETRY_PAUSE = 2.0  # own setting: seconds before the first retry, doubled each time; Scrapy retries at once
RETRY_TIMES = 2  # 2, named because RETRY_PAUSE reckons with it
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # ERROR: a page that fails is an outcome with a row of its own
REDIRECT_MAX_TIMES = 8  # 20
METAREFRESH_MAXDELAY = 5  # 100: a page that refreshes itself every minute is no redirect

# ---------------------------------------------------------------- bounds and safety

DOWNLOAD_MAXSIZE = 10 * 2**20  # 1 GiB: a gzip bomb took 1.1 GB of memory, 89 MB at this cap; boards set 64 MB for themselves
DOWNLOAD_WARNSIZE = 0  # 32 MB: what is too large is refused and counted
DOWNLOAD_VERIFY_CERTIFICATES = True  # False: a forged newsroom is worse than a missing one
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "middlewares.wire.BoundedDownloadHandler"),  # Scrapy's: an answer's head may go on for ever
    **dict.fromkeys(("file", "data", "ftp", "s3")),  # on: a feed must not reach local files
}
TWISTED_DNS_RESOLVER = "middlewares.guard.GuardedResolver"  # private addresses are held back at connect
ALLOWED_PRIVATE_HOSTS = [name for name in os.environ.get("AMW_ALLOWED_PRIVATE_HOSTS", "").split(",") if name]  # own setting
HTTPPROXY_ENABLED = False  # True: a proxy from the environment would resolve names behind the guard's back
COOKIES_ENABLED = False  # True: no source needs a session, and none should follow us
REFERRER_POLICY = "same-origin"  # scrapy-default: the whole address of a feed, with any token in it, went to every site it names
TELNETCONSOLE_ENABLED = False  # True: a shell on a port
REMOTE_CONTROL_ENABLED = False  # True since 2.19: the same by another name
HTTPERROR_ALLOW_ALL = False  # named because outcomes rely on it: every status but 2xx reaches the errback

# ---------------------------------------------------------------- the way of a request and of an item

_HOME = Path(os.environ.get("AMW_HOME") or user_data_path("amw")).expanduser().absolute()
DATABASE_URL = os.environ.get("DATABASE_URL", "")  # own setting: "" or "none" is no database; `amw` sets its own
ARCHIVE_DIR = os.environ.get("AMW_ARCHIVE_DIR") or str(_HOME / "archive")  # own setting: "" keeps no captures
SOURCES_FILE = os.environ.get("AMW_SOURCES_FILE", "")  # own setting: "" the bundled catalogue
OPINION_URL = os.environ.get("AMW_OPINION_URL", "")  # own setting: "" is off; else an OpenAI-compatible endpoint asked about unsure tags
OPINION_MODEL = os.environ.get("AMW_OPINION_MODEL", "")  # own setting: the model's name there
OPINION_KEY = os.environ.get("AMW_OPINION_KEY", "")  # own setting
OPINION_TIMEOUT = os.environ.get("AMW_OPINION_TIMEOUT", "20")  # own setting: seconds for one answer
TEMPLATES = choice("AMW_TEMPLATES", "1", "0", "1")  # own setting: 0 reads every page with the general extractor alone
EXTRACT_PROCESSES = whole("EXTRACT_PROCESSES", None)  # own setting: None one process fewer than cores, 0 in this process
STORE_LINGER = 3.0  # own setting: seconds an item waits for others to be stored with, None for as long as a batch takes to fill
STAGE_PROCESSES = whole("STAGE_PROCESSES", None)  # own setting, for what reads texts: None one, or 0 with EXTRACT_PROCESSES=0

SPIDER_MIDDLEWARES = {
    "middlewares.frontier.FrontierMiddleware": 100,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # 800: dropped without an outcome what the guard refuses with one
}
DOWNLOADER_MIDDLEWARES = {
    "middlewares.replay.ReplayMiddleware": 5,
    "middlewares.guard.RequestGuardMiddleware": 10,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "middlewares.robots.RobotsMiddleware": 100,
    "middlewares.validators.ValidatorsMiddleware": 200,
    "middlewares.templates.TemplatesMiddleware": 210,
    "middlewares.politeness.PolitenessMiddleware": 560,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "middlewares.guard.BoundedMetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "middlewares.guard.BoundedCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "middlewares.guard.BoundedRedirectMiddleware": 600,
    "middlewares.archive.ArchiveMiddleware": 880,
    "middlewares.guard.ConnectGuardMiddleware": 890,
}
# Named whole, for what is set to None is loaded all the same: a web server and a shell on a port are a tenth of the time that a
# crawl takes to begin. Scrapy's own list without its remote control, telnet console, memory debugger and spider state.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
STATS_CLASS = "middlewares.stats.Stats"  # Scrapy's own, which takes fifty times as long for a count
ITEM_PIPELINES = {
    "pipelines.clean.Clean": 100,
    "pipelines.check.Check": 200,
    "pipelines.identify.Identify": 300,
    "pipelines.tag.Tag": 400,
    "pipelines.group.Group": 500,
    "pipelines.assess.Assess": 600,
    "pipelines.store.Store": 700,
}

# ---------------------------------------------------------------- output

FEED_EXPORT_ENCODING = "utf-8"  # None: \u escapes, unreadable for half of the sources' languages
LOG_LEVEL = choice("AMW_LOG_LEVEL", "INFO", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")  # DEBUG prints every item
LOG_SHORT_NAMES = True
