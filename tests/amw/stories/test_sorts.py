"""What a headline says of its event beyond the kind: the sort of it, and whether it came about."""

from __future__ import annotations

import time

import pytest

from amw.stories.sorts import sort_of
from amw.tags.status import undone


@pytest.mark.parametrize(
    ("event", "title", "sort"),
    [
        ("regulation", "Harbour board opens a probe into Tarn", "an investigation"),
        ("regulation", "Norland fines Tarn over its harbour maps", "a fine"),
        ("regulation", "Norland lifts its year-old ban on Tarn", "the end of a ban"),
        ("regulation", "Fishers call for a ban on robot nets", "a call for a ban"),
        ("regulation", "Norland greenlights the sale of harbour chips", "an approval"),
        ("regulation", "Norland’s new bill would forbid robot nets", "a legislative step"),
        ("regulation", "监管机构对海港公司展开调查", "an investigation"),
        ("personnel", "Tarn to slash nearly 15% of its workforce", "job cuts"),
        ("personnel", "Tarn lays off its map makers", "job cuts"),
        ("personnel", "Layoffs at Tarn", "job cuts"),
        ("personnel", "Chief of Tarn steps down after a stormy year", "a departure"),
        ("personnel", "Tarn puts a hiring freeze on harbours", "a hiring freeze"),
        ("personnel", "Tarn shakes up its harbour team", "a reorganisation"),
        ("personnel", "타른, 직원 10% 감원", "job cuts"),
        ("incident", "Flaw in Tarn lets boats run code", "a security flaw"),
        ("incident", "Tarn is down in every harbour", "an outage"),
        ("incident", "Harbour logs of Tarn leaked", "a reported leak"),
        ("lawsuit", "Fishers sue Tarn over maps", "a lawsuit"),
        ("lawsuit", "Judge dismisses the suit against Tarn", "a court ruling"),
        ("lawsuit", "Tarn settles with fishers", "a settlement"),
        ("infrastructure", "Tarn to build a data center by the sea", "data centre capacity"),
        ("funding", "Tarn borrows $2 billion in debt for a harbour", "a debt financing"),
        ("funding", "Tarn raises $2 billion from Gull", ""),
        ("acquisition", "Tarn takes a stake in Gull", "the purchase of a stake"),
        ("acquisition", "Tarn and Gull agree to merge", "a merger"),
        ("regulation", "Norland approves the sale of robot nets", "an approval"),
        ("regulation", "Tarn wins Norland’s approval for robot nets", "an approval"),
        ("regulation", "Ban on robot nets lifted in Norland", "the end of a ban"),
        ("regulation", "Judge blocks Norland’s law on robot nets", "a court ruling"),
        ("regulation", "A New Bill Would Prohibit Robot Nets", "a legislative step"),
        ("incident", "Fake helper for sailors drops malware", "a malware case"),
        ("acquisition", "Gull sells its whole stake in Tarn", "the sale of a stake"),
        ("acquisition", "Gull trims $2 billion stake in Tarn", "the sale of a stake"),
        ("funding", "Why the new $40B loan of Tarn points to a listing", "a debt financing"),
        ("funding", "Tarn sells $3 billion of convertible notes", "a debt financing"),
        ("lawsuit", "Tarn, condamnée à payer, fera appel", "a court ruling"),
        ("lawsuit", "El juez condena a Tarn a pagar", "a court ruling"),
        # denied, undone, refused or waited for
        ("regulation", "Le conseil des marins condamne les filets robots", ""),
        ("lawsuit", "Tarn loses bid to move lawsuit", "a lawsuit"),
        ("regulation", "Tarn still awaits approval for robot nets", ""),
        ("regulation", "Norland’s regulator drops its probe of Tarn", ""),
        ("regulation", "Tarn avoids a fine over its maps", ""),
        ("personnel", "Tarn denies layoffs among its map makers", ""),
        ("personnel", "Chief of Tarn sees no job cuts", ""),
        ("incident", "Tarn says no harbour logs leaked", ""),
        ("personnel", "海港公司否认裁员", ""),
        ("personnel", "海港公司回应裁员传闻：消息不实", ""),
        ("personnel", "타른, 감원설 부인", ""),
        ("incident", "Tarn dément toute fuite de données", ""),
        # what else rises, or has such a word
        ("regulation", "Bill Wren says that harbours need rules", ""),
        ("regulation", "A law firm looks at harbour rules", ""),
        ("regulation", "The fine print of Norland’s rules", ""),
        ("incident", "Heart attack in the harbour", ""),
        ("funding", "Tarn raises $20 million to automate loans", ""),
        ("funding", "Debt collection start-up Tarn raises $60M", ""),
        ("funding", "Student loan start-up Tarn raises $20 million", ""),
        ("funding", "Tarn raises $2 billion in equity and debt", ""),
        ("funding", "Tarn raises $2 billion in debt and $1 billion in equity", ""),
        ("acquisition", "Stakes are high as Tarn buys Gull", ""),
        # none of these
        ("regulation", "Norland adopts fine-tuned harbour rules", ""),
        ("regulation", "Tarn is fine with the new rules", ""),
        ("regulation", "Senate worries about power bills", ""),
        ("regulation", "Albany and Urbana meet on harbours", ""),
        ("personnel", "A new face at Tarn", ""),
        ("incident", "Tarn cracks down on smugglers", ""),
        ("incident", "What went wrong in the harbour", ""),
        ("incident", "Tarn is attacking the weather problem", ""),
        ("lawsuit", "Tarn and fishers meet in court", ""),
        ("lawsuit", "Tarn pursues its claim", ""),
        ("earnings", "Tarn’s shares fall as its loss grows", ""),
        ("infrastructure", "Tarn lays a cable", ""),
        ("acquisition", "Tarn takes over Gull", ""),
        ("model_release", "Tarn sues, fires and merges at once", ""),  # no kind with sorts
        ("product_launch", "Tarn shuts down its harbour pilot", "a withdrawal"),
        ("product_launch", "Tarn rolls back its tide tables", "a withdrawal"),
        ("product_launch", "Tarn tests a light mode for sailors", "a test"),
        ("product_launch", "Tarn Pilot is now available in Norland", "a wider roll-out"),
        ("product_launch", "Tarn Is Open-Sourcing Gull", "an open-source release"),
        ("product_launch", "New connectors in Tarn for daily life", "an integration"),
        ("product_launch", "Tarn can now read charts", "a new feature"),
        ("product_launch", "Tarn adds tide tables for night sailors", "a new feature"),
        ("product_launch", "Faster Tarn Pilot: a round of improvements", "an upgrade"),
        ("product_launch", "Tarn Pilot 2.1 is now available", ""),
        ("product_launch", "Tarn won’t shut down its harbour pilot", ""),
        ("product_launch", "Tarn hires sailors to support schools with its pilot", ""),
        ("product_launch", "Tarn works with schools to launch a pilot", ""),
        ("product_launch", "Autonomous testing robots for harbours", ""),
        ("product_launch", "Tarn launches a tool to improve charts", ""),
        ("product_launch", "Tarn expands into robotics with an arm", ""),
        ("product_launch", "How Tarn kills the paperwork", ""),
        ("product_launch", "Tarn launches a tool that shuts down phishing sites", ""),
        ("product_launch", "Tarn launches a tutor and retires old lessons", ""),
        ("product_launch", "Tarn unveils a video tool, adds brand kits", ""),
        ("product_launch", "Tarn launches an app to help sailors update their wills", ""),
        ("product_launch", "Tarn unveils a browser extension for sailors", ""),
        ("product_launch", "Tarn offers AI support for sailors and a phone for retired captains", ""),
        ("product_launch", "MCP support in Tarn Code", "an integration"),
        ("product_launch", "Tarn launches a new feature for sailors", "a new feature"),
        (None, "Tarn fined", ""),
    ],
)  # fmt: skip
def test_a_headlines_own_word_for_its_event(event: str | None, title: str, sort: str) -> None:
    assert sort_of(title, event) == sort


@pytest.mark.parametrize("part", ["Ada Wren ", "Tarn and ", "Tarn, ", "partners with A ", "of the ", "A (B) ", "(", "stake $1 "])
def test_a_headline_without_end_takes_no_time(part: str) -> None:
    begun = time.thread_time()
    title = part * 5_000
    for event in ("acquisition", "funding", "incident", "lawsuit", "personnel", "product_launch", "regulation"):
        sort_of(title, event)
    assert time.thread_time() - begun < 1.0


@pytest.mark.parametrize(
    ("event", "title", "denied"),
    [
        ("infrastructure", "Harbour council rejects Tarn data centre", True),
        ("infrastructure", "Tarn drops plan for a data centre in Norland", True),
        ("infrastructure", "Tarn pauses work on its Norland campus", True),
        ("acquisition", "Tarn walks away from $4 billion purchase of Gull", True),
        ("acquisition", "Merger of Tarn and Gull called off", True),
        ("ipo", "Tarn postpones its listing in Oslo", True),
        ("ipo", "塔恩推迟上市", True),
        ("model_release", "Tarn delays Gull 5 until May", True),
        ("product_launch", "탄, 새 비서 출시 연기", True),
        ("product_launch", "Norland shelves Tarn’s boats", True),
        ("partnership", "Tarn and Gull scrap their harbour deal", True),
        ("acquisition", "Tarn and Gull call off their merger", True),
        ("infrastructure", "Villagers reject Tarn’s data centre", True),
        ("product_launch", "A Tarn helper to cancel harbour dues", False),
        ("infrastructure", "Tarn’s robots sort scrap metal", False),
        ("model_release", "After months of delays, Tarn launches Gull 5", False),
        ("product_launch", "Long-delayed Tarn boats arrive", False),
        ("model_release", "Tarn’s delayed Gull 5 is here", False),
        ("infrastructure", "Judge rejects a challenge to Tarn’s data centre", False),
        ("acquisition", "Court rejects bid to block Tarn’s takeover of Gull", False),
        ("acquisition", "Gull rejects Tarn’s bid", True),
        ("acquisition", "Tarn denies report that it is buying Gull", True),
        ("acquisition", "Tarn fails to win approval for merger with Gull", True),
        ("acquisition", "Gull’s owners vote against sale to Tarn", True),
        ("partnership", "塔恩否认与鸥合作", True),
        ("product_launch", "Tarn denied access to its helper in Norland", False),
        ("acquisition", "Tarn buys Gull, denies layoffs are planned", False),
        ("acquisition", "Tarn rejects a bid for itself, buys Gull", False),
        ("partnership", "Tarn scraps its own lamp and teams up with Gull", False),
        ("partnership", "Tarn ditches Gull for Petrel in lamp deal", False),
        ("partnership", "Tarn ditches Gull deal", True),
        ("infrastructure", "Harbour rejects, then approves, Tarn data centre", False),
        ("infrastructure", "Tarn gets its permit after Harbour rejects first data centre", False),
        ("infrastructure", "After a long night Harbour rejects Tarn data centre", True),
        ("infrastructure", "Tarn cancels leases of data centres and slows its growth", True),
        ("acquisition", "Firm that cancels noise sold to Tarn", False),
        ("acquisition", "Tarn and Gull terminate merger", True),
        ("ipo", "Trading halted as Tarn soars on its first day", False),
        ("product_launch", "Tarn’s browser blocks trackers", False),
        ("acquisition", "Norland blocks Tarn’s takeover of Gull", True),
        ("infrastructure", "Tarn opens a data centre that Norland had rejected", False),
        ("infrastructure", "Tarn to build a data centre after Norland blocked another", False),
        ("funding", "Tarn raises $4 million to end delays at harbours", False),
        ("funding", "Tarn, which helps shops with cancelled orders, raises $4 million", False),
        ("product_launch", "Tarn launches a browser that blocks trackers", False),
        ("product_launch", "Tarn drops new model of its glasses", False),
        ("product_launch", "The Building Blocks of Tarn", False),
        ("model_release", "Tarn drops Gull 5", False),
        ("regulation", "Norland blocks Tarn’s purchase of Gull", False),  # which is what happened
        ("lawsuit", "Judge rejects suit against Tarn", False),
        (None, "Tarn rejects everything", False),
    ],
)
def test_what_a_headline_undoes_did_not_come_about(event: str | None, title: str, denied: bool) -> None:
    assert bool(undone(title, event)) is denied
