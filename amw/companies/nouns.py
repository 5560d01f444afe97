"""Words that stand where a company's name could stand and are none: countries, offices, media, people's first names, trade words."""

from __future__ import annotations

GENERIC = frozenset(
    """
    ai a.i startup startups start-up company companies firm firms platform platforms maker makers giant giants lab labs data center centers centre chatbot chatbots model models agent agents
    robot robots chip chips tech technology app apps tool tools software hardware cloud funding investment investments investors round series deal deals news report reports study
    research researchers scientists experts court courts judge judges government governments police regulators lawmakers senators workers employees users consumers banks bank stocks stock
    shares market markets industry industries music publishers authors artists writers students teachers schools doctors hospitals patients developers engineers founders ceo ceos cto
    week month year today weekly daily monthly newsletter podcast video watch exclusive breaking opinion analysis review guide introducing announcing how why what when where who
    which this that these those the a an and or for with from into new big more most many some all no not here there now inside meet
    memory energy power bills banks inflation jobs job layoffs hiring sources investor executive executives analyst analysts billionaire millionaire economist professor
    president minister prime senator governor mayor pope king queen part one two three four five six seven eight nine ten first second third
    black friday security network networks systems group fund capital ventures partners health media games bank intelligence automation robotics energy labs
    generative machine learning deep open source artificial language large foundation frontier general agentic physical embodied coding search voice vision image video
    silicon valley wall street big tech web internet api sdk gpu gpus llm llms ipo arr saas it hr pr us uk eu un nato g7
    february january march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
    english japanese chinese korean american european british french german indian israeli canadian russian australian
    posted both they their its his her he she it we our you your i my in on at to by of as if but so yet
    every each another several other others last next early late former current
    """.split()
)  # fmt: skip
VERBS = frozenset(
    """
    raises raised raise secures secured lands closes nabs bags snags scores acquires acquired buys bought reaches reached hits tops surpasses crosses launches launched unveils unveiled introduces introduced
    debuts releases released announces announced expands opens partners offers says said adds rolls ships builds built deploys wants plans appoints hires names taps uses brings develops bets taking takes gets
    signs wins faces joins thinks sues invests seeks files lays cuts slashes emerges exits goes merges doubles triples valued is are was were has have had will would could may might can must do does did
    to gets got let lets make makes made put puts show shows find finds found accuses accused tests testing using why how what when
    """.split()
)  # fmt: skip
LEADING = frozenset(
    """
    The A An AI Startup Startups Company Meet Introducing Exclusive Why How What When Former Ex Chinese American Israeli French German British Indian Korean Japanese European Canadian
    US U.S. UK Legal Robotics Chipmaker Chip Cloud Tech Giant Billionaire Fintech Biotech Healthcare Cybersecurity Unicorn Breaking Report Watch Inside Now And But With For In On At As After
    Memory Infrastructure Developer Platform Firm Maker Lab And Its New Data Labeler Autonomous Drone Defense Agentic Generative Open Source CEO CTO Investor Investors Last Today Yesterday
    """.split()
)  # fmt: skip
_COUNTRIES = """
    United States|America|USA|U.S.|US|China|Chinese|Japan|Korea|South Korea|North Korea|India|Israel|France|Germany|Britain|United Kingdom|UK|U.K.|England|Scotland|Wales|Ireland|Canada|Australia|Russia
    |Ukraine|Taiwan|Singapore|Hong Kong|Europe|European Union|EU|Saudi Arabia|UAE|Abu Dhabi|Dubai|Qatar|Turkey|Iran|Iraq|Brazil|Mexico|Argentina|Chile|Spain|Italy|Portugal|Netherlands|Belgium
    |Switzerland|Austria|Sweden|Norway|Denmark|Finland|Poland|Greece|Hungary|Romania|Indonesia|Malaysia|Thailand|Vietnam|Philippines|Pakistan|Bangladesh|Egypt|Nigeria|Kenya|South Africa|Rwanda|Jamaica
    |New Zealand|California|Texas|New York|Florida|Washington|Maine|Illinois|Colorado|Virginia|Ohio|Georgia|Arizona|Nevada|Utah|Michigan|Massachusetts|London|Paris|Berlin|Tokyo|Beijing|Shanghai
    |Shenzhen|Seoul|San Francisco|Silicon Valley|Brussels|Moscow|Delhi|Mumbai|Bengaluru|Tel Aviv|Los Angeles|Boston|Seattle|Chicago|Austin|Africa|Asia|Middle East|Latin America|West Texas|Congo
"""
_OFFICES = """
    Pentagon|White House|Congress|Senate|House|Supreme Court|Federal Reserve|Fed|FTC|SEC|DOJ|FCC|FDA|FBI|CIA|NSA|NASA|NIST|CMA|Ofcom|ICO|CNIL|European Commission|Commission|Parliament|Kremlin|Vatican
    |Trump|Biden|Musk|Elon Musk|Altman|Zuckerberg|Bezos|Huang|Modi|Xi|Putin|Macron|Starmer|Democrats|Republicans|GOP|Army|Navy|Air Force|Marines|Department|Ministry|State Department|Treasury
    |NDRC|MIIT|METI|United Nations|UN|WHO|IMF|World Bank|OECD|NATO|G7|G20|BBC|CNN|NBC|ABC|CBS|Fox News|MSNBC|NPR|Reuters|Bloomberg|TechCrunch|The Verge|Verge|Wired|WIRED|Axios|CNBC|Forbes|Fortune
    |The Information|Information|Financial Times|Wall Street Journal|WSJ|New York Times|NYT|Washington Post|Guardian|Economist|Nikkei|Nikkei Asia|The Decoder|Decoder|VentureBeat|Engadget|ZDNet|CNET|Decrypt
    |SecurityWeek|The Robot Report|Robot Report|MarkTechPost|Business Insider|Insider|Politico|Time|TIME|The Batch|Semafor|The Register|Ars Technica|404 Media|Rest of World|Nasdaq|NYSE|Wall Street|Big Tech
    |Hollywood|Windows|Linux|Android|iOS|Mac|iPhone|Chrome|Python|JavaScript|ChatGPT|GPT|Claude|Gemini|Copilot|Twitter|Reddit|Series|Round|Seed|Read More|Read|More|Image|Photo|Credit|Getty Images|Getty
    |CEO|CTO|CFO|COO|AGI|AI|LLM|LLMs|GPU|GPUs|API|APIs|NFL|NBA|FIFA|Olympics|COVID|Super Bowl|Christmas|Tom’s Hardware|Tom's Hardware|Hacker News|GitHub|arXiv|Nature|Science|CES|GTC|NeurIPS|ICML|WWDC|Davos
    |Series A|Series B|Series C|Series D|Chief|Chancellor|Prime Minister|President|Governor|Coalition|Nonprofits|Court|Judge|Legal|Funding|Banks|Investors|Americans|Europeans|Microsoft’s|Silicon
"""
_LOCAL = """
    중국|미국|한국|일본|영국|유럽|정부|국회|서울|서울시|전남|전남도|전라남도|경기도|부산|대구|광주|인천|과기정통부|산업부|중기부|금융위|공정위|블룸버그|로이터|테크크런치|디지털투데이|악시오스|인공지능|AI|생성형 AI|단독|속보|이재명|트럼프
    |머스크|대통령|총리|장관|전문가|연구진|업계|시장|기업|스타트업|국내|글로벌|세계|오늘|이번|올해|최근|지난해|대표|회장|대한민국|네카오|빅테크|대기업|은행|금융권|통신3사|이통3사|국방부|교육부|법원|검찰|경찰|의료계|학계|정치권
    |公司|企业|政府|中国|美国|日本|韩国|欧盟|英国|项目|产品|团队|记者|该公司|其|资本|国家|机构|市场|投资方|央行|法院|警方|专家|报告|研究
"""


def _words(block: str) -> frozenset[str]:
    return frozenset(word.strip() for word in block.replace("\n", "").split("|") if word.strip())


NOT_COMPANIES = _words(_COUNTRIES) | _words(_OFFICES) | _words(_LOCAL)
FIRST_NAMES = frozenset(
    """
    Adam Alan Alex Alexander Alexandr Alice Amanda Amy Andrea Andrew Andy Anna Anthony Arthur Arvind Ben Bernie Bill Bob Brad Bret Brian Bruce Cade Carl Caroline Charles Chris Christopher
    Clara Claire Craig Dan Daniel Daniela Dario David Demis Dennis Diane Donald Doug Drew Dylan Ed Edward Elizabeth Ellen Elon Emily Emma Eric Erik Ethan Evan Fei-Fei Frank Fred Gary
    Geoffrey George Grace Greg Guillermo Harry Helen Henry Hugo Ian Ilya Ivan Jack Jacob Jake James Jamie Jane Jason Jay Jean Jeff Jennifer Jensen Jeremy Jerry Jessica Jim Joe John
    Jon Jonathan Jordan Josh Joseph Juan Julia Justin Karen Kate Keith Kelly Ken Kevin Kim Kyle Larry Laura Lee Leo Linda Lisa Logan Luke Marc Marco Maria Marissa Mark Martin Mary Masayoshi
    Matt Matthew Max Meg Melanie Mira Michael Michelle Mike Mustafa Nancy Narendra Nat Nathan Neil Nick Nicolas Noam Oliver Pat Patrick Paul Peter Phil Philip Pierre Rachel Ray Rebecca
    Reid Rich Richard Rob Robert Roger Ron Rose Ryan Sam Samuel Sara Sarah Satya Scott Sean Sergey Shane Simon Sonia Sophie Stephen Steve Steven Stuart Sue Sundar Susan Tarique Taylor Ted
    Thomas Tim Tom Tony Travis Tyler Vera Victor Victoria Vinod Vladimir Walter Wang Warren Wei Wendy Will William Yann Yoshua Zhang Zach
    """.split()
)  # fmt: skip
