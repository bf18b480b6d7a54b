//! The name of a site at the end of a page's title.

/// What parts a headline from the name of the site.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " : ", " -- "];
/// Longest name of a site, in characters.
const LONGEST: usize = 60;

/// Splits a title into the headline and the name of the site behind it: "Headline | The Courier".
///
/// A name is what the page calls its outlet, the name in its host, or whatever stands behind what is printed as a heading.
pub(super) fn without(
    title: &str,
    outlet: Option<&str>,
    host: Option<&str>,
    headings: impl Fn() -> Vec<String>,
) -> (String, Option<String>) {
    let parts = SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator));
    let parts: Vec<(&str, &str)> =
        parts.map(|(a, b)| (a.trim(), b.trim())).filter(|(a, b)| !a.is_empty() && !b.is_empty()).collect();
    let known = |site: &str| {
        let names = outlet.into_iter().chain(host).flat_map(|name| [plain(name), label(name)]);
        let site = plain(site);
        !site.is_empty() && names.into_iter().any(|name| name == site)
    };
    let named = parts.iter().find(|(_, site)| known(site));
    let printed = || {
        let headings: Vec<String> = headings().iter().map(|heading| plain(heading)).collect();
        parts.iter().find(|(headline, site)| {
            let headline = plain(headline);
            !headline.is_empty() && headings.contains(&headline) && site.chars().count() <= LONGEST
        })
    };
    match named.or_else(printed) {
        Some((headline, site)) => ((*headline).to_owned(), Some((*site).to_owned())),
        None => (title.to_owned(), None),
    }
}

/// Fewest words of a heading that can be a headline, and how many of them another title of the page must have too.
const HEADLINE: usize = 3;
const COMMON: usize = 2;

/// Tells whether a heading and another title of the page are about the same: they have words in common.
pub(super) fn is_alike(heading: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(plain).filter(|w| w.len() > 3).collect()
    };
    let (own, theirs) = (words(heading), words(other));
    let common = own.iter().filter(|word| theirs.contains(word)).count();
    heading.split_whitespace().count() >= HEADLINE && heading.len() <= LONGEST_HEADLINE && common >= COMMON
}

/// Longest headline, in bytes.
const LONGEST_HEADLINE: usize = 300;

/// Takes `www.` off a name that is a host.
pub(super) fn bare(name: &str) -> &str {
    let is_host = !name.contains(char::is_whitespace) && name.matches('.').count() >= 2;
    name.strip_prefix("www.").filter(|_| is_host).unwrap_or(name)
}

/// Returns the letters and digits of a name, small.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the part of a host that names it: `example` of `www.example.org`; of other names all.
fn label(name: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [.., label, _] if !name.contains(char::is_whitespace) => plain(label),
        _ => plain(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_names() {
        assert!(is_alike("Mayor denies delay of quay", "The quay: why the mayor denies it | Ledger"));
        assert!(
            !is_alike("The Harbour Ledger", "Mayor denies delay of quay")
                && !is_alike("Mayor denies", "Mayor denies delay")
        );
    }

    #[test]
    fn names_of_sites_are_told() {
        let split = |title, outlet, host, heading: &str| without(title, outlet, host, || vec![heading.to_owned()]);
        let parted = |headline: &str, site: &str| (headline.to_owned(), Some(site.to_owned()));
        assert_eq!(
            split("Mayor denies | The Courier", Some("the courier"), None, ""),
            parted("Mayor denies", "The Courier")
        );
        assert_eq!(split("Cake - LEDGER", None, Some("ledger.example"), ""), parted("Cake", "LEDGER"));
        assert_eq!(split("Cake : The Ledger", None, None, "Cake"), parted("Cake", "The Ledger"));
        assert_eq!(split("Mayor - no", Some("The Courier"), None, "Mayor - no"), ("Mayor - no".to_owned(), None));
        assert_eq!(
            (bare("www.ledger.example"), bare("www.Ledger"), bare("The www. Ledger")),
            ("ledger.example", "www.Ledger", "The www. Ledger")
        );
    }
}
