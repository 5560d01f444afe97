-- An article found through somebody else's feed or list is told by the outlet on whose site it stands, not by whoever led to it.

ALTER TABLE article ADD COLUMN outlet text CHECK (outlet <> '');
COMMENT ON COLUMN article.outlet IS 'Who tells it, whichever source led to it: the source on whose site it stands, by key, else the name in its feed, else the host; NULL: stored before this was kept';

-- Subqueries, not joins: a query asks for one or two of the columns, and what it joins beside them is planned in half of the time.
CREATE VIEW article_outlet AS
SELECT a.id AS article_id, coalesce(a.outlet, (SELECT s.key FROM source s WHERE s.id = a.source_id)) AS key,
       coalesce((SELECT s.name FROM source s WHERE s.key = a.outlet), a.outlet, (SELECT s.name FROM source s WHERE s.id = a.source_id)) AS name,
       CASE WHEN a.outlet IS NULL THEN (SELECT s.country FROM source s WHERE s.id = a.source_id)
            ELSE (SELECT s.country FROM source s WHERE s.key = a.outlet) END AS country
FROM article a;
COMMENT ON VIEW article_outlet IS 'Who tells each article, whichever source led to it, with the name and country that the catalogue has for them';

CREATE OR REPLACE VIEW story_now AS
SELECT s.id AS story_id, a.id AS article_id, a.title, a.url, o.name AS source, a.published_at, a.language,
       a.category, seg.name AS segment, l.name AS lens, a.event, a.reading_minutes,
       a.amw_read, a.novelty, a.significance,
       (SELECT count(*) FROM story_article sa WHERE sa.story_id = s.id) AS reports,
       (SELECT count(DISTINCT b.key) FROM story_article sa JOIN article_outlet b ON b.article_id = sa.article_id WHERE sa.story_id = s.id) AS outlets,
       ARRAY(SELECT t.key FROM article_tag x JOIN tag t ON t.id = x.tag_id WHERE x.article_id = a.id AND t.kind = 'country' ORDER BY x.position) AS countries,
       ARRAY(SELECT t.name FROM article_tag x JOIN tag t ON t.id = x.tag_id WHERE x.article_id = a.id AND t.kind = 'hashtag' ORDER BY x.position) AS hashtags,
       ARRAY(SELECT t.name FROM article_tag x JOIN tag t ON t.id = x.tag_id WHERE x.article_id = a.id AND t.kind = 'topic' ORDER BY x.position) AS topics,
       ARRAY(SELECT c.name FROM article_company x JOIN company c ON c.id = x.company_id WHERE x.article_id = a.id
             ORDER BY array_position('{primary,secondary,investor,mention}', x.role), x.mentions DESC, c.name) AS companies,
       ARRAY(SELECT m.name FROM article_model x JOIN model m ON m.id = x.model_id WHERE x.article_id = a.id ORDER BY x.mentions DESC, m.name) AS models,
       s.first_published_at, s.last_published_at
FROM story s
JOIN article a ON a.id = s.lead_article_id
JOIN article_outlet o ON o.article_id = a.id
LEFT JOIN segment seg ON seg.key = a.segment
LEFT JOIN lens l ON l.key = a.lens
WHERE s.merged_into IS NULL;
