//! Weakening and conditioning words.

use onrecord_model::{Hedge, HedgeKind};
use onrecord_text::Text;

use crate::lexicon::hedge::hedge;
use crate::word::Word;

/// Finds the hedges.
pub(super) fn find(text: &Text, words: &[Word]) -> Vec<Hedge> {
    let kind = |i: usize| {
        let word = words.get(i)?;
        let kind = hedge(&word.lower)?;
        (!misread(words, i, kind)).then_some(kind)
    };
    (0..words.len())
        .filter_map(|i| Some(Hedge { span: text.span(words[i].range.clone()).ok()?, kind: kind(i)? }))
        .collect()
}

/// "In May", "the can", "will" as a name or noun, "going home".
fn misread(words: &[Word], i: usize, kind: HedgeKind) -> bool {
    let word = &words[i];
    let next = words.get(i + 1).map_or("", |w| &*w.lower);
    match &*word.lower {
        "may" | "will" | "might" if word.capital && i > 0 => true,
        "will" | "might" | "can" => {
            i.checked_sub(1).is_some_and(|b| {
                matches!(&*words[b].lower, "the" | "a" | "of" | "political" | "good" | "military" | "and")
            }) && matches!(next, "to" | "of" | "")
        }
        "going" | "plans" | "aims" | "aim" | "hopes" | "seeks" | "intends" | "expected" | "expects" | "expect" => {
            next != "to"
        }
        "provided" => next != "that",
        "accused" | "suspected" | "reported" | "claimed" => {
            kind == HedgeKind::Hearsay
                && !i.checked_sub(1).is_some_and(|b| matches!(&*words[b].lower, "the" | "a" | "an"))
        }
        _ => false,
    }
}
