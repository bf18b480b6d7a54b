//! The comparable parts of a proposition.

mod entity;
mod hedge;
mod negation;
mod quantity;

use onrecord_model::{Polarity, Slots};
use onrecord_text::{Span, Text};

use crate::word::{Word, words};

pub(crate) use entity::{kind, runs};

/// Bytes of content that are looked at; a proposition is a sentence or a few, not a book.
const MAX_CONTENT: usize = 20_000;

/// Finds the slots of the proposition that stands at `content` in `text`; spans longer than a long paragraph are cut.
pub fn slots(text: &Text, content: &[Span]) -> Slots {
    let mut slots = Slots::default();
    for span in content {
        let mut range = span.bytes();
        if range.len() > MAX_CONTENT {
            range.end = text.as_str().floor_char_boundary(range.start + MAX_CONTENT);
        }
        add(text, &words(text.as_str(), &range), &mut slots);
    }
    if slots.negations.len() % 2 == 1 {
        slots.polarity = Polarity::Negated;
    }
    slots
}

fn add(text: &Text, words: &[Word], slots: &mut Slots) {
    let span = |range: std::ops::Range<usize>| text.span(range).ok();
    slots.negations.extend(negation::find(words).into_iter().filter_map(span));
    slots.hedges.extend(hedge::find(text, words));
    slots.quantities.extend(quantity::find(text, words));
    slots.entities.extend(entity::find(text, words));
}
