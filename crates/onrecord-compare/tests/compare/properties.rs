//! What holds for any two statements.

use std::ops::Range;

use crate::support::{Written, written};
use onrecord_compare::{candidates, compare, compare_related, statement_signature, word_diff};
use onrecord_model::{Relation, SegmentKind};
use onrecord_text::{Span, tokens};
use proptest::prelude::*;

/// Where the words of a statement stand, in bytes of its text.
fn all_words(one: &Written) -> Vec<Range<usize>> {
    let of = |span: &Span| {
        let start = span.bytes().start;
        let slice = one.text.as_str().get(span.bytes()).unwrap();
        tokens(slice).into_iter().map(move |token| start + token.range.start..start + token.range.end)
    };
    one.content.iter().flat_map(of).collect()
}

/// The words that lie in `spans`. A word is looked at in its statement: "A." alone is a letter and a stop, in front of a name
/// it is an initial.
fn words_at(one: &Written, spans: impl Iterator<Item = Span>) -> Vec<Range<usize>> {
    let all = all_words(one);
    spans
        .flat_map(|span| {
            let within = move |word: &&Range<usize>| span.bytes().start <= word.start && word.end <= span.bytes().end;
            all.iter().filter(within).cloned().collect::<Vec<_>>()
        })
        .collect()
}

/// Statements that share words, carry slots and hold odd characters.
fn statement() -> impl Strategy<Value = Written> {
    let word = prop_oneof![
        8 => "(the|port|ferry|board|sold|sells|quay|was|closed|and|he|Anse|é|是|\u{2014}|,|\\.|“|”|'|\"|%)",
        1 => "(\\[not:never\\]|\\[not:n’t\\]|\\[may:may\\]|\\[will:will\\]|\\[alleged:alleged\\])",
        1 => "(\\[3 day:3 days\\]|\\[~300:about 300\\]|\\[3000:3,000\\]|\\[name:Alena Marsh\\])",
        1 => "[^\\[\\]]{0,6}",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just("  "), 1 => Just("")];
    prop::collection::vec((word, gap), 0..24)
        .prop_map(|parts| written(&parts.iter().flat_map(|(word, gap)| [word.as_str(), gap]).collect::<String>()))
}

proptest! {
    #[test]
    fn segments_cover_both_texts_in_order(a in statement(), b in statement()) {
        let diff = word_diff(&a.statement(), &b.statement());
        prop_assert_eq!(words_at(&a, diff.segments.iter().filter_map(|s| s.a)), all_words(&a));
        prop_assert_eq!(words_at(&b, diff.segments.iter().filter_map(|s| s.b)), all_words(&b));
        for segment in &diff.segments {
            prop_assert_eq!(segment.a.is_none(), segment.kind == SegmentKind::Added);
            prop_assert_eq!(segment.b.is_none(), segment.kind == SegmentKind::Removed);
        }
    }

    #[test]
    fn every_changed_word_is_told_of(a in statement(), b in statement()) {
        let comparison = compare(&a.statement(), &b.statement());
        let inner = |one: &Written| {
            let words: Vec<_> = tokens(one.text.as_str());
            let is_word = |range: &Range<usize>| one.text.as_str()[range.clone()].chars().any(char::is_alphanumeric);
            let first = words.iter().position(|t| is_word(&t.range));
            let last = words.iter().rposition(|t| is_word(&t.range));
            first.zip(last).map_or(0..0, |(f, l)| words[f].range.start..words[l].range.end)
        };
        let (inner_a, inner_b) = (inner(&a), inner(&b));
        let told = |spans: Vec<Span>, range: &Range<usize>| {
            spans.iter().any(|s| s.bytes().start <= range.start && range.end <= s.bytes().end)
        };
        for segment in &comparison.diff.segments {
            if segment.kind == SegmentKind::Removed {
                let span = segment.a.unwrap().bytes();
                for token in tokens(&a.text.as_str()[span.clone()]) {
                    let range = span.start + token.range.start..span.start + token.range.end;
                    let outside = range.start < inner_a.start || range.end > inner_a.end;
                    let drifts = comparison.drifts.iter().filter_map(|d| d.a).collect();
                    prop_assert!(outside || told(drifts, &range), "{:?} {:?}", &a.text.as_str()[range.clone()], comparison);
                }
            }
            if segment.kind == SegmentKind::Added {
                let span = segment.b.unwrap().bytes();
                for token in tokens(&b.text.as_str()[span.clone()]) {
                    let range = span.start + token.range.start..span.start + token.range.end;
                    let outside = range.start < inner_b.start || range.end > inner_b.end;
                    let drifts = comparison.drifts.iter().filter_map(|d| d.b).collect();
                    prop_assert!(outside || told(drifts, &range), "{:?} {:?}", &b.text.as_str()[range.clone()], comparison);
                }
            }
        }
    }

    #[test]
    fn a_statement_against_itself_has_no_drift(a in statement()) {
        let comparison = compare(&a.statement(), &a.statement());
        prop_assert_eq!(&comparison.drifts, &[]);
        prop_assert_eq!(&comparison.vetoes, &[]);
        let wordless = comparison.score == 0.0;
        prop_assert_eq!(comparison.relation, if wordless { Relation::Unrelated } else { Relation::Repeats });
    }

    #[test]
    fn likeness_and_vetoes_do_not_depend_on_the_order(a in statement(), b in statement()) {
        let (there, back) = (compare(&a.statement(), &b.statement()), compare(&b.statement(), &a.statement()));
        prop_assert!((there.score - back.score).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&there.score));
        prop_assert_eq!(there.relation == Relation::Unrelated, back.relation == Relation::Unrelated);
    }

    #[test]
    fn the_filter_keeps_everything_that_is_related(a in statement(), b in statement()) {
        let related = compare(&a.statement(), &b.statement()).relation != Relation::Unrelated;
        let kept = candidates(&statement_signature(&a.statement()), &[statement_signature(&b.statement())]);
        prop_assert!(!related || kept == [0]);
    }

    #[test]
    fn what_is_compared_where_it_is_worth_it_is_compared_alike(a in statement(), b in statement(), least in 0.0..1.0) {
        let whole = compare(&a.statement(), &b.statement());
        let is_worth_it = whole.relation != Relation::Unrelated && whole.score >= least;
        prop_assert_eq!(compare_related(&a.statement(), &b.statement(), least), is_worth_it.then_some(whole));
    }

    #[test]
    fn any_bytes_and_any_spans_are_compared(a in "\\PC*", b in "\\PC*", cut in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let (a, mut b) = (plain(&a), plain(&b));
        let len = b.text.as_str().chars().count();
        let (i, j) = (cut.0.index(len + 1), cut.1.index(len + 1));
        b.content = vec![b.text.span_of_code_points(i.min(j)..i.max(j)).unwrap()];
        let _ = compare(&a.statement(), &b.statement());
    }
}

fn plain(text: &str) -> Written {
    written(&text.replace(['[', ']'], " "))
}

#[test]
fn long_unlike_statements_are_still_covered() {
    let long = |word: &str| plain(&(0..6_000).map(|i| format!("{word}{i}")).collect::<Vec<_>>().join(" "));
    let (a, b) = (long("a"), long("b"));
    let diff = word_diff(&a.statement(), &b.statement());
    assert_eq!(words_at(&a, diff.segments.iter().filter_map(|s| s.a)), all_words(&a));
    assert_eq!(words_at(&b, diff.segments.iter().filter_map(|s| s.b)), all_words(&b));
}

#[test]
fn an_initial_in_front_of_a_name_is_one_word() {
    let (a, b) = (written("A. Anse "), written("A. "));
    let diff = word_diff(&a.statement(), &b.statement());
    assert_eq!(words_at(&a, diff.segments.iter().filter_map(|s| s.a)), all_words(&a));
}
