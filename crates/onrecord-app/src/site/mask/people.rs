//! Names of people as they may stand in a text: written out, joined to a handle, in an address.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::Reviewer;
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many letters a family name has at least to be looked for by itself.
const FAMILY: usize = 3;
/// How many letters a name of several words has at least to be looked for with the words run together.
const JOINED: usize = 6;

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

/// Lists the words of a name, in lower case and without accents.
pub(super) fn words(name: &str) -> Vec<String> {
    let plain: String = name.chars().flat_map(letters).collect();
    plain.split(|c: char| !c.is_alphanumeric() && !"-'’".contains(c)).map(str::to_lowercase).collect()
}

/// Returns what a character is for the eye: compatible forms in one form (NFKD), without accents and what is not seen at all. The same
/// name is typed composed or decomposed, with accents or without, and may hold a soft hyphen.
fn letters(c: char) -> impl Iterator<Item = char> {
    let is_seen = |c: &char| !is_combining_mark(*c) && !is_ignorable(*c);
    let plain = std::iter::once(c).filter(char::is_ascii);
    let other = std::iter::once(c).filter(|c| !c.is_ascii()).nfkd().filter(is_seen);
    plain.chain(other)
}

/// Tells whether a character is not shown wherever it stands (Unicode, `Default_Ignorable_Code_Point`, the common ones).
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
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
        let named = || {
            let mut patterns = patterns.iter().filter(|pattern| of(pattern));
            patterns.find_map(|pattern| Some((pattern.who, pattern.at(rest, before)?)))
        };
        let found =
            linked(rest, before, patterns, &of).or_else(|| addressed(rest, before, patterns, &of)).or_else(named);
        let step = if let Some((who, length)) = found {
            out.push_str(&instead(who));
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

/// Finds an address of the net at the start of `rest` that has one of the names in it: whose, and how many bytes.
fn linked(
    rest: &str,
    before: Option<char>,
    patterns: &[Pattern],
    of: impl Fn(&Pattern) -> bool,
) -> Option<(usize, usize)> {
    if before.is_some_and(char::is_alphanumeric) || !rest.starts_with(['h', 'H']) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || "\"'<>()[]{}“”‘’«»".contains(c);
    let token = rest.find(ends).map_or(rest, |end| &rest[..end]).trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let scheme = token.split_once("://")?.0;
    let is_of_net = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let written = percent_decode_str(token).decode_utf8_lossy();
    let mut patterns = patterns.iter().filter(|pattern| of(pattern));
    let who = patterns.find(|pattern| is_of_net && pattern.is_part_of(&written))?.who;
    Some((who, token.len()))
}

/// Finds a mail address or a handle at the start of `rest` that is made of one of the names: whose, and how many bytes.
fn addressed(
    rest: &str,
    before: Option<char>,
    patterns: &[Pattern],
    of: impl Fn(&Pattern) -> bool,
) -> Option<(usize, usize)> {
    let in_address = |c: char| c.is_alphanumeric() || "@._-+%".contains(folded(c));
    if before.is_some_and(in_address) {
        return None;
    }
    let token = rest.find(|c| !in_address(c)).map_or(rest, |end| &rest[..end]).trim_end_matches(['.', '-']);
    let (at, sign) = token.char_indices().find(|(_, c)| folded(*c) == '@')?;
    let named = if at > 0 { &token[..at] } else { token[sign.len_utf8()..].split('@').next()? };
    let who = patterns.iter().filter(|pattern| of(pattern)).find(|pattern| pattern.names(named))?.who;
    Some((who, token.len()))
}

/// Returns a mark as it is written in the usual width; a letter, its base.
fn folded(c: char) -> char {
    letters(c).next().unwrap_or(c)
}

/// Tells whether two plain letters are the same, if `any_case` whatever their case.
fn is_same(a: char, b: char, any_case: bool) -> bool {
    a == b || (any_case && a.to_lowercase().eq(b.to_lowercase()))
}

/// Returns the letters and digits of a name, in lower case.
fn bare(name: &str) -> String {
    name.chars().flat_map(letters).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Pattern {
    /// Tells whether the own part of an address is made of the name: of all of it or of the family name among other letters
    /// ("afinch"), of a name of one word as a part of its own.
    fn names(&self, own: &str) -> bool {
        let name = bare(&self.text);
        if self.is_family || self.any_case {
            return bare(own).contains(&name);
        }
        own.split(|c: char| !c.is_alphanumeric()).any(|part| bare(part) == name)
    }

    /// Tells whether an address has the name in it, in whatever case, as one of the parts that marks set off; the words of a name may be
    /// parts of their own.
    fn is_part_of(&self, address: &str) -> bool {
        let name = bare(&self.text);
        let parts: Vec<String> = address.split(|c: char| !c.is_alphanumeric() && !is_unseen(c)).map(bare).collect();
        let words = self.text.split_whitespace().count().max(1);
        let is_name = |some: &[String]| some.concat() == name;
        name.chars().count() >= FAMILY && (parts.contains(&name) || parts.windows(words).any(is_name))
    }

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
        let joins = self.text.chars().filter(|c| c.is_alphanumeric()).count() >= JOINED;
        let mut rest = text;
        let mut wanted = self.text.chars().flat_map(letters).peekable();
        while let Some(next) = wanted.peek() {
            rest = rest.trim_start_matches(is_unseen);
            if next.is_whitespace() {
                let parted = rest.trim_start_matches(parts_words);
                if !joins && parted.len() == rest.len() {
                    return None;
                }
                rest = parted;
                wanted.next();
                continue;
            }
            let c = rest.chars().next()?;
            for letter in letters(c) {
                wanted.next_if(|wanted| is_same(letter, *wanted, self.any_case))?;
            }
            rest = &rest[c.len_utf8()..];
        }
        // The accents of its last letter are the name's.
        Some(text.len() - rest.trim_start_matches(is_unseen).len())
    }
}

/// Tells whether a character may stand between the words of a name.
fn parts_words(c: char) -> bool {
    c.is_whitespace() || "._-".contains(folded(c))
}

/// Tells whether a character is none for the eye by itself.
fn is_unseen(c: char) -> bool {
    letters(c).next().is_none()
}

/// Tells whether a character belongs to the word that a name begins or ends with; scripts that set no spaces part none.
fn is_bound(c: char, edge: char) -> bool {
    let is_unspaced = |c: char| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}');
    c.is_alphanumeric() && edge.is_alphanumeric() && !is_unspaced(c) && !is_unspaced(edge)
}
