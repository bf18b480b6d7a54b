//! Addresses and ids of findings: an address that is none is not kept, wherever it stands.

use super::shortened;

/// Schemes of addresses that run something or open what is on a machine, and name nothing.
const ACTIVE: [&str; 5] = ["javascript", "vbscript", "data", "file", "blob"];

/// Returns an address of the web; anything else is left out, which is noted.
pub(super) fn link(field: &str, written: Option<String>, left_out: &mut Vec<String>) -> Option<String> {
    written.filter(|written| {
        let is_one = matches!(scheme(written).as_deref(), Some("http" | "https"));
        if !is_one {
            let shown = shortened(written);
            left_out.push(format!(
                "field {field:?}: {shown:?} is no address that starts with https:// or http:// and is left out"
            ));
        }
        is_one
    })
}

/// Returns an id; one that is an address which runs something is left out, which is noted.
pub(super) fn id(field: &str, written: Option<String>, left_out: &mut Vec<String>) -> Option<String> {
    written.filter(|written| {
        let is_active = scheme(written).is_some_and(|scheme| ACTIVE.contains(&scheme.as_str()));
        if is_active {
            let shown = shortened(written);
            left_out.push(format!("field {field:?}: {shown:?} is no id and is left out"));
        }
        !is_active
    })
}

/// Returns what stands before the colon of an address, as browsers read it: case, white space and control characters in it
/// change nothing.
fn scheme(written: &str) -> Option<String> {
    let (before, after) = written.split_once(':')?;
    let letters = before.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    let scheme: String = letters.flat_map(char::to_lowercase).collect();
    let is_web = scheme == "http" || scheme == "https";
    (!is_web || after.starts_with("//")).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_of_the_web() {
        for (written, kept) in [
            ("https://d.example/1", true),
            ("HTTP://d.example", true),
            ("javascript:alert(1)", false),
            ("java\tscript:alert(1)", false),
            ("https:d.example", false),
            ("/fact/1", false),
            ("ftp://d.example", false),
        ] {
            let mut noted = Vec::new();
            let found = link("url", Some(written.to_owned()), &mut noted);
            assert_eq!((found.is_some(), noted.is_empty()), (kept, kept), "{written}");
        }
    }

    #[test]
    fn an_id_may_be_anything_that_runs_nothing() {
        for (written, kept) in [("urn:uuid:1", true), ("7", true), ("a: b", true), (" JavaScript:alert(1)", false)] {
            assert_eq!(id("id", Some(written.to_owned()), &mut Vec::new()).is_some(), kept, "{written}");
        }
    }
}
