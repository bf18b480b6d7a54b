//! Whether two mentions are of one matter where their own words do not tell: "there was no danger to the public" is said of any
//! accident.

use std::collections::BTreeSet;

use onrecord_compare::statement_signature;
use onrecord_model::{Comparison, Veto};
use onrecord_store::Occurrence;
use onrecord_text::Text;

use crate::statement::statement;

/// Content words that two statements share from which they tell by themselves what they are of.
const TELLING: usize = 5;
/// Names that two articles share at least where they are of one matter.
const NAMES: usize = 2;
/// Share of the names of the article with fewer of them (0..1) that the other one has at least.
const SHARE: f64 = 0.3;
/// Letters of a name at least.
const LETTERS: usize = 4;

/// Capitals that name no matter.
const DATES: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Says so where neither what is said nor the articles around it tell that two mentions are of one matter. What one speaker says
/// twice is left to its words.
pub(super) fn untold(a: &Occurrence, b: &Occurrence, comparison: &Comparison) -> Option<String> {
    let are_named = a.stored.mention.speaker.is_some() && b.stored.mention.speaker.is_some();
    let same_speaker = are_named && !comparison.vetoes.contains(&Veto::Speaker);
    let tells = same_speaker
        || a.document.article_id == b.document.article_id
        || statement_signature(&statement(a)).words_shared(&statement_signature(&statement(b))) >= TELLING
        || name_the_same(a, b)
        || articles_name_the_same(&a.text, &b.text);
    (!tells).then(|| "nothing tells that it is of the same matter".to_owned())
}

/// Tells whether both name somebody or something.
fn name_the_same(a: &Occurrence, b: &Occurrence) -> bool {
    let named = |o: &Occurrence| -> BTreeSet<String> {
        let names = o.stored.mention.slots.entities.iter().map(|entity| o.text.slice(&entity.span));
        names.flat_map(str::split_whitespace).map(bare).filter(|word| word.chars().count() >= LETTERS).collect()
    };
    !named(a).is_disjoint(&named(b))
}

/// Tells whether two articles name the same people, places and bodies.
fn articles_name_the_same(a: &Text, b: &Text) -> bool {
    let (a, b) = (names(a.as_str()), names(b.as_str()));
    let shared = a.intersection(&b).count();
    shared >= NAMES && shared as f64 >= SHARE * a.len().min(b.len()) as f64
}

/// Lists what a text writes with a capital alone, in lower case.
fn names(text: &str) -> BTreeSet<String> {
    let (mut capital, mut plain) = (BTreeSet::new(), BTreeSet::new());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LETTERS) {
        let of = if word.starts_with(char::is_uppercase) { &mut capital } else { &mut plain };
        of.insert(word.to_lowercase());
    }
    capital.retain(|word| !plain.contains(word) && !DATES.contains(&word.as_str()));
    capital
}

/// A word of a name in lower case, without what shows possession.
fn bare(word: &str) -> String {
    word.trim_end_matches("'s").trim_end_matches("’s").to_lowercase()
}
