//! Short texts, one phenomenon each: `tests/corpus/<case>/input.txt` and what is found in it, `expected.md`.
//!
//! `INSTA_UPDATE=always cargo test -p onrecord-extract --test corpus` writes `expected.md` anew; look at the difference
//! before keeping it.

#![expect(clippy::unwrap_used, reason = "a test stops where its own preparation fails")]

use std::fmt::Write;
use std::path::Path;

use onrecord_extract::{Input, RuleEngine, extract};
use onrecord_model::{Mention, Polarity, Published, TimeExpression};
use onrecord_text::{Span, Text, layout};

fn rendered(raw: &str) -> String {
    let text = Text::new(raw).unwrap();
    let published: Option<Published> = layout(raw, None).date.and_then(|r| raw[r].parse().ok());
    let found = extract(&RuleEngine, &Input { text: &text, title: None, published, language: None, keep_that: false });
    let mut out = String::new();
    for mention in &found.mentions {
        render(&mut out, &text, mention).unwrap();
    }
    for diagnostic in &found.diagnostics {
        writeln!(out, "- {} {}", diagnostic.severity.as_str(), diagnostic.code).unwrap();
    }
    out
}

fn render(out: &mut String, text: &Text, mention: &Mention) -> std::fmt::Result {
    writeln!(out, "{}. **{}**", mention.number, mention.voice.as_str())?;
    let slice = |span: &Span| text.slice(span).to_owned();
    for content in &mention.content {
        writeln!(out, "   > {}", slice(content).replace('\n', " "))?;
    }
    if let (Some(source), Some(cue)) = (&mention.source, &mention.cue) {
        writeln!(out, "   - source: {}; cue: {}", slice(source), slice(cue))?;
    }
    if let Some(speaker) = &mention.speaker {
        let aliases: Vec<_> = speaker.aliases.iter().map(|a| format!("{} ({})", a.name, a.why)).collect();
        let role = speaker.role.as_deref().unwrap_or("no role");
        writeln!(out, "   - speaker: {}; {role}; {}", speaker.name, speaker.why)?;
        if !aliases.is_empty() {
            writeln!(out, "   - proposed as the same: {}", aliases.join(", "))?;
        }
    }
    slots(out, text, mention)
}

fn slots(out: &mut String, text: &Text, mention: &Mention) -> std::fmt::Result {
    let slice = |span: &Span| text.slice(span).to_owned();
    for quantity in &mention.slots.quantities {
        let unit = quantity.unit.as_ref().map_or("no unit", |u| u.0.as_str());
        let upper = quantity.upper.map_or(String::new(), |u| format!(" to {u}"));
        writeln!(
            out,
            "   - quantity: {} = {}{upper} {unit}, {}",
            slice(&quantity.span),
            quantity.value,
            quantity.approximation.as_str()
        )?;
    }
    if !mention.slots.negations.is_empty() {
        let negated = mention.slots.polarity == Polarity::Negated;
        let words: Vec<_> = mention.slots.negations.iter().map(slice).collect();
        writeln!(out, "   - {}: {}", if negated { "negated" } else { "affirmed" }, words.join(", "))?;
    }
    for hedge in &mention.slots.hedges {
        writeln!(out, "   - hedge: {}, {}", slice(&hedge.span), hedge.kind.as_str())?;
    }
    for TimeExpression { span, from, to, role, .. } in &mention.times {
        writeln!(out, "   - time: {} = {from}..{to}, {}", slice(span), role.as_str())?;
    }
    Ok(())
}

#[test]
fn corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut cases: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|v| v == "always");
    let mut differing = Vec::new();
    let mut seen = 0;
    for case in cases.iter().filter(|c| c.join("input.txt").is_file()) {
        seen += 1;
        let found = rendered(&std::fs::read_to_string(case.join("input.txt")).unwrap());
        let expected = std::fs::read_to_string(case.join("expected.md")).unwrap_or_default();
        if update {
            std::fs::write(case.join("expected.md"), &found).unwrap();
        } else if found != expected {
            differing.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", case.display()));
        }
    }
    assert!(seen >= 10, "the corpus is gone: {seen} cases in {}", folder.display());
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
