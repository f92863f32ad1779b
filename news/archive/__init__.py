"""From an old portal's articles, in JSON Lines, to articles of this site.

The way of a line, one module a step:

    lines      the file, line by line, in bounded memory
    records    one line: is it what docs/luu-tru.md describes?
    html       the old portal's HTML as blocks: reader gathers what there is, elements and tables close what
               was opened, links leads within this site, composition decides what becomes which block
    folder     the pictures that lie beside the file, by the names that the portal wrote
    assembly   a line and its text, put together
    (these are plain Python and know no Django)

    pictures   pictures into the image library
    writing    a batch of articles into the database, in one transaction
    services   the whole way, as a stream of results
    sentences  what people are told of a line that was refused

The command `import_archive` is the door to it.
"""
