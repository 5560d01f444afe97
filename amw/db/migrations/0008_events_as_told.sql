-- Who an event is about although the register does not know them, whether its sum is said to be undisclosed, and the words it rests on.

ALTER TABLE event
    ADD COLUMN company_name text CHECK (company_name <> ''),
    ADD COLUMN counterparty_names text[] NOT NULL DEFAULT '{}',
    ADD COLUMN undisclosed boolean NOT NULL DEFAULT false,
    ADD COLUMN start_at integer CHECK (start_at >= 0),
    ADD COLUMN end_at integer,
    ADD CHECK (company_name IS NULL OR company_id IS NULL),
    ADD CHECK (end_at > start_at);
COMMENT ON COLUMN event.company_name IS 'The company as the text names it where the register has none of that name: proposed, not resolved';
COMMENT ON COLUMN event.counterparty_names IS 'Counterparties that the register does not know, as the text names them';
COMMENT ON COLUMN event.undisclosed IS 'Whether the text says that the sum is not told';
COMMENT ON COLUMN event.start_at IS 'The words that name the event: character offsets in title, newline, text, up to end_at';
