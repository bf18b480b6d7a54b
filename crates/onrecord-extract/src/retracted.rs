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

/// Tells whether a sentence tells what the outlet does not stand by any more.
pub(crate) fn retracts(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let lower = sentence.get(..sentence.floor_char_boundary(OPENING)).unwrap_or_default().to_lowercase();
    let bare = LABELS.iter().find_map(|label| lower.strip_prefix(label)).unwrap_or(&lower).trim_start();
    let of_version = after(&VERSIONS, bare).and_then(|rest| rest.strip_prefix(" this "));
    let of_itself =
        bare.strip_prefix("this ").and_then(|rest| after(&ARTICLES, rest)).and_then(|rest| rest.strip_prefix(' '));
    of_version.is_some_and(|rest| after(&ARTICLES, rest).is_some())
        || of_itself.is_some_and(|rest| after(&TAKES_BACK, rest).is_some())
}

/// Returns what stands behind whichever of these a text begins with.
fn after<'t>(list: &[&str], text: &'t str) -> Option<&'t str> {
    list.iter().find_map(|one| text.strip_prefix(*one))
}

/// Tells whether an attribution stands in such a sentence.
pub(crate) fn in_retraction(prepared: &Prepared, attribution: &Attribution) -> bool {
    let at = attribution.content.first().and_then(|content| prepared.sentence_at(content.start));
    at.is_some_and(|at| retracts(prepared.slice(&at)))
}

#[cfg(test)]
mod tests {
    use super::retracts;

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
