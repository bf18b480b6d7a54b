//! What readers were told as an Atom feed (RFC 4287).

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use onrecord_model::{PublicEntry, PublicKind};

use super::claimreview::urn;
use crate::link;

/// What is written of a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Names the feed for good: `urn:…`.
    pub id: String,
    /// Name of the house; `None` when it gave none.
    pub house: Option<String>,
    /// When it changed last.
    pub updated: DateTime<Utc>,
    /// What readers were told, the newest first.
    pub items: Vec<Item>,
    /// Whether the people who told it are left out.
    pub hides_people: bool,
    /// What wrote it.
    pub generator: &'static str,
}

/// One thing readers were told.
#[derive(Clone, Debug)]
pub struct Item {
    /// The entry.
    pub entry: PublicEntry,
    /// Wording of the claim or headline of the document it is about.
    pub about: String,
    /// What was found, a line each; empty when nothing was.
    pub findings: Vec<String>,
}

/// Writes a feed.
pub fn render(feed: &Feed) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let house = feed.house.as_deref().unwrap_or("Onrecord");
    element(&mut out, "id", &feed.id);
    element(&mut out, "title", &format!("{house}: decisions and corrections"));
    element(&mut out, "updated", &moment(feed.updated));
    element(&mut out, "generator", feed.generator);
    person(&mut out, house);
    for item in &feed.items {
        entry(&mut out, item, feed.hides_people);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, item: &Item, hides_people: bool) {
    let (word, text) = told(item);
    out.push_str("<entry>\n");
    element(out, "id", &urn(item.entry.id));
    element(out, "title", &format!("{}: {}", title(word), item.about));
    element(out, "updated", &moment(item.entry.at));
    element(out, "published", &format!("{}T00:00:00Z", item.entry.kind.on()));
    if !hides_people {
        person(out, item.entry.by.name());
    }
    let _ = writeln!(out, "<category term=\"{}\"/>", escaped(word));
    let address = item.entry.publication().and_then(|one| one.address.as_deref()).and_then(link::safe);
    if let Some(address) = address {
        let _ = writeln!(out, "<link rel=\"alternate\" href=\"{}\"/>", escaped(address));
    }
    let _ = writeln!(out, "<content type=\"text\">{}</content>", escaped(&text));
    out.push_str("</entry>\n");
}

/// Returns the word for what was told, and the text of it.
fn told(item: &Item) -> (&'static str, String) {
    let (word, mut lines) = match &item.entry.kind {
        PublicKind::Published(_) => ("published", Vec::new()),
        PublicKind::Corrected(one) => {
            let before = one.was.as_ref().map(|was| format!("It said before: {was}"));
            (one.gravity.as_str(), std::iter::once(one.note.to_string()).chain(before).collect())
        }
        PublicKind::Rated(one) => {
            let scale = format!("{} ({} on a scale of {} to {})", one.text, one.value, one.worst, one.best);
            ("verdict", vec![scale, one.explanation.to_string()])
        }
    };
    lines.extend(item.findings.iter().cloned());
    if lines.is_empty() {
        lines.push(item.about.clone());
    }
    (word, lines.join("\n"))
}

fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn person(out: &mut String, name: &str) {
    let _ = writeln!(out, "<author><name>{}</name></author>", escaped(name));
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", escaped(text));
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Escapes text for XML, in content and in quoted attributes, without the characters that XML 1.0 forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|c| is_xml(*c)) {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}

/// Tells whether a character is one that XML 1.0 allows (section 2.2) and that is no other control character.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(
            escaped("]]><a b='c\"'>&amp;\0\u{1b}\u{FFFE}\n\r"),
            "]]&gt;&lt;a b=&#39;c&quot;&#39;&gt;&amp;amp;\n&#13;"
        );
        assert_eq!(title("correction"), "Correction");
    }

    proptest! {
        #[test]
        fn no_character_stays_that_xml_forbids_or_takes_for_its_own(s in any::<String>()) {
            let out = escaped(&s);
            let forbidden = ['<', '>', '"', '\'', '\r', '\0', '\u{FFFF}', '\u{1b}'];
            prop_assert!(!out.contains(forbidden));
            let mut back = out;
            for (reference, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&amp;", "&")] {
                back = back.replace(reference, c);
            }
            let kept: String = s.chars().filter(|c| is_xml(*c)).collect();
            prop_assert_eq!(back, kept);
        }
    }
}
