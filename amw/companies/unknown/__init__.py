"""Names that the register does not know: proposed, with what speaks for them, from how newsrooms introduce a company.

`candidates.propose` asks the readers and adds up what they say of each name (`evidence`). An English text is read by `cues` (where wordings
stand that can show a name) and `english` (the names beside them), other languages by `abroad` (with `words`), `caseless`, `cjk` and
`japanese`. Lists are read in every language: `lists` for firms, `investors` for who pays.
"""
