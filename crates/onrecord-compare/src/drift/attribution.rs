//! Who is credited, and how strongly.

use onrecord_model::{Drift, DriftKind, Veto};
use onrecord_text::Span;

use super::{Findings, note, short};
use crate::cue::strength;
use crate::pair::{Pair, Side};
use crate::speaker;

/// Finds another speaker, a credit gained or lost, and a cue of another strength.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let (a, b) = (&pair.a.statement, &pair.b.statement);
    let credited = (a.source.is_some() || a.speaker.is_some(), b.source.is_some() || b.speaker.is_some());
    if speaker::differs(a, b) {
        found.veto(Veto::Speaker);
        tell(pair, found, a.source, b.source, (a.speaker.unwrap_or_default(), b.speaker.unwrap_or_default()));
    } else if credited.0 != credited.1 {
        let words = (credit(&pair.a), credit(&pair.b));
        tell(pair, found, a.source, b.source, (&words.0, &words.1));
    }
    // The colon or dash of a headline says nothing of how it was said.
    let (x, y) = (words_at(&pair.a, a.cue), words_at(&pair.b, b.cue));
    if [x, y].iter().all(|cue| cue.contains(char::is_alphabetic)) && strength(x) != strength(y) {
        tell(pair, found, a.cue, b.cue, (x, y));
    }
}

fn words_at<'a>(side: &Side<'a>, span: Option<Span>) -> &'a str {
    span.as_ref().map_or("", |span| side.statement.text.slice(span))
}

fn credit(side: &Side<'_>) -> String {
    let credited = side.statement.speaker.unwrap_or_else(|| words_at(side, side.statement.source));
    if credited.is_empty() { "nobody credited".to_owned() } else { credited.to_owned() }
}

/// Adds a drift that stands behind the content, where credits are told of.
fn tell(pair: &Pair<'_>, found: &mut Findings, a: Option<Span>, b: Option<Span>, words: (&str, &str)) {
    let drift = Drift { kind: DriftKind::Attribution, a, b, note: note(&short(words.0), &short(words.1)) };
    found.push(pair.b.words.len(), drift);
}
