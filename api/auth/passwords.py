"""Passwords as argon2id hashes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from geo_patrol.accounts.policy import PasswordPolicy, prepared
from geo_patrol.errors import InvalidInput, finding

MEMORY_KIB = 19 * 1024
ROUNDS = 2
LANES = 1

# Stands for names that nobody has: a salt and a hash of zeros, which no known password gives.
_NOBODY = f"$argon2id$v=19$m={MEMORY_KIB},t={ROUNDS},p={LANES}${'A' * 22}${'A' * 43}"


@dataclass(frozen=True)
class Match:
    """Whether a password was right, and the hash to keep in place of the old one, if any."""

    right: bool
    fresh_hash: str | None = None


class Passwords:
    """Makes and checks hashes; checking takes as long for a name that nobody has."""

    def __init__(self) -> None:
        self._hasher = Argon2Hasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._hash = PasswordHash((self._hasher,))

    def hash(self, password: str) -> str:
        """Return a password's hash, in the PHC string form that carries its parameters."""
        return self._hash.hash(_bytes(prepared(password)))

    def matches(self, password: str, password_hash: str | None) -> Match:
        """Tell whether a password has that hash; never for None, after the same work.

        A right password comes with a fresh hash when the one that is kept was made with other
        parameters.
        """
        readable = password_hash is not None and self._hasher.identify(password_hash)
        kept = password_hash if readable and password_hash else _NOBODY
        for form in _forms(password):
            if self._hash.verify(_bytes(form), kept):
                dated = self._hasher.check_needs_rehash(kept) or form != prepared(password)
                return Match(True, self.hash(password) if dated else None)
        return Match(False)

    def refuse_reused(
        self, password: str, former_hashes: Sequence[str], policy: PasswordPolicy
    ) -> None:
        """Let a new password pass if it is none of the last ones; each costs a hash.

        Parameters
        ----------
        password
            As typed.
        former_hashes
            The newest first, the present one among them; as many are looked at as the policy says.
        policy
            Of the profile in force.

        Raises
        ------
        InvalidInput
            When it is one of them.
        """
        for former in former_hashes[: policy.history]:
            if self.matches(password, former).right:
                again = finding("password", "accounts.password.reused", count=policy.history)
                raise InvalidInput("accounts.password_refused", findings=(again,))


def _forms(password: str) -> Iterator[str]:
    """Yield the form that is hashed, then the one that was before passwords were composed."""
    yield prepared(password)
    if password != prepared(password):
        yield password


def _bytes(password: str) -> bytes:
    # Half a character matches nothing, but is no fault of the program.
    return password.encode("utf-8", "surrogatepass")
