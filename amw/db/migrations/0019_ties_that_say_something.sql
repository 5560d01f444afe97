-- That two stories share a map or a name is worked out when a page is asked for; stored are the ties that say more.
DELETE FROM story_link WHERE kind = 'related';
ALTER TABLE story_link DROP CONSTRAINT story_link_kind_check;
ALTER TABLE story_link ADD CONSTRAINT story_link_kind_check CHECK (kind IN ('continues', 'corrects', 'contradicts', 'follows'));
