"""Coverage-guided fuzzing of the readers and the recogniser, for a nightly run: see ``python -m tests.fuzz -h``."""
