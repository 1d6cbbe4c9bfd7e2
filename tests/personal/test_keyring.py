"""Keys: what is sealed opens with the right key for the right record only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.errors import Unavailable
from geo_patrol.personal import Keyring

RING = Keyring.random()
NAME = "incident/1"


@given(st.binary(max_size=500), st.integers(-20, 1000))
def test_what_is_sealed_opens_again(plain: bytes, version: int) -> None:
    wrapped = RING.new_record_key(NAME)
    assert RING.unseal(wrapped, NAME, version, RING.seal(wrapped, NAME, version, plain)) == plain


def test_it_opens_under_no_other_key_name_or_version() -> None:
    wrapped = RING.new_record_key(NAME)
    sealed = RING.seal(wrapped, NAME, 1, b"secret")
    for opening in (
        lambda: Keyring.random().unseal(wrapped, NAME, 1, sealed),
        lambda: RING.unseal(RING.new_record_key(NAME), NAME, 1, sealed),
        lambda: RING.unseal(wrapped, "incident/2", 1, sealed),
        lambda: RING.unseal(wrapped, NAME, 2, sealed),
        lambda: RING.unseal(wrapped, NAME, 1, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        lambda: RING.unseal(wrapped, NAME, 1, b""),
    ):
        with pytest.raises(Unavailable, match="cannot be decrypted"):
            opening()


def test_the_same_fields_look_different_each_time_they_are_sealed() -> None:
    wrapped = RING.new_record_key(NAME)
    assert RING.seal(wrapped, NAME, 1, b"same") != RING.seal(wrapped, NAME, 1, b"same")


def test_a_commitment_binds_one_record_to_its_fields_and_tells_nothing_across_records() -> None:
    wrapped, other = RING.new_record_key(NAME), RING.new_record_key("incident/2")
    made = RING.commitment(wrapped, NAME, b"fields")
    assert made == RING.commitment(wrapped, NAME, b"fields")
    assert made != RING.commitment(wrapped, NAME, b"other fields")
    assert made != RING.commitment(other, "incident/2", b"fields")


def test_marks_are_keyed_and_kinds_apart() -> None:
    mark = RING.mark("plate", "浙D12345")
    assert mark == RING.mark("plate", "浙D12345")
    assert mark != Keyring.random().mark("plate", "浙D12345")
    assert mark.partition(":")[2] != RING.mark("person", "浙D12345").partition(":")[2]
    assert "12345" not in mark
    assert len(mark) <= 72


def test_secrets_of_one_name_do_not_open_under_another() -> None:
    sealed = RING.seal_secret("totp/1", b"secret")
    assert RING.unseal_secret("totp/1", sealed) == b"secret"
    with pytest.raises(Unavailable):
        RING.unseal_secret("totp/2", sealed)


def test_a_key_is_known_by_its_name_and_by_nothing_else() -> None:
    ring = Keyring(bytes(range(32)))
    assert ring.key_id == Keyring(bytes(range(32))).key_id
    assert ring.key_id != RING.key_id
    assert bytes(range(8)).hex() != ring.key_id
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring(b"short")
