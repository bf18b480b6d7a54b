//! The outlet that a mention credits: "told Reuters", "in an interview with the Halden Herald".

use std::ops::Range;

use onrecord_store::Occurrence;
use onrecord_text::folded_name;

/// What stands before the name of an outlet that is credited, in lower case.
const BEFORE: [&str; 12] = [
    "told",
    "tells",
    "citing",
    "interview with",
    "interview to",
    "interview for",
    "interview given to",
    "according to",
    "in comments to",
    "in remarks to",
    "in a statement to",
    "quoted by",
];

/// Last words of names that only outlets have.
const OUTLET_WORDS: [&str; 33] = [
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "echo",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "journal",
    "ledger",
    "mail",
    "mirror",
    "news",
    "observer",
    "post",
    "press",
    "radio",
    "record",
    "review",
    "standard",
    "star",
    "sun",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "wire",
];

/// Words of a name at most.
const LONG: usize = 5;

/// Finds the outlet that those `sentences` of its text credit in which a mention stands; `is_outlet` tells whether a name is one
/// that is known. `None` where none is credited.
pub(super) fn credited(o: &Occurrence, sentences: &[Range<usize>], is_outlet: &dyn Fn(&str) -> bool) -> Option<String> {
    let mention = &o.stored.mention;
    let spans = mention.content.iter().chain(&mention.cue).chain(&mention.source).map(onrecord_text::Span::bytes);
    let (start, end) = spans.fold((usize::MAX, 0), |(start, end), range| (start.min(range.start), end.max(range.end)));
    let text = o.text.as_str();
    let touching = sentences.iter().filter(|range| range.start < end && start < range.end);
    touching.filter_map(|range| text.get(range.clone())).find_map(|sentence| in_sentence(sentence, is_outlet))
}

fn in_sentence(sentence: &str, is_outlet: &dyn Fn(&str) -> bool) -> Option<String> {
    let lower = sentence.to_ascii_lowercase();
    BEFORE.iter().find_map(|before| {
        lower.match_indices(before).find_map(|(at, _)| {
            let alone = !lower.get(..at)?.ends_with(char::is_alphanumeric);
            let name = name(sentence.get(at + before.len()..)?)?;
            (alone && named(&name, is_outlet)).then_some(name)
        })
    })
}

/// Reads the name with which a text goes on: words with a capital, behind "the" or not.
fn name(rest: &str) -> Option<String> {
    let rest = rest.strip_prefix(' ')?.trim_start_matches("the ");
    let mut words = Vec::new();
    for word in rest.split(' ').take(LONG) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        words.push(bare.trim_end_matches("'s").trim_end_matches("’s"));
        if bare.len() < word.len() {
            break;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// Tells whether a name is that of an outlet, by what is known or by its last word; "Reuters" in "told Reuters News".
fn named(name: &str, is_outlet: &dyn Fn(&str) -> bool) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    is_outlet(&folded_name(name)) || OUTLET_WORDS.binary_search(&last.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Option<String> {
        in_sentence(sentence, &|name| name == "reuters" || name == "ap")
    }

    #[test]
    fn outlets_that_are_told_are_credited() {
        assert!(OUTLET_WORDS.is_sorted());
        for (sentence, outlet) in [
            ("“We will not,” Anna Berg told Reuters in an interview.", "Reuters"),
            ("Anna Berg told the Halden Herald on Friday", "Halden Herald"),
            ("she said, according to the Reuters news agency.", "Reuters"),
            ("The Post reported, citing Reuters, that", "Reuters"),
            ("in an interview with the AP, he", "AP"),
        ] {
            assert_eq!(found(sentence).as_deref(), Some(outlet), "{sentence}");
        }
    }

    #[test]
    fn people_are_no_outlets() {
        for sentence in ["Berg told us.", "Berg told President Holm", "retold Reuters", "told", "according to Berg"] {
            assert_eq!(found(sentence), None, "{sentence}");
        }
    }
}
