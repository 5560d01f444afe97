-- The whole database, as a fresh install gets it. Postgres >= 15, no extension needed.
-- Times are timestamptz in UTC and end in _at; keys are bigint identities; text that has a form is checked.

-- ---------------------------------------------------------------- vocabulary

CREATE TABLE segment (
    key  text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9_]*$'),
    name text NOT NULL UNIQUE CHECK (name <> ''),
    position smallint NOT NULL
);
COMMENT ON TABLE segment IS 'Where in the AI market: the vocabulary of taxonomy.toml, horizontals first';

CREATE TABLE lens (
    key  text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9_]*$'),
    name text NOT NULL UNIQUE CHECK (name <> ''),
    position smallint NOT NULL
);
COMMENT ON TABLE lens IS 'Which map of a segment a story updates: the vocabulary of taxonomy.toml';

CREATE TABLE tag (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('category', 'event', 'hashtag', 'topic', 'country')),
    key  text NOT NULL CHECK (key <> '' AND length(key) <= 200),
    name text NOT NULL CHECK (name <> ''),
    UNIQUE (kind, key),
    CHECK (kind <> 'country' OR key ~ '^[A-Z]{2}$')
);
COMMENT ON TABLE tag IS 'Every tag that is not a segment or a lens: category and event from taxonomy.toml, hashtags (#FoundationModel), topics (foundation models) and countries as met';

CREATE TABLE catalogue_sync (
    name      text PRIMARY KEY,
    digest    text NOT NULL,
    synced_at timestamptz NOT NULL
);
COMMENT ON TABLE catalogue_sync IS 'Which edition of each catalogue file these tables hold, so that an unchanged one is not read in again';

-- ---------------------------------------------------------------- sources and what we know of their URLs

CREATE TABLE source (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key             text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9][a-z0-9_.-]*$'),
    name            text NOT NULL CHECK (name <> ''),
    kind            text NOT NULL CHECK (kind IN ('feed', 'sitemap', 'listing', 'page', 'board')),
    url             text NOT NULL CHECK (url ~ '^https?://'),
    country         text CHECK (country ~ '^[A-Z]{2}$'),
    language        text CHECK (language ~ '^[a-z]{2,3}$'),
    crawl_interval  interval NOT NULL DEFAULT '1 hour' CHECK (crawl_interval >= '1 minute'),
    enabled         boolean NOT NULL DEFAULT true,
    catalogue       jsonb NOT NULL DEFAULT '{}',
    next_crawl_at   timestamptz NOT NULL DEFAULT to_timestamp(0),
    last_crawl_at   timestamptz,
    failures        integer NOT NULL DEFAULT 0 CHECK (failures >= 0)
);
COMMENT ON TABLE source IS 'A place that publishes news or a leaderboard; the schedule of the workers is these rows';
COMMENT ON COLUMN source.catalogue IS 'The source''s row of sources.toml as last synchronised';
COMMENT ON COLUMN source.next_crawl_at IS 'Due when not in the future; moved on when a crawl ends';
COMMENT ON COLUMN source.failures IS 'Crawls in a row that failed';
CREATE INDEX source_due ON source (next_crawl_at) WHERE enabled;

CREATE TABLE crawl_run (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id   bigint NOT NULL REFERENCES source,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz CHECK (finished_at >= started_at),
    verdict     text CHECK (verdict IN ('complete', 'partial', 'suspect', 'failed')),
    reason      text,
    stats       jsonb NOT NULL DEFAULT '{}',
    CHECK ((finished_at IS NULL) = (verdict IS NULL))
);
COMMENT ON TABLE crawl_run IS 'Every crawl of a source and how it ended; a row without an end was cut and its work is still in page';
COMMENT ON COLUMN crawl_run.verdict IS 'complete; partial: some pages failed and will be tried again; suspect: fewer entries than the source declares; failed: nothing could be read';
CREATE INDEX crawl_run_source ON crawl_run (source_id, started_at DESC);

CREATE TABLE capture (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url          text NOT NULL,
    file         text NOT NULL CHECK (file <> ''),
    record_offset bigint NOT NULL CHECK (record_offset >= 0),
    digest       text NOT NULL,
    status       smallint NOT NULL,
    content_type text NOT NULL DEFAULT '',
    fetched_at   timestamptz NOT NULL,
    UNIQUE (file, record_offset)
);
COMMENT ON TABLE capture IS 'Where the raw bytes of a response are: WARC file (its name within the archive folder) and byte offset of the record';

CREATE TABLE page (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url           text NOT NULL UNIQUE CHECK (url ~ '^https?://' AND length(url) <= 4096),
    source_id     bigint NOT NULL REFERENCES source,
    kind          text NOT NULL CHECK (kind IN ('feed', 'sitemap', 'listing', 'article', 'board', 'other')),
    status        text NOT NULL CHECK (status IN ('pending', 'fetched', 'gone', 'failed', 'refused')),
    http_status   smallint,
    reason        text,
    etag          text,
    last_modified text,
    discovered_at timestamptz NOT NULL,
    fetched_at    timestamptz,
    next_fetch_at timestamptz,
    failures      integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    entry         jsonb NOT NULL DEFAULT '{}',
    article_id    bigint,
    capture_id    bigint REFERENCES capture,
    CHECK (status <> 'fetched' OR fetched_at IS NOT NULL)
);
COMMENT ON TABLE page IS 'What we know of a URL; the pending rows are the frontier, so a killed crawl goes on where it was';
COMMENT ON COLUMN page.entry IS 'What the feed, sitemap or listing said of the page when it was found';
COMMENT ON COLUMN page.etag IS 'Validator of the body that was stored, sent back as If-None-Match; moves only with what was found';
COMMENT ON COLUMN page.next_fetch_at IS 'NULL: not before something new is known of it';
CREATE INDEX page_frontier ON page (source_id, next_fetch_at) WHERE next_fetch_at IS NOT NULL;

-- ---------------------------------------------------------------- templates of article pages

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

-- ---------------------------------------------------------------- companies and models

CREATE TABLE company (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key       text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9][a-z0-9.-]*$'),
    name      text NOT NULL CHECK (name <> ''),
    kind      text NOT NULL CHECK (kind <> ''),
    country   text CHECK (country ~ '^[A-Z]{2}$'),
    parent_id bigint REFERENCES company CHECK (parent_id <> id),
    segments  text[] NOT NULL DEFAULT '{}',
    homepage  text CHECK (homepage ~ '^https?://')
);
COMMENT ON TABLE company IS 'The register of organisations: one row for one thing; a subsidiary is a row of its own with a parent';

CREATE TABLE company_name (
    company_id bigint NOT NULL REFERENCES company ON DELETE CASCADE,
    name       text NOT NULL CHECK (name <> ''),
    match_key  text NOT NULL,
    language   text NOT NULL DEFAULT '' CHECK (language ~ '^([a-z]{2,3})?$'),
    kind       text NOT NULL CHECK (kind <> ''),
    valid_from date,
    valid_to   date CHECK (valid_to >= valid_from),
    PRIMARY KEY (company_id, name)
);
COMMENT ON TABLE company_name IS 'Every name of a company with its kind (legal, trade, former, handle, product, misspelling) and when it was in use';
COMMENT ON COLUMN company_name.match_key IS 'The name as amw.companies.names.normalise folds it';
CREATE INDEX company_name_key ON company_name (match_key);

CREATE TABLE model (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         text NOT NULL UNIQUE CHECK (key <> ''),
    name        text NOT NULL CHECK (name <> ''),
    company_id  bigint REFERENCES company,
    family      text,
    version     text,
    variant     text,
    effort      text,
    licence     text,
    released_on date,
    registered  boolean NOT NULL DEFAULT true
);
COMMENT ON COLUMN model.registered IS 'False: met in a text or on a board in a known family''s spelling, not yet in the register';
COMMENT ON TABLE model IS 'AI models and model families; two variants are two rows, two spellings are one row with two names';
CREATE INDEX model_company ON model (company_id);

CREATE TABLE model_name (
    model_id  bigint NOT NULL REFERENCES model ON DELETE CASCADE,
    name      text NOT NULL CHECK (name <> ''),
    match_key text NOT NULL,
    board     text NOT NULL DEFAULT '',
    PRIMARY KEY (model_id, name, board)
);
COMMENT ON TABLE model_name IS 'Every spelling of a model; board is set where only that leaderboard writes it so';
CREATE INDEX model_name_key ON model_name (match_key);

CREATE TABLE name_queue (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          text NOT NULL CHECK (kind IN ('company', 'model')),
    name          text NOT NULL CHECK (name <> '' AND length(name) <= 300),
    context       text NOT NULL DEFAULT '',
    seen          integer NOT NULL DEFAULT 1 CHECK (seen > 0),
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    decision      text CHECK (decision IN ('same', 'new', 'ignore')),
    decided_key   text CHECK (decided_key <> ''),
    decided_at    timestamptz,
    ambiguous     boolean,
    UNIQUE (kind, name),
    CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CHECK ((decision = 'same') <= (decided_key IS NOT NULL))
);
COMMENT ON TABLE name_queue IS 'Names nobody could be sure of: a person decides, nothing is merged on a guess';
COMMENT ON COLUMN name_queue.ambiguous IS 'What the reviewer says: the decided name is a word too and counts with context alone; null leaves it to the stored texts';
CREATE INDEX name_queue_open ON name_queue (kind, seen DESC) WHERE decision IS NULL;

-- ---------------------------------------------------------------- articles

CREATE TABLE article (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url              text NOT NULL UNIQUE CHECK (url ~ '^https?://' AND length(url) <= 4096),
    source_id        bigint NOT NULL REFERENCES source,
    origin           text NOT NULL CHECK (origin IN ('page', 'feed', 'board')),
    title            text NOT NULL CHECK (title <> ''),
    text             text NOT NULL DEFAULT '',
    lead             text,
    published_at     timestamptz,
    modified_at      timestamptz,
    first_seen_at    timestamptz NOT NULL,
    fetched_at       timestamptz NOT NULL,
    language         text CHECK (language ~ '^[a-z]{2,3}$'),
    authors          text[] NOT NULL DEFAULT '{}',
    image            text,
    site_name        text,
    section          text,
    keywords         text[] NOT NULL DEFAULT '{}',
    paywalled        boolean,
    digest           text NOT NULL,
    derived_digest   text NOT NULL,
    version          integer NOT NULL DEFAULT 1 CHECK (version > 0),
    form             text CHECK (form IN ('story', 'listing', 'newsletter', 'empty')),
    relevant         boolean,
    category         text CHECK (category <> ''),
    segment          text REFERENCES segment,
    lens             text REFERENCES lens,
    event            text CHECK (event <> ''),
    reading_minutes  integer CHECK (reading_minutes > 0),
    novelty          real CHECK (novelty BETWEEN 0 AND 1),
    novelty_parts    jsonb,
    significance     real CHECK (significance BETWEEN 0 AND 1),
    significance_parts jsonb,
    amw_read         text,
    amw_read_facts   jsonb,
    provenance       jsonb NOT NULL DEFAULT '{}',
    tag_evidence     jsonb NOT NULL DEFAULT '{}',
    capture_id       bigint REFERENCES capture,
    outlet           text CHECK (outlet <> ''),
    weight           real CHECK (weight BETWEEN 0 AND 1),
    CHECK (published_at IS NULL OR published_at <= fetched_at + interval '1 day'),
    CHECK (novelty IS NULL OR novelty_parts IS NOT NULL),
    CHECK (significance IS NULL OR significance_parts IS NOT NULL),
    CHECK (amw_read IS NULL OR amw_read_facts IS NOT NULL)
) WITH (fillfactor = 50); -- written and then assessed: where the row has room beside itself no index is written twice
COMMENT ON TABLE article IS 'The current text of one report of one source (schema.org NewsArticle) with its tags and scores';
COMMENT ON COLUMN article.weight IS 'What the report alone weighs in significance, whatever else is stored: its event and its money; NULL: stored before this was kept';
COMMENT ON COLUMN article.outlet IS 'Who tells it, whichever source led to it: the source on whose site it stands, by key, else the name in its feed, else the host; NULL: stored before this was kept';
COMMENT ON COLUMN article.origin IS 'page: from the article page; feed: the page could not be had, so from the feed entry; board: written by the engine from a leaderboard';
COMMENT ON COLUMN article.digest IS 'SHA-256 of title and text as stored, the lead where there is no text, hex; equal digests are the same version';
COMMENT ON COLUMN article.derived_digest IS 'SHA-256 of everything the stages derived from the text, hex; equal means nothing to rewrite';
COMMENT ON COLUMN article.form IS 'Whether the text is one story, a page of links, a newsletter of many stories, or nothing to read';
COMMENT ON COLUMN article.relevant IS 'Whether it is about the AI market; NULL: not known';
COMMENT ON COLUMN article.novelty IS '0..1 with its components in novelty_parts; NULL when a component could not be computed';
COMMENT ON COLUMN article.amw_read IS 'One sentence made from facts only; every clause names its rows in amw_read_facts';
COMMENT ON COLUMN article.provenance IS 'Field -> how it was found';
CREATE INDEX article_time ON article (published_at DESC NULLS LAST);
CREATE INDEX article_map ON article (segment, lens, published_at DESC);
CREATE INDEX article_segment ON article (segment, published_at DESC) WHERE segment IS NOT NULL;
CREATE INDEX article_source ON article (source_id, first_seen_at DESC);

CREATE FUNCTION as_read(title text, text text, lead text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN title || chr(10) || coalesce(nullif(text, ''), lead, '');
COMMENT ON FUNCTION as_read(text, text, text) IS 'What spans of an article count in: title, newline, and the text, the lead where no text is known';

ALTER TABLE page ADD CONSTRAINT page_article FOREIGN KEY (article_id) REFERENCES article;

CREATE TABLE article_version (
    article_id   bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    version      integer NOT NULL CHECK (version > 0),
    digest       text NOT NULL,
    title        text NOT NULL,
    text         text NOT NULL,
    published_at timestamptz,
    modified_at  timestamptz,
    valid_from   timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    changed      text[] NOT NULL DEFAULT '{}',
    changes      jsonb NOT NULL DEFAULT '{}',
    capture_id   bigint REFERENCES capture,
    lead         text,
    read_by      text,
    PRIMARY KEY (article_id, version)
);
COMMENT ON TABLE article_version IS 'Every text seen of an article, or summary where there was no text; as known at T is the newest version with seen_at <= T';
COMMENT ON COLUMN article_version.lead IS 'The summary seen where there was no text; NULL beside a text, and of versions stored before it was kept';
COMMENT ON COLUMN article_version.read_by IS 'The code that last read this text so, a digest of it, and how ("blocks", "template" with its digest, "entry"); NULL of versions stored before it was kept';
COMMENT ON COLUMN article_version.valid_from IS 'When the source says the text became so (modified, else published), else when it was first seen';
COMMENT ON COLUMN article_version.changed IS 'What differs from the version before: headline, amount, date, correction, added, removed';

CREATE TABLE article_company (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    company_id bigint NOT NULL REFERENCES company,
    role       text NOT NULL CHECK (role IN ('primary', 'secondary', 'investor', 'mention')),
    mentions   integer NOT NULL CHECK (mentions >= 0),
    told_at    timestamptz NOT NULL,
    PRIMARY KEY (article_id, company_id)
);
COMMENT ON TABLE article_company IS 'Which companies an article is about, in which role, how often it names them (0: it stands on the company''s own site)';
COMMENT ON COLUMN article_company.told_at IS 'When the article was published, else first seen';
CREATE INDEX article_company_company ON article_company (company_id, told_at DESC, article_id DESC);

CREATE TABLE article_model (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    model_id   bigint NOT NULL REFERENCES model,
    mentions   integer NOT NULL CHECK (mentions > 0),
    told_at    timestamptz NOT NULL,
    PRIMARY KEY (article_id, model_id)
);
COMMENT ON TABLE article_model IS 'Which models an article names, how often';
COMMENT ON COLUMN article_model.told_at IS 'When the article was published, else first seen';
CREATE INDEX article_model_model ON article_model (model_id, told_at DESC, article_id DESC);

CREATE TABLE article_tag (
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    tag_id     bigint NOT NULL REFERENCES tag,
    position   smallint NOT NULL DEFAULT 0,
    PRIMARY KEY (article_id, tag_id)
);
COMMENT ON TABLE article_tag IS 'Category, event, hashtags and countries of an article; the evidence spans are in article.tag_evidence';
CREATE INDEX article_tag_tag ON article_tag (tag_id, article_id DESC);

CREATE TABLE amount (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('raised', 'sought', 'valuation', 'price', 'revenue', 'capex', 'other')),
    value      numeric NOT NULL CHECK (value >= 0),
    currency   text CHECK (currency ~ '^[A-Z]{3}$'),
    usd        numeric CHECK (usd >= 0),
    rate_on    date,
    start_at   integer NOT NULL CHECK (start_at >= 0),
    end_at     integer NOT NULL,
    surface    text NOT NULL,
    UNIQUE (article_id, start_at, end_at, kind),
    CHECK (end_at > start_at),
    CHECK (rate_on IS NULL OR usd IS NOT NULL)
);
COMMENT ON TABLE amount IS 'Money an article speaks of; start_at and end_at are character offsets in title, newline, text';
COMMENT ON COLUMN amount.usd IS 'US dollars: as the text states them, else by the reference rate of the day; NULL when there is none';
COMMENT ON COLUMN amount.rate_on IS 'The day of the reference rate behind usd; NULL where the text states the dollars or there are none';

CREATE TABLE currency_rate (
    day      date NOT NULL,
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    per_euro numeric NOT NULL CHECK (per_euro > 0),
    PRIMARY KEY (day, currency)
);
COMMENT ON TABLE currency_rate IS 'Units of a currency for one euro: reference rates of the European Central Bank for the days after the table that the package ships';

CREATE TABLE event (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id     bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    kind           text NOT NULL CHECK (kind <> ''),
    company_id     bigint REFERENCES company,
    counterparties bigint[] NOT NULL DEFAULT '{}',
    amount_id      bigint REFERENCES amount ON DELETE SET NULL,
    happened_on    date,
    status         text CHECK (status IN ('reported', 'in_talks', 'announced', 'closed', 'denied')),
    position       smallint NOT NULL,
    company_name   text CHECK (company_name <> ''),
    counterparty_names text[] NOT NULL DEFAULT '{}',
    undisclosed    boolean NOT NULL DEFAULT false,
    start_at       integer CHECK (start_at >= 0),
    end_at         integer,
    UNIQUE (article_id, position),
    CHECK (company_name IS NULL OR company_id IS NULL),
    CHECK (end_at > start_at)
);
COMMENT ON TABLE event IS 'What happened, said so that a machine can use it: who, what, how much, with whom, when, how certain';
COMMENT ON COLUMN event.company_name IS 'The company as the text names it where the register has none of that name: proposed, not resolved';
COMMENT ON COLUMN event.counterparty_names IS 'Counterparties that the register does not know, as the text names them';
COMMENT ON COLUMN event.undisclosed IS 'Whether the text says that the sum is not told';
COMMENT ON COLUMN event.start_at IS 'The words that name the event: character offsets in title, newline, text, up to end_at';
CREATE INDEX event_company ON event (company_id, kind, happened_on DESC) INCLUDE (article_id, status);

-- ---------------------------------------------------------------- stories

CREATE TABLE story (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lead_article_id    bigint REFERENCES article,
    first_published_at timestamptz,
    last_published_at  timestamptz,
    created_at         timestamptz NOT NULL,
    merged_into        bigint REFERENCES story CHECK (merged_into <> id)
);
COMMENT ON TABLE story IS 'One event as told by any number of reports; ids are stable: a merged story stays and points on';
CREATE INDEX story_time ON story (last_published_at DESC NULLS LAST) WHERE merged_into IS NULL;

CREATE TABLE story_article (
    article_id         bigint PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    story_id           bigint NOT NULL REFERENCES story,
    relation           text NOT NULL CHECK (relation IN ('new', 'duplicate', 'same_story', 'update')),
    score              real,
    nearest_article_id bigint REFERENCES article,
    evidence           jsonb NOT NULL DEFAULT '{}',
    placed_at          timestamptz NOT NULL
);
COMMENT ON TABLE story_article IS 'Which story a report belongs to, why, and the report it is nearest to; nothing is ever deleted';
CREATE INDEX story_article_story ON story_article (story_id, article_id);
CREATE INDEX story_article_nearest ON story_article (nearest_article_id);

CREATE TABLE article_report (
    article_id bigint PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    facts      jsonb NOT NULL
);
COMMENT ON TABLE article_report IS 'What a report says as it is judged (amw.stories.past.Report), less its place in its story';

CREATE TABLE report_judged (
    sole       boolean PRIMARY KEY DEFAULT true CHECK (sole),
    article_id bigint NOT NULL
);
COMMENT ON TABLE report_judged IS 'One row: up to which article the reports that are younger than it have been judged again';
INSERT INTO report_judged (article_id) VALUES (0);

CREATE TABLE story_link (
    from_story_id bigint NOT NULL REFERENCES story,
    to_story_id   bigint NOT NULL REFERENCES story CHECK (to_story_id <> from_story_id),
    kind          text NOT NULL CHECK (kind IN ('continues', 'corrects', 'contradicts', 'follows')),
    score         real NOT NULL CHECK (score BETWEEN 0 AND 1),
    evidence      text NOT NULL CHECK (evidence <> ''),
    PRIMARY KEY (from_story_id, to_story_id)
);
COMMENT ON TABLE story_link IS 'The thread of a story: from the later story to the earlier one, with the reason in words';
CREATE INDEX story_link_to ON story_link (to_story_id);

CREATE TABLE story_signature (
    position   bigint PRIMARY KEY,
    article_id bigint NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE,
    digest     bigint,
    url_key    bigint,
    body       bytea NOT NULL
);
COMMENT ON TABLE story_signature IS 'What grouping knows of a report, packed; position counts arrivals without a gap';
COMMENT ON COLUMN story_signature.digest IS '64-bit hash of folded title and text; NULL for an empty report';
CREATE INDEX story_signature_digest ON story_signature (digest, position) WHERE digest IS NOT NULL;
CREATE INDEX story_signature_url_key ON story_signature (url_key, position) WHERE url_key IS NOT NULL;

CREATE TABLE story_posting (
    key      integer NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (key, position)
);
COMMENT ON TABLE story_posting IS 'Inverted index of grouping: which reports carry a term, company, model or number, by 32-bit hash; the latest are read';

CREATE TABLE story_statistic (
    sole      boolean PRIMARY KEY DEFAULT true CHECK (sole),
    position  bigint NOT NULL DEFAULT 0,
    epoch     integer NOT NULL DEFAULT 0,
    documents bigint NOT NULL DEFAULT 0,
    checksum  bigint NOT NULL DEFAULT 0,
    frequency bytea,
    since     bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE story_statistic IS 'One row: how often terms occur, hashed and packed, renewed every few hundred reports; frequency NULL: the background of the package';
COMMENT ON COLUMN story_statistic.position IS 'The next position to give out';
COMMENT ON COLUMN story_statistic.since IS 'The first position whose signature has the present form; earlier reports keep their stories and are compared no more';

CREATE TABLE story_change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('merge', 'split')),
    source_id   bigint NOT NULL REFERENCES story,
    target_id   bigint NOT NULL REFERENCES story CHECK (target_id <> source_id),
    article_ids bigint[] NOT NULL,
    reason      text NOT NULL CHECK (reason <> ''),
    changed_at  timestamptz NOT NULL
);
COMMENT ON TABLE story_change IS 'Log of merges and splits: which reports left one story for another, when and why';
CREATE INDEX story_change_source ON story_change (source_id);
CREATE INDEX story_change_target ON story_change (target_id);

-- ---------------------------------------------------------------- leaderboards

CREATE TABLE board (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         text NOT NULL UNIQUE CHECK (key ~ '^[a-z][a-z0-9_]*$'),
    name        text NOT NULL CHECK (name <> ''),
    url         text NOT NULL CHECK (url ~ '^https?://'),
    attribution text NOT NULL DEFAULT '',
    licence     text NOT NULL DEFAULT '',
    floor_rows  integer NOT NULL CHECK (floor_rows > 0)
);
COMMENT ON TABLE board IS 'A leaderboard; attribution is shown wherever its numbers are';
COMMENT ON COLUMN board.floor_rows IS 'A capture with fewer rows is refused, never published';

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
    record       jsonb NOT NULL,
    number       integer NOT NULL CHECK (number >= 0),
    labels       text GENERATED ALWAYS AS (left(lower(row_key || chr(10) || raw_name || chr(10) || coalesce(model, '') || chr(10) || coalesce(model_key, '') || chr(10) || coalesce(family, '')), 500)) STORED,
    brief        text GENERATED ALWAYS AS ((record - 'extra')::text) STORED,
    UNIQUE (board_id, number)
);
COMMENT ON TABLE board_line IS 'Who a row of a board is: its names, maker and country, and the whole row as it was when it was first named so';
COMMENT ON COLUMN board_line.row_key IS 'The board''s own stable id where it has one, else the raw name';
COMMENT ON COLUMN board_line.record IS 'The row: metrics, prices in US dollars per million tokens, dates, and every source column that has no name here, but what is measured anew every day';
COMMENT ON COLUMN board_line.brief IS 'The row without the columns of its source that have no name here, as text';
COMMENT ON COLUMN board_line.labels IS 'Every name of the line in small letters, one to a line of text, 500 characters of them: what a model is looked for in';
COMMENT ON COLUMN board_line.number IS 'Counts the lines of a board from 0, in the order in which they were met';
CREATE INDEX board_line_key ON board_line (board_id, row_key);
CREATE INDEX board_line_labels ON board_line (board_id) INCLUDE (labels, id); -- read instead of the lines, which are twenty times as wide
CREATE INDEX board_line_model ON board_line (model_id) WHERE model_id IS NOT NULL;

CREATE TABLE board_state (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line_id    bigint NOT NULL REFERENCES board_line,
    digest     uuid NOT NULL,
    score      double precision,
    estimated  boolean NOT NULL DEFAULT false,
    deprecated boolean NOT NULL DEFAULT false,
    record     jsonb NOT NULL DEFAULT '{}',
    first_party boolean,
    UNIQUE (line_id, digest)
);
COMMENT ON TABLE board_state IS 'Each distinct row ever seen on a board, once: an unchanged row of a later capture is the same state of the same line';
COMMENT ON COLUMN board_state.record IS 'What the row has other than its line, "-" listing the paths that are gone; empty where it is as the line was first';
COMMENT ON COLUMN board_state.first_party IS 'Whether the price is of the model''s own maker; null where the board does not say';

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

CREATE VIEW board_row AS
SELECT s.id, l.board_id, s.line_id, s.digest, l.section, l.row_key, l.raw_name, l.model, l.model_key, l.model_id, l.family, l.variant, l.effort,
       l.maker, l.maker_key, l.company_id, l.country, s.score, s.estimated, s.deprecated, l.open_weights, board_record(l.record, s.record) AS record
FROM board_state s JOIN board_line l ON l.id = s.line_id;
COMMENT ON VIEW board_row IS 'Each distinct row ever seen on a board, whole';

CREATE TABLE board_snapshot (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    board_id    bigint NOT NULL REFERENCES board,
    captured_at timestamptz NOT NULL,
    version     text,
    digest      text NOT NULL,
    verdict     text NOT NULL CHECK (verdict IN ('ok', 'flagged', 'refused')),
    reasons     text[] NOT NULL DEFAULT '{}',
    leftovers   jsonb NOT NULL DEFAULT '{}',
    record      jsonb NOT NULL DEFAULT '{}',
    row_ids     bigint[] NOT NULL DEFAULT '{}',
    speeds      bytea NOT NULL DEFAULT '{}',
    places      bytea STORAGE EXTERNAL NOT NULL DEFAULT '',
    counts      jsonb NOT NULL DEFAULT '[]',
    url         text NOT NULL,
    capture_id  bigint REFERENCES capture,
    lines       bytea NOT NULL DEFAULT '',
    UNIQUE (board_id, captured_at, digest)
);
COMMENT ON TABLE board_snapshot IS 'One capture of a board: the ordered list of its rows; a refused one is kept and never shown or compared';
COMMENT ON COLUMN board_snapshot.record IS 'Whether the whole board was shown, which metric ranks and in which direction, and what else the capture says of itself';
COMMENT ON COLUMN board_snapshot.row_ids IS 'board_state ids in the order of the capture';
COMMENT ON COLUMN board_snapshot.lines IS 'Which lines of the board the capture has: bit number mod 8, from the least, of byte number / 8';
COMMENT ON COLUMN board_snapshot.speeds IS 'What is measured anew every day: for each measure one value a row, in the order of row_ids; JSON, deflated (zlib) where it does not begin with a brace';
COMMENT ON COLUMN board_snapshot.places IS 'Ranks by competition ranking within the row''s section, estimated and deprecated rows counted: ten unsigned 16-bit numbers a row, little-endian, in the order of the numbers of their lines: row, family, maker, family in country, family with open weights, row in country, maker in country, row and maker with open weights, and flags (1 tied, 2 first of its family); 0 is none, 65535 that or a later one; empty where no row has a rank';
COMMENT ON COLUMN board_snapshot.counts IS 'Of how many: [section, {country ("" for all): {kind of rank: number}}] in the order of the sections';
CREATE INDEX board_snapshot_time ON board_snapshot (board_id, captured_at DESC) WHERE verdict <> 'refused';

CREATE VIEW board_capture AS
SELECT s.id, s.board_id, b.key AS board, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds,
       (SELECT '[' || coalesce(string_agg('[' || l.record::text || ',' || r.record::text || ']', ',' ORDER BY o.position), '') || ']'
        FROM unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position) JOIN board_state r ON r.id = o.row_id JOIN board_line l ON l.id = r.line_id) AS records
FROM board_snapshot s JOIN board b ON b.id = s.board_id;
COMMENT ON VIEW board_capture IS 'Each capture of a board with its rows in order as they are stored, line and difference, as one text of JSON';

CREATE TABLE board_turn (
    line_id     bigint NOT NULL REFERENCES board_line,
    since       timestamptz NOT NULL,
    snapshot_id bigint NOT NULL REFERENCES board_snapshot,
    state_id    bigint NOT NULL REFERENCES board_state,
    PRIMARY KEY (line_id, since, snapshot_id)
);
COMMENT ON TABLE board_turn IS 'From which capture on a line is in which state, until its next turn; whether a capture has the line at all its lines say';

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

CREATE VIEW board_move AS
SELECT s.board_id, s.before_id, s.after_id, m.value ->> 'kind' AS kind, m.value ->> 'key' AS row_key, (m.ordinality - 1)::integer AS position,
       m.value ->> 'evidence' AS evidence, m.value - '{kind,key,evidence}'::text[] AS record
FROM board_step s CROSS JOIN LATERAL jsonb_array_elements(s.record) WITH ORDINALITY m;
COMMENT ON VIEW board_move IS 'What changed between two captures of a board, one thing a row, with the sentence that says so';

CREATE TABLE claim (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id  bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    board       text,
    model_id    bigint REFERENCES model,
    company_id  bigint REFERENCES company,
    kind        text NOT NULL CHECK (kind IN ('rank', 'score', 'comparison', 'lead')),
    scope       text,
    value       text,
    start_at    integer NOT NULL CHECK (start_at >= 0),
    end_at      integer NOT NULL,
    position    smallint NOT NULL,
    verdict     text NOT NULL CHECK (verdict IN ('supported', 'contradicted', 'imprecise', 'not_checkable')),
    rank_kind   text,
    snapshot_id bigint REFERENCES board_snapshot,
    evidence    text NOT NULL DEFAULT '',
    record      jsonb NOT NULL,
    UNIQUE (article_id, position),
    CHECK (end_at > start_at),
    CHECK (verdict NOT IN ('supported', 'contradicted') OR snapshot_id IS NOT NULL)
);
COMMENT ON TABLE claim IS 'What an article says of a board, held against the capture that was valid when it was published';
CREATE INDEX claim_board ON claim (split_part(board, '/', 1), article_id);

-- ---------------------------------------------------------------- what was not stored, and what changed

CREATE TABLE rejected (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id    bigint REFERENCES source,
    url          text NOT NULL,
    stage        text NOT NULL CHECK (stage <> ''),
    reason       text NOT NULL CHECK (reason <> ''),
    detail       text NOT NULL DEFAULT '',
    raw          jsonb NOT NULL DEFAULT '{}',
    capture_id   bigint REFERENCES capture,
    rejected_at  timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    seen         integer NOT NULL DEFAULT 1 CHECK (seen > 0),
    UNIQUE (url, stage, reason, detail)
);
COMMENT ON TABLE rejected IS 'Everything that was found and not stored, with the stage, the reason and the raw facts';

CREATE TABLE change (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind       text NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    entity     text NOT NULL,
    entity_id  bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    payload    jsonb NOT NULL
);
COMMENT ON TABLE change IS 'The outbox: every write of what readers see, in the transaction that made it';
COMMENT ON COLUMN change.xid IS 'Readers go by (xid, seq) below the oldest running transaction, so a late commit is never skipped';
CREATE INDEX change_cursor ON change (xid, seq);

CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
COMMENT ON FUNCTION record_change() IS 'Writes the changed row, less its long fields, to change; its argument names the key column';

-- What is written by the batch tells of itself statement by statement: a call a row cost as much as the rows.
CREATE FUNCTION record_inserts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change (kind, entity, entity_id, payload)
    SELECT 'insert', TG_TABLE_NAME, (fields ->> TG_ARGV[0])::bigint, fields FROM (SELECT to_jsonb(i) AS fields FROM inserted i) t;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION record_inserts() IS 'Writes the rows of one statement, which have no long fields, to change; its argument names the key column';

-- An article is written and then assessed in one transaction: at its end there is one change to tell, with the row as it is by then.
CREATE FUNCTION record_article_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told article;
BEGIN
    IF TG_OP = 'DELETE' THEN
        told := OLD;
    ELSIF TG_OP = 'UPDATE' AND OLD.xmin = pg_current_xact_id()::xid THEN
        RETURN NULL; -- this transaction wrote the row before, and tells of it once
    ELSE
        SELECT * INTO told FROM article a WHERE a.id = NEW.id;
        IF NOT FOUND OR TG_OP = 'UPDATE' AND told IS NOT DISTINCT FROM OLD THEN
            RETURN NULL;
        END IF;
    END IF;
    told.text := NULL; -- what is long is not unpacked to be left out
    told.provenance := NULL;
    told.tag_evidence := NULL;
    INSERT INTO change (kind, entity, entity_id, payload)
    VALUES (lower(TG_OP), 'article', told.id, to_jsonb(told) - '{text,provenance,tag_evidence}'::text[]);
    RETURN NULL;
END $$;
COMMENT ON FUNCTION record_article_change() IS 'Writes an article as it is at the end of the transaction, less its long fields, to change';

CREATE CONSTRAINT TRIGGER article_change AFTER INSERT OR UPDATE OR DELETE ON article DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION record_article_change();
CREATE TRIGGER story_change AFTER UPDATE OR DELETE ON story FOR EACH ROW EXECUTE FUNCTION record_change('id');
CREATE TRIGGER story_insert AFTER INSERT ON story REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION record_inserts('id');
CREATE TRIGGER story_article_change AFTER UPDATE OR DELETE ON story_article FOR EACH ROW EXECUTE FUNCTION record_change('article_id');
CREATE TRIGGER story_article_insert AFTER INSERT ON story_article REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION record_inserts('article_id');
CREATE TRIGGER story_link_change AFTER INSERT OR UPDATE OR DELETE ON story_link FOR EACH ROW EXECUTE FUNCTION record_change('from_story_id');
CREATE TRIGGER company_change AFTER INSERT OR UPDATE OR DELETE ON company FOR EACH ROW EXECUTE FUNCTION record_change('id');
CREATE TRIGGER model_change AFTER INSERT OR UPDATE OR DELETE ON model FOR EACH ROW EXECUTE FUNCTION record_change('id');
CREATE TRIGGER board_snapshot_change AFTER INSERT OR UPDATE OR DELETE ON board_snapshot FOR EACH ROW EXECUTE FUNCTION record_change('id');
CREATE TRIGGER board_step_change AFTER INSERT OR UPDATE OR DELETE ON board_step FOR EACH ROW EXECUTE FUNCTION record_change('after_id');
CREATE TRIGGER claim_change AFTER INSERT OR UPDATE OR DELETE ON claim FOR EACH ROW EXECUTE FUNCTION record_change('id');

-- ---------------------------------------------------------------- views for readers

-- Subqueries, not joins: a query asks for one or two of the columns, and what it joins beside them is planned in half of the time.
CREATE VIEW article_outlet AS
SELECT a.id AS article_id, coalesce(a.outlet, (SELECT s.key FROM source s WHERE s.id = a.source_id)) AS key,
       coalesce((SELECT s.name FROM source s WHERE s.key = a.outlet), a.outlet, (SELECT s.name FROM source s WHERE s.id = a.source_id)) AS name,
       CASE WHEN a.outlet IS NULL THEN (SELECT s.country FROM source s WHERE s.id = a.source_id)
            ELSE (SELECT s.country FROM source s WHERE s.key = a.outlet) END AS country
FROM article a;
COMMENT ON VIEW article_outlet IS 'Who tells each article, whichever source led to it, with the name and country that the catalogue has for them';

CREATE VIEW story_now AS
SELECT s.id AS story_id, a.id AS article_id, a.title, a.url, o.name AS source, a.published_at, a.language,
       a.category, seg.name AS segment, l.name AS lens, a.event, a.reading_minutes,
       a.amw_read, a.novelty, a.significance,
       (SELECT count(*) FROM story_article sa WHERE sa.story_id = s.id) AS reports,
       (SELECT count(DISTINCT b.key) FROM story_article sa JOIN article_outlet b ON b.article_id = sa.article_id WHERE sa.story_id = s.id) AS outlets,
       ARRAY(SELECT t.key FROM article_tag x JOIN tag t ON t.id = x.tag_id WHERE x.article_id = a.id AND t.kind = 'country' ORDER BY x.position) AS countries,
       ARRAY(SELECT t.name FROM article_tag x JOIN tag t ON t.id = x.tag_id WHERE x.article_id = a.id AND t.kind = 'hashtag' ORDER BY x.position) AS hashtags,
       ARRAY(SELECT t.name FROM article_tag x JOIN tag t ON t.id = x.tag_id WHERE x.article_id = a.id AND t.kind = 'topic' ORDER BY x.position) AS topics,
       ARRAY(SELECT c.name FROM article_company x JOIN company c ON c.id = x.company_id WHERE x.article_id = a.id
             ORDER BY array_position('{primary,secondary,investor,mention}', x.role), x.mentions DESC, c.name) AS companies,
       ARRAY(SELECT m.name FROM article_model x JOIN model m ON m.id = x.model_id WHERE x.article_id = a.id ORDER BY x.mentions DESC, m.name) AS models,
       s.first_published_at, s.last_published_at
FROM story s
JOIN article a ON a.id = s.lead_article_id
JOIN article_outlet o ON o.article_id = a.id
LEFT JOIN segment seg ON seg.key = a.segment
LEFT JOIN lens l ON l.key = a.lens
WHERE s.merged_into IS NULL;
COMMENT ON VIEW story_now IS 'Every story as it stands: its leading report with tags, scores, companies and models';
COMMENT ON COLUMN story_now.article_id IS 'The leading report, whose title, tags and scores the story shows; text, lead and authors are in article';
COMMENT ON COLUMN story_now.source IS 'The name of the outlet of the leading report';
COMMENT ON COLUMN story_now.published_at IS 'When the leading report was published';
COMMENT ON COLUMN story_now.novelty IS '0 to 1: how little of it was told before';
COMMENT ON COLUMN story_now.significance IS '0 to 1: how much it matters to the AI market; null where it could not be judged';
COMMENT ON COLUMN story_now.reports IS 'Articles that tell the story';
COMMENT ON COLUMN story_now.outlets IS 'Outlets that tell it, each once';
COMMENT ON COLUMN story_now.companies IS 'Names, those that act first, then by mentions';
COMMENT ON COLUMN story_now.last_published_at IS 'When its newest report was published';

CREATE VIEW board_now AS
SELECT x.board, x.board_name, x.captured_at, x.version, x.raw_name, x.model, x.family, x.variant, x.effort, x.maker, x.company, x.country, x.score,
       x.estimated, x.deprecated, x.section, x.row_key, x.source_position, x.record, x.attribution,
       nullif(get_byte(x.ranks, 0) + 256 * get_byte(x.ranks, 1), 0) AS rank, nullif(get_byte(x.ranks, 2) + 256 * get_byte(x.ranks, 3), 0) AS family_rank,
       nullif(get_byte(x.ranks, 4) + 256 * get_byte(x.ranks, 5), 0) AS maker_rank, nullif(get_byte(x.ranks, 6) + 256 * get_byte(x.ranks, 7), 0) AS country_rank
FROM (
    SELECT b.key AS board, b.name AS board_name, s.captured_at, s.version, r.raw_name, r.model, r.family, r.variant, r.effort, r.maker,
           c.key AS company, r.country, r.score, r.estimated, r.deprecated, r.section, r.row_key, o.position AS source_position, r.record, b.attribution,
           CASE WHEN s.places <> '' THEN
               substring(s.places FROM 20 * row_number() OVER (PARTITION BY b.key ORDER BY l.number, o.position)::int - 19 FOR 8) END AS ranks
    FROM board b
    JOIN LATERAL (
        SELECT y.captured_at, y.version, y.row_ids, y.places FROM board_snapshot y
        WHERE y.board_id = b.id AND y.verdict <> 'refused' ORDER BY y.captured_at DESC, y.id DESC LIMIT 1
    ) s ON true
    CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position)
    JOIN board_row r ON r.id = o.row_id
    JOIN board_line l ON l.id = r.line_id
    LEFT JOIN company c ON c.id = r.company_id
) x;
COMMENT ON VIEW board_now IS 'The rows of the newest capture of every board that was not refused';
COMMENT ON COLUMN board_now.family IS 'The model whatever its effort or variant; family_rank counts each family by its best row';
COMMENT ON COLUMN board_now.company IS 'company.key of the maker, null where the register does not know it';
COMMENT ON COLUMN board_now.score IS 'The metric that ranks, in the board''s own unit';
COMMENT ON COLUMN board_now.section IS 'The part of the board that the row belongs to, each ranked by itself; empty where it has none';
COMMENT ON COLUMN board_now.row_key IS 'The board''s own stable id of the row where it has one, else the raw name';
COMMENT ON COLUMN board_now.source_position IS 'The row''s place in the capture as it was sent, from 1: no rank';
COMMENT ON COLUMN board_now.record IS 'The whole row: metrics, prices in US dollars per million tokens, dates, and what has no name here';
COMMENT ON COLUMN board_now.attribution IS 'To be shown wherever the numbers are';
COMMENT ON COLUMN board_now.rank IS 'Among the rows of its section, equal scores sharing the better rank, estimated and deprecated rows counted; null where it has no score';
COMMENT ON COLUMN board_now.maker_rank IS 'The row''s maker among makers, each by its best family';
COMMENT ON COLUMN board_now.country_rank IS 'The row''s family among those of its maker''s country';

CREATE VIEW company_now AS
SELECT c.id AS company_id, c.key, c.name, c.kind, c.country, p.key AS parent, c.segments, c.homepage,
       ARRAY(SELECT n.name FROM company_name n WHERE n.company_id = c.id ORDER BY n.kind, n.name) AS names,
       (SELECT count(*) FROM article_company x WHERE x.company_id = c.id) AS articles,
       (SELECT max(a.published_at) FROM article_company x JOIN article a ON a.id = x.article_id WHERE x.company_id = c.id) AS last_published_at
FROM company c
LEFT JOIN company p ON p.id = c.parent_id;
COMMENT ON VIEW company_now IS 'The register with how often and when each company was last in the news';
COMMENT ON COLUMN company_now.key IS 'The company''s key in every table, feed and address';
COMMENT ON COLUMN company_now.parent IS 'company.key of the company that it belongs to';
COMMENT ON COLUMN company_now.names IS 'Every name it is known by, in any language, former ones too';
COMMENT ON COLUMN company_now.articles IS 'Articles that name it';

-- ---------------------------------------------------------------- roles (made before, where the server lets us)

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
