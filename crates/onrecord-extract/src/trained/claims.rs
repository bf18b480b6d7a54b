//! Which of a tagger's finds are something somebody claims.

use std::ops::Range;

use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::link::Linked;
use crate::prepared::Prepared;

/// Cues that report although nobody is credited ("is believed to be"). Annotators mark acts and states without a source as
/// well ("was confirmed", "is planned"); a reviewer has nobody to ask about them, and the narrator says them.
static IMPERSONAL: WordSet = WordSet::new(
    "believed expected said say says thought reported alleged accused feared estimated reportedly allegedly suspected \
     considered rumored rumoured known told",
);

/// Tells whether a find is a claim: it has a content to check, and somebody who claims it or words that say it is reported.
pub(super) fn claimed(prepared: &Prepared, linked: &Linked) -> bool {
    let words = |range: &Range<usize>| prepared.words.get(range.clone()).unwrap_or(&[]);
    let quoted = linked.content.iter().flat_map(words).any(|w| w.quotation.is_some());
    let reports = words(&linked.cue).iter().any(|w| IMPERSONAL.has(&w.lower));
    // "Trump praised him": a pronoun states nothing.
    let bare = |w: &crate::Word| !w.is_word() || w.any(Class::PRONOUN | Class::OBJECT | Class::DETERMINER);
    let empty = linked.content.iter().flat_map(words).all(bare);
    !empty && (linked.source.is_some() || quoted || reports)
}
