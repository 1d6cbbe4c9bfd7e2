"""Codes of an authenticator app, and recovery codes."""

import base64
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from geo_patrol.accounts.second_factor import (
    matching_step,
    new_recovery_codes,
    new_secret,
    otpauth_uri,
    recovery_digest,
)

SECRET = b"12345678901234567890"

# RFC 6238, appendix B, SHA-1: seconds and the code of eight digits, whose last six are ours.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


def at(second: float) -> datetime:
    """Return a moment by its seconds since 1970."""
    return datetime.fromtimestamp(second, UTC)


@pytest.mark.parametrize(("second", "eight"), VECTORS)
def test_codes_are_those_of_rfc_6238(second: int, eight: str) -> None:
    step = matching_step(SECRET, eight[-6:], at(second), last_step=None, window=0)
    assert step == second // 30


@pytest.mark.parametrize(("off_s", "accepted"), [(-60, 0), (-30, 1), (0, 1), (30, 1), (60, 0)])
def test_a_phone_may_be_one_step_off(off_s: int, accepted: int) -> None:
    step = matching_step(SECRET, "050471", at(1111111111 + off_s), last_step=None)
    assert step == (1111111111 // 30 if accepted else None)


def test_a_code_is_good_for_once() -> None:
    now = at(1111111111)
    step = matching_step(SECRET, "050471", now, last_step=None)
    assert step is not None
    assert matching_step(SECRET, "050471", now, last_step=step) is None
    assert matching_step(SECRET, "050471", now, last_step=step - 1) == step


def test_a_code_from_before_the_last_one_is_spent() -> None:
    now = at(1111111111)
    assert matching_step(SECRET, "081804", now, last_step=None) == 1111111109 // 30
    assert matching_step(SECRET, "081804", now, last_step=1111111111 // 30) is None


@pytest.mark.parametrize("typed", ["050471", "050 471", " 050471\n", "０５０４７１"])
def test_a_code_may_be_typed_with_spaces_and_in_full_width(typed: str) -> None:
    assert matching_step(SECRET, typed, at(1111111111), last_step=None) is not None


@pytest.mark.parametrize("typed", ["", "50471", "0050471", "050472", "٠٥٠٤٧١", "05047l", "-50471"])
def test_what_is_not_the_code_is_refused(typed: str) -> None:
    assert matching_step(SECRET, typed, at(1111111111), last_step=None) is None


def test_the_first_seconds_of_1970_are_no_fault() -> None:
    assert matching_step(SECRET, "755224", at(1), last_step=None) == 0


def test_secrets_are_long_and_differ() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert {len(new_secret()) for _ in range(10)} == {20}


def test_the_address_for_the_app_names_issuer_and_account() -> None:
    uri = urlsplit(otpauth_uri(SECRET, "park:leader+1 王", "巡护 geo-patrol"))
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    issuer, login = uri.path.removeprefix("/").split(":")
    assert (unquote(issuer), unquote(login)) == ("巡护 geo-patrol", "park:leader+1 王")
    assert "+" not in uri.query
    fields = {name: values[0] for name, values in parse_qs(uri.query).items()}
    assert base64.b32decode(fields.pop("secret")) == SECRET
    assert fields == {
        "issuer": "巡护 geo-patrol",
        "algorithm": "SHA1",
        "digits": "6",
        "period": "30",
    }


def test_recovery_codes_are_eight_and_found_again_however_they_are_typed() -> None:
    codes = new_recovery_codes()
    digests = {recovery_digest(code) for code in codes}
    assert len(digests) == len(codes) == 8
    for code in codes:
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert recovery_digest(typed) in digests
        assert recovery_digest(code[:-1]) not in digests


def test_a_recovery_code_carries_112_bits_so_that_a_plain_hash_may_keep_it() -> None:
    assert all(len(code.replace("-", "")) * 5 >= 112 for code in new_recovery_codes())


def test_time_zones_do_not_matter() -> None:
    shanghai = at(1111111111).astimezone(timezone(timedelta(hours=8)))
    assert matching_step(SECRET, "050471", shanghai, last_step=None) == 1111111111 // 30
