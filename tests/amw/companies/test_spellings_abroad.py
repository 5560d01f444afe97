"""Names in the cases of Slavic languages, as Korean spells Latin letters, with the points of Hindi; and unknown firms of Czech texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.companies import Companies
from amw.companies.folding import pointed, spelled_in_hangul
from amw.companies.inflections import polish_cases


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def found(register: Companies, text: str) -> list[str]:
    return [m.company.key if m.company is not None else m.surface for m in register.find(text) if m.kind != "model"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zespół z Politechniki Wrocławskiej i firma Nvidia budują model", ["wroclaw-university-of-science-and-technology", "nvidia"]),
        ("Umowę z Polskim Funduszem Rozwoju podpisał prezes firmy", ["pfr"]),
        ("Na Uniwersytecie Warszawskim ruszył kurs o sztucznej inteligencji", ["warsaw"]),
        ("Polskiego rynku nie da się porównać z niemieckim, według analityków", []),
        ("Il contratto è stato firmato da Leonardo Spa con il ministero", ["leonardo"]),
        ("Secondo Leonardo S.p.A. il mercato della difesa crescerà", ["leonardo"]),
        ("Una mostra dedicata a Leonardo nel museo di Milano con i suoi disegni", []),
        ("L'accordo tra Ibm e Amd, secondo la società, vale un miliardo", ["ibm", "amd"]),
        ("Ibm e Microsoft investono a Torino, secondo la società", ["ibm", "microsoft"]),
        ("La tedesca Sap annuncia un piano per l'intelligenza artificiale, secondo la società", ["sap"]),
        ("Il presidente della regione Fico incontra la stampa, dice la società", []),
        ("Il nuovo film di Pif esce a Natale, dice la società", []),
        ("Die Aktie der Deutschen Bank steigt, weil die Zinsen fallen", ["deutsche-bank"]),
        ("엘지전자가 티에스엠씨와 협력한다", ["lg-electronics", "tsmc"]),
        ("에스케이텔레콤은 새 요금제를 공개했다", ["sk-telecom"]),
        ("비와이디코리아가 비와이디의 새 차를 판다", ["byd", "byd"]),
        ("비와이디자인은 실내를 꾸미는 회사다", []),
        ("에이치케이유통과 유비에스테크가 상장한다", []),
        ("이 도구는 엔티티 해석 기술을 쓴다", []),
        ("माइक्रोसॉफ़्ट ने फ़्लिपकार्ट में निवेश किया", ["microsoft", "flipkart"]),
        ("माइक्रोसॉफ्ट ने फ्लिपकार्ट में निवेश किया", ["microsoft", "flipkart"]),
        ("国航首航新航线", ["air-china"]),
        ("中国航天员出舱", []),
        ("山东航空开通航线", []),
        ("两国航班恢复，中东航班取消", []),
        ("跨国航司与中东航司合作", []),
        ("其中东航增加航班，国航航班不变", ["china-eastern", "air-china"]),
        ("Umowę z Googlem i z Applem podpisała firma z Łodzi", ["google", "apple"]),
        ("Česká firma spolupracuje s Googlem a akcie Googlu rostou", ["google", "google"]),
    ],
)
def test_a_name_is_found_as_its_language_writes_it(register: Companies, text: str, expected: list[str]) -> None:
    assert found(register, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Startup Orvexia získal tři miliony eur od fondu Kaprion, uvedla firma", ["Orvexia", "Kaprion"]),
        ("Orvexia kupuje startup Melonda, který vyvíjí roboty", ["Orvexia", "Melonda"]),
        ("Orvexia získala investici, kterou vedl fond Kaprion Ventures", ["Orvexia", "Kaprion Ventures"]),
        ("Orvexia je startup, který pomáhá firmám", ["Orvexia"]),
        ("Microsoft a Orvexia podepsaly dohodu, která má pomoci firmám", ["microsoft", "Orvexia"]),
        ("Nvidia investuje do firmy Orvexia, která vyrábí čipy pro Applu", ["nvidia", "Orvexia", "apple"]),
        ("Vláda schválila nový zákon o umělé inteligenci, který bude platit od ledna", []),
        ("Brno získalo dotaci na nové autobusy od Evropské unie", []),
        ("Slavia koupila útočníka z Plzně za miliony korun, které získala z prodeje", []),
        ("Pavel Novotný koupil dům, ve kterém žije, za miliony korun", []),
        ("Barbora Veselá získala titul, uvedla společnost", []),
        ("Tereza Kovářová získala pět milionů korun od fondu", []),
        ("Jan Malý koupil firmu, která vyrábí nábytek", []),
        ("Vídeň získala titul nejlepšího města, uvedla společnost", []),
        ("Mladá Boleslav prodala stadion, který patřil firmě", []),
        ("Kanada prodala zbraně, které vyrábí společnost v Brně", []),
        ("Politechnika kupiła superkomputer, na którym będą pracować firmy", []),
        ("Wisła dostała nowy sprzęt, który kupiła spółka miejska", []),
        ("Orvexia získala v novém kole 3,5 milionu eur, uvedla firma", ["Orvexia"]),
        ("Orvexia koupila menšinový podíl v továrně, uvedla firma", ["Orvexia"]),
        ("Orvexia kupiła niemieckiego konkurenta, podała spółka", ["Orvexia"]),
        ("Die Regierung und der Konzern Deutschlands streiten, sagt der Verband", []),
        ("L'hôtel Belmar Spa a rouvert après les travaux, selon la société", []),
        ("Belmar Spa ha firmato un contratto con la società di Torino", ["Belmar"]),
        ("Fotbalový stadion prodala městu společnost Orvexia Real, uvedl klub", []),
        ("Brněnský startup Velsky získal pět milionů eur, uvedla firma", ["Velsky"]),
        ("Startup Velsky pozyskał trzy miliony od funduszu, podała spółka", ["Velsky"]),
        ("Norská Orvexia získala pět milionů eur, uvedla firma", ["Orvexia"]),
        ("Karlovy Vary získaly 20 milionů korun, Jihlava získala korun pět milionů, uvedla společnost", []),
        ("Gdynia dostała 20 mln zł na port, podała spółka", []),
        ("Hana Bank meraih laba lima miliar, kata perusahaan", ["Hana Bank"]),
        ("Le fonds Josef Capital a investi dans la startup Lucie, selon la banque", ["Josef Capital", "Lucie"]),
        ("Lucie Malá získala pět milionů korun od fondu, který vede", []),
        ("Umělá AI mění trh práce, řekl ekonom Petr Svoboda v Praze", []),
        ("Umowę podpisano z siecią Asseco Central Europe a.s. w Bratysławie, według spółki", ["asseco"]),
        ("La biotech Orvexia (NASDAQ: ORVX) despide a la mitad de la plantilla de la empresa", ["Orvexia"]),
        ("El Banco de España (BDE) advierte a las empresas", []),
        ("Například Orvexia Ventures teď získalo peníze pro další fond, který investuje", ["Orvexia Ventures"]),
        ("大手VC、米AIスタートアップに投資", []),
        ("Orvexia s.r.o. podala žalobu na Google kvůli datům", ["Orvexia", "google"]),
        ("Sony Orvexia Fund annonce un investissement de 13 millions dans la startup Melonda", ["sony", "Melonda"]),
        ("Les Français sont moins riches selon une étude de la banque", []),
        ("Der Konzern Chinas wächst, und die Startups kaufen mit der Bank", []),
        ("Il cantante non Sia giudicato male, secondo il giornale", []),
        ("Orvexia raccoglie 90M dagli investitori della startup, secondo i fondi", ["Orvexia"]),
        ("कंपनी ने ऑर्वेक्सिया की अगुआई में 4 करोड़ डॉलर का फंडिंग राउंड पूरा किया", ["ऑर्वेक्सिया"]),
        ("उन्हें यह काम ऑर्वेक्सिया एश्योरेंस कंपनी लिमिटेड से मिला है", ["ऑर्वेक्सिया एश्योरेंस"]),
        ("यह कंपनी लिमिटेड संख्या में शेयर बेचेगी", []),
        ("प्रधानमंत्री के नेतृत्व में सरकार ने निवेश बढ़ाने का फैसला किया", []),
        ("अजय वर्मा की अगुआई में बोर्ड ने स्कूलों के लिए निवेश योजना बनाई", []),
        ("कंपनी ने ऑर्वेक्सिया के नेतृत्व में 4 करोड़ डॉलर जुटाए", ["ऑर्वेक्सिया"]),
        ("कंपनी ने ऑर्वेक्सिया वेंचर्स की अगुवाई में निवेश हासिल किया", ["ऑर्वेक्सिया वेंचर्स"]),
        ("महिला टीम ने फाइनल जीता और कप्तान को पुरस्कार मिला", []),
        ("भारतीय स्टार्टअप्स ने इस साल कम निवेश जुटाए", []),
        ("远帆基金投资了松岭机器人，金额未披露", ["远帆基金", "松岭机器人"]),
        ("社会资本投资了机器人产业，带动就业", []),
        ("他说政府引导基金投资了本地企业，带动就业", []),
        ("海外資本、民間資本、社会資本が流入している", []),
        ("충남, AI 반도체 기업 유치 협력 체결. 충남이 나섰다", []),
    ],
)
def test_unknown_firms_are_told_from_towns_people_and_things(register: Companies, text: str, expected: list[str]) -> None:
    assert found(register, text) == expected


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("LG전자", "엘지전자"),
        ("IBM", "아이비엠"),
        ("NTT", None),
        ("KT", None),
        ("LG Electronics", None),
        ("네이버", None),
        ("SK하이닉스", "에스케이하이닉스"),
    ],
)
def test_korean_spells_capitals(register: Companies, name: str, spelled: str | None) -> None:
    assert spelled_in_hangul(name) == spelled


def test_spelled_names_resolve(register: Companies) -> None:
    for name, key in (
        ("엘지전자", "lg-electronics"),
        ("티에스엠씨", "tsmc"),
        ("माइक्रोसॉफ़्ट", "microsoft"),
        ("Škoda Auto a.s.", "skoda-auto"),
    ):
        company = register.resolve(name)
        assert company is not None and company.key == key
    for name in ("엔티티", "국항", "Škoda lásky", "Skupina přátel", "Polski Fundusz Filmowy"):
        assert register.resolve(name) is None


@given(st.text(max_size=40))
def test_spellings_keep_what_they_spell(text: str) -> None:
    spelled = spelled_in_hangul(text)
    assert spelled is None or not any("A" <= char <= "Z" for char in spelled)
    bare = text.replace("\u093c", "")
    assert {name.replace("\u093c", "") for name in pointed(text)} == {bare}


@given(st.lists(st.text("abcdefgiknoswy", min_size=1, max_size=12), max_size=4))
def test_cases_have_as_many_words(words: list[str]) -> None:
    assert all(len(case) == len(words) for case in polish_cases(words))


@pytest.mark.parametrize(
    "text",
    [
        "Według raportu PitchBook większość kapitału trafia do Anthropic i OpenAI",
        "Podle firmy Gartner roste trh, na kterém vede Nvidia",
        "Secondo Gartner il mercato crescerà, ma Nvidia rallenta",
    ],
)
def test_who_is_quoted_is_not_the_story(register: Companies, text: str) -> None:
    roles = {m.company.key: m.role for m in register.find(text) if m.company is not None}
    assert roles.get("gartner", roles.get("pitchbook")) != "primary"
    assert "primary" in roles.values()
