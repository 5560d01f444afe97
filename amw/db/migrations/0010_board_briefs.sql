-- A row of a board without its source's own columns is read without unpacking those: of a wide board they are nine tenths of it.

ALTER TABLE board_line ADD COLUMN brief text GENERATED ALWAYS AS ((record - 'extra')::text) STORED;
COMMENT ON COLUMN board_line.brief IS 'The row without the columns of its source that have no name here, as text';
