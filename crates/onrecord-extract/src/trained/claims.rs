//! Which of a tagger's finds are something somebody claims.

use std::ops::Range;

use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::name::{ANONYMOUS, DOCUMENT, HUMAN, ROLE};
use crate::link::Linked;
use crate::prepared::Prepared;
use crate::word::Word;

/// Cues that report although nobody is credited ("is believed to be"). Annotators mark acts and states without a source as
/// well ("was confirmed", "is planned"); a reviewer has nobody to ask about them, and the narrator says them.
static IMPERSONAL: WordSet = WordSet::new(
    "believed expected said say says thought reported alleged accused feared estimated reportedly allegedly suspected \
     considered rumored rumoured known told",
);
/// Words that stand for what was said before ("Analysts expect otherwise").
static EMPTY: WordSet = WordSet::new("differently not otherwise so");
/// Words before "to say" that say that it was not said.
static WITHHELD: WordSet =
    WordSet::new("refused refuses refuse refusing declined declines decline declining failed fails stopped short");
/// Participles whose subject hears, and does not say ("Reed was told that …").
static HEARD: WordSet = WordSet::new("told informed asked warned advised assured accused notified reminded urged");
/// Words in front of a cue that are looked at.
const REACH: usize = 4;
/// Words between "if" and the speaker at most.
const CONDITION: usize = 2;

/// Tells whether a find is a claim: it has a content to check, somebody who claims it or words that say it is reported, and
/// the words around do not say that it was not said, may be said, or was heard.
pub(super) fn claimed(prepared: &Prepared, linked: &Linked) -> bool {
    let words = |range: &Range<usize>| prepared.words.get(range.clone()).unwrap_or(&[]);
    let quoted = linked.content.iter().flat_map(words).any(|w| w.quotation.is_some());
    let reports = words(&linked.cue).iter().any(|w| IMPERSONAL.has(&w.lower));
    // "Trump praised him": a pronoun states nothing.
    let bare = |w: &Word| {
        !w.is_word()
            || w.any(Class::PRONOUN | Class::OBJECT | Class::DETERMINER)
            || EMPTY.has(&w.lower)
            || DOCUMENT.has(&w.lower)
    };
    let empty = !quoted && witness(prepared, linked) || linked.content.iter().flat_map(words).all(bare);
    !empty && (linked.source.is_some() || quoted || reports) && (quoted || said(prepared, linked))
}

/// "Citing two officials": who is named there is a witness to what stands before, and no content.
fn witness(prepared: &Prepared, linked: &Linked) -> bool {
    let words = |range: &Range<usize>| prepared.words.get(range.clone()).unwrap_or(&[]);
    let cites = words(&linked.cue).iter().any(|w| matches!(&*w.lower, "citing" | "cited" | "quoting" | "cites"));
    let content = linked.content.first().map(words).unwrap_or_default();
    let head = content
        .split(|w| w.any(Class::PREPOSITION | Class::RELATIVE | Class::SUBORDINATOR) || w.is(","))
        .next()
        .unwrap_or_default();
    let person = |w: &Word| w.capital || [&ANONYMOUS, &ROLE, &HUMAN].iter().any(|set| set.has(w.stem()));
    cites && head.last().is_some_and(person)
}

/// Tells whether the clause of the cue says that something was said.
fn said(prepared: &Prepared, linked: &Linked) -> bool {
    let clause = clause(prepared, linked);
    let cue = prepared.words.get(linked.cue.clone()).unwrap_or(&[]);
    let negated = |w: &Word| w.any(Class::NEGATION) || w.lower.ends_with("n't") || w.lower.ends_with("n’t");
    let withheld = clause.iter().chain(cue).any(|w| negated(w) || WITHHELD.has(&w.lower));
    let possible = clause.iter().chain(cue).any(|w| matches!(&*w.lower, "should" | "must" | "might" | "may" | "ought"));
    let before = linked.source.as_ref().is_some_and(|s| s.end <= linked.cue.start);
    let passive = clause.iter().chain(cue).any(|w| w.any(Class::BE));
    let heard =
        before && (passive && cue.iter().any(|w| HEARD.has(&w.lower)) || cue.iter().any(|w| &*w.lower == "heard"));
    let next = prepared.words.get(linked.cue.end).map_or("", |w| &*w.lower);
    // "She is said to be in Dubai": she is talked of.
    let talked_of = before && passive && matches!(next, "to" | "by") && cue.iter().any(|w| IMPERSONAL.has(&w.lower));
    !(withheld || possible || heard || talked_of || condition(prepared, linked))
}

/// The words between the source and the cue that follows it; where the source stands behind, a few in front of the cue.
fn clause<'a>(prepared: &'a Prepared, linked: &Linked) -> &'a [Word] {
    let from = linked.cue.start.saturating_sub(REACH);
    let from = linked.source.as_ref().filter(|s| s.end <= linked.cue.start).map_or(from, |s| s.end.max(from));
    let words = prepared.words.get(from..linked.cue.start).unwrap_or(&[]);
    // What stands before a comma or a quotation is another clause.
    let own = words.iter().rposition(|w| w.is(",") || w.is(".") || w.quotation.is_some()).map_or(0, |p| p + 1);
    words.get(own..).unwrap_or(&[])
}

/// Tells whether the speaker stands under "if", "unless" or an inverted "had".
fn condition(prepared: &Prepared, linked: &Linked) -> bool {
    let Some(source) = linked.source.as_ref().filter(|s| s.end <= linked.cue.start) else {
        return false;
    };
    let before = prepared.words.get(source.start.saturating_sub(CONDITION)..source.start).unwrap_or(&[]);
    before.iter().any(|w| matches!(&*w.lower, "if" | "unless")) || before.last().is_some_and(|w| &*w.lower == "had")
}
