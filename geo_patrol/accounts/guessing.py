"""How soon a password would be guessed, and by what."""

import re
from collections.abc import Iterable
from threading import Lock
from typing import TypedDict

MAX_LENGTH = 1024
WEAK_BELOW = 3
"""Scores of zxcvbn below this are refused: fewer than 10^8 guesses."""
LEAST_BESIDES = 8
"""Characters that a password must have besides words that everybody here knows."""

CONTEXT_WORDS = (
    *("geo-patrol", "geopatrol", "patrol", "巡护", "xunhu", "巡查", "xuncha", "巡逻", "xunluo"),
    *("执法", "zhifa", "执法队", "城管", "chengguan", "水库", "shuiku", "库区", "kuqu"),
    *("园区", "yuanqu", "水源地", "shuiyuan", "reservoir", "squad", "officer", "admin"),
)
"""Words of the product and the trade (OWASP ASVS 5.0, 6.1.2). Place names come with the squads."""

COMMONPLACES = (
    *(str(year) for year in range(2010, 2040)),
    *("zxcvbnm", "1qaz2wsx", "qwerty", "qwer", "asdf", "zxcv", "1qaz", "2wsx", "!@#$", "!qaz"),
    *("123456789", "123456", "1234", "5201314", "1314520", "woaini", "abcd", "aaaa", "root"),
)
"""What passwords here are put together from; zxcvbn's lists come from elsewhere and before 2020."""

# zxcvbn takes 72 characters, but its time grows with their square; and each mark that may stand
# for a letter (@ for a) multiplies the spellings it tries: 72 characters took it 6 s. With these
# bounds the worst found took 0.1 s. Leaving marks out can only cost it a disguised word.
_JUDGED = 48
_MARKS = "@([{<!|$+%"
_MARKS_TRIED = 4
_NO_MARK = "~"

_TELLING = 3  # characters: a shorter match is chance

# It keeps the words of the person in a table that all calls share.
_one_at_a_time = Lock()


class _Match(TypedDict):
    pattern: str
    token: str
    dictionary_name: str


def context_words(known: Iterable[str]) -> list[str]:
    """Return the words that a password may not lean on, the longest first.

    Names count whole and in their parts; shorter ones than three letters, or two Chinese
    characters, do not count.
    """
    words = {
        word
        for text in (*known, *CONTEXT_WORDS)
        for word in (text.casefold(), *re.split(r"[\W_]+", text.casefold()))
        if len(word) >= (3 if word.isascii() else 2)
    }
    return sorted(words, key=lambda word: (-len(word), word))


def leans_on(password: str, words: Iterable[str]) -> bool:
    """Tell whether little is left of a password when words are taken out of it.

    What is left of "Reservoir@2024" without "reservoir" is shorter than any password may be.
    """
    whole = password.casefold()
    rest = whole
    for word in words:
        rest = rest.replace(word, "")
    return len(rest) < min(LEAST_BESIDES, len(whole))


def guessable(password: str, words: list[str]) -> list[str]:
    """Return the message keys of what makes a password easy to guess; none if it is not.

    Only the first 48 characters are judged: what is strong by then is strong. The judge is zxcvbn
    (Wheeler, USENIX Security 2016), with its 30,000 most common passwords.
    """
    # Imported when the first password is set: its word lists are megabytes.
    from zxcvbn import zxcvbn

    if not password:
        return ["accounts.password.guessable"]
    with _one_at_a_time:
        judged = zxcvbn(_tame(password[:_JUDGED]), user_inputs=words)
    if judged["score"] >= WEAK_BELOW:
        return []
    sequence: list[_Match] = judged["sequence"]
    told = [_reason(match) for match in sequence if len(match["token"]) >= _TELLING]
    reasons = list(dict.fromkeys(key for key in told if key is not None))
    return reasons or ["accounts.password.guessable"]


def _tame(password: str) -> str:
    marks = [*dict.fromkeys(one for one in password if one in _MARKS)]
    for mark in marks[_MARKS_TRIED:]:
        password = password.replace(mark, _NO_MARK)
    return password


def _reason(match: _Match) -> str | None:
    match match["pattern"]:
        case "dictionary":
            return _dictionary_reason(match["dictionary_name"])
        case "spatial":
            return "accounts.password.keyboard"
        case "repeat":
            return "accounts.password.repeat"
        case "sequence":
            return "accounts.password.sequence"
        case "regex" | "date":
            return "accounts.password.date"
        case _:
            return None


def _dictionary_reason(name: str) -> str:
    match name:
        case "user_inputs":
            return "accounts.password.context"
        case "passwords":
            return "accounts.password.common"
        case _:
            return "accounts.password.words"
