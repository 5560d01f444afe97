-- A person may say of a decided name whether it is a word too; until then the stored texts tell.

ALTER TABLE name_queue ADD COLUMN ambiguous boolean;
COMMENT ON COLUMN name_queue.ambiguous IS 'What the reviewer says: the decided name is a word too and counts with context alone; null leaves it to the stored texts';
