//! A cue at the end of one paragraph, its quotation in the next: `Smith said:` and then `"We lost."`

use super::subject;
use crate::engine::Attribution;
use crate::lexicon::cue::cues;
use crate::prepared::{Prepared, Unit};

/// Words behind the cue at most ("said in a statement on Monday:").
const ADJUNCT: usize = 16;

/// Finds the attribution whose cue ends `unit` with a colon and whose content is the quotation that opens `next`.
pub(crate) fn run(prepared: &Prepared, unit: &Unit, next: &Unit) -> Option<Attribution> {
    let words = prepared.words_of(unit);
    let first = prepared.words_of(next).first()?;
    let colon = words.iter().rposition(|w| w.is(":")).filter(|c| c + 1 == words.len())?;
    let quotation = prepared.quotations.get(first.quotation? as usize)?;
    let from = colon.saturating_sub(ADJUNCT);
    let (at, cue) =
        (from..colon).rev().flat_map(|i| cues(&words[i].lower).iter().map(move |c| (i, c))).find(|(i, c)| {
            c.frame.takes('q') && words[*i].quotation.is_none() && subject::before(words, *i, c).is_some()
        })?;
    let source = subject::before(words, at, cue)?;
    let bytes =
        |r: std::ops::Range<usize>| Some(words.get(r.start)?.range.start..words.get(r.end.checked_sub(1)?)?.range.end);
    Some(Attribution {
        content: vec![quotation.outer.clone()],
        source: bytes(source),
        cue: bytes(at..at + 1),
        why: vec![
            "rule lead-in".to_owned(),
            format!("cue \"{}\" and a colon before the paragraph, {}", cue.lemma, cue.strength.as_str()),
        ],
        confidence: 0.9,
    })
}
