"""Names in whole texts: what counts in a lead counts deep in a text only where something says that a company is meant."""

import pytest

from amw.companies import Companies, Mention

PADDING = "The road went on through the hills and nobody on the bus said much about it. " * 12


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.load()


def keys(found: list[Mention]) -> list[str]:
    return [m.company.key for m in found if m.company is not None and m.kind == "company"]


def deep(sentence: str) -> str:
    return f"A day out\n\n{PADDING}\n{sentence}\n{PADDING}"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a capital and a preposition are no evidence there
        ("We met in the part of Orange that looks on the river.", []),
        ("It is Grit and Valor that count.", []),
        ("In the order of play: The Anomaly, by a friend.", []),
        ("Some dusty Midas king had built it.", []),
        ("Nothing warned that Clay’s proposals were late.", []),
        ("Every voice of Eve was recorded.", []),
        # nor is what anything does
        ("And so Box is still right about it.", []),
        ("My sister said that Lemonade is a family drink.", []),
        # what only a company is, does or has is, and so is a neighbour or the same name elsewhere
        ("The bus passed the office of Lemonade, an insurer that sells by app.", ["lemonade"]),
        ("Last week Lemonade raised $40M for its app.", ["lemonade"]),
        ("She had left the startup Lemonade in spring.", ["lemonade"]),
        ("She had left Siemens and Lemonade in spring.", ["siemens", "lemonade"]),
        ("Next to Lemonade, Inc. stood a bank. Few knew Lemonade then.", ["lemonade", "lemonade"]),
        ("They wrote of it on Reddit and at MIT.", ["reddit", "mit"]),
        ("In spring Lemonade paused all its plans.", ["lemonade"]),
    ],
)
def test_a_name_that_is_a_word_needs_more_deep_in_a_text(register: Companies, sentence: str, expected: list[str]) -> None:
    assert keys(register.find(deep(sentence))) == expected


def test_ai_is_spoken_of_near_a_name_or_not_at_all(register: Companies) -> None:
    title = "What AI and machine learning change"
    assert keys(register.find(f"{title}\n\nPeople use it at Lemonade every day.")) == ["lemonade"]
    assert keys(register.find(f"{title}\n\n{PADDING}\nPeople drink it with Lemonade every day.")) == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Recursion Theory", []),
        ("Inflection Points", []),
        ("Cognition And Memory", []),
        ("Harvey Musterson", []),
        ("Mistral Compute", ["mistral"]),
        ("Introducing Perplexity Pages", ["perplexity"]),
    ],
)
def test_a_short_heading_names_a_maker_but_by_a_word(register: Companies, heading: str, expected: list[str]) -> None:
    assert keys(register.find(f"{heading}\nThere is a part of it that we show here.")) == expected


@pytest.mark.parametrize(
    "heading",
    ["Adapt and Thrive", "Summing Up: Adapt and Thrive", "Search Work in the AI Era", "Steady Jobs and Job Stability"],
)
def test_capitals_of_a_heading_say_nothing_wherever_it_stands(register: Companies, heading: str) -> None:
    assert keys(register.find(deep(heading))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Judge Ford said that the case was closed.", []),
        ("Ms. Harvey will speak at noon, and Harvey said why.", []),
        ("Prof. Box will teach it.", []),
        ("Alan Cooper, the inventor of forms, wrote it.", []),
        ("The clerk at H&R Block has the form.", []),
        ("We write it all in iA Writer on a desk.", []),
        ("The new Alpha 16X Aurora is heavy.", []),
        ("He plays on a Nintendo Switch every day.", ["nintendo"]),
        ("It runs on AWS Lambda or a server.", ["amazon-web-services"]),
        ("Microsoft Figure partnership grows, says a report", ["microsoft", "figure-ai"]),
        ("The end of the Nvidia Arm deal was near.", ["nvidia", "arm"]),
        ("After Google Apple is the second to say so.", ["google", "apple"]),
        ("Es ist bekannt, dass Google Apple jährlich Milliarden zahlt.", ["google", "apple"]),
        ("Ledger, launched in 2014, makes wallets for AI agents.", ["ledger"]),
        ("A chair of Human Cognition is vacant.", []),
        ("Foundations of Human Cognition", []),
        ("A Day With the CEO of Startup Cohere", ["cohere"]),
        ("Indeed, AI models have changed a lot.", []),
        ("Harvey, founded in 2022, sells AI to lawyers.", ["harvey"]),
        ("Set the variable CACHE_TTL_MS or Ruby::Box first.", []),
        ("Their laptop is by Lambda, a cloud company.", ["lambda"]),
    ],
)
def test_a_part_of_a_longer_name_is_not_a_company(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adam, B., Roche, R.C., and Cole, D. (2019). On roads.", []),
        ("Siemens, G. (2004). On learning.", []),
        ("Abe S, Takeda K, Kato T, et al. On sleep.", []),
        ("At Roche, U.S. sales rose. Find Siemens, GE and others on LinkedIn, X.", ["roche", "siemens", "ge", "linkedin"]),
        ("On Roads. Princeton University Press, 1990. On Hills. University of Chicago Press, 1991; MIT Press, 1992.", []),
        ("Princeton University and the University of Chicago signed.", ["princeton", "chicago"]),
        ("Fill in form 1099-NEC. The index .DJI fell.", []),
        ("NEC and DJI met at NEC-DJI talks.", ["nec", "dji", "nec", "dji"]),
        ("The band plays at the Verizon Amphitheatre and the Toyota Pavilion.", []),
        ("You have to be cognizant of it and Xerox it twice.", []),
        ("Take two – the second try at OpenAI.", ["openai"]),
        ("Take Two and Take-Two are one.", ["take-two", "take-two"]),
        ("ST-Ericsson and Sony Ericsson are gone, Ericsson is not.", ["sony", "ericsson"]),
        ("Trained on CIFAR-10 and CIFAR-100, paid by CIFAR.", ["cifar"]),
        ("A man from Cary, NC accused him.", []),
        ("Das LG München urteilt gegen LG.", ["lg"]),
        ("Siemens et al. (2004) showed it, and so did Roche et al. [12].", []),
        ("Meta et Alibaba signent.", ["meta", "alibaba"]),
        ("Bayer Leverkusen und TSV Bayer 04 spielen, Bayer zahlt.", ["bayer"]),
        ("A day in the Big Apple with macOS High Sierra.", []),
        # parties, abbreviations of two letters, numbered lists and stands at fairs are not those
        ("Muster v. Anthropic et al. is set for spring; Siemens, Nvidia et al. want a pause.", ["anthropic", "siemens", "nvidia"]),
        (
            "At Google, A.I. and search are one. At Nvidia, A.I. (not games) pays. To Siemens, L.A. and Rome are one.",
            ["google", "nvidia", "siemens"],
        ),
        ("The list: 1-OpenAI, 2-Anthropic.", ["openai", "anthropic"]),
        ("Nvidia Pavilion drew crowds. The Stanford University Press Office wrote.", ["nvidia", "stanford"]),
        ("The Texas AG Meta settlement is the largest.", ["meta"]),
        ("Allianz SE and Allianz Trade report.", ["allianz", "allianz"]),
    ],
)
def test_lists_of_sources_codes_and_other_peoples_names(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die neue Karte wurde mithilfe von Machine Learning auf Basis der Daten erstellt.", []),
        ("Eine Allianz aus Vereinen und Schulen hat das Programm beschlossen.", []),
        ("Das sagte Allianz-Chef Muster, und die Zahlen von Allianz-Tochter Beispiel auch.", ["allianz", "allianz"]),
    ],
)
def test_german_nouns_have_capitals_anyway(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register.find(text)) == expected


def test_capitals_that_the_text_explains_may_leave_small_words_out(register: Companies) -> None:
    assert keys(register.find("She is an Associate in Risk Management (ARM) and likes ARM.")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is a condition called HP. It is bad. HP is short for hypersensitivity pneumonitis.", []),
        ("We joined the EA forum. Effective altruism (EA) is spoken of there.", []),
        ("HP said that it cuts 4,000 jobs, and Hewlett Packard has to save.", ["hp", "hp"]),
        ("BT said it will use it; British Telecom was its name.", ["bt", "bt"]),
        ("GM will hire. General management is a craft.", ["general-motors"]),
        # long words that happen to begin with the letters explain nothing
        ("HP will make new hyperscale platforms.", ["hp"]),
        ("EA said that entertainment applications pay.", ["electronic-arts"]),
    ],
)
def test_an_abbreviation_that_the_text_spells_out_is_what_it_spells(register: Companies, text: str, expected: list[str]) -> None:
    assert keys(register.find(text)) == expected


def test_a_person_with_a_title_is_no_company_wherever_the_text_names_him(register: Companies) -> None:
    text = "Harvey is sure to come, Mary said. Then Dr. Harvey came, and Harvey said why."
    assert keys(register.find(text)) == []
    assert keys(register.find("Ford Motor Company met Mr. Ford. Ford said why.")) == ["ford", "ford"]


def test_an_investigation_is_no_investment(register: Companies) -> None:
    found = register.find("“It has begun”: Microsoft launched a formal investigation into OpenAI.")
    assert {m.role for m in found} <= {"primary", "secondary"}
