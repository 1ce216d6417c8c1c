"""How a transcript is read from plain text: who speaks where, when, and what its header says.

Pure functions over strings, shared by every format that ends in lines of text: ``.txt``, Markdown, Word, paste.
``interview.read_text`` is the way in; the other modules each know one thing: words, times, labels, header, turns.
"""
