//! How likely two wordings are the same statement, vetoes aside.
//!
//! Logistic regression over counts of what two wordings share: words, their neighbours, their order, names and numbers
//! (signs of this kind go back to Wan and others, ALTW 2006, and Zhang and Patrick, ALTW 2005). The weights were fitted on
//! the training part of MRPC by `training/likeness/fit.py`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::pair::{Pair, Side};
use crate::stem::stems;

/// Signs of a pair.
pub const SIGNS: usize = 32;

/// Product of the lengths above which order of content words is not looked at: beyond any sentence.
const MOST_CELLS: usize = 250_000;

/// Words beyond which lengths no longer count: the pairs the weights come from are sentences.
const LONG: usize = 50;

/// Weights of the signs, then the constant; 0 stands where precision and recall together are best.
const WEIGHTS: [f64; SIGNS + 1] = [
    1.3716, -0.3517, 2.2245, 0.3631, -0.7779, 1.2709, -0.9, -2.0175, 0.1439, 1.8505, 1.3628, 3.1174, -1.2197, -1.3612,
    -0.139, 2.2582, 0.59, 3.1044, -0.4313, 0.1228, 0.3029, 0.4933, -0.365, -0.2509, -0.1625, 0.3173, -0.3241, 0.0203,
    -0.1338, -2.6814, 0.0067, -0.8992, -3.9377,
];

/// What the signs of a pair come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likeness {
    /// 0..1: from 0.5 on it is rather one statement than two.
    pub(crate) score: f64,
    /// How many names, as capitals show them, both wordings have.
    pub(crate) names: usize,
}

/// Weighs the signs of a pair.
pub(crate) fn likeness(pair: &Pair<'_>) -> Likeness {
    let (a, b) = (Read::of(&pair.a), Read::of(&pair.b));
    let signs = read_signs(pair, &a, &b);
    let sum: f64 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
    // Nothing in common is nothing alike, however the weights of lengths add up.
    let score = if signs[9] == 0.0 { 0.0 } else { 1.0 / (1.0 + (-(sum + WEIGHTS[SIGNS])).exp()) };
    Likeness { score, names: a.names.intersection(&b.names).count() }
}

/// Returns the signs of a pair; the same whichever comes first.
pub(crate) fn signs(pair: &Pair<'_>) -> [f64; SIGNS] {
    read_signs(pair, &Read::of(&pair.a), &Read::of(&pair.b))
}

fn read_signs(pair: &Pair<'_>, a: &Read<'_>, b: &Read<'_>) -> [f64; SIGNS] {
    let mut signs = [0.0; SIGNS];
    let mut put = |at: usize, shared: usize, a: usize, b: usize| {
        signs[at] = ratio(2 * shared, a + b);
        signs[at + 1] = ratio(shared, a.min(b));
        signs[at + 2] = ratio(shared, a.max(b));
    };
    for n in 1..=3 {
        put(3 * n - 3, shared(&a.words, &b.words, n), grams(&a.words, n), grams(&b.words, n));
    }
    for n in 1..=2 {
        put(3 * n + 6, shared(&a.content, &b.content, n), grams(&a.content, n), grams(&b.content, n));
    }
    let aligned = pair.a.partner.iter().filter(|p| p.is_some()).count();
    put(15, aligned, a.words.len(), b.words.len());
    put(18, in_order(&a.content, &b.content), a.content.len(), b.content.len());
    let numbers = a.numbers.intersection(&b.numbers).count();
    let odd = a.numbers.len() + b.numbers.len() - 2 * numbers;
    signs[21] = f64::from(u8::from(odd == 0));
    signs[22] = f64::from(u8::from(numbers > 0));
    signs[23] = f64::from(u8::from(numbers == a.numbers.len().min(b.numbers.len())));
    signs[24] = odd as f64;
    signs[25] = f64::from(u8::from(!(a.numbers.is_empty() && b.numbers.is_empty())));
    let names = a.names.intersection(&b.names).count();
    signs[26] = ratio(names, a.names.len().min(b.names.len()).max(1));
    signs[27] = (a.names.len() + b.names.len() - 2 * names) as f64;
    let (short, long) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
    signs[28] = (long - short).min(LONG) as f64;
    signs[29] = ratio(short, long);
    signs[30] = (short + long).min(2 * LONG) as f64;
    signs[31] = f64::from(u8::from(a.negations != b.negations));
    signs
}

/// One wording, read for its signs.
struct Read<'a> {
    words: Vec<&'a str>,
    content: Vec<Cow<'a, str>>,
    numbers: BTreeSet<&'a str>,
    names: BTreeSet<&'a str>,
    negations: usize,
}

impl<'a> Read<'a> {
    fn of(side: &'a Side<'_>) -> Self {
        let keys = || side.words.iter().map(|w| w.key.as_ref());
        let name = |w: &&crate::words::Word<'_>| {
            w.text.starts_with(char::is_uppercase) && w.text.chars().nth(1).is_some_and(char::is_lowercase)
        };
        let negates = |key: &&str| matches!(*key, "not" | "no" | "never" | "without") || key.ends_with("n't");
        Read {
            words: keys().collect(),
            content: side.words.iter().flat_map(stems).collect(),
            numbers: keys().filter(|key| key.starts_with(|c: char| c.is_ascii_digit())).collect(),
            names: side.words.iter().filter(name).map(|w| w.key.as_ref()).collect(),
            negations: keys().filter(negates).count(),
        }
    }
}

fn grams<T>(words: &[T], n: usize) -> usize {
    (words.len() + 1).saturating_sub(n)
}

/// Counts the runs of `n` words that both have, with multiplicity.
fn shared<T: Ord>(a: &[T], b: &[T], n: usize) -> usize {
    let mut counts: BTreeMap<&[T], usize> = BTreeMap::new();
    for gram in a.windows(n) {
        *counts.entry(gram).or_default() += 1;
    }
    let take = |gram: &[T]| {
        let left = counts.get_mut(gram).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    b.windows(n).map(take).filter(|taken| *taken).count()
}

/// Length of the longest common subsequence; 0 for texts that are no sentences.
fn in_order(a: &[Cow<'_, str>], b: &[Cow<'_, str>]) -> usize {
    if a.len().saturating_mul(b.len()) > MOST_CELLS {
        return 0;
    }
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
