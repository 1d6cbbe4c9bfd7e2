"""Which names and addresses a certificate can be for."""

import pytest

from api.tls.names import Subjects, doubts, host_address, host_name, read_subjects
from geo_patrol.errors import InvalidInput


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("patrol.lan", "patrol.lan"),
        (" Patrol.LAN. ", "patrol.lan"),
        ("patrol", "patrol"),
        ("巡护.lan", "xn--9rtx9h.lan"),
        ("巡护。lan", "xn--9rtx9h.lan"),
        ("a-1.b2.lan", "a-1.b2.lan"),
        ("x" * 63 + ".lan", "x" * 63 + ".lan"),
    ],
)
def test_a_name_is_read_as_certificates_carry_it(typed: str, read: str) -> None:
    assert host_name(typed) == read


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "tls.bad_name"),
        (".", "tls.bad_name"),
        ("a..b", "tls.bad_name"),
        ("-a.lan", "tls.bad_name"),
        ("a-.lan", "tls.bad_name"),
        ("a_b.lan", "tls.bad_name"),
        ("a b.lan", "tls.bad_name"),
        ("x" * 64 + ".lan", "tls.bad_name"),
        (".".join(["x" * 60] * 5), "tls.bad_name"),
        ("patrol.lan:8443", "tls.bad_name"),
        ("https://patrol.lan", "tls.bad_name"),
        ("patrol.lan/", "tls.bad_name"),
        ("10.1.2", "tls.bad_name"),
        ("a\nb.lan", "tls.bad_name"),
        ("a\0.lan", "tls.bad_name"),
        ("*.patrol.lan", "tls.name_has_star"),
        ("192.168.1.5", "tls.name_is_address"),
        ("[::1]", "tls.name_is_address"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(typed: str, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        host_name(typed)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("patrol.lan", "tls.bad_address"),
        ("192.168.1.256", "tls.bad_address"),
        ("192.168.1.0/24", "tls.bad_address"),
        ("192.168.001.5", "tls.bad_address"),
        ("0.0.0.0", "tls.address_of_nobody"),  # noqa: S104  # not bound to
        ("::", "tls.address_of_nobody"),
        ("224.0.0.1", "tls.address_of_nobody"),
        ("255.255.255.255", "tls.address_of_nobody"),
        ("fe80::1%eth0", "tls.address_of_nobody"),
    ],
)
def test_what_is_no_address_of_a_machine_is_refused(typed: str, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        host_address(typed)
    assert refused.value.key == key


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_subjects(["ok.lan", "a_b"], ["x", "10.0.0.1"])
    assert [one.where for one in refused.value.findings] == ["a_b", "x"]
    with pytest.raises(InvalidInput) as crowd:
        read_subjects([f"n{number}.lan" for number in range(51)], [])
    assert crowd.value.key == "tls.too_many"


def test_what_is_given_twice_counts_once_and_keeps_its_place() -> None:
    read = read_subjects(["b.lan", "A.lan", "a.lan", "b.lan."], ["10.0.0.1", "10.0.0.1"])
    assert read.texts() == ("b.lan", "a.lan", "10.0.0.1")


def test_what_is_seldom_meant_on_an_intranet_is_doubted() -> None:
    names = ["patrol", "patrol.lan", "patrol.local", "patrol.gov.cn"]
    read = read_subjects(names, ["192.168.1.5", "100.64.0.1", "8.8.8.8", "fd00::1"])
    assert [(one.where, one.key) for one in doubts(read)] == [
        ("8.8.8.8", "tls.public_address"),
        ("patrol.local", "tls.mdns_name"),
        ("patrol.gov.cn", "tls.public_name"),
    ]


def test_phones_are_led_to_an_address_before_a_name_but_not_to_themselves() -> None:
    assert read_subjects(["patrol.lan"], ["127.0.0.1", "10.0.0.1"]).reachable == "10.0.0.1"
    assert read_subjects(["patrol.lan"], ["127.0.0.1"]).reachable == "patrol.lan"
    assert not Subjects()
