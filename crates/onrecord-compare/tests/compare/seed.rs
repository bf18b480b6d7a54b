//! The sample article: which of its statements are the same.

use std::path::PathBuf;

use onrecord_compare::{Statement, compare};
use onrecord_model::{Polarity, Slots, Voice};
use onrecord_text::{Span, Text, tokens};
use serde_json::Value;

fn shared() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("ONRECORD_SHARED").map_or(beside, PathBuf::from);
    shared.join("gold/seed.json").is_file().then_some(shared)
}

/// Negations by the plainest of word lists; all other slots stay empty.
fn slots(text: &Text, content: &Span) -> Slots {
    let mut slots = Slots::default();
    let slice = text.slice(content);
    for token in tokens(slice) {
        let word = slice[token.range.clone()].to_lowercase();
        if ["not", "never", "no"].contains(&word.as_str()) || word.ends_with("n't") {
            let start = content.bytes().start;
            let place = start + token.range.start..start + token.range.end;
            slots.negations.push(text.span(place).unwrap());
        }
    }
    if slots.negations.len() % 2 == 1 {
        slots.polarity = Polarity::Negated;
    }
    slots
}

fn span(text: &Text, value: &Value) -> Option<Span> {
    let at = |key: &str| usize::try_from(value[key].as_u64()?).ok();
    text.span_of_code_points(at("start")?..at("end")?).ok()
}

#[test]
fn same_statements_match_and_no_others_do() {
    let Some(shared) = shared() else {
        eprintln!("skipped: ../shared/gold/seed.json not found");
        return;
    };
    let gold: Value = serde_json::from_slice(&std::fs::read(shared.join("gold/seed.json")).unwrap()).unwrap();
    let file = shared.join(gold["document"]["file"].as_str().unwrap());
    let text = Text::new(std::fs::read_to_string(file).unwrap()).unwrap();
    let claims = gold["claims"].as_array().unwrap();
    let contents: Vec<[Span; 1]> = claims.iter().map(|c| [span(&text, &c["content"]).unwrap()]).collect();
    let slots: Vec<Slots> = contents.iter().map(|[content]| slots(&text, content)).collect();
    let statement = |i: usize| Statement {
        text: &text,
        content: &contents[i],
        slots: &slots[i],
        source: span(&text, &claims[i]["source"]),
        cue: span(&text, &claims[i]["cue"]),
        speaker: claims[i]["speaker"].as_str(),
        voice: claims[i]["kind"].as_str().and_then(Voice::parse),
        published: gold["document"]["published"].as_str().and_then(|day| day.parse().ok()),
        article: None,
    };
    let mut matches = Vec::new();
    for i in 0..claims.len() {
        for j in i + 1..claims.len() {
            let there = compare(&statement(i), &statement(j)).is_match();
            let back = compare(&statement(j), &statement(i)).is_match();
            assert_eq!(there, back, "{i} {j}");
            if there {
                matches.push(serde_json::json!([i, j]));
            }
        }
    }
    assert_eq!(Value::from(matches), gold["same_statement"]);
}
