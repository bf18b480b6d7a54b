//! Which addresses are fetched at all, by their spelling.

use url::Url;

use super::refusal::Refusal;

/// Characters of an address that are read; browsers and servers take about as many.
const LONGEST: usize = 8_000;

/// Reads an address. The spelling is brought to the one form that browsers use, so that `http://2130706433/` is
/// `http://127.0.0.1/` before anything is looked up.
///
/// # Errors
/// [`Refusal::BadAddress`] for what is no web address, or names a user.
pub(super) fn read(given: &str) -> Result<Url, Refusal> {
    let shown: String = given.chars().take(200).collect();
    let bad = |why: &str| Refusal::BadAddress { url: shown.clone(), why: why.to_owned() };
    if given.len() > LONGEST {
        return Err(bad("it is too long"));
    }
    let url = Url::parse(given).map_err(|why| bad(&format!("it is no address ({why})")))?;
    check(url)
}

/// Reads where a page sends on to.
///
/// # Errors
/// As [`read`]; [`Refusal::Downgrade`] where encryption would end.
pub(super) fn next(from: &Url, location: &str) -> Result<Url, Refusal> {
    let shown: String = location.chars().take(200).collect();
    let bad = |why: &str| Refusal::BadAddress { url: shown.clone(), why: why.to_owned() };
    if location.len() > LONGEST {
        return Err(bad("it is too long"));
    }
    let url = check(from.join(location).map_err(|why| bad(&format!("it is no address ({why})")))?)?;
    if from.scheme() == "https" && url.scheme() != "https" {
        return Err(Refusal::Downgrade { from: from.to_string(), to: url.to_string() });
    }
    Ok(url)
}

fn check(mut url: Url) -> Result<Url, Refusal> {
    let bad = |why: &str| Err(Refusal::BadAddress { url: url.to_string(), why: why.to_owned() });
    if !matches!(url.scheme(), "http" | "https") {
        return bad("only http:// and https:// are");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return bad("it names a user before an @, which can hide where it leads; leave that out");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return bad("it names no host");
    }
    if url.port() == Some(0) {
        return bad("it names port 0");
    }
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(given: &str) -> String {
        read(given).unwrap().host_str().unwrap().to_owned()
    }

    #[test]
    fn every_spelling_of_an_address_is_the_same_address() {
        for spelling in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://0x7f.1/",
            "http://①②⑦.0.0.1/",
            "http://127.0.0.1./",
            "http:\\\\127.0.0.1\\",
            "http://%31%32%37.0.0.1/",
            "http:127.0.0.1",
        ] {
            assert_eq!(host(spelling), "127.0.0.1", "{spelling}");
        }
        assert_eq!(host("http://[::ffff:127.0.0.1]/"), "[::ffff:7f00:1]");
        assert_eq!(host("https://EXAMPLE。example/#part"), "example.example");
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for (given, why) in [
            ("ftp://a.example/", "only http"),
            ("file:///etc/passwd", "only http"),
            ("javascript:alert(1)", "only http"),
            ("http://user@a.example/", "names a user"),
            ("http://a.example:x@b.example/", "names a user"),
            ("https://a.example@127.0.0.1/", "names a user"),
            ("http://", "no address"),
            ("a.example/page", "no address"),
            ("http://a.example:0/", "port 0"),
            ("http://a b.example/", "no address"),
        ] {
            let told = read(given).map(|url| url.to_string()).unwrap_err().to_string();
            assert!(told.contains(why), "{given}: {told}");
        }
        let long = format!("http://a.example/{}", "x".repeat(LONGEST));
        assert!(read(&long).unwrap_err().to_string().contains("too long"));
    }

    #[test]
    fn a_page_may_send_on_but_not_out_of_encryption() {
        let page = read("https://a.example/x/y").unwrap();
        assert_eq!(next(&page, "../z?q#f").unwrap().as_str(), "https://a.example/z?q");
        assert_eq!(next(&page, "//b.example").unwrap().as_str(), "https://b.example/");
        assert!(matches!(next(&page, "http://a.example/"), Err(Refusal::Downgrade { .. })));
        assert!(matches!(next(&page, "file:///etc/passwd"), Err(Refusal::BadAddress { .. })));
        let open = read("http://a.example/").unwrap();
        assert_eq!(next(&open, "https://a.example/").unwrap().scheme(), "https");
    }
}
