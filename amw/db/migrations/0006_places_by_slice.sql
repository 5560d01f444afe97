-- Ranks of a capture are read a few rows at a time: uncompressed, a slice is read without unpacking the rest. Captures of before stay as they are.

ALTER TABLE board_snapshot ALTER COLUMN places SET STORAGE EXTERNAL;
