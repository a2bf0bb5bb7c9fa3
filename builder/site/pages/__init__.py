"""One module and one ``<name>.md.j2`` per kind of page.

A module's ``pages(site)`` yields the pages of its kind; its ``pages_of(record, site)`` those of one disclosure. The
latter are made by many processes and kept: of other disclosures they see nothing but the year before.
"""
