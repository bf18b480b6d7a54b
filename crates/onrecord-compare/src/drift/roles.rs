//! The same words with who and whom the other way round: "Kell sued Marsh", "Marsh sued Kell".

use onrecord_model::Veto;

use super::Findings;
use crate::lexicon;
use crate::pair::{Pair, Side};
use crate::stem::{is_content, stem};
use crate::words::Word;

/// Words between the first and the last change up to which roles are looked for.
const NEARBY: usize = 24;

/// Words up to which a part names somebody.
const NAME: usize = 4;

/// Nouns of time, as stems.
const TIMES: [&str; 11] =
    ["month", "week", "year", "day", "hour", "mornin", "evenin", "night", "aftern", "minut", "quarte"];

/// Prepositions that open a part which may stand anywhere in a sentence.
const ADJUNCTS: [&str; 16] = [
    "about", "after", "as", "at", "before", "by", "despit", "during", "for", "in", "of", "on", "since", "under",
    "until", "with",
];

/// What two do to one another, whichever is named first.
const MUTUAL: [&str; 14] = [
    "meet", "met", "meets", "meeting", "married", "marry", "marries", "talked", "equals", "equal", "near", "with",
    "between", "divorced",
];

/// Words that alone tell which of two is which: "from Lowtown to Kelmouth".
const DIRECTIONS: [&str; 5] = ["from", "into", "over", "than", "to"];

/// Finds two parts that change places round what stands between them, while no word differs: a veto.
pub(super) fn find(pair: &Pair<'_>, found: &mut Findings) {
    if pair.hunks.is_empty() {
        return;
    }
    let (a, b) = (told(&pair.a), told(&pair.b));
    let head = a.iter().zip(&b).take_while(|(x, y)| x.key == y.key).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x.key == y.key).count();
    let middle = |words: &[&Word<'_>]| head..words.len().saturating_sub(tail).max(head);
    let (a, b) = (&a[middle(&a)], &b[middle(&b)]);
    if a.len() == b.len() && a.len() <= NEARBY && changed_places(a, b) {
        found.veto(Veto::Roles);
    }
}

/// The words that tell who does what: neither articles nor punctuation.
fn told<'s, 'a>(side: &'s Side<'a>) -> Vec<&'s Word<'a>> {
    let article = |word: &Word<'_>| matches!(word.key.as_ref(), "a" | "an" | "the");
    let clause = |word: &Word<'_>| lexicon::starts_clause(&word.key);
    side.words.iter().filter(|word| !article(word) && (!word.is_punctuation() || clause(word))).collect()
}

/// Tells whether one is `x v y` and the other `y v x`, where `v` says what the one does to the other.
fn changed_places(a: &[&Word<'_>], b: &[&Word<'_>]) -> bool {
    let n = a.len();
    let same = |x: &[&Word<'_>], y: &[&Word<'_>]| x.len() == y.len() && x.iter().zip(y).all(|(x, y)| x.key == y.key);
    (1..n).any(|x| {
        (1..n.saturating_sub(x)).any(|y| {
            let (first, between, last) = (&a[..x], &a[x..n - y], &a[n - y..]);
            same(last, &b[..y])
                && same(between, &b[y..n - x])
                && same(first, &b[n - x..])
                && names(first)
                && names(last)
                && acts(between)
        })
    })
}

/// Tells whether words may name somebody: few, the last of them with content, without a time, and behind no preposition.
fn names(words: &[&Word<'_>]) -> bool {
    let time = |word: &&Word<'_>| lexicon::is_date_word(&word.key) || TIMES.contains(&stem(&word.key).as_str());
    let last = words.last().is_some_and(|word| is_content(word));
    let plain = !words.iter().any(|word| time(word) || lexicon::starts_clause(&word.key));
    words.len() <= NAME && last && plain && !words.first().is_some_and(|word| ADJUNCTS.contains(&word.key.as_ref()))
}

/// Tells whether words say what one does to another.
fn acts(words: &[&Word<'_>]) -> bool {
    if words.first().is_some_and(|word| ADJUNCTS.contains(&word.key.as_ref())) {
        return false;
    }
    let key = |word: &&Word<'_>| word.key.to_string();
    let bare = |word: &&Word<'_>| MUTUAL.contains(&word.key.as_ref()) || MUTUAL.contains(&stem(&word.key).as_str());
    let directed = |word: &&Word<'_>| is_content(word) || DIRECTIONS.contains(&key(word).as_str());
    words.iter().any(directed) && !words.iter().any(bare) && !words.iter().any(|w| lexicon::starts_clause(&w.key))
}
