"""`amw sources check --live`: each address of a catalogue is crawled alone, and what is wrong with one is said with its mend."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

from commands import amw, environment, wait_for
from local_site import Answer, LocalSite, rss, rss_item

from amw.sample import sample_catalogue, serve_sample


def check(catalogue: str, home: Path) -> tuple[int, dict[str, str], str]:
    """The exit code, what was said of each source, and the summary."""
    file = home / "sources.toml"
    file.write_text(catalogue, encoding="utf-8")
    done = amw("sources", "check", "--live", "--sources", str(file), home=home, url="none", AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1")
    assert "Traceback" not in done.stderr
    said = dict(re.findall(r"^([a-z0-9-]+): (.*) \(\d+\.\d s\)$", done.stderr, flags=re.MULTILINE))
    return done.returncode, said, done.stdout


def entry(key: str, url: str, kind: str = "feed") -> str:
    about = 'name = "N"\ncountry = "GB"\nlanguage = "en"\ninterval = "1h"\nexpected = [1, 2]\nfound_in = "here"\nplain_http = true\n'
    return f'[[source]]\nkey = "{key}"\nkind = "{kind}"\nurl = "{url}"\n{about}\n'


def test_the_sample_web_is_sound(tmp_path: Path) -> None:
    with serve_sample() as web:
        code, said, summary = check(sample_catalogue(web.url), tmp_path)
    assert (code, summary) == (0, "7 sources, 0 problems, 0 of them not answering as they should\n")
    assert (said["sample-wire"], said["sample-board"], said["sample-briefing"]) == ("9 entries", "332 entries", "read")
    assert not web.answered["/wire/2026/05/20/harbour-tram-line-reopens", 200]  # no page that an address leads to


def test_what_is_wrong_is_said_with_its_mend(tmp_path: Path) -> None:
    items = [rss_item(f"Story {number}", f"http://feed.example/{number}") for number in range(3)]
    answers = {
        "good": Answer(body=rss(items[0]), content_type="application/rss+xml"),
        "few": Answer(body=rss(""), content_type="application/rss+xml"),
        "many": Answer(body=rss("".join(items)), content_type="application/rss+xml"),
        "page": Answer(body=b"<!doctype html><html><body>Hello</body></html>"),
        "gone": Answer(status=410),
        "shut": Answer(status=403),
        "round": Answer(status=302, headers={"Location": "/round"}),
        "inside": Answer(status=302, headers={"Location": "http://127.0.0.2:9/"}),
    }
    with LocalSite() as site:
        for name, answer in answers.items():
            site.add(f"/{name}", answer)
        links = b"<!doctype html><html><body>%s</body></html>"
        site.add("/links", Answer(body=links % b""))
        catalogue = "".join(entry(name, site.url(f"/{name}")) for name in answers)
        site.add("/blank", Answer(body=b""))
        site.add("/paper", Answer(body=b"%PDF-1.7 ", content_type="application/pdf"))
        catalogue += entry("links", site.url("/links"), "listing") + entry("nobody", "http://127.0.0.1:9/")
        catalogue += entry("blank", site.url("/blank"), "page") + entry("paper", site.url("/paper"), "page")
        site.add("/words", Answer(body=b"words", content_type="text/plain"))
        site.add("/map", Answer(body=links % b"<br>"))
        catalogue += entry("words", site.url("/words")) + entry("map", site.url("/map"), "sitemap")
        code, said, summary = check(catalogue, tmp_path)
    assert code == 3
    assert summary == "14 sources, 0 problems, 13 of them not answering as they should\n"
    assert said.pop("good") == "1 entry"
    told = {
        "few": "fewer than the source declares",
        "many": "3 entries, more than the source declares",
        "page": "a page of HTML where a feed should be",
        "gone": "http 410; the page is gone for good",
        "shut": "http 403; the site does not let us in",
        "round": "redirect loop",
        "inside": "private address",
        "links": "no links that look like articles",
        "nobody": "connection refused",
        "blank": "a page without a letter in it",
        "paper": "no page of HTML but pdf",
        "words": "no feed; name",
        "map": "no sitemap; name",
    }
    assert {name: words for name, words in told.items() if words not in said[name]} == {}
    assert all("; " in words for words in said.values())


def test_what_was_not_asked_is_not_called_sound(tmp_path: Path) -> None:
    with LocalSite() as site:  # addresses of one host are asked one after another
        site.add("/slow", Answer(body=rss(rss_item("Story", "http://feed.example/1")), content_type="application/rss+xml", delay=2))
        (tmp_path / "sources.toml").write_text(entry("slow", site.url("/slow")) + entry("next", site.url("/next")))
        asked = subprocess.Popen(
            [sys.executable, "-m", "amw.cli", "sources", "check", "--live", "--sources", "sources.toml"],
            cwd=tmp_path,
            env={**environment(tmp_path, "none"), "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for(lambda: site.seen("/slow"))
        asked.send_signal(signal.SIGINT)
        summary, said = asked.communicate(timeout=60)
    assert asked.returncode == 3
    assert not site.seen("/next")
    assert "1 source not asked: stopped on request" in said
    assert "2 of them not answering as they should" in summary


def test_a_file_that_cannot_be_crawled_is_mended_first(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(entry("bad", "https://one.example/", "listing") + 'selector = "a["\n')
    done = amw("sources", "check", "--live", "--sources", str(file), home=tmp_path, url="none")
    assert done.returncode == 1
    assert "selector is no CSS" in done.stderr and "nothing was done" in done.stderr
