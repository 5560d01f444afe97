-- New stories and placements tell of themselves statement by statement: they are written by the batch, and a call a row cost as much as the rows.

CREATE FUNCTION record_inserts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO change (kind, entity, entity_id, payload)
    SELECT 'insert', TG_TABLE_NAME, (fields ->> TG_ARGV[0])::bigint, fields FROM (SELECT to_jsonb(i) AS fields FROM inserted i) t;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION record_inserts() IS 'Writes the rows of one statement, which have no long fields, to change; its argument names the key column';

DROP TRIGGER story_change ON story;
CREATE TRIGGER story_change AFTER UPDATE OR DELETE ON story FOR EACH ROW EXECUTE FUNCTION record_change('id');
CREATE TRIGGER story_insert AFTER INSERT ON story REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION record_inserts('id');
DROP TRIGGER story_article_change ON story_article;
CREATE TRIGGER story_article_change AFTER UPDATE OR DELETE ON story_article FOR EACH ROW EXECUTE FUNCTION record_change('article_id');
CREATE TRIGGER story_article_insert AFTER INSERT ON story_article REFERENCING NEW TABLE AS inserted
    FOR EACH STATEMENT EXECUTE FUNCTION record_inserts('article_id');
