-- What a company or a model is in the news with around a day is found by that day, however busy it was since: it stood by arrival alone.

ALTER TABLE article_company ADD COLUMN told_at timestamptz;
UPDATE article_company x SET told_at = coalesce(a.published_at, a.first_seen_at) FROM article a WHERE a.id = x.article_id;
ALTER TABLE article_company ALTER COLUMN told_at SET NOT NULL;
COMMENT ON COLUMN article_company.told_at IS 'When the article was published, else first seen';
DROP INDEX article_company_company;
CREATE INDEX article_company_company ON article_company (company_id, told_at DESC, article_id DESC);

ALTER TABLE article_model ADD COLUMN told_at timestamptz;
UPDATE article_model x SET told_at = coalesce(a.published_at, a.first_seen_at) FROM article a WHERE a.id = x.article_id;
ALTER TABLE article_model ALTER COLUMN told_at SET NOT NULL;
COMMENT ON COLUMN article_model.told_at IS 'When the article was published, else first seen';
DROP INDEX article_model_model;
CREATE INDEX article_model_model ON article_model (model_id, told_at DESC, article_id DESC);

COMMENT ON COLUMN article_version.read_by IS 'The code that last read this text so, a digest of it, and how ("blocks", "template" with its digest, "entry"); NULL of versions stored before it was kept';
