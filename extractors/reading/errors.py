"""The one error that reading a file raises."""


class ReadingError(ValueError):
    """A file that cannot be read: what is wrong with it and what to do, without its path."""
