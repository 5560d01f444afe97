"""The way of a request, a concern a module, in the order of settings.py: `frontier` beside the spider; then `replay`, `guard`, `robots`,
`validators`, `templates`, `politeness` and `archive` on the way to the network, which is `wire`. `base` is what each of them is,
`refusals` how one holds a request back; `stats` counts for all.

What travels in `request.meta`, and who sets it for whom:

    amw_source, amw_kind     the spider, for all: the key of the source, and what the answer is read as
    amw_validators           frontier, for validators: (ETag, Last-Modified) of the body stored last
    amw_sitemaps             frontier, for the spider: addresses that an unchanged sitemap led to before
    amw_conditional          validators, or a spider that wants the whole body: no validators are sent (again)
    amw_ask                  templates, or replay: the templates that the page is read by, for archive and the spider
    amw_capture              archive, or replay: where the answer is kept, for the spider
    amw_record, amw_at       the replaying spider, for replay: the record to serve, or the moment to serve a record of
    amw_records              replay, for the replaying spider: the records that were served on the way
"""
