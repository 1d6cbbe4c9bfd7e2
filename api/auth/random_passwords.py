"""Passwords that nobody has chosen."""

import secrets

PASSWORD_BYTES = 12


def random_password() -> str:
    """Return a password of 96 random bits, which both password profiles take."""
    while True:
        made = secrets.token_urlsafe(PASSWORD_BYTES)
        kinds = (str.islower, str.isupper, str.isdigit)
        if all(any(kind(one) for one in made) for kind in kinds):
            return made
