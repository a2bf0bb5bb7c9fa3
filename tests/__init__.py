"""The tests; a folder with a name, so that two files may share theirs."""
