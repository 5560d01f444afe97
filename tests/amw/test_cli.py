"""What the commands say to arguments that cannot be meant, before anything is asked or fetched."""

import gzip
import io
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from commands import ROOT, amw, amw_here, environment
from local_site import Answer, LocalSite, html, rss
from rich.console import Console

from amw.archive import is_warc
from amw.cli.arguments import country, end_of
from amw.cli.console import csv_cell, ending, table
from amw.cli.crawling import _chosen
from amw.cli.failures import gist, mend_of
from amw.cli.keeping import room
from amw.cli.result import print_next_steps
from amw.db.embedded import EmbeddedError
from amw.db.errors import Down
from amw.sample import sample_sources
from amw.sources import load_sources


def test_a_file_that_is_no_warc_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no capture")
    done = amw_here("replay", str(path), home=tmp_path, url="none")
    assert done.returncode == 2
    assert "notes.txt is no WARC file" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    "body, expected",
    [
        (b"WARC/1.1\r\n", True),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), True),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0)[:-9], True),  # cut off at its end
        (gzip.compress(b"other", mtime=0), False),
        (b"\x1f\x8b\x08broken", False),
        (b"", False),
    ],
)
def test_a_warc_is_known_by_its_first_bytes(tmp_path: Path, body: bytes, expected: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(body)
    assert is_warc(path) is expected


@pytest.mark.parametrize("words", [["sources"], ["sources", "--json"], ["companies", "--json"], ["doctor"]])
def test_a_reader_who_has_enough_is_no_failure(words: list[str], stocked_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "amw.cli", *words]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path, stocked_url), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, "")


def test_another_pipe_that_breaks_is_a_fault(tmp_path: Path) -> None:
    done = python("import amw.cli.stories as s\ndef broken(*_): raise BrokenPipeError('a server')\ns.load = broken", "stories", at=tmp_path)
    assert done.returncode == 1
    assert "BrokenPipeError: a server" in done.stderr


def python(first: str, *arguments: str, at: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command after a line of Python."""
    code = f"{first}\nfrom amw.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=at, env={**environment(at, "none"), **variables}, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("shut", "code", "told"), [(">&-", 0, ""), (">&- 2>&- <&-", 0, ""), (">/dev/full", 1, "no space is left for the output")]
)
def test_an_output_that_cannot_be_written_to(shut: str, code: int, told: str, tmp_path: Path) -> None:
    command = f"exec {sys.executable} -m amw.cli companies find 'OpenAI and Mistral AI' --json {shut}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment(tmp_path, "none"), capture_output=True, text=True)
    assert done.returncode == code
    assert told in done.stderr and "Traceback" not in done.stderr


def test_an_output_of_few_letters_gets_them_escaped(tmp_path: Path) -> None:
    name = "阿里巴巴 \U0001f600"
    done = amw("companies", "resolve", name, "--json", home=tmp_path, url="none", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout)["name"] == name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        *((["companies", "--country", name], "no code of a country") for name in ("chinaa", "xx", "")),
        (["stories", "--language", "english"], "no code of a language"),
        (["stories", "--limit", "99999999999999999999"], "less than or equal"),
        (["companies", "review", "--kind", "person"], "'person' is not one of"),
        (["stories", "rephrase", "--endpoint", "nowhere", "--model", "m"], "'nowhere' is no http(s) address"),
        (["stories", "rephrase", "--endpoint", "http://h.example", "--model", "m", "--key-variable", "NO_SUCH"], "holds no NO_SUCH"),
        (["init", "--sources", "."], "is a directory"),
        (["crawl", ""], "no source ''"),
        (["crawl", "the-decodr"], "did you mean the-decoder?"),
        (["crawl", "the-decoder", "--all"], "exclude each other"),
        (["sources", "show", "openai-newz"], "did you mean openai-news?"),
        (["companies", "show", "Alibabba"], "did you mean Alibaba?"),
        (["boards", "show", "artificial"], "did you mean artificial_analysis or "),
        (["boards", "moves", "artificial"], "did you mean artificial_analysis or "),
        (["boards", "moves", "arena_text", "--board", "arena_code"], "exclude each other"),
        (["stories", "--company", "anthropicc"], "did you mean Anthropic?"),
        (["stories", "--segment", "robotcs"], "did you mean robotics?"),
        (["stories", "--segment", "no_such_segment"], "robotics"),
        (["scrape", "http://127.0.0.1:9/story", "--explain", "--save"], "--explain stores nothing"),
        *((["export", "--since", cursor], "is no cursor") for cursor in (f"{2**64}-0", f"0-{2**63}", "9" * 5_000 + "-0", "²-0", "0")),
        (["stories", "3"], "stories show 3` shows one"),
        (["companies", "Zhipu AI"], "companies show 'Zhipu AI'` shows one"),
        (["scrape", "example.com"], "https:// first"),
        (["boards", "history", "no such model"], "is no model on any capture"),
        (["boards", "across", "no such model"], "is on the newest capture of no board"),
    ],
)
def test_what_cannot_be_meant_is_usage(words: list[str], told: str, stocked_url: str, tmp_path: Path) -> None:
    done = amw_here(*words, home=tmp_path, url=stocked_url)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize(("said", "code"), [("cn", "CN"), ("the Netherlands", "NL"), ("UK", "GB"), ("eu", "EU")])
def test_a_country_is_known_by_its_code_and_by_its_names(said: str, code: str) -> None:
    assert country(said) == code


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-05-20", "2026-05-20T23:59:59.999999+00:00"),
        ("20 May 2026", "2026-05-20T23:59:59.999999+00:00"),
        ("2026-05-20T08:00:00Z", "2026-05-20T08:00:00+00:00"),
        ("2026-05-20 00:00", "2026-05-20T00:00:00+00:00"),
        ("1700000000", "2023-11-14T22:13:20+00:00"),
        (None, None),
    ],
)
def test_as_of_a_day_has_what_came_on_it(said: str | None, meant: str | None) -> None:
    assert end_of(said) == (meant and datetime.fromisoformat(meant))


def test_what_a_clock_far_ahead_put_off_is_crawled_as_due(stocked_url: str) -> None:
    with psycopg.connect(stocked_url) as connection:
        connection.execute("update source set next_crawl_at = now() + interval '1 hour'")
        connection.execute("update source set next_crawl_at = now() + interval '10 years' where key = 'the-decoder'")
    assert [source.key for source in _chosen(stocked_url, [], due=True, catalogue=load_sources())] == ["the-decoder"]


def test_a_worker_keeps_live_sources_out_of_the_sample(stocked_url: str, tmp_path: Path) -> None:
    done = amw_here("--sample", "worker", "--once", home=tmp_path, url=stocked_url)
    assert done.returncode == 2
    assert "crawls live sources" in done.stderr


def test_the_sample_lists_the_sources_that_it_crawls(stocked_url: str, tmp_path: Path) -> None:
    listed, state, live = (
        amw_here(*words, "--json", home=tmp_path, url=stocked_url)
        for words in (["--sample", "sources"], ["--sample", "sources", "--state"], ["sources"])
    )
    keys = [json.loads(line)["key"] for line in listed.stdout.splitlines()]
    assert keys == list(sample_sources("http://127.0.0.1:9"))
    assert keys[0] in amw_here("--sample", "sources", "show", keys[0], home=tmp_path, url=stocked_url).stdout
    assert (state.returncode, state.stdout) == (0, "")  # none was crawled, and those of the catalogue are no part of it
    assert keys[0] not in live.stdout


def test_a_variable_that_cannot_be_meant_is_named(tmp_path: Path) -> None:
    done = amw("scrape", "http://127.0.0.1:9/story", home=tmp_path, url="none", EXTRACT_PROCESSES="many")
    assert done.returncode == 1
    assert "EXTRACT_PROCESSES is 'many': write a whole number, 0 or more" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_archive_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with LocalSite() as site:
        site.add("/robots.txt", Answer(body=b"", content_type="text/plain"))
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "page", "-a", f"url={site.url('/story')}", "-s", f"ARCHIVE_DIR={tmp_path / 'file'}"],
            cwd=ROOT,
            env={**environment(tmp_path, "none"), "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1"},
            capture_output=True,
            text=True,
        )
    assert f"the archive in {tmp_path / 'file'} cannot be written" in done.stderr
    assert "archive_unwritable" in done.stderr


def test_a_table_has_its_title_in_one_line() -> None:
    Console(width=80, file=(file := io.StringIO())).print(table("A title that is wider than the table below it", ("a", "b"), [(1, 2)]))
    assert file.getvalue().splitlines()[0].strip() == "A title that is wider than the table below it"


def shown(width: int, *rows: tuple[object, ...]) -> list[str]:
    made = table("Stories", ("id", "title", "companies", "score"), rows, right=("id", "score"), spare=("score", "companies"), width=width)
    Console(width=width, file=(file := io.StringIO())).print(made)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_a_narrow_terminal_gets_the_columns_that_matter() -> None:
    row = (12, "A model maker opens an office by the harbour", "Some Company, Some Other Company", 0.5)
    assert shown(100, row)[1].split() == ["id", "title", "companies", "score"]
    assert shown(57, row)[1].split() == ["id", "title", "companies"]
    assert shown(57, row)[-1] == "left out for want of width: score"
    assert shown(30, row)[1].split() == ["id", "title"]
    assert shown(30, row)[2] == "12  A model maker opens an"


def test_what_is_copied_and_figures_stand_in_one_line() -> None:
    row = ("some-maker/some-model-2026-05-20:free", "Some Maker: Some Model of May, for nothing", "1,048,576")
    for name in (row[0], "a sentence that is too long to be what a row is called " * 3):
        made = table("Offers", ("id", "model", "context"), [(name, *row[1:])], right=("context",), width=80)
        Console(width=80, file=(file := io.StringIO())).print(made)
        first = file.getvalue().splitlines()[2]
        assert first.startswith(name[:28]) and first.endswith("1,048,576")
    assert name[:60] not in file.getvalue()
    Console(width=30, file=(file := io.StringIO())).print(
        table("Offers", ("id", "context"), [(row[0], row[2])], right=("context",), width=30)
    )
    assert "".join(file.getvalue().split()) == f"Offersidcontext{row[0][:19]}{row[2]}{row[0][19:]}"  # folded, with nothing lost


def test_a_column_that_is_not_there_is_not_left_out() -> None:
    made = table("Places", ("board", "row"), [("a board", "a row")], spare=("price", "row"), width=8)
    Console(width=8, file=(file := io.StringIO())).print(made)
    assert file.getvalue().split() == ["Places", "board", "a", "board", "left", "out", "for", "want", "of", "width:", "row"]


def test_a_table_without_rows_says_so() -> None:
    assert shown(80) == ["Stories", "none"]


def test_the_next_steps_can_be_run_as_they_stand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    for called, program in (("bin/amw", "bin/amw"), ("amw/cli/__main__.py", f"{os.path.relpath(sys.executable)} -m amw.cli")):
        monkeypatch.setattr(sys, "argv", [called])
        print_next_steps()
        assert f"  {program} --sample serve" in capsys.readouterr().out


def test_a_list_that_was_cut_says_so(stocked_url: str, tmp_path: Path) -> None:
    cut, whole, records = (
        amw_here("companies", *more, home=tmp_path, url=stocked_url)
        for more in (["--limit", "2"], ["--words", "alibaba"], ["--limit", "2", "--json"])
    )
    assert "the first 2; `--limit 20` shows more" in cut.stderr
    assert "shows more" not in whole.stderr + records.stderr
    assert len(records.stdout.splitlines()) == 2


def test_a_database_moves_by_two_commands(stocked_url: str, empty_database_url: str, tmp_path: Path) -> None:
    file = str(tmp_path / "amw.dump")
    made = amw_here("backup", file, home=tmp_path, url=stocked_url)
    assert made.returncode == 0 and "amw.dump: " in made.stdout and str(tmp_path / "archive") in made.stdout, made.stderr
    moved = amw_here("restore", file, home=tmp_path, url=empty_database_url)
    assert moved.returncode == 0 and "restored: 0 articles" in moved.stdout, moved.stderr
    again = amw_here("restore", file, home=tmp_path, url=empty_database_url)
    assert again.returncode == 1 and "the database is not empty" in again.stderr


def test_nothing_is_pruned_that_no_number_asks_for(stocked_url: str, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    old = tmp_path / "archive" / "wire.warc.gz"
    old.write_bytes(b"12345")
    os.utime(old, (0, 0))

    def pruned(*more: str) -> dict[str, tuple[int, int]]:
        done = amw_here("prune", "--json", *more, home=tmp_path, url=stocked_url)
        return {row["what"]: (row["deleted"], row["number"]) for row in map(json.loads, done.stdout.splitlines())}

    assert pruned()["captures"] == (0, 1)
    assert pruned("--captures", "365")["captures"] == (1, 0)


def test_no_headlines_are_no_records(stocked_url: str, tmp_path: Path) -> None:
    done = amw_here("boards", "headlines", "--json", home=tmp_path, url=stocked_url)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("board", [["arena_text"], ["arena/text"], ["--board", "arena_text"]])
def test_the_moves_of_one_board(board: list[str], stocked_url: str, tmp_path: Path) -> None:
    done = amw_here("boards", "moves", *board, home=tmp_path, url=stocked_url)
    assert (done.returncode, done.stdout) == (0, "No moves on arena_text.\n")


def test_a_mistake_in_the_file_of_sources_is_told_before_anything_is_scraped(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[source]]\nkey = "wire"\n', encoding="utf-8")
    done = amw("scrape", "http://127.0.0.1:9/story", "--sources", str(own), home=tmp_path, url="none")
    assert done.returncode == 1 and done.stdout == ""
    assert "own.toml:2: wire: no url" in done.stderr and "amw sources check" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("more", [[], ["--explain"]])
def test_an_address_that_gives_nothing_is_told_why(more: list[str], tmp_path: Path) -> None:
    done = amw("scrape", "http://127.0.0.1:9/story", *more, home=tmp_path, url="none")
    assert done.returncode == 1
    assert "private address" in done.stderr
    assert "private_address" in done.stdout


@pytest.mark.parametrize("url", ["none", "postgresql://nobody:secret@127.0.0.1:9/none?connect_timeout=2"])
def test_a_page_is_explained_without_a_database(url: str, tmp_path: Path) -> None:
    with LocalSite() as site:
        site.add("/story", Answer(body=html("A harbour buys cranes", "The harbour bought nine cranes on Monday, its owner said. " * 9)))
        done = amw("scrape", site.url("/story"), "--explain", home=tmp_path, url=url, AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"]["value"] == "A harbour buys cranes"
    assert "without the templates" in done.stderr and "secret" not in done.stderr


def test_a_site_whose_rules_cannot_be_read_is_not_said_to_forbid(tmp_path: Path) -> None:
    with LocalSite() as site:
        site.add("/robots.txt", Answer(status=501))  # one that is not tried again
        done = amw("scrape", site.url("/story"), home=tmp_path, url="none", AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1")
    assert done.returncode == 1
    assert "robots.txt cannot be read" in done.stderr and "http or https" in done.stderr


TEASERS = "".join(f"<h3><a href=/{n}>The story with number {n}</a></h3><p>What the story with number {n} says.</p>" for n in range(9))
OLD_PAGES = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>/a</loc><lastmod>2019-01-01</lastmod></url><url><loc>/b</loc><lastmod>2019-01-02</lastmod></url></urlset>"""


@pytest.mark.parametrize(
    ("answer", "more", "code", "told"),
    [
        (Answer(body=OLD_PAGES, content_type="application/xml"), [], 0, "a sitemap with 2 entries, all of them too old to be followed"),
        (Answer(body=rss(""), content_type="application/rss+xml"), [], 0, "a feed with 0 entries; no article came of it"),
        (Answer(body=html("A report", "Short.")), ["--kind", "feed"], 1, "a page of HTML where a feed should be"),
        (Answer(body=html("A report", "Short.")), ["--kind", "board"], 1, "no leaderboard of the catalogue is read there"),
        (Answer(body=f"<html><h1>Chips</h1>{TEASERS}".encode()), ["--kind", "article"], 1, "a page that lists articles"),
        (Answer(body=b"%PDF-1.7 and so on", content_type="application/pdf"), [], 1, "no page of HTML but pdf"),
    ],
    ids=["old sitemap", "empty feed", "no feed", "no board", "teasers", "pdf"],
)
def test_an_address_that_leads_to_no_article_is_told_in_words(
    answer: Answer, more: list[str], code: int, told: str, tmp_path: Path
) -> None:
    with LocalSite() as site:
        site.add("/it", answer)
        done = amw("scrape", site.url("/it"), *more, home=tmp_path, url="none", AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1")
    assert done.returncode == code
    assert told in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("error", "mend"),
    [
        (Down("no database at postgresql://h/d: connection refused, is it accepting TCP/IP connections?"), "start it, or unset"),
        (Down('too many connections for role "crawler"'), "allow the role more, or unset"),
        (Down("could not extend file: No space left on device"), "make room on its disk, or unset"),
        (
            EmbeddedError("initdb: could not look up effective user ID 12345: user does not exist"),
            "give this account an entry in /etc/passwd, or set",
        ),
        (EmbeddedError("cannot make the home folder"), "set DATABASE_URL"),
        (EmbeddedError('pg_ctl failed\nERROR:  table "kept" does not exist\nFATAL:  sorry, too many clients already'), "set DATABASE_URL"),
    ],
)
def test_what_to_do_without_a_database(error: Down | EmbeddedError, mend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://h/d")
    assert mend_of(error).startswith(mend)


def test_of_a_log_of_the_server_what_was_fatal_is_told() -> None:
    log = "initdb failed in /data (exit 1): The files belong to postgres.\ncreating ... 2026 FATAL:  could not write: No space left\nmore"
    assert gist(EmbeddedError(log)) == "initdb failed in /data (exit 1): could not write: No space left"
    assert gist(Down("no answer: is it there?")) == "no answer: is it there?"


def test_nobody_is_told_to_start_the_embedded_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert mend_of(Down("server closed the connection unexpectedly")) == "run the command again"


def test_a_cell_of_records_is_json_and_one_of_names_a_list() -> None:
    records = [{"text": "$3 million; more", "usd": None}, {"text": "5 Mio. €"}]
    assert json.loads(csv_cell(records)) == records
    assert csv_cell(["OpenAI", "Apple"]) == "OpenAI; Apple"
    assert csv_cell([]) == ""


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [((), 0), (("complete",), 0), (("failed",), 1), (("complete", "failed"), 3), (("suspect",), 3), (("partial", "failed"), 3)],
)
def test_how_crawls_ended_is_told_by_the_exit_code(outcomes: tuple[str, ...], code: int) -> None:
    assert ending(outcomes) == code


def test_a_small_disk_that_is_empty_has_no_room_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for total, free, state in ((3e6, 3e6, "stale"), (1e9, 9e8, "ok"), (1e12, 3e9, "ok"), (1e12, 1e9, "stale")):
        monkeypatch.setattr("amw.cli.keeping.disk_usage", lambda _, sizes=(total, free): SimpleNamespace(total=sizes[0], free=sizes[1]))
        assert room(tmp_path)["state"] == state
