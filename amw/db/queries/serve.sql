-- What pages, feeds and the interface for programs ask.

-- ---------------------------------------------------------------- stories

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

-- ---------------------------------------------------------------- one story

-- name: serve_parties
-- The companies and models of an article with their keys.
SELECT 'company' AS kind, c.key, c.name, x.role, x.mentions, array_position('{primary,secondary,investor,mention}', x.role) AS place
FROM article_company x JOIN company c ON c.id = x.company_id WHERE x.article_id = %(id)s
UNION ALL
SELECT 'model', m.key, m.name, NULL, x.mentions, 9 FROM article_model x JOIN model m ON m.id = x.model_id WHERE x.article_id = %(id)s
ORDER BY 6, 5 DESC, 3;

-- name: serve_claims
-- What an article claims of boards, with its words, the verdict, and the capture that the verdict rests on.
SELECT split_part(c.board, '/', 1) AS board, coalesce(c.record ->> 'board', b.name, c.board) AS board_name, (b.id IS NOT NULL) AS board_known, m.name AS model, co.name AS company, c.kind, c.scope, c.value,
    c.verdict, c.rank_kind, c.evidence, substr(as_read(a.title, a.text, a.lead), c.start_at + 1, least(c.end_at - c.start_at, 400)) AS words,
    s.captured_at, s.version, s.url AS captured_url, k.file AS capture_file, k.record_offset AS capture_offset, k.digest AS capture_digest
FROM claim c JOIN article a ON a.id = c.article_id LEFT JOIN board b ON b.key = split_part(c.board, '/', 1)
LEFT JOIN model m ON m.id = c.model_id LEFT JOIN company co ON co.id = c.company_id
LEFT JOIN board_snapshot s ON s.id = c.snapshot_id LEFT JOIN capture k ON k.id = s.capture_id
WHERE c.article_id = %(id)s ORDER BY c.position LIMIT 50;

-- name: serve_related
-- Stories beside a story with what they share, without those named: the tied ones, then those that share a company (those named as near
-- first), the map, the segment, at least the category, news before newsletters, nearest in time first, and only what is of the same
-- year, or half year where no company is shared; bounded by what is nearest in time.
WITH asked AS (SELECT coalesce(%(published_at)s::timestamptz, now()) AS at), near AS (
    SELECT s.lead_article_id AS article_id, 4 AS weight FROM story s WHERE s.id = ANY(%(tied)s::bigint[])
    UNION ALL
    SELECT s.lead_article_id, 3 FROM story s WHERE s.id = ANY(%(near)s::bigint[])
    UNION ALL
    SELECT y.article_id, 3 FROM asked, article_company mine
    CROSS JOIN LATERAL (
        (SELECT x.article_id FROM article_company x WHERE x.company_id = mine.company_id AND x.role <> 'mention'
         AND x.told_at <= asked.at ORDER BY x.told_at DESC, x.article_id DESC LIMIT 60)
        UNION ALL
        (SELECT x.article_id FROM article_company x WHERE x.company_id = mine.company_id AND x.role <> 'mention'
         AND x.told_at > asked.at ORDER BY x.told_at, x.article_id LIMIT 60)) y
    WHERE mine.article_id = %(article)s AND mine.role <> 'mention'
    UNION ALL
    (SELECT a.id, 2 FROM asked, article a WHERE a.segment = %(segment)s AND a.lens = %(lens)s AND a.published_at <= asked.at
     ORDER BY a.published_at DESC LIMIT 30)
    UNION ALL
    (SELECT a.id, 2 FROM asked, article a WHERE a.segment = %(segment)s AND a.lens = %(lens)s AND a.published_at > asked.at
     ORDER BY a.published_at LIMIT 30)
    UNION ALL
    (SELECT a.id, 1 FROM asked, article a WHERE a.segment = %(segment)s AND a.published_at <= asked.at ORDER BY a.published_at DESC LIMIT 30)
    UNION ALL
    (SELECT a.id, 1 FROM asked, article a WHERE a.segment = %(segment)s AND a.published_at > asked.at ORDER BY a.published_at LIMIT 30)
    UNION ALL
    (SELECT a.id, 0 FROM (SELECT id, category FROM article ORDER BY published_at DESC NULLS LAST LIMIT 200) a WHERE a.category = %(category)s LIMIT 60)
)
SELECT s.id AS story_id, a.title, a.published_at, o.name AS source, seg.name AS segment,
    (ARRAY['category', 'segment', 'map', 'company', 'thread'])[1 + max(n.weight)] AS shares
FROM asked, near n JOIN story_article sa ON sa.article_id = n.article_id
JOIN story s ON s.id = sa.story_id AND s.merged_into IS NULL
JOIN article a ON a.id = s.lead_article_id AND a.relevant IS NOT FALSE
JOIN article_outlet o ON o.article_id = a.id LEFT JOIN segment seg ON seg.key = a.segment
WHERE s.id <> ALL(%(without)s::bigint[])
GROUP BY s.id, a.id, o.name, seg.name, asked.at
HAVING max(n.weight) > 3 OR abs(extract(epoch FROM a.published_at - asked.at)) <= CASE max(n.weight) WHEN 3 THEN 365 ELSE 180 END * 86400
ORDER BY max(n.weight) DESC, array_position(%(tied)s::bigint[] || %(near)s::bigint[], s.id), a.form IS NOT DISTINCT FROM 'newsletter', abs(extract(epoch FROM a.published_at - asked.at)) NULLS LAST, s.id DESC
LIMIT %(limit)s;

-- ---------------------------------------------------------------- companies, models, boards

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
-- The companies whose key or folded name is the one given.
SELECT DISTINCT c.key, c.name FROM company c LEFT JOIN company_name n ON n.company_id = c.id
WHERE c.key = %(key)s OR n.match_key = %(match_key)s ORDER BY c.key LIMIT 2;

-- name: serve_standings
-- Where a company stands on the newest capture of every board that ranks it: its best row, by rows and among makers.
WITH mine AS (SELECT id FROM company WHERE key = %(company)s),
newest AS (
    SELECT b.key AS board, b.name AS board_name, b.attribution, s.captured_at, s.version, s.row_ids,
        coalesce((s.record ->> 'lower_is_better')::boolean, false) AS lower
    FROM board b CROSS JOIN LATERAL (SELECT * FROM board_snapshot x WHERE x.board_id = b.id AND x.verdict <> 'refused'
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

-- name: serve_captures
-- The captures of a board, newest first, the refused ones too, with how many moves of each kind led to each; one that was read twice as tables
-- have it.
SELECT DISTINCT ON (s.captured_at) s.captured_at, s.version, s.verdict, s.reasons, cardinality(s.row_ids) AS rows,
    (SELECT t.kinds FROM board_step t WHERE t.after_id = s.id ORDER BY t.before_id DESC LIMIT 1) AS moves
FROM board_snapshot s JOIN board b ON b.id = s.board_id
WHERE b.key = %(board)s ORDER BY s.captured_at DESC, s.verdict = 'refused', s.id DESC LIMIT %(limit)s;
