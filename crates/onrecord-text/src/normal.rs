//! Views of a text in which editions of the same words agree.

use unicode_normalization::UnicodeNormalization;

use crate::chars::{is_dash, is_word_char};

/// How often the normal form is taken again at most.
const PASSES: usize = 4;

/// Returns the normal form of a statement: NFKC, lower case, no quotation marks, one style of dashes, single spaces, no
/// edge punctuation.
///
/// Apostrophes inside words stay, as do the marks inside numbers ("3.5"), their signs and units ("-5", "$5", "5%"), so
/// that different numbers never agree. The normal form of a normal form is itself.
pub fn normal_form(text: &str) -> String {
    let mut form = pass(text);
    // One pass is enough for writing; what it joins in odd texts (dashes once a mark between them is gone) takes more.
    for _ in 0..PASSES {
        let next = pass(&form);
        if next == form {
            break;
        }
        form = next;
    }
    form
}

fn pass(text: &str) -> String {
    let plain = plain_dashes(&without_quotes(&fold(text)));
    trim_edges(&single_spaces(&plain)).nfkc().collect()
}

/// Tells whether two lines are the same headline printed twice; lines of marks only must be equal as written.
pub fn same_headline(a: &str, b: &str) -> bool {
    let form = normal_form(a);
    if form.is_empty() {
        return a.trim() == b.trim();
    }
    form == normal_form(b)
}

/// Returns `text` in NFKC and lower case, without invisible characters.
fn fold(text: &str) -> Vec<char> {
    let mut open = String::with_capacity(text.len());
    for c in text.chars() {
        push_apart(&mut open, c);
    }
    open.nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .collect()
}

/// Appends `c`, keeping it apart from a number before it when NFKC would run the two together ("10²", "1½").
fn push_apart(out: &mut String, c: char) {
    let last = out.chars().next_back();
    if last.is_some_and(char::is_numeric) && c.is_numeric() && (merges(c) || last.is_some_and(merges)) {
        out.push(if is_raised(c) { '^' } else { ' ' });
    }
    out.push(c);
}

/// Tells whether `c` is a number sign that NFKC turns into plain digits, other than another alphabet's digits.
fn merges(c: char) -> bool {
    !c.is_ascii()
        && c.is_numeric()
        && !matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{1d7ce}'..='\u{1d7ff}' | '\u{1fbf0}'..='\u{1fbf9}')
}

fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2079}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Drops quotation marks; apostrophes inside words stay.
fn without_quotes(chars: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    for (i, &c) in chars.iter().enumerate() {
        if !is_quote(c) {
            out.push(c);
            continue;
        }
        let (inside, before_word) = surroundings(chars, i);
        if is_apostrophe(c) && inside {
            out.push('\'');
        } else if before_word {
            out.push(' ');
        }
    }
    out
}

/// Writes all dashes in one way: a hyphen inside a word or number, a spaced hyphen elsewhere.
fn plain_dashes(chars: &[char]) -> String {
    let mut out = String::with_capacity(chars.len());
    for (i, &c) in chars.iter().enumerate() {
        let (inside, _) = surroundings(chars, i);
        let doubled = (i > 0 && chars.get(i - 1) == Some(&'-')) || chars.get(i + 1) == Some(&'-');
        match c {
            '\u{2010}' | '\u{2011}' | '\u{2212}' => out.push('-'),
            '\u{2012}' | '\u{2013}' if inside => out.push('-'),
            _ if is_dash(c) || (c == '-' && doubled) => out.push_str(" - "),
            _ => out.push(c),
        }
    }
    out
}

/// Tells whether position `i` lies between two word characters, and whether one follows.
fn surroundings(chars: &[char], i: usize) -> (bool, bool) {
    let before = i.checked_sub(1).and_then(|j| chars.get(j)).copied().is_some_and(is_word_char);
    let after = chars.get(i + 1).copied().is_some_and(is_word_char);
    (before && after, after)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

fn is_quote(c: char) -> bool {
    is_apostrophe(c)
        || matches!(
            c,
            '"' | '“'
                | '”'
                | '„'
                | '‟'
                | '‚'
                | '‛'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '「'
                | '」'
                | '『'
                | '』'
                | '″'
        )
}

/// Folds white space, and runs of dashes that came of one.
fn single_spaces(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.dedup_by(|a, b| *a == "-" && *b == "-");
    words.join(" ")
}

/// Returns `text` without punctuation at its ends; a sign or point before a digit stays.
fn trim_edges(text: &str) -> &str {
    let end = text.trim_end_matches(is_edge);
    let start = end.trim_start_matches(is_edge);
    let signed = start.starts_with(char::is_numeric);
    let cut = end.len() - start.len();
    match end.get(..cut).and_then(|head| head.chars().next_back()) {
        Some('-' | '.') if signed => end.get(cut - 1..).unwrap_or(start),
        _ => start,
    }
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '-'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '…'
                | '*'
                | '•'
                | '·'
                | '|'
                | '。'
                | '、'
        )
}

/// Returns a name as it is looked up: case and white space do not count.
pub fn folded_name(name: &str) -> String {
    let folded = name.to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
