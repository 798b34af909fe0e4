"""Which addresses may be asked."""

import ipaddress

import pytest

from sources.interchange.web_address import Permitted, clean_url, target_of
from sources.rules import Refusal

PRIVATE = [
    "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "100.100.100.200",
    "169.254.169.254", "168.63.129.16", "192.0.2.1", "198.18.0.1", "203.0.113.1", "192.88.99.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2002:7f00:1::", "64:ff9b::a00:1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]


def target(address, url="http://name.example/", **permitted):
    """Say where the URL leads if its name resolves to that address."""
    return target_of(url, permitted=Permitted(**permitted), resolver=lambda _host, _port: [address])


@pytest.mark.parametrize("address", PRIVATE)
def test_private_address_is_refused(address):
    with pytest.raises(Refusal, match="private network"):
        target(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_may_be_asked(address):
    assert target(address).address == address


def test_network_of_the_installation_may_be_asked_and_its_neighbour_not():
    networks = (ipaddress.ip_network("10.1.2.0/24"),)

    assert target("10.1.2.3", networks=networks).address == "10.1.2.3"
    assert target("::ffff:10.1.2.3", networks=networks).address == "::ffff:10.1.2.3"
    with pytest.raises(Refusal, match="private network"):
        target("10.1.3.3", networks=networks)


@pytest.mark.parametrize(
    "url", ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://localhost/"]
)
def test_other_spellings_of_this_machine_are_refused(url):
    with pytest.raises(Refusal, match="private network"):
        target_of(url, permitted=Permitted())


@pytest.mark.parametrize("port", [22, 25, 5432, 8080])
def test_other_ports_are_refused_unless_they_are_allowed(port):
    url = f"http://name.example:{port}/"

    with pytest.raises(Refusal, match="not asked"):
        target("1.1.1.1", url)
    assert target("1.1.1.1", url, ports=frozenset({port})).port == port


@pytest.mark.parametrize(
    "url",
    [
        "", "news", "ftp://example.org/", "file:///etc/passwd", "http://", "http://user:secret@example.org/",
        "http://example.org:port/", "http://example.org/a b", "http://exa\nmple.org/", "javascript:alert(1)",
        "http://[::1", "http://.example.org/", "http://" + "a" * 70 + ".example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_says_what_to_write(url):
    with pytest.raises(Refusal, match="such as https"):
        target("1.1.1.1", url)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        (" https://Example.ORG#top ", "https://example.org/"),
        ("https://example.org:443/a?b=c&d=%20", "https://example.org/a?b=c&d=%20"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://пример.рф/мост", "https://xn--e1afmkfd.xn--p1ai/%D0%BC%D0%BE%D1%81%D1%82"),
        ("http://[2606:4700::1]/", "http://[2606:4700::1]/"),
    ],
)
def test_address_is_stored_as_it_is_asked(url, clean):
    assert clean_url(url) == clean


def test_name_without_a_server_says_so():
    with pytest.raises(Refusal, match=r"no server named gone\.example"):
        target_of("http://gone.example/", permitted=Permitted(), resolver=lambda _host, _port: [])
