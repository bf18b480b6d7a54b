//! Writes the slots of judged pairs anew: `cargo run -p onrecord-extract --example judged_slots -- FILE.tsv…`.
//!
//! The files stand in `crates/onrecord-compare/tests/judged`, whose tests find no slots by themselves. Only the last two
//! columns change; the judgements stay.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a tool for developers: it says what it skips, and a file that cannot be read must stop it"
)]

#[path = "../../onrecord-compare/tests/judged/pairs.rs"]
mod pairs;

use std::fs;

use onrecord_model::Quantity;
use onrecord_text::{Span, Text};

fn main() {
    let Some(data) = pairs::shared() else { return };
    for path in std::env::args().skip(1) {
        let file = fs::read_to_string(&path).unwrap();
        let texts = pairs::texts(&pairs::rows(&file), &data);
        let mut texts = texts.iter();
        let anew = |line: &str| match line.strip_prefix('#') {
            Some(_) => format!("{line}\n"),
            None => with_slots(line, texts.next().unwrap()),
        };
        fs::write(&path, file.lines().map(anew).collect::<String>()).unwrap();
    }
}

/// Keeps the first four columns of a line and writes the last two.
fn with_slots(line: &str, [a, b]: &[String; 2]) -> String {
    let kept: Vec<&str> = line.split('\t').take(4).collect();
    format!("{}\t{}\t{}\n", kept.join("\t"), slots(a), slots(b))
}

/// Writes the slots that comparing looks at as vetoes.
fn slots(text: &str) -> String {
    let text = Text::new(text).unwrap();
    let whole: Vec<Span> = text.span(0..text.as_str().len()).into_iter().collect();
    let slots = onrecord_extract::slots(&text, &whole);
    let negations = slots.negations.iter().map(|span| format!("n:{}", place(span)));
    let hedges = slots.hedges.iter().map(|hedge| format!("h:{}:{}", place(&hedge.span), hedge.kind.as_str()));
    let quantities = slots.quantities.iter().map(quantity);
    negations.chain(hedges).chain(quantities).collect::<Vec<_>>().join(";")
}

fn place(span: &Span) -> String {
    let bytes = span.bytes();
    format!("{}-{}", bytes.start, bytes.end)
}

fn quantity(quantity: &Quantity) -> String {
    let unit = quantity.unit.as_ref().map_or("", |unit| unit.0.as_str());
    let upper = quantity.upper.map_or_else(String::new, |upper| upper.to_string());
    format!("q:{}:{}:{}:{unit}:{upper}", place(&quantity.span), quantity.value, quantity.approximation.as_str())
}
