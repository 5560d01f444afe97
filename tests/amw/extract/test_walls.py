"""Walls and challenges are told from articles, also from articles about them."""

from __future__ import annotations

import pytest
from made_pages import paragraph

from amw.extract import extract_article

URL = "https://wire.example/ai/chips"

WALLS = {
    "en": (
        "We and our 812 partners store and access information on your device, such as unique IDs in cookies, to process personal data "
        "and to show you content that suits you.",
        "You can change your choices at any time by clicking on the link at the bottom of our pages. With your consent we and our "
        "partners may use precise location data.",
    ),
    "de": (
        "Auf den Webseiten, die wir betreiben, verwenden wir Cookies, um Ihnen unsere Dienste bereitzustellen und Ihre Nutzung zu messen.",
        "Wenn Sie auf „Alle akzeptieren“ klicken, erklären wir und unsere 240 Partner, dass wir Ihre personenbezogenen Daten "
        "für Werbung nutzen.",
    ),
    "fr": (
        "Avec votre accord, nos 198 partenaires et nous utilisons des cookies pour stocker et traiter des données personnelles comme votre "
        "visite sur ce site.",
        "Vous pouvez retirer votre consentement à tout moment dans notre politique de confidentialité, accessible au bas de nos pages.",
    ),
}  # fmt: skip


def page(title: str, texts: tuple[str, ...], language: str = "en") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in texts)
    return f"<html lang={language}><head><title>{title}</title></head><body><div class=w>{body}</div></body></html>".encode()


@pytest.mark.parametrize("language", sorted(WALLS))
def test_a_wall_before_the_article_is_none(language: str) -> None:
    article = extract_article(page("Newsquay", WALLS[language], language), URL)
    assert (article.text, article.reason, article.consent) == ("", "consent", True)


def test_an_article_about_cookies_is_one_also_where_it_quotes_a_wall() -> None:
    told = (
        "The commission wants to move consent for cookies from websites into the browser, says a draft that went to the states on Monday.",
        "“Our partners pay for data that we could no longer collect,” said the head of a trade group, who called the rules a gift.",
        f"Under the draft a visitor would state a preference once. {paragraph(3)}",
        paragraph(4),
    )
    assert extract_article(page("Regulators want cookie banners gone", told), URL).text.split("\n") == list(told)


ABOUT = {
    "en": (
        "We have removed every third-party cookie from our documentation, and you no longer have to click through a banner to read it.",
        "When we asked which personal data we send to our partners, we could not say, and that embarrassed us more than any fine.",
        "So we count visits on our own server now, without cookies and without consent. You can read in our repository how we do it.",
    ),
    "de": (
        "Die Regierung will Cookie-Banner abschaffen. Anbieter sollen die Einwilligung ihrer Nutzer über Dienste abfragen, die sie wählen.",
        "Die Verleger warnen, dass ihre Einnahmen sinken, wenn Cookies zentral abgelehnt werden. Ihr Verband will dagegen klagen.",
        "Datenschützer halten dagegen, dass die Banner nie genutzt hätten. Sie verweisen auf Anbieter, die ihre Knöpfe verstecken.",
    ),
    "es": (
        "La agencia ha multado a una aerolínea por instalar cookies sin el consentimiento de sus clientes, según su resolución.",
        "La compañía alegó que sus socios instalaban las cookies y que su política de privacidad lo explicaba con claridad.",
        "Según la agencia, el botón para rechazar las cookies aparecía en gris y su texto era casi ilegible en los teléfonos.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(ABOUT))
def test_who_writes_about_consent_asks_for_none(language: str) -> None:
    told = ABOUT[language]
    assert extract_article(page("Cookies", told, language), URL).text.split("\n") == list(told)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("Please complete the captcha to go on.", "blocked"),
        ("Checking your browser before you proceed.", "blocked"),
        ("Why every captcha is lost.", "no_article"),
        ("Protected by reCAPTCHA.", "no_article"),
    ],
)
def test_a_page_without_an_article_is_blocked_where_it_asks_for_a_proof(told: str, reason: str) -> None:
    assert extract_article(page("Wire", (told,)), URL).reason == reason


@pytest.mark.parametrize("title", ["Just a moment...", "Access Denied", "Attention Required! | Cloudflare", "Human Verification"])
def test_a_challenge_is_no_article(title: str) -> None:
    told = ("Verifying that you are a person. This may take a few seconds, and needs neither your name nor anything else from you.",) * 2
    article = extract_article(page(title, told), URL)
    assert (article.text, article.reason, article.consent) == ("", "blocked", False)


@pytest.mark.parametrize("title", ["Access denied: how banks lock out the old", "Just a moment of silence for the captcha"])
def test_a_title_that_begins_as_a_challenge_does_is_one_of_an_article(title: str) -> None:
    told = (paragraph(1), paragraph(2))
    assert extract_article(page(title, told), URL).text.split("\n") == list(told)
