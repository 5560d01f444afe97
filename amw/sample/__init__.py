"""The bundled sample web: made-up outlets and a made-up leaderboard on loopback, so that the whole line can be seen without the network.

`articles` and `board` are what is told, from data files; `pages` fills the files in web/ with it, `site` is the table of all answers, and
`server` sends them.
"""

from amw.sample.server import SAMPLE_PORT, SampleWeb, sample_catalogue, sample_sources, serve_sample

__all__ = ["SAMPLE_PORT", "SampleWeb", "sample_catalogue", "sample_sources", "serve_sample"]
