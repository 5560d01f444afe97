"""Names that are words too, in other languages than English, and names that other scripts write in more ways than one."""

from __future__ import annotations

import pytest

from amw.companies import Companies


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def keys(register: Companies, text: str) -> list[str]:
    return [m.company.key for m in register.find(text) if m.company is not None and m.kind != "model"]


def models(register: Companies, text: str) -> list[str]:
    return [m.model.name for m in register.find(text) if m.model is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meta recorta plantilla en la oficina de Madrid", ["meta"]),
        ("La meta de la empresa es otra", []),
        ("Meta global de emissões é revista no Brasil", []),
        ("Meta's global policy chief resigns", ["meta"]),
        ("Meta’s fiscal third quarter beats estimates", ["meta"]),
        ("Arm in Armonk opens", ["arm"]),
        ("Arm in arm they went", []),
        ("Meta fiscal do governo cai em 2027", []),
        ("Huawei supera a Apple en China", ["huawei", "apple"]),
        ("La Comisión multa a Amazon", ["amazon"]),
        ("Oracle troca o comando no país com nova diretora", ["oracle"]),
        ("Lovable schnuppert bei Investoren nach Geld", ["lovable"]),
        ("De top van Mistral praat mee", ["mistral"]),
        ("HMS Mistral left port", []),
        ("मूनशॉट AI ने नया मॉडल बनाया", ["moonshot-ai"]),
        ("메타에게서 인수한 회사", ["meta"]),
        ("K-엔비디아를 키운다", []),
        ("라마단이 시작됐다", []),
        ("小米丰收，亩产创新高", []),
        ("إبل السباق في قطر", []),
        ("أبل تطرح هاتفا", ["apple"]),
        ("عُثر عليه ميتا في شقته", []),
        ("ميتا تطلق نموذجا", ["meta"]),
        ("ارتفاع أسعار كاكاو غانا", []),
        ("كاكاو تطلق تطبيقا", ["kakao"]),
        ("一般家庭は30アンペアの契約が多い", []),
        ("半導体のアンペアを買収", ["ampere-computing"]),
        ("前谷歌研究员加盟苹果", ["google", "apple"]),
        ("超市里香蕉和苹果涨价", []),
        ("苹果与梨哪个更甜", []),
        ("苹果对健康有益", []),
        ("英伟达与苹果谈芯片", ["nvidia", "apple"]),
        ("미니PC 판매, 델 선두·HPE 하락", ["dell", "hpe"]),
        ("Scale poaches a Google lawyer", ["scale-ai", "google"]),
        ("Runway pockets $90M", ["runway"]),
        ("Runway lights failed in fog", []),
        ("Oracle's biggest customers hold back", ["oracle"]),
        ("How a studio uses Meta Segment Anything in film", ["meta"]),
        ("Perplexity barred from Amazon's store", ["perplexity", "amazon"]),
        ("Architecture Inception Canvas An Efficient Way", []),
    ],
)
def test_a_sentence_abroad_tells_names_from_words(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claude Opus 4.8 Build Day comes to Oslo", ["Claude Opus 4.8"]),
        ("GPT-5.1 Code Challenge winners", ["GPT-5.1"]),
        ("Gemini and Coinbase list new tokens", []),
        ("Bitcoin traders ask Gemini, GPT-5 and Grok", ["Gemini", "GPT-5", "Grok"]),
        ("جوجل تطلق جيميناي 3 برو", ["Gemini 3 Pro"]),
        ("गूगल ने जेमिनी 3 प्रो उतारा", ["Gemini 3 Pro"]),
        ("गूगल जेमिनी प्रोजेक्ट", ["Gemini"]),
        ("클로드 모네의 그림", []),
        ("앤트로픽, 클로드코드 공개", ["Claude"]),
        ("Analysts turn bullish as Gemini grows its users", ["Gemini"]),
        ("Gemini no muestra signos de cansancio", ["Gemini"]),
        ("Signo Gemini: tu semana", []),
        ("Amazon Nova 2 Pro is out", ["Nova 2 Pro"]),
    ],
)
def test_models_in_many_scripts_and_what_only_looks_like_them(register: Companies, text: str, expected: list[str]) -> None:
    assert [name.removeprefix("Amazon ") for name in models(register, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("远山股份(300999.SZ)公告称，公司净利润增长", ["远山股份"]),
        ("云岭科技：拟投资三亿元建设工厂", ["云岭科技"]),
        ("人工智能：下一个十年", []),
        ("消费电子：复苏在望", []),
        ("电动汽车将取消补贴", []),
        ("生物医药获政策支持", []),
        ("登月技术获突破", []),
        ("远山科技：技术路线\n远山科技在互动平台表示，进展顺利", ["远山科技", "远山科技"]),
        ("一家名为Yunling Tech的公司（以下简称“云岭”）递表", ["云岭"]),
        ("결제 업체 한빛결제(123456)는 공시했다", ["한빛결제"]),
        ("이번 투자에는 다솔벤처스와 두레인베스트먼트, 새별캐피탈이 참여했다.", ["다솔벤처스", "두레인베스트먼트", "새별캐피탈"]),
    ],
)
def test_unknown_names_are_told_by_share_numbers_short_names_and_trades(register: Companies, text: str, expected: list[str]) -> None:
    assert [m.surface for m in register.find(text) if m.company is None and m.kind == "company"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭机器人扩产\n投资方包括腾讯、远帆创投、恒岳集团、青禾资本等。", {"远帆创投", "恒岳集团", "青禾资本"}),
        ("智驾公司扩产\n博世、地平线、恒岳科技、青禾动力等也纷纷入局。", {"恒岳科技", "青禾动力"}),
        ("人工智能、新能源汽车、生物医药成为热点", set()),
        ("腾讯、北京、上海、深圳的人才在流动", set()),
    ],
)
def test_names_of_a_chinese_list_of_firms_are_firms(register: Companies, text: str, expected: set[str]) -> None:
    assert {m.surface for m in register.find(text) if m.company is None and m.kind == "company"} == expected


@pytest.mark.parametrize(
    "text",
    [
        *("模型的计算能力提升一倍", "通胀居高不下，高通胀持续", "智慧与勇气并存", "加强生态保护", "管理研究的新方向", "参数可灵活配置"),
        *("互联网飞速发展", "在北京东城区开设新店", "用户使用友好的界面", "最佳能效比的机房", "旧金山的创业者", "股东大会审议议案"),
        *("人工智能浪潮席卷各行业", "气温达一千二百度", "图片让人联想到夏天", "每个字符占两个字节", "这是最美的风景", "航空客户满意度"),
        *(
            "掀起亚洲热潮",
            "在南京东路散步",
            "文艺电影与综艺电视",
            "工厂每日产量提高",
            "運算能力與計算能力",
            "楽天的な見方をする人",
            "普惠普惠，惠及众人",
        ),
    ],
)
def test_a_name_that_chinese_words_hold_is_none(register: Companies, text: str) -> None:
    assert register.find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("算能发布新服务器，高通跟进", ["sophgo", "qualcomm"]),
        ("近日美团与京东交锋，其中华为未表态", ["meituan", "jd", "huawei"]),
        ("浪潮中标，联想、惠普及戴尔落选", ["inspur", "lenovo", "hp", "dell"]),
        ("字节与百度发布财报", ["bytedance", "baidu"]),
        ("其中美的、格力领涨", ["midea", "gree"]),
        ("网易、网飞、佳能和空客合作", ["netease", "netflix", "canon", "airbus"]),
        ("2025百度大会开幕，科技巨头之一百度发布新品", ["baidu", "baidu"]),
        ("联想出货量增长，联想起诉对手，联想力推新机", ["lenovo", "lenovo", "lenovo"]),
        ("2025年日产裁员，去年日产亏损，5月日产关厂", ["nissan", "nissan", "nissan"]),
        ("宝马奔驰销量下滑，松下去年盈利，耐克制造商外迁", ["bmw", "mercedes-benz", "panasonic", "nike"]),
        ("新剧登上网飞榜首，上海思科裁员，美团结束补贴", ["netflix", "cisco", "meituan"]),
        ("湖南京东仓库启用，推出平安助手，平安健康增收", ["jd", "ping-an", "ping-an"]),
        ("政务云采用九天模型，通过九天提供服务，可灵便捷", ["china-mobile", "china-mobile", "kuaishou"]),
    ],
)
def test_the_same_name_between_other_words_is_the_company(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register, text) == expected


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("ऐपल", "apple"), ("कृत्रिम", "krutrim"), ("كومكاست", "comcast"), ("إلكترونيك آرتس", "electronic-arts"), ("자일링스", "xilinx")),
        *(("スライブ・キャピタル", "thrive-capital"), ("ルネサスエレクトロニクス", "renesas"), ("Позитив", None), ("ميكرون", None)),
    ],
)
def test_names_in_their_own_script(register: Companies, name: str, key: str | None) -> None:
    found = register.resolve(name)
    assert (found and found.key) == key


@pytest.mark.parametrize("text", ["تبرعت ماكنزي سكوت بمليار دولار", "فيلم على شبكة إتش بي أو", "مصنع في مدينة رينو بولاية نيفادا"])
def test_arabic_names_of_others(register: Companies, text: str) -> None:
    assert register.find(text) == []
    assert keys(register, "إتش بي ورينو وماكنزي") == ["hp", "renault", "mckinsey"]


def unknown(register: Companies, text: str) -> set[str]:
    return {m.surface for m in register.find(text) if m.company is None and m.kind == "company"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("शेयर बाजार\nबेलवाना स्टील (Belvana Steel) के शेयर में तेजी आई।", {"बेलवाना स्टील"}),
        ("शेयर बाजार\nकंपनी ने टेकवीरा व्हीकल्स में 80% हिस्सेदारी खरीदी।", {"टेकवीरा व्हीकल्स"}),
        ("खबर\nविभिन्न क्षेत्रों में कार्यरत ऑरवीसी लिमिटेड ने केंद्र खोला।", {"ऑरवीसी"}),
        ("खबर\nमहिलाओं की हिस्सेदारी बढ़ी, वीडियो के शेयर होने पर रोक, किसान की जमीन का अधिग्रहण, बैंक के शेयर चढ़े।", set()),
        ("خبر\nوافقت على الاستحواذ على «بيلفانا تك العالمية القابضة» مقابل مليار.", {"بيلفانا تك العالمية القابضة"}),
        ("خبر\nدعم لشركة صغيرة هي الشركة الناشئة. وانضم الصندوق إلى الجولة.", set()),
        ("خبر\nالاستحواذ على حصة في الشركة، والاستحواذ على «حصة أقلية» في السوق.", set()),
        ("Новости\nСтартап Элона Маска растет быстрее, чем ожидал рынок. Компания Ивана Петрова закрылась.", set()),
        ("Новости\nИзраильский стартап Service Velmo привлек $5 млн.", {"Service Velmo"}),
        ("Das KI-Start-up Belvana meldet Gewinn\nDie Firma aus Köln wächst.", {"Belvana"}),
        ("Notícias\nA empresa foi comprada pela gigante japonesa de transporte NYX Vela.", {"NYX Vela"}),
        ("La ronda\nPlaytonic suma €65M de deuda. Madrid destina €3 millones a becas.", {"Playtonic"}),
        ("Startup Made in Italy in crescita\nLe startup Made in Italy hanno raccolto meno.", set()),
        ("Investor Bisa Beli Saham Rp 1 di Papan Khusus\nBursa meluncurkan papan akselerasi untuk startup.", set()),
        ("芳野化学工業、新工場を建設\n芳野化学工業は9日、工場を群馬県に造ると発表した。", {"芳野化学工業"}),
        ("日本の産業\n電気自動車は9日、展示された。政府は9日、方針を発表した。同社は9日、公表した。", set()),
        ("산업\n정부는 플랫폼 개발에 50억원을 투자했다. 그룹은 스타트업 발굴에 5억원, 회사 설립에 2조원을 투자했다.", set()),
        ("日本の産業\n国内自動車は9日、減産を決めた。大手証券は10日、慎重だ。地方銀行ホールディングスの統合。", set()),
        ("समाचार\nभाषा के अधिग्रहण पर शोध हुआ। कौशल का अधिग्रहण जरूरी है। एआई के शेयर में बुलबुला, चिप के शेयर गिरे।", set()),
        ("समाचार\nगूगल ने बेलवाना का अधिग्रहण किया। टेकवीरा का अधिग्रहण करेगी कंपनी।", {"बेलवाना", "टेकवीरा"}),
        ("خبر\nواستحوذت «بيلفانا» على «تورنيليو» مقابل مليار. استحوذت شركة سعودية على «فلورا باي» أمس.", {"تورنيليو", "فلورا باي"}),
        ("خبر\nاستحوذت القضية على «اهتمام الصحف». بعد الاستحواذ أكد الوزير على «أهمية التعاون».", set()),
        ("خبر\nاستحوذ الجيش على «معدات قديمة» في الحدود، ويستحوذ على «قلوب الناس».", set()),
    ],
)
def test_names_that_newsrooms_introduce_and_what_only_looks_like_them(register: Companies, text: str, expected: set[str]) -> None:
    assert unknown(register, text) == expected


def test_an_office_or_a_preposition_before_a_name_that_is_a_word(register: Companies) -> None:
    assert keys(register, "Firmy\nMicrosoft wyda 80 mld dol., a Alphabet (spółka matka Google’a) 75 mld dol.") == [
        "microsoft",
        "alphabet",
        "google",
    ]
    assert "apple" in keys(
        register, "Berita\nKunjungan itu dilakukan hanya beberapa minggu setelah CEO Apple Tim Cook bertemu dengan presiden."
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("टाटा मोटर्स लिमिटेड", "tata-motors"), ("फ्लिपकार्ट प्राइवेट लिमिटेड", "flipkart"), ("टेस्ला इंक", "tesla")),
        *(("شركة كوالكوم", "qualcomm"), ("مجموعة علي بابا", "alibaba"), ("شركة ميتا للعطور", None), ("شركة", None), ("مجموعة", None)),
        *(("CTCP FPT", "fpt"), ("Công ty CP FPT", "fpt"), ("FPT - Công ty CP", "fpt"), ("Công ty CP Meta Việt", None), ("CTCP", None)),
        *(("Trendyol Ltd. Şti.", "trendyol"), ("Apple Kafe Ltd. Şti.", None), ("लिमिटेड", None), ("मेटा फार्मा लिमिटेड", None)),
    ],
)
def test_legal_forms_of_hindi_arabic_vietnamese_and_turkish(register: Companies, name: str, key: str | None) -> None:
    found = register.resolve(name)
    assert (found and found.key) == key


def test_codes_trades_and_lists_with_sums(register: Companies) -> None:
    assert unknown(register, "Tin tức\nDoanh thu đến từ đơn đặt hàng H100 của các tập đoàn trong nước.") == set()
    assert unknown(register, "خبر\nتعلن شركة اتصالات أمريكية عن صفقة. شركة طيران كبرى تتوسع.") == set()
    listed = "반도체 투자\n투자한 곳은 파두루(20억원), 퓨리오사AI(100억원), 세미파이브(100억원), 딥엑스(20억원) 등이 있다."
    assert unknown(register, listed) >= {"파두루"}
    assert unknown(register, "과일 시장\n과일은 사과, 배, 감, 삼성 등이 있다.") == set()
