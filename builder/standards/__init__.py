"""The standards as data: tables, layouts, identities, classifications and terms, with their loaders."""
