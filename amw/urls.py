"""URLs: one spelling for each page. Parsing follows the WHATWG standard (ada), as browsers do, so a link means here what it means there."""

from __future__ import annotations

import re
from functools import lru_cache

import ada_url
import tldextract

# sitemaps.org caps <loc> there, browsers and servers about there, an index of Postgres at 2,704 bytes; longer links are traps or data.
MAX_LENGTH = 2048

# Query parameters that say where a reader came from, never which page it is. Names as the vendors document them (Google Ads and
# Analytics, Meta, Microsoft, X, Mailchimp, HubSpot, Matomo, Marketo, Adobe, Yandex, AT Internet, Piano, Outbrain, Taboola, Weibo).
_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_", "ns_", "oly_", "vero_", "trk_", "ga_", "spm_", "stm_", "guce_")
_NAMES = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid li_fat_id igshid igsh yclid ysclid _openstat mc_cid mc_eid _hsenc _hsmi
    __hstc __hssc __hsfp hsctatracking mkt_tok ml_subscriber ml_subscriber_hash _ga _gl _ke epik wickedid s_cid s_kwcid ef_id irclickid
    irgwc cmpid cmp_id ncid sr_share smid smtyp xtor echobox ocid dicbo obOrigUrl outbrainclickid tblci taboolaclickid rb_clickid
    wt_mc wt_zmc cvid fb_action_ids fb_action_types fb_source fb_ref action_object_map action_type_map action_ref_map ref_src ref_url
    spm scm share_token sharetoken share_from share_source share_medium share_plat share_session_id share_tag unique_k vd_source
    at_campaign sh_kit feature_source campaign_id campaignid ad_id adid adset_id guccounter guce_referrer guce_referrer_sig
    nr_email_referer newsletter_id rss_source rssfeed trackingid tracking_id partner_ref __twitter_impression __s _branch_match_id
    _branch_referrer
"""
_TRACKING = frozenset(_NAMES.lower().split())
# `ref`, `source` and `from` name pages on some sites; only these values say that they name a way in.
_ORIGIN_NAMES = frozenset({"ref", "source", "src", "from", "via", "cmp", "feature"})
_ORIGINS = """
    rss feed rss_feed rssfeed atom twitter twitter.com x facebook facebook.com fb linkedin linkedin.com reddit hackernews hn newsletter
    email mail share social weixin wechat weibo qq whatsapp telegram googlenews google_news gnews flipboard producthunt rss-feed
"""
_ORIGIN_VALUES = frozenset(_ORIGINS.split())
_SESSION_ID = re.compile(r";(?:jsessionid|phpsessid|sid)=[0-9a-z!.\-]*", re.IGNORECASE)
_DROPPED = re.compile("[#@;?]")  # where there may be anything to drop
_EXTRACT = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


def canonicalise(url: str, base: str | None = None) -> str | None:
    """The one spelling of `url`, resolved against `base`; None where it is no http(s) URL with a host, or longer than 4,096 characters.

    Scheme, host, port and path come out as a browser writes them; fragment, user name and password, default port, session
    identifiers and tracking parameters are dropped; the other parameters keep order and spelling. Idempotent.
    """
    return _spelled(url, base) if isinstance(url, str) else None


@lru_cache(maxsize=1024)  # on its way through a crawl one address is asked about ten times
def _spelled(url: str, base: str | None) -> str | None:
    href = _href(url, base)
    if href is not None and _DROPPED.search(href):  # most addresses stay as they are
        scheme, authority, path, query = _parts(href)
        if ";" in path:
            path = _SESSION_ID.sub("", path)
        query = "&".join([part for part in query.split("&") if part and not _is_tracking(part)]).removeprefix("?")
        href = _href(f"{scheme}://{authority.rpartition('@')[2]}/{path}{'?' if query else ''}{query}".removesuffix("?"), None)
    return href if href is not None and len(href) <= MAX_LENGTH else None


def is_http(url: str) -> bool:
    """Whether `url` is an absolute http or https URL with a host, as a browser reads it."""
    return _href(url, None) is not None


def host(url: str) -> str | None:
    """The host of an http(s) URL in lower case, international names in their ASCII form, IPv6 without brackets; None for any other text."""
    return _host(url) if isinstance(url, str) else None


@lru_cache(maxsize=1024)
def _host(url: str) -> str | None:
    href = _href(url, None)
    return _hostname(_parts(href)[1]).rstrip(".") if href is not None else None


def site(url: str) -> str | None:
    """The registrable domain of an http(s) URL by the Public Suffix List, private section included; the host itself where there is none."""
    name = host(url)
    return _registrable(name) if name is not None else None


def unwrap(url: str) -> str:
    """The page behind a redirector that spells its target out (Google Alerts, Facebook, LinkedIn, Reddit, VK); any other URL as it is."""
    href = _href(url, None)
    if href is None:
        return url
    _, authority, path, query = _parts(href)
    name = _REDIRECTORS.get((_hostname(authority).removeprefix("www."), f"/{path}".rstrip("/")))
    if name is None:
        return url
    for candidate in name:
        for value in ada_url.URLSearchParams(f"?{query}").get_all(candidate):
            if is_http(value):
                return value
    return url


_REDIRECTORS: dict[tuple[str, str], tuple[str, ...]] = {
    ("google.com", "/url"): ("url", "q"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("linkedin.com", "/redir/redirect"): ("url",),
    ("out.reddit.com", ""): ("url",),
    ("vk.com", "/away.php"): ("to",),
    ("t.umblr.com", "/redirect"): ("z",),
}


def _href(url: str, base: str | None) -> str | None:
    """`url` as a browser writes it; None where it is no http(s) URL, which always has a host and a path."""
    if not isinstance(url, str) or len(url) > 4 * MAX_LENGTH:
        return None
    url = url.strip()
    if not url and base is None:
        return None
    try:
        href: str = ada_url.join_url(base, url) if base is not None else ada_url.normalize_url(url)
    except (ValueError, UnicodeError):
        return None
    return href if href.startswith(("http://", "https://")) else None


def _parts(href: str) -> tuple[str, str, str, str]:
    """Scheme, authority, path without its first slash, and query of what `_href` gave."""
    address, _, query = href.partition("#")[0].partition("?")
    scheme, _, rest = address.partition("://")
    authority, _, path = rest.partition("/")
    return scheme, authority, path, query


def _hostname(authority: str) -> str:
    name = authority.rpartition("@")[2]
    return name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    name = name.lower()
    return name in _TRACKING or name.startswith(_PREFIXES) or (name in _ORIGIN_NAMES and value.lower() in _ORIGIN_VALUES)


@lru_cache(maxsize=4096)
def _registrable(name: str) -> str:
    return _EXTRACT(name).top_domain_under_public_suffix or name
