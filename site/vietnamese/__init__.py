"""Vietnamese text, names, dates and numbers.

`text`, `names`, `dates` and `numbers` are plain Python; the rest of the package brings them to Django and
Wagtail.
"""
