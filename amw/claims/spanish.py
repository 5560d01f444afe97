"""How Spanish texts say a place, a lead, a comparison, a denial: parts of the patterns that all languages share."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

_STEMS = "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim".split()
ORDINALS = {f"{stem}{end}": place for place, stem in enumerate(_STEMS, start=1) for end in ("o", "a")} | {"primer": 1, "tercer": 3}
NUMBERS = {word: n for n, word in enumerate("uno dos tres cuatro cinco seis siete ocho nueve diez".split(), start=1)}
ORDINAL = rf"(?:(?:{'|'.join(_STEMS)})[oa]|primer|tercer)"
_DIGITS = r"\d{1,3}\.?\s?[ºª°]"
_PLACE = r"(?:puesto|lugar|posición|plaza|escalón|peldaño)"
_IS = r"(?:es|está|queda|quedó|figura|aparece|marcha|sigue|llega|llegó|entra|entró|entrando|debuta|debutó|termina|terminó|sube|subió|cae|cayó|baja|bajó|asciende|desciende|(?:se|lo|la) (?:sitúa|situó|coloca|colocó|ubica|ubicó|clasifica|clasificó|posiciona|posicionó|mantiene|queda|quedó)|situándose|colocándose|clasificado|clasificada)"

# A place, in the groups `es`, `es2`, `es3` an ordinal, in `esn` and `esn2` digits.
RANK = (
    rf"\b(?:(?<!(?-i:E[nm])\s)|(?!\w{{4,8}}\slugar,))(?P<es>{ORDINAL}|{_DIGITS})\s(?:{_PLACE}\b|mejor\b)"  # "En segundo lugar, ...": secondly
    rf"|\b{_PLACE} (?:número |n[.º°]{{1,2}}\s?)?(?P<esn>\d{{1,3}})\b(?![.,]\d)"
    rf"|\b{_IS}\s(?:(?:en|al?|como|de|el|la|los|las|ahora|ya|solo|sólo)\s){{0,3}}(?P<es2>{ORDINAL}|{_DIGITS})(?=\s(?:en|de|del|entre|por|tras|detrás|a nivel|global|mundial|y|con|según)\b|\s?[,.;:)]|\Z)(?! (?:vez|parte|modelo))"
    rf"|\bnúmero (?P<esn2>\d{{1,3}}|{'|'.join(NUMBERS)})\b(?! (?:de (?!la (?:clasificación|tabla|lista)|LMArena|Artificial)))"
    rf"|,\s(?P<es3>{ORDINAL})(?=\s(?:en|del?|entre)\b|[,.;]|\Z)"
)
TOP = r"\b(?:entre|en|de) (?:los|las) (?P<es>\d{1,2}|tres|cuatro|cinco|seis|ocho|diez|veinte) (?:primer[oa]s|mejores|modelos (?:mejor|más))\b|\btop (?P<es2>tres|cinco|diez|veinte)\b|\blos (?P<es3>tres|cuatro|cinco|diez) primeros (?:puestos|lugares)\b"
_N = rf"(?:ningún|ningun[oa]|\d{{1,2}}|un|una|{'|'.join(NUMBERS)})"
_TOP = r"(?P<top>\d{1,2}|tres|cuatro|cinco|seis|siete|ocho|diez)"
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
))  # fmt: skip
# Whose object is the one left behind, the one ahead, the one level.
BEATS = r"\b(?:super(?:a|ó|an|aron|ando|ar)|aventaj(?:a|ó|an)|adelant(?:a|ó|an|ando)|bat(?:e|ió|en|iendo)|venc(?:e|ió|en|iendo)|derrot(?:a|ó|an|ando)|rebas(?:a|ó|an|ando)|sobrepas(?:a|ó|an|ando)|desbanc(?:a|ó|an|ando)|destron(?:a|ó|an|ando)|gan(?:a|ó|an)|dej(?:a|ó|an|ando) atrás|arrebat\w+ \w+ (?:\w+ )?)\s(?:por primera vez\s|ya\s|también\s|por poco\s|claramente\s|ampliamente\s|ligeramente\s)?al?\b|\bpor (?:delante|encima) del?\b|\bventaja sobre\b|\bpuntos más que\b"
TRAILS = r"\bpor (?:detrás|debajo) del?\b|\bdetrás del?\b|\b(?:superad|adelantad|batid|derrotad|vencid|aventajad|desbancad|destronad)[oa]s? (?:solo |sólo |únicamente )?por\b|\b(?:pierde|perdió|cae|cayó) (?:ante|frente a|contra)\b|\ba (?:solo |sólo |apenas |tan solo |menos de |poco más de |más de |unos )?(?:\d[\d.,]*|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez) puntos? del?\b|\bpuntos menos que\b|\bno (?:supera|alcanza) al?\b|\bsigue (?:los pasos )?al?\b(?= (?-i:[A-Z]))"
EQUAL = r"\b(?:empat(?:a|ó|an|ado|ada|ados)|igualad[oa]s?|empatando)(?: a \d[\d.,]* puntos)? con\b|\bigual(?:a|ó) al?\b(?= (?-i:[A-Z]))|\ba la par (?:de|con|que)\b|\bcomparte \w+ \w+ (?:\w+ )?con\b"
MARGIN = r"(?:\bpor |\bcon (?=[^,.;]{2,24} puntos? (?:de (?:ventaja|diferencia|margen)|más|por (?:delante|encima)))|\ba (?=(?:[^,.;]|[.,]\d){1,30} puntos? (?:del?|por)\b)|\bunos |\bsaca |\bventaja de )(?:solo |sólo |apenas |tan solo |más de |menos de |casi |cerca de |poco más de )*(?P<es>\d{1,3}(?:[.,]\d{1,2})?|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez) (?:puntos?)\b"
SCORES = r"obtiene|obtuvo|logra|logró|alcanza|alcanzó|consigue|consiguió|suma|sumó|marca|marcó|registra|registró|saca|sacó|anota|anotó|recibe|recibió|puntúa|puntuó|con"
# After a figure that counts something else than points.
COUNTED_THINGS = r"mil\b|millon|billon|millardo|parámetros|usuarios|clientes|empleados|idiomas|lenguas|modelos|tareas|preguntas|votos|meses|años|días|horas|minutos|segundos|veces|dólares|euros|céntimos|centavos|yuanes|países|empresas|expertos"
ONLY = r"solo|sólo|solamente|únicamente|tan solo"
LEAST, MOST = r"más de|al menos|por encima de los", r"menos de|como máximo|hasta"
# Denials and intentions, right before what they deny: a search for them ends there, so what is denied may be the text's end.
NEGATED = r"(?:aún |todavía |ya )?(?:no|ni)(?=\s(?:\Z|(?:lidera|encabeza|ocupa|figura|aparece|supera|logra|alcanza|consigue|está|es|queda|llega|ha|se|entra|tiene)\b))|nunca|tampoco|deja de"
INTENDED = r"podría|podrían|pretenden?|aspiran? al?|espera(?: que)?|quiere(?: que)?|busca|planea|confía en|intenta(?:rá)?|quizá|ojalá|tal vez|hasta que|para(?=\s(?:\Z|(?:liderar|superar|encabezar)\b))|el objetivo de|el objetivo es"
OUTSIDE = r"(?:fuera del?|no (?:entra|está|figura|aparece|se cuela|coloca|logra entrar|consigue entrar|tiene (?:a )?ning\w+ \w+)(?: en| entre)?)(?: (?:el|los|las))?"
OPEN_QUESTION = r"no (?:está claro|se sabe)|(?:queda|está) por ver|falta por ver|quién|cuál"
ANAPHOR = r"el modelo|este modelo|la compañía|la empresa|la firma|ambos"
CUE = r"clasificación|tabla|ranking|índice|lista|liderato"
# Scopes.
WORLD = r"a nivel (?:mundial|global)|del mundo|en el mundo|en general|mundialmente"
OPEN = r"(?:de )?(?:código|pesos) abiertos?|(?:modelos?|sistemas?|ia) abiert[oa]s?|abiert[oa]s?\b(?= (?:de|del|mejor|más|en|que)\b)"
COUNTRIES = {
    "CN": r"(?-i:chin[oa]s?)", "US": r"estadounidenses?|norteamerican[oa]s?|de ee\.? ?uu\.?", "KR": r"(?-i:surcorean[oa]s?|corean[oa]s?)", "JP": r"japon(?:és|esa|eses|esas)",
    "EU": r"europe[oa]s?", "FR": r"frances(?:a|es|as)?|francés", "DE": r"alem(?:án|ana|anes|anas)", "GB": r"británic[oa]s?", "IN": r"(?:modelo|modelos) indi[oa]s?",
}  # fmt: skip
