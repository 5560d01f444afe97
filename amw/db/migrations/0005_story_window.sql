-- Grouping looks back over a window: signatures have a new form, postings carry no reference and are taken out by their keys.
ALTER TABLE story_statistic ADD COLUMN since bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN story_statistic.since IS 'The first position whose signature has the present form; earlier reports keep their stories and are compared no more';
UPDATE story_statistic SET since = position;
TRUNCATE story_posting;
ALTER TABLE story_posting DROP CONSTRAINT story_posting_position_fkey;
DROP INDEX story_posting_position;
-- A text that comes back after another is a version again.
ALTER TABLE article_version DROP CONSTRAINT article_version_article_id_digest_key;
