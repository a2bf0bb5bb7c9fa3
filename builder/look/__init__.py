"""What was seen in a file and why, for whoever adds a layout: as text and as one HTML page.

It stands above ``report``: it shows a Sight, which is recognition's noun, with report's alignment and cleaning, and
like report it is pure functions from nouns to text. ``account`` says it in words, once; ``text`` and ``page`` show it.
"""
