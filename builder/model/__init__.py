"""The nouns of 明账: frozen dataclasses over the standard library, importing nothing above them."""
