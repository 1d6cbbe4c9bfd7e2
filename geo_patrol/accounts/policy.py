"""Which passwords are taken, after one of two standards that contradict each other.

``asvs`` follows OWASP ASVS 5.0 (6.2): long, of any characters, never changed without a reason.
``mlps`` follows GB/T 22239-2019 (等保2.0, 8.1.4.1 身份鉴别): complex, and changed regularly; the
standard gives no figures, those here are what assessors commonly ask for. Both refuse what is
easy to guess.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from geo_patrol.accounts.guessing import (
    COMMONPLACES,
    MAX_LENGTH,
    context_words,
    guessable,
    leans_on,
)
from geo_patrol.errors import Finding, InvalidInput, finding

Profile = Literal["asvs", "mlps"]


@dataclass(frozen=True)
class PasswordPolicy:
    """What a profile asks of passwords.

    Attributes
    ----------
    min_length
        Least number of characters; a Chinese one counts as one.
    max_age_days
        Days after which a password must be changed, or None.
    history
        How many former passwords may not come back.
    kinds
        How many kinds of characters must occur, of small letters, capitals, digits and others.
    """

    profile: Profile
    min_length: int
    max_age_days: int | None
    history: int
    kinds: int = 0


POLICIES: dict[Profile, PasswordPolicy] = {
    "asvs": PasswordPolicy("asvs", min_length=12, max_age_days=None, history=0),
    "mlps": PasswordPolicy("mlps", min_length=10, max_age_days=90, history=5, kinds=3),
}


def prepared(password: str) -> str:
    """Return a password in the one form in which it is judged and hashed.

    Unicode's composed form (NFC): one keyboard sends é as one character, another as two, and both
    are the same text. Nothing that looks different is made the same (as NFKC would: ！ and !), no
    case is folded and nothing is cut off or trimmed, as ASVS 6.2.8 asks.
    """
    return unicodedata.normalize("NFC", password)


def check_password(password: str, policy: PasswordPolicy, *, context: Iterable[str]) -> None:
    """Let a new password pass if the policy takes it.

    Parameters
    ----------
    password
        As typed.
    policy
        Of the profile in force.
    context
        What others know of the person: log-in name, name, badge, squad. The product's and the
        trade's own words are added here.

    Raises
    ------
    InvalidInput
        With a finding for each reason; none of them repeats the password.
    """
    reasons = dict.fromkeys(_reasons(prepared(password), policy, context_words(context)))
    if reasons:
        raise InvalidInput("accounts.password_refused", findings=tuple(reasons))


def due(set_at: datetime, policy: PasswordPolicy, now: datetime) -> bool:
    """Tell whether a password that was set at that time must be changed by now."""
    if policy.max_age_days is None:
        return False
    return now - set_at >= timedelta(days=policy.max_age_days)


def _reasons(password: str, policy: PasswordPolicy, words: list[str]) -> Iterator[Finding]:
    if len(password) > MAX_LENGTH:
        yield finding("password", "accounts.password.too_long", limit=MAX_LENGTH)
        return
    if any(unicodedata.category(one) == "Cs" for one in password):
        yield finding("password", "accounts.password.unreadable")
        return
    if len(password) < policy.min_length:
        yield finding("password", "accounts.password.too_short", limit=policy.min_length)
    if (kinds := _kinds(password)) < policy.kinds:
        yield finding("password", "accounts.password.kinds", kinds=kinds, wanted=policy.kinds)
    if leans_on(password, words):
        yield finding("password", "accounts.password.context")
    elif leans_on(password, [*words, *COMMONPLACES]):
        yield finding("password", "accounts.password.common")
    for key in guessable(password, words):
        yield finding("password", key)


def _kinds(password: str) -> int:
    return len({_kind(character) for character in password})


def _kind(character: str) -> str:
    if character.isdecimal():
        return "digit"
    if character.isupper():
        return "capital"
    return "small" if character.islower() else "other"
