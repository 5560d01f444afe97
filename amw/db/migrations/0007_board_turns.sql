-- A model's history without reading whole captures: lines have numbers, captures say which they hold, and a line's states are kept as turns.

ALTER TABLE board_snapshot DISABLE TRIGGER board_snapshot_change; -- what readers see of a capture does not change here

ALTER TABLE board_line ADD COLUMN number integer CHECK (number >= 0);
UPDATE board_line l SET number = n.number FROM (SELECT id, row_number() OVER (PARTITION BY board_id ORDER BY id) - 1 AS number FROM board_line) n
WHERE n.id = l.id;
ALTER TABLE board_line ALTER COLUMN number SET NOT NULL;
ALTER TABLE board_line ADD UNIQUE (board_id, number);
ALTER TABLE board_line ADD COLUMN labels text GENERATED ALWAYS AS (left(lower(row_key || chr(10) || raw_name || chr(10) || coalesce(model, '') || chr(10) || coalesce(model_key, '') || chr(10) || coalesce(family, '')), 500)) STORED;
CREATE INDEX board_line_labels ON board_line (board_id) INCLUDE (labels, id); -- read instead of the lines, which are twenty times as wide
COMMENT ON COLUMN board_line.labels IS 'Every name of the line in small letters, one to a line of text, 500 characters of them: what a model is looked for in';
COMMENT ON COLUMN board_line.number IS 'Counts the lines of a board from 0, in the order in which they were met';

ALTER TABLE board_state ADD COLUMN first_party boolean;
UPDATE board_state s SET first_party = coalesce((s.record ->> 'first_party')::boolean,
    CASE WHEN NOT coalesce(s.record -> '-' @> '[["first_party"]]', false) THEN (l.record ->> 'first_party')::boolean END)
FROM board_line l WHERE l.id = s.line_id AND (s.record ? 'first_party' OR l.record ? 'first_party');
COMMENT ON COLUMN board_state.first_party IS 'Whether the price is of the model''s own maker; null where the board does not say';

CREATE TABLE board_turn (
    line_id     bigint NOT NULL REFERENCES board_line,
    since       timestamptz NOT NULL,
    snapshot_id bigint NOT NULL REFERENCES board_snapshot,
    state_id    bigint NOT NULL REFERENCES board_state,
    PRIMARY KEY (line_id, since, snapshot_id)
);
COMMENT ON TABLE board_turn IS 'From which capture on a line is in which state, until its next turn; whether a capture has the line at all its lines say';

CREATE TEMPORARY TABLE board_held ON COMMIT DROP AS
SELECT s.id AS snapshot_id, s.captured_at, s.verdict, o.position, l.id AS line_id, l.number, r.id AS state_id
FROM board_snapshot s CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position)
JOIN board_state r ON r.id = o.row_id JOIN board_line l ON l.id = r.line_id;

INSERT INTO board_turn (line_id, since, snapshot_id, state_id)
SELECT DISTINCT ON (line_id, captured_at, snapshot_id) line_id, captured_at, snapshot_id, state_id
FROM (SELECT *, lag(state_id) OVER (PARTITION BY line_id ORDER BY captured_at, snapshot_id, position) AS was FROM board_held WHERE verdict <> 'refused') h
WHERE was IS DISTINCT FROM state_id
ORDER BY line_id, captured_at, snapshot_id, position;

ALTER TABLE board_snapshot ADD COLUMN lines bytea NOT NULL DEFAULT '';
UPDATE board_snapshot s SET lines = b.lines FROM (
    SELECT n.snapshot_id, string_agg(set_byte('\x00', 0, coalesce(h.bits, 0)::integer), '' ORDER BY n.byte) AS lines
    FROM (SELECT snapshot_id, generate_series(0, max(number) / 8) AS byte FROM board_held GROUP BY snapshot_id) n
    LEFT JOIN (SELECT snapshot_id, number / 8 AS byte, bit_or(1 << number % 8) AS bits FROM board_held GROUP BY 1, 2) h
        ON h.snapshot_id = n.snapshot_id AND h.byte = n.byte
    GROUP BY n.snapshot_id) b
WHERE b.snapshot_id = s.id;
UPDATE board_snapshot s SET places = p.places FROM (
    SELECT x.id, string_agg(substring(x.places FROM 20 * (h.position::integer - 1) + 1 FOR 20), '' ORDER BY h.number, h.position) AS places
    FROM board_snapshot x JOIN board_held h ON h.snapshot_id = x.id WHERE x.places <> '' GROUP BY x.id) p
WHERE p.id = s.id;
COMMENT ON COLUMN board_snapshot.lines IS 'Which lines of the board the capture has: bit number mod 8, from the least, of byte number / 8';
COMMENT ON COLUMN board_snapshot.places IS 'Ranks by competition ranking within the row''s section, estimated and deprecated rows counted: ten unsigned 16-bit numbers a row, little-endian, in the order of the numbers of their lines: row, family, maker, family in country, family with open weights, row in country, maker in country, row and maker with open weights, and flags (1 tied, 2 first of its family); 0 is none, 65535 that or a later one; empty where no row has a rank';

CREATE OR REPLACE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fields jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NULL;
    END IF;
    fields := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END) - '{text,provenance,tag_evidence,row_ids,lines,record,leftovers,speeds,places,counts}'::text[];
    INSERT INTO change (kind, entity, entity_id, payload)
    VALUES (lower(TG_OP), TG_TABLE_NAME, (fields ->> TG_ARGV[0])::bigint, fields);
    RETURN NULL;
END $$;
CREATE OR REPLACE VIEW board_now AS
SELECT b.key AS board, b.name AS board_name, s.captured_at, s.version, r.raw_name, r.model, r.family, r.variant, r.effort, r.maker,
       c.key AS company, r.country, r.score, r.estimated, r.deprecated, r.section, r.row_key, o.position AS source_position, r.record, b.attribution
FROM board b
JOIN LATERAL (
    SELECT x.captured_at, x.version, x.row_ids FROM board_snapshot x WHERE x.board_id = b.id AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1
) s ON true
CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position)
JOIN board_row r ON r.id = o.row_id
LEFT JOIN company c ON c.id = r.company_id;

ALTER TABLE board_snapshot ENABLE TRIGGER board_snapshot_change;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_writer') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO amw_writer;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_reader') THEN
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO amw_reader;
    END IF;
END $$;
