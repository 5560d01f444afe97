-- What a company did of one kind is read off the index, the newest first, however much else it did.
DROP INDEX event_company;
CREATE INDEX event_company ON event (company_id, kind, happened_on DESC) INCLUDE (article_id, status);
