"""Papers: the registration form in the layout of official documents, start lists, the roster book, accreditation cards.

What stands on them is Vietnamese whatever language somebody has chosen: they are signed and filed. Typst sets them
from the documents in documents/ and from data; fonts/ holds the only faces that it may use.
"""
