"""The two exceptions: a mistake of the user's, said in one line, and a file that could not be read."""


class UserError(Exception):
    """A mistake of the user's: a missing folder, a wrong key. The command prints it and exits with 2."""


class UnreadableError(Exception):
    """A file that could not be read. ``code`` is the SRC rule (e.g. ``SRC001``); the text says why, in Chinese."""

    def __init__(self, code: str, message: str, message_en: str) -> None:
        """Keep the rule code and both messages."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.message_en = message_en
