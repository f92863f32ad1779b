"""Albums of photographs: how they are filled, arranged and shown.

An album is a page, with drafts and a workflow like any other. Its photos are not part of a draft: they are rows of
their own, so that two people can caption three hundred of them at once and nothing waits for a Save button.

`services`   writes: taking photos in, arranging, withdrawing. Each function owns its transaction.
`queries`    reads.
`admin`      the room in which editors upload and arrange.
`views`      what readers see; `feeds`, `archive` (the ZIP) and `structured_data` besides.
"""
