"""Models in other languages than English that a text names by less than their whole name, or by a name that is a word too."""

from __future__ import annotations

import pytest

from amw.companies import Companies


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def models(register: Companies, text: str) -> dict[str, str]:
    return {m.surface: m.model.name for m in register.find(text, title=text.partition("\n")[0]) if m.model is not None}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("DeepSeek rebaja el precio de V3.2\nEl laboratorio chino mantiene los pesos abiertos.", "V3.2", "DeepSeek-V3.2"),
        ("Người dùng thử Kimi k1.5\nMoonshot mở rộng thử nghiệm tuần này.", "Kimi k1.5", "Kimi-k1.5"),
        ("Moonshot AI verschenkt K2.5\nDas Modell steht auf einer Plattform bereit.", "K2.5", "Kimi K2.5"),
        ("डीपसीक ने वी4 की तारीख टाली\nकंपनी ने कारण नहीं बताया।", "वी4", "DeepSeek V4"),
        ("앤트로픽, 소넷 4.6 요금 그대로\n개발자들은 반겼다.", "소넷 4.6", "Claude Sonnet 4.6"),
        ("Anthropic pokazał Sonneta 4.6\nFirma chwali się wynikami.", "Sonneta 4.6", "Claude Sonnet 4.6"),
        ("「Gemini 3 Flash」は安い　2.5 Proの半額\nGoogleが発表した。", "2.5 Pro", "Gemini 2.5 Pro"),
        ("GPT-5 gegen Gemini 3 Flash: 2.5 Pro bleibt günstig\nGoogle und OpenAI senken die Preise.", "2.5 Pro", "Gemini 2.5 Pro"),
        ("Firma chwali się Gemmą\nGoogle udostępnił ją za darmo.", "Gemmą", "Gemma"),
        ("Bệnh viện dùng mô hình Minerva\nViệc triển khai kéo dài một năm.", "Minerva", "Minerva"),
        ("Szpital wybrał model Minerva\nWdrożenie potrwa rok.", "Minerva", "Minerva"),
        ("Il Comune prova il modello Velvet\nIl progetto durerà un anno.", "Velvet", "Velvet"),
        ("VNGRS, Kumru'yu herkese açtı\nDil modeli ücretsiz.", "Kumru", "Kumru"),
        ("مستشفى يختبر وكلود يجيب المرضى\nالنموذج من أنثروبيك.", "كلود", "Claude"),
        ("أطلقت سدايا نموذج علام للمدارس\nالنموذج باللغة العربية.", "نموذج علام", "ALLaM"),
        ("أطلقت علي بابا نموذج كوين 3\nالأوزان مفتوحة.", "نموذج كوين 3", "Qwen 3"),
        ("Нейросеть Клод Опус обогнала всех\nТест проводил университет.", "Клод", "Claude"),
        ("Samsung Gauss 2 runs on the phone\nThe company showed the AI in Seoul.", "Samsung Gauss 2", "Samsung Gauss 2"),
        ("सर्वम-30बी अब मोबाइल पर\nकंपनी ने मॉडल छोटा किया।", "सर्वम-30बी", "Sarvam 30B"),
    ],
)
def test_a_short_form_is_the_model_that_the_text_tells(register: Companies, text: str, surface: str, name: str) -> None:
    assert models(register, text).get(surface) == name


@pytest.mark.parametrize(
    "text",
    [
        "El motor V8 de Ferrari vuelve\nLa marca italiana lo probará en Monza.",
        "Nova ferramenta da Amazon chega ao Brasil\nA empresa promete entregas mais rápidas.",
        "Gia đình đi mua sắm cuối tuần\nTrung tâm thương mại đông khách.",
        "La autopista A4 y la M30, cortadas\nMiniMax no tiene nada que ver.",
        "Vogels in het park: de heron is terug\nTuring Inc. sponsort het onderzoek.",
        "Жан-Клод Ван Дамм снялся в фильме с нейросетью\nПремьера осенью.",
        "Клод Моне и нейросети\nВыставка идёт до марта.",
        "حمدي علام: الذكاء الاصطناعي خطر\nحوار مع الكاتب.",
        "كوين بيس تطلق وكيل ذكاء اصطناعي\nالمنصة أعلنت الخدمة.",
        "कृत्रिम 3D मॉडल से इलाज\nअस्पताल में एआई का प्रयोग।",
        "A voz de Amália recriada com inteligência artificial\nO concerto é em maio.",
        "Rigoberta Menchú habla de la inteligencia artificial\nLa charla será en Madrid.",
        "Vintern kommer, och AI hjälper\nSnöröjningen planeras med en modell.",
        "Mallam Nasir spoke on AI models\nThe talk drew hundreds.",
        "Apache Airavata schedules AI jobs\nThe gateway is open source.",
    ],
)
def test_what_only_looks_like_a_short_form_is_no_model(register: Companies, text: str) -> None:
    assert models(register, text) == {}


def test_a_compound_with_a_model_is_of_the_model(register: Companies) -> None:
    assert models(register, "Der Assistent läuft auf Qwen3-Basis\nDas Haus nutzt eigene Rechner.") == {"Qwen3": "Qwen3"}
