-- Who reads a leaderboard as it stands reads its ranks there; the columns of what downstream queries say what they hold.
CREATE OR REPLACE VIEW board_now AS
SELECT x.board, x.board_name, x.captured_at, x.version, x.raw_name, x.model, x.family, x.variant, x.effort, x.maker, x.company, x.country, x.score,
       x.estimated, x.deprecated, x.section, x.row_key, x.source_position, x.record, x.attribution,
       nullif(get_byte(x.ranks, 0) + 256 * get_byte(x.ranks, 1), 0) AS rank, nullif(get_byte(x.ranks, 2) + 256 * get_byte(x.ranks, 3), 0) AS family_rank,
       nullif(get_byte(x.ranks, 4) + 256 * get_byte(x.ranks, 5), 0) AS maker_rank, nullif(get_byte(x.ranks, 6) + 256 * get_byte(x.ranks, 7), 0) AS country_rank
FROM (
    SELECT b.key AS board, b.name AS board_name, s.captured_at, s.version, r.raw_name, r.model, r.family, r.variant, r.effort, r.maker,
           c.key AS company, r.country, r.score, r.estimated, r.deprecated, r.section, r.row_key, o.position AS source_position, r.record, b.attribution,
           CASE WHEN s.places <> '' THEN
               substring(s.places FROM 20 * row_number() OVER (PARTITION BY b.key ORDER BY l.number, o.position)::int - 19 FOR 8) END AS ranks
    FROM board b
    JOIN LATERAL (
        SELECT y.captured_at, y.version, y.row_ids, y.places FROM board_snapshot y
        WHERE y.board_id = b.id AND y.verdict <> 'refused' ORDER BY y.captured_at DESC, y.id DESC LIMIT 1
    ) s ON true
    CROSS JOIN LATERAL unnest(s.row_ids) WITH ORDINALITY AS o(row_id, position)
    JOIN board_row r ON r.id = o.row_id
    JOIN board_line l ON l.id = r.line_id
    LEFT JOIN company c ON c.id = r.company_id
) x;

COMMENT ON COLUMN story_now.article_id IS 'The leading report, whose title, tags and scores the story shows; text, lead and authors are in article';
COMMENT ON COLUMN story_now.source IS 'The name of the outlet of the leading report';
COMMENT ON COLUMN story_now.published_at IS 'When the leading report was published';
COMMENT ON COLUMN story_now.novelty IS '0 to 1: how little of it was told before';
COMMENT ON COLUMN story_now.significance IS '0 to 1: how much it matters to the AI market; null where it could not be judged';
COMMENT ON COLUMN story_now.reports IS 'Articles that tell the story';
COMMENT ON COLUMN story_now.outlets IS 'Outlets that tell it, each once';
COMMENT ON COLUMN story_now.companies IS 'Names, those that act first, then by mentions';
COMMENT ON COLUMN story_now.last_published_at IS 'When its newest report was published';
COMMENT ON COLUMN board_now.family IS 'The model whatever its effort or variant; family_rank counts each family by its best row';
COMMENT ON COLUMN board_now.company IS 'company.key of the maker, null where the register does not know it';
COMMENT ON COLUMN board_now.score IS 'The metric that ranks, in the board''s own unit';
COMMENT ON COLUMN board_now.section IS 'The part of the board that the row belongs to, each ranked by itself; empty where it has none';
COMMENT ON COLUMN board_now.row_key IS 'The board''s own stable id of the row where it has one, else the raw name';
COMMENT ON COLUMN board_now.source_position IS 'The row''s place in the capture as it was sent, from 1: no rank';
COMMENT ON COLUMN board_now.record IS 'The whole row: metrics, prices in US dollars per million tokens, dates, and what has no name here';
COMMENT ON COLUMN board_now.attribution IS 'To be shown wherever the numbers are';
COMMENT ON COLUMN board_now.rank IS 'Among the rows of its section, equal scores sharing the better rank, estimated and deprecated rows counted; null where it has no score';
COMMENT ON COLUMN board_now.maker_rank IS 'The row''s maker among makers, each by its best family';
COMMENT ON COLUMN board_now.country_rank IS 'The row''s family among those of its maker''s country';
COMMENT ON COLUMN company_now.key IS 'The company''s key in every table, feed and address';
COMMENT ON COLUMN company_now.parent IS 'company.key of the company that it belongs to';
COMMENT ON COLUMN company_now.names IS 'Every name it is known by, in any language, former ones too';
COMMENT ON COLUMN company_now.articles IS 'Articles that name it';
