-- Captures of leaderboards: their rows as lines and states, their moves, and readings of them.

-- ---------------------------------------------------------------- rows as lines and states

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
FROM jsonb_to_recordset(%(rows)s) AS r(board_id bigint, section text, row_key text, raw_name text, model text, model_key text,
    model_id bigint, family text, variant text, effort text, maker text, maker_key text, company_id bigint, country text,
    open_weights boolean, record jsonb)
RETURNING section, row_key, raw_name, id;

-- name: board_state_insert
-- States of lines never seen before; an unchanged row is the state that is there.
INSERT INTO board_state (line_id, digest, score, estimated, deprecated, record, first_party)
SELECT line_id, digest, score, estimated, deprecated, record, first_party
FROM jsonb_to_recordset(%(rows)s) AS r(line_id bigint, digest uuid, score double precision, estimated boolean, deprecated boolean, record jsonb,
    first_party boolean)
ON CONFLICT (line_id, digest) DO NOTHING;

-- ---------------------------------------------------------------- a capture and its neighbours

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

-- ---------------------------------------------------------------- moves between captures

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

-- ---------------------------------------------------------------- captures with all their rows

-- name: board_snapshot_before
-- The newest snapshot of a board at or before a moment that was not refused, with its rows as they were stored.
SELECT s.id, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds, s.records
FROM board_capture s
WHERE s.board = %(board)s AND s.captured_at <= %(at)s AND s.verdict <> 'refused'
ORDER BY s.captured_at DESC, s.id DESC LIMIT %(limit)s;

-- ---------------------------------------------------------------- the table of a day

-- name: board_outline
-- The newest snapshot of a board at or before a moment that was not refused: its ranks and of how many they are, how many rows it has, its head.
SELECT s.id, s.places, s.counts::text, cardinality(s.row_ids), s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record
FROM board_snapshot s WHERE s.id = (
    SELECT x.id FROM board_snapshot x JOIN board b ON b.id = x.board_id
    WHERE b.key = %(board)s AND x.captured_at <= %(at)s AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1);

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

-- ---------------------------------------------------------------- a model over time

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

-- ---------------------------------------------------------------- stories from captures

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
