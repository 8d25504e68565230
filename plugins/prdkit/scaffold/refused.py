"""To refuse what was asked for, saying why and what to do instead."""


class Refused(Exception):
    """The call or its surroundings are wrong, not the product: `message` says what, `hint` the next step."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
