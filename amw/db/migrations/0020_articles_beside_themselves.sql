-- An article is written and then assessed: where its row has room beside itself no index is written twice. What its change tells is made
-- without unpacking the text that is left out.
ALTER TABLE article SET (fillfactor = 50);

CREATE OR REPLACE FUNCTION record_article_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told article;
BEGIN
    IF TG_OP = 'DELETE' THEN
        told := OLD;
    ELSIF TG_OP = 'UPDATE' AND OLD.xmin = pg_current_xact_id()::xid THEN
        RETURN NULL; -- this transaction wrote the row before, and tells of it once
    ELSE
        SELECT * INTO told FROM article a WHERE a.id = NEW.id;
        IF NOT FOUND OR TG_OP = 'UPDATE' AND told IS NOT DISTINCT FROM OLD THEN
            RETURN NULL;
        END IF;
    END IF;
    told.text := NULL; -- what is long is not unpacked to be left out
    told.provenance := NULL;
    told.tag_evidence := NULL;
    INSERT INTO change (kind, entity, entity_id, payload)
    VALUES (lower(TG_OP), 'article', told.id, to_jsonb(told) - '{text,provenance,tag_evidence}'::text[]);
    RETURN NULL;
END $$;
