//! What an address tells.

use chrono::NaiveDate;

/// Finds the host of an `http` or `https` address, lower case, without user, port and the prefixes `www.` and `m.`.
///
/// `None` when `url` has another scheme or no host.
pub fn outlet_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.').to_lowercase();
    let bare = ["www.", "m."].iter().find_map(|prefix| host.strip_prefix(prefix));
    let outlet = bare.filter(|rest| rest.contains('.')).unwrap_or(&host);
    let plausible = outlet.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    (plausible && !outlet.is_empty()).then(|| outlet.to_owned())
}

/// Tells whether `url` is a web address.
pub(crate) fn is_web(url: &str) -> bool {
    outlet_of(url).is_some()
}

/// Finds a day in the path of `url`: `/2026/01/24/`, `/2026-01-24-`, `/20260124/`.
///
/// `None` when there is none, or none between 1990 and 2100.
pub(crate) fn date_in(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let apart = numbers.windows(3).find_map(|run| match run {
        [y, m, d] if y.len() == 4 && (1..=2).contains(&m.len()) && (1..=2).contains(&d.len()) => day(y, m, d),
        _ => None,
    });
    apart.or_else(|| numbers.iter().filter(|n| n.len() == 8).find_map(|n| day(n.get(..4)?, n.get(4..6)?, n.get(6..)?)))
}

fn day(y: &str, m: &str, d: &str) -> Option<NaiveDate> {
    let year: i32 = y.parse().ok().filter(|year| (1990..2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, m.parse().ok()?, d.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_hosts() {
        let outlet = |url| outlet_of(url).unwrap_or_default();
        assert_eq!(outlet("https://www.Example.org:8080/a?b"), "example.org");
        assert_eq!(outlet("http://m.example.org/"), "example.org");
        assert_eq!(outlet("https://me@example.org#x"), "example.org");
        assert_eq!(outlet("https://www.de"), "www.de");
        assert_eq!(outlet("javascript://example.org"), "");
        assert_eq!(outlet("https://"), "");
        assert_eq!(outlet("no address"), "");
    }

    #[test]
    fn days_in_paths() {
        let date = |url| date_in(url).map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(date("https://example.org/2026/01/24/a-story"), "2026-01-24");
        assert_eq!(date("https://example.org/20260124/a-112.html"), "2026-01-24");
        assert_eq!(date("https://example.org/news/2026-1-4-x"), "2026-01-04");
        assert_eq!(date("https://example.org/2026/13/45/x"), "");
        assert_eq!(date("https://example.org/a?on=2026/01/24"), "");
    }
}
