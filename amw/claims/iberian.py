"""How Spanish and Portuguese texts say a place, a lead, a comparison, a denial: parts of the patterns that all languages share."""

from __future__ import annotations

_STEMS = "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim".split()
_STEMS_PT = "primeir segund terceir quart quint sext sétim oitav non décim".split()
ORDINALS = {f"{stem}{end}": place for stems in (_STEMS, _STEMS_PT) for place, stem in enumerate(stems, start=1) for end in ("o", "a")}
ORDINALS |= {"primer": 1, "tercer": 3}
NUMBERS = {
    word: n
    for words in ("uno dos tres cuatro cinco seis siete ocho nueve diez", "um dois três quatro cinco seis sete oito nove dez")
    for n, word in enumerate(words.split(), start=1)
}
ORDINAL = rf"(?:(?:{'|'.join(_STEMS)})[oa]|primer|tercer)"
_DIGITS = r"\d{1,3}\.?\s?[ºª°]"
_PLACE = r"(?:puesto|lugar|posición|plaza|escalón|peldaño)"
_IS = r"(?:es|está|queda|quedó|figura|aparece|marcha|sigue|llega|llegó|entra|entró|entrando|debuta|debutó|termina|terminó|sube|subió|cae|cayó|baja|bajó|asciende|desciende|(?:se|lo|la) (?:sitúa|situó|coloca|colocó|ubica|ubicó|clasifica|clasificó|posiciona|posicionó|mantiene|queda|quedó)|situándose|colocándose|clasificado|clasificada)"
_N = rf"(?:ningún|ningun[oa]|\d{{1,2}}|un|una|{'|'.join(NUMBERS)})"
_TOP = r"(?P<top>\d{1,2}|tres|cuatro|cinco|seis|siete|ocho|diez)"
_ORDINAL_PT = rf"(?:(?:{'|'.join(_STEMS_PT)})[oa]|\d{{1,3}}\.?\s?[ºª°])"
_PLACE_PT = r"(?:lugar|posição|colocação|posto|colocad[oa])"
_IS_PT = r"(?:é|está|fica|ficou|aparece|apareceu|surge|surgiu|segue|chega|chegou|entra|entrou|estreia|estreou|termina|terminou|sobe|subiu|cai|caiu|foi|ocupa|ocupou|(?:se )?(?:situa|posiciona|posicionou|classifica|classificou|mantém|coloca|colocou))"
_N_PT = r"(?:\d[\d.,]*|um|dois|três|quatro|cinco|seis|sete|oito|nove|dez)"

# A place, in the groups `es`, `es2`, `es3`, `pt`, `pt2` an ordinal, in `esn`, `esn2` and `ptn` digits.
RANK = (
    rf"\b(?:(?<!(?-i:E[nm])\s)|(?!\w{{4,8}}\slugar,))(?P<es>{ORDINAL}|{_DIGITS})\s(?:{_PLACE}\b|mejor\b)"  # "En segundo lugar, ...": secondly
    rf"|\b{_PLACE} (?:número |n[.º°]{{1,2}}\s?)?(?P<esn>\d{{1,3}})\b(?![.,]\d)"
    rf"|\b{_IS}\s(?:(?:en|al?|como|de|el|la|los|las|ahora|ya|solo|sólo)\s){{0,3}}(?P<es2>{ORDINAL}|{_DIGITS})(?=\s(?:en|de|del|entre|por|tras|detrás|a nivel|global|mundial|y|con|según)\b|\s?[,.;:)]|\Z)(?! (?:vez|parte|modelo))"
    rf"|\bnúmero (?P<esn2>\d{{1,3}}|{'|'.join(NUMBERS)})\b(?! (?:de (?!la (?:clasificación|tabla|lista)|LMArena|Artificial)))"
    rf"|,\s(?P<es3>{ORDINAL})(?=\s(?:en|del?|entre)\b|[,.;]|\Z)"
    rf"|\b(?:(?<!(?-i:E[nm])\s)|(?!\w{{4,8}}\slugar,))(?P<pt>{_ORDINAL_PT})\s(?:{_PLACE_PT}\b(?! para\b)|melhor\b)"  # "Em segundo lugar, ...": secondly
    rf"|\b{_IS_PT}\s(?:(?:em|no|na|como|o|a|agora|já|só|apenas)\s){{0,3}}(?P<pt2>{_ORDINAL_PT})(?=\s(?:em|no|na|do|da|entre|por|atrás|com|global|mundial|geral)\b|\s?[,.;:)]|\Z)(?! (?:vez|parte|modelo))"
    rf"|\b(?:posição|colocação|lugar) (?:número |n[.º°]{{1,2}}\s?)?(?P<ptn>\d{{1,3}})\b(?![.,]\d)"
)
TOP = (
    r"\b(?:entre|en|de) (?:los|las) (?P<es>\d{1,2}|tres|cuatro|cinco|seis|ocho|diez|veinte) (?:primer[oa]s|mejores|modelos (?:mejor|más))\b|\btop (?P<es2>tres|cinco|diez|veinte)\b|\blos (?P<es3>tres|cuatro|cinco|diez) primeros (?:puestos|lugares)\b"
    r"|\b(?:entre|n)?\s?[oa]s (?P<pt3>\d{1,2}|três|cinco|seis|oito|dez|vinte) (?:primeir[oa]s|melhores)\b|\btop (?P<pt4>três)\b"
)
# How many of the first places somebody holds.
COUNTED = (
    rf"(?i:\b(?P<n>{_N}) (?:modelos?|sistemas?|laboratorios?|empresas?)\b[^,;.]{{0,40}}? entre (?:los|las) {_TOP} (?:primer[oa]s|mejores|modelos)\b)",
    rf"(?i:\b(?P<n>{_N}) de (?:los|las) {_TOP} (?:primer[oa]s|mejores)\b)",
)
LEAD = "|".join((
    r"\b(?:lidera|lideró|lideran|liderando)\b", r"\b(?:encabeza|encabezó|encabezan|encabezando)\b", r"\bdomina(?! (?:el|los|las) (?:mercado|idioma|lengua))\b", r"\ba la cabeza\b", r"\ben cabeza\b", r"\ben (?:lo más alto|la cima)\b",
    r"\b(?:ocup|tom|alcanz|conquist|recuper|mant(?:iene|uv)|conserv|logr|arrebat|se hac|asum)\w* (?:con |a \w+ )?(?:el |la )?(?:liderato|liderazgo|trono|corona|cima|cabeza|delantera|lo más alto)\b",
    r"\b(?:es|era|sigue siendo|se corona como|se convierte en) (?:el |la )?(?:nuevo |nueva |actual )?(?:líder|número uno|rey)\b", r"\b(?:nuevo|actual) líder\b",
    r"\b(?:el|la) (?:mejor(?! clasificad| valorad| puntuad)|más (?:potente|inteligente|capaz|avanzad[oa]|utilizad[oa]|usad[oa]|popular)) (?:modelo|ia|sistema|llm)(?: de (?:ia|lenguaje))?\b", r"\b(?:modelo|ia|sistema|llm)(?: [\w-]+){0,3}? (?:mejor (?:clasificad|valorad|puntuad|situad)[oa]|más (?:potente|inteligente|capaz|avanzad[oa]|utilizad[oa]|usad[oa]|popular)|con (?:mejor|más alta|mayor) (?:nota|puntuación))\b",
    r"\b(?:la )?(?:mejor|mayor|más alta) (?:puntuación|nota) (?:de|del|en)\b",
    r"\b(?:liderou|encabeça|encabeçou)\b", r"\bno topo\b(?! dos? (?:preços|custos))", r"\b(?:à|na) (?:frente|ponta|liderança)\b(?! d[eoa]s? (?-i:[A-Z]))",
    r"\b(?:ocup|tom|alcanç|conquist|recuper|mant[ée]m|manteve|assum|reassum|lev)\w* (?:o |a )?(?:\w+ )?(?:liderança|trono|coroa|topo|ponta)\b",
    r"\b(?:é|continua sendo|continua|segue como|torna-se|tornou-se|virou) (?:o |a )?(?:novo |nova |atual )?(?:líder|número um)\b",
    r"\b(?:o|a) (?:melhor(?! colocad| avaliad| pontuad)|mais (?:poderos[oa]|inteligente|capaz|avançad[oa]|usad[oa]|utilizad[oa]|popular)) (?:modelo|ia|sistema|llm)(?: de (?:ia|linguagem))?\b",
    r"\b(?:modelo|ia|sistema|llm)(?: [\w-]+){0,3}? (?:melhor (?:colocad|classificad|avaliad|pontuad)[oa]|mais (?:poderos[oa]|inteligente|capaz|avançad[oa]|usad[oa]|utilizad[oa]|popular)|com a (?:maior|melhor) (?:nota|pontuação))\b",
    r"\b(?:a )?(?:melhor|maior|mais alta) (?:pontuação|nota) (?:de|do|da|no|na|entre)\b",
))  # fmt: skip
# Whose object is the one left behind, the one ahead, the one level.
BEATS = (
    r"\b(?:super(?:a|ó|an|aron|ando|ar)|aventaj(?:a|ó|an)|adelant(?:a|ó|an|ando)|bat(?:e|ió|en|iendo)|venc(?:e|ió|en|iendo)|derrot(?:a|ó|an|ando)|rebas(?:a|ó|an|ando)|sobrepas(?:a|ó|an|ando)|desbanc(?:a|ó|an|ando)|destron(?:a|ó|an|ando)|gan(?:a|ó|an)|dej(?:a|ó|an|ando) atrás|arrebat\w+ \w+ (?:\w+ )?)\s(?:por primera vez\s|ya\s|también\s|por poco\s|claramente\s|ampliamente\s|ligeramente\s)?al?\b|\bpor (?:delante|encima) del?\b|\bventaja sobre\b|\bpuntos más que\b"
    r"|\b(?:super(?:a|ou|am|aram|ando)|ultrapass(?:a|ou|am|aram|ando)|bat(?:e|eu|em|eram)|venc(?:e|eu|em|eram)|derrot(?:a|ou|am|ando)|desbanc(?:a|ou|ando)|destron(?:a|ou|ando)|deix(?:a|ou|ando) para trás)\s(?:também |ainda |por pouco )?(?:o |a |os |as )?(?=(?-i:[A-Z]))|\b(?:à frente|acima|na frente) d[eoa]s?\b|\bvantagem sobre\b|\bpontos? (?:a mais (?:do )?que|à frente d[eoa]|acima d[eoa])\b"
)
TRAILS = (
    r"\bpor (?:detrás|debajo) del?\b|\bdetrás del?\b|\b(?:superad|adelantad|batid|derrotad|vencid|aventajad|desbancad|destronad)[oa]s? (?:solo |sólo |únicamente )?por\b|\b(?:pierde|perdió|cae|cayó) (?:ante|frente a|contra)\b|\ba (?:solo |sólo |apenas |tan solo |menos de |poco más de |más de |unos )?(?:\d[\d.,]*|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez) puntos? del?\b|\bpuntos menos que\b|\bno (?:supera|alcanza) al?\b|\bsigue (?:los pasos )?al?\b(?= (?-i:[A-Z]))"
    r"|\b(?:atrás|abaixo)(?: apenas| somente| só)? d[eoa]s?\b|\b(?:superad|ultrapassad|batid|vencid|derrotad|desbancad)[oa]s? (?:apenas |somente |só )?(?:por|pel[oa]s?)\b|\b(?:perde|perdeu)(?: apenas| só| somente)? para\b|\bpontos? a menos (?:do )?que\b"
)
EQUAL = (
    r"\b(?:empat(?:a|ó|an|ado|ada|ados)|igualad[oa]s?|empatando)(?: a \d[\d.,]* puntos)? con\b|\bigual(?:a|ó) al?\b(?= (?-i:[A-Z]))|\ba la par (?:de|con|que)\b|\bcomparte \w+ \w+ (?:\w+ )?con\b"
    r"|\bempat(?:a|ou|am|ad[oa]s?) com\b|\bem empate com\b|\bpar a par com\b"
)
MARGIN = (
    r"(?:\bpor |\bcon (?=[^,.;]{2,24} puntos? (?:de (?:ventaja|diferencia|margen)|más|por (?:delante|encima)))|\ba (?=(?:[^,.;]|[.,]\d){1,30} puntos? (?:del?|por)\b)|\bunos |\bsaca |\bventaja de )(?:solo |sólo |apenas |tan solo |más de |menos de |casi |cerca de |poco más de )*(?P<es>\d{1,3}(?:[.,]\d{1,2})?|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez) (?:puntos?)\b"
    rf"|(?:\bpor |\bvantagem de |\bdiferença de |\ba (?=[^,.;]{{1,30}} pontos? (?:d[eoa]s?|atrás|abaixo)\b))(?:apenas |só |somente |mais de |menos de |quase |cerca de )*(?P<pt>{_N_PT}) pontos?\b"
)
SCORES = (
    r"obtiene|obtuvo|logra|logró|alcanza|alcanzó|consigue|consiguió|suma|sumó|marca|marcó|registra|registró|saca|sacó|anota|anotó|recibe|recibió|puntúa|puntuó|con"
    r"|alcança|alcançou|obtém|obteve|atinge|atingiu|soma|somou|marca|marcou|faz|fez|registra|registrou|recebe|recebeu|com"
)
# After a figure that counts something else than points.
COUNTED_THINGS = (
    r"mil\b|millon|billon|millardo|parámetros|usuarios|clientes|empleados|idiomas|lenguas|modelos|tareas|preguntas|votos|meses|años|días|horas|minutos|segundos|veces|dólares|euros|céntimos|centavos|yuanes|países|empresas|expertos"
    r"|milh[õã]\w*|bilh[õã]\w*|trilh[õã]\w*|parâmetros|usuários|clientes|funcionários|idiomas|línguas|perguntas|anos|dias|minutos|reais|países"
)
ONLY = r"solo|sólo|solamente|únicamente|tan solo|apenas|somente|só"
LEAST = r"más de|al menos|por encima de los|mais de|pelo menos|ao menos|acima dos"
MOST = r"menos de|como máximo|hasta|menos de|no máximo|até"
# Denials and intentions, right before what they deny: a search for them ends there, so what is denied may be the text's end.
NEGATED = (
    r"(?:aún |todavía |ya )?(?:no|ni)(?=\s(?:\Z|(?:lidera|encabeza|ocupa|figura|aparece|supera|logra|alcanza|consigue|está|es|queda|llega|ha|se|entra|tiene)\b))|nunca|tampoco|deja de"
    r"|(?:não|já não)(?: \w+ mais)?|nem|nunca|tampouco|deixou de"
)
INTENDED = (
    r"podría|podrían|pretenden?|aspiran? al?|espera(?: que)?|quiere(?: que)?|busca|planea|confía en|intenta(?:rá)?|quizá|ojalá|tal vez|hasta que|para(?=\s(?:\Z|(?:liderar|superar|encabezar)\b))|el objetivo de|el objetivo es"
    r"|poderia|poderiam|pretendem?|espera(?: que)?|quer(?: que)?|busca|planeja|tenta|talvez|para(?=\s(?:\Z|(?:liderar|superar|ultrapassar)\b))|o objetivo é"
)
OUTSIDE = (
    r"(?:fuera del?|no (?:entra|está|figura|aparece|se cuela|coloca|logra entrar|consigue entrar|tiene (?:a )?ning\w+ \w+)(?: en| entre)?)(?: (?:el|los|las))?"
    r"|(?:fora d[oa]s?|não (?:entra|está|aparece|figura)(?: em| n[oa]s?| entre)?)(?: [oa]s)?"
)
OPEN_QUESTION = r"no (?:está claro|se sabe)|(?:queda|está) por ver|falta por ver|quién|cuál|não se sabe|resta saber|quem|qual"
ANAPHOR = r"el modelo|este modelo|la compañía|la empresa|la firma|ambos|o modelo|este modelo|esse modelo|a empresa|a companhia|ambos"
CUE = r"clasificación|tabla|ranking|índice|lista|liderato|classificação|tabela|ranking|índice|lista|liderança"
# Scopes.
WORLD = r"a nivel (?:mundial|global)|del mundo|en el mundo|en general|mundialmente|do mundo|no mundo|mundialmente|em nível (?:mundial|global)|no geral|ranking geral"
OPEN = (
    r"(?:de )?(?:código|pesos) abiertos?|(?:modelos?|sistemas?|ia) abiert[oa]s?|abiert[oa]s?\b(?= (?:de|del|mejor|más|en|que)\b)"
    r"|(?:de )?(?:código|pesos) abertos?|(?:modelos?|sistemas?) abert[oa]s?|peso aberto"
)
COUNTRIES = {
    "CN": r"(?-i:chin[oa]s?)|(?-i:chin(?:ês|eses|esas?))",
    "US": r"estadounidenses?|norteamerican[oa]s?|de ee\.? ?uu\.?|(?:norte-)?american[oa]s?|dos eua",
    "KR": r"(?-i:surcorean[oa]s?|corean[oa]s?)|(?-i:(?:sul-)?corean[oa]s?)",
    "JP": r"japon(?:és|esa|eses|esas)|japon(?:ês|eses|esas?)",
    "EU": r"europe[oa]s?|europeus?|europeias?",
    "FR": r"frances(?:a|es|as)?|francés|franc(?:ês|eses|esas?)",
    "DE": r"alem(?:án|ana|anes|anas)|alem(?:ão|ães|ãs?)",
    "GB": r"británic[oa]s?|britânic[oa]s?",
    "IN": r"(?:modelo|modelos) indi[oa]s?|(?:modelo|modelos) indian[oa]s?",
}
