"""Names in Japanese that the register does not know, by how newsrooms introduce a company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amw.companies.unknown.cjk import HANGUL, Rule, shown_by
from amw.companies.unknown.evidence import Evidence
from amw.companies.unknown.lists import listed_in_japanese

# But for "の" and "・", which Chinese writes in names too
_HIRAGANA, _KANA = re.compile("[\u3041-\u306d\u306f-\u3096]"), re.compile("[\u3041-\u306d\u306f-\u30fa\u30fc-\u30ff]")
# Katakana and Latin letters; Han stands inside a name only where a trade ends it or brackets hold it
_NAME = (
    r"(?P<n>(?<![ァ-ヴー・A-Za-z])[ァ-ヴA-Za-z][ァ-ヴー・A-Za-z0-9.&]{1,19}(?:[ ](?:AI|Labs?|Robotics|Technolog(?:y|ies)))?"
    r"|[一-鿿ァ-ヴーA-Za-z]{2,10}(?:テック|ラボ|製作所|電機|自動車|工業|重工|製薬|証券|銀行|商事))"
)
_QUOTED = r"[「『]?"
_AFTER = r"[」』]?(?:（[^）\n]{1,20}）|\([^)\n]{1,20}\))?"
_ENDS = r"(?=、|が|は|も|と|を|に|へ|の(?!日|年)|など)"
_TRADES = "スタートアップ|新興|ベンチャー|企業|会社|大手|運営|開発|手がける|展開する|提供する|子会社|傘下|AI|ＡＩ|メーカー|ユニコーン"
_KIND = re.compile(rf"(?:{_TRADES})(?:企業|会社)?(?:の|、)?{_QUOTED}{_NAME}{_AFTER}{_ENDS}")
_ACTS = (
    "調達|買収|子会社化|上場|提携|出資|資本|設立|発表|公開|開発|投入|導入|参入|提供|開始|刷新|実証|量産|増資|倒産|赤字|黒字|最高益|ストップ高"
    "|逮捕|人員削減|リストラ|採用|活用|獲得|受注|発売|拡大|強化|検討|協業|共同|建設|運転|サービス|自動"
)
_TITLE = re.compile(rf"\A(?:【[^】\n]{{1,12}}】)?(?:[米英仏独韓中印]|国産)?{_NAME}(?=、)[^\n]*?(?:{_ACTS})")
_BOUGHT = re.compile(rf"{_QUOTED}{_NAME}{_AFTER}(?:を|の)(?:完全)?(?:買収|子会社化|TOB|吸収合併)")
_LEGAL = re.compile(  # a legal form before or after it
    r"株式会社[ ]?(?P<n>(?:(?!第[0-9０-９])[ァ-ヴー・A-Za-z0-9&一-鿿]){2,30})"
    r"|(?<![ァ-ヴー・A-Za-z0-9&一-鿿])(?P<m>(?!第[0-9０-９])(?:[A-Z][A-Za-z0-9&]*[ ]){0,2}[ァ-ヴー・A-Za-z0-9&一-鿿]{2,20})[ ]?株式会社"
)
_CODE = re.compile(
    r"(?<![一-鿿ァ-ヴー・A-Za-z])(?P<n>[一-鿿ァ-ヴー・A-Za-z&]{2,16})(?:[（(<＜][0-9]{3}[0-9A-Z](?:\.T)?[)）>＞]|[<＜][A-Z]{1,5}[>＞])"
)  # of a share
# A firm by the end of its name, and one of another country by the sign of that before it: 米サンフィールド
_GLOSSED = re.compile(  # a Chinese firm as it is read: 国投資本（ゴウトウ・キャピタル）
    r"(?P<n>[一-鿿]{2,10})[（(][ァ-ヴー・A-Za-z]{0,16}"
    r"(?:テクノロジーズ?|ロボティクス|ロボット|インベストメント|キャピタル|グループ|クラウド|モーターズ?|セミコンダクター|ホールディングス)[）)]"
)
_NAMED = re.compile(
    r"(?<![ァ-ヴー・A-Za-z])(?P<n>[ァ-ヴー・A-Za-z0-9&]{2,16}(?:ホールディングス|キャピタル|ベンチャーズ|パートナーズ))"
    r"|(?:(?<=大手)|(?<![一-鿿ァ-ヴー・A-Za-z]))(?P<m>(?!地方|金融|持株|主要|国内|海外)[一-鿿]{2,6}ホールディングス)"
)
_TRADE = r"工業|化学|製鋼|製鉄|製紙|製薬|製作所|電機|電工|電力|自動車|重工|精機|金属|鉱業|建設|不動産|食品|印刷|商事|物産|海運|証券"
_SAID = re.compile(  # what a firm told on a day: 芳野化学工業は9日、
    rf"(?<![一-鿿ァ-ヴー・A-Za-z])(?P<n>(?!電気|国産|新型|国内|海外|大手|主要|中小|再生|世界)[一-鿿ァ-ヴー]{{2,8}}(?:{_TRADE}))は(?:[0-9０-９]{{1,2}}|[一二三十]{{1,3}})日"
)
_FOREIGN = re.compile(
    r"(?<![一-鿿ァ-ヴー・A-Za-z0-9])[米英仏独韓]国?の?(?P<n>[ァ-ヴA-Z][ァ-ヴー・A-Za-z0-9]{2,19})"
    r"(?=[はがをとや、]|から|など|に(?:出資|投資)|の(?!大統領|州|首相|市))"
)
_INVESTS = re.compile(rf"{_NAME}{_AFTER}(?:など)?が(?:出資|引受|引き受け|引受先|主導|リード)")
_COMMON = re.compile(  # ends what makes headlines without being a firm: people, countries, things
    r"(?:トランプ|マスク|プーチン|モディ|アルトマン|アメリカ|フランス|ドイツ|イタリア|スペイン|イギリス|インド|ロシア|ウクライナ|イスラエル|カナダ|スタートアップ|ベンチャーキャピタル|ニューヨーク|ワシントン|カリフォルニア|シリコンバレー|シリコン・バレー|ハリウッド|ロサンゼルス|テキサス|シカゴ|ボストン|シアトル|パリ|ロンドン|ソウル"
    r"|ブラジル|ベトナム|タイ|シンガポール|アジア|ヨーロッパ|スイス|オランダ|AI|ＡＩ|EU|ＥＵ|C?VC|IT|EV|データ|サービス|システム|センター|ロボット|ドローン|クラウド"
    r"|モデル|チップ|エージェント|ソフト|アプリ)\Z"
)
_RULES: tuple[Rule, ...] = (
    (_TITLE, ("、",), 0.6, "見出しの主語", None),
    (_KIND, _TRADES.split("|"), 0.55, "スタートアップのX", None),
    (_BOUGHT, ("買収", "子会社化", "TOB", "合併"), 0.6, "買収", None),
    (_INVESTS, ("が",), 0.55, "出資", "investor"),
    (_LEGAL, ("株式会社",), 0.6, "株式会社", None),
    (_CODE, "（(<＜", 0.6, "証券コード", None),
    (_NAMED, ("ホールディングス", "キャピタル", "ベンチャーズ", "パートナーズ"), 0.6, "社名", None),
    (_SAID, ("日",), 0.6, "発表の主語", None),
    (_GLOSSED, "（(", 0.6, "社名", None),
    (_FOREIGN, "米英仏独韓", 0.55, "外国のX", None),
)


def is_japanese(text: str) -> bool:
    """Whether `text` is written in Japanese, and not in Chinese or Korean that quotes a name."""
    told = _HIRAGANA.search(text) or _KANA.search(text.partition("\n")[0])
    return told is not None and HANGUL.search(text) is None


def introduced_japanese(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """What speaks for unknown names in a `text` of Japanese; `spans` are those of known names."""
    yield from listed_in_japanese(text, spans)
    for _, evidence in shown_by(_RULES, text):
        start, end, _, reason, _ = evidence
        if reason in ("株式会社", "証券コード") or _COMMON.search(text[start:end]) is None:
            yield evidence
