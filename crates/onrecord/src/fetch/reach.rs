//! Which addresses of the net are public. Whatever is not plainly so counts as not.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// First address, length of the prefix, and what lies there: the registries of special addresses (RFC 6890 and what came
/// after it), and an address at which a large cloud answers its own machines.
const SPECIAL_V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::UNSPECIFIED, 8, "an address of this machine"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "a private address"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "an address shared inside a provider's net"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "an address of this machine"),
    (Ipv4Addr::new(168, 63, 129, 16), 32, "a cloud's address for its own machines"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "a link-local address, such as clouds keep their machines' secrets at"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "a private address"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "a reserved address"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "an address for documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "a relay between kinds of net"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "a private address"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "an address for measuring nets"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "an address for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "an address for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "a multicast address"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "a reserved address"),
];

/// The same for IPv6. What is not in `2000::/3` is not public whatever else it is; these are named for what they are first.
const SPECIAL_V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "an address of this machine"),
    (Ipv6Addr::LOCALHOST, 128, "an address of this machine"),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "another spelling of an IPv4 address"),
    (Ipv6Addr::UNSPECIFIED, 96, "another spelling of an IPv4 address"),
    (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 32, "another spelling of an IPv4 address"),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "a reserved address, or a tunnel to an IPv4 address"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "an address for documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "another spelling of an IPv4 address"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "an address for documentation"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "a private address"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "a link-local address"),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, "a private address"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "a multicast address"),
];

/// The one block of IPv6 in which addresses are given out to the public.
const GIVEN_OUT: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Says what an address is that is not public; `None` for one that is.
pub(super) fn not_public(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => {
            let within = |(net, bits, _): &&(Ipv4Addr, u32, &str)| (ip.to_bits() ^ net.to_bits()) >> (32 - bits) == 0;
            SPECIAL_V4.iter().find(within).map(|(_, _, what)| *what)
        }
        IpAddr::V6(ip) => {
            let within = |net: Ipv6Addr, bits: u32| (ip.to_bits() ^ net.to_bits()) >> (128 - bits) == 0;
            let special = SPECIAL_V6.iter().find(|(net, bits, _)| within(*net, *bits)).map(|(_, _, what)| *what);
            special.or_else(|| (!within(GIVEN_OUT.0, GIVEN_OUT.1)).then_some("a reserved address"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(ip: &str) -> bool {
        not_public(ip.parse().unwrap()).is_some()
    }

    /// Addresses that are not public, the edges of every range among them.
    const INSIDE: &str = "0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 \
        127.255.255.255 168.63.129.16 169.254.0.0 169.254.169.254 172.16.0.0 172.31.255.255 192.0.0.192 \
        192.0.2.7 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.255 \
        224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 \
        ::8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::a00:1 100::1 2001::1 2001:1ff::1 2001:db8::1 2002:7f00:1:: \
        3fff:fff::1 5f00::1 fc00::1 fdff::1 fd00:ec2::254 fe80::1 febf::1 fec0::1 ff02::1 4000::1";

    /// Public addresses, the neighbours of every range among them.
    const OUTSIDE: &str = "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 \
        168.63.129.15 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 \
        192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 2001:200::1 \
        2001:4860:4860::8888 2606:4700::1 3ffe::1 2a00::1";

    #[test]
    fn edges_of_every_range() {
        assert!(INSIDE.split(' ').count() > 40 && OUTSIDE.split(' ').count() > 20);
        for ip in INSIDE.split(' ') {
            assert!(refused(ip), "{ip}");
        }
        for ip in OUTSIDE.split(' ') {
            assert!(!refused(ip), "{ip}");
        }
    }
}
