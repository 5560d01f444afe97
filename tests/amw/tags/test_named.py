"""What a headline announces by name."""

from __future__ import annotations

import pytest
from runaway import no_runaway

from amw.tags.named import announces, thing_of


@pytest.mark.parametrize(
    ("title", "event", "name"),
    [
        ("Introducing Lantern Router", "product_launch", "Lantern Router"),
        ("Introducing LanternGPT for life sciences research", "product_launch", "LanternGPT"),
        ("Announcing the Lantern Openness Index", "research", "Lantern Openness Index"),
        ("Meridian Tab v2: a third more of what it writes is kept", "product_launch", "Meridian Tab v2"),
        ("Lantern Assistant is now available to all users!", "product_launch", "Lantern Assistant"),
        ("Introducing Lantern Mail for iPhone", "product_launch", "Lantern Mail for iPhone"),
        ("Introducing the Lantern Platform on AWS", "product_launch", "Lantern Platform on AWS"),
        ("Meridian Launches Tarn in Europe, Again", "product_launch", "Tarn in Europe"),
        ("Meridian Launches Tarn Studio for Writers Who Hate Slop", "product_launch", "Tarn Studio"),
        ("Lantern Search - New Features", "product_launch", ""),
        ("Lantern Search: a faster way to find", "product_launch", "Lantern Search"),
        ("Tarn Glimmer from Meridian Labs is now available", "model_release", "Tarn Glimmer"),
        ("Meridian unveils Tarn 3 for robots", "model_release", "Tarn 3"),
        ("Meridian Launches Tarn Studio To Help Writers", "product_launch", "Tarn Studio"),
        ("TarnBench: Measuring what models know", "research", "TarnBench"),
        ("Meridian launches new AI tool", "product_launch", ""),
        ("Introducing our new Meridian pricing plans", "pricing", ""),
        ("Introducing Meridian Plans", "product_launch", ""),
        ("Introducing routines", "product_launch", ""),
        ("Book Review: Lanterns in Practice", "research", ""),
        ("Interview: The maker of Tarn", "product_launch", ""),
        ("Scaling Managed Agents: Decoupling the brain", "research", ""),
        ("Meridian servers Release 2026.7.10", "product_launch", ""),
        ("Meridian releases v2.1.0: faster start", "product_launch", ""),
        ("New Releases From Meridian", "product_launch", ""),
        ("Meridian raises $2 billion", "funding", ""),
        ("", "product_launch", ""),
    ],
)
def test_the_name(title: str, event: str, name: str) -> None:
    assert thing_of(title, event) == name


def test_what_announces() -> None:
    assert announces("Introducing Lantern Router") and announces("Tarn 3 (fast) is now available in Meridian")
    assert not announces("Introducing the problem") and not announces("Why Tarn 3 is slow") and not announces("Introducing AI")


@pytest.mark.parametrize(
    "title", ["Introducing " + "A " * 100_000, "A" * 200_000, "A b" * 60_000, "launches its " * 20_000, ": - " * 50_000]
)
def test_hostile_headlines_take_no_time(title: str) -> None:
    with no_runaway():
        thing_of(title, "product_launch")
        announces(title)
