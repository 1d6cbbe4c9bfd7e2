"""The same in Chinese and English, for what is no message: names, and sentences with figures."""

from typing import NamedTuple

from geo_patrol.messages import Language


class Words(NamedTuple):
    """The same in Chinese and English."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Return the words of a language."""
        return self.zh if language == "zh" else self.en
