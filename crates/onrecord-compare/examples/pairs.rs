//! Measures the matcher on labelled pairs: `cargo run -p onrecord-compare --example pairs -- FILE.jsonl.gz…`.
//!
//! Each line is `{"id","s1","s2"}` with `label` or `score`. With numeric labels (1: same statement) or graded scores (0..5) it prints F1 at the built-in
//! threshold and at the best one found on half of the pairs; with `"contradiction"` it prints how many pairs that differ
//! in a negating word are vetoed. Slots hold nothing but negations found by a word list: this measures comparing, not
//! extraction.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use onrecord_compare::{NARROWS_AT, Options, REWORDS_AT, Statement, compare, compare_with};
use onrecord_model::{Slots, Veto};
use onrecord_text::{Span, Text, tokens};
use serde_json::Value;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    for path in std::env::args().skip(1) {
        let mut lines = String::new();
        MultiGzDecoder::new(std::fs::File::open(&path)?).read_to_string(&mut lines)?;
        let rows = lines.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
        println!("{path}: {} pairs", rows.len());
        if rows.iter().any(|row| judgement(row).is_some()) {
            same_statement(&rows)?;
        } else {
            negation(&rows)?;
        }
    }
    Ok(())
}

/// Returns whether people call a pair the same: by its label, or by graded similarity of 3.5 of 5 and up.
fn judgement(row: &Value) -> Option<bool> {
    let label = row["label"].as_u64().map(|label| label == 1);
    label.or_else(|| row["score"].as_f64().map(|score| score >= 3.5))
}

/// One sentence as a statement that owns its parts.
struct Sentence {
    text: Text,
    content: [Span; 1],
    slots: Slots,
}

impl Sentence {
    fn new(row: &Value, key: &str) -> Outcome<Self> {
        let text = Text::new(row[key].as_str().unwrap_or_default())?;
        let content = [text.span(0..text.as_str().len())?];
        let mut slots = Slots::default();
        for token in tokens(text.as_str()) {
            let word = text.as_str().get(token.range.clone()).unwrap_or_default().to_lowercase();
            let listed = ["not", "never", "no", "cannot", "nor", "neither", "without"].contains(&word.as_str());
            if listed || word.ends_with("n't") || word.ends_with("n’t") {
                slots.negations.push(text.span(token.range)?);
            }
        }
        Ok(Sentence { text, content, slots })
    }

    fn statement(&self) -> Statement<'_> {
        Statement::bare(&self.text, &self.content, &self.slots)
    }
}

/// One pair as judged by a person and by the program.
struct Judged {
    id: String,
    same: bool,
    score: f64,
    is_match: bool,
}

fn same_statement(rows: &[Value]) -> Outcome<()> {
    let (mut judged, mut negated) = (Vec::new(), 0);
    for row in rows {
        let (a, b) = (Sentence::new(row, "s1")?, Sentence::new(row, "s2")?);
        let same = judgement(row) == Some(true);
        let veto = compare(&a.statement(), &b.statement()).vetoes.contains(&Veto::Negation);
        negated += usize::from(same && veto);
        let comparison = compare_with(&a.statement(), &b.statement(), Options { vetoes: false });
        judged.push(Judged {
            id: row["id"].as_str().unwrap_or_default().to_owned(),
            same,
            score: comparison.score,
            is_match: comparison.is_match(),
        });
    }
    let all: Vec<&Judged> = judged.iter().collect();
    println!("  everything the same:      {}", report(&all, |_| true));
    println!("  score ≥ {REWORDS_AT}:              {}", report(&all, |pair| pair.score >= REWORDS_AT));
    println!("  match (contained ≥ {NARROWS_AT}): {}", report(&all, |pair| pair.is_match));
    let (tune, held): (Vec<&Judged>, Vec<&Judged>) = judged.iter().partition(|pair| half(&pair.id));
    let best = (20..=80)
        .map(|hundredths| f64::from(hundredths) / 100.0)
        .max_by(|x, y| f1(&tune, |pair| pair.score >= *x).total_cmp(&f1(&tune, |pair| pair.score >= *y)))
        .unwrap_or(REWORDS_AT);
    println!("  best on one half {best:.2}, on the other half: {}", report(&held, |pair| pair.score >= best));
    println!("  same, but vetoed for negation: {negated}");
    Ok(())
}

/// Splits by the bytes of the id, the same way every time.
fn half(id: &str) -> bool {
    id.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % 2 == 0
}

fn counts(pairs: &[&Judged], says: impl Fn(&Judged) -> bool) -> (f64, f64, f64) {
    let count = |wanted: &dyn Fn(&Judged) -> bool| pairs.iter().filter(|pair| wanted(pair)).count() as f64;
    let right = count(&|pair| says(pair) && pair.same);
    (right, count(&|pair| says(pair)), count(&|pair| pair.same))
}

fn f1(pairs: &[&Judged], says: impl Fn(&Judged) -> bool) -> f64 {
    let (right, said, same) = counts(pairs, says);
    2.0 * right / (said + same).max(1.0)
}

fn report(pairs: &[&Judged], says: impl Fn(&Judged) -> bool + Copy) -> String {
    let (right, said, same) = counts(pairs, says);
    let (precision, recall) = (right / said.max(1.0), right / same.max(1.0));
    format!("precision {precision:.3}, recall {recall:.3}, F1 {:.3}", f1(pairs, says))
}

/// Counts vetoes on contradicting pairs of which one has more negating words than the other, by one.
fn negation(rows: &[Value]) -> Outcome<()> {
    let (mut differing, mut vetoed, mut equal, mut wrong) = (0, 0, 0, 0);
    for row in rows {
        let (a, b) = (Sentence::new(row, "s1")?, Sentence::new(row, "s2")?);
        let veto = compare(&a.statement(), &b.statement()).vetoes.contains(&Veto::Negation);
        match a.slots.negations.len().abs_diff(b.slots.negations.len()) {
            0 => (equal, wrong) = (equal + 1, wrong + usize::from(veto)),
            1 => (differing, vetoed) = (differing + 1, vetoed + usize::from(veto)),
            _ => {}
        }
    }
    println!("  one negating word more on one side: {vetoed} of {differing} vetoed");
    println!("  as many on both sides: {wrong} of {equal} vetoed");
    Ok(())
}
