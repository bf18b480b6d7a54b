//! Addresses: URLs, bare domains and e-mail addresses.

use crate::chars::{char_at, is_word_char};

/// Longest local part of an e-mail address and longest host name looked at (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4);
/// both keep the search linear.
const LOCAL_MAX: usize = 64;
const HOST_MAX: usize = 253;

/// Beginnings after which everything up to white space is an address.
const PREFIXES: [&str; 6] = ["https://", "http://", "ftp://", "www.", "mailto:", "//www."];

/// Endings that make a dotted name a domain: the common generic ones and the countries most often seen in news.
/// Words that also occur glued behind a full stop ("it.in", "me.is") are left out.
const TOP_LEVEL: [&str; 34] = [
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "io", "tv", "co", "uk", "ru", "ua", "de", "fr",
    "eu", "us", "ca", "au", "cn", "jp", "pl", "nl", "ch", "es", "br", "nz", "ie", "il", "ir", "news", "onion",
];

/// Returns the end of the address that starts at byte `at` of `text`; `None` when none does.
///
/// The caller sees to it that `at` is the start of a word.
pub(crate) fn address_end(text: &str, at: usize) -> Option<usize> {
    // In every kind of address one of these marks is the first that is not of a word; most words end otherwise.
    let of_word = |b: &&u8| b.is_ascii_alphanumeric() || !b.is_ascii() || matches!(b, b'_' | b'%' | b'+' | b'-');
    if !matches!(text.as_bytes().get(at..)?.iter().take(HOST_MAX).find(|b| !of_word(b)), Some(b'.' | b'@' | b':')) {
        return None;
    }
    url_end(text, at).or_else(|| email_end(text, at)).or_else(|| domain_end(text, at))
}

fn url_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let prefix = PREFIXES.into_iter().find(|p| rest.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p)))?;
    let start = at + prefix.len();
    let end = path_end(text, start);
    (end > start).then_some(end)
}

/// Returns where an address that goes on from `at` ends: before white space or quotation marks, without final punctuation.
fn path_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let len = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”„«»‹›「」『』`|^".contains(c))
        .unwrap_or(rest.len());
    let taken = rest.get(..len).unwrap_or("");
    let balanced = taken.contains('(');
    let kept = taken.trim_end_matches(|c: char| ".,;:!?'’‘…]}>*".contains(c) || (c == ')' && !balanced));
    at + kept.len()
}

fn email_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let local = run(rest, LOCAL_MAX, |c| c.is_alphanumeric() || "._%+-".contains(c));
    if local == 0 || !rest.get(local..)?.starts_with('@') {
        return None;
    }
    let host = at + local + 1;
    let len = host_len(text.get(host..)?);
    text.get(host..host + len)?.contains('.').then_some(host + len)
}

fn domain_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let len = host_len(rest);
    let host = rest.get(..len)?;
    let (name, top) = host.rsplit_once('.')?;
    if name.is_empty()
        || is_glued(name)
        || !TOP_LEVEL.contains(&top)
        || char_at(text, at + len).is_some_and(is_word_char)
    {
        return None;
    }
    match char_at(text, at + len) {
        Some('/' | '?') => Some(path_end(text, at + len).max(at + len)),
        _ => Some(at + len),
    }
}

/// Tells whether a sentence end is glued to the name: lower case, a dot, a capital ("was floated.FactCheck").
fn is_glued(name: &str) -> bool {
    let capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    name.split('.').skip(1).any(capital)
}

/// Returns the length of the host name at the start of `rest`, without final dots and hyphens.
fn host_len(rest: &str) -> usize {
    let len = run(rest, HOST_MAX, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    rest.get(..len).map_or(0, |host| host.trim_end_matches(['.', '-']).len())
}

/// Returns the length in bytes of the run of characters that `belongs` accepts; 0 when it is longer than `max`.
fn run(rest: &str, max: usize, belongs: impl Fn(char) -> bool) -> usize {
    let len: usize = rest.chars().take(max + 1).take_while(|c| belongs(*c)).map(char::len_utf8).sum();
    if len > max { 0 } else { len }
}
