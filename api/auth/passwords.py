"""Passwords as argon2id hashes."""

import secrets
from functools import cached_property

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

MEMORY_KIB = 19 * 1024
ROUNDS = 2
LANES = 1


class Passwords:
    """Makes and checks hashes; checking takes as long for a name that nobody has."""

    def __init__(self) -> None:
        hasher = Argon2Hasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._hash = PasswordHash((hasher,))

    @cached_property
    def _nobody(self) -> str:
        """The hash that stands for names that nobody has."""
        return self._hash.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """Return a password's hash, in the PHC string form that carries its parameters."""
        return self._hash.hash(password)

    def matches(self, password: str, password_hash: str | None) -> bool:
        """Tell whether a password has that hash; never for None, after the same work."""
        try:
            right = self._hash.verify(password, password_hash or self._nobody)
        except UnknownHashError:
            return False
        return right and password_hash is not None
