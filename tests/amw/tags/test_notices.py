"""Headlines whose form says what happened: versions and states of services."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.companies import find_registered
from amw.tags import tag_article
from amw.tags.notices import notice, of_owner


@pytest.mark.parametrize(
    "title",
    [
        "v2.1.236",
        "2.1.238",
        "v0.28.0rc1",
        "Release 2026.8.18",
        "v0.32.15-rc0: faster loading (#17850)",
        "Gradio 6.4.0",
        "Symfony 8.0.5 released",
    ],
)
def test_a_version_is_a_release(title: str) -> None:
    assert notice(title) == ("product_launch", "release notes of a version")


@pytest.mark.parametrize(
    "title",
    [
        "Elevated errors on Claude Opus 5",
        "Degraded performance for uploads",
        "Service disruption on the API",
        "Chatgpt.com is down - all logins fail",
        "Claude is down for many users",
        "The API is down",
    ],
)
def test_a_state_of_a_service_is_an_incident(title: str) -> None:
    assert notice(title) == ("incident", "a report of a service's state")


@pytest.mark.parametrize(
    "title", ["Resolved: delays in batch processing", "Errors when loading projects", "Delays in deliveries", "Error while creating roles"]
)
def test_what_only_a_status_page_means_counts_on_a_companys_own_site(title: str) -> None:
    assert notice(title, own=True) == ("incident", "a report of a service's state")
    assert notice(title) is None


@pytest.mark.parametrize(
    "title",
    [
        *("GPT 5.5", "Qwen3.7-Max", "Gemini 3.1 Pro", "2026.06: The bundle and its end", "3.5 billion reasons to wait", "v", ""),
        *(
            "Nvidia's stock is down 5%",
            "AI hiring is down in Europe",
            "AI hiring is down",
            "Errors in AI-written court filings multiply",
            "Delays in chip deliveries hit Nvidia",
            "Resolved: why Meta left",
            "Issues with AI in education, explained",
            "Venture funding is down again",
            "Nvidia is down for a third day",
            "Errors of judgment: how models fail",
            "Higher latency for disks, simulated",
        ),
        "Released: a model that writes 1.2.3 poems",
    ],
)
def test_other_headlines_are_no_notices(title: str) -> None:
    assert notice(title) is None


@given(st.text(max_size=400))
def test_any_headline_is_read(title: str) -> None:
    assert (told := notice(title)) is None or told[0] in {"product_launch", "incident"}


def test_a_notice_decides_the_event_whatever_the_text_says() -> None:
    text = "Fixed the billing page, which showed the price of the quarter. Revenue figures load again. Claude Code starts faster."
    notes = tag_article("v2.1.237", text, find_registered(f"v2.1.237\n{text}", title="v2.1.237", publisher="anthropic"), "en")
    assert (notes.event, notes.evidence["event"].reason, notes.countries) == ("product_launch", "release notes of a version", ("US",))
    title = "Elevated errors for free users"
    state = tag_article(title, "We are looking into it.", find_registered(title, title=title, publisher="anthropic"), "en")
    assert (state.relevant, state.event, state.lens, state.category) == (True, "incident", "technology_map", "society")


def test_what_a_company_of_the_market_tells_of_itself_is_of_the_market() -> None:
    title = "Harbour has moved in with us"
    found = find_registered(title, title=title, publisher="vercel")
    assert tag_article(title, "", found, "en").relevant is False
    told = tag_article(title, "", found, "en", publisher="vercel")
    assert (told.relevant, told.evidence["relevant"].reason) == (True, "a company of the AI market")
    sheets = "Bring your spreadsheet data to life"
    assert tag_article(sheets, "", find_registered(sheets, title=sheets, publisher="google"), "en", publisher="google").relevant is False


def test_a_status_page_tells_of_its_owners_service_whatever_that_is_named_after() -> None:
    title = "Elevated errors on Google connectors"

    def roles(title: str, publisher: str | None) -> dict[str, str | None]:
        found = find_registered(f"{title}\n", title=title, publisher=publisher)
        return {m.company.key: m.role for m in of_owner(found, title, publisher) if m.company is not None}

    assert roles(title, "anthropic") == {"anthropic": "primary", "google": "mention"}
    assert roles(title, None) == {"google": "primary"}
    news = "Google opens a data centre in Finland"
    assert roles(news, "anthropic")["google"] == "primary", "only a notice is of its owner"


def test_whose_site_it_is_acts_where_the_headline_names_nobody_else() -> None:
    title, text = "Series C Announcement", "Our $150m Series C round at a $1.25b valuation was led by General Catalyst."
    found = of_owner(find_registered(f"{title}\n{text}", title=title, publisher="windsurf"), title, "windsurf")
    assert [m.company.key for m in found if m.company is not None and m.role == "primary"] == ["windsurf"]
    assert [e.company for e in tag_article(title, text, found, "en", publisher="windsurf").events] == ["windsurf"]
    for title, primary in (("Skills on the web, iOS, and Android", "xai"), ("A skill for Google Maps", "google")):
        found = of_owner(find_registered(title, title=title, publisher="xai"), title, "xai")
        assert [m.company.key for m in found if m.company is not None and m.role == "primary"] == [primary]


def test_who_offers_anothers_model_in_a_product_acts_and_releases_none() -> None:
    def of(title: str, publisher: str | None) -> tuple[str | None, dict[str, str | None]]:
        found = of_owner(find_registered(title, title=title, publisher=publisher), title, publisher)
        roles = {m.company.key: m.role for m in found if m.company is not None}
        return tag_article(title, "", found, "en", publisher=publisher).event, roles

    event, roles = of("GPT-5.4 is now available in Windsurf", "windsurf")
    assert event == "product_launch"
    assert roles == {"windsurf": "primary"}
    assert of("GPT-5.4 is available in Windsurf", None)[1] == {"windsurf": "primary"}
    event, roles = of("GPT-5.4 is now available in Windsurf", "openai")
    assert (event, roles) == ("product_launch", {"openai": "primary", "windsurf": "secondary"})  # its maker's own site tells of its maker
    assert of("GPT-5.4 is now available for Windows", None)[0] == "model_release"
    assert of("GPT-5.4 is now available to Nvidia employees", None)[1]["openai"] == "primary"
    assert of("Claude is available in Microsoft Excel", None)[1] == {"anthropic": "primary", "microsoft": "secondary"}  # an application
    assert of("GPT-5.5 is now available in GitHub Copilot", None)[0] == "product_launch"
    assert of("Gemini 3 is now available in Google Cloud Vertex AI", None)[1] == {"google": "primary"}  # its maker's own product


def test_who_says_we_on_its_own_site_acts() -> None:
    def roles(title: str, publisher: str | None) -> dict[str, str | None]:
        found = find_registered(f"{title}\n", title=title, publisher=publisher)
        return {m.company.key: m.role for m in of_owner(found, title, publisher) if m.company is not None}

    title = "Our evaluation of OpenAI's GPT-5.5 cyber capabilities"
    assert roles(title, "uk-ai-security-institute") == {"uk-ai-security-institute": "primary", "openai": "secondary"}
    assert roles(title, None)["openai"] == "primary"
    assert roles("An evaluation of OpenAI's GPT-5.5", "uk-ai-security-institute")["openai"] == "primary"


def test_where_code_lies_is_no_party_unless_the_headline_names_it() -> None:
    def roles(title: str, text: str) -> dict[str, str | None]:
        found = find_registered(f"{title}\n{text}", title=title)
        return {m.company.key: m.role for m in of_owner(found, title, None) if m.company is not None}

    below = "A method for long contexts. 🔗 GitHub 🔗 Project Page 🔗 Hugging Face"
    assert roles("TarnBench: Measuring what models know", below) == {"github": "mention", "hugging-face": "mention"}
    assert roles("GitHub opens its agents to all", "GitHub said so on Monday.")["github"] == "primary"
    assert roles("NVIDIA opens its models", f"NVIDIA has put them on GitHub. {below}")["nvidia"] == "primary"


def test_release_notes_are_one_story_however_many_changes_they_list() -> None:
    title, text = "lantern-sdk-python v0.122.0", "\n".join(f"* fix of part {n}" for n in range(40))
    tags = tag_article(title, text, find_registered(f"{title}\n{text}"), "en", publisher="anthropic")
    assert tags.form == "story" and tags.event in (None, "product_launch")
    assert tag_article("What is new", text, (), "en").form in {"listing", "newsletter"}
