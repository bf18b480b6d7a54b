//! Carrying a place over from one version of a text to another.

use crate::{Span, Text};

/// Bytes of context, at most, that tell one occurrence of the same words from another.
const CONTEXT: usize = 16;

/// Places of the same words that are looked at: words that stand oftener are the text's wallpaper.
const MOST: usize = 1_000;

/// Finds the place in `new` that the words at `span` of `old` stand in; `None` when that is not certain.
///
/// It is certain when the words stand in `new` exactly once and in `old` exactly once, or when of several places exactly one
/// has the same words before and after it (16 bytes to each side, or up to the end of the text). A place that is not certain
/// is an orphan: nothing is guessed.
pub fn carry_over(old: &Text, span: &Span, new: &Text) -> Option<Span> {
    let exact = old.slice(span);
    if exact.is_empty() {
        return None;
    }
    let once = |text: &Text| places(text.as_str(), exact).nth(1).is_none();
    if once(new) && once(old) {
        return place(new, places(new.as_str(), exact).next()?, exact);
    }
    if places(new.as_str(), exact).nth(MOST).is_some() {
        return None;
    }
    let context = around(old.as_str(), span.bytes().start, exact);
    let mut same = places(new.as_str(), exact).filter(|at| around(new.as_str(), *at, exact) == context);
    let (first, second) = (same.next()?, same.next());
    second.is_none().then(|| place(new, first, exact)).flatten()
}

/// Lists where words stand in a text, overlapping places among them.
fn places<'a>(text: &'a str, exact: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = exact.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(exact)?;
        from = at + step;
        Some(at)
    })
}

fn place(text: &Text, at: usize, exact: &str) -> Option<Span> {
    text.span(at..at + exact.len()).ok()
}

/// Returns what stands before and after the words at `at`.
fn around<'a>(text: &'a str, at: usize, exact: &str) -> (&'a str, &'a str) {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + exact.len()..).unwrap_or_default());
    let from = before.floor_char_boundary(before.len().saturating_sub(CONTEXT));
    let to = after.floor_char_boundary(CONTEXT.min(after.len()));
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn carried(old: &str, words: &str, new: &str) -> Option<usize> {
        let (old, new) = (Text::new(old).unwrap(), Text::new(new).unwrap());
        let at = old.as_str().find(words).unwrap();
        let found = carry_over(&old, &old.span(at..at + words.len()).unwrap(), &new)?;
        assert_eq!(new.slice(&found), words);
        Some(found.bytes().start)
    }

    #[test]
    fn words_that_stand_once_are_found_wherever_they_moved() {
        assert_eq!(carried("We won. It rained.", "We won.", "It rained. We won."), Some(11));
        assert_eq!(carried("We won.", "We won.", "We lost."), None);
    }

    #[test]
    fn of_several_places_the_context_decides_or_nothing_does() {
        let old = "Ann said yes. Bob said yes. Cid left.";
        assert_eq!(carried(old, "said yes", "Ann said yes. Bob said yes. Cid stayed."), Some(4));
        assert_eq!(carried(old, "said yes", "Then Eve said yes. Ida said yes. All left."), None);
    }

    proptest! {
        #[test]
        fn a_text_carries_onto_itself_or_not_at_all(text in "[ab é]{1,40}", from in 0_usize..40, len in 1_usize..10) {
            let text = Text::new(text).unwrap();
            let chars = text.as_str().chars().count();
            prop_assume!(from + len <= chars);
            let span = text.span_of_code_points(from..from + len).unwrap();
            if let Some(found) = carry_over(&text, &span, &text) {
                prop_assert_eq!(found, span);
            }
        }
    }
}
