//! Names to addresses: looked up once, every answer checked, and connected to what was checked.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::reach::not_public;
use super::refusal::Refusal;

/// What looks names up.
pub(super) trait Names: Send + Sync {
    /// Returns every address of a host.
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;

    /// Says what an address is that must not be reached; `None` for one that may.
    fn forbids(&self, address: SocketAddr) -> Option<&'static str>;
}

/// The names of the system, public addresses only.
pub(super) struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        (host, port).to_socket_addrs().map(Iterator::collect)
    }

    fn forbids(&self, address: SocketAddr) -> Option<&'static str> {
        not_public(address.ip())
    }
}

/// The one place through which connections are made: what it returns is what is connected to, so that no second look-up
/// can answer otherwise than the one that was checked.
pub(super) struct Checked(pub(super) Arc<dyn Names>);

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checked")
    }
}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let found = match host.parse::<IpAddr>() {
            Ok(ip) => vec![SocketAddr::new(ip, port)],
            Err(_) => self.within(host, port, *timeout.after).map_err(|why| name_failed(uri, &why, timeout))?,
        };
        let mut checked = self.empty();
        for address in found {
            // One answer that must not be reached spoils them all: which of them would be taken is not ours to say.
            if let Some(what) = self.0.forbids(address) {
                let refusal = Refusal::NotPublic { host: host.to_owned(), ip: address.ip(), what };
                return Err(ureq::Error::Other(Box::new(refusal)));
            }
            if checked.len() < MOST {
                checked.push(address);
            }
        }
        if checked.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(checked) }
    }
}

/// Addresses of one host that are tried; the list that ureq takes holds no more.
const MOST: usize = 16;

impl Checked {
    /// Looks a name up on a thread of its own: the system's way to do it cannot be interrupted.
    fn within(&self, host: &str, port: u16, time: Duration) -> io::Result<Vec<SocketAddr>> {
        let (tell, told) = mpsc::sync_channel(1);
        let (names, host) = (Arc::clone(&self.0), host.to_owned());
        std::thread::spawn(move || tell.send(names.look_up(&host, port)));
        match told.recv_timeout(time) {
            Ok(found) => found,
            Err(RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("the name could not be looked up")),
        }
    }
}

fn name_failed(uri: &Uri, why: &io::Error, timeout: NextTimeout) -> ureq::Error {
    if why.kind() == io::ErrorKind::TimedOut {
        return ureq::Error::Timeout(timeout.reason);
    }
    let why = format!("its name was not found ({why})");
    ureq::Error::Other(Box::new(Refusal::Unreachable { url: uri.to_string(), why }))
}
