-- What is read of an article is its text, its summary where no text is known: said once, and kept by every version.

CREATE FUNCTION as_read(title text, text text, lead text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN title || chr(10) || coalesce(nullif(text, ''), lead, '');
COMMENT ON FUNCTION as_read(text, text, text) IS 'What spans of an article count in: title, newline, and the text, the lead where no text is known';

ALTER TABLE article_version ADD COLUMN lead text;
COMMENT ON TABLE article_version IS 'Every text seen of an article, or summary where there was no text; as known at T is the newest version with seen_at <= T';
COMMENT ON COLUMN article_version.lead IS 'The summary seen where there was no text; NULL beside a text, and of versions stored before it was kept';
COMMENT ON COLUMN article.digest IS 'SHA-256 of title and text as stored, the lead where there is no text, hex; equal digests are the same version';

-- The digests of what was stored with a summary alone take it in, so that the next visit finds it as it is; no reader need hear of that.
ALTER TABLE article DISABLE TRIGGER article_change;
UPDATE article SET digest = encode(sha256(convert_to(title, 'UTF8') || '\x00'::bytea || convert_to(lead, 'UTF8')), 'hex')
WHERE text = '' AND lead <> '';
ALTER TABLE article ENABLE TRIGGER article_change;
UPDATE article_version v SET digest = a.digest, lead = a.lead
FROM article a WHERE a.id = v.article_id AND a.version = v.version AND a.text = '' AND a.lead <> '';
