"""The names and addresses that a certificate is for, as an operator types them."""

import ipaddress
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo_patrol.errors import Finding, InvalidInput, finding

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
MAX_NAME = 253
MAX_SUBJECTS = 50
INTRANET_ENDINGS = ("lan", "home.arpa", "internal", "intranet", "corp", "private", "test")
"""Endings that nobody can register (RFC 2606, 6761, 8375) or that intranets use by custom."""

PRIVATE = tuple(
    ipaddress.ip_network(block)
    for block in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
"""Private and loopback ranges: RFC 1918, RFC 4193, RFC 4291."""


@dataclass(frozen=True)
class Subjects:
    """What a server is reached by; names are lower-case A-labels, in the order given."""

    names: tuple[str, ...] = ()
    addresses: tuple[IPAddress, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.addresses)

    def texts(self) -> tuple[str, ...]:
        """Return names, then addresses, as people write them."""
        return self.names + tuple(str(one) for one in self.addresses)

    @property
    def first(self) -> str:
        """What the server is called when it is called by one word."""
        return self.texts()[0]

    @property
    def reachable(self) -> str:
        """What a phone reaches the server by, before it knows anything of this house.

        An address needs no name server; and a browser that was once told to use TLS only (HSTS)
        holds a name to it on every port, an address never.
        """
        return next((str(one) for one in self.addresses if not one.is_loopback), self.first)

    def holds(self, host: str) -> bool:
        """Tell whether a host, as an address bar has it without its port, is one of these."""
        return host.strip("[]").lower() in self.texts()


def read_subjects(names: Sequence[str], addresses: Sequence[str]) -> Subjects:
    """Return what was typed, each once, in its order.

    Raises
    ------
    InvalidInput
        With a finding for each that is not a host's name or address.
    """
    findings: list[Finding] = []
    if len(names) + len(addresses) > MAX_SUBJECTS:
        raise InvalidInput("tls.too_many", limit=MAX_SUBJECTS)
    read_names: dict[str, None] = {}
    read_addresses: dict[IPAddress, None] = {}
    for typed in names:
        try:
            read_names[host_name(typed)] = None
        except InvalidInput as error:
            findings.append(finding(typed, error.key, **error.params))
    for typed in addresses:
        try:
            read_addresses[host_address(typed)] = None
        except InvalidInput as error:
            findings.append(finding(typed, error.key, **error.params))
    if findings:
        raise InvalidInput("tls.bad_subjects", findings=tuple(findings))
    return Subjects(tuple(read_names), tuple(read_addresses))


def host_name(typed: str) -> str:
    """Return a host's name in the form that certificates carry; ``巡护.lan`` gives its A-label.

    Raises
    ------
    InvalidInput
        When it is no name by RFC 1123, or IDNA cannot encode it.
    """
    if _is_address(typed):
        raise InvalidInput("tls.name_is_address")
    if "*" in typed:
        raise InvalidInput("tls.name_has_star")
    try:
        name = typed.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise InvalidInput("tls.bad_name") from None
    labels = name.split(".")
    # A last label of digits alone would be read as an address (RFC 3696, section 2).
    if (
        len(name) > MAX_NAME
        or not all(LABEL.fullmatch(label) for label in labels)
        or labels[-1].isdigit()
    ):
        raise InvalidInput("tls.bad_name")
    return name


def host_address(typed: str) -> IPAddress:
    """Return an address that one machine can have.

    Raises
    ------
    InvalidInput
        When it is no IP address, or one of no machine in particular.
    """
    try:
        address = ipaddress.ip_address(typed.strip().strip("[]"))
    except ValueError:
        raise InvalidInput("tls.bad_address") from None
    scoped = isinstance(address, ipaddress.IPv6Address) and address.scope_id is not None
    if scoped or address.is_unspecified or address.is_multicast or str(address) == BROADCAST:
        raise InvalidInput("tls.address_of_nobody")
    return address


BROADCAST = "255.255.255.255"


def doubts(subjects: Subjects) -> Iterator[Finding]:
    """Yield what is allowed, but seldom meant on an intranet."""
    for address in subjects.addresses:
        if address.is_global:
            yield finding(str(address), "tls.public_address")
    for name in subjects.names:
        if name.endswith(".local"):
            yield finding(name, "tls.mdns_name")
        elif "." in name and not name.endswith(tuple(f".{one}" for one in INTRANET_ENDINGS)):
            yield finding(name, "tls.public_name")


def is_private(address: IPAddress) -> bool:
    """Tell whether an address lies in a private or loopback range."""
    return any(address in block for block in PRIVATE)


def _is_address(typed: str) -> bool:
    try:
        ipaddress.ip_address(typed.strip().strip("[]"))
    except ValueError:
        return False
    return True
