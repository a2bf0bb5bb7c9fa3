"""Data packages: written, read back, validated, zipped and catalogued. ``write`` and ``read`` are inverses."""
