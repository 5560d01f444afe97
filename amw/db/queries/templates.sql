-- Templates of article pages, by source and host.

-- name: template_of_host
-- The templates of a source's host, the youngest first: those that hold, and the last few that ended.
SELECT definition, valid_from, valid_to, ended, last_matched_at, matched, missed, checked, idle, recent
FROM template t JOIN source s ON s.id = t.source_id
WHERE s.key = %(source)s AND t.host = %(host)s
ORDER BY t.valid_to IS NOT NULL, t.valid_from DESC, t.id DESC LIMIT 20;

-- name: template_page_of_host
-- What pages of a source's host have taught so far, oldest first.
SELECT p.url, p.evidence FROM template_page p JOIN source s ON s.id = p.source_id
WHERE s.key = %(source)s AND p.host = %(host)s ORDER BY p.seen_at, p.url;

-- name: template_put
-- The present state of templates: new ones, and how those known have fared.
INSERT INTO template (source_id, host, digest, definition, pinned, pages, agreement, valid_from, valid_to, ended, last_matched_at,
    matched, missed, checked, idle, recent)
SELECT source_id, host, digest, definition, pinned, pages, agreement, valid_from, valid_to, ended, last_matched_at, matched, missed,
    checked, idle, recent
FROM jsonb_to_recordset(%(rows)s) AS r(source_id bigint, host text, digest text, definition jsonb, pinned boolean, pages integer,
    agreement real, valid_from timestamptz, valid_to timestamptz, ended text, last_matched_at timestamptz, matched integer,
    missed integer, checked integer, idle integer, recent text)
ON CONFLICT (source_id, host, digest, valid_from) DO UPDATE SET valid_to = excluded.valid_to, ended = excluded.ended,
    last_matched_at = excluded.last_matched_at, matched = excluded.matched, missed = excluded.missed, checked = excluded.checked,
    idle = excluded.idle, recent = excluded.recent;

-- name: template_page_put
-- What single pages taught.
INSERT INTO template_page (source_id, host, url, seen_at, evidence)
SELECT source_id, host, url, at, evidence
FROM jsonb_to_recordset(%(rows)s) AS r(source_id bigint, host text, url text, at timestamptz, evidence jsonb)
ON CONFLICT (source_id, host, url) DO UPDATE SET seen_at = excluded.seen_at, evidence = excluded.evidence;

-- name: template_page_forget
-- Drops what pages taught once a template was learned from them, or younger pages took their place.
DELETE FROM template_page p USING jsonb_to_recordset(%(rows)s) AS r(source_id bigint, host text, url text)
WHERE p.source_id = r.source_id AND p.host = r.host AND p.url = r.url;

-- name: template_list
-- The templates of one source, or of one host whatever the source, those that hold first.
SELECT s.key AS source, t.host, t.digest, t.definition, t.pinned, t.pages, t.agreement, t.valid_from, t.valid_to, t.ended,
       t.last_matched_at, t.matched, t.missed, t.checked
FROM template t JOIN source s ON s.id = t.source_id
WHERE (%(source)s::text IS NULL OR s.key = %(source)s) AND (%(host)s::text IS NULL OR t.host = %(host)s)
ORDER BY t.valid_to IS NOT NULL, t.host, t.valid_from DESC, t.id DESC LIMIT 200;

-- name: template_waiting
-- How many pages of each host of a source have been learned from without a template so far.
SELECT p.host, count(*) AS pages FROM template_page p JOIN source s ON s.id = p.source_id WHERE s.key = %(source)s GROUP BY p.host
ORDER BY count(*) DESC, p.host;
