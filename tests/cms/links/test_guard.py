"""What may be asked of an address, as a table; and that the address judged is the one that is returned."""

import pytest

from cms.links.guard import AddressRefusedError, HostUnknownError, destination_of, is_public, resolve_host

PUBLIC = "93.184.215.14"


def _public(host: str, port: int) -> list[str]:
    return [PUBLIC]


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        (PUBLIC, True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.0.0.1", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - refused, not bound
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("192.88.99.1", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("2001::1", False),
        ("2002:7f00:1::", False),
        ("3fff::1", False),
    ],
)
def test_only_machines_on_the_public_internet_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://voorbeeld.example/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("javascript:alert(1)", "https://"),
        ("gopher://voorbeeld.example/", "https://"),
        ("//voorbeeld.example/", "https://"),
        ("https:///pad", "geldige naam"),
        ("https://gebruiker:geheim@voorbeeld.example/", "wachtwoord"),
        ("https://gebruiker@voorbeeld.example/", "gebruikersnaam"),
        ("https://@voorbeeld.example/", "gebruikersnaam"),
        ("https://voorbeeld.example:22/", "Poort 22"),
        ("https://voorbeeld.example:8080/", "Poort 8080"),
        ("https://voorbeeld.example:99999/", "poortnummer"),
        ("https://voorbeeld.example:x/", "poortnummer"),
        ("https://voorbeeld.example/a b", "spatie"),
        ("https://voorbeeld.example/\r\nHost: elders", "spatie"),
        ("https://voorbeeld.example\\@elders.example/", "teken"),
        ("https://voor%00beeld.example/", "geldige naam"),
        ("https://voorbeeld.example%2f@x/", "gebruikersnaam"),
        ("https://-x.example/", "geldige naam"),
        (f"https://{'a' * 70}é.example/", "geldige naam"),
        ("https://[::1/", "niet goed geschreven"),
        (f"https://voorbeeld.example/{'a' * 2000}", "langer dan 2000"),
    ],
)
def test_an_address_that_is_not_of_a_page_is_refused_before_any_name_is_looked_up(url: str, reason: str) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(f"looked {host} up")

    with pytest.raises(AddressRefusedError, match=reason):
        destination_of(url, resolve=never)


@pytest.mark.parametrize("found", [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1%2"]])
def test_a_host_of_which_any_address_is_closed_is_refused(found: list[str]) -> None:
    with pytest.raises(AddressRefusedError, match="afgesloten netwerk"):
        destination_of("https://voorbeeld.example/", resolve=lambda host, port: found)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://017700000001/",
        "http://[::1]/",
    ],
)
def test_this_machine_is_refused_however_its_address_is_written(url: str) -> None:
    with pytest.raises(AddressRefusedError, match="afgesloten netwerk"):
        destination_of(url)


def test_a_name_is_looked_up_once_and_the_address_that_was_judged_is_returned() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])  # a name that leads elsewhere the second time

    destination = destination_of("https://voorbeeld.example/", resolve=lambda host, port: next(answers))

    assert destination.ip == PUBLIC
    assert next(answers) == ["127.0.0.1"], "the second answer was never asked for"


@pytest.mark.parametrize(
    ("url", "host", "port", "target", "authority"),
    [
        ("HTTPS://Voorbeeld.Example", "voorbeeld.example", 443, "/", "voorbeeld.example"),
        ("http://voorbeeld.example:80/a?b=c", "voorbeeld.example", 80, "/a?b=c", "voorbeeld.example"),
        ("http://voorbeeld.example:443/", "voorbeeld.example", 443, "/", "voorbeeld.example:443"),
        ("https://één.example/é?é", "xn--n-9faa.example", 443, "/%C3%A9?%C3%A9", "xn--n-9faa.example"),
        ("https://voorbeeld.example/a%20b", "voorbeeld.example", 443, "/a%20b", "voorbeeld.example"),
        ("https://[2606:2800:21f::8B2C]/", "2606:2800:21f::8b2c", 443, "/", "[2606:2800:21f::8b2c]"),
    ],
)
def test_an_address_becomes_what_goes_over_the_line(
    url: str, host: str, port: int, target: str, authority: str
) -> None:
    destination = destination_of(url, resolve=_public)

    assert (destination.host, destination.port, destination.target) == (host, port, target)
    assert destination.authority == authority


def test_a_server_on_this_machine_is_allowed_where_a_setting_says_so() -> None:
    assert destination_of("http://127.0.0.1:8123/", allow_private=True).ip == "127.0.0.1"


def test_a_host_without_an_address_is_unknown_and_not_refused() -> None:
    with pytest.raises(HostUnknownError, match="niet te vinden"):
        destination_of("https://voorbeeld.example/", resolve=lambda host, port: [])
    with pytest.raises(HostUnknownError, match="niet te vinden"):
        resolve_host("bestaat-niet.invalid.", 443)
