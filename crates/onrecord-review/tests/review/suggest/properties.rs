//! What holds for any case.

use std::collections::BTreeMap;

use onrecord_model::{Basis, ClaimKind, Polarity, SourceClass, Stance, Target, Veto};
use onrecord_review::{Case, Exhibit, Origin, Outcome, RuleId, Suggestion, suggest};
use proptest::prelude::*;

use super::build::{case, copy, dead, exhibit, refuting};

/// Numbers of origins in generated cases.
const ORIGINS: u32 = 5;

fn any_exhibit() -> impl Strategy<Value = Exhibit> {
    let pick = |weight| prop::bool::weighted(weight);
    let class = prop::sample::select(vec![
        Some(SourceClass::Primary),
        Some(SourceClass::Secondary),
        Some(SourceClass::Tertiary),
        None,
    ]);
    let stance = prop::sample::select(vec![
        Stance::Supports,
        Stance::Supports,
        Stance::Supports,
        Stance::Refutes,
        Stance::Context,
    ]);
    let kind = (prop::sample::select(Target::ALL.to_vec()), stance, class, prop::sample::select(Basis::ALL.to_vec()));
    let flags = (pick(0.9), pick(0.9), pick(0.1), pick(0.8), pick(0.1), pick(0.1));
    let words = (
        prop::option::of(0..2_u8),
        prop::option::weighted(0.3, 10..13_u32),
        8..12_u32,
        prop::option::weighted(0.15, Just(Veto::Hedge)),
    );
    let who = (prop::option::weighted(0.3, 0..2_u8), 1..4_u32, any::<bool>());
    (kind, flags, words, who, prop::option::weighted(0.95, 0..ORIGINS), 0..4_u8).prop_map(
        |(kind, flags, words, who, origin, holder)| {
            let mut one = exhibit("", kind.0, origin.unwrap_or(0));
            if let Some(count) = words.1 {
                one = dead(one, count, &format!("2026-03-02T{:02}:00:00Z", words.2));
            }
            Exhibit {
                stance: kind.1,
                class: kind.2,
                basis: kind.3,
                quoted: flags.0,
                kept: flags.1,
                stale: flags.2.then(|| "gone".to_owned()),
                own_reporting: flags.3,
                copy: flags.4,
                denial: flags.5,
                quotation: words.0.map(|n| format!("words {n}")),
                vetoes: words.3.into_iter().collect(),
                speaker: who.0.map(|n| ["Mara Voss", "Per Aune"][usize::from(n)].to_owned()),
                said_on: format!("2026-03-{:02}", who.1).parse().ok(),
                polarity: Some(if who.2 { Polarity::Affirmed } else { Polarity::Negated }),
                origin,
                holder: (holder > 0).then(|| format!("Owner {holder}")),
                ..one
            }
        },
    )
}

fn any_case() -> impl Strategy<Value = Case> {
    let claimants = prop::collection::vec(prop::bool::weighted(0.2), ORIGINS as usize);
    (prop::collection::vec(any_exhibit(), 1..9), claimants, any::<bool>()).prop_map(
        |(mut exhibits, claimants, credited)| {
            for (number, exhibit) in exhibits.iter_mut().enumerate() {
                exhibit.id = format!("e{number}");
                exhibit.label.clone_from(&exhibit.id);
            }
            let origin = |(number, of_claimant)| Origin { number, label: format!("origin {number}"), of_claimant };
            let mut case = case(exhibits);
            case.origins = (0..ORIGINS).zip(claimants).map(origin).collect();
            case.claimant = case.claimant.filter(|_| credited);
            case
        },
    )
}

/// What the rules for `corroborated` count on each target.
fn counts(case: &Case) -> BTreeMap<Target, usize> {
    support(case).iter().map(|s| (s.target, s.counted.len())).collect()
}

fn support(case: &Case) -> Vec<Suggestion> {
    suggest(case).into_iter().filter(|s| matches!(s.rule, RuleId::R1 | RuleId::R2)).collect()
}

fn corroborated(case: &Case, target: Target) -> bool {
    suggest(case).iter().any(|s| s.target == target && s.outcome == Outcome::Corroborated)
}

fn with(case: &Case, exhibit: Exhibit) -> Case {
    let mut more = case.clone();
    more.exhibits.push(exhibit);
    more
}

fn merged(case: &Case, from: u32, into: u32) -> Case {
    let mut merged = case.clone();
    let claimants = |number| case.origins.iter().any(|o| o.number == number && o.of_claimant);
    let of_claimant = claimants(from) || claimants(into);
    merged.origins.iter_mut().filter(|o| o.number == into).for_each(|o| o.of_claimant = of_claimant);
    merged.exhibits.iter_mut().filter(|e| e.origin == Some(from)).for_each(|e| e.origin = Some(into));
    merged
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_a_copy_never_changes_a_count(case in any_case(), of in any::<prop::sample::Index>()) {
        let more = with(&case, copy(of.get(&case.exhibits), "e20"));
        for (before, after) in suggest(&case).iter().zip(suggest(&more)) {
            prop_assert_eq!((before.outcome, &before.counted), (after.outcome, &after.counted));
        }
        prop_assert_eq!(suggest(&case).len(), suggest(&more).len());
    }

    #[test]
    fn adding_a_refuting_origin_never_leads_to_corroborated(case in any_case(), extra in any_exhibit()) {
        let extra = Exhibit { id: "e20".to_owned(), origin: Some(20), stale: None, ..refuting(extra) };
        let mut more = with(&case, extra.clone());
        more.origins.push(Origin { number: 20, label: "origin 20".to_owned(), of_claimant: false });
        for target in case.targets() {
            prop_assert!(corroborated(&case, target) || !corroborated(&more, target));
        }
        prop_assert!(!corroborated(&more, Target::Fact) || extra.target != Target::Fact);
    }

    #[test]
    fn the_order_of_exhibits_and_origins_is_irrelevant(
        case in any_case(), exhibits in any::<prop::sample::Index>(), origins in any::<prop::sample::Index>(),
    ) {
        let mut turned = case.clone();
        turned.exhibits.reverse();
        turned.exhibits.rotate_left(exhibits.index(case.exhibits.len()));
        turned.origins.rotate_left(origins.index(ORIGINS as usize));
        prop_assert_eq!(suggest(&case), suggest(&turned));
    }

    #[test]
    fn merging_origins_never_raises_a_count(case in any_case(), from in 0..ORIGINS, into in 0..ORIGINS) {
        let (before, after) = (counts(&case), counts(&merged(&case, from, into)));
        for (target, count) in after {
            prop_assert!(count <= before[&target], "{target:?}");
        }
    }

    #[test]
    fn removing_evidence_never_raises_support(case in any_case(), gone in any::<prop::sample::Index>()) {
        let mut less = case.clone();
        let gone = less.exhibits.remove(gone.index(case.exhibits.len()));
        let (before, after) = (counts(&case), counts(&less));
        for target in case.targets() {
            prop_assert!(after[&target] <= before[&target]);
            // What speaks against the claim, or gives another value, keeps `corroborated` back; support does not.
            let harmless = gone.stance == Stance::Supports && gone.readings.is_empty();
            prop_assert!(!harmless || corroborated(&case, target) || !corroborated(&less, target));
        }
    }

    #[test]
    fn every_exhibit_is_counted_or_said_why_not(case in any_case()) {
        for suggestion in support(&case) {
            let counted = suggestion.counted.iter().map(|c| c.id.clone());
            let mut told: Vec<String> = counted.chain(suggestion.not_counted.iter().map(|n| n.id.clone())).collect();
            told.sort();
            let mut ids: Vec<String> = case.exhibits.iter().map(|e| e.id.clone()).collect();
            ids.sort();
            prop_assert_eq!(told, ids);
        }
    }

    #[test]
    fn said_and_fact_do_not_see_each_others_evidence(case in any_case(), extra in any_exhibit()) {
        let extra = Exhibit { id: "e20".to_owned(), speaker: None, ..extra };
        let more = with(&case, extra.clone());
        let of = |case: &Case, target| {
            let there = suggest(case).into_iter().filter(move |s| s.target == target);
            there.map(|s| (s.rule, s.outcome, s.why, s.counted, s.missing)).collect::<Vec<_>>()
        };
        for target in case.targets().filter(|target| *target != extra.target) {
            prop_assert_eq!(of(&case, target), of(&more, target));
        }
    }

    #[test]
    fn every_target_is_explained_and_every_suggestion_has_its_words(mut case in any_case(), kind in 0..5_usize) {
        case.kind = ClaimKind::ALL.get(kind).copied();
        let suggestions = suggest(&case);
        for target in case.targets() {
            prop_assert!(suggestions.iter().any(|s| s.target == target));
        }
        for suggestion in &suggestions {
            let counted = |id: &String| suggestion.counted.iter().any(|one| one.id == *id);
            prop_assert!(suggestion.not_counted.iter().all(|not| !counted(&not.id)));
            prop_assert_eq!(suggestion.version, suggestion.rule.version());
            prop_assert!(suggestion.lines().iter().all(|line| line.ends_with('.') && !line.contains("()")));
            prop_assert!(suggestion.outcome == Outcome::Nothing || !suggestion.counted.is_empty());
        }
    }
}
