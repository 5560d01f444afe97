"""Which network addresses a crawler of the public web may talk to."""

from __future__ import annotations

import ipaddress

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ranges that reach an IPv4 address through a translator, so they can hide a private one.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: how an IPv6-only network reaches the IPv4 internet, so judged by what it embeds
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291 section 2.5.5.1, deprecated
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214


def is_public(address: str | _Address) -> bool:
    """Whether `address` (an IPv4 or IPv6 literal) is a unicast address of the public internet.

    False for private, loopback, link-local (cloud metadata), shared (CGNAT, RFC 6598), multicast, reserved, documentation and
    unspecified addresses, for IPv6 addresses that embed such an IPv4 one (mapped, compatible, 6to4, Teredo, NAT64, ISATAP), and for
    any text that is no address.
    """
    try:
        # A zone (fe80::1%eth0) belongs to link-local addresses only; `ip_address` keeps it, the rules do not need it.
        parsed = ipaddress.ip_address(address) if isinstance(address, str) else address
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _NAT64:
            return is_public(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF))
        if parsed.is_site_local or not all(is_public(inner) for inner in _embedded(parsed)):
            return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _embedded(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    inner = [address.ipv4_mapped, address.sixtofour]
    if address.teredo is not None:
        inner.extend(address.teredo)
    value = int(address)
    if address in _NAT64_LOCAL or address in _COMPATIBLE or (value >> 32) & 0xFFFFFFFF in _ISATAP:
        inner.append(ipaddress.IPv4Address(value & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
