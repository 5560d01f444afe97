"""How Portuguese texts say a place, a lead, a comparison, a denial: parts of the patterns that all languages share."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

_STEMS = "primeir segund terceir quart quint sext sétim oitav non décim".split()
ORDINALS = {f"{stem}{end}": place for place, stem in enumerate(_STEMS, start=1) for end in ("o", "a")}
NUMBERS = {word: n for n, word in enumerate("um dois três quatro cinco seis sete oito nove dez".split(), start=1)}
_ORDINAL = rf"(?:(?:{'|'.join(_STEMS)})[oa]|\d{{1,3}}\.?\s?[ºª°])"
_PLACE = r"(?:lugar|posição|colocação|posto|colocad[oa])"
_IS = r"(?:é|está|fica|ficou|aparece|apareceu|surge|surgiu|segue|chega|chegou|entra|entrou|estreia|estreou|termina|terminou|sobe|subiu|cai|caiu|foi|ocupa|ocupou|(?:se )?(?:situa|posiciona|posicionou|classifica|classificou|mantém|coloca|colocou))"
_N = r"(?:\d[\d.,]*|um|dois|três|quatro|cinco|seis|sete|oito|nove|dez)"

# A place, in the groups `pt`, `pt2` an ordinal, in `ptn` digits or a number.
RANK = (
    rf"\b(?:(?<!(?-i:E[nm])\s)|(?!\w{{4,8}}\slugar,))(?P<pt>{_ORDINAL})\s(?:{_PLACE}\b(?! para\b)|melhor\b)"  # "Em segundo lugar, ...": secondly
    rf"|\b{_IS}\s(?:(?:em|no|na|como|o|a|agora|já|só|apenas)\s){{0,3}}(?P<pt2>{_ORDINAL})(?=\s(?:em|no|na|do|da|entre|por|atrás|com|global|mundial|geral)\b|\s?[,.;:)]|\Z)(?! (?:vez|parte|modelo))"
    rf"|\b(?:posição|colocação|lugar) (?:número |n[.º°]{{1,2}}\s?)?(?P<ptn>\d{{1,3}})\b(?![.,]\d)"
)
TOP = r"\b(?:entre|n)?\s?[oa]s (?P<pt3>\d{1,2}|três|cinco|seis|oito|dez|vinte) (?:primeir[oa]s|melhores)\b|\btop (?P<pt4>três)\b"
LEAD = "|".join((
    r"\b(?:liderou|encabeça|encabeçou)\b", r"\bno topo\b(?! dos? (?:preços|custos))", r"\b(?:à|na) (?:frente|ponta|liderança)\b(?! d[eoa]s? (?-i:[A-Z]))",
    r"\b(?:ocup|tom|alcanç|conquist|recuper|mant[ée]m|manteve|assum|reassum|lev)\w* (?:o |a )?(?:\w+ )?(?:liderança|trono|coroa|topo|ponta)\b",
    r"\b(?:é|continua sendo|continua|segue como|torna-se|tornou-se|virou) (?:o |a )?(?:novo |nova |atual )?(?:líder|número um)\b",
    r"\b(?:o|a) (?:melhor(?! colocad| avaliad| pontuad)|mais (?:poderos[oa]|inteligente|capaz|avançad[oa]|usad[oa]|utilizad[oa]|popular)) (?:modelo|ia|sistema|llm)(?: de (?:ia|linguagem))?\b",
    r"\b(?:modelo|ia|sistema|llm)(?: [\w-]+){0,3}? (?:melhor (?:colocad|classificad|avaliad|pontuad)[oa]|mais (?:poderos[oa]|inteligente|capaz|avançad[oa]|usad[oa]|utilizad[oa]|popular)|com a (?:maior|melhor) (?:nota|pontuação))\b",
    r"\b(?:a )?(?:melhor|maior|mais alta) (?:pontuação|nota) (?:de|do|da|no|na|entre)\b",
))  # fmt: skip
# Whose object is the one left behind, the one ahead, the one level.
BEATS = r"\b(?:super(?:a|ou|am|aram|ando)|ultrapass(?:a|ou|am|aram|ando)|bat(?:e|eu|em|eram)|venc(?:e|eu|em|eram)|derrot(?:a|ou|am|ando)|desbanc(?:a|ou|ando)|destron(?:a|ou|ando)|deix(?:a|ou|ando) para trás)\s(?:também |ainda |por pouco )?(?:o |a |os |as )?(?=(?-i:[A-Z]))|\b(?:à frente|acima|na frente) d[eoa]s?\b|\bvantagem sobre\b|\bpontos? (?:a mais (?:do )?que|à frente d[eoa]|acima d[eoa])\b"
TRAILS = r"\b(?:atrás|abaixo)(?: apenas| somente| só)? d[eoa]s?\b|\b(?:superad|ultrapassad|batid|vencid|derrotad|desbancad)[oa]s? (?:apenas |somente |só )?(?:por|pel[oa]s?)\b|\b(?:perde|perdeu)(?: apenas| só| somente)? para\b|\bpontos? a menos (?:do )?que\b"
EQUAL = r"\bempat(?:a|ou|am|ad[oa]s?) com\b|\bem empate com\b|\bpar a par com\b"
MARGIN = rf"(?:\bpor |\bvantagem de |\bdiferença de |\ba (?=[^,.;]{{1,30}} pontos? (?:d[eoa]s?|atrás|abaixo)\b))(?:apenas |só |somente |mais de |menos de |quase |cerca de )*(?P<pt>{_N}) pontos?\b"
SCORES = r"alcança|alcançou|obtém|obteve|atinge|atingiu|soma|somou|marca|marcou|faz|fez|registra|registrou|recebe|recebeu|com"
COUNTED_THINGS = r"milh[õã]\w*|bilh[õã]\w*|trilh[õã]\w*|parâmetros|usuários|clientes|funcionários|idiomas|línguas|perguntas|anos|dias|minutos|reais|países"
ONLY = r"apenas|somente|só"
LEAST, MOST = r"mais de|pelo menos|ao menos|acima dos", r"menos de|no máximo|até"
NEGATED = r"não|nem|nunca|tampouco|deixou de"
INTENDED = r"poderia|poderiam|pretendem?|espera(?: que)?|quer(?: que)?|busca|planeja|tenta|talvez|para(?=\s(?:\Z|(?:liderar|superar|ultrapassar)\b))|o objetivo é"
OUTSIDE = r"(?:fora d[oa]s?|não (?:entra|está|aparece|figura)(?: em| n[oa]s?| entre)?)(?: [oa]s)?"
OPEN_QUESTION = r"não se sabe|resta saber|quem|qual"
ANAPHOR = r"o modelo|este modelo|esse modelo|a empresa|a companhia|ambos"
CUE = r"classificação|tabela|ranking|índice|lista|liderança"
# Scopes.
WORLD = r"do mundo|no mundo|mundialmente|em nível (?:mundial|global)|no geral|ranking geral"
OPEN = r"(?:de )?(?:código|pesos) abertos?|(?:modelos?|sistemas?) abert[oa]s?|peso aberto"
COUNTRIES = {
    "CN": r"(?-i:chin(?:ês|eses|esas?))", "US": r"(?:norte-)?american[oa]s?|dos eua", "KR": r"(?-i:(?:sul-)?corean[oa]s?)", "JP": r"japon(?:ês|eses|esas?)",
    "EU": r"europeus?|europeias?", "FR": r"franc(?:ês|eses|esas?)", "DE": r"alem(?:ão|ães|ãs?)", "GB": r"britânic[oa]s?", "IN": r"(?:modelo|modelos) indian[oa]s?",
}  # fmt: skip
