//! Pages fetched from the net, where a person asks for it: public addresses only, and little of them
//! (`docs/decisions/0011-fetching.md`).

mod address;
mod body;
mod names;
mod reach;
mod refusal;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Response};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use body::Packing;
use names::{Checked, Names, SystemNames};
pub(crate) use refusal::Refusal;

/// How much is fetched at most.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// In all, names and redirects included.
    time: Duration,
    /// As sent and unpacked.
    bytes: u64,
    redirects: u32,
    /// Of the headers of one answer.
    header_bytes: usize,
}

const LIMITS: Limits =
    Limits { time: Duration::from_secs(20), bytes: 10_000_000, redirects: 5, header_bytes: 64 * 1024 };

/// Who asks, as servers see it.
const AGENT: &str = concat!("onrecord/", env!("CARGO_PKG_VERSION"));

/// What is asked for first.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml;q=0.9, application/atom+xml;q=0.9, text/plain;q=0.9, */*;q=0.1";

/// A page as fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fetched {
    /// Where it was found in the end.
    pub(crate) url: String,
    /// Its bytes, unpacked.
    pub(crate) bytes: Vec<u8>,
    /// The encoding the server names; `None` when it names none.
    pub(crate) charset: Option<String>,
}

impl Fetched {
    /// Returns its bytes, in such a form that they read the same without the server.
    pub(crate) fn legible(&self) -> Vec<u8> {
        let marked = self.charset.as_deref().and_then(|label| onrecord_app::marked(&self.bytes, label));
        marked.unwrap_or_else(|| self.bytes.clone())
    }
}

/// What fetches pages.
pub(crate) struct Fetcher {
    names: Arc<dyn Names>,
    limits: Limits,
}

impl Fetcher {
    /// Makes one that reaches public addresses only.
    pub(crate) fn new() -> Self {
        Fetcher { names: Arc::new(SystemNames), limits: LIMITS }
    }

    /// Fetches a page, following where it is sent on to.
    ///
    /// # Errors
    /// [`Refusal`]: the address is none, is not public, cannot be reached, or sends what is not fetched.
    pub(crate) fn fetch(&self, given: &str) -> Result<Fetched, Refusal> {
        let end = Instant::now() + self.limits.time;
        let mut url = address::read(given)?;
        for _ in 0..=self.limits.redirects {
            let answer = self.ask(&url, end)?;
            match answer.status().as_u16() {
                200 => return self.page(&url, answer),
                status @ (301 | 302 | 303 | 307 | 308) => {
                    let target = header(answer.headers(), "location");
                    let none = || Refusal::NoTarget { url: url.to_string(), status };
                    url = address::next(&url, target.ok_or_else(none)?)?;
                }
                status @ (404 | 410) => return Err(Refusal::Gone { url: url.to_string(), status }),
                status => return Err(Refusal::Status { url: url.to_string(), status }),
            }
        }
        Err(Refusal::Redirects { most: self.limits.redirects })
    }

    /// Asks one server once.
    fn ask(&self, url: &Url, end: Instant) -> Result<Response<Body>, Refusal> {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(self.too_slow(url));
        }
        let config = Agent::config_builder()
            .timeout_global(Some(left))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would connect in our place, to addresses that nobody checked.
            .proxy(None)
            .max_response_header_size(self.limits.header_bytes)
            .max_idle_connections(0)
            .user_agent(AGENT)
            .accept(ACCEPT)
            .accept_encoding(Packing::ACCEPTED)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::new(), Checked(Arc::clone(&self.names)));
        agent.get(url.as_str()).call().map_err(|error| self.failed(url, error))
    }

    fn page(&self, url: &Url, answer: Response<Body>) -> Result<Fetched, Refusal> {
        let kind = header(answer.headers(), "content-type").unwrap_or_default().to_owned();
        if !is_text(&kind) {
            return Err(Refusal::Kind { url: url.to_string(), kind: essence(&kind) });
        }
        let packing = Packing::read(header(answer.headers(), "content-encoding").unwrap_or_default());
        let packing = packing.map_err(|how| Refusal::Packed { url: url.to_string(), how })?;
        let sent = answer.into_body().into_reader();
        let cut = |why: &std::io::Error| self.cut_off(url, why);
        let bytes = body::read_all(sent, packing, self.limits.bytes, url.as_str(), cut)?;
        if bytes.is_empty() {
            return Err(Refusal::Empty { url: url.to_string() });
        }
        Ok(Fetched { url: url.to_string(), bytes, charset: charset(&kind) })
    }

    fn failed(&self, url: &Url, error: ureq::Error) -> Refusal {
        let why = match error {
            ureq::Error::Timeout(_) => return self.too_slow(url),
            ureq::Error::Io(why) => return self.cut_off(url, &why),
            ureq::Error::Other(other) => match other.downcast::<Refusal>() {
                Ok(refusal) => return *refusal,
                Err(other) => other.to_string(),
            },
            other => other.to_string(),
        };
        Refusal::Unreachable { url: url.to_string(), why }
    }

    fn cut_off(&self, url: &Url, why: &std::io::Error) -> Refusal {
        let timed_out = why.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
        if matches!(timed_out, Some(ureq::Error::Timeout(_))) || why.kind() == std::io::ErrorKind::TimedOut {
            return self.too_slow(url);
        }
        Refusal::Unreachable { url: url.to_string(), why: why.to_string() }
    }

    fn too_slow(&self, url: &Url) -> Refusal {
        Refusal::TooSlow { url: url.to_string(), seconds: self.limits.time.as_secs() }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Returns the kind without its particulars, short enough to show.
fn essence(kind: &str) -> String {
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().chars().take(80).collect()
}

/// Tells whether a kind is a text; where the server does not say, the content will.
fn is_text(kind: &str) -> bool {
    let kind = essence(kind);
    let known = ["", "application/xhtml+xml", "application/json", "application/ld+json", "application/x-ndjson"];
    let feeds = [
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "application/feed+json",
    ];
    kind.starts_with("text/") || known.contains(&kind.as_str()) || feeds.contains(&kind.as_str())
}

/// Finds the encoding in a content type.
fn charset(kind: &str) -> Option<String> {
    let named = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    let label = named.trim().trim_matches(['"', '\'']).trim();
    (!label.is_empty()).then(|| label.to_owned())
}
