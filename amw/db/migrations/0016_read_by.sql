-- A text that another version of the engine reads off a page is no edit of its publisher: who read it is kept with it.

ALTER TABLE article_version ADD COLUMN read_by text;
COMMENT ON COLUMN article_version.read_by IS 'The code that last read this text so, a digest of it, and how ("blocks", "template", "entry"); NULL of versions stored before it was kept';
