"""Which addresses news may go to: https names whose every network address is open to the whole internet.

The networks are those of IANA's registries of special-purpose addresses (RFC 6890 and its successors), those that
carry an IPv4 address inside an IPv6 one, and the few public ones behind which clouds keep their secrets.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from app.kernel.errors import Invalid
from app.kernel.i18n import _

_CLOSED_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
_OPEN_V6 = IPv6Network("2000::/3")  # all that is given out; NAT64, mapped, local and multicast addresses lie outside
_CLOSED_V6 = tuple(
    IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)  # fmt: skip
_ISATAP = (0x00005EFE, 0x02005EFE)  # the first half of an interface's name with an IPv4 address in the second
_NAME = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")
_LOOPBACK = re.compile(r"localhost|127\.0\.0\.1|::1")
_PATH = re.compile(r"[!-~]*")
LONGEST = 500


@dataclass(frozen=True)
class Target:
    """Where a request goes. `name` is what the certificate must say, `path` begins with a slash."""

    name: str
    port: int
    path: str
    is_secure: bool = True

    @property
    def host(self) -> str:
        """As the header Host has it."""
        usual = 443 if self.is_secure else 80
        return self.name if self.port == usual else f"{self.name}:{self.port}"


def is_open(address: str) -> bool:
    """Whether the network address belongs to the whole internet; no for everything that is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not any(found in network for network in _CLOSED_V4)
    if found not in _OPEN_V6 or not found.is_global or any(found in network for network in _CLOSED_V6):
        return False
    return found.scope_id is None and (int(found) >> 32) & 0xFFFFFFFF not in _ISATAP


def is_loopback(address: str) -> bool:
    """Whether it is this machine itself."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def target_of(address: str, *, ports: Collection[int], loopback: bool = False) -> Target:
    """The parts of an address that news may go to, checked letter by letter. Raises Invalid with a sentence.

    `loopback` lets http go to this very machine, at any port: for trying out.
    """
    if len(address) > LONGEST:
        raise Invalid(_("주소가 너무 깁니다. %(most)s자까지 쓸 수 있습니다.", most=LONGEST))
    try:
        parts = urlsplit(address)
        name, port = _ascii(parts.hostname or ""), parts.port
    except ValueError as fault:
        raise Invalid(_("주소를 읽을 수 없습니다. https://로 시작하는 주소를 적어 주세요.")) from fault
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not _is_plain(address, parts) or not _PATH.fullmatch(path):
        raise Invalid(_("주소에 쓸 수 없는 글자가 있습니다. 사용자 이름, #, 한글 경로는 쓸 수 없습니다."))
    if loopback and parts.scheme == "http" and _LOOPBACK.fullmatch(name):
        return Target(name, 80 if port is None else port, path, is_secure=False)
    if parts.scheme != "https":
        raise Invalid(_("https://로 시작하는 주소만 쓸 수 있습니다."))
    if not _NAME.fullmatch(name):
        raise Invalid(_("hooks.example.org처럼 인터넷에 있는 이름으로 적어 주세요. 숫자 주소는 쓸 수 없습니다."))
    return Target(name, _allowed(port, ports), path)


def _is_plain(address: str, parts: SplitResult) -> bool:
    """Nothing in it that one program reads in another way than the next."""
    return not parts.fragment and "@" not in parts.netloc and "\\" not in address and address.isprintable()


def _allowed(port: int | None, ports: Collection[int]) -> int:
    found = 443 if port is None else port
    if found not in ports:
        listed = ", ".join(str(one) for one in sorted(ports))
        raise Invalid(_("이 포트로는 보내지 않습니다. 쓸 수 있는 포트: %(ports)s", ports=listed))
    return found


def _ascii(name: str) -> str:
    """골목.한국 as the network knows it. Raises ValueError for what is no name."""
    return name.encode("idna").decode() if not name.isascii() else name
