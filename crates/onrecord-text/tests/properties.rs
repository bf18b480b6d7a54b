//! What holds for every text.

use std::ops::Range;

use onrecord_text::{layout, normal_form, paragraphs, quotations, sentences, tokens};
use proptest::prelude::*;

/// Texts in which marks, breaks and odd characters are as frequent as letters.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zA-Z]{1,6}",
        4 => prop::sample::select(vec![
            " ", " ", "  ", "\n", "\r\n", "\n\n", "\r", "\t", ".", ".", "!", "?", "…", "...", ",", ":", "(", ")", "[1]",
            "\"", "\"", "'", "'", "“", "”", "‘", "’", "„", "«", "»", "‹", "›", "「", "」", "-", "–", "—", "\0", "\u{feff}", "\u{301}",
            "\u{2028}", "😀", "👩‍👩‍👧", "日本。", "U.S.", "Mr. ", "No. 5", "3.5", "½", "10²", "６", "date 2026-01-24", "https://a.b/c.", "x@y.org",
            "İ", "ß", "Σς", "ﬁ",
        ])
        .prop_map(String::from),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Asserts that `ranges` are in order, apart from each other, on character boundaries, and leave only white space out.
fn covers(text: &str, ranges: &[Range<usize>]) -> Result<(), TestCaseError> {
    let mut at = 0;
    for range in ranges {
        prop_assert!(at <= range.start && range.start < range.end, "{ranges:?} of {text:?}");
        let gap = text.get(at..range.start);
        prop_assert!(gap.is_some_and(|g| g.trim().is_empty()), "gap {gap:?} before {range:?} of {text:?}");
        prop_assert!(text.get(range.clone()).is_some());
        at = range.end;
    }
    let rest = text.get(at..);
    prop_assert!(rest.is_some_and(|r| r.trim().is_empty()), "rest {rest:?} of {text:?}");
    Ok(())
}

fn trimmed(text: &str, ranges: &[Range<usize>]) -> Result<(), TestCaseError> {
    for range in ranges {
        let content = &text[range.clone()];
        prop_assert_eq!(content.trim(), content);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn tokens_cover_everything_but_white_space(text in hostile()) {
        let ranges: Vec<_> = tokens(&text).into_iter().map(|t| t.range).collect();
        covers(&text, &ranges)?;
        for range in ranges {
            prop_assert!(!text[range].contains(char::is_whitespace));
        }
    }

    #[test]
    fn paragraphs_cover_everything_but_white_space(text in hostile()) {
        let ranges = paragraphs(&text);
        covers(&text, &ranges)?;
        trimmed(&text, &ranges)?;
    }

    #[test]
    fn sentences_cover_everything_but_white_space(text in hostile()) {
        let ranges = sentences(&text);
        covers(&text, &ranges)?;
        trimmed(&text, &ranges)?;
    }

    #[test]
    fn sentences_stay_inside_their_paragraph(text in hostile()) {
        let paragraphs = paragraphs(&text);
        for s in sentences(&text) {
            prop_assert!(paragraphs.iter().any(|p| p.start <= s.start && s.end <= p.end));
        }
    }

    #[test]
    fn quotations_are_well_nested(text in hostile()) {
        let found = quotations(&text);
        let paragraphs = paragraphs(&text);
        let mut open: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for q in &found {
            prop_assert!(last.is_none_or(|l| l < q.outer.start), "order in {text:?}");
            last = Some(q.outer.start);
            prop_assert!(text.get(q.outer.clone()).is_some() && text.get(q.inner.clone()).is_some());
            prop_assert!(q.outer.start < q.inner.start && q.inner.start <= q.inner.end && q.inner.end <= q.outer.end);
            prop_assert_eq!(q.closed, q.inner.end < q.outer.end);
            prop_assert!(!(q.closed && q.continues));
            prop_assert!(paragraphs.iter().any(|p| p.start <= q.outer.start && q.outer.end <= p.end));
            while open.last().is_some_and(|o| o.end <= q.outer.start) {
                open.pop();
            }
            if let Some(outer) = open.last() {
                prop_assert!(q.outer.end <= outer.end, "crossing in {text:?}: {found:?}");
            }
            prop_assert_eq!(usize::from(q.depth), open.len());
            open.push(q.outer.clone());
        }
    }

    #[test]
    fn a_normal_form_is_its_own(text in hostile()) {
        let once = normal_form(&text);
        prop_assert_eq!(normal_form(&once), once.clone(), "of {:?}", text);
    }

    #[test]
    fn case_quotes_and_white_space_do_not_matter(words in prop::collection::vec("[a-z]{1,6}|[0-9]{1,3}", 1..8)) {
        let plain = words.join(" ");
        let other = format!("  “{}”\u{a0}\n", words.join(" \r\n ").to_uppercase());
        prop_assert_eq!(normal_form(&plain), normal_form(&other));
    }

    #[test]
    fn different_numbers_never_agree(a in "-?[0-9]{1,3}([.,:][0-9]{1,2})?%?", b in "-?[0-9]{1,3}([.,:][0-9]{1,2})?%?") {
        prop_assert_eq!(a == b, normal_form(&a) == normal_form(&b), "{} {}", a, b);
        let (a, b) = (format!("It fell by {a} points."), format!("It fell by {b} points."));
        prop_assert_eq!(a == b, normal_form(&a) == normal_form(&b));
    }

    #[test]
    fn a_layout_is_in_order_and_in_bounds(text in hostile(), dated in any::<bool>()) {
        let text = if dated { format!(" date 2026-01-24 https://example.org/a\n\n{text}") } else { text };
        let parts = layout(&text, None);
        prop_assert_eq!(parts.date_line.is_some(), dated || parts.date.is_some());
        let mut at = 0;
        for range in parts.date_line.iter().chain(&parts.headlines).chain([&parts.body]) {
            prop_assert!(text.get(range.clone()).is_some());
            prop_assert!(at <= range.start, "{parts:?} of {text:?}");
            at = range.end;
        }
    }
}
