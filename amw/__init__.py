"""AI Market Watch: the library half of the engine, importable without Scrapy."""

__version__ = "0.1.0"
