-- Assessing happens in the transaction that stores: one change an article, and the amounts of a segment by date.
CREATE INDEX article_segment ON article (segment, published_at DESC) WHERE segment IS NOT NULL;

DROP TRIGGER article_change ON article;

-- An article is written and then assessed in one transaction: at its end there is one change to tell, with the row as it is by then.
CREATE FUNCTION record_article_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fields jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        fields := to_jsonb(OLD);
    ELSIF TG_OP = 'UPDATE' AND OLD.xmin = pg_current_xact_id()::xid THEN
        RETURN NULL; -- this transaction wrote the row before, and tells of it once
    ELSE
        SELECT to_jsonb(a) INTO fields FROM article a WHERE a.id = NEW.id;
        IF fields IS NULL OR TG_OP = 'UPDATE' AND fields = to_jsonb(OLD) THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO change (kind, entity, entity_id, payload)
    VALUES (lower(TG_OP), 'article', (fields ->> 'id')::bigint, fields - '{text,provenance,tag_evidence}'::text[]);
    RETURN NULL;
END $$;
COMMENT ON FUNCTION record_article_change() IS 'Writes an article as it is at the end of the transaction, less its long fields, to change';

CREATE CONSTRAINT TRIGGER article_change AFTER INSERT OR UPDATE OR DELETE ON article DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION record_article_change();
