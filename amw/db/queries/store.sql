-- What a batch writes: captures of responses, articles with all that was derived from them, visits, rates, what was rejected.

-- ---------------------------------------------------------------- for the whole batch

-- name: store_lock
-- One writer at a time places stories, so two reports of one event stored at the same moment end in one story.
SELECT pg_advisory_xact_lock(hashtext('amw store'));

-- name: capture_insert
-- Where the raw bytes are; a capture known already is left alone.
INSERT INTO capture (url, file, record_offset, digest, status, content_type, fetched_at)
SELECT url, file, record_offset, digest, status, content_type, fetched_at
FROM jsonb_to_recordset(%(rows)s) AS r(url text, file text, record_offset bigint, digest text, status smallint, content_type text,
                                       fetched_at timestamptz)
ON CONFLICT (file, record_offset) DO NOTHING;

-- name: capture_ids
-- The ids of captures by file and offset.
SELECT c.file, c.record_offset, c.id FROM capture c
JOIN jsonb_to_recordset(%(rows)s) AS r(file text, record_offset bigint) USING (file, record_offset);

-- ---------------------------------------------------------------- articles and their versions

-- name: article_known
-- What is stored of the articles at these addresses.
SELECT url, id, source_id, digest, derived_digest, version, origin, fetched_at, title, text, lead, modified_at,
    (SELECT max(v.version) FROM article_version v WHERE v.article_id = article.id) AS last_version,
    (SELECT v.read_by FROM article_version v WHERE v.article_id = article.id AND v.version = article.version) AS read_by
FROM article WHERE url = ANY(%(urls)s);

-- name: article_insert
-- New articles with all that was derived from their text.
INSERT INTO article (url, source_id, origin, title, text, lead, published_at, modified_at, first_seen_at, fetched_at, language, authors,
    image, site_name, section, keywords, paywalled, digest, derived_digest, form, relevant, category, segment, lens, event, reading_minutes,
    provenance, tag_evidence, capture_id, outlet, weight)
SELECT url, source_id, origin, title, text, lead, published_at, modified_at, fetched_at, fetched_at, language,
    ARRAY(SELECT jsonb_array_elements_text(authors)), image, site_name, section, ARRAY(SELECT jsonb_array_elements_text(keywords)),
    paywalled, digest, derived_digest, form, relevant, category, segment, lens, event, reading_minutes,
    provenance, tag_evidence, capture_id, outlet, weight
FROM jsonb_to_recordset(%(rows)s) AS r(url text, source_id bigint, origin text, title text, text text, lead text,
    published_at timestamptz, modified_at timestamptz, fetched_at timestamptz, language text, authors jsonb, image text, site_name text,
    section text, keywords jsonb, paywalled boolean, digest text, derived_digest text, form text, relevant boolean, category text, segment text,
    lens text, event text, reading_minutes integer, provenance jsonb, tag_evidence jsonb, capture_id bigint, outlet text,
    weight real)
RETURNING url, id;

-- name: article_update
-- Articles whose text or derived facts changed.
UPDATE article a SET origin = r.origin, title = r.title, text = r.text, lead = r.lead, published_at = r.published_at,
    modified_at = r.modified_at, fetched_at = r.fetched_at, language = r.language,
    authors = ARRAY(SELECT jsonb_array_elements_text(r.authors)), image = r.image, site_name = r.site_name, section = r.section,
    keywords = ARRAY(SELECT jsonb_array_elements_text(r.keywords)), paywalled = r.paywalled, digest = r.digest,
    derived_digest = r.derived_digest, version = r.version, form = r.form, relevant = r.relevant, category = r.category, segment = r.segment,
    lens = r.lens, event = r.event, reading_minutes = r.reading_minutes, provenance = r.provenance, tag_evidence = r.tag_evidence, capture_id = r.capture_id,
    outlet = r.outlet, weight = r.weight
FROM jsonb_to_recordset(%(rows)s) AS r(url text, origin text, title text, text text, lead text,
    published_at timestamptz, modified_at timestamptz, fetched_at timestamptz, language text, authors jsonb, image text, site_name text,
    section text, keywords jsonb, paywalled boolean, digest text, derived_digest text, version integer, form text, relevant boolean, category text,
    segment text, lens text, event text, reading_minutes integer, provenance jsonb, tag_evidence jsonb, capture_id bigint, outlet text,
    weight real)
WHERE a.url = r.url;

-- name: article_version_insert
-- A text as it was seen, unless the article was known to say just this at that moment. A version without a text has the article's present
-- one, which is neither sent nor compressed a second time.
INSERT INTO article_version (article_id, version, digest, title, text, lead, published_at, modified_at, valid_from, seen_at, changed,
    changes, capture_id, read_by)
SELECT r.article_id, r.version, r.digest, r.title, coalesce(r.text, a.text), r.lead, r.published_at, r.modified_at, r.valid_from, r.seen_at,
    ARRAY(SELECT jsonb_array_elements_text(r.changed)), r.changes, r.capture_id, r.read_by
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, version integer, digest text, title text, text text, lead text,
    published_at timestamptz, modified_at timestamptz, valid_from timestamptz, seen_at timestamptz, changed jsonb, changes jsonb, capture_id bigint,
    read_by text)
JOIN article a ON a.id = r.article_id
WHERE r.digest IS DISTINCT FROM (SELECT v.digest FROM article_version v WHERE v.article_id = r.article_id AND v.seen_at <= r.seen_at
                                 ORDER BY v.seen_at DESC, v.version DESC LIMIT 1);

-- name: article_version_follow
-- What differs in the texts that follow one which came late.
UPDATE article_version v SET changed = ARRAY(SELECT jsonb_array_elements_text(r.changed)), changes = r.changes
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, version integer, changed jsonb, changes jsonb)
WHERE v.article_id = r.article_id AND v.version = r.version;

-- name: article_version_read
-- Who reads a text so by now.
UPDATE article_version v SET read_by = r.read_by FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, version integer, read_by text)
WHERE v.article_id = r.article_id AND v.version = r.version;

-- ---------------------------------------------------------------- what was derived from them

-- name: article_company_clear
-- Forgets which companies these articles name, before it is written anew.
DELETE FROM article_company WHERE article_id = ANY(%(ids)s);

-- name: article_company_insert
-- Which companies the articles name.
INSERT INTO article_company (article_id, company_id, role, mentions, told_at)
SELECT r.article_id, r.company_id, r.role, r.mentions, coalesce(a.published_at, a.first_seen_at)
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, company_id bigint, role text, mentions integer) JOIN article a ON a.id = r.article_id;

-- name: article_model_clear
-- Forgets which models these articles name, before it is written anew.
DELETE FROM article_model WHERE article_id = ANY(%(ids)s);

-- name: article_model_insert
-- Which models the articles name.
INSERT INTO article_model (article_id, model_id, mentions, told_at)
SELECT r.article_id, r.model_id, r.mentions, coalesce(a.published_at, a.first_seen_at)
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, model_id bigint, mentions integer) JOIN article a ON a.id = r.article_id;

-- name: tag_insert
-- Tags met for the first time.
INSERT INTO tag (kind, key, name)
SELECT DISTINCT ON (kind, key) kind, key, name FROM jsonb_to_recordset(%(rows)s) AS r(kind text, key text, name text)
ORDER BY kind, key
ON CONFLICT (kind, key) DO NOTHING;

-- name: article_tag_clear
-- Forgets the tags of these articles, before they are written anew.
DELETE FROM article_tag WHERE article_id = ANY(%(ids)s);

-- name: article_tag_insert
-- The tags of articles in their order.
INSERT INTO article_tag (article_id, tag_id, position)
SELECT r.article_id, t.id, min(r.position)
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, kind text, key text, position smallint)
JOIN tag t ON t.kind = r.kind AND t.key = r.key
GROUP BY r.article_id, t.id;

-- name: amount_clear
-- Forgets the amounts of these articles, before they are written anew.
DELETE FROM amount WHERE article_id = ANY(%(ids)s);

-- name: amount_insert
-- The money that articles speak of.
INSERT INTO amount (article_id, kind, value, currency, usd, rate_on, start_at, end_at, surface)
SELECT article_id, kind, value, currency, usd, rate_on, start_at, end_at, surface
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, kind text, value numeric, currency text, usd numeric, rate_on date,
    start_at integer, end_at integer, surface text)
ON CONFLICT (article_id, start_at, end_at, kind) DO NOTHING;

-- name: event_clear
-- Forgets the events of these articles, before they are written anew.
DELETE FROM event WHERE article_id = ANY(%(ids)s);

-- name: event_insert
-- What happened, joined to the amount it is about by the amount's place in the text.
INSERT INTO event (article_id, kind, company_id, counterparties, amount_id, happened_on, status, position, company_name, counterparty_names,
    undisclosed, start_at, end_at)
SELECT r.article_id, r.kind, r.company_id, ARRAY(SELECT e::bigint FROM jsonb_array_elements_text(r.counterparties) e), a.id,
    r.happened_on, r.status, r.position, r.company_name, ARRAY(SELECT jsonb_array_elements_text(r.counterparty_names)),
    r.undisclosed, r.start_at, r.end_at
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, kind text, company_id bigint, counterparties jsonb, amount_start integer,
    amount_end integer, amount_kind text, happened_on date, status text, position smallint, company_name text, counterparty_names jsonb,
    undisclosed boolean, start_at integer, end_at integer)
LEFT JOIN amount a ON a.article_id = r.article_id AND a.start_at = r.amount_start AND a.end_at = r.amount_end AND a.kind = r.amount_kind;

-- name: claim_clear
-- Forgets the claims of these articles, before they are written anew.
DELETE FROM claim WHERE article_id = ANY(%(ids)s);

-- name: claim_insert
-- What articles say of boards, with the verdict.
INSERT INTO claim (article_id, board, model_id, company_id, kind, scope, value, start_at, end_at, position, verdict, rank_kind,
    snapshot_id, evidence, record)
SELECT article_id, board, model_id, company_id, kind, scope, value, start_at, end_at, position, verdict, rank_kind, snapshot_id, evidence,
    record
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, board text, model_id bigint, company_id bigint, kind text, scope text,
    value text, start_at integer, end_at integer, position smallint, verdict text, rank_kind text, snapshot_id bigint, evidence text,
    record jsonb);

-- name: name_queue_insert
-- Names nobody could be sure of, for a person to decide; every article or capture that holds one is counted.
INSERT INTO name_queue (kind, name, context, seen, first_seen_at, last_seen_at)
SELECT kind, name, (array_agg(context ORDER BY seen_at))[1], count(*), min(seen_at), max(seen_at)
FROM jsonb_to_recordset(%(rows)s) AS r(kind text, name text, context text, seen_at timestamptz)
GROUP BY kind, name ORDER BY kind, name
ON CONFLICT (kind, name) DO UPDATE SET seen = name_queue.seen + excluded.seen, last_seen_at = greatest(name_queue.last_seen_at, excluded.last_seen_at);

-- ---------------------------------------------------------------- currency rates

-- name: currency_rate_insert
-- Reference rates of new days; a rate once published stands.
INSERT INTO currency_rate (day, currency, per_euro)
SELECT day, currency, per_euro FROM jsonb_to_recordset(%(rows)s) AS r(day date, currency text, per_euro numeric)
ON CONFLICT (day, currency) DO NOTHING
RETURNING day;

-- name: article_of_days
-- The articles whose amounts some days' rates can convert: those of the days and of the week after.
SELECT id FROM article
WHERE published_at >= %(first)s::date::timestamp AT TIME ZONE 'UTC' AND published_at < (%(last)s::date + 8)::timestamp AT TIME ZONE 'UTC';

-- name: amount_convert
-- US dollars by the last rate up to the day of the article, at most a week older; dollars that the text states are left alone.
UPDATE amount SET usd = r.usd, rate_on = r.day
FROM (
    SELECT a.id, c.day, c.usd
    FROM amount a
    JOIN article n ON n.id = a.article_id
    CROSS JOIN LATERAL (
        SELECT d.day, round(a.value * d.per_euro / CASE a.currency WHEN 'EUR' THEN 1 ELSE o.per_euro END, 2) AS usd
        FROM currency_rate d
        LEFT JOIN currency_rate o ON o.day = d.day AND o.currency = a.currency
        WHERE d.currency = 'USD' AND (a.currency = 'EUR' OR o.per_euro IS NOT NULL)
          AND d.day BETWEEN (n.published_at AT TIME ZONE 'UTC')::date - 7 AND (n.published_at AT TIME ZONE 'UTC')::date
        ORDER BY d.day DESC
        LIMIT 1
    ) c
    WHERE a.article_id = ANY(%(ids)s::bigint[]) AND a.currency <> 'USD' AND (a.usd IS NULL OR a.rate_on < c.day)
) r
WHERE amount.id = r.id;

-- ---------------------------------------------------------------- visits and rejections

-- name: page_found
-- The pages that a feed, sitemap or listing led to: the frontier. A page known already is left as it is.
INSERT INTO page (url, source_id, kind, status, discovered_at, next_fetch_at, entry)
SELECT DISTINCT ON (url) url, source_id, kind, 'pending', found_at, next_fetch_at, entry
FROM jsonb_to_recordset(%(rows)s) AS r(url text, source_id bigint, kind text, found_at timestamptz, next_fetch_at timestamptz, entry jsonb)
ORDER BY url
ON CONFLICT (url) DO NOTHING;

-- name: page_visit
-- What a visit taught of a URL: status, validators, when to look again. Validators move only here, beside what was found.
INSERT INTO page (url, source_id, kind, status, http_status, reason, etag, last_modified, discovered_at, fetched_at, next_fetch_at,
    failures, article_id, capture_id)
SELECT url, source_id, kind, status, http_status, reason, etag, last_modified, visited_at,
    CASE WHEN status = 'fetched' THEN visited_at END, next_fetch_at, CASE WHEN outcome = 'failed' THEN 1 ELSE 0 END, article_id, capture_id
FROM jsonb_to_recordset(%(rows)s) AS r(url text, source_id bigint, kind text, outcome text, status text, http_status smallint,
    reason text, etag text, last_modified text, visited_at timestamptz, next_fetch_at timestamptz, article_id bigint, capture_id bigint)
ON CONFLICT (url) DO UPDATE SET
    kind = excluded.kind,
    status = CASE WHEN page.status = 'fetched' AND excluded.status = 'pending' THEN page.status ELSE excluded.status END,
    http_status = excluded.http_status,
    reason = excluded.reason,
    etag = CASE WHEN excluded.status = 'fetched' AND excluded.http_status IS DISTINCT FROM 304 THEN excluded.etag ELSE page.etag END,
    last_modified = CASE WHEN excluded.status = 'fetched' AND excluded.http_status IS DISTINCT FROM 304 THEN excluded.last_modified
                         ELSE page.last_modified END,
    fetched_at = CASE WHEN excluded.status = 'fetched' THEN greatest(page.fetched_at, excluded.fetched_at) ELSE page.fetched_at END,
    next_fetch_at = CASE WHEN excluded.failures > 0 AND excluded.next_fetch_at IS NOT NULL
                         THEN CASE WHEN page.failures < 8 OR excluded.kind <> 'article'
                                   THEN greatest(excluded.next_fetch_at, excluded.discovered_at
                                       + least(interval '15 minutes' * power(2, least(page.failures, 8)), interval '1 day')) END
                         ELSE excluded.next_fetch_at END,
    failures = CASE WHEN excluded.failures > 0 THEN page.failures + 1 WHEN excluded.status = 'pending' THEN page.failures ELSE 0 END,
    article_id = coalesce(excluded.article_id, page.article_id),
    capture_id = coalesce(excluded.capture_id, page.capture_id);

-- name: rejected_insert
-- What was found and not stored; the same rejection met again is counted, not repeated.
INSERT INTO rejected (source_id, url, stage, reason, detail, raw, capture_id, rejected_at, last_seen_at)
SELECT DISTINCT ON (url, stage, reason, detail) source_id, url, stage, reason, detail, raw, capture_id, rejected_at, rejected_at
FROM jsonb_to_recordset(%(rows)s) AS r(source_id bigint, url text, stage text, reason text, detail text, raw jsonb, capture_id bigint,
    rejected_at timestamptz)
ORDER BY url, stage, reason, detail, rejected_at
ON CONFLICT (url, stage, reason, detail) DO UPDATE SET last_seen_at = greatest(rejected.last_seen_at, excluded.last_seen_at),
    seen = rejected.seen + 1;
