"""What kind of text a headline says it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.companies import Companies
from amw.tags import Tags, tag_article
from amw.tags.genre import genre_of

COMPANIES = Companies.load()


def tags_of(title: str, text: str = "") -> Tags:
    return tag_article(title, text, COMPANIES.find(f"{title}\n{text}", title=title), "en")


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("How to give an agent a memory of its own", "guide"),
        ("Using Claude Code with three monitors", "guide"),
        ("Best practices for prompts in Lantern", "guide"),
        ("Run Llama 3 locally on your own laptop", "guide"),
        ("The Lantern product guide", "guide"),
        ("Subagents: how and when to use them", "guide"),
        ("手把手教你部署本地大模型教程", "guide"),
        ("はじめてのRAG入門", "guide"),
        ("An interview with the founder of Mistral AI", "interview"),
        ("Chips for all: Interview with the chief of Groq", "interview"),
        ("Q&A: Anthropic's policy chief on open weights", "interview"),
        ("Book Review: Agents in Practice", "review"),
        ("Cursor 3: First Impressions", "review"),
        ("I tried four robot vacuums", "review"),
        ("Meridian Code Helper: A Review", "review"),
        ("Lantern status update: the first three months", "recap"),
        ("A timeline of the quarrel over OpenAI", "recap"),
        ("Trip report: a week at a robot fair", "recap"),
        ("Join us for a day of agents in Lyon", "gathering"),
        ("Meridian at NeurIPS 2026", "gathering"),
        ("How Brex halved its review time with Claude", "case"),
        ("Working at the frontier: How Rakuten builds agents", "case"),
        ("Kimi K9: Everything you need to know", "analysis"),
        ("Seven lessons from a year of agents", "list"),
        ("10 best open models for writing", "list"),
        ("Why models forget", "explainer"),
        ("We're hiring: writers for the Meridian desk", "job"),
        ("Work at Meridian", "job"),
        ("[Sponsored] A better way to store vectors", "advertisement"),
        ("Podcast: what the new chips can do", "podcast"),
        ("Rules will kill start-ups, investor says", "speech"),
        ("Rules will kill start-ups, says Meridian boss", "speech"),
        ("Meridian CEO Ada Quill warns of a bubble", "speech"),
        ("Zuckerberg: glasses should come first", "speech"),
        ("Europe needs its own chips, Meridian boss says", "speech"),
        ("Zuckerberg: glasses come next", None),
        ("Meridian CEO says the company is merging with Lantern", None),
        ("Lantern fires its head of safety, founder says", None),
        ("Security experts say Lantern was used to steal mail", None),
        ("甲公司CEO：新模型上线", None),
        ("甲公司董事长：年会上应用展示顺利", None),
        ('메리디안 대표 "공급 계약 체결"', None),
        ("„Das ist überschätzt“, sagt Lantern-Chefin", "speech"),
        ("« Tout va changer », prévient le patron de Lantern", "speech"),
        ("甲公司CEO：模型不会取代工程师", "speech"),
        ('분석가 아닌 창업자 "거품 아니다"', "speech"),
        ("Meridian CEO says it has raised a round", None),
        ("Meridian will build a second plant, CEO says", None),
        ("Lantern passes 30 million users, says its boss", None),
        ("Experts join the Meridian board", None),
        ("Commission warns Meta over its AI rules", None),
        ("Meridian says its chief will step down", None),
        ("Meridian founder warns of scams with its name", None),
        ("50 startups that define European robotics", "list"),
        ("How I built an agent from scratch", "guide"),
        ("Podcast: why Nvidia buys Meridian", "podcast"),
        ("Lantern (YC W24) is hiring a founding engineer", "job"),
        ("Introducing our guide to safer agents", None),
        ("Meridian partners with Lantern to launch a daily podcast", None),
        ("Meridian built a language model from scratch", None),
        ("Lantern wins best paper award at NeurIPS 2026", None),
        ("12 companies sign a pledge on AI safety", None),
        ("Chips Weekly: fabs, tariffs and a takeover", "recap"),
        ("Speech technology in 2026: the year machines listened", "recap"),
        ("The mergers that shaped the decade in software", "recap"),
        ("Lantern passes 30 million weekly users", None),
        ("Interview startup Meridian raises $30M", None),
        ("Best desk lamps for small rooms in 2026 – prices and honest comparison", "list"),
        ("Biggest robot shows 2026", "list"),
        ("The World’s Top Museums of 2026", "list"),
        ("Four of the strangest robot moments in 2025", "list"),
        ("Biggest chip deal of 2026: Meridian buys Lantern", None),
        ("Top researchers leave Lantern in 2026 reshuffle", None),
        ("Top researchers of Lantern resign in 2026", None),
        ("Biggest cloud firms to spend twice as much on chips in 2026", None),
        ("Best Buy cuts thousands of jobs in 2026", None),
        ("Two robot makers win first steps", None),
        ("Best year for chips since 2021", None),
        ("Two of the largest banks merge", None),
        ("OpenAI is hiring a head of safety", None),
        ("Best Buy strikes a deal with Google", None),
        ("Nvidia shares trade 30% off their peak", None),
        ("Black Friday: agents drive record sales", None),
        ("OpenAI releases GPT-6 preview", None),
        ("智谱发布GLM-6프리뷰", None),
        ("Mistral AI raises €2 billion", None),
        ("Host says the network spiked an interview with a senator", None),
        ("A new podcast app writes its own notes", None),
        ("Code review agents are generally available", None),
        ("Using AI to forecast floods", None),
        ("", None),
    ],
)
def test_the_genre(title: str, genre: str | None) -> None:
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Run Llama 2 uncensored locally", "opinion"),
        ("Building agents with the Claude Agent SDK", "opinion"),
        ("Book Review: Large Language Models in Action", "opinion"),
        ("Anthropic at NeurIPS 2026", "other"),
        ("Introducing the Claude Agent SDK", "product_launch"),
        ("AI regulation will kill start-ups, investor says", "opinion"),
        ("Anthropic CFO says demand exceeds supply", None),
    ],
)
def test_a_guide_tells_of_no_release(title: str, event: str | None) -> None:
    tags = tags_of(title, "Everything about large language models and AI agents, released by Anthropic and Meta.")
    assert tags.event == event if event else tags.event not in {"model_release", "product_launch"}
    assert event in {"product_launch", None} or tags.events == ()


@pytest.mark.parametrize("text", ["how ", "best ", "building ", ": ", "the ", "使い", "10 ways "])
def test_hostile_headlines_take_no_time(text: str) -> None:
    start = time.process_time()
    genre_of(text * 20_000)
    assert time.process_time() - start < 0.2


@given(st.text(max_size=300))
def test_any_headline_is_read(title: str) -> None:
    genre_of(title)
