"""Models that a text names by less than their whole name, or by a name that is a word too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Opus 4.7 and 4.6 cost the same at Anthropic", ["Claude Opus 4.7", "Claude Opus 4.6"]),
        ("We timed Opus 4.6, 4.5 and 4.1 for Anthropic users", ["Claude Opus 4.6", "Claude Opus 4.5", "Claude Opus 4.1"]),
        ("Gemini 3 Pro and Flash Are Out", ["Gemini 3 Pro", "Gemini 3 Flash"]),
        ("GPT-5.4 mini and nano get a lower price", ["GPT-5.4 mini", "GPT-5.4 nano"]),
        ("Which to run: Qwen3.6 27B/35B-A3B", ["Qwen3.6 27B", "Qwen3.6 35B-A3B"]),
        ("Kimi K2.5 and K2.6 on one card", ["Kimi K2.5", "Kimi K2.6"]),
        ("Mistral Small 3.2 and Medium 3.1 leave preview", ["Mistral Small 3.2", "Mistral Medium 3.1"]),
        ("DeepSeek cuts V4-Flash to nine cents", ["DeepSeek V4 Flash"]),
        ("A reader asks whether DeepSeek's latest V4 model is cheaper", ["DeepSeek V4"]),
        ("DeepSeek opened its R1 model a year ago", ["DeepSeek-R1"]),
        ("Arcee Trinity wins a school contest", ["Trinity"]),
        ("Cohere's Transcribe hears Welsh", ["Transcribe"]),
        ("Seedance 2.0 pointed the way for others", ["Seedance 2.0"]),
        ("gemma3 runs on the tablet", ["gemma3"]),
        ("qwen3:32b runs on the tablet too", ["Qwen3 32B"]),
        ("Arcee AI shows a model called Trinity", ["Trinity"]),
        ("DeepSeek charges for the R1 reasoning model", ["DeepSeek-R1"]),
        ("Poolside gives away Laguna XS.2", ["Laguna XS.2"]),
        ("Sonnet 5, Fable 5 and Opus 4.8 answer alike", ["Claude Sonnet 5", "Claude Fable 5", "Claude Opus 4.8"]),
        ("World Labs' Marble builds a room", ["Marble"]),
        ("Perplexity Sonar Tops A Test", ["Sonar"]),
        ("Kimi's new K2.6 is open", ["Kimi K2.6"]),
        ("MiniMax sets its new model beside its predecessor M2.1", ["MiniMax-M2.1"]),
        ("GPT-5, mini and nano: prices", ["GPT-5", "GPT-5 Mini", "GPT-5 Nano"]),
        ("DeepSeek, which Nvidia praised, trained its V4 model at home", ["DeepSeek V4"]),
        ("gemini-2.0-flash-001 and grok-4-reasoning retire", ["Gemini 2.0 Flash", "Grok 4"]),
    ],
)
def test_what_an_english_list_or_a_maker_s_name_completes_is_a_model(register: Companies, text: str, expected: list[str]) -> None:
    assert list(models(register, text).values()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claude Opus 4.7 and 3.5 million users", ["Claude Opus 4.7"]),
        ("GPT-5.4, 2.5 dollars and 15 dollars", ["GPT-5.4"]),
        ("Claude Sonnet 4.5 / 3.00 / 15.00", ["Claude Sonnet 4.5"]),
        ("MiniMax M2.5 and M4 Macs", ["MiniMax-M2.5"]),
        ("Run DeepSeek on an M4 Pro or an M3 Ultra", []),
        ("Tencent's T1 chip waits for customers", []),
        ("Apple's M4 beats last year's", []),
        ("Xiaomi's V4 scooter folds", []),
        ("Gemini 3 Pro and Max, a poodle", ["Gemini 3 Pro"]),
        ("GPT-5 Pro, Plus and Team plans", ["GPT-5 Pro"]),
        ("Grok 4, Musk says", ["Grok 4"]),
        ("Llama 3.1 8B and 4B tokens", ["Llama 3.1 8B"]),
        ("SpaceX Falcon lands", []),
        ("Runway Gen AI tools", []),
        ("The magnum Opus 3 of a composer whom Anthropic likes", []),
        ("A fable 5 centuries old, told at Anthropic", []),
        ("A happy oyster bar near the Alibaba office", []),
        ("OpenAI Codex ships", []),
        ("step1 and nova3 of the recipe", []),
        ("Lucy 2 is a film", []),
        ("A lamp maker shows a model called Solar", []),
        ("GPT-5:2 goals and Gemini 3: what to know", ["GPT-5", "Gemini 3"]),
        ("A GPT-5 reasoning bill", ["GPT-5"]),
        ("Nemotron 3 Nano and Super Bowl ads", ["Nemotron 3 Nano"]),
        ("Qwen3 Coder and Next.js", ["Qwen3 Coder"]),
        ("GPT-5 and mini apps arrive in ChatGPT", ["GPT-5"]),
        ("GPT-4.1 and nano tubes", ["GPT-4.1"]),
        ("Gemini 3 Pro and Flash Gordon", ["Gemini 3 Pro"]),
        ("Gemini 3 Pro and flash memory, or Flash memory", ["Gemini 3 Pro"]),
        ("GPT-5.4 and 4.1 trillion tokens", ["GPT-5.4"]),
        ("GPT-5.2 and 5.1 GB of memory", ["GPT-5.2"]),
        ("Llama 3.1 8B and 70B tokens a day", ["Llama 3.1 8B"]),
        ("MiniMax answers on Apple's M2", []),
        ("MiniMax answers on Apple's M2 Pro and its M1", []),
        ("DeepSeek drives with Rivian and its R1 pickup", []),
        ("DeepSeek talks in Xiaomi's V3 fan", []),
        ("DeepSeek's R1 robot walks", []),
        ("Microsoft E5 licences cost more", []),
        ("Microsoft's Florence office moves", []),
        ("Baidu's Qianfan platform grows", []),
        ("Snowflake's Arctic Wolf contract ends", []),
        ("Poolside Laguna Beach picnic", []),
        ("Amazon orders a series called Titan from an AI studio", []),
    ],
)
def test_what_stands_beside_a_model_by_chance_is_none(register: Companies, text: str, expected: list[str]) -> None:
    assert list(models(register, text).values()) == expected


_BASES = ("Claude Opus 4.7", "GPT-5.4 mini", "Gemini 3 Pro", "Qwen3.6 27B", "Kimi K2.5", "Mistral Small 3.2", "DeepSeek V4 Pro")
_JOINTS = (", ", "/", " and ", ", and ", " vs. ", " & ", "\n")
_PARTS = ("4.6", "5", "nano", "Flash", "8B", "35B-A3B", "K2.6", "Medium 3.1", "Max", "$3", "3 million", "V100", "The", "Pro Max", "é")


@given(base=st.sampled_from(_BASES), parts=st.lists(st.tuples(st.sampled_from(_JOINTS), st.sampled_from(_PARTS)), max_size=14))
def test_members_of_a_list_are_models_of_the_first_one_s_family_that_the_register_knows(
    register: Companies, base: str, parts: list[tuple[str, str]]
) -> None:
    text = base + "".join(joint + part for joint, part in parts)
    found = [m for m in register.find(text) if m.model is not None]
    assert found[0].surface.startswith(base)
    for mention in found[1:]:
        assert mention.model is not None
        assert text[mention.start : mention.end] == mention.surface
        known = register.model_versions
        assert mention.model.registered or (mention.model.family, mention.model.version) in known
