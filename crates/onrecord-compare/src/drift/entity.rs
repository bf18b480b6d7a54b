//! Names added, dropped or swapped.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use onrecord_model::{DriftKind, Entity, EntityKind};

use super::{Findings, plain_number, within};
use crate::bands::is_common_noun;
use crate::matching::{match_up, part};
use crate::pair::{Pair, Side};
use crate::stem::stems;
use crate::words::Word;

/// Letters of a word that a headline in capitals does not write small; this and the next set by hand.
const LONG: usize = 5;
/// Such words from which a text is taken for a headline.
const SOME: usize = 3;

struct Name {
    kind: EntityKind,
    words: Range<usize>,
    hunk: usize,
    free: bool,
}

part!(Name);

/// Finds names that one wording has and the other does not name anywhere; one that is only shortened or moved is wording.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let (stems_a, stems_b) = (all_stems(&pair.a), all_stems(&pair.b));
    let mut a = names(&pair.a, &pair.a.statement.slots.entities, &stems_b);
    let mut b = names(&pair.b, &pair.b.statement.slots.entities, &stems_a);
    for (i, j) in swapped(&mut a, &mut b) {
        if let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            found.change(pair, DriftKind::Entity, &x.words, &y.words);
        }
    }
    for name in a.iter().filter(|name| name.free) {
        found.change(pair, DriftKind::Entity, &name.words, &(0..0));
    }
    for name in b.iter().filter(|name| name.free) {
        found.change(pair, DriftKind::Entity, &(0..0), &name.words);
    }
}

fn all_stems<'a>(side: &'a Side<'_>) -> HashSet<Cow<'a, str>> {
    side.words.iter().flat_map(stems).collect()
}

fn names(side: &Side<'_>, entities: &[Entity], elsewhere: &HashSet<Cow<'_, str>>) -> Vec<Name> {
    let one = |entity: &Entity| {
        let words = side.touched(&entity.span);
        let hunk = side.hunk_of(&words)?;
        let inside = within(side, &words, hunk);
        if is_plain_word(side, &words) || is_past(side, &inside) && is_plain_word(side, &inside) {
            return None;
        }
        let known = side.at(&words).iter().flat_map(stems).all(|stem| elsewhere.contains(&stem));
        let words = inside;
        let told = side.told.get(words.clone())?.iter().all(|told| *told);
        (!known && !told).then_some(Name { kind: entity.kind, words, hunk, free: true })
    };
    entities.iter().filter_map(one).collect()
}

/// Tells whether a name is one common word, or a number and such words, where capitals tell nothing: at the beginning of a sentence
/// ("Spending slowed") and in a headline ("Harbour Received Warning").
fn is_plain_word(side: &Side<'_>, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).and_then(|i| side.words.get(i)).map(|word| word.key.as_ref());
    let opens = before.is_none_or(|key| matches!(key, "." | "!" | "?" | ":" | "\"" | ";" | "…"));
    let common = |word: &Word<'_>| {
        word.text.chars().skip(1).any(char::is_lowercase) && stems(word).all(|stem| is_common_noun(&stem))
    };
    match side.at(words) {
        [word] => (opens || is_headline(side)) && common(word),
        // "Three Times Above the Limit".
        [number, rest @ ..] => {
            is_headline(side) && plain_number(&number.key).is_some() && !rest.is_empty() && rest.iter().all(common)
        }
        [] => false,
    }
}

/// Tells whether it is one word that ends as past forms do: what is left of "Port Received" where the other text has "Port" too.
/// Surnames that are common words ("Field", "Hunt") seldom do.
fn is_past(side: &Side<'_>, words: &Range<usize>) -> bool {
    matches!(side.at(words), [word] if word.key.ends_with("ed"))
}

/// Tells whether all longer words, of which there are some, begin with a capital, as in headlines of English papers.
fn is_headline(side: &Side<'_>) -> bool {
    let long: Vec<char> = side
        .words
        .iter()
        .filter(|word| word.text.chars().filter(|c| c.is_alphabetic()).count() >= LONG)
        .filter_map(|word| word.text.chars().next())
        .collect();
    long.len() >= SOME && long.into_iter().all(char::is_uppercase)
}

/// Pairs names of one hunk, those of one kind first.
fn swapped(a: &mut [Name], b: &mut [Name]) -> Vec<(usize, usize)> {
    let of_a_kind = |name: &Name| Some((name.hunk, name.kind));
    let mut pairs = match_up(a, b, of_a_kind, of_a_kind);
    pairs.extend(match_up(a, b, |name| Some(name.hunk), |name| Some(name.hunk)));
    pairs
}
