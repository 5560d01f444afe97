"""Unknown companies in the languages of the press, by how each introduces them; and names in the cases of other languages."""

from __future__ import annotations

import random

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
        ("Finanziamenti\nLa torinese Velutra S.r.l. usa l'intelligenza artificiale nei vigneti.", {"Velutra"}),
        ("Yatırım\nMelonda'nın kurucusu Ayşe Demir, yapay zekâ için fon arıyor.", {"Melonda"}),
        ("Przejęcia AI\nFundusz rozmawiał ze spółkami, a startupem Brzozdata interesuje się bank.", {"Brzozdata"}),
        ("Kadry i modele językowe\nAnna Nowak, współzałożycielka Brzozdata, odchodzi ze spółki.", {"Brzozdata"}),
        ("Finanza e IA\nAcquisizione del 51% di Velutra: il gruppo cresce con l'intelligenza artificiale.", {"Velutra"}),
        ("Finanza e IA\nIl gruppo ha acquisito il 19% del capitale sociale di Velutra.", {"Velutra"}),
        ("Bedrijven en kunstmatige intelligentie\nDe bekendste zijn robotbouwer Kwintal uit Breda en een bedrijf uit Gent.", {"Kwintal"}),
        ("Bisnis\nBisnis.com, JAKARTA - Perusahaan rintisan Kandela meraih dana untuk kecerdasan buatan.", {"Kandela"}),
        ("Kota Medan\nKandela, sebuah perusahaan kecerdasan buatan yang berbasis di Medan, tumbuh.", {"Kandela"}),
        ("AI 스타트업\n㈜바람들은 인공지능 로봇을 만든다.", {"바람들"}),
        ("AI 스타트업\n부산시는 구름들㈜와 협약을 맺었다.", {"구름들"}),
        ("AI 스타트업\n인공지능 로봇을 만드는 바람들(대표 김하늘)이 새 제품을 냈다.", {"바람들"}),
        ("AI 스타트업\n인공지능 개발사인 바람들은 부산에 있다.", {"바람들"}),
        ("AI 투자\n두루미벤처스는 인공지능 심사역을 도입했다.", {"두루미벤처스"}),
        ("AI 투자\n시드 투자는 두루미이 벤처스가 주도했다. 인공지능.", {"두루미이 벤처스"}),
        ("AI 금융\nQZ두루미은행과 RX구름증권은 인공지능 상담을 시작했다.", {"QZ두루미은행", "RX구름증권"}),
        ("AI 인사\n김하늘 바람들랩 책임심사역은 인공지능을 말했다. 바람들랩은 작다.", {"바람들랩"}),
        ("AI 인사\n푸른은행나무 공동창업자 출신의 이바다는 인공지능을 안다.", {"푸른은행나무"}),
        ("生成AI\n株式会社ホシヅナインテリジェンスシステムズ第3回新株予約権を発行する。", {"ホシヅナインテリジェンスシステムズ"}),
        ("生成AI\nHoshizuna 株式会社は生成AIを開発する。", {"Hoshizuna"}),
        ("الذكاء الاصطناعي\nأعلنت شركة “زهرون” عن جولة تمويل للذكاء الاصطناعي.", {"زهرون"}),
        ("एआई\nकंपनी ने फसलमित्रा के साथ साझेदारी की। एआई।", {"फसलमित्रा"}),
        ("एआई\nहरिता वेंचर्स ने एआई कंपनी में निवेश किया।", {"हरिता वेंचर्स"}),
        ("Robot humanoidi\nLa startup Velutra produce robot.", {"Velutra"}),
        ("Robot e IA\nLo dice il ceo di Velutra, Ugo Sala, che crede nell'intelligenza artificiale.", {"Velutra"}),
        ("Robots\nDe oprichter verkocht het bedrijf, Blue Wave, aan een fonds voor kunstmatige intelligentie.", {"Blue Wave"}),
        ("Finanza e IA\nL'IA vale 2 milioni di euro. L'operazione è guidata da Blue Wave, che crede nell'intelligenza.", {"Blue Wave"}),
        ("Empresas e IA\nO CEO da Velutra, Rui Sá, disse que a empresa vai crescer com a inteligência artificial.", {"Velutra"}),
        ("एआई\nनिवेश ‘फसलमित्रा’ नाम के नए एआई कारोबार में होगा।", {"फसलमित्रा"}),
        ("एआई\nबैंक ने अपने कारोबार ‘फसलमित्रा’ को एआई दिया।", {"फसलमित्रा"}),
        ("Start-up\nLe spécialiste de l'IA Velutra recrute à Lyon.", {"Velutra"}),
        ("Start-up\nLe spécialiste de la robotique Velutra recrute à Lyon.", {"Velutra"}),
        ("Start-up et IA\nLe géant de la distribution Velutra recrute à Lyon.", {"Velutra"}),
        ("Empresas\nLa empresa de IA Velutra crece en Madrid.", {"Velutra"}),
        ("Empresas\nLa startup de IA Generativa Velutra crece en Madrid.", {"Velutra"}),
        ("Finanza e IA\nTra i soci del fondo sono Marvento Sgr e altri.", {"Marvento"}),
        ("Finanza e IA\nL'aumento di capitale di Velutra finanzia l'intelligenza artificiale.", {"Velutra"}),
        ("Finanza e IA\nUgo Sala, co-fondatore di Velutra, parla di intelligenza artificiale.", {"Velutra"}),
        ("Entreprises\nApple rachète l'israélienne Velutra pour son intelligence artificielle.", {"Velutra"}),
        ("Finanza\nNell'azienda hanno investito Moratti ed Orvexia Asset Management, che crede nell'IA.", {"Orvexia Asset Management"}),
        ("Bu yıl\nMelonda Holding’in yapay zeka başkanı konuştu.", {"Melonda Holding"}),
        ("Reti e IA\nNasce Velutra, la joint-venture di due operatori, per l'intelligenza artificiale.", {"Velutra"}),
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
        "Merkezspor deplasmanda kazandı\nTek golü kaptan attı.",
        "Incendio en una nave de Getafe\nLos bomberos de Orvexia Norte tardaron dos horas.",
        "Zwarte Molen verliest de derby\nDe trainer baalt van de wedstrijd.",
        "Treni fermi a Prato\nZorvanta perde due set e il rigore.",
        "Quellstadt verliert im Regen\nDer Trainer lobt den Torwart.",
        "Bão số 9 áp sát Quảng Nam\nHàng nghìn người dân sơ tán.",
        "Startup Española crea un asistente de IA\nLa compañía crece en Madrid.",
        "Vòng nhận hồ sơ AI kéo dài ba tuần\nStartup này ở Huế.",
        "صندوق قطري يدعم الذكاء الاصطناعي\nلم يذكر المبلغ.",
        "Тысячи строк кода написал ИИ\nКомпания довольна.",
        "AI助力企业“出海”提速\n中国公司“内卷”加剧，平台“二选一”被罚。",
        "AI 기업 '줄도산' 우려\n금리가 올랐다.",
        "Il gruppo guidato da Ugo Sala cresce\nL'intelligenza artificiale aiuta.",
        "L'IA vale 2 milioni di euro. L'azienda, guidata da Ugo Sala, cresce\nL'intelligenza artificiale aiuta.",
        "Un accordo tra Nvidia Infrastructure e Microsoft sull'intelligenza artificiale\nI due gruppi crescono.",
        "El director general de Tráfico, Pedro Sanz, usa la inteligencia artificial\nLa empresa lo confirma.",
        "एआई\nअमित नाम के एक युवक ने एआई कंपनी शुरू की।",
        "L'acquisizione del 100% di energia verde\nL'azienda di Torino usa l'IA.",
        "Il museo e l'intelligenza artificiale\nIl museo, fondato nel 1901, espone robot. L'associazione, fondata da genitori, protesta.",
        "Cumhuriyet'in kurucusu Mustafa Kemal Atatürk anıldı\nYapay zeka ile film yapıldı.",
        "Türkiye'nin kurucusu anılıyor\nYapay zekâ sergisi açıldı.",
        "Szkoła i sztuczna inteligencja\nSzkoła, założona w 1950 roku, uczy o sztucznej inteligencji.",
        "Prezes firmy Jan Nowak mówi o AI\nJego zdaniem sztuczna inteligencja to szansa.",
        "Start-up weekend w Gdańsku\nStudenci pokazali modele językowe i roboty.",
        "KI in der Schule\nDie Schule, gegründet 1950, nutzt künstliche Intelligenz. Der Verein, gegründet von Eltern, klagt.",
        "De gemeente Utrecht, een stad met veel AI-bedrijven, groeit\nDe bezorger Piet Jansen fietst voor een bedrijf.",
        "Kunstmatige intelligentie\nVermogensbeheerder Kees Smit vertrouwt de AI van een bedrijf niet.",
        "AG Kryptographie tagt in Bonn\nEs geht um KI.",
        "Empresas e IA\nO ministro da Fazenda, Rui Sá, e o CEO da empresa, Ana Reis, falaram da inteligência artificial.",
        "Il robot\nIl fondatore dell'azienda, Ugo Sala, parla di IA con il ceo della startup torinese, Ada Neri, oggi.",
        "Robots\nDe oprichter van het bedrijf, Jan Bakker, sprak over kunstmatige intelligentie.",
        "O deputado do PT Rui Falcão defende a IA\nA empresa não respondeu.",
        "PT ini bergerak di bidang AI\nPemerintah mendukung perusahaan.",
        "AI 시대의 투자\n국내 벤처캐피탈은 올해 스타트업 투자를 줄였다. 국내 파트너스 프로그램은 종료됐다.",
        "AI 업계\n미국의 김민수 연구원은 인공지능을 말했다. 업체의 박지훈 대표는 답하지 않았다.",
        "AI 정책\n정부는 지원과 함께, 규제·감독 등 기업 부담을 살핀다.",
        "AI 소프트웨어\n회사는 플랫폼 소프트웨어(SW) 엔지니어를 뽑는다. 인공지능 개발 업체 관계자의 설명이다.",
        "AI 인사\n이지은 신임 대표는 인공지능 사업을 맡는다. 박서준 해외 총괄 부대표가 물러났다.",
        "Il liceo e l'intelligenza artificiale\nIl Liceo Manzoni, fondato nel 1860, apre. La Juventus, fondata nel 1897, gioca.",
        "Robot e intelligenza artificiale\nLe imprese di Bari hanno un robot che si chiama Giulia e una tecnica chiamata Transformer.",
        "Kunstmatige intelligentie\nHet bedrijf heeft een robot genaamd Sofie die ouderen helpt.",
        "Yapay zeka\nTürkiye Cumhuriyeti'nin kurucusu anıldı. Osmanlı Devleti'nin kurucusu da sergide.",
        "Yapay zeka\nKızılay Genel Müdürü İbrahim Altan konuştu. Devlet Su İşleri Genel Müdürü de geldi.",
        "AI 정치\n정청래 민주당 대표는 인공지능을 말했다. 장동혁 국민의힘 대표도 왔다. 민주당과 국민의힘은 다시 만난다.",
        "AI 행사\n학교(대표 이승훈)와 마을회(대표 김영수)가 인공지능 축제를 열었다. 민주노총(대표 양경수)은 반대했다.",
        "AI 금융\n인공지능 상담을 쓰는 인터넷은행과 지방은행이 늘었다. 대형증권은 다음이다. 정자은행과 세계은행도 쓴다. AI은행은 꿈이다.",
        "AI 금융\n고객이 직접 참여하는 은행, 증권 등 금융 회사의 인공지능 상담이 늘었다.",
        "AI 산업\n인공지능 개발 회사인 우리는 돈이 없다. 업체인 우리를 믿어 달라.",
        "AI와 회사법\n第2回株式会社論の講義で生成AIを学ぶ。",
        "生成AIと法\n株式会社第1条は生成AIについて定める。株式会社の設立は増えた。",
        "Finanza e IA\nIl gruppo prepara un'acquisizione negli Stati Uniti. Le imprese aspettano.",
        "Start-up et IA\nLe fabricant de la montre Velutra recrute à Lyon.",
        "Empresas\nUna startup de IA Generativa crece en Madrid.",
        "Entreprises\nUne start-up d'IA Générative recrute à Lyon.",
        "Empresas\nUna compañía compra la startup de IA de su rival.",
        "KI\nDer Bereich Asset Management setzt auf künstliche Intelligenz.",
        "Finanza e IA\nDopo l'aumento di capitale Moratti resta azionista della startup.",
        "Il ministro e l'IA\nIl responsabile dell'IA Ugo Sala parla con le imprese.",
        "चेयरमैन हरि देव ने कंपनी का निवेश घोषित किया\nएआई के लिए साझेदारी होगी।",
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
        ("Saham Telkom turun dua persen di bursa\nInvestor menunggu laporan dari perusahaan.", "telkom-indonesia"),
        ("Prokuratura bada Grok\nX zapowiada współpracę.", "x-corp"),
        ("Đại học Bách khoa Hà Nội mở phòng lab AI\nSinh viên được thực hành miễn phí.", "hanoi-university-of-science-and-technology"),
    ],
)
def test_a_name_in_a_case_or_in_the_wording_of_its_language_is_the_name(register: Companies, text: str, key: str) -> None:
    assert key in {m.company.key for m in register.find(text) if m.company is not None}


@pytest.mark.parametrize(
    "text", ["Współpraca z nią trwa.", "Kara, jaką zapłaci firma. Jaką drogą?", "Można spodziewać się wzrostu.\nMożna tak."]
)
def test_a_word_that_ends_like_a_name_in_a_case_is_none(register: Companies, text: str) -> None:
    assert register.find(text) == []


def test_a_model_in_a_case_is_the_model(register: Companies) -> None:
    found = register.find("Asystent AI banku działa na Bieliku\nModel powstał w Polsce.")
    assert [m.model.family for m in found if m.model is not None] == ["bielik"]
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
        "Musk zeigt den Model X in Grünheide\nDer Preis liegt bei 10 X 4 Raten.",
        "Grok lee rayos X mejor que un médico\nMusk presume de la función.",
        "Grok legge i raggi X\nMusk lo annuncia in un post.",
        "La generación X desconfía de Grok\nUn estudio lo muestra.",
    ],
)
def test_no_model_no_sum_and_no_ray_is_the_platform(register: Companies, text: str) -> None:
    assert "x-corp" not in {m.company.key for m in register.find(text) if m.company is not None}


@pytest.mark.parametrize("language", ["pl", "it", "nl", "id", "tr", "ko", "ja", "hi", "ar"])
def test_what_is_proposed_stands_in_the_text(register: Companies, language: str) -> None:
    """Whatever order words of these rules come in, a name is a stretch of the text that neither begins nor ends with a space."""
    words = {
        "pl": "startupem Brzozdata , założona Sp. z o.o. prezes i Kwintal S.A. sztuczna inteligencja jest",
        "it": "acquisizione del 51% di Velutra S.r.l. , fondata azienda intelligenza artificiale e Orvexia",
        "nl": "een bedrijf , genaamd Kwintal B.V. robotbouwer Zonneveld en kunstmatige intelligentie",
        "id": "PT Kandela Tbk , sebuah perusahaan - JAKARTA Bisnis.com dan kecerdasan buatan",
        "tr": "Melonda'nın kurucusu A.Ş. , Vivoleta'yı kurduktan yapay zekâ şirketi ve",
        "ko": "㈜바람들 (대표 김하늘)은 △두루미벤처스 등 투자 업체 구름보기의 인공지능 · 함께,",
        "ja": "株式会社ホシヅナ 第3回 生成AI 、 （ゴウトウ・キャピタル） 開発する に出資",
        "hi": "हरिता वेंचर्स ने कंपनी के साथ साझेदारी फसलमित्रा एआई ।",
        "ar": "شركة “زهرون” الناشئة للذكاء الاصطناعي و جولة تمويل",
    }[language].split(" ")
    chance = random.Random(len(words))
    for _ in range(150):
        text = " ".join(chance.choices(words, k=14))
        for mention in register.find(text):
            assert text[mention.start : mention.end] == mention.surface == mention.surface.strip() != ""
