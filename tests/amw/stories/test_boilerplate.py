"""Sentences that speak of the page are no part of the story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.stories import Document, sign
from amw.stories.boilerplate import without_announcement, without_boilerplate
from amw.stories.terms import read

TOLD = "Tessera Robotics opened a plant in Porto. It will build 400 arms a month."


@pytest.mark.parametrize(
    "said",
    [
        "Sign up to our free newsletter. ",
        "Once registered, you can read more of these.\n\n",
        "The post Tessera opens a plant appeared first on Arm Weekly. ",
        "By registering you agree to our privacy policy. ",
        "Read more: ",
        "Hardly anyone knows why … Continue reading What arms are for\n",
        "Are you a print subscriber? ",
        "You may unsubscribe at any time.\n",
        "(This story has not been edited by our staff and is auto-generated from a syndicated feed.) ",
        "This material may not be published, broadcast, rewritten or redistributed. ",
    ],
)
def test_what_a_page_says_of_itself_is_passed_over(said: str) -> None:
    kept = without_boilerplate(f"{TOLD}\n{said}")
    assert kept.startswith(TOLD.split(". ")[0])
    assert "400 arms" in kept
    assert read(said)[1]
    for word in (
        "newsletter",
        "registered",
        "appeared",
        "registering",
        "Read more",
        "Continue",
        "print",
        "unsubscribe",
        "syndicated",
        "rewritten",
    ):
        assert word not in kept


@pytest.mark.parametrize(
    "told",
    [
        "The paper lost 40,000 subscribers in May. It sells its newsletter unit to Acme.",
        "Many users unsubscribe each month. Its feed is syndicated by forty papers.",
        "The maker logs each login attempt. Cookies were eaten.",
        "Readers read more than before. The court read the law.",
    ],
)
def test_what_is_told_of_subscribers_and_readers_stays(told: str) -> None:
    assert without_boilerplate(told) == told


def test_reports_of_one_outlet_are_not_alike_by_its_invitations() -> None:
    invitation = "Sign up to our daily newsletter and get it to your inbox. "
    plain, invited = (sign(Document(doc_id="1", title="Tessera opens a plant", text=before + TOLD)) for before in ("", invitation))
    assert set(plain.terms) == set(invited.terms)


@given(st.text(max_size=400))
def test_any_text_loses_whole_sentences_at_most(text: str) -> None:
    kept = without_boilerplate(text)
    assert len(kept) <= len(text)
    assert without_boilerplate(kept) == kept


def test_two_papers_are_not_one_for_what_their_feed_puts_before_each() -> None:
    announced = "arXiv:2603.1325{}v1 Announce Type: new Abstract: "
    one, two = "Tree search finds short proofs of group axioms.", "Wavelets denoise sonar recordings of whales."
    assert without_announcement(announced.format(6) + one) == one
    assert without_announcement(one) == one
    alike = sign(Document(doc_id="", text=announced.format(6) + one)), sign(Document(doc_id="", text=announced.format(8) + two))
    assert not set(alike[0].terms) & set(alike[1].terms)


@given(st.text())
def test_only_the_announcement_is_taken(text: str) -> None:
    assert without_announcement(f"arXiv:2603.13256v2 Announce Type: replace Abstract: {text}").strip() == text.strip()
    assert without_announcement("Abstract: " + text) == "Abstract: " + text
