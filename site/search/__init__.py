"""Finding pages by words, with accents or without.

Why not the database backends of Wagtail's search: they rank every page that matches before they show ten of them,
so that a word which stands everywhere costs the more the longer the archive grows; they give no snippet; and they
know accents only one way: 'hoi thao' does not find 'hội thảo', and the two ways to compose 'ộ' miss each other.
(The admin's own search is still theirs, with folded titles; see `pages.models.BasePage.folded_title`.)

Here the order is newest first within a few tiers, the best tier first, and both databases answer 'the newest pages
that have all of these tokens' from an index, without looking at the others:

`tokens`     what a page is found by: words and pairs of neighbours, as written and folded. Plain Python.
`typed`      what a reader typed, and the tiers that it asks for. Plain Python.
`keys`       one number that holds the order of the pages: newest first.
`index`      the tokens in the database: FTS5 on SQLite, GIN on PostgreSQL, behind one interface.
`queries`    reads; `services` writes; `signal_handlers` says when.
"""
