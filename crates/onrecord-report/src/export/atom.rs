//! What was decided and what readers were told as an Atom feed (RFC 4287).

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use onrecord_model::{EventId, PublicEntry, PublicKind, Reason, StatusChange};

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
    /// Where the feed itself is published; `None` when not known.
    pub address: Option<String>,
    /// What was decided and what readers were told, the newest first.
    pub items: Vec<Item>,
    /// Whether the people who did it are left out.
    pub hides_people: bool,
    /// What wrote it.
    pub generator: &'static str,
}

/// One thing that was decided, or that readers were told.
#[derive(Clone, Debug)]
pub struct Item {
    /// What happened.
    pub news: News,
    /// Wording of the claim or headline of the document it is about.
    pub about: String,
    /// What was found, a line each; empty when nothing was.
    pub findings: Vec<String>,
    /// Where it can be read; `None` when not known.
    pub address: Option<String>,
}

/// What an entry of a feed is of.
#[derive(Clone, Debug)]
pub enum News {
    /// Readers were told something.
    Told(PublicEntry),
    /// A status was set, or that was taken back.
    Decided(Decided),
}

/// A decision on a status.
#[derive(Clone, Debug)]
pub struct Decided {
    /// Id of the entry of the log.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who decided.
    pub by: String,
    /// What changed.
    pub change: StatusChange,
    /// Why; `None` when no reason was given.
    pub reason: Option<Reason>,
    /// Whether it takes a decision back.
    pub takes_back: bool,
}

impl News {
    fn id(&self) -> String {
        match self {
            Self::Told(entry) => urn(entry.id),
            Self::Decided(one) => urn(one.id),
        }
    }

    /// Returns when it was entered.
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Told(entry) => entry.at,
            Self::Decided(one) => one.at,
        }
    }

    fn by(&self) -> &str {
        match self {
            Self::Told(entry) => entry.by.name(),
            Self::Decided(one) => &one.by,
        }
    }

    fn published(&self) -> String {
        match self {
            Self::Told(entry) => format!("{}T00:00:00Z", entry.kind.on()),
            Self::Decided(one) => moment(one.at),
        }
    }
}

/// Tells whether an address is one that readers of feeds can follow: plain `http` or `https`.
pub fn is_address(url: &str) -> bool {
    link::safe(url).is_some()
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
    link_to(&mut out, "self", feed.address.as_deref());
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
    element(out, "id", &item.news.id());
    element(out, "title", &format!("{}: {}", title(word), item.about));
    element(out, "updated", &moment(item.news.at()));
    element(out, "published", &item.news.published());
    if !hides_people {
        person(out, item.news.by());
    }
    let _ = writeln!(out, "<category term=\"{}\"/>", escaped(word));
    link_to(out, "alternate", item.address.as_deref());
    let _ = writeln!(out, "<content type=\"text\">{}</content>", escaped(&text));
    out.push_str("</entry>\n");
}

fn link_to(out: &mut String, rel: &str, address: Option<&str>) {
    if let Some(address) = address.and_then(link::safe) {
        let _ = writeln!(out, "<link rel=\"{rel}\" href=\"{}\"/>", escaped(address));
    }
}

/// Returns the word for what happened, and the text of it.
fn told(item: &Item) -> (&'static str, String) {
    let (word, mut lines) = match &item.news {
        News::Told(entry) => of_entry(&entry.kind),
        News::Decided(one) => (if one.takes_back { "decision taken back" } else { "decision" }, of_decision(one)),
    };
    lines.extend(item.findings.iter().cloned());
    if lines.is_empty() {
        lines.push(item.about.clone());
    }
    (word, lines.join("\n"))
}

fn of_entry(kind: &PublicKind) -> (&'static str, Vec<String>) {
    match kind {
        PublicKind::Published(_) => ("published", Vec::new()),
        PublicKind::Corrected(one) => {
            let before = one.was.as_ref().map(|was| format!("It said before: {was}"));
            (one.gravity.as_str(), std::iter::once(one.note.to_string()).chain(before).collect())
        }
        PublicKind::Rated(one) => {
            let scale = format!("{} ({} on a scale of {} to {})", one.text, one.value, one.worst, one.best);
            ("verdict", vec![scale, one.explanation.to_string()])
        }
    }
}

fn of_decision(one: &Decided) -> Vec<String> {
    let StatusChange { target, before, after, judged, .. } = &one.change;
    let what = format!("{}: {} (before: {})", target.as_str(), after.kind().as_str(), before.kind().as_str());
    let overrides = judged.as_ref().and_then(|judged| judged.overrides.as_ref());
    let against = overrides.map(|why| format!("Against the rule that should hold: {why}"));
    [Some(what), one.reason.as_ref().map(ToString::to_string), against].into_iter().flatten().collect()
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
