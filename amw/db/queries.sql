-- Every statement the engine runs, by name, in order of subjects: the server and the catalogue; crawls, what a batch stores, templates;
-- boards, claims, stories, judging; what the command line and the pages ask. `-- name: x`, then what it does in a sentence, then the
-- statement. Read by amw/db/statements.py. A parameter whose type the server cannot tell by itself carries a cast
-- (%(at)s::timestamptz - interval '1 day').

-- ================================================================
-- The server itself: what it is, what sessions of ours ask for, roles, the embedded database, migrations.
-- ================================================================

-- ---------------- what it is

-- name: server_facts
-- The server's version number, whether it is read-only, the encoding of the database, how many connections this role may have there at a
-- time (NULL: as many as the server has), and whether it may write what a crawl finds (NULL: there is no schema).
SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS standby,
       pg_encoding_to_char(encoding) AS encoding,
       CASE WHEN NOT rolsuper THEN least(nullif(rolconnlimit, -1), nullif(datconnlimit, -1)) END AS connections,
       has_table_privilege(to_regclass('public.source'), 'INSERT') AS writes
  FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user;

-- ---------------- sessions

-- name: session_settings
-- What every session of ours asks for: times in UTC, and an end to statements and locks that never come.
SELECT set_config('timezone', 'UTC', false), set_config('statement_timeout', '5min', false), set_config('lock_timeout', '1min', false),
       set_config('idle_in_transaction_session_timeout', '5min', false);

-- name: jobs_session
-- Where Procrastinate's tables and functions are, for a session that speaks to nothing else.
SELECT set_config('search_path', 'jobs, public', false);

-- name: upkeep_session
-- Lets the statements of this transaction take as long as they need, for work on a whole table.
SELECT set_config('statement_timeout', '0', true);

-- name: serve_session
-- What every session of the read server asks for: times in UTC, and a short end to statements, locks and idle transactions.
SELECT set_config('timezone', 'UTC', false), set_config('statement_timeout', '10s', false), set_config('lock_timeout', '2s', false),
       set_config('idle_in_transaction_session_timeout', '30s', false);

-- name: serve_role
-- Gives up every right but reading, where the server has the role for it and the login may take it.
SELECT set_config('role', rolname, false) FROM pg_roles WHERE rolname = 'amw_reader' AND pg_has_role(current_user, oid, 'MEMBER');

-- ---------------- the embedded server

-- name: database_exists
-- Whether the embedded server has the product's database.
SELECT FROM pg_database WHERE datname = 'amw';

-- name: database_create
-- Makes the product's database on the embedded server.
CREATE DATABASE amw;

-- ---------------- migrations

-- name: migration_lock
-- Tries to become the one who migrates this database, for as long as the connection lives.
SELECT pg_try_advisory_lock(hashtext('amw migration')) AS got;

-- name: migration_applied
-- The names of the migrations that this database has.
SELECT migration_id FROM migration._yoyo_migration;

-- name: migration_schemas
-- The schemas beside public: migration for the book of migrations, jobs for Procrastinate.
DO $$
BEGIN
    CREATE SCHEMA IF NOT EXISTS migration;
    CREATE SCHEMA IF NOT EXISTS jobs;
END $$;

-- name: schema_choose
-- Where unqualified names belong until the transaction ends.
SELECT set_config('search_path', %(schema)s, true);

-- name: role_exists
-- Whether the server has a role.
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %(role)s) AS found;

-- name: role_create_writer
-- The group of those who store what was found.
CREATE ROLE amw_writer NOLOGIN;

-- name: role_create_reader
-- The group of those who only read: what downstream logs in with is granted this.
CREATE ROLE amw_reader NOLOGIN;

-- name: grants
-- Lets the writer store and run jobs and the reader read, where these roles exist: those of schema.sql again, for roles made later, the jobs',
-- and the book of migrations, which every command looks into first.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_writer') THEN
        GRANT USAGE ON SCHEMA public, jobs, migration TO amw_writer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, jobs TO amw_writer;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, jobs TO amw_writer;
        GRANT SELECT ON ALL TABLES IN SCHEMA migration TO amw_writer;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_reader') THEN
        GRANT USAGE ON SCHEMA public, jobs, migration TO amw_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA public, jobs, migration TO amw_reader;
    END IF;
END $$;

-- ================================================================
-- The catalogue in its tables: editions read in, what a crawl meets that no edition has, ids behind keys.
-- ================================================================

-- ---------------- editions

-- name: catalogue_digests
-- Which edition of each catalogue file the tables hold.
SELECT name, digest FROM catalogue_sync;

-- name: catalogue_synced
-- Remembers the edition of a catalogue file that was just read in.
INSERT INTO catalogue_sync (name, digest, synced_at) VALUES (%(name)s, %(digest)s, now())
ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, synced_at = excluded.synced_at;

-- ---------------- read in

-- name: segment_sync
-- Segments from the taxonomy: new ones added, names and order brought up to date.
INSERT INTO segment (key, name, position)
SELECT key, name, position FROM jsonb_populate_recordset(NULL::segment, %(rows)s) AS r
ON CONFLICT (key) DO UPDATE SET name = excluded.name, position = excluded.position
WHERE (segment.name, segment.position) IS DISTINCT FROM (excluded.name, excluded.position);

-- name: lens_sync
-- Lenses from the taxonomy: new ones added, names and order brought up to date.
INSERT INTO lens (key, name, position)
SELECT key, name, position FROM jsonb_populate_recordset(NULL::lens, %(rows)s) AS r
ON CONFLICT (key) DO UPDATE SET name = excluded.name, position = excluded.position
WHERE (lens.name, lens.position) IS DISTINCT FROM (excluded.name, excluded.position);

-- name: company_sync
-- Companies from the register: new ones added, changed ones brought up to date; parents are set by company_parent_sync.
INSERT INTO company (key, name, kind, country, segments, homepage)
SELECT key, name, kind, country, segments, homepage FROM jsonb_populate_recordset(NULL::company, %(rows)s) AS r
ON CONFLICT (key) DO UPDATE SET name = excluded.name, kind = excluded.kind, country = excluded.country,
    segments = excluded.segments, homepage = excluded.homepage
WHERE (company.name, company.kind, company.country, company.segments, company.homepage)
    IS DISTINCT FROM (excluded.name, excluded.kind, excluded.country, excluded.segments, excluded.homepage);

-- name: company_parent_sync
-- Parents of companies, once all companies are there.
UPDATE company c SET parent_id = p.id
FROM jsonb_to_recordset(%(rows)s) AS r(key text, parent text)
LEFT JOIN company p ON p.key = r.parent
WHERE c.key = r.key AND c.parent_id IS DISTINCT FROM p.id;

-- name: company_name_clear
-- Forgets the names of the companies given, before their present ones are read in.
DELETE FROM company_name WHERE company_id IN (SELECT id FROM company WHERE key = ANY(%(keys)s));

-- name: company_name_sync
-- Names of companies from the register.
INSERT INTO company_name (company_id, name, match_key, language, kind, valid_from, valid_to)
SELECT c.id, r.name, r.match_key, coalesce(r.language, ''), r.kind, r.valid_from, r.valid_to
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, match_key text, language text, kind text, valid_from date, valid_to date)
JOIN company c ON c.key = r.key
ON CONFLICT (company_id, name) DO NOTHING;

-- name: model_sync
-- Models and families from the register: new ones added, changed ones brought up to date.
INSERT INTO model (key, name, company_id, family, version, variant, effort, licence, released_on)
SELECT r.key, r.name, c.id, r.family, r.version, r.variant, r.effort, r.licence, r.released_on
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, maker text, family text, version text, variant text, effort text,
                                       licence text, released_on date)
LEFT JOIN company c ON c.key = r.maker
ON CONFLICT (key) DO UPDATE SET name = excluded.name, company_id = excluded.company_id, family = excluded.family,
    version = excluded.version, variant = excluded.variant, effort = excluded.effort, licence = excluded.licence,
    released_on = excluded.released_on, registered = true
WHERE (model.name, model.company_id, model.family, model.version, model.variant, model.effort, model.licence, model.released_on,
       model.registered)
    IS DISTINCT FROM (excluded.name, excluded.company_id, excluded.family, excluded.version, excluded.variant, excluded.effort,
                      excluded.licence, excluded.released_on, true);

-- name: model_name_clear
-- Forgets the spellings of all models, before those of the register are read in: a model that has left it is found by none.
DELETE FROM model_name;

-- name: model_name_sync
-- Spellings of models from the register.
INSERT INTO model_name (model_id, name, match_key, board)
SELECT m.id, r.name, r.match_key, coalesce(r.board, '')
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, match_key text, board text)
JOIN model m ON m.key = r.key
ON CONFLICT (model_id, name, board) DO NOTHING;

-- name: board_sync
-- Leaderboards from the catalogue: new ones added, changed ones brought up to date.
INSERT INTO board (key, name, url, attribution, licence, floor_rows)
SELECT key, name, url, attribution, licence, floor_rows FROM jsonb_populate_recordset(NULL::board, %(rows)s) AS r
ON CONFLICT (key) DO UPDATE SET name = excluded.name, url = excluded.url, attribution = excluded.attribution,
    licence = excluded.licence, floor_rows = excluded.floor_rows
WHERE (board.name, board.url, board.attribution, board.licence, board.floor_rows)
    IS DISTINCT FROM (excluded.name, excluded.url, excluded.attribution, excluded.licence, excluded.floor_rows);

-- name: source_sync
-- Sources from the catalogue: new ones are due at once, changed ones keep their place in the schedule.
INSERT INTO source (key, name, kind, url, country, language, crawl_interval, enabled, catalogue)
SELECT key, name, kind, url, country, language, crawl_interval, enabled, catalogue
FROM jsonb_populate_recordset(NULL::source, %(rows)s) AS r
ON CONFLICT (key) DO UPDATE SET name = excluded.name, kind = excluded.kind, url = excluded.url, country = excluded.country,
    language = excluded.language, crawl_interval = excluded.crawl_interval, enabled = excluded.enabled, catalogue = excluded.catalogue
WHERE (source.name, source.kind, source.url, source.country, source.language, source.crawl_interval, source.enabled, source.catalogue)
    IS DISTINCT FROM (excluded.name, excluded.kind, excluded.url, excluded.country, excluded.language, excluded.crawl_interval,
                      excluded.enabled, excluded.catalogue);

-- ---------------- met by a crawl

-- name: source_met
-- Sources that nobody listed (an ad-hoc address, an old capture): kept as met, never scheduled.
INSERT INTO source (key, name, kind, url, enabled)
SELECT key, name, 'page', url, false FROM jsonb_populate_recordset(NULL::source, %(rows)s) AS r
ON CONFLICT (key) DO NOTHING;

-- name: model_met
-- Models that the register does not list but whose family and spelling it knows; one that another writer met first gives its id too.
INSERT INTO model (key, name, company_id, family, version, variant, effort, registered)
SELECT DISTINCT ON (r.key) r.key, r.name, c.id, r.family, r.version, r.variant, r.effort, false
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, maker text, family text, version text, variant text, effort text)
LEFT JOIN company c ON c.key = r.maker
ON CONFLICT (key) DO UPDATE SET key = excluded.key
RETURNING key, id;

-- ---------------- ids behind keys

-- name: source_ids
-- The ids of sources by key.
SELECT key, id FROM source WHERE key = ANY(%(keys)s);

-- name: company_ids
-- The ids of companies by key.
SELECT key, id FROM company;

-- name: model_ids
-- The ids of models by key.
SELECT key, id FROM model;

-- name: board_ids
-- The ids of boards by key.
SELECT key, id FROM board;

-- ================================================================
-- Crawls: which sources are due, who has which, how each run went, and the frontier of pages that wait.
-- ================================================================

-- ---------------- the schedule

-- name: source_reset
-- Sources whose next crawl is further away than any interval, pause or wish of a server puts it are due: a clock was ahead when it was set.
UPDATE source SET next_crawl_at = now() WHERE next_crawl_at > now() + greatest(crawl_interval, interval '7 days') + interval '1 day';

-- name: source_due_keys
-- The keys of the sources whose interval has passed.
SELECT key FROM source WHERE enabled AND next_crawl_at <= now() ORDER BY next_crawl_at, key;

-- name: source_idle_keys
-- The keys of the sources that were crawled before and have no page waiting: whether a crawl will find any is open.
SELECT s.key FROM source s
WHERE s.last_crawl_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM page p WHERE p.source_id = s.id AND p.kind = 'article' AND p.next_fetch_at <= now()
);

-- name: plan_lock
-- Tries to become the one who plans, until the transaction ends.
SELECT pg_try_advisory_xact_lock(hashtext('amw plan')) AS got;

-- name: source_plan
-- The sources, of some keys where said, that are due and have no crawl waiting or running, most overdue first.
SELECT s.key, s.url
  FROM source s
 WHERE s.enabled AND s.next_crawl_at <= now() AND (%(keys)s::text[] IS NULL OR s.key = any(%(keys)s))
   AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.queueing_lock = 'crawl:' || s.key AND j.status IN ('todo', 'doing'))
 ORDER BY s.next_crawl_at, s.key
 LIMIT %(limit)s
   FOR UPDATE OF s SKIP LOCKED;

-- name: source_due
-- Whether a source is to be crawled now.
SELECT enabled AND next_crawl_at <= now() AS due FROM source WHERE key = %(source)s;

-- name: source_postpone
-- Moves on a source that is due and has not been crawled since a moment: later each time, at most a day or its interval.
UPDATE source
   SET failures = failures + 1,
       next_crawl_at = now() + least(crawl_interval * power(2, least(failures, 6)), greatest(crawl_interval, interval '1 day'))
 WHERE key = %(source)s AND next_crawl_at <= now() AND (last_crawl_at IS NULL OR last_crawl_at < %(begun)s);

-- ---------------- one crawl of one source

-- name: source_claim
-- Takes a source for this session; false when another crawl has it.
SELECT pg_try_advisory_lock(hashtext('amw crawl'), hashtext(%(key)s));

-- name: source_release
-- Gives back the source that this session has.
SELECT pg_advisory_unlock_all();

-- name: page_reset
-- The pages of a source that are to be looked at later than any pause or wish puts it are due, as `source_reset` has it.
UPDATE page SET next_fetch_at = now() WHERE source_id = %(source_id)s AND next_fetch_at > now() + interval '8 days';

-- name: crawl_run_start
-- A crawl begins.
INSERT INTO crawl_run (source_id, started_at) VALUES (%(source_id)s, %(started_at)s) RETURNING id;

-- name: crawl_run_finish
-- A crawl ends with its verdict, its reason and its counts.
UPDATE crawl_run SET finished_at = greatest(%(finished_at)s, started_at), verdict = %(verdict)s, reason = %(reason)s, stats = %(stats)s
WHERE id = %(id)s;

-- name: source_crawled
-- A source's next crawl: after its interval, or sooner and then ever later while it fails; at once where it was stopped; never before its
-- server wishes.
UPDATE source SET last_crawl_at = %(at)s::timestamptz,
    failures = CASE WHEN %(failed)s THEN failures + 1 WHEN %(stopped)s THEN failures ELSE 0 END,
    next_crawl_at = greatest((SELECT p.next_fetch_at FROM page p WHERE p.url = source.url AND p.kind IN ('feed', 'sitemap', 'listing', 'board')),
                             %(at)s::timestamptz + CASE WHEN %(stopped)s THEN interval '0'
                                  WHEN %(failed)s THEN least(crawl_interval * power(2, least(failures, 6)), greatest(crawl_interval, interval '1 day'))
                                  ELSE crawl_interval END)
WHERE id = %(source_id)s;

-- ---------------- the frontier

-- name: frontier_due
-- The article pages of a source that wait: found and not fetched, failed and due again, young and due for another look; newest first.
SELECT p.url, p.kind, p.entry, p.etag, p.last_modified FROM page p JOIN source s ON s.id = p.source_id
WHERE s.key = %(source)s AND p.kind = 'article' AND p.next_fetch_at <= %(now)s
    AND (p.status IN ('pending', 'failed') OR (p.status = 'fetched' AND p.entry -> 'follow' IS DISTINCT FROM 'false'))
ORDER BY p.discovered_at DESC, p.id
LIMIT %(number)s;

-- name: frontier_sitemaps
-- The sitemaps that a source's own led to, those asked or found last first.
SELECT p.url FROM page p JOIN source s ON s.id = p.source_id
WHERE s.key = %(source)s AND p.kind = 'sitemap' AND p.status <> 'gone' AND p.url <> %(url)s
ORDER BY coalesce(p.fetched_at, p.discovered_at) DESC, p.id
LIMIT %(number)s;

-- name: frontier_known
-- What is known of some addresses: whether they need no fetch now (fetched, gone or refused, failed a short while ago, or of a host that
-- wishes to be left alone), and the validators of the bodies that were stored last.
SELECT url, coalesce(next_fetch_at > %(now)s, status <> 'pending') AS resting, etag, last_modified
FROM page WHERE url = ANY(%(urls)s);

-- name: page_validators
-- The validators of the body of an address that was stored last.
SELECT etag, last_modified FROM page WHERE url = %(url)s;

-- ================================================================
-- What a batch writes: captures of responses, articles with all that was derived from them, visits, rates, what was rejected.
-- ================================================================

-- ---------------- for the whole batch

-- name: store_lock
-- One writer at a time places stories, so two reports of one event stored at the same moment end in one story.
SELECT pg_advisory_xact_lock(hashtext('amw store'));

-- name: capture_put
-- Where the raw bytes are, with the id of each; a capture known already is left alone. Under the store's lock nobody else adds any.
WITH met AS (SELECT * FROM jsonb_populate_recordset(NULL::capture, %(rows)s)), put AS (
    INSERT INTO capture (url, file, record_offset, digest, status, content_type, fetched_at)
    SELECT url, file, record_offset, digest, status, content_type, fetched_at FROM met
    ON CONFLICT (file, record_offset) DO NOTHING RETURNING file, record_offset, id
)
SELECT file, record_offset, id FROM put
UNION ALL SELECT c.file, c.record_offset, c.id FROM capture c JOIN met USING (file, record_offset);

-- ---------------- articles and their versions

-- name: article_known
-- What is stored of the articles at these addresses.
SELECT url, id, source_id, digest, derived_digest, version, origin, fetched_at, title, text, lead, modified_at,
    (SELECT max(v.version) FROM article_version v WHERE v.article_id = article.id) AS last_version,
    (SELECT v.read_by FROM article_version v WHERE v.article_id = article.id AND v.version = article.version) AS read_by
FROM article WHERE url = ANY(%(urls)s);

-- name: article_insert
-- New articles with all that was derived from their text.
INSERT INTO article (url, source_id, origin, title, text, lead, published_at, modified_at, first_seen_at, fetched_at, language, authors,
    image, site_name, section, keywords, paywalled, digest, derived_digest, version, form, relevant, category, segment, lens, event,
    reading_minutes, provenance, tag_evidence, capture_id, outlet, weight)
SELECT url, source_id, origin, title, text, lead, published_at, modified_at, fetched_at, fetched_at, language, authors, image, site_name,
    section, keywords, paywalled, digest, derived_digest, version, form, relevant, category, segment, lens, event, reading_minutes,
    provenance, tag_evidence, capture_id, outlet, weight
FROM jsonb_populate_recordset(NULL::article, %(rows)s) AS r
RETURNING url, id;

-- name: article_update
-- Articles whose text or derived facts changed.
UPDATE article a SET origin = r.origin, title = r.title, text = r.text, lead = r.lead, published_at = r.published_at,
    modified_at = r.modified_at, fetched_at = r.fetched_at, language = r.language, authors = r.authors, image = r.image,
    site_name = r.site_name, section = r.section, keywords = r.keywords, paywalled = r.paywalled, digest = r.digest,
    derived_digest = r.derived_digest, version = r.version, form = r.form, relevant = r.relevant, category = r.category,
    segment = r.segment, lens = r.lens, event = r.event, reading_minutes = r.reading_minutes, provenance = r.provenance,
    tag_evidence = r.tag_evidence, capture_id = r.capture_id, outlet = r.outlet, weight = r.weight
FROM jsonb_populate_recordset(NULL::article, %(rows)s) AS r
WHERE a.url = r.url;

-- name: article_version_insert
-- A text as it was seen; one that came late only if the article was not known to say just this at that moment. A version without a text has
-- the article's present one, which is neither sent nor compressed a second time.
INSERT INTO article_version (article_id, version, digest, title, text, lead, published_at, modified_at, valid_from, seen_at, changed,
    changes, capture_id, read_by)
SELECT r.article_id, r.version, r.digest, r.title, coalesce(r.text, a.text), r.lead, r.published_at, r.modified_at, r.valid_from, r.seen_at,
    r.changed, r.changes, r.capture_id, r.read_by
FROM jsonb_populate_recordset(NULL::article_version, %(rows)s) AS r
JOIN article a ON a.id = r.article_id
WHERE NOT r.changes ? 'late'
    OR r.digest IS DISTINCT FROM (SELECT v.digest FROM article_version v WHERE v.article_id = r.article_id AND v.seen_at <= r.seen_at
                                  ORDER BY v.seen_at DESC, v.version DESC LIMIT 1);

-- name: article_version_follow
-- What differs in the texts that follow one which came late.
UPDATE article_version v SET changed = r.changed, changes = r.changes
FROM jsonb_populate_recordset(NULL::article_version, %(rows)s) AS r
WHERE v.article_id = r.article_id AND v.version = r.version;

-- name: article_version_read
-- Who reads a text so by now.
UPDATE article_version v SET read_by = r.read_by FROM jsonb_populate_recordset(NULL::article_version, %(rows)s) AS r
WHERE v.article_id = r.article_id AND v.version = r.version;

-- ---------------- what was derived from them

-- name: derived_clear
-- Forgets what was derived from these articles, before it is written anew.
WITH event AS (DELETE FROM event WHERE article_id = ANY(%(ids)s)), amount AS (DELETE FROM amount WHERE article_id = ANY(%(ids)s)),
     company AS (DELETE FROM article_company WHERE article_id = ANY(%(ids)s)), model AS (DELETE FROM article_model WHERE article_id = ANY(%(ids)s)),
     claim AS (DELETE FROM claim WHERE article_id = ANY(%(ids)s))
DELETE FROM article_tag WHERE article_id = ANY(%(ids)s);

-- name: article_company_insert
-- Which companies the articles name.
INSERT INTO article_company (article_id, company_id, role, mentions, told_at)
SELECT r.article_id, r.company_id, r.role, r.mentions, coalesce(a.published_at, a.first_seen_at)
FROM jsonb_populate_recordset(NULL::article_company, %(rows)s) AS r JOIN article a ON a.id = r.article_id;

-- name: article_model_insert
-- Which models the articles name.
INSERT INTO article_model (article_id, model_id, mentions, told_at)
SELECT r.article_id, r.model_id, r.mentions, coalesce(a.published_at, a.first_seen_at)
FROM jsonb_populate_recordset(NULL::article_model, %(rows)s) AS r JOIN article a ON a.id = r.article_id;

-- name: tag_insert
-- Tags met for the first time.
INSERT INTO tag (kind, key, name)
SELECT DISTINCT ON (kind, key) kind, key, name FROM jsonb_populate_recordset(NULL::tag, %(rows)s) AS r
ORDER BY kind, key
ON CONFLICT (kind, key) DO NOTHING;

-- name: article_tag_insert
-- The tags of articles in their order.
INSERT INTO article_tag (article_id, tag_id, position)
SELECT r.article_id, t.id, min(r.position)
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, kind text, key text, position smallint)
JOIN tag t ON t.kind = r.kind AND t.key = r.key
GROUP BY r.article_id, t.id;

-- name: amount_insert
-- The money that articles speak of.
INSERT INTO amount (article_id, kind, value, currency, usd, rate_on, start_at, end_at, surface)
SELECT article_id, kind, value, currency, usd, rate_on, start_at, end_at, surface
FROM jsonb_populate_recordset(NULL::amount, %(rows)s) AS r
ON CONFLICT (article_id, start_at, end_at, kind) DO NOTHING;

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

-- name: claim_insert
-- What articles say of boards, with the verdict.
INSERT INTO claim (article_id, board, model_id, company_id, kind, scope, value, start_at, end_at, position, verdict, rank_kind,
    snapshot_id, evidence, record)
SELECT article_id, board, model_id, company_id, kind, scope, value, start_at, end_at, position, verdict, rank_kind, snapshot_id, evidence,
    record
FROM jsonb_populate_recordset(NULL::claim, %(rows)s) AS r;

-- name: name_queue_insert
-- Names nobody could be sure of, for a person to decide; every article or capture that holds one is counted.
INSERT INTO name_queue (kind, name, context, seen, first_seen_at, last_seen_at)
SELECT kind, name, (array_agg(context ORDER BY seen_at))[1], count(*), min(seen_at), max(seen_at)
FROM jsonb_to_recordset(%(rows)s) AS r(kind text, name text, context text, seen_at timestamptz)
GROUP BY kind, name ORDER BY kind, name
ON CONFLICT (kind, name) DO UPDATE SET seen = name_queue.seen + excluded.seen, last_seen_at = greatest(name_queue.last_seen_at, excluded.last_seen_at);

-- ---------------- currency rates

-- name: currency_rate_insert
-- Reference rates of new days; a rate once published stands.
INSERT INTO currency_rate (day, currency, per_euro)
SELECT day, currency, per_euro FROM jsonb_populate_recordset(NULL::currency_rate, %(rows)s) AS r
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

-- ---------------- visits and rejections

-- name: page_found
-- The pages that a feed, sitemap or listing led to: the frontier. A page known already is left as it is.
INSERT INTO page (url, source_id, kind, status, discovered_at, next_fetch_at, entry)
SELECT DISTINCT ON (url) url, source_id, kind, 'pending', discovered_at, next_fetch_at, entry
FROM jsonb_populate_recordset(NULL::page, %(rows)s) AS r
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
FROM jsonb_populate_recordset(NULL::rejected, %(rows)s) AS r
ORDER BY url, stage, reason, detail, rejected_at
ON CONFLICT (url, stage, reason, detail) DO UPDATE SET last_seen_at = greatest(rejected.last_seen_at, excluded.last_seen_at),
    seen = rejected.seen + 1;

-- ================================================================
-- Templates of article pages, by source and host.
-- ================================================================

-- name: template_of_host
-- The templates of a source's host, the youngest first: those that hold, and the last few that ended.
SELECT definition, valid_from, valid_to, ended, last_matched_at, matched, missed, checked, idle, recent
FROM template t JOIN source s ON s.id = t.source_id
WHERE s.key = %(source)s AND t.host = %(host)s
ORDER BY t.valid_to IS NOT NULL, t.valid_from DESC, t.id DESC LIMIT 20;

-- name: template_page_of_host
-- What pages of a source's host have taught so far, oldest first.
SELECT p.url, p.evidence FROM template_page p JOIN source s ON s.id = p.source_id
WHERE s.key = %(source)s AND p.host = %(host)s ORDER BY p.seen_at, p.url;

-- name: template_put
-- The present state of templates: new ones, and how those known have fared. Pages are stored in another order than they were read in:
-- what was known of a template before does not replace what is known since, nor takes back its end.
INSERT INTO template (source_id, host, digest, definition, pinned, pages, agreement, valid_from, valid_to, ended, last_matched_at,
    matched, missed, checked, idle, recent)
SELECT source_id, host, digest, definition, pinned, pages, agreement, valid_from, valid_to, ended, last_matched_at, matched, missed,
    checked, idle, recent
FROM jsonb_populate_recordset(NULL::template, %(rows)s) AS r
ON CONFLICT (source_id, host, digest, valid_from) DO UPDATE SET valid_to = excluded.valid_to, ended = excluded.ended,
    last_matched_at = excluded.last_matched_at, matched = excluded.matched, missed = excluded.missed, checked = excluded.checked,
    idle = excluded.idle, recent = excluded.recent
WHERE template.valid_to IS NULL
    AND (excluded.valid_to IS NOT NULL OR excluded.matched + excluded.missed >= template.matched + template.missed);

-- name: template_page_put
-- What single pages taught.
INSERT INTO template_page (source_id, host, url, seen_at, evidence)
SELECT source_id, host, url, at, evidence
FROM jsonb_to_recordset(%(rows)s) AS r(source_id bigint, host text, url text, at timestamptz, evidence jsonb)
ON CONFLICT (source_id, host, url) DO UPDATE SET seen_at = excluded.seen_at, evidence = excluded.evidence;

-- name: template_page_forget
-- Drops what pages taught once a template was learned from them, or younger pages took their place.
DELETE FROM template_page p USING jsonb_populate_recordset(NULL::template_page, %(rows)s) AS r
WHERE p.source_id = r.source_id AND p.host = r.host AND p.url = r.url;

-- name: template_list
-- The templates of one source, or of one host whatever the source, those that hold first.
SELECT s.key AS source, t.host, t.digest, t.definition, t.pinned, t.pages, t.agreement, t.valid_from, t.valid_to, t.ended,
       t.last_matched_at, t.matched, t.missed, t.checked
FROM template t JOIN source s ON s.id = t.source_id
WHERE (%(source)s::text IS NULL OR s.key = %(source)s) AND (%(host)s::text IS NULL OR t.host = %(host)s)
ORDER BY t.valid_to IS NOT NULL, t.host, t.valid_from DESC, t.id DESC LIMIT 200;

-- name: template_waiting
-- How many pages of each host of a source have been learned from without a template so far.
SELECT p.host, count(*) AS pages FROM template_page p JOIN source s ON s.id = p.source_id WHERE s.key = %(source)s GROUP BY p.host
ORDER BY count(*) DESC, p.host;

-- ================================================================
-- Captures of leaderboards: their rows as lines and states, their moves, and readings of them.
-- ================================================================

-- ---------------- rows as lines and states

-- name: board_state_ids
-- The ids of a board's rows and the numbers of their lines, by key and content digest.
SELECT r.digest, s.id, l.number FROM unnest(%(keys)s::text[], %(digests)s::text[]) AS r(key, digest)
JOIN board_line l ON l.board_id = %(board_id)s AND l.row_key = r.key JOIN board_state s ON s.line_id = l.id AND s.digest = r.digest::uuid;

-- name: board_line_newest
-- The newest lines of a board by key and name, which changed rows are stored as differences from.
SELECT DISTINCT ON (row_key, section, raw_name) id, record FROM board_line
WHERE board_id = %(board_id)s AND row_key = ANY(%(keys)s) ORDER BY row_key, section, raw_name, id DESC;

-- name: board_line_insert
-- Rows of a board that were never named so, or have little in common with how they were.
INSERT INTO board_line (board_id, section, row_key, raw_name, model, model_key, model_id, family, variant, effort, maker, maker_key, company_id,
    country, open_weights, record, number)
SELECT board_id, coalesce(section, ''), row_key, raw_name, model, model_key, model_id, family, variant, effort, maker, maker_key, company_id,
    country, open_weights, record,
    (SELECT coalesce(max(l.number) + 1, 0) FROM board_line l WHERE l.board_id = r.board_id) + row_number() OVER (PARTITION BY board_id) - 1
FROM jsonb_populate_recordset(NULL::board_line, %(rows)s) AS r
RETURNING section, row_key, raw_name, id;

-- name: board_state_insert
-- States of lines never seen before; an unchanged row is the state that is there.
INSERT INTO board_state (line_id, digest, score, estimated, deprecated, record, first_party)
SELECT line_id, digest, score, estimated, deprecated, record, first_party
FROM jsonb_populate_recordset(NULL::board_state, %(rows)s) AS r
ON CONFLICT (line_id, digest) DO NOTHING;

-- ---------------- a capture and its neighbours

-- name: board_snapshot_again
-- When a board was last seen as a digest says, before it was seen otherwise at an address; nothing where it was seen so since then, be it in a
-- refused capture.
SELECT x.captured_at FROM board_snapshot x
WHERE x.board_id = %(board_id)s AND x.digest = %(digest)s AND x.captured_at < %(before)s AND x.verdict <> 'refused'
    AND NOT EXISTS (SELECT 1 FROM board_snapshot y WHERE y.board_id = x.board_id AND y.digest = x.digest
                    AND y.captured_at >= %(before)s AND y.captured_at < %(at)s)
    AND EXISTS (SELECT 1 FROM board_snapshot z WHERE z.board_id = x.board_id AND z.url = %(url)s AND z.verdict <> 'refused'
                AND z.digest <> x.digest AND z.captured_at > x.captured_at AND z.captured_at < %(at)s)
ORDER BY x.captured_at DESC LIMIT 1;

-- name: board_snapshot_insert
-- A capture of a board; the same capture again is the row that is there.
INSERT INTO board_snapshot (board_id, captured_at, version, digest, verdict, reasons, leftovers, record, row_ids, lines, speeds, places, counts, url,
    capture_id)
VALUES (%(board_id)s, %(captured_at)s, %(version)s, %(digest)s, %(verdict)s, %(reasons)s, %(leftovers)s, %(record)s, %(row_ids)s, %(lines)s,
    %(speeds)s, %(places)s, %(counts)s, %(url)s, %(capture_id)s)
ON CONFLICT (board_id, captured_at, digest) DO NOTHING
RETURNING id;

-- name: board_turn_insert
-- The turns of lines whose state at a capture is another than before it; the capture after it gets the turn back, where it has none of its own.
WITH at AS (
    SELECT id, board_id, captured_at FROM board_snapshot WHERE id = %(id)s
), before AS (
    SELECT s.row_ids FROM board_snapshot s, at WHERE s.board_id = at.board_id AND (s.captured_at, s.id) < (at.captured_at, at.id)
        AND s.verdict <> 'refused' ORDER BY s.captured_at DESC, s.id DESC LIMIT 1
), after AS (
    SELECT s.id, s.captured_at FROM board_snapshot s, at WHERE s.board_id = at.board_id AND (s.captured_at, s.id) > (at.captured_at, at.id)
        AND s.verdict <> 'refused' ORDER BY s.captured_at, s.id LIMIT 1
), changed AS (
    SELECT r.line_id, r.id AS state_id, t.state_id AS was
    FROM (SELECT unnest(row_ids) AS id FROM board_snapshot WHERE id = %(id)s EXCEPT SELECT unnest(row_ids) FROM before) x
    JOIN board_state r ON r.id = x.id CROSS JOIN at
    LEFT JOIN LATERAL (SELECT t.state_id FROM board_turn t WHERE t.line_id = r.line_id AND (t.since, t.snapshot_id) < (at.captured_at, at.id)
                       ORDER BY t.since DESC, t.snapshot_id DESC LIMIT 1) t ON true
    WHERE t.state_id IS DISTINCT FROM r.id
)
INSERT INTO board_turn (line_id, since, snapshot_id, state_id)
SELECT c.line_id, at.captured_at, at.id, c.state_id FROM changed c, at
UNION ALL SELECT c.line_id, after.captured_at, after.id, c.was FROM changed c, after WHERE c.was IS NOT NULL
ON CONFLICT (line_id, since, snapshot_id) DO NOTHING;

-- name: board_neighbours
-- The captures of a board next before and next after a moment that were not refused, as they were last read.
SELECT (SELECT id FROM board_snapshot WHERE board_id = %(board_id)s AND captured_at < %(at)s AND verdict <> 'refused'
        ORDER BY captured_at DESC, id DESC LIMIT 1),
       (SELECT id FROM board_snapshot WHERE board_id = %(board_id)s AND captured_at > %(at)s AND verdict <> 'refused'
        ORDER BY captured_at, id DESC LIMIT 1);

-- name: board_snapshot_whole
-- A snapshot with its rows as they were stored.
SELECT s.id, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds, s.records
FROM board_capture s WHERE s.id = %(id)s;

-- ---------------- moves between captures

-- name: board_step_forget
-- Forgets the moves to and from what another reader made of the same capture before.
DELETE FROM board_step WHERE board_id = %(board_id)s AND EXISTS (
    SELECT 1 FROM board_snapshot x WHERE x.id IN (before_id, after_id) AND x.captured_at = %(at)s AND x.id < %(id)s);

-- name: board_step_clear
-- Forgets the moves between two captures, because one came in between.
DELETE FROM board_step WHERE before_id = %(before_id)s AND after_id = %(after_id)s;

-- name: board_step_insert
-- What changed between two captures.
INSERT INTO board_step (board_id, before_id, after_id, kinds, record)
VALUES (%(board_id)s, %(before_id)s, %(after_id)s, %(kinds)s, %(record)s) ON CONFLICT (after_id, before_id) DO NOTHING;

-- ---------------- captures with all their rows

-- name: board_snapshot_before
-- The newest snapshot of a board at or before a moment that was not refused, with its rows as they were stored.
SELECT s.id, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds, s.records
FROM board_capture s
WHERE s.board = %(board)s AND s.captured_at <= %(at)s AND s.verdict <> 'refused'
ORDER BY s.captured_at DESC, s.id DESC LIMIT %(limit)s;

-- ---------------- the table of a day

-- name: board_outline
-- The newest snapshot of a board at or before a moment that was not refused: its ranks and of how many they are, how many rows it has, its head.
SELECT s.id, s.places, s.counts::text, cardinality(s.row_ids), s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record
FROM board_snapshot s WHERE s.id = (
    SELECT x.id FROM board_snapshot x JOIN board b ON b.id = x.board_id
    WHERE b.key = %(board)s AND x.captured_at <= %(at)s AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1);

-- name: board_refused
-- The newest capture of a board at or before a moment, after another, that was refused: when, and why; also one at its addresses that had no rows.
SELECT x.captured_at, x.reasons FROM (
    SELECT s.captured_at, s.reasons FROM board_snapshot s JOIN board b ON b.id = s.board_id WHERE b.key = %(board)s AND s.verdict = 'refused'
    UNION ALL
    SELECT CASE WHEN r.last_seen_at <= %(at)s THEN r.last_seen_at ELSE r.rejected_at END, ARRAY[r.detail]
    FROM rejected r WHERE r.url = ANY(%(urls)s) AND r.stage = 'check' AND r.reason = 'no_rows') x
WHERE x.captured_at <= %(at)s AND x.captured_at > COALESCE(%(since)s::timestamptz, '-infinity') ORDER BY x.captured_at DESC LIMIT 1;

-- name: board_outline_rows
-- What ranks and names need of the rows of a snapshot, in its order.
SELECT l.section, l.row_key, l.raw_name, l.model, l.model_key, l.variant, l.effort, l.family, l.maker, l.maker_key, l.country, r.score,
    r.estimated, r.deprecated, l.open_weights
FROM board_snapshot s CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position)
JOIN board_state r ON r.id = o.row_id JOIN board_line l ON l.id = r.line_id
WHERE s.id = %(id)s ORDER BY o.position;

-- name: board_outline_scopes
-- What a place in a table follows from, of the rows of a snapshot in its order: their states, lines and groups.
WITH taken AS MATERIALIZED (SELECT row_ids FROM board_snapshot WHERE id = %(id)s),
state AS MATERIALIZED (SELECT id, line_id FROM board_state WHERE id = ANY((SELECT row_ids FROM taken)::bigint[])) -- one walk of the index
SELECT r.id, l.number, l.section, l.country, l.open_weights, l.maker, l.maker_key, l.family, l.model
FROM taken CROSS JOIN LATERAL unnest(taken.row_ids) WITH ORDINALITY AS o(row_id, position)
JOIN state r ON r.id = o.row_id JOIN board_line l ON l.id = r.line_id
ORDER BY o.position;

-- name: board_listed_all
-- A page of the rows of a snapshot in its order.
SELECT unnest(row_ids[%(start)s::integer + 1:%(start)s::integer + %(top)s::integer]) FROM board_snapshot WHERE id = %(id)s;

-- name: board_listed
-- The rows of a snapshot in its order, those of a country and with open weights where asked: their sections and states.
WITH taken AS MATERIALIZED (SELECT board_id, row_ids FROM board_snapshot WHERE id = %(id)s),
state AS MATERIALIZED (SELECT id, line_id FROM board_state WHERE id = ANY((SELECT row_ids FROM taken)::bigint[])), -- one walk of the index
line AS MATERIALIZED ( -- nor one by one: half of the time of 4,500 rows
    SELECT id, section FROM board_line WHERE board_id = (SELECT board_id FROM taken)
        AND (%(country)s::text IS NULL OR country = %(country)s) AND (open_weights OR NOT %(open_weights)s::boolean)
)
SELECT l.section, r.id
FROM taken CROSS JOIN LATERAL unnest(taken.row_ids) WITH ORDINALITY AS o(row_id, position)
JOIN state r ON r.id = o.row_id JOIN line l ON l.id = r.line_id
ORDER BY o.position;

-- name: board_states
-- These rows, less `without`, and their lines.
SELECT id, line_id, (record - %(without)s::text[])::text FROM board_state WHERE id = ANY(%(ids)s);

-- name: board_lines
-- These lines as their rows were first, with the columns of the source where `extra` is asked for.
SELECT id, CASE WHEN %(extra)s::boolean THEN record::text ELSE brief END FROM board_line WHERE id = ANY(%(ids)s);

-- name: board_states_all
-- The rows of a snapshot, less `without`, and their lines.
SELECT id, line_id, (record - %(without)s::text[])::text
FROM board_state WHERE id = ANY((SELECT row_ids FROM board_snapshot WHERE id = %(id)s)::bigint[]);

-- name: board_lines_all
-- The lines of a snapshot as their rows were first, with the columns of the source where `extra` is asked for.
SELECT id, CASE WHEN %(extra)s::boolean THEN record::text ELSE brief END FROM board_line WHERE id = ANY(ARRAY(
    SELECT line_id FROM board_state WHERE id = ANY((SELECT row_ids FROM board_snapshot WHERE id = %(id)s)::bigint[])));

-- name: board_speeds
-- What was measured on the day of a snapshot, and the rows it was measured of.
SELECT speeds, CASE WHEN speeds <> '{}' THEN row_ids ELSE '{}' END FROM board_snapshot WHERE id = %(id)s;

-- name: board_countries
-- The countries that the rows of a board are or were from.
SELECT DISTINCT l.country FROM board_line l JOIN board b ON b.id = l.board_id WHERE b.key = %(board)s AND l.country IS NOT NULL ORDER BY 1;

-- ---------------- a model over time

-- name: board_names
-- How the rows of a board were ever named, as far as the names are like all of these patterns or have this one, with the ids and numbers of
-- the lines. Names with letters beyond ASCII are all there: what is the same in them is not for the server to say.
WITH alike AS MATERIALIZED ( -- from the index of labels alone
    SELECT l.id FROM board_line l JOIN board b ON b.id = l.board_id
    WHERE b.key = %(board)s AND (octet_length(l.labels) > char_length(l.labels) OR strpos(l.labels, %(exact)s) > 0
        OR l.labels LIKE ALL (%(patterns)s::text[]))
)
SELECT l.id, l.number, l.section, l.row_key, l.raw_name, l.model, l.model_key, l.family FROM alike JOIN board_line l USING (id);

-- name: board_captures
-- The newest snapshots of a board that were not refused, newest first, one that was read twice as it was read last, without rows: which lines it
-- has, whether it has ranks, what it says of itself.
SELECT DISTINCT ON (s.captured_at) s.id, s.lines, s.places <> '', s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers::text, s.record::text, s.counts::text
FROM board_snapshot s JOIN board b ON b.id = s.board_id
WHERE b.key = %(board)s AND s.verdict <> 'refused'
ORDER BY s.captured_at DESC, s.id DESC LIMIT %(last)s;

-- name: board_turns
-- The turns of these lines in the order of time.
SELECT line_id, since, state_id FROM board_turn WHERE line_id = ANY(%(ids)s) ORDER BY line_id, since, snapshot_id;

-- name: board_own
-- Those of these states whose price is its maker's own.
SELECT id FROM board_state WHERE id = ANY(%(ids)s) AND first_party;

-- name: board_places
-- The ranks as bytes of the rows at `positions` of the snapshots `ids`, one for each id, those of a snapshot together. Of what is stored no
-- more is read than from the first of them to the last.
SELECT a.id, (SELECT string_agg(substring(w.places FROM 20 * (u.position - a.least) + 1 FOR 20), '' ORDER BY u.n)
              FROM (SELECT substring(s.places FROM 20 * a.least + 1 FOR 20 * (a.most - a.least + 1)) AS places OFFSET 0) w,
                  unnest(a.positions) WITH ORDINALITY AS u(position, n))
FROM (SELECT id, array_agg(position ORDER BY n) AS positions, min(position) AS least, max(position) AS most
      FROM unnest(%(ids)s::bigint[], %(positions)s::integer[]) WITH ORDINALITY AS x(id, position, n) GROUP BY id) a
JOIN board_snapshot s ON s.id = a.id;

-- ---------------- stories from captures

-- name: desk_captures
-- The captures since a moment before which something moved, oldest first, with their board's address and source; without `again` only
-- those that no finished run of the desk has seen.
SELECT s.id, b.key, s.captured_at, b.url, coalesce(p.key, c.key, %(desk)s)
FROM board_snapshot s JOIN board b ON b.id = s.board_id
LEFT JOIN LATERAL (SELECT x.key FROM page g JOIN source x ON x.id = g.source_id WHERE g.url = s.url) p ON true
LEFT JOIN LATERAL (SELECT x.key FROM source x WHERE x.catalogue ->> 'board' = b.key ORDER BY x.enabled DESC, x.id LIMIT 1) c ON true
WHERE s.captured_at >= %(since)s AND s.verdict <> 'refused'
  AND (%(again)s OR s.id > coalesce((SELECT max((r.stats ->> 'amw/desk/seen')::bigint) FROM crawl_run r JOIN source d ON d.id = r.source_id
                                     WHERE d.key = %(desk)s AND r.verdict = 'complete'), 0))
  AND EXISTS (SELECT 1 FROM board_step m WHERE m.after_id = s.id)
ORDER BY s.captured_at, s.id;

-- ================================================================
-- Claims about boards: the captures that they are held against, and claims that are held again.
-- ================================================================

-- ---------------- captures that claims are held against

-- name: board_snapshot_newest
-- The capture that was stored last.
SELECT coalesce(max(id), 0) FROM board_snapshot;

-- name: board_snapshot_around
-- Of each day of a stretch of time the snapshot of a board nearest to the beginning of one day that was not refused, as it was last read, without
-- rows, oldest first; the next before and after that beginning also where they lie outside.
WITH of AS (SELECT id FROM board WHERE key = %(board)s), bounds AS (
    SELECT least(%(since)s::timestamptz, (SELECT max(captured_at) FROM board_snapshot WHERE board_id = of.id AND verdict <> 'refused'
                             AND captured_at < %(day)s::timestamptz)) AS since,
        greatest(%(until)s::timestamptz, (SELECT min(captured_at) FROM board_snapshot WHERE board_id = of.id AND verdict <> 'refused'
                             AND captured_at >= %(day)s::timestamptz)) AS until
    FROM of
), around AS (
    SELECT DISTINCT ON ((s.captured_at AT TIME ZONE 'UTC')::date)
        s.id, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record
    FROM board_snapshot s JOIN of ON s.board_id = of.id, bounds
    WHERE s.captured_at BETWEEN bounds.since AND bounds.until AND s.verdict <> 'refused'
    ORDER BY (s.captured_at AT TIME ZONE 'UTC')::date, abs(extract(epoch FROM s.captured_at - %(day)s::timestamptz)), s.id DESC
)
SELECT * FROM around ORDER BY captured_at;

-- name: board_snapshot_rows
-- The rows of these snapshots in order by their states, and what was measured of them that day where that is asked for.
SELECT id, row_ids, CASE WHEN %(measured)s THEN speeds ELSE '{}' END FROM board_snapshot WHERE id = ANY(%(ids)s);

-- ---------------- claims held again

-- name: claim_recheck
-- The claims about some boards published around a capture of one of them, or next to it, or later in the year and of its month, nearest first,
-- with the text they stand in, the company on whose own site that is where it does not name it, and their present verdict.
WITH of AS (SELECT id FROM board WHERE key = %(board)s), bounds AS MATERIALIZED (
    SELECT least(%(at)s::timestamptz - %(reach)s::interval, coalesce((SELECT max(captured_at) FROM board_snapshot
               WHERE board_id = of.id AND verdict <> 'refused' AND captured_at < %(at)s::timestamptz), '-infinity') - interval '1 day') AS since,
        greatest(%(at)s::timestamptz + %(reach)s::interval, coalesce((SELECT min(captured_at) FROM board_snapshot
               WHERE board_id = of.id AND verdict <> 'refused' AND captured_at > %(at)s::timestamptz), 'infinity') + interval '1 day') AS until
    FROM of
)
SELECT c.id, c.record, a.published_at, a.title, (SELECT y.key FROM article_company x JOIN company y ON y.id = x.company_id
        WHERE x.article_id = a.id AND x.mentions = 0 LIMIT 1) AS publisher,
    as_read(a.title, a.text, a.lead), c.verdict, c.rank_kind, c.snapshot_id, c.evidence
FROM claim c JOIN article a ON a.id = c.article_id, bounds
WHERE split_part(c.board, '/', 1) = ANY(%(boards)s::text[]) AND (a.published_at BETWEEN bounds.since AND bounds.until
    OR ((c.record->>'month')::int = %(month)s AND a.published_at BETWEEN %(at)s::timestamptz AND %(remembered)s::timestamptz))
ORDER BY abs(extract(epoch FROM a.published_at - %(at)s::timestamptz)), c.id LIMIT %(limit)s;

-- name: claim_contradicted
-- The claims that are contradicted, as `claim_recheck` gives them.
SELECT c.id, c.record, a.published_at, a.title, (SELECT y.key FROM article_company x JOIN company y ON y.id = x.company_id
        WHERE x.article_id = a.id AND x.mentions = 0 LIMIT 1) AS publisher,
    as_read(a.title, a.text, a.lead), c.verdict, c.rank_kind, c.snapshot_id, c.evidence
FROM claim c JOIN article a ON a.id = c.article_id
WHERE c.verdict = 'contradicted' ORDER BY a.published_at, c.id;

-- name: claim_verdict
-- A claim's verdict by a capture that came, or a reading, after it was stored, also in the facts that its report is judged by.
WITH said AS (
    UPDATE claim SET verdict = %(verdict)s, rank_kind = %(rank_kind)s, snapshot_id = %(snapshot_id)s, evidence = %(evidence)s
    WHERE id = %(id)s RETURNING article_id, position
)
UPDATE article_report r SET facts = jsonb_set(r.facts, ARRAY['standings', said.position::text], %(standing)s, false)
FROM said WHERE r.article_id = said.article_id RETURNING r.article_id;

-- ================================================================
-- Grouping: the index of signatures, the stories, their merges and splits.
-- ================================================================

-- ---------------- statistics of terms

-- name: story_statistic_begin
-- Makes the one row of grouping's statistics.
INSERT INTO story_statistic DEFAULT VALUES ON CONFLICT DO NOTHING;

-- name: story_statistic_lock
-- The next position and which table of term frequencies is in force; other writers wait until the transaction ends.
SELECT position, epoch, documents, checksum, since FROM story_statistic FOR UPDATE;

-- name: story_frequency
-- The table of term frequencies with what identifies it.
SELECT epoch::bigint, documents, checksum, frequency FROM story_statistic;

-- name: story_statistic_renew
-- A new table of term frequencies.
UPDATE story_statistic SET epoch = %(epoch)s, documents = %(documents)s, checksum = %(checksum)s, frequency = %(frequency)s;

-- name: story_statistic_advance
-- The next position to give out.
UPDATE story_statistic SET position = %(position)s WHERE position <> %(position)s;

-- ---------------- what a batch may touch

-- name: story_known
-- The first report with each of these digests, and at each of these addresses; where reports stand that were placed before.
SELECT 'digest' AS kind, d.key, t.position
FROM unnest(%(digests)s::bigint[]) AS d(key)
CROSS JOIN LATERAL (SELECT s.position FROM story_signature s WHERE s.digest = d.key ORDER BY s.position LIMIT 1) t
UNION ALL
SELECT 'url', u.key, t.position
FROM unnest(%(urls)s::bigint[]) AS u(key)
CROSS JOIN LATERAL (SELECT s.position FROM story_signature s WHERE s.url_key = u.key ORDER BY s.position LIMIT 1) t
UNION ALL
SELECT 'article', s.article_id, s.position FROM story_signature s WHERE s.article_id = ANY(%(articles)s::bigint[]);

-- name: story_postings
-- The latest reports under each of these keys, from a position on.
SELECT k.key, ARRAY(SELECT p.position FROM story_posting p WHERE p.key = k.key AND p.position >= %(floor)s
                    ORDER BY p.position DESC LIMIT %(limit)s) AS positions
FROM unnest(%(keys)s::integer[]) AS k(key);

-- name: story_around
-- The latest reports of each of the stories that hold the reports at these positions.
SELECT s.position, s.article_id, t.story_id, s.body FROM (
    SELECT DISTINCT x.story_id FROM story_signature n JOIN story_article x USING (article_id) WHERE n.position = ANY(%(positions)s::bigint[])
) t CROSS JOIN LATERAL (
    SELECT x.article_id FROM story_article x WHERE x.story_id = t.story_id ORDER BY x.article_id DESC LIMIT %(limit)s
) m JOIN story_signature s USING (article_id);

-- name: story_open
-- What grouping knows of the reports at these positions.
SELECT s.position, s.article_id, x.story_id, s.body FROM story_signature s JOIN story_article x USING (article_id)
WHERE s.position = ANY(%(positions)s::bigint[]);

-- name: story_members
-- The latest reports of each of these stories.
SELECT s.position, s.article_id, t.story_id, s.body FROM unnest(%(stories)s::bigint[]) AS t(story_id)
CROSS JOIN LATERAL (
    SELECT x.article_id FROM story_article x WHERE x.story_id = t.story_id ORDER BY x.article_id DESC LIMIT %(limit)s
) m JOIN story_signature s USING (article_id);

-- ---------------- what was decided

-- name: story_insert
-- A new story for each of these reports, in their order.
INSERT INTO story (lead_article_id, first_published_at, last_published_at, created_at)
SELECT a.id, a.published_at, a.published_at, a.first_seen_at
FROM unnest(%(articles)s::bigint[]) WITH ORDINALITY AS u(id, n) JOIN article a USING (id) ORDER BY u.n
RETURNING id;

-- name: story_signature_put
-- What grouping knows of reports; a report placed before gets its new signature.
INSERT INTO story_signature (position, article_id, digest, url_key, body)
SELECT * FROM unnest(%(positions)s::bigint[], %(articles)s::bigint[], %(digests)s::bigint[], %(urls)s::bigint[], %(bodies)b::bytea[])
ON CONFLICT (article_id) DO UPDATE SET digest = excluded.digest, url_key = excluded.url_key, body = excluded.body;

-- name: story_posting_sweep
-- Takes all reports before a position out of the inverted index: one look at the table for thousands of them, not one a pair.
DELETE FROM story_posting WHERE position < %(floor)s;

-- name: story_posting_clear
-- Takes reports out of the inverted index.
DELETE FROM story_posting p USING unnest(%(keys)s::integer[], %(positions)s::bigint[]) AS gone(key, position)
WHERE p.key = gone.key AND p.position = gone.position;

-- name: story_posting_put
-- Puts reports into the inverted index, which has none of these pairs.
INSERT INTO story_posting (key, position) SELECT * FROM unnest(%(keys)s::integer[], %(positions)s::bigint[]);

-- name: story_article_insert
-- Which story reports went to, why, and what they are nearest to; a report placed before stays as it is.
INSERT INTO story_article (article_id, story_id, relation, score, nearest_article_id, evidence, placed_at)
SELECT r.article_id, r.story_id, r.relation, r.score, r.nearest_article_id, r.evidence, a.fetched_at
FROM jsonb_populate_recordset(NULL::story_article, %(rows)s) AS r
JOIN article a ON a.id = r.article_id
ON CONFLICT (article_id) DO NOTHING;

-- name: story_merge
-- Makes all reports of one story part of another and logs it; the story stays and points on, and so do those merged into it before.
WITH moved AS (
    UPDATE story_article SET story_id = %(target)s WHERE story_id = %(source)s RETURNING article_id
), gone AS (
    UPDATE story SET merged_into = %(target)s WHERE id = %(source)s OR merged_into = %(source)s
)
INSERT INTO story_change (kind, source_id, target_id, article_ids, reason, changed_at)
SELECT 'merge', %(source)s, %(target)s, coalesce(array_agg(m.article_id ORDER BY m.article_id), '{}'), %(reason)s, now() FROM moved m;

-- name: story_split
-- Moves reports from one story to a new one and logs it.
WITH moved AS (
    UPDATE story_article SET story_id = %(target)s WHERE story_id = %(source)s AND article_id = ANY(%(articles)s::bigint[])
    RETURNING article_id
)
INSERT INTO story_change (kind, source_id, target_id, article_ids, reason, changed_at)
SELECT 'split', %(source)s, %(target)s, coalesce(array_agg(m.article_id ORDER BY m.article_id), '{}'), %(reason)s, now() FROM moved m;

-- name: story_extend
-- Widens the time span of stories by these reports of theirs; one that was published before the lead, or that has a date where the lead
-- has none, leads from now on, as `story_span` has it.
UPDATE story s SET first_published_at = least(s.first_published_at, t.first), last_published_at = greatest(s.last_published_at, t.last),
    lead_article_id = CASE WHEN t.first < coalesce(l.published_at, 'infinity') THEN t.earliest ELSE s.lead_article_id END
FROM (
    SELECT x.story_id, min(a.published_at) AS first, max(a.published_at) AS last,
        (array_agg(a.id ORDER BY a.published_at, a.id))[1] AS earliest
    FROM story_article x JOIN article a ON a.id = x.article_id
    WHERE x.article_id = ANY(%(articles)s::bigint[]) GROUP BY x.story_id
) t, story o LEFT JOIN article l ON l.id = o.lead_article_id
WHERE s.id = t.story_id AND o.id = t.story_id AND (t.first < coalesce(l.published_at, 'infinity')
    OR s.first_published_at IS DISTINCT FROM least(s.first_published_at, t.first)
    OR s.last_published_at IS DISTINCT FROM greatest(s.last_published_at, t.last));

-- name: story_span
-- Sets the lead, the first published, and the time span of stories from the reports they hold.
UPDATE story s SET lead_article_id = coalesce(t.lead, s.lead_article_id), first_published_at = t.first, last_published_at = t.last
FROM (
    SELECT u.id, (array_agg(x.article_id ORDER BY a.published_at, x.article_id))[1] AS lead, min(a.published_at) AS first,
        max(a.published_at) AS last
    FROM unnest(%(stories)s::bigint[]) AS u(id)
    LEFT JOIN story_article x ON x.story_id = u.id LEFT JOIN article a ON a.id = x.article_id
    GROUP BY u.id
) t
WHERE s.id = t.id AND (s.first_published_at, s.last_published_at, s.lead_article_id)
    IS DISTINCT FROM (t.first, t.last, coalesce(t.lead, s.lead_article_id));

-- ================================================================
-- Judging reports: the past that each is held against, the facts kept of it, and what was judged.
-- ================================================================

-- ---------------- the past of a report

-- name: past_told
-- How often each story was told before a report of it was published, by how many outlets, in which countries.
SELECT q.n, t.reports, t.outlets, t.countries
FROM jsonb_to_recordset(%(rows)s) AS q(n integer, story_id bigint, url text)
CROSS JOIN LATERAL (
    SELECT count(*) AS reports, count(DISTINCT o.key) AS outlets, array_remove(array_agg(DISTINCT o.country), NULL) AS countries
    FROM article own JOIN story_article sa ON sa.story_id = q.story_id JOIN article a ON a.id = sa.article_id
    JOIN article_outlet o ON o.article_id = a.id
    WHERE own.url = q.url AND (coalesce(a.published_at, a.first_seen_at), a.url) < (coalesce(own.published_at, own.first_seen_at), own.url)
) t
WHERE t.reports > 0;

-- name: past_tellings
-- The money that the earlier reports of each story speak of, the latest reports first.
SELECT q.n, t.url, t.name, t.published_at, t.event,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'value', f.value::text, 'currency', f.currency, 'usd', f.usd::text,
        'surface', f.surface) ORDER BY f.start_at), '[]') FROM amount f WHERE f.article_id = t.id) AS figures
FROM jsonb_to_recordset(%(rows)s) AS q(n integer, story_id bigint, url text)
CROSS JOIN LATERAL (
    SELECT a.id, a.url, o.name, a.published_at, a.event, coalesce(a.published_at, a.first_seen_at) AS told_at
    FROM article own JOIN story_article sa ON sa.story_id = q.story_id JOIN article a ON a.id = sa.article_id
    JOIN article_outlet o ON o.article_id = a.id
    WHERE own.url = q.url AND (coalesce(a.published_at, a.first_seen_at), a.url) < (coalesce(own.published_at, own.first_seen_at), own.url)
    ORDER BY told_at DESC, a.url LIMIT 12
) t ORDER BY q.n, t.told_at DESC, t.url;

-- name: past_placed
-- How reports stand to what was published before them: as they were placed when they first came, else, where that rests on a younger
-- report that came first, as older ones that came late were placed beside them.
SELECT a.url, CASE WHEN sa.relation = 'new' THEN coalesce(late.relation, 'new') ELSE sa.relation END,
    greatest(CASE WHEN n.published_at > a.published_at THEN 0 ELSE sa.score END, late.score)
FROM article a JOIN story_article sa ON sa.article_id = a.id LEFT JOIN article n ON n.id = sa.nearest_article_id
CROSS JOIN LATERAL (
    SELECT max(y.score) AS score,
        (array_agg(y.relation ORDER BY y.score DESC, y.relation) FILTER (WHERE y.story_id = sa.story_id))[1] AS relation
    FROM story_article y JOIN article o ON o.id = y.article_id
    WHERE y.nearest_article_id = a.id AND o.published_at <= a.published_at AND y.article_id > a.id) late
WHERE a.url = ANY(%(urls)s);

-- name: past_story_ids
-- The stories around each report: those nearest in time that share a company or a model, the weightiest of its map near in time, those linked; bounded per key, so the cost stays flat.
-- Younger ones take no older one's place. Which of those of one moment are near hangs on no order of arrival, unless they are over a hundred.
SELECT q.n, around.id
FROM jsonb_to_recordset(%(rows)s) AS q(n integer, companies text[], models text[], segment text, lens text, at timestamptz, story_id bigint,
    known timestamptz, linked boolean)
CROSS JOIN LATERAL (SELECT s.id, row_number() OVER (PARTITION BY a.published_at > q.at ORDER BY abs(extract(epoch FROM a.published_at - q.at)), a.url) AS place,
        a.published_at > q.at AS later FROM (
        SELECT sa.story_id FROM company c
        CROSS JOIN LATERAL (
            (SELECT t.article_id FROM (SELECT y.article_id FROM article_company y WHERE y.company_id = c.id AND y.role <> 'mention'
                AND y.told_at BETWEEN q.at - interval '180 days' AND q.at ORDER BY y.told_at DESC FETCH FIRST 24 ROWS WITH TIES) t LIMIT 100)
            UNION ALL
            (SELECT y.article_id FROM article_company y WHERE y.company_id = c.id AND y.role <> 'mention'
                AND y.told_at > q.at AND y.told_at <= q.at + interval '60 days' ORDER BY y.told_at, y.article_id LIMIT 12)) ac
        JOIN story_article sa ON sa.article_id = ac.article_id
        WHERE c.key = ANY(q.companies)
        UNION
        SELECT sa.story_id FROM model m
        CROSS JOIN LATERAL (
            (SELECT t.article_id FROM (SELECT y.article_id FROM article_model y WHERE y.model_id = m.id
                AND y.told_at BETWEEN q.at - interval '180 days' AND q.at ORDER BY y.told_at DESC FETCH FIRST 20 ROWS WITH TIES) t LIMIT 100)
            UNION ALL
            (SELECT y.article_id FROM article_model y WHERE y.model_id = m.id
                AND y.told_at > q.at AND y.told_at <= q.at + interval '60 days' ORDER BY y.told_at, y.article_id LIMIT 10)) am
        JOIN story_article sa ON sa.article_id = am.article_id
        WHERE m.key = ANY(q.models)
        UNION
        SELECT sa.story_id FROM (
            (SELECT e.id FROM (SELECT a.id, a.url, coalesce(a.weight, a.significance) AS weight FROM article a WHERE a.segment = q.segment AND a.lens = q.lens
                AND a.published_at BETWEEN q.at - interval '60 days' AND q.at ORDER BY a.published_at DESC, a.url LIMIT 60) e
             ORDER BY e.weight DESC NULLS LAST, e.url LIMIT 20)
            UNION ALL
            (SELECT l.id FROM (SELECT a.id, a.url, coalesce(a.weight, a.significance) AS weight FROM article a WHERE a.segment = q.segment AND a.lens = q.lens
                AND a.published_at > q.at AND a.published_at <= q.at + interval '30 days' ORDER BY a.published_at, a.url LIMIT 60) l
             ORDER BY l.weight DESC NULLS LAST, l.url LIMIT 20)
        ) near JOIN story_article sa ON sa.article_id = near.id
        UNION
        (SELECT to_story_id FROM story_link WHERE q.linked AND from_story_id = q.story_id ORDER BY score DESC LIMIT 20)
        UNION
        (SELECT from_story_id FROM story_link WHERE q.linked AND to_story_id = q.story_id ORDER BY score DESC LIMIT 20)
    ) found CROSS JOIN LATERAL (SELECT o.id, o.lead_article_id FROM story o WHERE o.id = found.story_id AND o.merged_into IS NULL OFFSET 0) s
    CROSS JOIN LATERAL (SELECT l.published_at, l.first_seen_at, l.url FROM article l WHERE l.id = s.lead_article_id OFFSET 0) a
    WHERE a.published_at BETWEEN q.at - interval '180 days' AND q.at + interval '60 days'
        AND s.id IS DISTINCT FROM q.story_id AND (q.known IS NULL OR a.first_seen_at <= q.known)
    ) around WHERE around.place <= CASE WHEN around.later THEN 28 ELSE 56 END;

-- name: story_facts
-- What the leading reports of these stories say, as the next story is held against it.
SELECT s.id, a.title, a.published_at, a.segment, a.lens, a.event, p.key AS primary_company,
    (SELECT coalesce(jsonb_object_agg(c.key, c.name), '{}') FROM article_company x JOIN company c ON c.id = x.company_id
     WHERE x.article_id = a.id AND x.role <> 'mention') AS companies,
    (SELECT coalesce(jsonb_object_agg(m.key, m.name), '{}') FROM article_model x JOIN model m ON m.id = x.model_id
     WHERE x.article_id = a.id) AS models,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'value', f.value::text, 'currency', f.currency, 'usd', f.usd::text,
        'surface', f.surface) ORDER BY f.start_at), '[]') FROM amount f WHERE f.article_id = a.id) AS figures,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(k.record ->> 'board', coalesce(k.record ->> 'model', k.record ->> 'company', ''), k.scope, k.value)), '[]')
     FROM claim k WHERE k.article_id = a.id AND k.kind IN ('rank', 'lead') AND k.value IS NOT NULL) AS ranks,
    p.country, a.url,
    ARRAY(SELECT m.key FROM article_model x JOIN model m ON m.id = x.model_id WHERE x.article_id = a.id AND m.company_id = p.id) AS made,
    (a.tag_evidence -> 'event' ->> 'score')::double precision AS sureness, coalesce(a.weight, a.significance),
    jsonb_path_query_array(r.facts, '$.parties[*] ? (@.in_title == true).key'), (r.facts -> 'correction')::boolean
FROM story s JOIN article a ON a.id = s.lead_article_id LEFT JOIN article_report r ON r.article_id = a.id
LEFT JOIN LATERAL (SELECT c.id, c.key, c.country FROM article_company x JOIN company c ON c.id = x.company_id
                   WHERE x.article_id = a.id AND x.role = 'primary' ORDER BY x.mentions DESC, c.key LIMIT 1) p ON true
WHERE s.id = ANY(%(ids)s::bigint[]) AND a.published_at IS NOT NULL
ORDER BY a.published_at DESC, a.url;

-- name: past_alike
-- The stories of what each company did of one kind before a moment, announced or done by their leading reports, however long ago: of its
-- two hundred latest events of the kind the newest two dozen; `known` leaves out what was first seen after that moment.
SELECT q.n, e.story_id
FROM jsonb_to_recordset(%(rows)s) AS q(n integer, company text, kind text, at timestamptz, story_id bigint, known timestamptz)
JOIN company c ON c.key = q.company
CROSS JOIN LATERAL (
    SELECT s.id AS story_id FROM (
        SELECT e.article_id, e.happened_on FROM event e
        WHERE e.company_id = c.id AND e.kind = q.kind AND e.happened_on <= q.at::date AND e.status IN ('announced', 'closed')
        ORDER BY e.happened_on DESC LIMIT 200
    ) t JOIN story_article x ON x.article_id = t.article_id JOIN story s ON s.id = x.story_id AND s.lead_article_id = t.article_id
    WHERE s.id IS DISTINCT FROM q.story_id AND (q.known IS NULL OR EXISTS (SELECT FROM article a WHERE a.id = t.article_id AND a.first_seen_at <= q.known))
    ORDER BY t.happened_on DESC FETCH FIRST 24 ROWS WITH TIES
) e;

-- name: past_amounts
-- The US dollar amounts of the newest stories of each segment before a moment.
SELECT q.n, ARRAY(
    SELECT f.usd FROM (
        SELECT id FROM article WHERE segment = q.segment AND published_at < q.at ORDER BY published_at DESC LIMIT 300
    ) a CROSS JOIN LATERAL (SELECT x.usd FROM amount x WHERE x.article_id = a.id AND x.usd IS NOT NULL AND x.kind <> 'other' OFFSET 0) f
) AS amounts
FROM jsonb_to_recordset(%(rows)s) AS q(n integer, segment text, at timestamptz);

-- name: past_captures
-- The newest capture of a board at each of these moments, and when its scores were put on another basis within the ten weeks before.
SELECT q.at, s.captured_at, (
    SELECT max(x.captured_at) FROM board_snapshot x JOIN board_step t ON t.after_id = x.id
    WHERE x.board_id = s.board_id AND x.captured_at BETWEEN s.captured_at - interval '75 days' AND s.captured_at
        AND t.kinds ? 'rebased' AND t.record @> '[{"kind": "rebased", "field": "score"}]'
) AS rebased_at
FROM unnest(%(at)s::timestamptz[]) AS q(at)
CROSS JOIN LATERAL (
    SELECT s.captured_at, s.board_id FROM board_snapshot s
    WHERE s.board_id = (SELECT id FROM board WHERE key = %(board)s) AND s.captured_at <= q.at AND s.verdict <> 'refused'
    ORDER BY s.captured_at DESC, s.id DESC LIMIT 1
) s;

-- name: past_standings
-- Each model on a board's newest capture at a moment by its best row, with its rank among models and its company's among makers, best first.
WITH best AS (
    SELECT r.company_id, r.model_id, max(r.score) AS score
    FROM (SELECT row_ids FROM board_snapshot
          WHERE board_id = (SELECT id FROM board WHERE key = %(board)s) AND captured_at <= %(at)s AND verdict <> 'refused'
          ORDER BY captured_at DESC, id DESC LIMIT 1) s
    CROSS JOIN LATERAL unnest(s.row_ids) AS o(row_id) JOIN board_row r ON r.id = o.row_id
    WHERE r.score IS NOT NULL GROUP BY r.company_id, r.model_id, CASE WHEN r.model_id IS NULL THEN r.raw_name END
), makers AS (
    SELECT company_id, rank() OVER (ORDER BY max(score) DESC) AS rank FROM best WHERE company_id IS NOT NULL GROUP BY company_id
)
SELECT c.key, makers.rank, m.key, m.name, rank() OVER (ORDER BY best.score DESC)
FROM best LEFT JOIN makers USING (company_id) LEFT JOIN company c ON c.id = best.company_id LEFT JOIN model m ON m.id = best.model_id
ORDER BY best.score DESC, m.name;

-- ---------------- what was judged

-- name: article_assess
-- The scores and the AMW Read of articles, given when their stories are settled or judged again; another wording of the same Read stays.
UPDATE article a SET novelty = r.novelty, novelty_parts = r.novelty_parts, significance = r.significance,
    significance_parts = r.significance_parts,
    amw_read = CASE WHEN a.amw_read_facts -> -1 ->> 'rephrased_by' <> '' AND a.amw_read_facts -> -1 ->> 'text' = r.amw_read
        THEN a.amw_read ELSE r.amw_read END,
    amw_read_facts = CASE WHEN a.amw_read_facts -> -1 ->> 'rephrased_by' <> '' AND a.amw_read_facts -> -1 ->> 'text' = r.amw_read
        THEN a.amw_read_facts ELSE r.amw_read_facts END
FROM jsonb_populate_recordset(NULL::article, %(rows)s) AS r
WHERE a.id = r.id AND (a.novelty_parts, a.significance_parts, a.amw_read, a.amw_read_facts)
    IS DISTINCT FROM (r.novelty_parts, r.significance_parts, r.amw_read, r.amw_read_facts);

-- name: article_report_put
-- The facts of reports as they are judged.
INSERT INTO article_report (article_id, facts)
SELECT r.article_id, r.facts FROM jsonb_populate_recordset(NULL::article_report, %(rows)s) AS r
ON CONFLICT (article_id) DO UPDATE SET facts = excluded.facts WHERE article_report.facts <> excluded.facts;

-- name: story_link_insert
-- The edges of a story's thread; a stronger reason for the same edge replaces a weaker one.
INSERT INTO story_link (from_story_id, to_story_id, kind, score, evidence)
SELECT DISTINCT ON (r.from_story_id, r.to_story_id) r.from_story_id, r.to_story_id, r.kind, r.score, r.evidence
FROM jsonb_populate_recordset(NULL::story_link, %(rows)s) AS r
ORDER BY r.from_story_id, r.to_story_id, r.score DESC
ON CONFLICT (from_story_id, to_story_id) DO UPDATE SET kind = excluded.kind, score = excluded.score, evidence = excluded.evidence
WHERE excluded.score > story_link.score;

-- name: story_link_trim
-- Leaves these stories their strongest edges; of equal ones those that their words put first, for ids go by arrival.
DELETE FROM story_link l USING (
    SELECT from_story_id, to_story_id, row_number() OVER (PARTITION BY from_story_id ORDER BY score DESC, evidence COLLATE "C") AS place
    FROM story_link WHERE from_story_id = ANY(%(ids)s::bigint[])
) ranked
WHERE ranked.place > %(most)s AND (l.from_story_id, l.to_story_id) = (ranked.from_story_id, ranked.to_story_id);

-- name: story_conflict_put
-- Notes in a report's placement which figures of its event other reports of the story tell otherwise.
UPDATE story_article x SET evidence = x.evidence || jsonb_build_object('conflicts', r.conflicts)
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, conflicts jsonb)
WHERE x.article_id = r.article_id AND x.evidence -> 'conflicts' IS DISTINCT FROM r.conflicts;

-- name: story_spread
-- How widely these stories are told by now, for the significance of their leading reports.
SELECT a.id, a.significance_parts, count(DISTINCT o.key),
    array_remove(array_agg(DISTINCT o.country), NULL)
    || ARRAY(SELECT t.key FROM article_tag y JOIN tag t ON t.id = y.tag_id WHERE y.article_id = a.id AND t.kind = 'country') AS countries
FROM story s JOIN article a ON a.id = s.lead_article_id
JOIN story_article x ON x.story_id = s.id JOIN article_outlet o ON o.article_id = x.article_id
WHERE s.id = ANY(%(ids)s::bigint[]) AND s.merged_into IS NULL AND a.significance IS NOT NULL
GROUP BY a.id HAVING count(*) > 1;

-- name: article_significance_put
-- The significance of articles whose story has since been told by others.
UPDATE article a SET significance = r.significance, significance_parts = r.significance_parts
FROM jsonb_populate_recordset(NULL::article, %(rows)s) AS r
WHERE a.id = r.id AND a.significance_parts IS DISTINCT FROM r.significance_parts;

-- ---------------- judged again

-- name: report_judged
-- Up to which article younger reports have been judged again, and the last one that there is to do it for.
SELECT j.article_id, least((SELECT coalesce(max(id), 0) FROM article), j.article_id + %(most)s) FROM report_judged j;

-- name: report_overtaken
-- The reports that stood before an older one came, of those numbered after the first and up to the last: what shares its company, model,
-- map, story, events of its company or the history of sums of its segment, as near to it as `past_story_ids`, `past_alike` and `past_amounts`
-- look back.
WITH come AS (
    SELECT a.id, m.id AS member, m.published_at, m.segment, m.lens, x.story_id, m.id <> a.id AS beside
    FROM article a JOIN story_article x ON x.article_id = a.id
    JOIN story_article y ON y.story_id = x.story_id JOIN article m ON m.id = y.article_id
    WHERE a.id > %(first)s AND a.id <= %(last)s AND m.published_at >= a.published_at
), near AS (
    SELECT c.id, n.article_id FROM come c JOIN article_company o ON o.article_id = c.member AND o.role <> 'mention'
    CROSS JOIN LATERAL (SELECT t.article_id FROM (SELECT y.article_id FROM article_company y WHERE y.company_id = o.company_id AND y.role <> 'mention'
        AND y.told_at BETWEEN c.published_at AND c.published_at + interval '180 days' ORDER BY y.told_at FETCH FIRST 24 ROWS WITH TIES) t LIMIT 100) n
    UNION
    SELECT c.id, n.article_id FROM come c JOIN article_model o ON o.article_id = c.member
    CROSS JOIN LATERAL (SELECT t.article_id FROM (SELECT y.article_id FROM article_model y WHERE y.model_id = o.model_id
        AND y.told_at BETWEEN c.published_at AND c.published_at + interval '180 days' ORDER BY y.told_at FETCH FIRST 20 ROWS WITH TIES) t LIMIT 100) n
    UNION
    SELECT c.id, n.id FROM come c
    CROSS JOIN LATERAL (SELECT b.id FROM article b WHERE b.segment = c.segment AND b.lens = c.lens
        AND b.published_at BETWEEN c.published_at AND c.published_at + interval '60 days' ORDER BY b.published_at LIMIT 60) n
    UNION
    SELECT c.id, n.id FROM come c
    CROSS JOIN LATERAL (SELECT b.id FROM article b WHERE b.segment = c.segment AND b.published_at > c.published_at
        ORDER BY b.published_at LIMIT 300) n
    WHERE NOT c.beside AND EXISTS (SELECT FROM amount f WHERE f.article_id = c.member AND f.usd IS NOT NULL AND f.kind <> 'other')
        AND EXISTS (SELECT FROM amount f WHERE f.article_id = n.id AND f.usd IS NOT NULL)
    UNION
    SELECT c.id, n.article_id FROM come c JOIN event o ON o.article_id = c.member AND o.status IN ('announced', 'closed')
    CROSS JOIN LATERAL (SELECT t.article_id FROM (
            SELECT e.article_id, e.happened_on FROM event e
            WHERE e.company_id = o.company_id AND e.kind = o.kind AND e.happened_on >= o.happened_on ORDER BY e.happened_on LIMIT 200
        ) t ORDER BY t.happened_on FETCH FIRST 24 ROWS WITH TIES) n
    UNION
    SELECT c.id, c.member FROM come c WHERE c.beside
    UNION
    SELECT a.id, m.id FROM article a JOIN story_article x ON x.article_id = a.id JOIN article m ON m.id = x.nearest_article_id
    WHERE a.id > %(first)s AND a.id <= %(last)s AND m.published_at >= a.published_at
)
SELECT DISTINCT n.article_id FROM near n JOIN article a ON a.id = n.article_id
WHERE n.article_id < n.id AND a.relevant IS NOT FALSE ORDER BY n.article_id;

-- name: report_again
-- The facts of these reports, with where they stand.
SELECT r.article_id, a.url, x.story_id, x.relation, x.score, r.facts, g.name
FROM article_report r JOIN article a ON a.id = r.article_id JOIN story_article x ON x.article_id = a.id
LEFT JOIN segment g ON g.key = a.segment
WHERE r.article_id = ANY(%(ids)s::bigint[]) ORDER BY a.published_at, a.url;

-- name: report_judged_put
-- Younger reports have been judged again up to an article.
UPDATE report_judged SET article_id = %(article_id)s;

-- ---------------- Reads said otherwise

-- name: read_rephrasable
-- The AMW Reads of the newest stories that nobody has rephrased.
SELECT a.id, a.amw_read, a.amw_read_facts FROM story s JOIN article a ON a.id = s.lead_article_id
WHERE s.merged_into IS NULL AND a.amw_read IS NOT NULL AND NOT a.amw_read_facts @? '$[*].rephrased_by'
ORDER BY s.last_published_at DESC NULLS LAST, s.id DESC LIMIT %(limit)s;

-- name: read_rephrased
-- Another wording of an AMW Read, with the one it stands for among its facts.
UPDATE article SET amw_read = %(sentence)s, amw_read_facts = %(facts)s WHERE id = %(id)s AND amw_read = %(before)s;

-- ================================================================
-- What the command line looks up, and the pages share: stories, articles, companies, names, boards, changes, as known now or then; upkeep.
-- ================================================================

-- ---------------- stories

-- name: story_list
-- The newest stories, by segment, company, language or words of headline, lead, AMW Read and kind of event where asked.
SELECT n.* FROM story_now n
WHERE (%(segment)s::text IS NULL OR n.segment = %(segment)s OR EXISTS (SELECT 1 FROM segment g WHERE g.key = %(segment)s AND g.name = n.segment))
  AND (%(language)s::text IS NULL OR n.language = %(language)s)
  AND (%(words)s::text[] IS NULL OR (SELECT concat_ws(' ', a.title, a.lead, a.amw_read, a.event) FROM article a WHERE a.id = n.article_id) ILIKE ALL (%(words)s))
  AND (%(company)s::text IS NULL OR EXISTS (SELECT 1 FROM article_company x JOIN company c ON c.id = x.company_id
       WHERE x.article_id = n.article_id AND c.key = %(company)s))
  AND (%(since)s::timestamptz IS NULL OR n.last_published_at >= %(since)s)
ORDER BY n.last_published_at DESC NULLS LAST, n.story_id DESC LIMIT %(limit)s;

-- name: story_show
-- One story by its id, or by the id it was merged into.
SELECT n.* FROM story_now n WHERE n.story_id = (SELECT coalesce(merged_into, id) FROM story WHERE id = %(id)s);

-- name: story_article_show
-- What the story's leading report says, with scores, their parts, and where each field came from.
SELECT a.*, o.name AS source_name, s.key AS source_key, o.country AS source_country
FROM article a JOIN source s ON s.id = a.source_id JOIN article_outlet o ON o.article_id = a.id
WHERE a.id = %(id)s;

-- name: story_reports
-- Every report of a story with its relation and the evidence for it.
SELECT a.id, a.url, a.title, o.name AS source, o.country, a.language, a.published_at, x.relation, x.score, x.evidence, a.version
FROM story_article x JOIN article a ON a.id = x.article_id JOIN article_outlet o ON o.article_id = a.id
WHERE x.story_id = %(id)s ORDER BY a.published_at NULLS LAST, a.id;

-- name: story_thread
-- How a story connects: the edges to earlier stories and from later ones, strongest first.
SELECT o.id AS story_id, a.title, a.url, a.published_at, l.kind, l.score, l.evidence, l.later,
    (SELECT c.name FROM article_company x JOIN company c ON c.id = x.company_id WHERE x.article_id = a.id AND x.role = 'primary'
     ORDER BY x.mentions DESC, c.name LIMIT 1) AS company
FROM (SELECT to_story_id AS other, kind, score, evidence, false AS later FROM story_link WHERE from_story_id = %(id)s
      UNION ALL
      SELECT from_story_id, kind, score, evidence, true FROM story_link WHERE to_story_id = %(id)s) l
JOIN story o ON o.id = l.other AND o.merged_into IS NULL
JOIN article a ON a.id = o.lead_article_id
ORDER BY l.score DESC, a.published_at DESC LIMIT %(limit)s;

-- name: story_near
-- The stories of other events that grouping found a story's reports nearest to, or whose reports were nearest to it, with how near (0..1).
WITH own AS (SELECT article_id, nearest_article_id, score FROM story_article WHERE story_id = %(id)s ORDER BY article_id LIMIT 50)
SELECT s.id, max(near.score) FROM (
    SELECT x.story_id, own.score FROM own JOIN story_article x ON x.article_id = own.nearest_article_id
    UNION ALL
    SELECT x.story_id, x.score FROM own JOIN story_article x ON x.nearest_article_id = own.article_id
) near JOIN story s ON s.id = near.story_id AND s.merged_into IS NULL JOIN article a ON a.id = s.lead_article_id
WHERE near.score >= %(least)s AND s.id <> %(id)s AND (%(known)s::timestamptz IS NULL OR a.first_seen_at <= %(known)s)
GROUP BY s.id ORDER BY max(near.score) DESC, s.id LIMIT 12;

-- name: story_texts
-- What grouping knows of the texts of these stories and of those nearest in time on a map, a month and sixty either way.
SELECT s.id, g.body FROM (
    SELECT unnest(%(ids)s::bigint[]) AS id
    UNION
    SELECT x.story_id FROM (
        (SELECT a.id FROM article a WHERE a.segment = %(segment)s AND a.lens = %(lens)s AND a.published_at <= %(at)s
            AND a.published_at >= %(at)s::timestamptz - interval '30 days' ORDER BY a.published_at DESC, a.url LIMIT 60)
        UNION ALL
        (SELECT a.id FROM article a WHERE a.segment = %(segment)s AND a.lens = %(lens)s AND a.published_at > %(at)s
            AND a.published_at <= %(at)s::timestamptz + interval '30 days' ORDER BY a.published_at, a.url LIMIT 60)
    ) near JOIN story_article x ON x.article_id = near.id
) found JOIN story s ON s.id = found.id AND s.merged_into IS NULL JOIN story_signature g ON g.article_id = s.lead_article_id
WHERE %(known)s::timestamptz IS NULL OR EXISTS (SELECT FROM article a WHERE a.id = s.lead_article_id AND a.first_seen_at <= %(known)s);

-- ---------------- articles

-- name: story_claims
-- What a story's reports claim of boards, with whose words they are, the verdict, the capture that the verdict rests on, and whether that
-- has a row of the model: the leading report's first, and what another says again left out. The evidence names who is spoken of where
-- there is a capture; where there is none, the record of the claim does.
WITH told AS (
    SELECT c.*, a.published_at, a.id <> t.lead_article_id AS beside,
        rank() OVER (PARTITION BY c.board, c.model_id, c.company_id, c.kind, c.scope, c.value, c.verdict, c.evidence,
                         CASE WHEN c.snapshot_id IS NULL THEN concat_ws(' ', c.record ->> 'board', coalesce(c.record ->> 'model',
                             c.record ->> 'company', c.id::text), c.record ->> 'rivals', c.record ->> 'behind') END
                     ORDER BY a.id <> t.lead_article_id, a.published_at, a.id) AS time
    FROM story t JOIN story_article x ON x.story_id = t.id JOIN article a ON a.id = x.article_id JOIN claim c ON c.article_id = a.id
    WHERE t.id = %(id)s
)
SELECT c.board, split_part(c.board, '/', 1) AS board_key, coalesce(c.record ->> 'board', b.name, c.board) AS board_name,
    (b.id IS NOT NULL) AS board_known, m.name AS model, co.name AS company, c.kind, c.scope, c.value, c.verdict, c.rank_kind, c.evidence,
    substr(as_read(a.title, a.text, a.lead), c.start_at + 1, least(c.end_at - c.start_at, 400)) AS words, a.url, o.name AS source, a.language,
    c.beside, s.captured_at, s.version, s.url AS capture_url, k.file AS capture_file, k.record_offset AS capture_offset,
    k.digest AS capture_digest, EXISTS (SELECT FROM board_line l WHERE l.model_id = c.model_id AND l.board_id = b.id AND b.id = s.board_id
        AND CASE WHEN l.number < 8 * length(s.lines) THEN get_bit(s.lines, l.number) = 1 END) AS has_model
FROM told c JOIN article a ON a.id = c.article_id JOIN article_outlet o ON o.article_id = a.id
LEFT JOIN board b ON b.key = split_part(c.board, '/', 1) LEFT JOIN model m ON m.id = c.model_id LEFT JOIN company co ON co.id = c.company_id
LEFT JOIN board_snapshot s ON s.id = c.snapshot_id LEFT JOIN capture k ON k.id = s.capture_id
WHERE c.time = 1 ORDER BY c.beside, c.published_at, c.article_id, c.position;

-- name: article_amounts
-- The money an article speaks of.
SELECT kind, value, currency, usd, surface FROM amount WHERE article_id = %(id)s ORDER BY start_at;

-- name: article_events
-- What happened according to an article.
SELECT e.kind, coalesce(c.name, e.company_name) AS company, e.company_name IS NULL AS company_known, e.status, e.happened_on,
    a.surface AS amount, e.undisclosed,
    ARRAY(SELECT x.name FROM company x WHERE x.id = ANY(e.counterparties) ORDER BY x.name) || e.counterparty_names AS counterparties,
    e.start_at, e.end_at
FROM event e LEFT JOIN company c ON c.id = e.company_id LEFT JOIN amount a ON a.id = e.amount_id
WHERE e.article_id = %(id)s ORDER BY e.position;

-- name: article_versions
-- Every text seen of an article and what changed.
SELECT version, title, valid_from, seen_at, changed, changes FROM article_version WHERE article_id = %(id)s ORDER BY seen_at;

-- name: article_export
-- Every article with what was derived from it, in the order of ids, after a given id.
SELECT a.id, a.url, s.key AS source, o.name AS outlet, a.origin, a.title, a.text, a.lead, a.published_at, a.modified_at, a.first_seen_at, a.language,
    a.authors, a.category, g.name AS segment, l.name AS lens, a.event, a.reading_minutes, a.novelty, a.significance, a.amw_read,
    x.story_id, x.relation,
    ARRAY(SELECT c.name FROM article_company y JOIN company c ON c.id = y.company_id WHERE y.article_id = a.id ORDER BY y.mentions DESC, c.name) AS companies,
    ARRAY(SELECT m.name FROM article_model y JOIN model m ON m.id = y.model_id WHERE y.article_id = a.id ORDER BY y.mentions DESC, m.name) AS models,
    ARRAY(SELECT t.key FROM article_tag y JOIN tag t ON t.id = y.tag_id WHERE y.article_id = a.id AND t.kind = 'country' ORDER BY y.position) AS countries,
    ARRAY(SELECT t.name FROM article_tag y JOIN tag t ON t.id = y.tag_id WHERE y.article_id = a.id AND t.kind = 'hashtag' ORDER BY y.position) AS hashtags,
    ARRAY(SELECT jsonb_build_object('kind', m.kind, 'value', m.value::text, 'currency', m.currency, 'usd', m.usd::text, 'text', m.surface,
        'start', m.start_at, 'end', m.end_at) FROM amount m WHERE m.article_id = a.id ORDER BY m.start_at, m.kind) AS amounts,
    ARRAY(SELECT jsonb_build_object('kind', e.kind, 'company', coalesce(c.name, e.company_name), 'counterparties', to_jsonb(ARRAY(
            SELECT o.name FROM company o WHERE o.id = ANY (e.counterparties) ORDER BY o.name) || e.counterparty_names),
        'amount', m.surface, 'undisclosed', e.undisclosed, 'happened_on', e.happened_on, 'status', e.status, 'start', e.start_at, 'end', e.end_at)
        FROM event e LEFT JOIN company c ON c.id = e.company_id LEFT JOIN amount m ON m.id = e.amount_id
        WHERE e.article_id = a.id ORDER BY e.position) AS events,
    ARRAY(SELECT jsonb_build_object('kind', k.kind, 'board', k.board, 'scope', k.scope, 'value', k.value, 'verdict', k.verdict,
        'rank_kind', k.rank_kind, 'evidence', k.evidence, 'start', k.start_at, 'end', k.end_at)
        FROM claim k WHERE k.article_id = a.id ORDER BY k.position) AS claims
FROM article a JOIN source s ON s.id = a.source_id JOIN article_outlet o ON o.article_id = a.id
LEFT JOIN segment g ON g.key = a.segment LEFT JOIN lens l ON l.key = a.lens LEFT JOIN story_article x ON x.article_id = a.id
WHERE a.id > %(after)s ORDER BY a.id LIMIT %(limit)s;

-- ---------------- as known at a moment

-- name: article_at
-- An article as it was known at a moment: the newest text seen by then, and what had changed until then.
SELECT a.id AS article_id, a.url, o.name AS source, v.version, v.title, v.text, v.lead, v.published_at, v.modified_at, v.valid_from, v.seen_at,
    v.changed, v.changes, (SELECT count(*) FROM article_version w WHERE w.article_id = a.id AND w.seen_at <= %(at)s) AS versions
FROM article a JOIN article_outlet o ON o.article_id = a.id
JOIN LATERAL (SELECT * FROM article_version w WHERE w.article_id = a.id AND w.seen_at <= %(at)s
              ORDER BY w.seen_at DESC, w.version DESC LIMIT 1) v ON true
WHERE a.id = %(id)s;

-- name: story_at
-- The reports that were known of a story at a moment, each with its text of that moment; merges and splits made since are undone.
SELECT a.id AS article_id, a.url, o.name AS source, o.country, v.version, v.title, v.published_at, v.modified_at, v.seen_at, v.changed,
    x.relation, x.score, x.placed_at
FROM (
    SELECT sa.article_id FROM story_article sa WHERE sa.story_id = %(id)s
    UNION
    SELECT u.article_id FROM story_change c CROSS JOIN LATERAL unnest(c.article_ids) AS u(article_id)
    WHERE %(id)s IN (c.source_id, c.target_id)
) member
JOIN story_article x ON x.article_id = member.article_id AND x.placed_at <= %(at)s
JOIN article a ON a.id = member.article_id JOIN article_outlet o ON o.article_id = a.id
JOIN LATERAL (SELECT * FROM article_version w WHERE w.article_id = a.id AND w.seen_at <= %(at)s
              ORDER BY w.seen_at DESC, w.version DESC LIMIT 1) v ON true
WHERE %(id)s = coalesce((SELECT c.source_id FROM story_change c WHERE a.id = ANY(c.article_ids) AND c.changed_at > %(at)s
                         AND (c.source_id = x.story_id OR c.target_id = x.story_id OR %(id)s IN (c.source_id, c.target_id))
                         ORDER BY c.changed_at, c.id LIMIT 1), x.story_id)
ORDER BY v.published_at NULLS LAST, a.id;

-- name: company_at
-- A company as it was known at a moment: its names valid then, how often it was in the news, its parent.
SELECT c.key, c.name, c.kind, c.country, p.key AS parent,
    ARRAY(SELECT n.name FROM company_name n WHERE n.company_id = c.id AND (n.valid_from IS NULL OR n.valid_from <= %(at)s::timestamptz::date)
          AND (n.valid_to IS NULL OR n.valid_to > %(at)s::timestamptz::date) ORDER BY n.kind, n.name) AS names,
    (SELECT count(*) FROM article_company x JOIN article a ON a.id = x.article_id
     WHERE x.company_id = c.id AND a.first_seen_at <= %(at)s) AS articles,
    (SELECT max(a.published_at) FROM article_company x JOIN article a ON a.id = x.article_id
     WHERE x.company_id = c.id AND a.first_seen_at <= %(at)s) AS last_published_at
FROM company c LEFT JOIN company p ON p.id = c.parent_id WHERE c.key = %(key)s;

-- name: company_events_at
-- What was known of a company's doings at a moment, the latest first, one row a report.
SELECT e.kind, e.status, e.happened_on, f.kind AS amount_kind, f.surface AS amount, f.usd, a.title, a.url, a.published_at, x.story_id
FROM event e JOIN company c ON c.id = e.company_id JOIN article a ON a.id = e.article_id
LEFT JOIN amount f ON f.id = e.amount_id LEFT JOIN story_article x ON x.article_id = a.id
WHERE c.key = %(key)s AND a.first_seen_at <= %(at)s
ORDER BY coalesce(e.happened_on::timestamptz, a.published_at) DESC NULLS LAST, a.id DESC, e.position LIMIT %(limit)s;

-- ---------------- companies and names

-- name: company_list
-- Companies most in the news, or all with a name like the pattern of words.
SELECT * FROM company_now n
WHERE (%(words)s::text IS NULL OR n.name ILIKE %(words)s OR EXISTS (SELECT 1 FROM unnest(n.names) x WHERE x ILIKE %(words)s))
  AND (%(country)s::text IS NULL OR n.country = %(country)s)
ORDER BY n.articles DESC, n.name LIMIT %(limit)s;

-- name: name_queue_list
-- Names that wait for a person's decision, the most met first; those that come after one of them, where it is given.
SELECT id, kind, name, context, seen, first_seen_at, last_seen_at FROM name_queue
WHERE decision IS NULL AND (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND (%(after_seen)s::integer IS NULL OR seen < %(after_seen)s
       OR (seen = %(after_seen)s AND (name, kind) > (%(after_name)s::text, %(after_kind)s::text)))
ORDER BY seen DESC, name, kind LIMIT %(limit)s;

-- name: name_decide
-- A person's decision about a name that waited.
UPDATE name_queue SET decision = %(decision)s, decided_key = %(key)s, ambiguous = %(ambiguous)s, decided_at = now() WHERE kind = %(kind)s AND name = %(name)s
RETURNING id;

-- name: name_decisions
-- Every decision made of names, in the order of names.
SELECT kind, name, decision, decided_key, ambiguous FROM name_queue WHERE decision IS NOT NULL ORDER BY kind, name;

-- name: backtest_articles
-- Articles whose text holds any of some names, newest first: what a decision about them could change.
SELECT a.url, as_read(a.title, a.text, a.lead) FROM article a
WHERE as_read(a.title, a.text, a.lead) ILIKE ANY (%(patterns)s::text[]) ORDER BY a.id DESC LIMIT %(limit)s;

-- name: backtest_rows
-- The distinct spellings of rows on the newest captures of every board, with the whole of one row each.
SELECT DISTINCT ON (b.key, r.raw_name, r.maker) b.key AS board_key, s.captured_at::date AS captured_on, r.record FROM board b
JOIN LATERAL (SELECT captured_at, row_ids FROM board_snapshot x WHERE x.board_id = b.id AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1) s ON true
CROSS JOIN LATERAL unnest(s.row_ids) AS o(row_id) JOIN board_row r ON r.id = o.row_id ORDER BY b.key, r.raw_name, r.maker, r.id;

-- ---------------- boards and sources

-- name: board_list
-- Every board with its newest capture that was not refused and how many there are and were, one that was read twice as it was read last.
SELECT b.key, b.name, b.url, b.licence, b.attribution, s.captured_at, s.version, s.verdict, coalesce(cardinality(s.row_ids), 0) AS rows,
    x.snapshots, x.refused
FROM board b LEFT JOIN LATERAL (
    SELECT * FROM board_snapshot x WHERE x.board_id = b.id AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1
) s ON true CROSS JOIN LATERAL (
    SELECT count(*) AS snapshots, count(*) FILTER (WHERE m.refused) AS refused
    FROM (SELECT bool_and(y.verdict = 'refused') AS refused FROM board_snapshot y WHERE y.board_id = b.id GROUP BY y.captured_at) m
) x ORDER BY b.key;

-- name: board_moves
-- What changed on boards since a moment, newest first; nothing twice.
SELECT t.board, t.captured_at, m.value ->> 'kind' AS kind, m.value ->> 'section' AS section, m.value ->> 'key' AS row_key,
    m.value ->> 'field' AS field, m.value -> 'before' AS before, m.value -> 'after' AS after, m.value ->> 'evidence' AS evidence
FROM (SELECT b.key AS board, s.captured_at, s.id, t.record FROM board_step t
      JOIN board b ON b.id = t.board_id JOIN board_snapshot s ON s.id = t.after_id
      WHERE (%(board)s::text IS NULL OR b.key = %(board)s) AND (%(since)s::timestamptz IS NULL OR s.captured_at >= %(since)s)
      ORDER BY s.captured_at DESC, s.id DESC LIMIT %(limit)s) t
CROSS JOIN LATERAL jsonb_array_elements(t.record) WITH ORDINALITY m
WHERE NOT m.value ? 'passive'
ORDER BY t.captured_at DESC, t.id DESC, m.ordinality LIMIT %(limit)s;

-- name: source_list
-- Every source with its schedule and its last crawl.
SELECT s.key, s.name, s.kind, s.url, s.country, s.language, s.enabled, extract(epoch FROM s.crawl_interval)::bigint AS interval_seconds,
    s.last_crawl_at, s.next_crawl_at, s.failures, r.verdict, r.reason,
    (SELECT count(*) FROM article a WHERE a.source_id = s.id) AS articles
FROM source s LEFT JOIN LATERAL (
    SELECT verdict, reason FROM crawl_run x WHERE x.source_id = s.id AND x.finished_at IS NOT NULL ORDER BY x.started_at DESC LIMIT 1
) r ON true ORDER BY s.key;

-- ---------------- changes and counts

-- name: change_since
-- Changes after a cursor in commit order; nothing newer than the oldest running transaction, so none is ever skipped. A board is named by
-- its key, by which it can be asked for.
SELECT c.xid::text, c.seq, c.kind, c.entity, c.entity_id, c.changed_at, c.payload || CASE WHEN c.payload ? 'board_id' THEN
        jsonb_build_object('board', (SELECT b.key FROM board b WHERE b.id = (c.payload ->> 'board_id')::bigint)) ELSE '{}' END AS payload
FROM change c
WHERE (c.xid, c.seq) > (%(xid)s::text::xid8, %(seq)s) AND c.xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY c.xid, c.seq LIMIT %(limit)s;

-- name: change_known
-- Whether a cursor is where a reader of these changes can stand: at one of them, or before the first that there was.
SELECT %(xid)s::text = '0' OR EXISTS (SELECT FROM change WHERE xid = %(xid)s::text::xid8 AND seq = %(seq)s) AS known;

-- name: table_counts
-- How many rows there are of what readers see.
SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM article_version) AS versions,
       (SELECT count(*) FROM story WHERE merged_into IS NULL) AS stories, (SELECT count(*) FROM board_snapshot) AS snapshots,
       (SELECT count(*) FROM board_row) AS board_rows, (SELECT count(*) FROM claim) AS claims, (SELECT count(*) FROM event) AS events,
       (SELECT count(*) FROM amount) AS amounts, (SELECT count(*) FROM story_link) AS links, (SELECT count(*) FROM page) AS pages,
       (SELECT count(*) FROM rejected) AS rejected, (SELECT count(*) FROM capture) AS captures;

-- ---------------- the doctor

-- name: doctor_facts
-- The enabled sources that fail again and again, those that gave fewer entries than they declare, how many are a day overdue; how many crawls
-- of the last week were cut before their end; whether the outbox holds changes that another server numbered, beyond what this one has counted
-- to, which nobody can read; how many names wait for a decision.
SELECT coalesce(array_agg(s.key ORDER BY s.key) FILTER (WHERE s.failures >= 3), '{}') AS failing,
       coalesce(array_agg(s.key ORDER BY s.key) FILTER (WHERE r.verdict = 'suspect'), '{}') AS suspect,
       count(*) FILTER (WHERE s.last_crawl_at IS NOT NULL AND s.next_crawl_at < now() - interval '1 day') AS overdue,
       (SELECT count(*) FROM crawl_run WHERE finished_at IS NULL
            AND started_at BETWEEN now() - interval '7 days' AND now() - interval '1 hour') AS cut,
       EXISTS (SELECT FROM change WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())) AS unreadable,
       (SELECT count(*) FROM name_queue WHERE decision IS NULL) AS waiting
FROM source s LEFT JOIN LATERAL (
    SELECT verdict FROM crawl_run x WHERE x.source_id = s.id AND x.finished_at IS NOT NULL ORDER BY x.started_at DESC LIMIT 1
) r ON true WHERE s.enabled;

-- name: doctor_boards
-- Boards whose newest capture is a week old, of those that are crawled.
SELECT b.key, max(s.captured_at) AS captured_at FROM board b JOIN board_snapshot s ON s.board_id = b.id AND s.verdict <> 'refused'
JOIN source x ON x.enabled AND x.last_crawl_at IS NOT NULL AND x.kind = 'board' AND x.catalogue ->> 'board' = b.key
GROUP BY b.key HAVING max(s.captured_at) < now() - interval '7 days' ORDER BY b.key;

-- ---------------- retention

-- name: retention_stock
-- What grows with every crawl and is no story: how many, the bytes on disk with all indexes, the oldest.
SELECT 'changes' AS what, count(*) AS number, pg_total_relation_size('change') AS size, min(changed_at) AS oldest FROM change
UNION ALL SELECT 'crawls', count(*), pg_total_relation_size('crawl_run'), min(started_at) FROM crawl_run
UNION ALL SELECT 'rejected', count(*), pg_total_relation_size('rejected'), min(last_seen_at) FROM rejected;

-- name: change_prune
-- Deletes the changes before a moment that a later one of the same thing makes needless: who begins at the beginning still learns all that is.
WITH later AS (
    SELECT seq, row_number() OVER (PARTITION BY entity, entity_id, payload ->> 'to_story_id', payload ->> 'before_id' ORDER BY change.xid DESC, seq DESC) AS place
    FROM change
)
DELETE FROM change c USING later WHERE later.seq = c.seq AND later.place > 1 AND c.changed_at < %(before)s;

-- name: crawl_run_prune
-- Deletes the records of crawls begun before a moment but the last of each source that ended.
DELETE FROM crawl_run r WHERE r.started_at < %(before)s AND r.id NOT IN (
    SELECT DISTINCT ON (source_id) id FROM crawl_run WHERE finished_at IS NOT NULL ORDER BY source_id, started_at DESC);

-- name: rejected_prune
-- Deletes what was rejected and not met again since a moment.
DELETE FROM rejected WHERE last_seen_at < %(before)s;

-- ---------------- a dump read back

-- name: tables_there
-- How many tables the database has.
SELECT count(*) AS tables FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema');

-- name: change_renumber
-- Gives all changes to this transaction, their order kept by seq, where one is numbered beyond what this server has counted to.
UPDATE change SET xid = pg_current_xact_id()
WHERE EXISTS (SELECT FROM change later WHERE later.xid >= pg_snapshot_xmax(pg_current_snapshot()));

-- ================================================================
-- What pages, feeds and the interface for programs ask.
-- ================================================================

-- ---------------- stories

-- name: serve_head
-- The cursor of the newest change that no running transaction can come before.
SELECT xid::text AS xid, seq, changed_at FROM change WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY change.xid DESC, seq DESC LIMIT 1;

-- name: serve_stories
-- A page of stories, newest first, after a given one (moment and id); the page is chosen first, so only its stories are put together.
WITH page AS MATERIALIZED (
    SELECT s.id FROM story s JOIN article a ON a.id = s.lead_article_id
    WHERE s.merged_into IS NULL
      AND (%(everything)s::boolean OR (a.relevant IS NOT FALSE AND a.form IS DISTINCT FROM 'listing'))
      AND (%(segment)s::text IS NULL OR a.segment = %(segment)s)
      AND (%(lens)s::text IS NULL OR a.lens = %(lens)s)
      AND (%(company)s::text IS NULL OR a.id IN (SELECT x.article_id FROM article_company x JOIN company c ON c.id = x.company_id
           WHERE c.key = %(company)s))
      AND (%(model)s::text IS NULL OR a.id IN (SELECT x.article_id FROM article_model x JOIN model m ON m.id = x.model_id
           WHERE m.key = %(model)s))
      AND (%(country)s::text IS NULL OR a.id IN (SELECT x.article_id FROM article_tag x JOIN tag t ON t.id = x.tag_id
           WHERE t.kind = 'country' AND t.key = %(country)s))
      AND (%(words)s::text[] IS NULL OR concat_ws(' ', a.title, a.lead, a.amw_read, a.event) ILIKE ALL (%(words)s))
      AND (%(source)s::text IS NULL OR EXISTS (SELECT 1 FROM story_article x JOIN article r ON r.id = x.article_id WHERE x.story_id = s.id
           AND coalesce(r.outlet, (SELECT o.key FROM source o WHERE o.id = r.source_id))
               IN (SELECT %(source)s::text UNION ALL SELECT o.key FROM source o WHERE o.name = %(source)s)))
      AND (%(after_id)s::bigint IS NULL
           OR CASE WHEN %(after_at)s::timestamptz IS NULL THEN s.last_published_at IS NULL AND s.id < %(after_id)s
              ELSE s.last_published_at IS NULL OR (s.last_published_at, s.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint) END)
    ORDER BY s.last_published_at DESC NULLS LAST, s.id DESC LIMIT %(limit)s
)
SELECT n.*, a.segment AS segment_key, a.lens AS lens_key, a.lead, a.text, a.origin, o.country AS source_country, a.first_seen_at, a.modified_at,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('key', c.key, 'name', c.name, 'role', x.role)
        ORDER BY array_position('{primary,secondary,investor,mention}', x.role), x.mentions DESC, c.name), '[]')
     FROM article_company x JOIN company c ON c.id = x.company_id WHERE x.article_id = a.id) AS parties
FROM page JOIN story_now n ON n.story_id = page.id JOIN article a ON a.id = n.article_id JOIN article_outlet o ON o.article_id = a.id
ORDER BY n.last_published_at DESC NULLS LAST, n.story_id DESC;

-- name: serve_facets
-- What the newest stories can be filtered by, with how many there are of each.
WITH newest AS MATERIALIZED (
    SELECT s.lead_article_id AS id FROM story s WHERE s.merged_into IS NULL ORDER BY s.last_published_at DESC NULLS LAST, s.id DESC LIMIT 2000
), told AS (SELECT a.id, a.segment, a.lens FROM newest JOIN article a USING (id) WHERE a.relevant IS NOT FALSE)
SELECT 'segment' AS kind, g.key, g.name, count(*) AS stories, g.position::int AS place FROM told JOIN segment g ON g.key = told.segment GROUP BY g.key
UNION ALL
SELECT 'lens', l.key, l.name, count(*), l.position FROM told JOIN lens l ON l.key = told.lens GROUP BY l.key
UNION ALL
SELECT 'country', t.key, t.name, count(*), 0 FROM told JOIN article_tag x ON x.article_id = told.id JOIN tag t ON t.id = x.tag_id AND t.kind = 'country'
GROUP BY t.id
UNION ALL
(SELECT 'company', c.key, c.name, count(*), 0 FROM told JOIN article_company x ON x.article_id = told.id JOIN company c ON c.id = x.company_id
 WHERE x.role <> 'mention' GROUP BY c.id ORDER BY 4 DESC, 3 LIMIT 60)
ORDER BY 1, 5, 3;

-- name: serve_sitemap
-- The newest stories as a sitemap lists them: id and last report.
SELECT s.id, s.last_published_at FROM story s JOIN article a ON a.id = s.lead_article_id
WHERE s.merged_into IS NULL AND a.relevant IS NOT FALSE AND a.form IS DISTINCT FROM 'listing'
ORDER BY s.last_published_at DESC NULLS LAST, s.id DESC LIMIT %(limit)s;

-- ---------------- one story

-- name: serve_parties
-- The companies and models of an article with their keys.
SELECT 'company' AS kind, c.key, c.name, x.role, x.mentions, array_position('{primary,secondary,investor,mention}', x.role) AS place
FROM article_company x JOIN company c ON c.id = x.company_id WHERE x.article_id = %(id)s
UNION ALL
SELECT 'model', m.key, m.name, NULL, x.mentions, 9 FROM article_model x JOIN model m ON m.id = x.model_id WHERE x.article_id = %(id)s
ORDER BY 6, 5 DESC, 3;

-- ---------------- companies, models, boards

-- name: serve_told
-- In which language, by which outlet and of which segment each of these stories is told by its leading report.
SELECT s.id, a.language, o.name AS source, g.name AS segment
FROM story s JOIN article a ON a.id = s.lead_article_id JOIN article_outlet o ON o.article_id = a.id LEFT JOIN segment g ON g.key = a.segment
WHERE s.id = ANY(%(ids)s);

-- name: serve_company
-- A company of the register by its key, with its parent's name and its children.
SELECT n.*, p.name AS parent_name,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'kind', x.kind, 'language', x.language, 'valid_from', x.valid_from,
        'valid_to', x.valid_to) ORDER BY x.kind, x.name), '[]') FROM company_name x WHERE x.company_id = n.company_id) AS every_name,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('key', x.key, 'name', x.name) ORDER BY x.name), '[]')
     FROM company x WHERE x.parent_id = n.company_id) AS children,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('key', g.key, 'name', g.name) ORDER BY g.position), '[]')
     FROM segment g WHERE g.key = ANY(n.segments)) AS segment_names
FROM company_now n LEFT JOIN company p ON p.key = n.parent WHERE n.key = %(key)s;

-- name: serve_company_names
-- Names of companies by their keys.
SELECT key, name FROM company WHERE key = ANY(%(keys)s);

-- name: serve_company_named
-- The companies whose key or folded name is the one given, the one of that key first.
SELECT c.key, c.name FROM company c LEFT JOIN company_name n ON n.company_id = c.id
WHERE c.key = %(key)s OR n.match_key = %(match_key)s GROUP BY c.id ORDER BY c.key <> %(key)s, c.key LIMIT 2;

-- name: company_standings
-- Where a company stands on the newest capture of every board that ranks it, up to a moment: its best row, by rows and among makers.
WITH mine AS (SELECT id FROM company WHERE key = %(key)s),
newest AS (
    SELECT b.key AS board, b.name AS board_name, b.attribution, s.captured_at, s.version, s.row_ids,
        coalesce((s.record ->> 'lower_is_better')::boolean, false) AS lower
    FROM board b CROSS JOIN LATERAL (SELECT * FROM board_snapshot x WHERE x.board_id = b.id AND x.captured_at <= %(at)s AND x.verdict <> 'refused'
                                     ORDER BY x.captured_at DESC, x.id DESC LIMIT 1) s
    WHERE EXISTS (SELECT 1 FROM board_row r, mine WHERE r.board_id = b.id AND r.company_id = mine.id)
), ranked AS (
    SELECT n.board, n.board_name, n.attribution, n.captured_at, n.version, r.section, r.raw_name, r.model, r.score, r.estimated, r.company_id,
        r.maker IS NOT NULL AS maker_told,
        rank() OVER (PARTITION BY n.board, r.section ORDER BY CASE WHEN n.lower THEN r.score ELSE -r.score END) AS rank,
        count(*) OVER (PARTITION BY n.board, r.section) AS rows,
        coalesce(r.company_id::text, r.maker) AS maker
    FROM newest n CROSS JOIN LATERAL unnest(n.row_ids) AS o(row_id) JOIN board_row r ON r.id = o.row_id WHERE r.score IS NOT NULL
), makers AS (
    SELECT board, section, maker, rank() OVER (PARTITION BY board, section ORDER BY min(rank)) AS maker_rank,
        count(*) OVER (PARTITION BY board, section) AS makers
    FROM ranked WHERE maker IS NOT NULL GROUP BY board, section, maker
)
SELECT DISTINCT ON (r.board, r.section) r.board, r.board_name, r.attribution, r.captured_at, r.version, r.section,
    r.raw_name, coalesce(r.model, r.raw_name) AS model, r.maker_told, r.score, r.estimated, r.rank, r.rows, m.maker_rank, m.makers
FROM ranked r JOIN mine ON mine.id = r.company_id JOIN makers m ON m.board = r.board AND m.section = r.section AND m.maker = r.maker
ORDER BY r.board, r.section, r.rank, r.raw_name;

-- name: serve_model
-- A model with its maker and the boards that ever had a row of it.
SELECT m.key, m.name, c.key AS maker_key, c.name AS maker,
    ARRAY(SELECT DISTINCT b.key FROM board_line l JOIN board b ON b.id = l.board_id WHERE l.model_id = m.id ORDER BY b.key) AS boards
FROM model m LEFT JOIN company c ON c.id = m.company_id WHERE m.key = %(key)s;

-- name: serve_model_named
-- The models whose key, or spelling on no board in particular, is the one given, the one of that key first.
SELECT m.key, m.name FROM model m LEFT JOIN model_name n ON n.model_id = m.id AND n.board = ''
WHERE m.key = %(key)s OR n.match_key = %(match_key)s GROUP BY m.id ORDER BY m.key <> %(key)s, m.key LIMIT 2;

-- name: serve_captures
-- The captures of a board, newest first, the refused ones too, with how many moves of each kind led to each; one that was read twice as tables
-- have it.
SELECT DISTINCT ON (s.captured_at) s.captured_at, s.version, s.verdict, s.reasons, cardinality(s.row_ids) AS rows,
    (SELECT t.kinds FROM board_step t WHERE t.after_id = s.id ORDER BY t.before_id DESC LIMIT 1) AS moves
FROM board_snapshot s JOIN board b ON b.id = s.board_id
WHERE b.key = %(board)s ORDER BY s.captured_at DESC, s.verdict = 'refused', s.id DESC LIMIT %(limit)s;
