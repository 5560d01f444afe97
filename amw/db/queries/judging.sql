-- Judging reports: the past that each is held against, the facts kept of it, and what was judged.

-- ---------------------------------------------------------------- the past of a report

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
    (a.tag_evidence -> 'event' ->> 'score')::double precision AS sureness, coalesce(a.weight, a.significance)
FROM story s JOIN article a ON a.id = s.lead_article_id
LEFT JOIN LATERAL (SELECT c.id, c.key, c.country FROM article_company x JOIN company c ON c.id = x.company_id
                   WHERE x.article_id = a.id AND x.role = 'primary' ORDER BY x.mentions DESC, c.key LIMIT 1) p ON true
WHERE s.id = ANY(%(ids)s::bigint[]) AND a.published_at IS NOT NULL
ORDER BY a.published_at DESC, a.url;

-- name: past_amounts
-- The US dollar amounts of the newest stories of each segment before a moment.
SELECT q.n, ARRAY(
    SELECT f.usd FROM (
        SELECT id FROM article WHERE segment = q.segment AND published_at < q.at ORDER BY published_at DESC LIMIT 300
    ) a CROSS JOIN LATERAL (SELECT x.usd FROM amount x WHERE x.article_id = a.id AND x.usd IS NOT NULL AND x.kind <> 'other' OFFSET 0) f
) AS amounts
FROM jsonb_to_recordset(%(rows)s) AS q(n integer, segment text, at timestamptz);

-- name: past_captures
-- The newest capture of a board at each of these moments.
SELECT q.at, s.captured_at FROM unnest(%(at)s::timestamptz[]) AS q(at)
CROSS JOIN LATERAL (
    SELECT s.captured_at FROM board_snapshot s JOIN board b ON b.id = s.board_id
    WHERE b.key = %(board)s AND s.captured_at <= q.at AND s.verdict <> 'refused' ORDER BY s.captured_at DESC, s.id DESC LIMIT 1
) s;

-- name: past_standings
-- Each company's best rank among makers on a board's newest capture at a moment.
SELECT key, rank() OVER (ORDER BY best DESC) FROM (
    SELECT c.key, max(r.score) AS best
    FROM (SELECT row_ids FROM board_snapshot s JOIN board b ON b.id = s.board_id
          WHERE b.key = %(board)s AND s.captured_at <= %(at)s AND s.verdict <> 'refused' ORDER BY s.captured_at DESC, s.id DESC LIMIT 1) s
    CROSS JOIN LATERAL unnest(s.row_ids) AS o(row_id)
    JOIN board_row r ON r.id = o.row_id JOIN company c ON c.id = r.company_id
    WHERE r.score IS NOT NULL GROUP BY c.key
) best;

-- ---------------------------------------------------------------- what was judged

-- name: article_assess
-- The scores and the AMW Read of articles, given when their stories are settled or judged again; another wording of the same Read stays.
UPDATE article a SET novelty = r.novelty, novelty_parts = r.novelty_parts, significance = r.significance,
    significance_parts = r.significance_parts,
    amw_read = CASE WHEN a.amw_read_facts -> -1 ->> 'rephrased_by' <> '' AND a.amw_read_facts -> -1 ->> 'text' = r.amw_read
        THEN a.amw_read ELSE r.amw_read END,
    amw_read_facts = CASE WHEN a.amw_read_facts -> -1 ->> 'rephrased_by' <> '' AND a.amw_read_facts -> -1 ->> 'text' = r.amw_read
        THEN a.amw_read_facts ELSE r.amw_read_facts END
FROM jsonb_to_recordset(%(rows)s) AS r(id bigint, novelty real, novelty_parts jsonb, significance real, significance_parts jsonb,
    amw_read text, amw_read_facts jsonb)
WHERE a.id = r.id AND (a.novelty_parts, a.significance_parts, a.amw_read, a.amw_read_facts)
    IS DISTINCT FROM (r.novelty_parts, r.significance_parts, r.amw_read, r.amw_read_facts);

-- name: article_report_put
-- The facts of reports as they are judged.
INSERT INTO article_report (article_id, facts)
SELECT r.article_id, r.facts FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, facts jsonb)
ON CONFLICT (article_id) DO UPDATE SET facts = excluded.facts WHERE article_report.facts <> excluded.facts;

-- name: story_link_insert
-- The edges of a story's thread; a stronger reason for the same edge replaces a weaker one.
INSERT INTO story_link (from_story_id, to_story_id, kind, score, evidence)
SELECT DISTINCT ON (r.from_story_id, r.to_story_id) r.from_story_id, r.to_story_id, r.kind, r.score, r.evidence
FROM jsonb_to_recordset(%(rows)s) AS r(from_story_id bigint, to_story_id bigint, kind text, score real, evidence text)
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
UPDATE article a SET significance = r.significance, significance_parts = r.parts
FROM jsonb_to_recordset(%(rows)s) AS r(id bigint, significance real, parts jsonb)
WHERE a.id = r.id AND a.significance_parts IS DISTINCT FROM r.parts;

-- ---------------------------------------------------------------- judged again

-- name: report_judged
-- Up to which article younger reports have been judged again, and the last one that there is to do it for.
SELECT j.article_id, least((SELECT coalesce(max(id), 0) FROM article), j.article_id + %(most)s) FROM report_judged j;

-- name: report_overtaken
-- The reports that stood before an older one came, of those numbered after the first and up to the last: what shares its company, model,
-- map, story or the history of sums of its segment, as near to it as `past_story_ids` and `past_amounts` look back.
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

-- ---------------------------------------------------------------- Reads said otherwise

-- name: read_rephrasable
-- The AMW Reads of the newest stories that nobody has rephrased.
SELECT a.id, a.amw_read, a.amw_read_facts FROM story s JOIN article a ON a.id = s.lead_article_id
WHERE s.merged_into IS NULL AND a.amw_read IS NOT NULL AND NOT a.amw_read_facts @? '$[*].rephrased_by'
ORDER BY s.last_published_at DESC NULLS LAST, s.id DESC LIMIT %(limit)s;

-- name: read_rephrased
-- Another wording of an AMW Read, with the one it stands for among its facts.
UPDATE article SET amw_read = %(sentence)s, amw_read_facts = %(facts)s WHERE id = %(id)s AND amw_read = %(before)s;
