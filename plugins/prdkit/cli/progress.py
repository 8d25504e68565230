"""To tell a person at a terminal how far a long run has come."""

import sys
import time


class Progress:
    """A line on standard error that is written over; silent where no terminal is and for the first second."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.shown = False
        self.next = time.monotonic() + 1.0
        self.on = sys.stderr.isatty()

    def __call__(self, done: int, whole: int) -> None:
        """Told after every document; writes ten times a second at most."""
        if not self.on or time.monotonic() < self.next:
            return
        self.next = time.monotonic() + 0.1
        self.shown = True
        sys.stderr.write(f"\r\x1b[K{self.word} {done} of {whole}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave the line as it was found."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.shown = False
