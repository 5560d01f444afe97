-- The facts of each report are kept as they were judged, so that it can be judged again when an older report comes late. Reports stored
-- before this have none and stand as they were judged.
ALTER TABLE article ADD COLUMN weight real CHECK (weight BETWEEN 0 AND 1);
COMMENT ON COLUMN article.weight IS 'What the report alone weighs in significance, whatever else is stored: its event and its money; NULL: stored before this was kept';

CREATE TABLE article_report (
    article_id bigint PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    facts      jsonb NOT NULL
);
COMMENT ON TABLE article_report IS 'What a report says as it is judged (amw.stories.past.Report), less its place in its story';

CREATE TABLE report_judged (
    sole       boolean PRIMARY KEY DEFAULT true CHECK (sole),
    article_id bigint NOT NULL
);
COMMENT ON TABLE report_judged IS 'One row: up to which article the reports that are younger than it have been judged again';
INSERT INTO report_judged (article_id) SELECT coalesce(max(id), 0) FROM article;

CREATE INDEX story_article_nearest ON story_article (nearest_article_id);
