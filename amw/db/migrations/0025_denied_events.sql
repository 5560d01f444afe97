-- What is denied, refused or called off is no announced event.
ALTER TABLE event DROP CONSTRAINT event_status_check,
    ADD CONSTRAINT event_status_check CHECK (status IN ('reported', 'in_talks', 'announced', 'closed', 'denied'));
