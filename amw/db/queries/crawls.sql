-- Crawls: which sources are due, who has which, how each run went, and the frontier of pages that wait.

-- ---------------------------------------------------------------- the schedule

-- name: source_reset
-- Sources whose next crawl is further away than any interval, pause or wish of a server puts it are due: a clock was ahead when it was set.
UPDATE source SET next_crawl_at = now() WHERE next_crawl_at > now() + greatest(crawl_interval, interval '7 days') + interval '1 day';

-- name: source_due_keys
-- The keys of the sources whose interval has passed.
SELECT key FROM source WHERE enabled AND next_crawl_at <= now() ORDER BY next_crawl_at, key;

-- name: source_idle_keys
-- The keys of the sources that were crawled before and have no page waiting: whether a crawl will find any is open.
SELECT s.key FROM source s
WHERE s.last_crawl_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM page p WHERE p.source_id = s.id AND p.kind = 'article' AND p.next_fetch_at <= now()
);

-- name: plan_lock
-- Tries to become the one who plans, until the transaction ends.
SELECT pg_try_advisory_xact_lock(hashtext('amw plan')) AS got;

-- name: source_plan
-- The sources, of some keys where said, that are due and have no crawl waiting or running, most overdue first.
SELECT s.key, s.url
  FROM source s
 WHERE s.enabled AND s.next_crawl_at <= now() AND (%(keys)s::text[] IS NULL OR s.key = any(%(keys)s))
   AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.queueing_lock = 'crawl:' || s.key AND j.status IN ('todo', 'doing'))
 ORDER BY s.next_crawl_at, s.key
 LIMIT %(limit)s
   FOR UPDATE OF s SKIP LOCKED;

-- name: source_due
-- Whether a source is to be crawled now.
SELECT enabled AND next_crawl_at <= now() AS due FROM source WHERE key = %(source)s;

-- name: source_postpone
-- Moves on a source that is due and has not been crawled since a moment: later each time, at most a day or its interval.
UPDATE source
   SET failures = failures + 1,
       next_crawl_at = now() + least(crawl_interval * power(2, least(failures, 6)), greatest(crawl_interval, interval '1 day'))
 WHERE key = %(source)s AND next_crawl_at <= now() AND (last_crawl_at IS NULL OR last_crawl_at < %(begun)s);

-- ---------------------------------------------------------------- one crawl of one source

-- name: source_claim
-- Takes a source for this session; false when another crawl has it.
SELECT pg_try_advisory_lock(hashtext('amw crawl'), hashtext(%(key)s));

-- name: source_release
-- Gives back the source that this session has.
SELECT pg_advisory_unlock_all();

-- name: page_reset
-- The pages of a source that are to be looked at later than any pause or wish puts it are due, as `source_reset` has it.
UPDATE page SET next_fetch_at = now() WHERE source_id = %(source_id)s AND next_fetch_at > now() + interval '8 days';

-- name: crawl_run_start
-- A crawl begins.
INSERT INTO crawl_run (source_id, started_at) VALUES (%(source_id)s, %(started_at)s) RETURNING id;

-- name: crawl_run_finish
-- A crawl ends with its verdict, its reason and its counts.
UPDATE crawl_run SET finished_at = greatest(%(finished_at)s, started_at), verdict = %(verdict)s, reason = %(reason)s, stats = %(stats)s
WHERE id = %(id)s;

-- name: source_crawled
-- A source's next crawl: after its interval, or sooner and then ever later while it fails; at once where it was stopped; never before its
-- server wishes.
UPDATE source SET last_crawl_at = %(at)s::timestamptz,
    failures = CASE WHEN %(failed)s THEN failures + 1 WHEN %(stopped)s THEN failures ELSE 0 END,
    next_crawl_at = greatest((SELECT p.next_fetch_at FROM page p WHERE p.url = source.url AND p.kind IN ('feed', 'sitemap', 'listing', 'board')),
                             %(at)s::timestamptz + CASE WHEN %(stopped)s THEN interval '0'
                                  WHEN %(failed)s THEN least(crawl_interval * power(2, least(failures, 6)), greatest(crawl_interval, interval '1 day'))
                                  ELSE crawl_interval END)
WHERE id = %(source_id)s;

-- ---------------------------------------------------------------- the frontier

-- name: frontier_due
-- The article pages of a source that wait: found and not fetched, failed and due again, young and due for another look; newest first.
SELECT p.url, p.kind, p.entry, p.etag, p.last_modified FROM page p JOIN source s ON s.id = p.source_id
WHERE s.key = %(source)s AND p.kind = 'article' AND p.next_fetch_at <= %(now)s
    AND (p.status IN ('pending', 'failed') OR (p.status = 'fetched' AND p.entry -> 'follow' IS DISTINCT FROM 'false'))
ORDER BY p.discovered_at DESC, p.id
LIMIT %(number)s;

-- name: frontier_sitemaps
-- The sitemaps that a source's own led to, those asked or found last first.
SELECT p.url FROM page p JOIN source s ON s.id = p.source_id
WHERE s.key = %(source)s AND p.kind = 'sitemap' AND p.status <> 'gone' AND p.url <> %(url)s
ORDER BY coalesce(p.fetched_at, p.discovered_at) DESC, p.id
LIMIT %(number)s;

-- name: frontier_known
-- What is known of some addresses: whether they need no fetch now (fetched, gone or refused, failed a short while ago, or of a host that
-- wishes to be left alone), and the validators of the bodies that were stored last.
SELECT url, coalesce(next_fetch_at > %(now)s, status <> 'pending') AS resting, etag, last_modified
FROM page WHERE url = ANY(%(urls)s);

-- name: page_validators
-- The validators of the body of an address that was stored last.
SELECT etag, last_modified FROM page WHERE url = %(url)s;
