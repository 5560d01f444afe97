"""Signatures: bounded, packed without loss, blind to what does not change a report."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairing import TABLE, found, view

from amw.stories import Document, Signature, sign
from amw.stories.background import MASK
from amw.stories.score import FEATURES, KINDS, pair_scores
from amw.stories.signing import FOREIGN_KEYS, KEYS, SKETCH, TERMS, without_credit
from amw.stories.statistics import Statistics
from amw.stories.view import View, alike, cosine, sketch_jaccard

TEXT = (
    "Acme Robotics said on Tuesday that it has raised 40 million dollars from Example Ventures and two older investors. "
    "The company builds arms that sort parcels, and wants to double its staff of ninety by the end of the year. "
    "Its founders left a university laboratory in Lisbon in 2019."
)

documents = st.builds(
    Document,
    doc_id=st.text(max_size=20),
    title=st.text(max_size=120),
    text=st.text(max_size=600),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    companies=st.lists(st.text(max_size=12), max_size=60),
    models=st.lists(st.text(max_size=12), max_size=60),
    amounts=st.lists(st.tuples(st.sampled_from(["raised", "other"]), st.none() | st.floats(0, 1e13)), max_size=30),
    event=st.none() | st.text(max_size=10),
    url=st.none() | st.text(max_size=40),
    source=st.none() | st.text(max_size=10),
)


@given(documents)
def test_packing_loses_nothing(document: Document) -> None:
    signature = sign(document)
    assert Signature.from_bytes(document.doc_id, signature.to_bytes()) == signature


@given(documents)
def test_a_signature_is_bounded(document: Document) -> None:
    signature = sign(document)
    assert len(signature.terms) == len(signature.weights) <= TERMS
    assert len(signature.keys) <= KEYS + FOREIGN_KEYS
    assert len(signature.sketch) <= SKETCH
    assert len(signature.to_bytes()) < 2_500


def test_a_megabyte_of_text_makes_no_larger_signature() -> None:
    assert len(sign(Document(doc_id="1", title="Acme", text=(TEXT + "\n") * 3_000)).to_bytes()) < 2_500


@pytest.mark.parametrize("body", [b"", b"\x00", b"\xff" * 60])
def test_bytes_of_something_else_are_refused(body: bytes) -> None:
    with pytest.raises((ValueError, Exception)) as caught:
        Signature.from_bytes("1", body)
    assert type(caught.value).__name__ in {"error", "ValueError"}


def test_case_and_spaces_do_not_change_the_digest_but_words_do() -> None:
    plain = sign(Document(doc_id="1", title="Acme raises money", text=TEXT))
    spaced = sign(Document(doc_id="2", title="ACME  raises money", text=TEXT.replace(". ", ".\n\n")))
    edited = sign(Document(doc_id="3", title="Acme raises money", text=TEXT.replace("40", "45")))
    assert plain.digest == spaced.digest != edited.digest
    assert sign(Document(doc_id="4")).digest == 0


def test_time_is_kept_in_utc_whatever_the_zone() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    there = noon.astimezone(timezone(timedelta(hours=8)))
    assert sign(Document(doc_id="1", published_at=noon)).published == sign(Document(doc_id="1", published_at=there)).published
    assert sign(Document(doc_id="1", published_at=noon.replace(tzinfo=None))).published == int(noon.timestamp())
    assert sign(Document(doc_id="1")).published is None


def test_credits_and_labels_are_no_part_of_a_title() -> None:
    assert without_credit("Acme plans a sale of its robots arm (Ann Lee/Bloomberg)") == "Acme plans a sale of its robots arm"
    assert without_credit("Show HN: A robot that sorts") == "A robot that sorts"
    assert without_credit("Sources: Acme plans a sale") == "Acme plans a sale"
    assert without_credit("Acme (YC W26) hires") == "Acme (YC W26) hires"


def test_the_sketch_measures_how_much_text_is_shared() -> None:
    whole = sign(Document(doc_id="1", text=TEXT)).sketch
    edited = sign(Document(doc_id="2", text=TEXT.replace("Lisbon", "Porto"))).sketch
    other = sign(
        Document(doc_id="3", text="Nothing of this was ever written about parcels, arms or laboratories in any other report.")
    ).sketch
    assert sketch_jaccard(whole, whole) == 1.0
    assert sketch_jaccard(whole, edited) > 0.6
    assert sketch_jaccard(whole, other) == 0.0
    assert sketch_jaccard((), whole) == 0.0


SKETCHES = st.frozensets(st.integers(0, 30), max_size=20).map(lambda hashes: tuple(sorted(hashes)))


@given(SKETCHES, SKETCHES, st.sampled_from([0.25, 0.5, 0.75, 1.0]))
def test_whether_texts_are_alike_is_what_their_sketches_say(one: tuple[int, ...], other: tuple[int, ...], least: float) -> None:
    assert alike(one, other, least) == (sketch_jaccard(one, other) >= least)


@settings(max_examples=60)
@given(documents, documents)
def test_a_pair_scores_the_same_both_ways_and_stays_in_bounds(one: Document, other: Document) -> None:
    a, b = View(sign(one), TABLE), View(sign(other), TABLE)
    assert all(map(math.isfinite, found(a, b).values()))
    assert all(0.0 <= s <= 1.0 for s in pair_scores(a, [b, a], TABLE))


def test_a_packed_report_is_compared_as_it_was_before() -> None:
    own, other = (
        view("Quokka Robotics opens a factory near Lisbon", event="funding"),
        view("A factory of Quokka Robotics opens in Portugal"),
    )
    packed = View.packed(own.signature.to_bytes(own.norms))
    assert cosine(packed, other, TABLE) == cosine(own, other, TABLE)
    with pytest.raises(AttributeError):
        _ = packed.weights
    assert (packed.title, packed.names, packed.shopping, packed.event) == (own.title, own.names, own.shopping, own.event)


@given(st.text(alphabet=st.sampled_from("aB ßİ\t\n\r\x1f\x85\xa0\u2028\u3000中"), max_size=40))
def test_white_space_and_capitals_are_no_part_of_a_text(text: str) -> None:
    told = sign(Document(doc_id="1", text=text))
    assert told.digest == sign(Document(doc_id="2", text=f"  {' '.join(text.casefold().split())}\n")).digest


def test_statistics_follow_what_is_folded_in_and_survive_packing() -> None:
    statistics = Statistics()
    before = statistics.copy()
    word = sign(Document(doc_id="1", title="Zyxwvut quokka")).title[0]
    statistics.fold([(word,)] * 50)
    assert statistics.table.top - statistics.table.low[word & MASK] < before.table.top - before.table.low[word & MASK]
    assert statistics.epoch == 1
    again = Statistics.from_bytes(statistics.epoch, statistics.documents, statistics.to_bytes())
    assert again.table.top == statistics.table.top
    assert again.table.low == pytest.approx(statistics.table.low)
    with pytest.raises(ValueError, match="entries"):
        Statistics.from_bytes(1, 1, __import__("zlib").compress(b"\0" * 8))


def test_there_is_a_weight_for_each_feature_and_no_other() -> None:
    fitted = json.loads(files("amw.stories").joinpath("weights.json").read_text("utf-8"))
    assert list(fitted) == list(KINDS)
    for row in fitted.values():
        assert list(row["weights"]) == list(FEATURES)
        assert all(map(math.isfinite, (row["bias"], *row["weights"].values())))
