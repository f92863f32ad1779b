"""Reading and understanding a unit's list of people in Excel, and writing the template. Plain Python, no Django.

`opening` opens a file safely and gives its `Sheet`s; `layout` finds the header and what each column means; `people`
makes rows of people of them, with every problem; `disciplines` knows a discipline by how people write it; `template`
writes the list that units fill in.
"""
