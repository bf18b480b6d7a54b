//! Sentences in which an outlet takes back what it had published: "An earlier version of this article said that …".

use crate::engine::Attribution;
use crate::prepared::Prepared;

/// Bytes at the beginning of a sentence that tell.
const OPENING: usize = 128;

/// Labels in front of such sentences, lower case.
const LABELS: [&str; 5] = ["clarification:", "correction:", "editor's note:", "editor’s note:", "update:"];

/// How they open, before "this article".
const VERSIONS: [&str; 9] = [
    "a previous version of",
    "a prior version of",
    "an earlier version of",
    "earlier versions of",
    "in a previous version of",
    "in an earlier version of",
    "previous versions of",
    "the headline of an earlier version of",
    "the original version of",
];

/// What pages call themselves.
const ARTICLES: [&str; 6] = ["article", "caption", "headline", "piece", "report", "story"];

/// What a page says of itself that it takes back.
const TAKES_BACK: [&str; 9] = [
    "earlier",
    "erroneously",
    "first",
    "incorrectly",
    "initially",
    "misstated",
    "mistakenly",
    "originally",
    "previously",
];

/// How an article that is itself a correction tells what had been printed.
const PRINTED: [&str; 10] = [
    "a caption",
    "a headline",
    "a report",
    "a story",
    "an article",
    "an earlier article",
    "an earlier report",
    "an earlier story",
    "our article",
    "our report",
];

/// Tells whether a sentence of a correction tells what had been printed: "An article on May 8 said that …", "On June 5 we reported that …".
fn tells_what_was_printed(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let lower = sentence.get(..sentence.floor_char_boundary(OPENING)).unwrap_or_default().to_lowercase();
    let bare = without_label(&lower);
    let reported = ["we reported", "we wrote", "we said", "we stated"].iter().any(|said| bare.contains(said));
    reported || after(&PRINTED, bare).is_some_and(|rest| rest.starts_with(' '))
}

/// Tells whether a document is a correction of another one, by its headline.
fn is_correction(prepared: &Prepared) -> bool {
    let headline = prepared.layout.headlines.first().map(|headline| prepared.slice(headline).to_lowercase());
    let headline = headline.unwrap_or_default();
    ["clarification", "correction", "erratum"].iter().any(|word| headline.trim_start().starts_with(word))
}

/// Tells whether a sentence tells what the outlet does not stand by any more.
pub(crate) fn retracts(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let lower = sentence.get(..sentence.floor_char_boundary(OPENING)).unwrap_or_default().to_lowercase();
    let bare = without_label(&lower);
    let of_version = after(&VERSIONS, bare).and_then(|rest| rest.strip_prefix(" this "));
    let of_itself =
        bare.strip_prefix("this ").and_then(|rest| after(&ARTICLES, rest)).and_then(|rest| rest.strip_prefix(' '));
    of_version.is_some_and(|rest| after(&ARTICLES, rest).is_some())
        || of_itself.is_some_and(|rest| after(&TAKES_BACK, rest).is_some())
}

fn without_label(lower: &str) -> &str {
    LABELS.iter().find_map(|label| lower.strip_prefix(label)).unwrap_or(lower).trim_start()
}

/// Bytes of a label with its date at most: "Correction, July 10:".
const DATED: usize = 40;

/// Returns what stands behind a label with a date.
fn without_dated_label(sentence: &str) -> &str {
    let (label, rest) = sentence.split_once(':').unwrap_or(("", sentence));
    let lower = label.trim_start().to_lowercase();
    let is_label = label.len() <= DATED && ["clarification", "correction"].iter().any(|word| lower.starts_with(word));
    if is_label { rest } else { sentence }
}

/// Tells whether a sentence says itself that it corrects: "Correction: An earlier article said …".
fn is_labelled(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let lower = sentence.get(..sentence.floor_char_boundary(OPENING)).unwrap_or_default().to_lowercase();
    LABELS.iter().any(|label| lower.starts_with(label))
}

/// Returns what stands behind whichever of these a text begins with.
fn after<'t>(list: &[&str], text: &'t str) -> Option<&'t str> {
    list.iter().find_map(|one| text.strip_prefix(*one))
}

/// Tells whether a sentence of a document tells what its outlet does not stand by any more.
pub(crate) fn is_taken_back(prepared: &Prepared, sentence: &str) -> bool {
    retracts(sentence) || (is_correction(prepared) || is_labelled(sentence)) && tells_what_was_printed(sentence)
}

/// Tells whether an attribution stands in such a sentence.
pub(crate) fn in_retraction(prepared: &Prepared, attribution: &Attribution) -> bool {
    let at = attribution.content.first().and_then(|content| prepared.sentence_at(content.start));
    let sentence = at.map(|at| prepared.slice(&at));
    // Behind a dated label the sentence stays the outlet's own, which tells what had been wrong.
    sentence.is_some_and(|sentence| is_taken_back(prepared, sentence) || retracts(without_dated_label(sentence)))
}

#[cfg(test)]
mod tests {
    use super::{is_labelled, retracts, tells_what_was_printed};

    #[test]
    fn a_labelled_sentence_tells_what_was_printed() {
        let labelled = |sentence: &str| is_labelled(sentence) && tells_what_was_printed(sentence);
        assert!(labelled("Correction: An earlier article in this newspaper said 140 passengers were led to safety."));
        assert!(labelled("Correction: An earlier article said the shed was built in 1902."));
        assert!(!labelled("An earlier article said the shed was built in 1902."));
        assert!(!labelled("Correction: The shed was built in 1912."));
    }

    #[test]
    fn what_is_taken_back_is_told_from_what_is_said() {
        for sentence in [
            "Correction: An earlier version of this article said that twelve people had drowned.",
            "This story originally gave the toll as nine.",
            "Editor’s note: A previous version of this report misstated the toll.",
        ] {
            assert!(retracts(sentence), "{sentence}");
        }
        for sentence in [
            "Correction: six people drowned.",
            "An earlier version of the bill said that fees would rise.",
            "This article of the treaty says that fees rise.",
        ] {
            assert!(!retracts(sentence), "{sentence}");
        }
    }
}
