"""The pages of boards, models and companies."""

from __future__ import annotations

import re
from dataclasses import replace

import psycopg
import pytest
from asking import by_title
from filled import get

from amw.boards import board
from amw.serve import Server, board_records, serving


def test_a_board_is_shown_as_it_stood_with_whose_numbers_they_are(served: Server) -> None:
    page = get(served, "/boards/artificial_analysis?by=family&country=CN").text
    assert "Source: Artificial Analysis" in page
    rows = re.findall(r'<tr><td class="n">(\d+)</td><th[^>]*><a[^>]*>([^<]+)', page)
    assert "rows</a>" not in page
    assert rows == [("1", "Qwen3.7 Max"), ("2", "DeepSeek V4 Pro")]
    assert get(served, "/boards/artificial_analysis?on=2026-05-20").status == 404
    assert "no capture" in get(served, "/boards/artificial_analysis?on=2026-05-20").text
    assert get(served, "/boards/artificial_analysis?on=2026-05-21").status == 200
    found = get(served, "/api/boards/artificial_analysis?by=row&limit=2").json()
    assert [(row["place"], row["model"], row["country_rank"]) for row in found["sections"][0]["rows"]] == [
        (1, "GPT-5.5", 1),
        (2, "Qwen3.7 Max", 1),
    ]
    assert found["sections"][0]["of"] == 303
    after = get(served, "/api/boards/artificial_analysis?by=row&limit=500&start=2").json()["sections"][0]
    assert (after["of"], [row["rank"] for row in after["rows"]]) == (303, list(range(3, 304)))
    page = get(served, "/boards/artificial_analysis?by=row&start=200&country=US").text
    assert not page.count('<tr><td class="n">')
    page = get(served, "/boards/artificial_analysis?by=row&start=100").text
    assert page.count('<tr><td class="n">') == 100
    assert "101 to 200 of 303" in page
    assert 'href="/boards/artificial_analysis?by=row">First rows' in page
    assert 'href="/boards/artificial_analysis?by=row&amp;start=200">Next rows' in page
    opened = get(served, "/api/boards/artificial_analysis?by=open_weights").json()["sections"][0]["rows"]
    assert [row["model"] for row in opened] == ["DeepSeek V4 Pro"]
    boards = get(served, "/api/boards").json()["boards"]
    assert boards[0]["key"] == "artificial_analysis"
    assert boards[0]["rows"] == 303
    marked = {board["key"] for board in boards if board["non_commercial"]}
    assert "swe_bench" in marked
    assert not {"artificial_analysis", "models_dev", "aider"} & marked
    assert found["non_commercial"] is False
    assert "not for commercial use" not in page


def test_a_board_has_its_captures_and_a_model_its_way_through_them(served: Server) -> None:
    found = get(served, "/api/boards/artificial_analysis/history?model=Qwen3.7%20Max").json()
    assert [(capture["verdict"], capture["rows"]) for capture in found["captures"]] == [("ok", 303)]
    assert [(point["rank"], point["of"]["rank"], point["model"]) for point in found["points"]] == [(2, 303, "Qwen3.7 Max")]
    page = get(served, "/boards/artificial_analysis/history?model=Qwen3.7%20Max").text
    assert "<h1>Qwen3.7 Max on Artificial Analysis</h1>" in page
    assert 'href="/models/qwen-3.7-max"' in page
    assert "1 captures" not in page
    assert get(served, "/boards/artificial_analysis/history?model=nobody").status == 404
    assert get(served, "/boards/nothing/history").status == 404
    assert "303" in get(served, "/boards/artificial_analysis/history").text


def test_another_spelling_of_a_model_leads_to_it(served: Server) -> None:
    assert get(served, "/api/models/qwen3.7-max").headers["location"] == "/api/models/qwen-3.7-max"
    assert get(served, "/models/qwen3.7-max").headers["location"] == "/models/qwen-3.7-max"
    assert get(served, "/api/models/nobody").json()["error"]["code"] == "no_model"


def test_a_model_has_its_standings_and_its_stories(served: Server) -> None:
    found = get(served, "/api/models/qwen-3.7-max").json()
    assert found["maker"] == {"key": "alibaba", "name": "Alibaba"}
    assert [(at["board"]["key"], at["rank"], at["of"]["maker_rank"]) for at in found["standings"]] == [("artificial_analysis", 2, 4)]
    assert any("Qwen3.7 Max ranks" in story["title"] for story in found["stories"])
    page = get(served, "/models/qwen-3.7-max").text
    assert "2 of 303" in page
    assert "Source: Artificial Analysis" in page
    assert get(served, "/models/no-such").status == 404


def test_every_tag_says_why_and_so_does_one_that_is_missing(served: Server) -> None:
    story = by_title(served, "Qwen3.7 Max ranks")
    tagged = {why["field"]: why for why in get(served, f"/api/stories/{story['id']}").json()["tags"]}
    assert {"relevant", "category", "segment", "lens", "event"} <= set(tagged)
    assert all(why["reason"] for why in tagged.values())
    page = get(served, f"/stories/{story['id']}").text
    assert "Why these tags" in page
    assert tagged["event"]["reason"] in page


def test_a_company_has_its_stories_its_standings_and_its_names(served: Server) -> None:
    found = get(served, "/api/companies/alibaba").json()
    assert (found["standings"][0]["rank"], found["standings"][0]["maker_rank"], found["standings"][0]["model"]) == (2, 2, "Qwen3.7 Max")
    assert {"Alibaba", "阿里巴巴"} <= {name["name"] for name in found["names"]}
    assert any("Qwen3.7 Max ranks" in story["title"] for story in found["stories"])
    page = get(served, "/companies/alibaba").text
    assert "阿里巴巴" in page
    assert "2 of 303" in page
    assert get(served, "/companies/no-such").status == 404


@pytest.mark.parametrize(("systems", "told"), [(False, ["OpenAI", "Alibaba", "DeepSeek", None]), (True, [None] * 4)])
def test_a_board_of_models_that_tells_no_makers_has_the_names_of_the_register(
    own_newsroom_url: str, monkeypatch: pytest.MonkeyPatch, systems: bool, told: list[str | None]
) -> None:
    monkeypatch.setattr(board_records, "board", lambda key: replace(board(key), systems=systems))
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("update board_line set maker = null, record = record - 'maker'")
    with serving(own_newsroom_url) as own:
        rows = get(own, "/api/boards/artificial_analysis?by=row&limit=4").json()["sections"][0]["rows"]
    assert [row["maker"] for row in rows] == told


@pytest.mark.parametrize("path", ["/companies/alibaba", "/models/qwen-3.7-max"])
def test_an_estimated_score_is_marked_on_a_phone_too(own_newsroom_url: str, path: str) -> None:
    with psycopg.connect(own_newsroom_url) as connection:
        connection.execute("update board_state set estimated = true")
        connection.execute("""update board_line set record = record || '{"estimated": true}'""")
    with serving(own_newsroom_url) as own:
        page = get(own, path).text
    assert re.search(r'<span class="meta narrow">[^<]*<span class="mark">estimated<', page)
    assert re.search(r'<td class="wide">[^<]*<span class="mark">estimated<', page)
