//! Reads PolNeAR as the scorers print it: articles, and one attribution a line.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_extract::training::Label;
use onrecord_extract::{Input, Prepared};
use onrecord_text::Text;
use serde_json::Value;

/// An attribution as marked, in bytes.
pub struct Marked {
    pub source: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

/// An article and what is marked in it.
pub struct Document {
    pub prepared: Prepared,
    pub marked: Vec<Marked>,
}

impl Document {
    /// All marked pieces, in reading order.
    pub fn pieces(&self) -> Vec<(Label, Range<usize>)> {
        let piece =
            |label: Label, ranges: &[Range<usize>]| ranges.iter().map(move |r| (label, r.clone())).collect::<Vec<_>>();
        let mut all: Vec<_> = self
            .marked
            .iter()
            .flat_map(|m| {
                [piece(Label::Source, &m.source), piece(Label::Cue, &m.cue), piece(Label::Content, &m.content)]
            })
            .flatten()
            .collect();
        all.sort_by_key(|(_, r)| (r.start, r.end));
        all
    }
}

/// Reads `docs` (of `polnear_docs.py`) and `gold` (of `score_attribution.py --dump-gold`).
pub fn read(docs: &str, gold: &str) -> Result<Vec<Document>, Box<dyn std::error::Error>> {
    let mut marked: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in std::fs::read_to_string(gold)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        marked.entry(value["doc"].as_str().unwrap_or_default().to_owned()).or_default().push(value);
    }
    let mut found = Vec::new();
    for line in std::fs::read_to_string(docs)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = Text::new(value["text"].as_str().unwrap_or_default())?;
        let places: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.as_str().len()]).collect();
        let ranges = |v: &Value| -> Vec<Range<usize>> {
            let pair = |p: &Value| Some(*places.get(p[0].as_u64()? as usize)?..*places.get(p[1].as_u64()? as usize)?);
            v.as_array().map(|a| a.iter().filter_map(pair).collect()).unwrap_or_default()
        };
        let of = marked.remove(value["id"].as_str().unwrap_or_default()).unwrap_or_default();
        let marked = of
            .iter()
            .map(|g| Marked { source: ranges(&g["source"]), cue: ranges(&g["cue"]), content: ranges(&g["content"]) })
            .collect();
        let prepared =
            Prepared::new(&Input { text: &text, title: None, published: None, language: None, keep_that: true });
        found.push(Document { prepared, marked });
    }
    Ok(found)
}
