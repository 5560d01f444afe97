-- Learned templates of article pages, and the evidence that waits to become one.

CREATE TABLE template (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id       bigint NOT NULL REFERENCES source,
    host            text NOT NULL CHECK (host <> ''),
    digest          text NOT NULL CHECK (digest ~ '^[0-9a-f]{12}$'),
    definition      jsonb NOT NULL,
    pinned          boolean NOT NULL,
    pages           integer NOT NULL CHECK (pages >= 0),
    agreement       real NOT NULL CHECK (agreement BETWEEN 0 AND 1),
    valid_from      timestamptz NOT NULL,
    valid_to        timestamptz CHECK (valid_to >= valid_from),
    ended           text CHECK (ended <> ''),
    last_matched_at timestamptz,
    matched         integer NOT NULL DEFAULT 0 CHECK (matched >= 0),
    missed          integer NOT NULL DEFAULT 0 CHECK (missed >= 0),
    checked         integer NOT NULL DEFAULT 0 CHECK (checked >= 0),
    idle            integer NOT NULL DEFAULT 0 CHECK (idle >= 0),
    recent          text NOT NULL DEFAULT '' CHECK (recent ~ '^[+-]*$'),
    UNIQUE (source_id, host, digest, valid_from),
    CHECK ((valid_to IS NULL) = (ended IS NULL))
);
COMMENT ON TABLE template IS 'Where a publisher''s pages keep text and fields, as learned from several of them or pinned in the catalogue, and when that held';
COMMENT ON COLUMN template.agreement IS 'Mean F1 of the pages it was learned from, each read by what the others taught; 0 for a pinned one';
COMMENT ON COLUMN template.ended IS 'Why it is used no more: it no longer fits, disagrees with the general extractor, is no longer pinned';
COMMENT ON COLUMN template.idle IS 'Pages of its host read since it last fitted one';
COMMENT ON COLUMN template.recent IS 'The last pages of its host, oldest first: + it fitted, - none did';

CREATE TABLE template_page (
    source_id bigint NOT NULL REFERENCES source,
    host      text NOT NULL CHECK (host <> ''),
    url       text NOT NULL,
    seen_at   timestamptz NOT NULL,
    evidence  jsonb NOT NULL,
    PRIMARY KEY (source_id, host, url)
);
COMMENT ON TABLE template_page IS 'What single pages taught while their host waits for a template; the rows go when one is learned from them';
