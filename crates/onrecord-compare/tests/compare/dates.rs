//! Dates that exclude one another forbid a match.

use onrecord_compare::{Options, Statement, compare_with};
use onrecord_model::{DriftKind, Relation, Veto};
use proptest::prelude::*;

use crate::support::{compare, written};

fn excluded(a: &str, b: &str) -> bool {
    let (a, b) = (written(a), written(b));
    let (to, fro) = (compare(&a, &b), compare(&b, &a));
    assert_eq!(to.vetoes, fro.vetoes, "{:?} {:?}", a.text, b.text);
    to.vetoes.contains(&Veto::Date)
}

#[test]
fn another_date_is_another_statement() {
    for (a, b) in [
        ("The pier stays shut until June 5.", "The pier stays shut until June 9."),
        ("The pier stays shut until June 5.", "The pier stays shut until 9 June."),
        ("The pier stays shut until June 5.", "The pier stays shut until July 5."),
        ("The pier stays shut until June 5, 2026.", "The pier stays shut until June 5, 2027."),
        ("The pier stays shut until Oct. 15 at least.", "The pier stays shut until October 22nd at least."),
        ("The pier stays shut from May 5-9 for repairs.", "The pier stays shut from May 10-12 for repairs."),
        ("The pier stays shut until 2026-06-05.", "The pier stays shut until 5 July 2026."),
        ("The pier reopens in June with a fair.", "The pier reopens in August with a fair."),
        ("The pier reopens in May with a fair.", "The pier reopens in June with a fair."),
        ("The pier reopens in mid-2026 with a fair.", "The pier reopens in 2027 with a fair."),
        ("The pier opened on June 5 and shut on June 9.", "The pier opened on June 5 and shut on June 12."),
    ] {
        assert!(excluded(a, b), "{a} {b}");
        let found = compare(&written(a), &written(b));
        assert!(!found.is_match(), "{a}");
        assert_eq!(found.relation, Relation::Rewords, "{a}");
        assert!(found.drifts.iter().all(|drift| drift.kind != DriftKind::Number), "{a}");
    }
}

#[test]
fn a_date_told_in_another_way_or_by_one_alone_is_none() {
    for (a, b) in [
        ("The pier stays shut until June 5.", "The pier stays shut until 5 June 2026."),
        ("The pier stays shut until June 5.", "The pier stays shut until 2026-06-05."),
        ("The pier stays shut until Sept. 5th.", "The pier stays shut until September 5."),
        ("The pier stays shut until June.", "The pier stays shut until June 5."),
        ("The pier stays shut until June 5.", "The pier stays shut."),
        ("The pier was shut in 2024 and 2025.", "The pier was shut in 2025."),
        ("The pier was shut in the 1990s for years.", "The pier was shut in 1994 for years."),
        ("The pier may stay shut in 2026.", "The pier May built stays shut in 2026."),
        ("The pier was opened by June Kell.", "The pier was opened by August Kell."),
        ("The pier stays shut until Monday.", "The pier stays shut until Friday."),
        ("The crew of MH1970 was saved.", "The crew of MH1980 was saved."),
        ("The pier cost [2010 crown:2010 crowns] a day.", "The pier cost [2026 crown:2026 crowns] a day."),
    ] {
        assert!(!excluded(a, b), "{a} {b}");
    }
}

#[test]
fn a_month_cut_short_is_the_same_month() {
    for (a, b) in [
        ("The pier stays shut until Sept. 5.", "The pier stays shut until September 5."),
        ("The pier shut on 26 Feb for repairs.", "The pier shut on 26 February for repairs."),
        ("The pier shut in Dec. 2025 for repairs.", "The pier shut in December 2025 for repairs."),
    ] {
        for found in [compare(&written(a), &written(b)), compare(&written(b), &written(a))] {
            assert_eq!((found.relation, found.drifts), (Relation::Repeats, vec![]), "{a}");
        }
    }
    let names = compare(&written("The pier was opened by Jan Kell."), &written("The pier was opened by January Kell."));
    assert_ne!(names.relation, Relation::Repeats);
}

#[test]
fn without_vetoes_a_date_forbids_nothing() {
    let (a, b) = (written("The pier stays shut until June 5."), written("The pier stays shut until June 9."));
    let of = |one: &Statement<'_>, other: &Statement<'_>| compare_with(one, other, Options { vetoes: false });
    assert_eq!(of(&a.statement(), &b.statement()).vetoes, []);
}

proptest! {
    /// Whatever stands at the place of the date: what a wording says of itself never excludes it.
    #[test]
    fn no_wording_excludes_itself(date in "[0-9]{0,4}[-./, ]{0,2}(May|June|Oct|Sept)?[-., ]{0,2}[0-9]{0,5}(st|th)?[-, ]{0,2}[0-9]{0,4}") {
        let text = format!("The pier stays shut until {date} at least.");
        prop_assert!(!excluded(&text, &text));
    }
}
