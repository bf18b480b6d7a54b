//! Every sentence with what became of it.

use onrecord_model::{CheckWorthiness, Mention, Voice};
use onrecord_text::Span;

use crate::analysed::Analysed;
use crate::engine::Engine;
use crate::input::Input;
use crate::slots::slots;

/// One sentence, the voice of the claim in it, and its worth.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceVerdict {
    /// The sentence.
    pub span: Span,
    /// Voice of the first mention in it; `None` when it holds none, and `why` says why.
    pub voice: Option<Voice>,
    /// How much it is worth checking, mention or not.
    pub check_worthiness: CheckWorthiness,
    /// Why it is a mention, or why it was left out: lower-case fragments.
    pub why: Vec<String>,
}

/// Returns every sentence of the body, headlines first, with its voice or the reason why it was left out.
pub fn all_sentences(engine: &dyn Engine, input: &Input<'_>) -> Vec<SentenceVerdict> {
    let analysed = Analysed::new(engine, input);
    let mentions = analysed.mentions();
    let prepared = &analysed.prepared;
    let mut at = 0;
    let body = prepared.units.iter().flat_map(|u| u.sentences.iter());
    let ranges = prepared.layout.headlines.iter().chain(body);
    ranges
        .filter_map(|range| {
            let span = prepared.text.span(range.clone()).ok()?;
            while analysed.narrated.get(at).is_some_and(|n| n.range.start < range.start) {
                at += 1;
            }
            let left_out = analysed.narrated.get(at).filter(|n| n.range == *range).and_then(|n| n.left_out);
            Some(verdict(&analysed, span, &mentions, left_out))
        })
        .collect()
}

fn verdict(analysed: &Analysed, span: Span, mentions: &[Mention], left_out: Option<&'static str>) -> SentenceVerdict {
    let from = mentions
        .partition_point(|m| m.content.first().is_some_and(|c| c.bytes().start < span.bytes().start))
        .saturating_sub(2);
    let mention = mentions.iter().skip(from).take(4).find(|m| m.content.iter().any(|c| c.overlaps(&span)));
    let found = slots(&analysed.prepared.text, &[span]);
    SentenceVerdict {
        voice: mention.map(|m| m.voice),
        check_worthiness: analysed.worth.score(&analysed.prepared, &span.bytes(), &found, false),
        why: match (mention, left_out) {
            (Some(mention), _) => mention.why.clone(),
            (None, Some(why)) => vec![why.to_owned()],
            (None, None) => vec!["the rest of a reported statement, or a language without rules".to_owned()],
        },
        span,
    }
}
