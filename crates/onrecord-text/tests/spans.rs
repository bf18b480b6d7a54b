//! Spans in three units.

use onrecord_text::{SpanError, Text};
use proptest::prelude::*;

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,200}",
        prop::sample::select(vec!["é", "e\u{301}", "😀", "👩‍👩‍👧", "\r\n", "\0", "日本", "\u{feff}", "ß"])
            .prop_map(String::from),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Returns a text and two of its character boundaries in order.
fn text_and_range() -> impl Strategy<Value = (String, usize, usize)> {
    texts().prop_flat_map(|text| {
        let mut bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        bounds.push(text.len());
        let at = prop::sample::select(bounds);
        (Just(text), at.clone(), at).prop_map(|(text, a, b)| (text, a.min(b), a.max(b)))
    })
}

proptest! {
    #[test]
    fn the_three_units_name_the_same_place((content, start, end) in text_and_range()) {
        let text = Text::new(content.as_str()).unwrap();
        let span = text.span(start..end).unwrap();
        prop_assert_eq!(text.slice(&span), &content[start..end]);
        prop_assert_eq!(span.bytes(), start..end);
        let before = &content[..start];
        let inside = &content[start..end];
        let points = before.chars().count();
        prop_assert_eq!(span.code_points(), points..points + inside.chars().count());
        let units = before.encode_utf16().count();
        prop_assert_eq!(span.utf16(), units..units + inside.encode_utf16().count());
        prop_assert_eq!(text.span_of_code_points(span.code_points()), Ok(span));
        prop_assert_eq!(text.span_of_utf16(span.utf16()), Ok(span));
        prop_assert_eq!(text.span_holding(start..end, inside), Ok(span));
        let longer = format!("{inside}x");
        prop_assert!(text.span_holding(start..end, &longer).is_err());
    }

    #[test]
    fn a_span_inside_a_character_is_refused(content in texts()) {
        let text = Text::new(content.as_str()).unwrap();
        for offset in 0..=content.len() {
            let refused = text.span(offset..content.len()) == Err(SpanError::InsideCharacter { offset });
            prop_assert_eq!(refused, !content.is_char_boundary(offset));
        }
        let units: Vec<u16> = content.encode_utf16().collect();
        for (offset, unit) in units.iter().enumerate() {
            let low = (0xdc00..0xe000).contains(unit);
            let refused = text.span_of_utf16(offset..units.len()) == Err(SpanError::InsideCharacter { offset });
            prop_assert_eq!(refused, low);
        }
    }

    #[test]
    fn a_span_outside_the_text_is_refused(content in texts(), beyond in 1..usize::MAX / 2) {
        let text = Text::new(content.as_str()).unwrap();
        let is_out = |r| matches!(r, Err(SpanError::OutOfText { .. }));
        prop_assert!(is_out(text.span(0..content.len() + beyond)));
        prop_assert!(is_out(text.span_of_code_points(0..content.chars().count() + beyond)));
        prop_assert!(is_out(text.span_of_utf16(0..content.encode_utf16().count() + beyond)));
    }
}

#[test]
fn a_reversed_span_is_refused() {
    let text = Text::new("abc").unwrap();
    let (start, end) = (2, 1);
    assert_eq!(text.span(start..end), Err(SpanError::Reversed { start, end }));
}

#[test]
fn a_span_of_another_text_has_an_empty_slice() {
    let long = Text::new("abcdef").unwrap();
    let span = long.span(2..6).unwrap();
    assert_eq!(Text::new("abc").unwrap().slice(&span), "");
    assert_eq!(Text::new("ab😀").unwrap().slice(&long.span(0..4).unwrap()), "");
}

#[test]
fn spans_know_what_they_hold() {
    let text = Text::new("abcdef").unwrap();
    let (outer, inner, next) = (text.span(0..4).unwrap(), text.span(1..3).unwrap(), text.span(4..4).unwrap());
    assert!(outer.contains(&inner) && !inner.contains(&outer));
    assert!(outer.overlaps(&inner) && !outer.overlaps(&next));
    assert!(next.is_empty() && !inner.is_empty());
    assert!(outer < inner && inner < next);
}
