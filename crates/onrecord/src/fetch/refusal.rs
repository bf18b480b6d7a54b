//! Why an address was not fetched.

use std::net::IpAddr;

use crate::error::CliError;
use crate::exit::Exit;

/// Why an address was not fetched; every message says what to do instead, where there is something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is no address that can be fetched.
    BadAddress { url: String, why: String },
    /// Its host lies where the program must not reach.
    NotPublic { host: String, ip: IpAddr, what: &'static str },
    /// The connection would lose its protection on the way.
    Downgrade { from: String, to: String },
    /// It was sent on too often.
    Redirects { most: u32 },
    /// It was sent on to nowhere.
    NoTarget { url: String, status: u16 },
    /// The page is not there any more.
    Gone { url: String, status: u16 },
    /// The server answers with something else than the page.
    Status { url: String, status: u16 },
    /// What the server sends is no text.
    Kind { url: String, kind: String },
    /// It is packed in a way that was not asked for, or cannot be unpacked.
    Packed { url: String, how: String },
    /// It is too long.
    TooLong { url: String, most: u64 },
    /// It took too long.
    TooSlow { url: String, seconds: u64 },
    /// There is nothing in it.
    Empty { url: String },
    /// The name has no address, or the server cannot be reached or does not keep to the rules.
    Unreachable { url: String, why: String },
}

impl Refusal {
    /// Tells whether the page is known to be gone, rather than out of reach.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self, Self::Gone { .. })
    }

    fn exit(&self) -> Exit {
        match self {
            Self::BadAddress { .. } => Exit::Usage,
            Self::NotPublic { .. } | Self::Downgrade { .. } | Self::Redirects { .. } | Self::Kind { .. } => {
                Exit::Policy
            }
            Self::Gone { .. } => Exit::NotFound,
            _ => Exit::Failure,
        }
    }
}

/// What to do when a page cannot be fetched.
const BY_HAND: &str = "save the page and give it with --file";

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BadAddress { url, why } => write!(f, "{url} is not fetched: {why}"),
            Self::NotPublic { host, ip, what } if host == &ip.to_string() => {
                write!(f, "{host} is not fetched: it is {what}, and only public addresses are; {BY_HAND}")
            }
            Self::NotPublic { host, ip, what } => {
                write!(f, "{host} is not fetched: it leads to {ip}, {what}, and only public addresses are; {BY_HAND}")
            }
            Self::Downgrade { from, to } => {
                write!(f, "{from} sends on to {to}, which is not encrypted, so it is not followed; {BY_HAND}")
            }
            Self::Redirects { most } => write!(f, "the address was sent on more than {most} times; {BY_HAND}"),
            Self::NoTarget { url, status } => write!(f, "{url} answers {status} and does not say where to go on"),
            Self::Gone { url, status } => write!(f, "{url} answers {status}: the page is gone"),
            Self::Status { url, status } => write!(f, "{url} answers {status} and not with a page; {BY_HAND}"),
            Self::Kind { url, kind } => write!(f, "{url} is {kind:?} and no text; {BY_HAND}"),
            Self::Packed { url, how } => write!(f, "{url} cannot be unpacked: {how}"),
            Self::TooLong { url, most } => {
                write!(f, "{url} has more than {} MB, unpacked, and no more is fetched; {BY_HAND}", most / 1_000_000)
            }
            Self::TooSlow { url, seconds } => write!(f, "{url} took more than {seconds} seconds; try again later"),
            Self::Empty { url } => write!(f, "{url} answers with nothing"),
            Self::Unreachable { url, why } => write!(f, "{url} cannot be fetched: {why}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        CliError::new(refusal.exit(), refusal.to_string())
    }
}
