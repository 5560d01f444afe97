"""The bundled sample web: made-up outlets and a made-up leaderboard on loopback, so that the whole line can be seen without the network."""

from amw.sample.server import SAMPLE_PORT, SampleWeb, sample_catalogue, sample_sources, serve_sample

__all__ = ["SAMPLE_PORT", "SampleWeb", "sample_catalogue", "sample_sources", "serve_sample"]
