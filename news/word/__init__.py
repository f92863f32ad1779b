"""From an editor's Word file to a draft article.

The way of a file, one module a step:

    safety       is it a Word file at all, and can it be unpacked without harm?
    preparation  its XML, with what mammoth does not look at (fonts, styles, text boxes) resolved beforehand:
                 parts finds its parts, rewriting writes each anew, drawings looks into what is drawn
    (mammoth)    reads that XML
    inline       runs of text: cleaned, joined, written as HTML
    content      mammoth's tree as a flat list of lines, figures and grids
    composition  which line is what: opening takes title and lead, sign_off the source and the byline, captions
                 finds what belongs to a picture, blocks and paragraphs make the article's blocks of the rest
    reader       the whole way, from the file to a WordArticle

These are plain Python and know no Django. Then services make the draft, and forms, views and the command
`import_word` are the doors to it.
"""
