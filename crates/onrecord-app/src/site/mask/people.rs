//! Names of people as they may stand in a text.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::Reviewer;

/// How many letters a family name has at least to be looked for by itself.
const FAMILY: usize = 3;

/// A name to be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The name.
    pub(super) text: String,
    /// Number of the person; 0 where it is the name of several.
    who: usize,
    /// Whether it is a family name alone.
    pub(super) is_family: bool,
    /// Whether it counts in any case: a name of several words is nothing else.
    any_case: bool,
}

/// Lists what to look for, the longest first: whole names, family names, and both in capitals.
pub(super) fn patterns(people: &BTreeSet<Reviewer>, numbers: &BTreeMap<String, usize>) -> Vec<Pattern> {
    let mut found: BTreeMap<String, Pattern> = BTreeMap::new();
    let mut add = |text: &str, who: usize, is_family: bool| {
        let any_case = !is_family && text.contains(char::is_whitespace);
        let new = Pattern { text: text.to_owned(), who, is_family, any_case };
        let known = found.entry(text.to_owned()).or_insert(new);
        known.is_family &= is_family;
        if known.who != who {
            known.who = 0;
        }
    };
    for person in people {
        let who = numbers.get(&person.key()).copied().unwrap_or_default();
        for (text, is_family) in [(Some(person.name()), false), (family(person.name()), true)] {
            let Some(text) = text else { continue };
            add(text, who, is_family);
            add(&text.to_uppercase(), who, is_family);
        }
    }
    let mut all: Vec<Pattern> = found.into_values().collect();
    all.sort_by_key(|pattern| (std::cmp::Reverse(pattern.text.len()), pattern.text.clone()));
    all
}

/// Returns the family name: the last of several words, where it looks like a name.
fn family(name: &str) -> Option<&str> {
    let (_, last) = name.trim().rsplit_once(char::is_whitespace)?;
    let last = last.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = last.chars().filter(|c| c.is_alphabetic()).count() >= FAMILY;
    (is_name && !last.starts_with(char::is_lowercase)).then_some(last)
}

/// Lists the words of a name, in lower case.
pub(super) fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric() && !"-'’".contains(c)).map(str::to_lowercase).collect()
}

/// Puts something in the place of each name that `of` lets pass, where it stands as a word.
pub(super) fn replaced(
    text: &str,
    patterns: &[Pattern],
    of: impl Fn(&Pattern) -> bool,
    instead: impl Fn(usize) -> String,
) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut before) = (text, None);
    while let Some(c) = rest.chars().next() {
        let found = patterns
            .iter()
            .filter(|pattern| of(pattern))
            .find_map(|pattern| Some((pattern, pattern.at(rest, before)?)));
        let step = if let Some((pattern, length)) = found {
            out.push_str(&instead(pattern.who));
            length
        } else {
            out.push(c);
            c.len_utf8()
        };
        before = rest[..step].chars().next_back();
        rest = &rest[step..];
    }
    out
}

impl Pattern {
    /// Returns how many bytes at the start of `rest` are the name as a word of its own.
    fn at(&self, rest: &str, before: Option<char>) -> Option<usize> {
        let (first, last) = (self.text.chars().next()?, self.text.chars().next_back()?);
        if before.is_some_and(|c| is_bound(c, first)) {
            return None;
        }
        let length = self.length_in(rest)?;
        let after = rest[length..].chars().next();
        (!after.is_some_and(|c| is_bound(c, last))).then_some(length)
    }

    fn length_in(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        let mut in_space = false;
        for wanted in self.text.chars() {
            if wanted.is_whitespace() {
                let trimmed = rest.trim_start();
                if !in_space && trimmed.len() == rest.len() {
                    return None;
                }
                (rest, in_space) = (trimmed, true);
                continue;
            }
            in_space = false;
            let c = rest.chars().next()?;
            if c != wanted && !(self.any_case && c.to_lowercase().eq(wanted.to_lowercase())) {
                return None;
            }
            rest = &rest[c.len_utf8()..];
        }
        Some(text.len() - rest.len())
    }
}

/// Tells whether a character belongs to the word that a name begins or ends with; scripts that set no spaces part none.
fn is_bound(c: char, edge: char) -> bool {
    let is_unspaced = |c: char| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}');
    c.is_alphanumeric() && edge.is_alphanumeric() && !is_unspaced(c) && !is_unspaced(edge)
}
