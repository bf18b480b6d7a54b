//! Which addresses may become links.

/// Returns `url` when it may be linked to: `http` or `https`, a plain host, and no character that a browser would drop
/// or that could make the address look like another one.
///
/// Escaping alone is not enough: an escaped `javascript:` address still runs when it is clicked. The rules are stricter
/// than the URL standard on purpose, because an address that is refused is still shown as text.
pub(crate) fn safe(url: &str) -> Option<&str> {
    let rest = after_scheme(url)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let clean = !url.chars().any(is_unsafe) && is_authority(authority);
    clean.then_some(url)
}

fn after_scheme(url: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let (head, rest) = url.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

// White space and controls are dropped or trimmed by browsers, a backslash is read as a slash, direction marks turn
// what is shown, the rest is never valid in an address.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || crate::isolate::is_direction_mark(c)
        || matches!(c, '\\' | '"' | '\'' | '<' | '>' | '`' | '{' | '}' | '|' | '^')
}

// `user@host` is refused: it is used to make one host look like another.
fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !host.starts_with('[') || host.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let literal = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.');
    let plain = match host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
        Some(address) => !address.is_empty() && address.chars().all(literal),
        None => host.chars().any(char::is_alphanumeric) && host.chars().all(name),
    };
    plain && port.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn takes_addresses_of_pages() {
        for good in [
            "https://example.org/",
            "HTTP://Example.org:8080/a?b=c&d#e",
            "https://example.org",
            "https://bücher.example/straße",
            "http://[::1]:80/x",
            "https://[2001:db8::1]/x",
            "https://example.org/20260124/a--b-1.html",
            "https://example.org?x=a:b@c",
        ] {
            assert_eq!(safe(good), Some(good), "{good}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for bad in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "/relative",
            "https:/example.org",
            "https:example.org",
            "http://",
            "https:///path",
            "https://a@b.example/",
            "https://exa mple.org/",
            "https://example.org/\u{202e}gpj.exe",
            "https://example.org/\\x",
            "https://example.org:80x/",
            "https://[x]/",
            "https://[]/",
            " https://example.org/",
            "https://example.org/\n",
            "https://example.org/\"onmouseover=alert(1)",
            "hxxps://example.org/",
        ] {
            assert_eq!(safe(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_linked_starts_with_a_scheme_of_the_web(s in "(?i)[a-z\\x00-\\x20:/]{0,12}https?:/?/?\\PC{0,20}|\\PC*") {
            if let Some(url) = safe(&s) {
                let lower = url.to_ascii_lowercase();
                prop_assert!(lower.starts_with("http://") || lower.starts_with("https://"));
            }
        }
    }
}
