-- What the command line looks up, and the pages share: stories, articles, companies, names, boards, changes; as known now or then.

-- ---------------------------------------------------------------- stories

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

-- ---------------------------------------------------------------- articles

-- name: article_claims
-- The claims of an article with their verdicts and the capture they were held against.
SELECT c.board, m.name AS model, co.name AS company, c.kind, c.scope, c.value, c.verdict, c.rank_kind, c.evidence, s.captured_at,
    k.file AS capture_file, k.record_offset AS capture_offset
FROM claim c LEFT JOIN model m ON m.id = c.model_id LEFT JOIN company co ON co.id = c.company_id
LEFT JOIN board_snapshot s ON s.id = c.snapshot_id LEFT JOIN capture k ON k.id = s.capture_id
WHERE c.article_id = %(id)s ORDER BY c.position;

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

-- ---------------------------------------------------------------- as known at a moment

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

-- name: company_standings_at
-- A company's best row on each board's newest capture at a moment, with its rank among makers.
SELECT b.key AS board, s.captured_at, k.model, k.score, k.rank FROM board b
JOIN LATERAL (SELECT * FROM board_snapshot x WHERE x.board_id = b.id AND x.captured_at <= %(at)s AND x.verdict <> 'refused'
              ORDER BY x.captured_at DESC, x.id DESC LIMIT 1) s ON true
JOIN LATERAL (
    SELECT DISTINCT ON (r.company_id) r.company_id, r.model, r.score, r.section FROM unnest(s.row_ids) AS o(row_id)
    JOIN board_row r ON r.id = o.row_id JOIN company c ON c.id = r.company_id
    WHERE c.key = %(key)s AND r.score IS NOT NULL ORDER BY r.company_id, r.section, r.score DESC
) best ON true
JOIN LATERAL (
    SELECT best.model, best.score, 1 + count(DISTINCT r.company_id) FILTER (WHERE CASE WHEN coalesce((s.record ->> 'lower_is_better')::boolean, false)
        THEN r.score < best.score ELSE r.score > best.score END AND r.section = best.section AND r.company_id <> best.company_id) AS rank
    FROM unnest(s.row_ids) AS o(row_id) JOIN board_row r ON r.id = o.row_id WHERE r.score IS NOT NULL AND r.company_id IS NOT NULL
) k ON true
ORDER BY b.key;

-- ---------------------------------------------------------------- companies and names

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
SELECT kind, name, decision, decided_key, ambiguous, decided_at, seen, context FROM name_queue WHERE decision IS NOT NULL ORDER BY kind, name;

-- name: backtest_articles
-- Articles whose text holds any of some names, newest first: what a decision about them could change.
SELECT a.url, as_read(a.title, a.text, a.lead) FROM article a
WHERE as_read(a.title, a.text, a.lead) ILIKE ANY (%(patterns)s::text[]) ORDER BY a.id DESC LIMIT %(limit)s;

-- name: backtest_rows
-- The distinct spellings of rows on the newest captures of every board.
SELECT DISTINCT b.key || ': ' || r.raw_name, r.raw_name, r.maker FROM board b
JOIN LATERAL (SELECT row_ids FROM board_snapshot x WHERE x.board_id = b.id AND x.verdict <> 'refused' ORDER BY x.captured_at DESC, x.id DESC LIMIT 1) s ON true
CROSS JOIN LATERAL unnest(s.row_ids) AS o(row_id) JOIN board_row r ON r.id = o.row_id ORDER BY 1;

-- ---------------------------------------------------------------- boards and sources

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
    m.value ->> 'evidence' AS evidence
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

-- ---------------------------------------------------------------- changes and counts

-- name: change_since
-- Changes after a cursor in commit order; nothing newer than the oldest running transaction, so none is ever skipped.
SELECT c.xid::text, c.seq, c.kind, c.entity, c.entity_id, c.changed_at, c.payload FROM change c
WHERE (c.xid, c.seq) > (%(xid)s::text::xid8, %(seq)s) AND c.xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY c.xid, c.seq LIMIT %(limit)s;

-- name: table_counts
-- How many rows there are of what readers see.
SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM article_version) AS versions,
       (SELECT count(*) FROM story WHERE merged_into IS NULL) AS stories, (SELECT count(*) FROM board_snapshot) AS snapshots,
       (SELECT count(*) FROM board_row) AS board_rows, (SELECT count(*) FROM claim) AS claims, (SELECT count(*) FROM event) AS events,
       (SELECT count(*) FROM amount) AS amounts, (SELECT count(*) FROM story_link) AS links, (SELECT count(*) FROM page) AS pages,
       (SELECT count(*) FROM rejected) AS rejected, (SELECT count(*) FROM capture) AS captures;

-- ---------------------------------------------------------------- the doctor

-- name: doctor_sources
-- How many enabled sources fail again and again, and how many are a day overdue.
SELECT count(*) FILTER (WHERE failures >= 3) AS failing, array_remove(array_agg(key ORDER BY key) FILTER (WHERE failures >= 3), NULL) AS names,
       count(*) FILTER (WHERE last_crawl_at IS NOT NULL AND next_crawl_at < now() - interval '1 day') AS overdue
FROM source WHERE enabled;

-- name: doctor_boards
-- Boards whose newest capture is a week old, of those that are crawled.
SELECT b.key, max(s.captured_at) AS captured_at FROM board b JOIN board_snapshot s ON s.board_id = b.id AND s.verdict <> 'refused'
JOIN source x ON x.enabled AND x.kind = 'board' AND x.catalogue ->> 'board' = b.key
GROUP BY b.key HAVING max(s.captured_at) < now() - interval '7 days' ORDER BY b.key;

-- name: doctor_runs
-- How many crawls of the last week were cut before their end.
SELECT count(*) AS cut FROM crawl_run WHERE finished_at IS NULL AND started_at BETWEEN now() - interval '7 days' AND now() - interval '1 hour';

-- name: doctor_names
-- How many names wait for a decision.
SELECT count(*) AS waiting FROM name_queue WHERE decision IS NULL;
