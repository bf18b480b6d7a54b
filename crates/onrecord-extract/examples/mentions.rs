//! Prints mentions as JSON, for measuring: `mentions FILE` reads one text, `mentions` reads JSON Lines articles
//! (`{"id","published","title","text","lang"}`) from standard input and prints one line each. `ENGINE` is `rules`, `fast`
//! or `accurate`.

use std::io::{BufRead, Write};

use onrecord_extract::{EngineKind, Input, extract};
use onrecord_model::{Language, Mention, Published};
use onrecord_text::{Span, Text, layout};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    if let Some(path) = std::env::args().nth(1) {
        let text = std::fs::read_to_string(&path)?;
        let date = layout(&text, None).date.and_then(|r| text.get(r).map(str::to_owned));
        let record = json!({"id": path, "text": text, "published": date});
        writeln!(out, "{}", document(&record)?)?;
        return Ok(());
    }
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", document(&serde_json::from_str(&line?)?)?)?;
    }
    Ok(())
}

fn document(record: &Value) -> Result<Value, Box<dyn std::error::Error>> {
    let text = Text::new(record["text"].as_str().unwrap_or(""))?;
    let language = record["lang"].as_str().map(|l| Language(l.to_owned()));
    let published: Option<Published> = record["published"].as_str().and_then(|p| p.parse().ok());
    let kind: EngineKind = std::env::var("ENGINE").map_or(Ok(EngineKind::default()), |name| name.parse())?;
    let found = extract(
        kind.engine(),
        &Input {
            text: &text,
            title: record["title"].as_str(),
            published,
            language: language.as_ref(),
            keep_that: std::env::var_os("KEEP_THAT").is_some(),
        },
    );
    let mentions: Vec<Value> = found.mentions.iter().map(|m| mention(&text, m)).collect();
    let diagnostics: Vec<&str> = found.diagnostics.iter().map(|d| d.code).collect();
    Ok(json!({"doc": record["id"], "mentions": mentions, "diagnostics": diagnostics}))
}

fn span(text: &Text, span: &Span) -> Value {
    let points = span.code_points();
    json!({"start": points.start, "end": points.end, "exact": text.slice(span)})
}

fn mention(text: &Text, m: &Mention) -> Value {
    json!({
        "n": m.number,
        "voice": m.voice.as_str(),
        "content": m.content.iter().map(|s| span(text, s)).collect::<Vec<_>>(),
        "source": m.source.as_ref().map(|s| span(text, s)),
        "cue": m.cue.as_ref().map(|s| span(text, s)),
        "speaker": m.speaker.as_ref().map(|s| json!({
            "name": s.name, "role": s.role, "confidence": s.confidence, "why": s.why,
            "aliases": s.aliases.iter().map(|a| json!({"name": a.name, "why": a.why})).collect::<Vec<_>>(),
        })),
        "times": m.times.iter().map(|t| json!({
            "exact": text.slice(&t.span), "from": t.from.to_string(), "to": t.to.to_string(), "role": t.role.as_str(),
        })).collect::<Vec<_>>(),
        "quantities": m.slots.quantities.iter().map(|q| json!({
            "exact": text.slice(&q.span), "value": q.value, "upper": q.upper, "unit": q.unit.as_ref().map(|u| &u.0),
            "approximation": q.approximation.as_str(),
        })).collect::<Vec<_>>(),
        "polarity": m.slots.polarity.as_str(),
        "check_worthiness": m.check_worthiness.score,
        "confidence": m.confidence,
        "why": m.why,
    })
}
