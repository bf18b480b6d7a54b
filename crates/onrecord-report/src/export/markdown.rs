//! The report of a document as Markdown (`CommonMark`).

use std::fmt::Write;

use onrecord_model::{Citation, Claim, Document, EvidenceItem, EvidenceStatus, Mention, PublicEntry, Rating};

use crate::aside::SetAside;
use crate::claim::OriginTree;
use crate::language::count;
use crate::link;
use crate::section::aside;
use crate::section::claim::tree::{BranchWords, LeafWords, TreeWords};
use crate::section::evidence::rests_on;
use crate::site::Site;

/// What is written of one document.
#[derive(Clone, Debug)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Its claims, in reading order.
    pub claims: Vec<Section>,
    /// Name of the house; `None` when it gave none.
    pub house: Option<String>,
}

/// What is written of one claim.
#[derive(Clone, Debug)]
pub struct Section {
    /// The claim.
    pub claim: Claim,
    /// Who makes it; `None` when nobody could be named.
    pub speaker: Option<String>,
    /// That it was set aside; `None` when it was not.
    pub set_aside: Option<SetAside>,
    /// Where it stands in the document.
    pub mentions: Vec<Mention>,
    /// What was brought forward for and against it; what is confidential is not written.
    pub evidence: Vec<EvidenceItem>,
    /// What it goes back to.
    pub origins: Vec<OriginTree>,
    /// The verdict of the house; `None` when none stands.
    pub verdict: Option<Rating>,
    /// Its corrections, the oldest first.
    pub corrections: Vec<PublicEntry>,
}

/// Writes the report of a document.
pub fn render(report: &Report) -> String {
    let mut out = String::new();
    let document = &report.document;
    let title = document.article.title.clone().unwrap_or_else(|| document.handle.to_string());
    let _ = writeln!(out, "# {}\n", escaped(&title));
    for (name, value) in about(report) {
        let _ = writeln!(out, "- {name}: {value}");
    }
    for section in &report.claims {
        claim(&mut out, report, section);
    }
    out
}

fn about(report: &Report) -> Vec<(&'static str, String)> {
    let Document { handle, version, hash, outlet, article, .. } = &report.document;
    let outlet = outlet.as_ref().map(|outlet| &outlet.name).or(article.outlet.as_ref());
    let all = [
        ("Document", Some(format!("{handle}, version {version}"))),
        ("Outlet", outlet.map(|name| escaped(name))),
        ("Published", article.published.map(|published| published.to_string())),
        ("Address", article.url.as_deref().map(address)),
        ("BLAKE3", Some(hash.to_string())),
        ("Reviewed by", report.house.as_deref().map(escaped)),
        ("Claims", Some(report.claims.len().to_string())),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn claim(out: &mut String, report: &Report, section: &Section) {
    let Section { claim, speaker, .. } = section;
    let _ = writeln!(out, "\n## {}: {}\n", claim.handle, escaped(&claim.wording));
    let speaker = speaker.as_deref().map_or_else(|| "nobody named".to_owned(), escaped);
    let _ = writeln!(out, "- Speaker: {speaker}");
    if let Some(aside) = &section.set_aside {
        let who = format!("{}, {}", escaped(aside.by.name()), aside.at.date_naive());
        let reason = aside.reason.as_ref().map_or_else(String::new, |why| format!(": {}", escaped(why.as_str())));
        let _ = writeln!(out, "- **{}** ({who}){reason}", escaped(&aside::shortly(&aside.exit)));
    }
    for (target, status) in aside::told(&claim.statuses, section.set_aside.is_some()) {
        let decision = status.decision().map(|one| {
            let (by, reason) = (escaped(one.by.name()), escaped(one.reason.as_str()));
            let back = if matches!(status, EvidenceStatus::Returned(_)) { "returned to it by " } else { "" };
            format!(" ({back}{by}, {}): {reason}", one.at.date_naive())
        });
        let (target, kind) = (target.as_str(), status.kind().as_str());
        let _ = writeln!(out, "- {target}: **{kind}**{}", decision.unwrap_or_default());
    }
    if let Some(verdict) = &section.verdict {
        let scale = format!("{} of {} to {}", verdict.value, verdict.worst, verdict.best);
        let text = escaped(&format!("{} ({scale}): {}", verdict.text, verdict.explanation));
        let _ = writeln!(out, "- Verdict of the house, {}: {text}", verdict.on);
    }
    quoted(out, report, section);
    listed(out, section);
    traced(out, report, section);
}

fn quoted(out: &mut String, report: &Report, section: &Section) {
    for mention in &section.mentions {
        let words: Vec<&str> = mention.content.iter().map(|span| report.document.article.text.slice(span)).collect();
        let _ = writeln!(out, "\n> {}\n>\n> ({})", escaped(&words.join(" … ")), mention.voice.as_str());
    }
}

fn listed(out: &mut String, section: &Section) {
    for (at, item) in section.evidence.iter().filter(|item| !item.evidence.confidential).enumerate() {
        let evidence = &item.evidence;
        let source = match &evidence.citation {
            Citation::Url(url) => address(url),
            Citation::Offline(place) => escaped(place),
            Citation::Document { handle, .. } => handle.to_string(),
        };
        let quote = evidence.quote.as_ref().map(|quote| format!(": “{}”", escaped(&quote.exact))).unwrap_or_default();
        let (stance, target) = (evidence.stance.as_str(), evidence.target.as_str());
        let line = if at == 0 { "\n" } else { "" };
        let of = of(item);
        let _ = writeln!(out, "{line}- Evidence {}, {stance} {target} ({of}): {source}{quote}", item.handle);
        for (name, value) in kept(item) {
            let _ = writeln!(out, "  - {name}: {value}");
        }
    }
    for correction in section.corrections.iter().filter_map(PublicEntry::correction) {
        let was = correction.was.as_ref().map(|was| format!(" (before: {was})")).unwrap_or_default();
        let text = escaped(&format!("{}{was}", correction.note));
        let _ = writeln!(out, "\n*{} of {}*: {text}", correction.gravity.as_str(), correction.on);
    }
}

/// Says how near evidence is and what it rests on, whose it is and of when.
fn of(item: &EvidenceItem) -> String {
    let evidence = &item.evidence;
    let whose = [&evidence.publisher, &evidence.speaker].into_iter().flatten().map(|name| escaped(name));
    let when = evidence.as_of.map(|when| format!("as of {when}"));
    let told: Vec<String> = [rests_on(evidence).into_owned()].into_iter().chain(whose).chain(when).collect();
    told.join("; ")
}

/// Lists where copies of evidence are, why there is none, and the stake of its source.
fn kept(item: &EvidenceItem) -> Vec<(&'static str, String)> {
    let (evidence, kept) = (&item.evidence, &item.evidence.keeping);
    let all = [
        ("Archived", kept.link.as_deref().map(address)),
        ("Copy kept, BLAKE3", kept.snapshot.as_ref().map(|copy| copy.hash.to_string())),
        ("No copy", kept.waived.as_ref().map(|why| escaped(why.as_str()))),
        ("Interest", evidence.interest.as_deref().map(escaped)),
        ("To be confirmed again", evidence.stale.as_deref().map(escaped)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Writes what a claim goes back to, as its card shows it.
fn traced(out: &mut String, report: &Report, section: &Section) {
    for tree in TreeWords::of_card(&section.origins, &Site::default(), report.document.handle, false) {
        let _ = writeln!(out, "\n- Origins, {}: {}", tree.target, tree.summary);
        for branch in &tree.branches {
            let _ = writeln!(out, "  - {} ({}): {}", escaped(&branch.name), escaped(&branch.kind), sources(branch));
        }
        for note in &tree.notes {
            let _ = writeln!(out, "  - {}", escaped(note));
        }
    }
}

fn sources(branch: &BranchWords) -> String {
    let copies = branch.copies.iter().map(|copies| {
        let more = (branch.more > 0).then(|| count("copies-more", branch.more));
        let named: Vec<String> = branch.copied.iter().map(source).chain(more).collect();
        format!("{copies} not counted: {}", named.join(", "))
    });
    branch.leaves.iter().map(source).chain(copies).collect::<Vec<_>>().join("; ")
}

fn source(leaf: &LeafWords) -> String {
    let ids = leaf.ids.iter().map(|(id, _)| escaped(id)).collect::<Vec<_>>().join(" ");
    let when = leaf.when.as_ref().map(|when| format!(", {}", when.machine)).unwrap_or_default();
    let part = leaf.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
    format!("{ids} {}{when}{part}", escaped(&leaf.label)).trim().to_owned()
}

/// Writes an address as a link where it is safe, else as text.
fn address(url: &str) -> String {
    // What link::safe takes holds neither white space nor angle brackets, so it cannot leave its own.
    link::safe(url).map_or_else(|| escaped(url), |url| format!("<{url}>"))
}

/// Writes text on one line so that no character of it means anything to Markdown or HTML; control characters and direction
/// marks that could reorder the line become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A dash, or a number with a full stop, begins a list only where a line begins.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        if c.is_control() || crate::isolate::is_direction_mark(c) {
            out.push('\u{FFFD}');
            continue;
        }
        if let Some(reference) = reference(c) {
            out.push_str(reference);
            continue;
        }
        if is_mark(c) || (at == digits && matches!(c, '-' | '.' | ')')) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns what stands for a sign that HTML takes for its own, so that no renderer has to know the backslash.
fn reference(c: char) -> Option<&'static str> {
    match c {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        _ => None,
    }
}

/// Tells whether a character may mean something; a backslash before any other sign would only be hard to read.
fn is_mark(c: char) -> bool {
    r"\`*_{}[]#+=|~!@:$".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(
            escaped("**a** [b](javascript:c)\n# <d>&amp;"),
            r"\*\*a\*\* \[b\](javascript\:c) \# &lt;d&gt;&amp;amp;"
        );
        assert_eq!(escaped("- 3. x-y"), r"\- 3. x-y");
        assert_eq!(escaped("1974. It was."), r"1974\. It was.");
        assert_eq!(escaped("a\u{202E}b\0"), "a\u{FFFD}b\u{FFFD}");
        assert_eq!(address("https://a.example/x_y"), "<https://a.example/x_y>");
        assert_eq!(address("javascript:alert(1)"), r"javascript\:alert(1)");
    }
}
