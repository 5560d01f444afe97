-- Claims about boards: the captures that they are held against, and claims that are held again.

-- ---------------------------------------------------------------- captures that claims are held against

-- name: board_snapshot_newest
-- The capture that was stored last.
SELECT coalesce(max(id), 0) FROM board_snapshot;

-- name: board_snapshot_after
-- The oldest snapshot of a board after a moment that was not refused, as it was last read, with its rows as they were stored.
SELECT s.id, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds, s.records
FROM board_capture s
WHERE s.board = %(board)s AND s.captured_at > %(at)s AND s.verdict <> 'refused'
ORDER BY s.captured_at, s.id DESC LIMIT 1;

-- name: board_snapshot_between
-- The last snapshot of each day of a stretch of time that was not refused, of one board, with its rows as they were stored.
SELECT DISTINCT ON ((s.captured_at AT TIME ZONE 'UTC')::date) s.id, s.captured_at, s.version, s.digest, s.verdict, s.reasons, s.leftovers, s.record, s.speeds, s.records
FROM board_capture s
WHERE s.board = %(board)s AND s.captured_at >= %(since)s AND s.captured_at < %(until)s AND s.verdict <> 'refused'
ORDER BY (s.captured_at AT TIME ZONE 'UTC')::date, s.captured_at DESC, s.id DESC;

-- ---------------------------------------------------------------- claims held again

-- name: claim_recheck
-- The claims about some boards published around a capture, or later in the year and of its month, oldest first, with the text they stand
-- in, the company on whose own site that is where it does not name it, and their present verdict.
SELECT c.id, c.record, a.published_at, a.title, (SELECT y.key FROM article_company x JOIN company y ON y.id = x.company_id
        WHERE x.article_id = a.id AND x.mentions = 0 LIMIT 1) AS publisher,
    as_read(a.title, a.text, a.lead), c.verdict, c.rank_kind, c.snapshot_id, c.evidence
FROM claim c JOIN article a ON a.id = c.article_id
WHERE split_part(c.board, '/', 1) = ANY(%(boards)s::text[]) AND (a.published_at BETWEEN %(since)s::timestamptz AND %(until)s::timestamptz
    OR ((c.record->>'month')::int = %(month)s AND a.published_at BETWEEN %(until)s::timestamptz AND %(remembered)s::timestamptz))
ORDER BY a.published_at, c.id LIMIT %(limit)s;

-- name: claim_contradicted
-- The claims that are contradicted, as `claim_recheck` gives them.
SELECT c.id, c.record, a.published_at, a.title, (SELECT y.key FROM article_company x JOIN company y ON y.id = x.company_id
        WHERE x.article_id = a.id AND x.mentions = 0 LIMIT 1) AS publisher,
    as_read(a.title, a.text, a.lead), c.verdict, c.rank_kind, c.snapshot_id, c.evidence
FROM claim c JOIN article a ON a.id = c.article_id
WHERE c.verdict = 'contradicted' ORDER BY a.published_at, c.id;

-- name: claim_verdict
-- A claim's verdict by a capture that came, or a reading, after it was stored, also in the facts that its report is judged by.
WITH said AS (
    UPDATE claim SET verdict = %(verdict)s, rank_kind = %(rank_kind)s, snapshot_id = %(snapshot_id)s, evidence = %(evidence)s
    WHERE id = %(id)s RETURNING article_id, position
)
UPDATE article_report r SET facts = jsonb_set(r.facts, ARRAY['standings', said.position::text], %(standing)s, false)
FROM said WHERE r.article_id = said.article_id RETURNING r.article_id;
