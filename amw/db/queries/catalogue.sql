-- The catalogue in its tables: editions read in, what a crawl meets that no edition has, ids behind keys.

-- ---------------------------------------------------------------- editions

-- name: catalogue_digests
-- Which edition of each catalogue file the tables hold.
SELECT name, digest FROM catalogue_sync;

-- name: catalogue_synced
-- Remembers the edition of a catalogue file that was just read in.
INSERT INTO catalogue_sync (name, digest, synced_at) VALUES (%(name)s, %(digest)s, now())
ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, synced_at = excluded.synced_at;

-- ---------------------------------------------------------------- read in

-- name: segment_sync
-- Segments from the taxonomy: new ones added, names and order brought up to date.
INSERT INTO segment (key, name, position)
SELECT key, name, position FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, position smallint)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, position = excluded.position
WHERE (segment.name, segment.position) IS DISTINCT FROM (excluded.name, excluded.position);

-- name: lens_sync
-- Lenses from the taxonomy: new ones added, names and order brought up to date.
INSERT INTO lens (key, name, position)
SELECT key, name, position FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, position smallint)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, position = excluded.position
WHERE (lens.name, lens.position) IS DISTINCT FROM (excluded.name, excluded.position);

-- name: company_sync
-- Companies from the register: new ones added, changed ones brought up to date; parents are set by company_parent_sync.
INSERT INTO company (key, name, kind, country, segments, homepage)
SELECT key, name, kind, country, ARRAY(SELECT jsonb_array_elements_text(segments)), homepage
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, kind text, country text, segments jsonb, homepage text)
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
-- Forgets the spellings of the models given, before their present ones are read in.
DELETE FROM model_name WHERE model_id IN (SELECT id FROM model WHERE key = ANY(%(keys)s));

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
SELECT key, name, url, attribution, licence, floor_rows
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, url text, attribution text, licence text, floor_rows integer)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, url = excluded.url, attribution = excluded.attribution,
    licence = excluded.licence, floor_rows = excluded.floor_rows
WHERE (board.name, board.url, board.attribution, board.licence, board.floor_rows)
    IS DISTINCT FROM (excluded.name, excluded.url, excluded.attribution, excluded.licence, excluded.floor_rows);

-- name: source_sync
-- Sources from the catalogue: new ones are due at once, changed ones keep their place in the schedule.
INSERT INTO source (key, name, kind, url, country, language, crawl_interval, enabled, catalogue)
SELECT key, name, kind, url, country, language, make_interval(secs => interval_seconds), enabled, catalogue
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, kind text, url text, country text, language text,
                                       interval_seconds integer, enabled boolean, catalogue jsonb)
ON CONFLICT (key) DO UPDATE SET name = excluded.name, kind = excluded.kind, url = excluded.url, country = excluded.country,
    language = excluded.language, crawl_interval = excluded.crawl_interval, enabled = excluded.enabled, catalogue = excluded.catalogue
WHERE (source.name, source.kind, source.url, source.country, source.language, source.crawl_interval, source.enabled, source.catalogue)
    IS DISTINCT FROM (excluded.name, excluded.kind, excluded.url, excluded.country, excluded.language, excluded.crawl_interval,
                      excluded.enabled, excluded.catalogue);

-- ---------------------------------------------------------------- met by a crawl

-- name: source_met
-- Sources that nobody listed (an ad-hoc address, an old capture): kept as met, never scheduled.
INSERT INTO source (key, name, kind, url, enabled)
SELECT key, name, 'page', url, false FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, url text)
ON CONFLICT (key) DO NOTHING;

-- name: model_met
-- Models that the register does not list but whose family and spelling it knows; one that another writer met first gives its id too.
INSERT INTO model (key, name, company_id, family, version, variant, effort, registered)
SELECT DISTINCT ON (r.key) r.key, r.name, c.id, r.family, r.version, r.variant, r.effort, false
FROM jsonb_to_recordset(%(rows)s) AS r(key text, name text, maker text, family text, version text, variant text, effort text)
LEFT JOIN company c ON c.key = r.maker
ON CONFLICT (key) DO UPDATE SET key = excluded.key
RETURNING key, id;

-- ---------------------------------------------------------------- ids behind keys

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
