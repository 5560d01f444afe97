"""Names across scripts: a foreign name meets its Chinese spelling, and other names do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.stories import StoryIndex
from amw.stories.signature import Document, Signature
from amw.stories.signing import sign
from amw.stories.sounds import LEAST, chinese_sounds, latin_sounds


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("安德森", "Anderson"),
        ("内塔尼亚胡", "Netanyahu"),
        ("泽连斯基", "Zelensky"),
        ("布隆伯格", "Bloomberg"),
        ("扎克伯格", "Zuckerberg"),
        ("莫里森", "Morrison"),
        ("格里芬", "Griffin"),
    ],
)
def test_a_name_meets_its_chinese_spelling(chinese: str, latin: str) -> None:
    assert chinese_sounds(f"周三，{chinese}表示") & latin_sounds(latin)


@pytest.mark.parametrize(("chinese", "latin"), [("安德森", "Peterson"), ("扎克伯格", "Bloomberg"), ("莫里森", "Robinson")])
def test_other_names_do_not_meet(chinese: str, latin: str) -> None:
    assert not chinese_sounds(chinese) & latin_sounds(latin)


@given(st.text(max_size=200))
def test_any_text_has_a_bounded_number_of_short_sounds(text: str) -> None:
    found = chinese_sounds(text) | latin_sounds(text)
    assert all(len(sound) >= LEAST for sound in found)
    assert len(chinese_sounds(text)) <= 2 * 6 * max(1, len(text) // 2)


def test_sounds_survive_packing_and_older_signatures_have_none() -> None:
    signature = sign(Document(doc_id="a", text="Jennifer Anderson told reporters that Netanyahu had called."))
    assert signature.sounds
    packed = signature.to_bytes()
    assert Signature.from_bytes("a", packed) == signature
    assert Signature.from_bytes("a", packed[: -4 * len(signature.sounds)]).sounds == ()


def test_a_foreign_name_helps_two_reports_to_meet() -> None:
    english = "Helena Bergström appointed chief of the space agency after Katharina Morgenstern left"
    chinese = "{} 离职后，新任航天局局长获任命"
    scores = []
    for name in ("卡塔琳娜·摩根斯特恩", "王小明"):
        index = StoryIndex()
        index.add("en", title=english)
        scores.append(index.add("zh", title=chinese.format(name)).score)
    assert scores[0] > scores[1]
