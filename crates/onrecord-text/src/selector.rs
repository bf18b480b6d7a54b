//! Words of a text with what stands round them, so that they are found again in another copy of it (the
//! `TextQuoteSelector` of the W3C Web Annotation Data Model, section 4.2.4).

use std::ops::Range;

use crate::Text;

/// Code points of context taken on each side at first.
const CONTEXT: usize = 32;

/// Places of the same words that are looked at.
const MOST: usize = 1_000;

/// Finds `quote` in `text`: the places, in UTF-8 bytes, where it stands word for word but for white space and the style of
/// quotation marks and dashes. At most a thousand; none for a quote without a letter or sign.
pub fn find_quote(text: &str, quote: &str) -> Vec<Range<usize>> {
    let wanted: String = folded(quote).into_iter().map(|(_, c)| c).collect();
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Vec::new();
    }
    let chars = folded(text);
    let plain: String = chars.iter().map(|(_, c)| *c).collect();
    // Folding changes lengths in bytes, never the count of characters.
    let starts: Vec<usize> = plain.char_indices().map(|(at, _)| at).collect();
    let place = |at: usize| {
        let first = starts.binary_search(&at).ok()?;
        let last = first + wanted.chars().count() - 1;
        let (start, end) = (chars.get(first)?.0.start, chars.get(last)?.0.end);
        Some(start..end)
    };
    plain.match_indices(wanted).filter_map(|(at, _)| place(at)).take(MOST).collect()
}

/// Returns what stands before and after a range of `text`, 32 code points each or as many more as it takes to tell the place
/// from all others with the same words; empty at the ends of the text.
pub fn surroundings(text: &str, range: &Range<usize>) -> (String, String) {
    let exact = text.get(range.clone()).unwrap_or_default();
    let mut wide = CONTEXT;
    loop {
        let (prefix, suffix) = around(text, range, wide);
        let whole = prefix.len() + suffix.len() + exact.len() >= text.len();
        let unique = format!("{prefix}{exact}{suffix}");
        if whole || text.matches(&unique).nth(1).is_none() {
            return (prefix.to_owned(), suffix.to_owned());
        }
        wide *= 2;
    }
}

/// Finds words in another copy of their text; `None` when that is not certain: they stand there no more, or in several places
/// of which not exactly one has the same words round it.
pub fn find_again(text: &Text, exact: &str, prefix: &str, suffix: &str) -> Option<Range<usize>> {
    let places = find_quote(text.as_str(), exact);
    if let [only] = places.as_slice() {
        return Some(only.clone());
    }
    let plain = |s: &str| folded(s).into_iter().map(|(_, c)| c).collect::<String>();
    let (before, after) = (plain(prefix), plain(suffix));
    let wide = prefix.chars().count().max(suffix.chars().count());
    let same = |range: &&Range<usize>| {
        let (p, s) = around(text.as_str(), range, wide);
        plain(p).ends_with(&before) && plain(s).starts_with(&after)
    };
    let mut fitting = places.iter().filter(same);
    let first = fitting.next()?;
    fitting.next().is_none().then(|| first.clone())
}

/// Returns at most `wide` code points on each side of a range.
fn around<'a>(text: &'a str, range: &Range<usize>, wide: usize) -> (&'a str, &'a str) {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(wide.saturating_sub(1)).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(wide).map_or(after.len(), |(at, _)| at);
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}

/// Returns the characters of a text with the bytes they stand for: runs of white space as one space, one style of quotation
/// marks and dashes.
fn folded(text: &str) -> Vec<(Range<usize>, char)> {
    let mut found: Vec<(Range<usize>, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let plain = match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' => '\'',
            '‐' | '‑' | '–' | '—' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        match found.last_mut() {
            Some((last, ' ')) if plain == ' ' => last.end = range.end,
            _ => found.push((range, plain)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'a>(text: &'a str, quote: &str) -> Vec<&'a str> {
        find_quote(text, quote).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn white_space_and_marks_do_not_matter() {
        let text = "The board said: “It's\n  safe” – and left.";
        assert_eq!(found(text, "\"It’s safe\" - and"), ["“It's\n  safe” – and"]);
        assert_eq!(found(text, "  It's   safe "), ["It's\n  safe"]);
        assert!(found(text, "It is safe").is_empty());
        assert!(found(text, " \n").is_empty());
    }

    #[test]
    fn context_grows_until_it_tells_places_apart() {
        let text = format!("{0}A. It is safe.{0}B. It is safe.", "x".repeat(40));
        let places = find_quote(&text, "It is safe");
        let (prefix, suffix) = surroundings(&text, &places[0]);
        assert!(prefix.ends_with("A. ") && suffix.starts_with('.'), "{prefix:?} {suffix:?}");
        let copy = Text::new(format!("New. {text}")).unwrap();
        let again = find_again(&copy, "It is safe", &prefix, &suffix).unwrap();
        assert_eq!(again.start, places[0].start + 5);
        let gone = Text::new("It is safe. It is safe.").unwrap();
        assert_eq!(find_again(&gone, "It is safe", "zzz", "zzz"), None);
    }

    proptest! {
        #[test]
        fn what_was_found_is_found_again(text in "[ab \n“é]{1,60}", from in 0_usize..60, len in 1_usize..12) {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            prop_assume!(from + len <= chars.len());
            let start = chars[from].0;
            let end = chars.get(from + len).map_or(text.len(), |(at, _)| *at);
            prop_assume!(!text[start..end].trim().is_empty());
            for range in find_quote(&text, &text[start..end]) {
                let (prefix, suffix) = surroundings(&text, &range);
                let exact = text[range.clone()].to_owned();
                if let Some(again) = find_again(&Text::new(text.clone()).unwrap(), &exact, &prefix, &suffix) {
                    prop_assert_eq!(again, range);
                }
            }
        }
    }
}
