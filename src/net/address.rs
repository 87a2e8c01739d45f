//! Which addresses may be asked, and where a redirect may lead.

use url::{Host, Url};

/// Why a redirect is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Detour {
    /// There is no address in it, or none that can be read.
    #[error("it leads to no readable address")]
    Unreadable,
    /// It leads away from encryption.
    #[error("it leads to an address without encryption")]
    Plain,
    /// It leads from elsewhere into this machine.
    #[error("it leads into this machine")]
    Inward,
}

/// Whether the host is this machine: 127.0.0.0/8, `::1` or `localhost`. It never goes
/// through a proxy, and it alone may be asked without TLS.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Whether no proxy may come in between: this machine, and the addresses at which a
/// container or a virtual machine finds its own credentials. A proxy elsewhere would
/// either not know them or have its own.
pub(super) fn goes_directly(url: &Url) -> bool {
    let next_door = match url.host() {
        Some(Host::Ipv4(address)) => address.is_link_local(),
        // fd00:ec2::/32
        Some(Host::Ipv6(address)) => address.segments().starts_with(&[0xfd00, 0x0ec2]),
        _ => false,
    };
    next_door || is_loopback(url)
}

/// Whether a file may be fetched from here: HTTPS, or plain HTTP on loopback.
pub fn may_fetch(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => is_loopback(url),
        _ => false,
    }
}

/// The address that a redirect's `Location` leads to from `from`, when it may be followed.
///
/// A host outside may not send us into this machine, where other services listen.
pub fn redirected(from: &Url, location: &str) -> Result<Url, Detour> {
    if location.trim().is_empty() {
        return Err(Detour::Unreadable);
    }
    let to = from.join(location).map_err(|_| Detour::Unreadable)?;
    let downgrade = from.scheme() == "https" && to.scheme() != "https";
    match () {
        () if !matches!(to.scheme(), "https" | "http") || !to.has_host() => Err(Detour::Unreadable),
        () if is_loopback(&to) && !is_loopback(from) => Err(Detour::Inward),
        () if downgrade || !may_fetch(&to) => Err(Detour::Plain),
        () => Ok(to),
    }
}
