-- Reports are compared by their language, not by their script alone: signatures that have none yet get the article's, five bits among their
-- flags (`Signature.language`).
UPDATE story_signature s
SET body = set_byte(s.body, 0, get_byte(s.body, 0) | (l.number & 1) | ((l.number & 2) << 1) | ((l.number & 28) << 3))
FROM article a
JOIN (
    VALUES ('fr', 3), ('de', 4), ('es', 5), ('it', 6), ('pt', 7), ('nl', 8), ('pl', 9), ('tr', 10), ('ru', 11), ('ar', 12)
) l (code, number) ON a.language = l.code
WHERE a.id = s.article_id AND get_byte(s.body, 0) & 5 = 0;
