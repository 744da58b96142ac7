"""Why a file cannot be read."""


class ReadError(ValueError):
    """One Swedish sentence that names the file and says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ContentError(ValueError):
    """What is wrong with a file's content; the sentence goes on after the file's name."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
