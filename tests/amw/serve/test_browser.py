"""The pages in a real Chromium: nothing is run, nothing is blocked, nothing is fetched from elsewhere, and everything fits a phone."""

from __future__ import annotations

import pytest
from browser import PROGRAM, chromium
from filled import HOSTILE, get

from amw.serve import Server

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed (chromium, chromium-browser or google-chrome)")

# Contrast of text against what is behind it, by WCAG 2.2 (1.4.3), of every element that holds text itself.
CONTRAST = """
(() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m };
  const light = c => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
    return .2126 * f[0] + .7152 * f[1] + .0722 * f[2] };
  const behind = e => {
    for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > .99) return c }
    return [255, 255, 255, 1] };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) low.push(e.tagName + '.' + e.className + ': ' + ((a + .05) / (b + .05)).toFixed(2));
  }
  return low;
})()
"""


def test_the_pages_in_a_browser(served: Server) -> None:
    stories = get(served, "/api/stories").json()["stories"]
    evil = next(story["id"] for story in stories if "Figure AI" in story["title"])
    qwen = next(story["id"] for story in stories if "Qwen3.7 Max ranks" in story["title"])
    paths = (
        "/",
        f"/stories/{evil}",
        f"/stories/{qwen}",
        "/boards",
        "/boards/artificial_analysis",
        "/boards/artificial_analysis/history",
        "/models/qwen-3.7-max",
        "/companies",
        "/companies/alibaba",
        "/nothing",
    )
    with chromium() as page:
        for path in paths:
            for width, dark in ((1200, False), (360, True)):
                page.open(served.url + path, width=width, dark=dark)
                assert page.events("Log.entryAdded") == [] or path == "/nothing", page.events("Log.entryAdded")
                assert page.events("Page.javascriptDialogOpening") == []
                fetched = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
                # The browser draws its own controls, such as the calendar of a date, from data addresses of its own.
                asked = {url.removeprefix(served.url).partition("?")[0] for url in fetched if not url.startswith("data:")}
                assert asked <= {path, "/style.css", "/favicon.svg"}
                assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than {width} pixels"
                if width == 360 and path in ("/boards/artificial_analysis", "/models/qwen-3.7-max"):
                    assert page.evaluate("document.querySelector('.scroll').scrollWidth") <= width, (
                        f"the figures of {path} are out of sight"
                    )
                assert page.evaluate(CONTRAST) == [], f"{path}, dark: {dark}"
                assert page.evaluate("document.compatMode") == "CSS1Compat"
                assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
        page.open(f"{served.url}/stories/{evil}")
        assert page.evaluate("document.querySelector('h1').textContent") == HOSTILE
        assert page.evaluate("document.querySelectorAll('main script, main img').length") == 0
        page.open(f"{served.url}/stories/{qwen}")
        assert page.evaluate("document.querySelectorAll('meter').length") == 2
        assert page.evaluate("document.querySelector('[aria-current=true] .here').textContent") == "This article"
        page.open(f"{served.url}/stories/{qwen}", width=390, dark=True)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, "large type does not fit"
        chip = "const li = document.querySelector('.chips a').parentElement; li.scrollIntoView(); const r = li.getBoundingClientRect();"
        hit = "document.elementFromPoint(r.left + 4, r.top + r.height / 2).tagName"
        assert page.evaluate(f"(() => {{ {chip} return {hit} }})()") == "A", "the whole chip leads on"
        page._call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        assert page.evaluate(CONTRAST) == [], "what a dark screen shows is printed on white"
        # The form works without any script: choosing a segment and sending it.
        page.open(f"{served.url}/")
        page.evaluate("document.querySelector('select[name=segment]').value = 'robotics'")
        page.evaluate("document.querySelector('form button').click()")
        page.wait_for("location.search.includes('segment=robotics') && document.readyState === 'complete'")
        assert page.evaluate("[...document.querySelectorAll('.card h2')].map(e => e.textContent)") == [HOSTILE]
