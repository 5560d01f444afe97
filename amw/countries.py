"""Codes that catalogues may use, of countries (ISO 3166-1, and EU, which it reserves for the Union) and languages (ISO 639-1); names."""

from __future__ import annotations

_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH
CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN
GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI
LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM
PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD
TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW EU
"""
_LANGUAGES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff
fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks
ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps
pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz
ve vi vo wa wo xh yi yo za zh zu
"""

COUNTRIES = frozenset(_COUNTRIES.split())
LANGUAGES = frozenset(_LANGUAGES.split())

# Countries as English sentences name them; any other is not named.
NAMES = {
    "AE": "the Emirates", "AU": "Australia", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CN": "China", "DE": "Germany",
    "DK": "Denmark", "ES": "Spain", "EU": "the European Union", "FI": "Finland", "FR": "France", "GB": "Britain", "HK": "Hong Kong",
    "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "MY": "Malaysia",
    "NL": "the Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RU": "Russia", "SA": "Saudi Arabia", "SE": "Sweden",
    "SG": "Singapore", "TH": "Thailand", "TR": "Turkey", "TW": "Taiwan", "UA": "Ukraine", "US": "the United States", "VN": "Vietnam",
}  # fmt: skip

# Their other names in tables, those of ISO and the UN among them; the words in brackets or after a comma are left out.
_ALSO = {
    "AR": "Argentina", "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "CL": "Chile",
    "CN": "People's Republic of China|PRC|Mainland China|中国", "CO": "Colombia", "CZ": "Czechia|Czech Republic", "EE": "Estonia",
    "EG": "Egypt", "GB": "United Kingdom|UK|Great Britain|England|英国|United Kingdom of Great Britain and Northern Ireland",
    "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IR": "Iran", "IS": "Iceland", "JP": "日本", "KE": "Kenya",
    "KR": "Korea|Republic of Korea|대한민국|한국", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MX": "Mexico", "NG": "Nigeria",
    "NL": "Holland", "NZ": "New Zealand", "PH": "Philippines", "QA": "Qatar", "RO": "Romania", "RS": "Serbia", "RU": "Russian Federation",
    "SI": "Slovenia", "SK": "Slovakia", "TR": "Türkiye", "US": "United States of America|USA|U.S.|U.S.A.|美国",
    "AE": "United Arab Emirates|UAE", "VN": "Viet Nam", "ZA": "South Africa",
}  # fmt: skip
_CODES = {
    name.casefold(): code
    for table in (NAMES, _ALSO)
    for code, names in table.items()
    for name in (*names.split("|"), names.removeprefix("the "))
}


def country_code(name: str) -> str | None:
    """ "Korea (Republic of)" -> "KR", "the Netherlands" -> "NL"; None for a name that tables seldom have."""
    bare = name.partition("(")[0].strip().casefold()
    return _CODES.get(bare.removeprefix("the ")) if bare != "korea" or "democratic" not in name.casefold() else None


def country_name(code: str) -> str | None:
    """ "CN" -> "China"; None for a country that sentences do not name."""
    return NAMES.get(code)
