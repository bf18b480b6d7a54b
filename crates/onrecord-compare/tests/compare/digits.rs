//! Digits that belong to no stated quantity.

use onrecord_model::{DriftKind, Veto};

use crate::support::{compare, written};

#[test]
fn another_digit_is_another_statement() {
    for (a, b) in [
        ("Cases of the variant B-19 rose in the north.", "Cases of the variant B-29 rose in the north."),
        ("The target stays at 5-3/4 for the year.", "The target stays at 5-1/4 for the year."),
        ("The 21st regiment left the town.", "The 27th regiment left the town."),
    ] {
        let found = compare(&written(a), &written(b));
        assert!(found.drifts.iter().any(|d| d.kind == DriftKind::Number), "{a}");
        assert!(found.vetoes.contains(&Veto::Quantity), "{a}");
        assert!(!found.is_match(), "{a}");
    }
}

#[test]
fn a_day_or_a_year_is_a_time() {
    for (a, b) in [
        ("Holdings are reduced on December 1 by plan.", "Holdings are reduced on December 5 by plan."),
        ("The tour stops in the town on Oct. 15 this year.", "The tour stops in the town on Oct. 22 this year."),
        ("Rates stay low through mid-2015 at least.", "Rates stay low through mid-2025 at least."),
    ] {
        let found = compare(&written(a), &written(b));
        assert!(found.drifts.iter().any(|d| d.kind == DriftKind::Time), "{a}");
        assert!(found.drifts.iter().all(|d| d.kind != DriftKind::Number), "{a}");
    }
}

#[test]
fn the_sign_of_a_fraction_is_the_fraction() {
    for (a, b) in [
        ("The rate stays at 5-1/4 percent.", "The rate stays at 5-¼ percent."),
        ("The rate stays at 5-1/4 percent.", "The rate stays at 5¼ percent."),
        ("The rate falls by 1/2 point.", "The rate falls by ½ point."),
    ] {
        let found = compare(&written(a), &written(b));
        assert_eq!((found.vetoes.as_slice(), found.drifts.len()), (&[][..], 0), "{b}");
    }
    let other = compare(&written("The rate stays at 5-¼ percent."), &written("The rate stays at 5-¾ percent."));
    assert!(other.vetoes.contains(&Veto::Quantity));
}
