"""Unknown companies in the languages of the press, by how each introduces them; and names in the cases of other languages."""

from __future__ import annotations

import pytest

from amw.companies import Companies
from amw.companies.find import Finder
from amw.companies.folding import spaced
from amw.companies.inflections import inflected_names
from amw.companies.languages import language_of


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def unknown(register: Companies, text: str) -> set[str]:
    title = text.partition("\n")[0]
    return {m.surface for m in register.find(text, title=title) if m.company is None and m.kind == "company"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La valenciana Orvexia capta 3 millones para su asistente de IA\nLa empresa contratará a diez personas.", {"Orvexia"}),
        ("La ronda ha sido liderada por Zaltor Ventures\nParticipan también fondos de la región.", {"Zaltor Ventures"}),
        ("A startup gaúcha Brivela lança agente de IA\nA empresa atende hospitais.", {"Brivela"}),
        ("L'éditeur nantais Fovalis lève 4 millions d'euros\nLa société mise sur l'IA.", {"Fovalis"}),
        ("Das Kieler Start-up Mervanta sammelt Geld ein\nDie Firma nutzt KI für Häfen.", {"Mervanta"}),
        ("Utrechtse start-up Kwintal haalt 2 miljoen op\nHet bedrijf maakt AI voor scholen.", {"Kwintal"}),
        ("Poznański startup Brzoza Data pozyskał 2 mln zł\nSpółka rozwija AI dla rolników.", {"Brzoza Data"}),
        ("Yerli girişim Ferasoft 2 milyon dolar yatırım aldı\nŞirket yapay zeka geliştiriyor.", {"Ferasoft"}),
        ("Startup Kandela raih pendanaan untuk AI\nPerusahaan itu berbasis di Medan.", {"Kandela"}),
        ("Công ty Sao Vang Labs ra mắt trợ lý AI\nDoanh nghiệp này có trụ sở tại Huế.", {"Sao Vang Labs"}),
        ("Стартап «Вертограй» привлек 30 млн рублей\nКомпания создает ИИ для садов.", {"Вертограй"}),
        ("شركة زهرون المصرية الناشئة تجمع مليون دولار\nتعمل الشركة في مجال الذكاء الاصطناعي.", {"زهرون"}),
        ("La trentina Velora AI passa a Cerved\nI fondatori della società restano.", {"Velora AI"}),
        ("具身智能公司远帆灵动完成数千万元天使轮\n资金用于研发。", {"远帆灵动"}),
        ("제조AI 두레산업, 시리즈A 60억 유치\n국내 벤처캐피탈이 참여했다.", {"두레산업"}),
        ("海光拟收购恒岳电子\n双方正在谈判。", {"恒岳电子"}),
        ("Melonda, 5 milyon dolar yatırım aldı\nYapay zeka şirketi büyüyor.", {"Melonda"}),
        ("स्टार्टअप फसलमित्रा ने जुटाए 10 करोड़ रुपये\nकंपनी एआई से खेती में मदद करती है।", {"फसलमित्रा"}),
        ("スタートアップのホシヅナが3億円を調達\n音声AIを開発する。", {"ホシヅナ"}),
        ("ホシヅナ、3億円調達\n音声AI。", {"ホシヅナ"}),
        ("科技公司星棋动科完成3亿元A轮融资\n投资方包括索尼（ソニー）。", {"星棋动科"}),
        ("스타트업 '바람들'이 AI 로봇을 내놨다\n회사는 부산에 있다.", {"바람들"}),
        ("机器人公司“远帆灵动”宣布新品\n产品使用AI。", {"远帆灵动"}),
        ("Новый ИИ-стартап «Вертограй» ищет деньги\nОн создан в Перми.", {"Вертограй"}),
        ("Pieniądze na AI\nCzęść dostała start-upu Brzozdata kadra.", {"Brzozdata"}),
        ("Concours d'IA à Brest\nUne startup bretonne, Fovalis, remporte le prix.", {"Fovalis"}),
        ("La Startup Española Orvexia crea un asistente de IA\nLa compañía crece.", {"Orvexia"}),
        ("Yapay zekâ\nYerli girişimi Melonda yatırım aldı.", {"Melonda"}),
        ("Vivoleta yatırım aldı\nYapay zeka şirketi büyüyor.", {"Vivoleta"}),
        ("스타트업 바람들랩(WindLab)이 투자 유치\n소프트뱅크(ソフトバンク)도 참여했다.", {"바람들랩"}),
    ],
)
def test_an_unknown_company_is_proposed_where_the_wording_shows_it(register: Companies, text: str, expected: set[str]) -> None:
    assert unknown(register, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "El Gobierno presenta su plan de IA\nEl ministerio invertirá 100 millones.",
        "La empresa de Marta Ruiz cierra la ronda\nNo se conocen los inversores.",
        "Governo lança programa de IA\nA empresa escolhida será anunciada.",
        "La Polonia supera la media europea\nI dati sono di ieri.",
        "Die deutsche Wirtschaft stagniert trotz KI\nDie Unternehmen klagen.",
        "Kabinet wil regels voor AI\nHet bedrijf achter de app zwijgt.",
        "Firma Jana Kowalskiego upadła\nWierzyciele czekają.",
        "Pemerintah siapkan aturan AI\nPerusahaan asal Jakarta menunggu.",
        "Мета-анализ показал вред чат-ботов\nУченые изучили сорок работ.",
        "الحكومة المصرية تطلق خطة للذكاء الاصطناعي\nتشارك فيها الجامعات.",
        "सरकार ने नियम जारी किए\nकंपनियों को तीन महीने मिले।",
        "Deprem bölgesi yatırım aldı\nŞirketler yapay zeka kuruyor.",
        "トランプ、AI規制を発表\n議会は反発した。",
        "ドイツ、AI工場の建設を発表\n政府が支援する。",
        "データセンター、AI需要で増設を発表",
    ],
)
def test_governments_people_and_common_nouns_are_no_companies(register: Companies, text: str) -> None:
    assert unknown(register, text) == set()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nvidii nie zaszkodziły nowe przepisy\nPrzychody wzrosły o 12 proc.", "nvidia"),
        ("Rozmowy z Disneyem trwają od wiosny\nUmowa ma być gotowa w maju.", "disney"),
        ("Koncern kupił układy od Nvidię wspierających firm\nTak twierdzi zarząd.", "nvidia"),
        ("Streit um Metas Brillen\nDie Behörde prüft den Fall.", "meta"),
    ],
)
def test_a_name_in_a_case_is_the_name(register: Companies, text: str, key: str) -> None:
    assert key in {m.company.key for m in register.find(text) if m.company is not None}


@pytest.mark.parametrize(
    "text", ["Współpraca z nią trwa.", "Kara, jaką zapłaci firma. Jaką drogą?", "Można spodziewać się wzrostu.\nMożna tak."]
)
def test_a_word_that_ends_like_a_name_in_a_case_is_none(register: Companies, text: str) -> None:
    assert register.find(text) == []


def test_a_model_in_a_case_is_the_model(register: Companies) -> None:
    found = register.find("Asystent AI banku działa na Bieliku\nModel powstał w Polsce.")
    assert [m.model.family for m in found if m.model is not None] == ["bielik"]


def test_what_follows_a_model_in_a_case_is_kept(register: Companies) -> None:
    found = register.find("Nowa seria Bielików 12B jest gotowa\nFirma nie podała ceny.")
    assert [m.model.name for m in found if m.model is not None] == ["Bielik 12B"]


def test_what_a_name_in_a_case_means_lives_as_long_as_the_register(register: Companies) -> None:
    text, finder = "Asystent banku działa na Bieliku", Finder((), register.families)
    once, again = (list(inflected_names(text, spaced(text), "pl", (), finder.single)) for _ in range(2))
    assert once[0][2].inflected
    assert once[0][2] is again[0][2]


def test_the_parts_of_a_version_before_a_unit_stay_one(register: Companies) -> None:
    found = register.find("字节跳动发布豆包1.8\n日均使用量创新高。")
    assert [m.surface for m in found if m.model is not None] == ["豆包1.8"]
    assert [m.surface for m in register.find("字节跳动称豆包1.8日活") if m.model is not None] == ["豆包"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La startup capta dos millones para su asistente", "es"),
        ("A empresa não informou o valor da rodada", "pt"),
        ("Der Konzern übernimmt das Unternehmen", "de"),
        ("Spółka nie ujawnia kwoty", "pl"),
        ("Şirket yeni modelini tanıttı", "tr"),
        ("Perusahaan itu akan merilis model untuk pelanggan", "id"),
        ("Компания выпустила модель", "ru"),
        ("Meta signs a deal with the owner of Le Monde", None),
        ("OpenAI raises $40 billion", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text, spaced(text)) == language


@pytest.mark.parametrize(
    "text",
    [
        "Merkezspor deplasmanda kazandı\nTek golü kaptan attı.",
        "Incendio en una nave de Getafe\nLos bomberos de Orvexia Norte tardaron dos horas.",
        "Zwarte Molen verliest de derby\nDe trainer baalt van de wedstrijd.",
        "Treni fermi a Prato\nZorvanta perde due set e il rigore.",
        "Quellstadt verliert im Regen\nDer Trainer lobt den Torwart.",
        "Bão số 9 áp sát Quảng Nam\nHàng nghìn người dân sơ tán.",
    ],
)
def test_sport_weather_and_accidents_name_no_company(register: Companies, text: str) -> None:
    assert unknown(register, text) == set()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Saham Telkom turun dua persen di bursa\nInvestor menunggu laporan dari perusahaan.", "telkom-indonesia"),
        ("Prokuratura bada Grok\nX zapowiada współpracę.", "x-corp"),
        ("Đại học Bách khoa Hà Nội mở phòng lab AI\nSinh viên được thực hành miễn phí.", "hanoi-university-of-science-and-technology"),
    ],
)
def test_a_known_name_that_is_a_word_is_told_by_the_wording_of_its_language(register: Companies, text: str, key: str) -> None:
    assert key in {m.company.key for m in register.find(text, title=text.partition("\n")[0]) if m.company is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Musk zeigt den Model X in Grünheide\nDer Preis liegt bei 10 X 4 Raten.",
        "Grok lee rayos X mejor que un médico\nMusk presume de la función.",
        "Grok legge i raggi X\nMusk lo annuncia in un post.",
        "La generación X desconfía de Grok\nUn estudio lo muestra.",
    ],
)
def test_no_model_no_sum_and_no_ray_is_the_platform(register: Companies, text: str) -> None:
    assert "x-corp" not in {m.company.key for m in register.find(text) if m.company is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Startup Española crea un asistente de IA\nLa compañía crece en Madrid.",
        "Vòng nhận hồ sơ AI kéo dài ba tuần\nStartup này ở Huế.",
        "صندوق قطري يدعم الذكاء الاصطناعي\nلم يذكر المبلغ.",
        "Тысячи строк кода написал ИИ\nКомпания довольна.",
        "AI助力企业“出海”提速\n中国公司“内卷”加剧，平台“二选一”被罚。",
        "AI 기업 '줄도산' 우려\n금리가 올랐다.",
    ],
)
def test_a_word_that_begins_a_sentence_is_no_unknown_company(register: Companies, text: str) -> None:
    assert unknown(register, text) == set()
