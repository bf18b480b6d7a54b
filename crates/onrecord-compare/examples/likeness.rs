//! Prints the signs of likeness of labelled pairs, for fitting: `likeness FILE.jsonl.gz` with `{"id","s1","s2","label"}` lines.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use onrecord_compare::{Statement, likeness_signs};
use onrecord_model::Slots;
use onrecord_text::{Span, Text};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("likeness FILE.jsonl.gz")?;
    let mut lines = String::new();
    MultiGzDecoder::new(std::fs::File::open(&path)?).read_to_string(&mut lines)?;
    let slots = Slots::default();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = |key: &str| Text::new(row[key].as_str().unwrap_or_default());
        let (a, b) = (text("s1")?, text("s2")?);
        let whole = |text: &Text| text.span(0..text.as_str().len());
        let (spans_a, spans_b): ([Span; 1], [Span; 1]) = ([whole(&a)?], [whole(&b)?]);
        let signs = likeness_signs(&Statement::bare(&a, &spans_a, &slots), &Statement::bare(&b, &spans_b, &slots));
        println!("{}", json!({"id": row["id"], "label": row["label"], "signs": signs}));
    }
    Ok(())
}
