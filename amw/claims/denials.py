"""How texts deny, hope, ask, or speak of what they told before."""

from __future__ import annotations

import re

from amw.claims import iberian
from amw.dates import ANY_MONTH

# "Whether A or B is first is open": nothing is claimed.
OPEN_QUESTION = re.compile(
    r"(?i:\b(?:remains to be seen|(?:un)?clear (?:whether|if|which|who)|(?:wonder|ask|debate|guess|bet)\w* (?:whether|if|which|who)|yet to be (?:seen|decided)|whoever|whichever|"
    + iberian.OPEN_QUESTION
    + r")\b)|谁[会能将才]|能否|会不会|どちらが|誰が|누가|될지|할지|수 있을지|을지 (?:주목|관심|미지수)|かどうか|ist (?:noch )?(?:offen|unklar|ungewiss)|bleibt abzuwarten|reste à (?:voir|savoir)"
)
# "not ranked 5th", "to become the leader": no claim of a place. What is denied of a comparison turns it round; what is hoped for says nothing.
_NEGATED = (
    r"no longer|not|never|(?:has|have|had) yet to|\w+n['’]t|fails? to|failed to|cannot|unable to|without|nicht(?: mehr)?|pas|n(?:['’]|e )\w+ plus|ne parvient pas à|"
    + iberian.NEGATED
)
_INTENDED = (
    r"why we|could(?! (?:only|(?:\w+ )?manage|do no better|muster))|would|may|might|aims? to|aiming to|wants? to|hopes? to|plans? to|expected to|set to|if(?! only| just| barely)|whether|soll|will|pourrait|veut|vis(?:e|er|era|ent)|"
    + iberian.INTENDED
)
_NEAR = r"nowhere near|far from|close to|near|short of|shy of|out of reach of|within reach of|on course for|race (?:for|to)|chance (?:of|at)|bid (?:for|to)|battle for|fight for|chas(?:es|ing)|shot at|(?:been|not|n['’]t|be) (?:\w+ )?enough for|worthy of|contend(?:s|ing|ers?) for|eyes|eyeing"
# "did not manage to get", "is not quite": what may stand between a denial and what it denies.
_MANAGE = r"(?:(?:quite|yet|even|managed?|able|succeed(?:ed)?|in|to|get|getting|make|making|it|come|been)\s){0,5}"
_WANTED = (
    r"(?:wants?|hopes?|expects?|aims? for|would like|bets? on|wagers? on)\s(?:[^,;.]|\.\d){2,40}?\sto\s(?:\w+\s){0,2}"  # "wants X to lead"
    r"|(?:espera|quiere|desea|quer|espère|souhaite|veut)\sque\s(?:[^,;.]|\.\d){2,40}?\s(?:\w+\s){0,2}"
)
_WHETHER = r"(?:whether|if|unclear|doubt(?:s|ful)?)\s(?:[^,;.]|\.\d){2,40}?\s(?:can|could|will|would|might|may|to)\s(?:\w+\s){0,1}"
_ANY_THAT = r"(?:\b(?:an?|any|every|each|no|whatever) (?:\w+ ){0,2}(?:that|which|who) (?:\w+ )?|\b(?:when(?:ever)?|if|once) (?:an?|any) (?:\w+ ){1,3})"  # "a model that leads", "when a model leads": of none
DENIED = re.compile(
    rf"(?i:\b{_WHETHER}\Z|\b(?:{_NEGATED}|{_INTENDED})\s(?:[\w'’-]+\s){{0,2}}\Z|\b(?:{_NEGATED})\s(?:rank|sit|stand|count|figure|feature|belong)\w*\s(?:\w+\s){{1,2}}\Z|\b(?:{_NEGATED})\s{_MANAGE}\Z|\b{_WANTED}\Z|\b(?:wants?|dreams? of|hopes? for)\s(?:\w+\s){{1,3}}\Z|{_ANY_THAT}\Z|\b(?:{_NEAR})\s(?:the\s|its\s)?\Z)|(?:希望|力争|想要|目标是|有望|计划|试图|誓言|瞄准|预计|欲|冲击|能否|是否)[^，。；、]{{0,44}}\Z"
)
WOULD = re.compile(r"(?i:\bwould (?:still |also |now |easily )?)")
NEGATED = re.compile(rf"(?i:\b(?:{_NEGATED})\s(?:(?:\w+\s){{0,2}}|{_MANAGE})\Z)|(?:未能|没有|没能|无法)\Z")
INTENDED = re.compile(
    rf"(?i:\b{_WHETHER}\Z|\b(?:{_INTENDED})\s(?:\w+\s){{0,2}}\Z)|(?:希望|力争|想要|目标是|有望|计划|试图|誓言|瞄准|预计|欲|冲击|能否|是否)[^，。；、]{{0,44}}\Z"
)
OUTSIDE = re.compile(
    r"(?i:\b(?:outside|out of|misse[sd](?: out on)?|missing(?: from)?|absent from|(?:has|have) yet to (?:\w+ ){0,2}?(?:make|crack|reach|enter|break|get|appear|place|land|feature)(?: it)?(?: in| into| among)?|(?:shut|left) out of|no place (?:in|among)|(?:(?:has|have|had|with) no|(?:without|lacks?) (?:an?|any)) (?:single )?(?:\w+ )?(?:model|entry|system|llm|contender)s? (?:in|among|inside|within)|(?:do|does|did|has|have|is)(?: not|n['’]t) (?:have |got )?(?:an?|any|one|a single) (?:\w+ )?(?:model|entry|system|contender)s? (?:in|among|inside|within)|nowhere(?: to be (?:seen|found))?(?: in| among| near)?|short of|drop(?:s|ped) from|fell from|beyond|"
    + iberian.OUTSIDE
    + r"|(?:fail(?:s|ed)? to|(?:do|does|did|could|ca|can|has|have|is|are|was|were)(?: not|n['’]t)|cannot|not(?: yet)?|never|no longer|unable to)"
    r"(?: yet)?(?: (?:makes?|made|crack(?:s|ed)?|reach(?:es|ed)?|enter(?:s|ed)?|break|broken|get|got|rank(?:s|ed)?|features?|figures?|counts?|belongs?|sits?|stands?|appears?|among|in|into|it|place[sd]?|land|quite|even))*)"
    r"\s(?:of\s)?(?:the\s|its\s)?\Z)|(?:跌出|未能进入|未进入|无缘|未进)\Z|(?i:\b(?:verpasst|verfehlt)\s(?:[^,;.]{1,34}\s)?(?:(?:die|das|den)\s)?\Z|\bhors du\s\Z)"
)
# An earlier time that a sentence opens with; `month` where it is a month.
_AGO = r"(?:an?|one|two|three|four|five|six|nine|\d{1,2}) (?:years?|months?|weeks?) (?:ago|earlier|before)\b"
OPENS_EARLIER = re.compile(
    rf"\W*(?:(?:but |and |back |just |only |already )*(?:in (?P<month>{ANY_MONTH})\b|{_AGO}"
    r"|last (?:year|month|week|spring|summer|autumn|fall|winter)\b)"
    r"|去年|上个?月|上周|昨年|先月|작년|지난\s?(?:달|해|주)|vor (?:einem|zwei|drei) (?:Jahr|Monat|Woche)|il y a )",
    re.IGNORECASE,
)
# A month behind these is that of a release, of no place.
RELEASED = re.compile(r"(?i:\b(?:releas|launch|unveil|announc|introduc|shipp|publish|arriv|open[- ]sourc)\w*)")
# Words that speak of the model a text is about.
ANAPHOR = re.compile(
    r"(?i:^[\W_]*(?:it|its|the (?:\w+ ){0,3}(?:model|system|release|version|newcomer|one)|this (?:\w+ )?model|the company|cela|il|elle|le (?:\w+ )?modèle|es|das (?:\w+ )?modell|sie|"
    + iberian.ANAPHOR
    + r")\b)|该模型|这款|这一|它|同モデル|このモデル|同社|이 모델|해당 모델|이는|(?i:\b(?:it|the model|its)\b)"
)
