"""Which network addresses are spoken to, and which addresses can be written down at all."""

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.hooks.service.addresses import Target, is_loopback, is_open, target_of
from app.kernel.errors import Invalid

# IANA IPv4 and IPv6 Special-Purpose Address Registries (2024), multicast, and what carries an IPv4 address inside.
SPECIAL_V4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
)  # fmt: skip
SPECIAL_V6 = (
    "::/128", "::1/128", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
    "2001::/23", "2001::/32", "2001:1::1/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28",
    "2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16",
    "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)  # fmt: skip
METADATA = (
    "169.254.169.254", "fd00:ec2::254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "169.254.170.2",
    "fe80::a9fe:a9fe", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2001:0:a9fe:a9fe::1",
    "2400:1:2:3:0:5efe:a9fe:a9fe", "2400:1:2:3:200:5efe:7f00:1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "8.8.8.8", "211.249.220.24", "223.130.192.247", "2606:4700:4700::1111", "2001:4860:4860::8888",
          "2400:cb00::1", "2a00:1450:4001:800::200e")  # fmt: skip


@given(st.sampled_from(SPECIAL_V4).flatmap(lambda network: st.ip_addresses(network=network)))
def test_no_address_of_a_special_v4_network_is_spoken_to(address: IPv4Address) -> None:
    assert not is_open(str(address))


@given(st.sampled_from(SPECIAL_V6).flatmap(lambda network: st.ip_addresses(network=network)))
def test_no_address_of_a_special_v6_network_is_spoken_to(address: IPv6Address) -> None:
    assert not is_open(str(address))


@pytest.mark.parametrize("network", [*SPECIAL_V4, *SPECIAL_V6])
def test_neither_the_first_nor_the_last_of_a_special_network_is_spoken_to(network: str) -> None:
    found = ipaddress.ip_network(network)
    assert not is_open(str(found[0]))
    assert not is_open(str(found[-1]))


@given(st.ip_addresses())
def test_whatever_python_calls_not_global_is_not_spoken_to(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        assert not is_open(str(address))


@given(st.ip_addresses(v=4))
def test_no_v4_address_is_reached_through_a_v6_one(address: IPv4Address) -> None:
    inside = int(address)
    for begin in (IPv6Network("::/96"), IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96")):
        assert not is_open(str(begin[inside]))
    assert not is_open(str(IPv6Address((0x2002 << 112) | (inside << 80) | 1)))
    assert not is_open(str(IPv6Address((0x20010000 << 96) | (inside << 64) | (inside ^ 0xFFFFFFFF))))


@given(st.ip_addresses(v=4).filter(lambda one: not any(one in IPv4Network(network) for network in SPECIAL_V4)))
def test_all_other_v4_addresses_are_open_but_the_one_of_a_cloud(address: IPv4Address) -> None:
    assert is_open(str(address)) is (str(address) != "168.63.129.16")


@pytest.mark.parametrize("address", METADATA)
def test_where_clouds_keep_their_secrets_is_not_spoken_to(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_open(address: str) -> None:
    assert is_open(address)


ODD = (
    "", "localhost", "0x7f.1", "127.1", "2130706433", "0177.0.0.1", "2400:cb00::1%eth0", "１.1.1.1", "1.1.1.1 ",
    "::ffff:1.1.1.1",
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_plain_address_is_not_spoken_to(odd: str) -> None:
    assert not is_open(odd)


@pytest.mark.parametrize(
    ("address", "yes"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("10.0.0.1", False), ("x", False)]
)
def test_this_machine_is_known(address: str, yes: bool) -> None:
    assert is_loopback(address) is yes


def target(address: str, **given: bool) -> Target:
    return target_of(address, ports={443, 8443}, **given)


REFUSED = (
    "", "hooks.example.org", "http://hooks.example.org/", "ftp://hooks.example.org/", "javascript:alert(1)",
    "file:///etc/passwd", "https://", "https:///x", "https://localhost/", "https://db/", "https://127.0.0.1/",
    "https://[::1]/", "https://1.1.1.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/",
    "https://127.1/", "https://example.0x7f/", "https://hooks.example.123/", "https://user:secret@hooks.example.org/",
    "https://hooks.example.org@127.0.0.1/", "https://hooks.example.org/#part", "https://hooks.example.org:22/",
    "https://hooks.example.org:80/", "https://hooks.example.org:0/", "https://hooks.example.org:99999/",
    "https://hooks.example.org:x/", "https://hooks.example.org\\@127.0.0.1/", "https://hooks.example.org/a b",
    "https://hooks.example.org/길", "https://-a.example.org/", "https://a..example.org/", "https://.example.org/",
    "https://hooks.example.org./", "https://hooks.example.org%00.evil/", "https://[v1.x]/",
    "https://hooks.exa\nmple.org/", "\thttps://hooks.example.org/", "https://" + "a" * 64 + ".org/",
    "https://hooks.example.org/" + "a" * 600,
)  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_could_lead_astray_is_refused_with_a_sentence(app: Flask, address: str) -> None:
    with pytest.raises(Invalid) as refused:
        target(address)
    assert str(refused.value.reason)


def test_an_address_of_the_internet_is_taken_apart() -> None:
    assert target("https://hooks.example.org/a?b=c%20d") == Target("hooks.example.org", 443, "/a?b=c%20d")
    assert target("HTTPS://Hooks.Example.ORG") == Target("hooks.example.org", 443, "/")
    assert target("https://hooks.example.org:8443/x").host == "hooks.example.org:8443"
    assert target("https://골목.한국/x").name.encode() == "골목.한국".encode("idna")


def test_http_goes_to_this_very_machine_and_only_where_a_setting_says_so(app: Flask) -> None:
    assert target("http://localhost:5000/x", loopback=True) == Target("localhost", 5000, "/x", is_secure=False)
    for address in ("http://hooks.example.org/", "http://127.0.0.1.example.org/", "http://10.0.0.1/"):
        with pytest.raises(Invalid):
            target(address, loopback=True)
    with pytest.raises(Invalid):
        target("http://localhost:5000/x")


@given(st.text(max_size=80))
def test_no_text_whatever_breaks_the_reading_of_an_address(text: str) -> None:
    try:
        found = target_of(text, ports={443})
    except Invalid:
        return
    assert found.is_secure
    assert found.name.isascii()
