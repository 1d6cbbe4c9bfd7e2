"""Password hashes: made, checked, renewed."""

import unicodedata

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.auth.passwords import Match, Passwords
from geo_patrol.accounts.policy import POLICIES
from geo_patrol.errors import InvalidInput

PASSWORDS = Passwords()
RIGHT = "long enough 长"
HASH = PASSWORDS.hash(RIGHT)


def hashed_otherwise(password: str, **parameters: int) -> str:
    """Return a hash made with other parameters, of the password exactly as given."""
    chosen = {"time_cost": 1, "memory_cost": 1024, "parallelism": 1, **parameters}
    return PasswordHash((Argon2Hasher(**chosen),)).hash(password)


def test_a_hash_of_the_agreed_cost_stays() -> None:
    assert HASH.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORDS.matches(RIGHT, HASH) == Match(True, None)


@pytest.mark.parametrize(
    "parameters", [{}, {"memory_cost": 19 * 1024}, {"memory_cost": 32 * 1024, "time_cost": 2}]
)
def test_a_hash_of_another_cost_is_renewed_when_the_password_is_right(
    parameters: dict[str, int],
) -> None:
    dated = hashed_otherwise(RIGHT, **parameters)
    match = PASSWORDS.matches(RIGHT, dated)
    assert match.right
    assert match.fresh_hash is not None
    assert PASSWORDS.matches(RIGHT, match.fresh_hash) == Match(True, None)
    assert PASSWORDS.matches("wrong", dated) == Match(False, None)


@pytest.mark.parametrize("kept", [None, "", "plain", "$argon2id$v=19$m=1", "$2b$12$" + "x" * 53])
def test_what_is_no_hash_matches_nothing(kept: str | None) -> None:
    assert PASSWORDS.matches(RIGHT, kept) == Match(False, None)
    assert PASSWORDS.matches("", kept) == Match(False, None)


@pytest.mark.parametrize("kept", [None, "plain", HASH], ids=["none", "no hash", "a hash"])
def test_the_work_is_the_same_whether_there_is_a_hash_or_not(
    kept: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    real = PasswordHash.verify

    def watched(self: PasswordHash, password: str | bytes, password_hash: str) -> bool:
        checked.append(password_hash.rsplit("$", 2)[0])
        return real(self, password, password_hash)

    monkeypatch.setattr(PasswordHash, "verify", watched)
    PASSWORDS.matches("wrong", kept)
    assert checked == [HASH.rsplit("$", 2)[0]]


def test_one_text_typed_on_two_keyboards_matches() -> None:
    composed = "caf\u00e9 am Strand"
    apart = unicodedata.normalize("NFD", composed)
    assert composed != apart
    assert PASSWORDS.matches(apart, PASSWORDS.hash(composed)) == Match(True, None)


def test_a_hash_from_before_passwords_were_composed_matches_and_is_renewed() -> None:
    apart = "cafe\u0301 am Strand"
    dated = hashed_otherwise(apart, memory_cost=19 * 1024, time_cost=2)
    match = PASSWORDS.matches(apart, dated)
    assert match.right
    assert PASSWORDS.matches(unicodedata.normalize("NFC", apart), match.fresh_hash).right


def test_long_passwords_are_not_cut_off() -> None:
    long = "月落乌啼霜满天" * 140
    assert not PASSWORDS.matches(long + "x", PASSWORDS.hash(long + "y")).right


def test_half_a_character_matches_nothing() -> None:
    assert PASSWORDS.matches("\ud83d", HASH) == Match(False, None)


def test_the_last_five_passwords_do_not_come_back_where_the_profile_says_so() -> None:
    former = [hashed_otherwise(f"password number {n}") for n in range(7)]
    for n in range(5):
        with pytest.raises(InvalidInput) as refused:
            PASSWORDS.refuse_reused(f"password number {n}", former, POLICIES["mlps"])
        assert [one.key for one in refused.value.findings] == ["accounts.password.reused"]
        assert "最近 5 个" in refused.value.findings[0].text("zh")
    PASSWORDS.refuse_reused("password number 5", former, POLICIES["mlps"])
    PASSWORDS.refuse_reused("password number 0", former, POLICIES["asvs"])
