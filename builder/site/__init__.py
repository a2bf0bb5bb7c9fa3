"""The static site: from the data packages on disk, and nothing else, to pages, charts, search and downloads."""
