"""One module and one ``<name>.md.j2`` per kind of page; each module's ``pages(site)`` yields the pages of its kind."""
