-- Grouping: the index of signatures, the stories, their merges and splits.

-- ---------------------------------------------------------------- statistics of terms

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

-- ---------------------------------------------------------------- what a batch may touch

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

-- ---------------------------------------------------------------- what was decided

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
FROM jsonb_to_recordset(%(rows)s) AS r(article_id bigint, story_id bigint, relation text, score real, nearest_article_id bigint,
                                       evidence jsonb)
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
