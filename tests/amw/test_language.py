"""Languages of texts that do not say theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.language import fits, guess_language, script


@pytest.mark.parametrize(
    "text, language",
    [
        ("The company said on Monday that it would release the weights of its newest model within a month.", "en"),
        ("Das Unternehmen teilte am Montag mit, dass es die Gewichte seines neuesten Modells veröffentlichen werde.", "de"),
        ("L’entreprise a annoncé lundi qu’elle publierait les poids de son dernier modèle d’ici un mois.", "fr"),
        ("阿里巴巴周一宣布将开放最新模型的权重。", "zh"),
        ("同社は月曜日、最新モデルの重みを公開すると発表した。", "ja"),
        ("회사는 월요일 최신 모델의 가중치를 공개한다고 밝혔다.", "ko"),
        ("GPT-5.5 launch", None),
        ("", None),
        ("12345 67890 !!!", None),
    ],
)
def test_examples(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Economist reports that the ministers of both countries have met, and that more talks are to follow after the summer.", "en"),
        ("Die Minister beider Länder haben sich getroffen, und nach dem Sommer sollen weitere Gespräche folgen, wie es aus Kreisen der "
         "Delegation heißt.", "de"),
        ("Ursula von der Leyen et le chancelier Merz, à la une de Die Welt et de Die Zeit, ont rencontré mardi à Paris le président de la "
         "République pour parler du budget.", "fr"),
        ("Le groupe The Who jouera Baba O'Riley avec l'orchestre de Lyon, comme l'ont écrit The Guardian et The New York Times.", "fr"),
        ("De minister heeft vandaag gezegd dat er meer geld komt voor de scholen, want er zijn te weinig leraren in de steden.", "nl"),
        ("Ministeren har i dag sagt, at der kommer flere penge til skolerne, fordi der mangler lærere i de store byer, der vokser.", "da"),
    ],
)  # fmt: skip
def test_names_and_related_languages_do_not_mislead(text: str, language: str) -> None:
    assert guess_language(text) == language


@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_nothing(text: str) -> None:
    found = guess_language(text)
    assert found is None or (found.isalpha() and len(found) in (2, 3))


@pytest.mark.parametrize(
    ("text", "written", "possible", "impossible"),
    [
        ("Das Modell wurde am Montag veröffentlicht.", None, "de", "ru"),
        ("Модель была представлена в понедельник.", "ru", "uk-ua", "de"),
        ("同社は月曜日、最新モデルの重みを公開すると発表した。", "ja", "ja", "zh"),
        ("阿里巴巴周一宣布将开放最新模型的权重。", "zh", "zh-cn", "en"),
        ("Η εταιρεία ανακοίνωσε τη Δευτέρα.", "el", "el", "en"),
    ],
)
def test_scripts_tell_which_languages_are_possible(text: str, written: str | None, possible: str, impossible: str) -> None:
    assert script(text) == written
    assert fits(possible, written) and not fits(impossible, written)
