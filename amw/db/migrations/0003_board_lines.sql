-- A row of a board is a line (its names and the row as it was first) and its states, each a difference; the moves between two captures are one row.

DROP VIEW board_now;
ALTER TABLE board_row RENAME TO board_row_before;
ALTER TABLE board_move RENAME TO board_move_before;
ALTER INDEX board_row_model RENAME TO board_row_before_model;

CREATE TABLE board_line (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    board_id     bigint NOT NULL REFERENCES board,
    section      text NOT NULL DEFAULT '',
    row_key      text NOT NULL CHECK (row_key <> ''),
    raw_name     text NOT NULL CHECK (raw_name <> ''),
    model        text,
    model_key    text,
    model_id     bigint REFERENCES model,
    family       text,
    variant      text,
    effort       text,
    maker        text,
    maker_key    text,
    company_id   bigint REFERENCES company,
    country      text CHECK (country ~ '^[A-Z]{2}$'),
    open_weights boolean,
    record       jsonb NOT NULL
);
COMMENT ON TABLE board_line IS 'Who a row of a board is: its names, maker and country, and the whole row as it was when it was first named so';
COMMENT ON COLUMN board_line.row_key IS 'The board''s own stable id where it has one, else the raw name';
COMMENT ON COLUMN board_line.record IS 'The row: metrics, prices in US dollars per million tokens, dates, and every source column that has no name here, but what is measured anew every day';
CREATE INDEX board_line_key ON board_line (board_id, row_key);
CREATE INDEX board_line_model ON board_line (model_id) WHERE model_id IS NOT NULL;

CREATE TABLE board_state (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line_id    bigint NOT NULL REFERENCES board_line,
    digest     uuid NOT NULL,
    score      double precision,
    estimated  boolean NOT NULL DEFAULT false,
    deprecated boolean NOT NULL DEFAULT false,
    record     jsonb NOT NULL DEFAULT '{}',
    UNIQUE (line_id, digest)
);
COMMENT ON TABLE board_state IS 'Each distinct row ever seen on a board, once: an unchanged row of a later capture is the same state of the same line';
COMMENT ON COLUMN board_state.record IS 'What the row has other than its line, "-" listing the paths that are gone; empty where it is as the line was first';

CREATE FUNCTION board_record(line jsonb, state jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    path jsonb;
    part text;
    found jsonb := line;
BEGIN
    FOR path IN SELECT value FROM jsonb_array_elements(state -> '-') LOOP
        found := found #- ARRAY(SELECT jsonb_array_elements_text(path));
    END LOOP;
    FOREACH part IN ARRAY '{metrics,prices,extra}'::text[] LOOP
        IF state ? part THEN
            found := jsonb_set(found, ARRAY[part], coalesce(found -> part, '{}') || (state -> part));
        END IF;
    END LOOP;
    RETURN found || (state - '{-,metrics,prices,extra}'::text[]);
END $$;
COMMENT ON FUNCTION board_record(jsonb, jsonb) IS 'The whole row of a line and one of its states';

CREATE TEMPORARY TABLE board_whole ON COMMIT DROP AS
SELECT r.id, coalesce(w.record IS NULL OR (r.variant, r.effort, r.maker, r.maker_key, r.country, r.open_weights)
    IS DISTINCT FROM (w.variant, w.effort, w.maker, w.maker_key, w.country, w.open_weights), true) AS named_anew,
    r.base_id, CASE WHEN w.record IS NULL THEN r.record ELSE board_record(w.record, r.record) END AS record
FROM board_row_before r LEFT JOIN board_row_before w ON w.id = r.base_id;

INSERT INTO board_line (id, board_id, section, row_key, raw_name, model, model_key, model_id, family, variant, effort, maker, maker_key, company_id,
    country, open_weights, record)
OVERRIDING SYSTEM VALUE
SELECT r.id, r.board_id, r.section, r.row_key, r.raw_name, r.model, r.model_key, r.model_id, r.family, r.variant, r.effort, r.maker, r.maker_key,
    r.company_id, r.country, r.open_weights, w.record
FROM board_row_before r JOIN board_whole w ON w.id = r.id WHERE w.named_anew;

INSERT INTO board_state (id, line_id, digest, score, estimated, deprecated, record)
OVERRIDING SYSTEM VALUE
SELECT r.id, CASE WHEN w.named_anew THEN r.id ELSE r.base_id END, r.digest::uuid, r.score, r.estimated, r.deprecated,
    CASE WHEN w.named_anew THEN '{}' ELSE r.record END
FROM board_row_before r JOIN board_whole w ON w.id = r.id;

SELECT setval(pg_get_serial_sequence('board_line', 'id'), coalesce((SELECT max(id) FROM board_line), 0) + 1, false),
       setval(pg_get_serial_sequence('board_state', 'id'), coalesce((SELECT max(id) FROM board_state), 0) + 1, false);

CREATE VIEW board_row AS
SELECT s.id, l.board_id, s.line_id, s.digest, l.section, l.row_key, l.raw_name, l.model, l.model_key, l.model_id, l.family, l.variant, l.effort,
       l.maker, l.maker_key, l.company_id, l.country, s.score, s.estimated, s.deprecated, l.open_weights, board_record(l.record, s.record) AS record
FROM board_state s JOIN board_line l ON l.id = s.line_id;
COMMENT ON VIEW board_row IS 'Each distinct row ever seen on a board, whole';

CREATE TABLE board_step (
    board_id  bigint NOT NULL REFERENCES board,
    before_id bigint NOT NULL REFERENCES board_snapshot,
    after_id  bigint NOT NULL REFERENCES board_snapshot,
    kinds     jsonb NOT NULL,
    record    jsonb NOT NULL,
    PRIMARY KEY (after_id, before_id)
);
COMMENT ON TABLE board_step IS 'What changed from one capture of a board to the next; no row where nothing did';
COMMENT ON COLUMN board_step.kinds IS 'How many moves of each kind';
COMMENT ON COLUMN board_step.record IS 'The moves in order, each with its kind, the key of its row, the sentence that says it (evidence), field, value before and after, and keys of the rows passed or passing; names and ranks are those of the captures';

INSERT INTO board_step (board_id, before_id, after_id, kinds, record)
SELECT board_id, before_id, after_id, jsonb_object_agg(kind, moves), (SELECT jsonb_agg(jsonb_build_object('kind', x.kind, 'key', x.row_key, 'evidence', x.evidence)
    || x.record ORDER BY x.position) FROM board_move_before x WHERE x.before_id = k.before_id AND x.after_id = k.after_id)
FROM (SELECT board_id, before_id, after_id, kind, count(*) AS moves FROM board_move_before GROUP BY 1, 2, 3, 4) k
GROUP BY board_id, before_id, after_id;

CREATE VIEW board_move AS
SELECT s.board_id, s.before_id, s.after_id, m.value ->> 'kind' AS kind, m.value ->> 'key' AS row_key, (m.ordinality - 1)::integer AS position,
       m.value ->> 'evidence' AS evidence, m.value - '{kind,key,evidence}'::text[] AS record
FROM board_step s CROSS JOIN LATERAL jsonb_array_elements(s.record) WITH ORDINALITY m;
COMMENT ON VIEW board_move IS 'What changed between two captures of a board, one thing a row, with the sentence that says so';

DROP TABLE board_move_before, board_row_before;
CREATE TRIGGER board_step_change AFTER INSERT OR UPDATE OR DELETE ON board_step FOR EACH ROW EXECUTE FUNCTION record_change('after_id');
ALTER TABLE board_snapshot ALTER COLUMN speeds DROP DEFAULT;
ALTER TABLE board_snapshot ALTER COLUMN speeds TYPE bytea USING convert_to(speeds::text, 'UTF8');
ALTER TABLE board_snapshot ALTER COLUMN speeds SET DEFAULT '{}';
COMMENT ON COLUMN board_snapshot.speeds IS 'What is measured anew every day: for each measure one value a row, in the order of row_ids; JSON, deflated (zlib) where it does not begin with a brace';
COMMENT ON COLUMN board_snapshot.places IS 'Ranks by competition ranking within the row''s section, estimated and deprecated rows counted: ten unsigned 16-bit numbers a row, little-endian, in the order of row_ids: row, family, maker, family in country, family with open weights, row in country, maker in country, row and maker with open weights, and flags (1 tied, 2 first of its family); 0 is none, 65535 that or a later one; empty where no row has a rank';
COMMENT ON COLUMN board_snapshot.row_ids IS 'board_state ids in the order of the capture';

CREATE VIEW board_now AS
SELECT b.key AS board, b.name AS board_name, s.captured_at, s.version, r.raw_name, r.model, r.family, r.variant, r.effort, r.maker,
       c.key AS company, r.country, r.score, r.estimated, r.deprecated, r.section, r.row_key, o.position AS source_position, r.record, b.attribution
FROM board b
JOIN LATERAL (
    SELECT * FROM board_snapshot x WHERE x.board_id = b.id AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1
) s ON true
CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position)
JOIN board_row r ON r.id = o.row_id
LEFT JOIN company c ON c.id = r.company_id;
COMMENT ON VIEW board_now IS 'The rows of the newest capture of every board that was not refused';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_writer') THEN
        GRANT USAGE ON SCHEMA public TO amw_writer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO amw_writer;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO amw_writer;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_reader') THEN
        GRANT USAGE ON SCHEMA public TO amw_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO amw_reader;
    END IF;
END $$;
