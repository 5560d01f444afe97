-- A company whose own site an article is from takes part in it without being named.

ALTER TABLE article_company
    DROP CONSTRAINT article_company_mentions_check,
    ADD CONSTRAINT article_company_mentions_check CHECK (mentions >= 0);
COMMENT ON TABLE article_company IS 'Which companies an article is about, in which role, how often it names them (0: it stands on the company''s own site)';
