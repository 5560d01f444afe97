"""Free hashtags in the page's two styles: "#FoundationModel" and plain words ("foundation models", "China AI")."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from amw.money.roots import searching

if TYPE_CHECKING:
    from amw.claims.record import Claim
    from amw.companies.records import Model
    from amw.tags.story import Story

MOST = 8
# (camel-case hashtag, plain keyword)
_SEGMENTS: dict[str, tuple[str, str]] = {
    "foundation_models": ("FoundationModel", "foundation models"), "ai_agents": ("AIAgents", "AI agents"), "ai_infrastructure": ("AIInfrastructure", "AI infrastructure"),
    "ai_chips": ("AIChips", "AI chips"), "developer_tools": ("DeveloperTools", "developer tools"), "ml_ops": ("MLOps", "ML ops"), "search_retrieval": ("AISearch", "AI search"),
    "nlp": ("NLP", "natural language processing"), "computer_vision": ("ComputerVision", "computer vision"), "voice_speech": ("VoiceAI", "voice AI"),
    "generative_media": ("GenerativeMedia", "generative media"), "robotics": ("Robotics", "robotics"), "autonomous_vehicles": ("AutonomousVehicles", "autonomous vehicles"),
    "ai_safety": ("AISafety", "AI safety"), "healthcare": ("HealthcareAI", "AI in healthcare"), "biotech": ("Biotech", "drug discovery"), "fintech": ("Fintech", "AI in finance"),
    "insurance": ("Insurtech", "AI in insurance"), "legal": ("LegalAI", "legal AI"), "education": ("EdTech", "AI in education"), "hr_talent": ("FutureOfWork", "AI and work"),
    "marketing": ("MarketingAI", "AI in marketing"), "retail": ("RetailAI", "AI in retail"), "supply_chain": ("SupplyChain", "AI in logistics"), "manufacturing": ("IndustrialAI", "industrial AI"),
    "agriculture": ("AgTech", "AI in agriculture"), "climate_energy": ("ClimateTech", "AI and energy"), "cybersecurity": ("Cybersecurity", "AI security"), "analytics_bi": ("DataAnalytics", "data analytics"),
    "productivity": ("Productivity", "AI productivity"), "media_gaming": ("MediaAI", "AI in media"), "government": ("GovTech", "AI in government"), "defense": ("DefenseTech", "AI in defense"),
}  # fmt: skip
_EVENTS: dict[str, tuple[str, str]] = {
    "funding": ("Funding", "funding round"), "acquisition": ("MergersAndAcquisitions", "acquisition"), "ipo": ("IPO", "IPO"), "model_release": ("ModelRelease", "model release"),
    "product_launch": ("ProductLaunch", "product launch"), "pricing": ("Pricing", "AI pricing"), "ranking": ("Benchmark", "benchmark ranking"), "partnership": ("Partnership", "partnership"),
    "infrastructure": ("DataCenters", "AI build-out"), "research": ("AIResearch", "AI research"), "regulation": ("AIRegulation", "AI regulation"), "lawsuit": ("Lawsuit", "AI lawsuit"),
    "personnel": ("Leadership", "leadership change"), "earnings": ("Earnings", "earnings"), "incident": ("Incident", "AI incident"),
}  # fmt: skip
# Of personnel what befalls the staff, in the headline: job cuts, reorganisations, hiring
_of_staff = searching(
    re.compile(
        r"\blay(?:s|ing)?[ -]?offs?\b|\blaid off\b|\bjob (?:cuts?|loss)|\b(?:ax|cut|eliminat|shed|slash)\w{0,4} (?:[\w%,.’'-]+ ){0,5}(?:jobs|positions|roles|staff|workers|workforce|employees)\b"
        r"|\bre(?:organi[sz]|structur)|\breshuffl|\bworkforce\b|\bhiring\b|\brecruit|\b(?:fire|hire|supprime)[ds]? (?:[\w-]+ ){0,2}\d[\d.,]*\b|\bentlass|\bentlässt\b|stellenabbau|\bstellen\b|\blicenci|\blicenziament|\bdespid|\bdemissões|\bontslag|\brecrut"
        r"|\bsuppressions? (?:de postes|d['’]emplois)|\bembauche|裁员|裁員|招聘|组织(?:架构)?调整|人員削減|早期退職|リストラ|解雇|採用|감원|감축|해고|구조조정|조직 ?개편|희망퇴직|채용"
    )
)
_STAFF = ("Personnel", "personnel")
_COUNTRIES = {
    "US": "US", "CN": "China", "EU": "Europe", "GB": "UK", "KR": "Korea", "JP": "Japan", "DE": "Germany", "FR": "France", "IN": "India", "CA": "Canada", "IL": "Israel",
    "TW": "Taiwan", "AE": "UAE", "SA": "Saudi", "SG": "Singapore", "AU": "Australia", "SE": "Sweden", "CH": "Switzerland", "NL": "Netherlands",
}  # fmt: skip


def camel(name: str) -> str:
    """A hashtag of `name`: its words joined, letters and digits only, each begun with a capital but for "o3" ("Artificial Analysis" -> "ArtificialAnalysis")."""
    words = re.findall(r"[^\W_]+", name)
    joined = "".join(w if not w.islower() or not w.isascii() or w[1:2].isdigit() else w[:1].upper() + w[1:] for w in words)
    return f"#{joined}" if joined and not joined.isdigit() else ""


def hashtags_of(
    story: Story, claims: Sequence[Claim], segment: str | None, event: str | None, countries: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(hashtags, keywords): companies, model families, boards, segment, event, country, in this order, each at most `MOST`.

    A model counts that the headline names, that is named twice, or that a company makes which acts; a company that
    acts, and where none does by its own name one of the headline; one that the register does not know where it acts in the headline, behind
    those it knows. What is named behind the part that is read for tags is background.
    """
    mentions, title_end, end = story.mentions, story.title_end, len(story.plain)
    tags: list[str] = []
    words: list[str] = []
    named = Counter(m.model.key for m in mentions if m.model is not None)
    acting = {m.company.key for m in mentions if m.company is not None and m.role == "primary"}
    read = [m for m in mentions if m.start < end]
    models = [m for m in read if m.model is not None and (m.start < title_end or named[m.model.key] > 1 or m.model.maker in acting)]
    acts = [m for m in mentions if m.role == "primary" or (m.role is None and m.kind == "company")]
    new = [m.label for m in acts if m.company is None and m.start < title_end]
    known = [m for m in acts if m.company is not None]
    if not any(m.kind == "company" for m in known):
        known += [m for m in mentions if m.company is not None and m.start < title_end]
    names = list(dict.fromkeys(m.label for m in known if m.start < end))[:3] + new[:2]
    words.extend(m.model.name for m in models[:2] if m.model is not None)
    tags.extend(map(camel, names))
    words.extend(names)
    sold = [m.surface for m in mentions if m.kind == "product" and m.start < title_end and m.surface.isascii() and not m.surface.islower()]
    tags.extend([camel(_family_of(m.model)) for m in models[:2] if m.model is not None and m.model.family] or map(camel, sold[:1]))
    words.extend(claim.board for claim in claims[:2])
    for key, table in ((segment, _SEGMENTS), (event, _EVENTS)):
        if key in table:
            tag, word = _STAFF if key == "personnel" and _of_staff(story.plain[:title_end].lower()) else table[key]
            tags.append(f"#{tag}")
            words.append(word)
    words.extend(f"{_COUNTRIES[code]} AI" for code in countries[:1] if code in _COUNTRIES)
    if event in {"ranking", "model_release", "pricing"} or claims:
        tags.append("#AICompetition")
    return _unique(tags), _unique(words)


def _family_of(model: Model) -> str:
    """A model's family spelled as its name spells it ("HappyHorse", "Code Llama"), the whole name where the family is a letter ("o1")."""
    family = model.family.replace("-", "")
    if len(family) == 1:
        return model.name
    found = re.search(r"[\W_]*".join(map(re.escape, family)), model.name, re.IGNORECASE)
    return found[0] if found is not None else model.family.replace("-", " ").title()


def _unique(words: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for word in words:
        if word:
            seen.setdefault(word.casefold(), word)
    return tuple(list(seen.values())[:MOST])
