"""The room in which editors fill and arrange an album, and what else of the albums stands in Wagtail's admin.

`screen`      the screen itself; `cards` reads what it shows.
`upload`      takes files in, one by one for its script, many at once for a form without it.
`arranging`   what the screen saves by itself: texts, order, cover, removal. Answers in JSON.
`withdrawal`  a picture leaves the site at a person's request; the list of those that did.
`listing`     the albums as an item of the menu.
`links`       the ways to the screen from elsewhere.
"""
