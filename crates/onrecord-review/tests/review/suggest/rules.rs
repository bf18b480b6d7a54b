//! Edges of the rules that no vector shows.

use std::path::PathBuf;

use onrecord_model::{Basis, Polarity, SourceClass, Stance, StatusKind, Target, Veto};
use onrecord_review::{Exhibit, Origin, Outcome, RuleId, WhyNot, attention, suggest};

use super::build::{case, dead, fact, of_rule, outcomes, own_voice, primary, refuting, said, stated};

const CORROBORATED: (RuleId, Outcome) = (RuleId::R1, Outcome::Corroborated);
const DISPUTED: (RuleId, Outcome) = (RuleId::R3, Outcome::Disputed);

fn two() -> Vec<Exhibit> {
    vec![primary(fact("e1", 1)), fact("e2", 2)]
}

fn why_not(exhibit: Exhibit) -> WhyNot {
    let case = own_voice(vec![primary(fact("e1", 1)), exhibit]);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!((r1.outcome, r1.not_counted.len()), (Outcome::Nothing, 1));
    r1.not_counted[0].why.clone()
}

#[test]
fn what_lacks_something_is_not_counted_and_says_what() {
    assert_eq!(outcomes(&own_voice(two()), Target::Fact), [CORROBORATED]);
    let e = || fact("e2", 2);
    assert_eq!(why_not(Exhibit { quoted: false, ..e() }), WhyNot::NoQuote);
    assert_eq!(why_not(Exhibit { kept: false, ..e() }), WhyNot::NotKept);
    assert_eq!(why_not(Exhibit { class: None, ..e() }), WhyNot::ClassUnknown);
    assert_eq!(why_not(Exhibit { class: Some(SourceClass::Tertiary), ..e() }), WhyNot::Tertiary);
    assert_eq!(why_not(Exhibit { origin: None, ..e() }), WhyNot::OriginUnknown);
    assert_eq!(why_not(Exhibit { stance: Stance::Context, ..e() }), WhyNot::Context(None));
    assert_eq!(why_not(Exhibit { copy: true, ..e() }), WhyNot::Copy);
    assert_eq!(why_not(Exhibit { stale: Some("gone".to_owned()), ..e() }), WhyNot::Stale("gone".to_owned()));
    assert_eq!(why_not(Exhibit { target: Target::Said, ..e() }), WhyNot::OtherTarget(Target::Said));
}

#[test]
fn an_origin_the_case_does_not_hold_is_unknown() {
    let mut case = own_voice(two());
    case.origins.pop();
    assert_eq!(of_rule(&case, Target::Fact, RuleId::R1).not_counted[0].why, WhyNot::OriginUnknown);
}

#[test]
fn another_speaker_forbids_a_match_for_said_only() {
    let other = |exhibit| Exhibit { vetoes: vec![Veto::Speaker], ..primary(exhibit) };
    assert_eq!(outcomes(&case(vec![other(said("e1", 1))]), Target::Said), []);
    assert_eq!(outcomes(&own_voice(vec![fact("e2", 2), other(fact("e1", 1))]), Target::Fact), [CORROBORATED]);
}

#[test]
fn a_record_alone_corroborates_said() {
    let record = case(vec![primary(said("e1", 1))]);
    assert_eq!(outcomes(&record, Target::Said), [(RuleId::R2, Outcome::Corroborated)]);
}

#[test]
fn a_paraphrase_and_other_words_do_not() {
    let words = |id, origin, words: Option<&str>| Exhibit { quotation: words.map(str::to_owned), ..said(id, origin) };
    let mut exhibits =
        vec![words("d1", 1, Some("we closed it")), words("d2", 2, None), words("d3", 3, Some("it is shut"))];
    let relayed = Exhibit { own_reporting: false, ..words("d4", 4, Some("we closed it")) };
    exhibits.push(relayed);
    let r2 = of_rule(&case(exhibits), Target::Said, RuleId::R2);
    assert_eq!((r2.outcome, r2.counted.len()), (Outcome::Nothing, 1));
    let whys: Vec<&WhyNot> = r2.not_counted.iter().map(|n| &n.why).collect();
    assert_eq!(whys, [&WhyNot::Paraphrase, &WhyNot::NotOwnReporting, &WhyNot::OtherWords]);
}

#[test]
fn who_denies_having_said_it_disputes_it() {
    let denial = Exhibit { denial: true, basis: Basis::NamedSpeaker, ..refuting(said("e2", 2)) };
    let mut case = case(vec![primary(said("e1", 1)), denial]);
    case.origins[1].of_claimant = true;
    assert_eq!(outcomes(&case, Target::Said), [DISPUTED]);
    assert!(of_rule(&case, Target::Said, RuleId::R3).counted[0].note.starts_with("denial"));
}

#[test]
fn only_what_is_independent_and_named_disputes() {
    let disputed = |exhibit: Exhibit| {
        let mut exhibits = two();
        exhibits.push(refuting(exhibit));
        let mut case = case(exhibits);
        case.origins.iter_mut().filter(|o| o.number == 9).for_each(|o: &mut Origin| o.of_claimant = true);
        assert!(!outcomes(&case, Target::Fact).contains(&CORROBORATED), "a refutation keeps R1 back");
        outcomes(&case, Target::Fact).contains(&DISPUTED)
    };
    assert!(disputed(fact("e3", 3)));
    assert!(!disputed(fact("e3", 2)), "its origin supports the claim too");
    assert!(!disputed(fact("e3", 9)), "the claimant's own side");
    assert!(!disputed(Exhibit { basis: Basis::UnnamedSource, ..fact("e3", 3) }));
    assert!(!disputed(Exhibit { origin: None, ..fact("e3", 3) }));
    assert!(disputed(Exhibit { denial: true, ..fact("e3", 9) }));
}

#[test]
fn a_stale_refutation_is_not_live() {
    let mut exhibits = two();
    exhibits.push(Exhibit { stale: Some("corrected".to_owned()), ..refuting(fact("e3", 3)) });
    assert_eq!(outcomes(&own_voice(exhibits), Target::Fact), [CORROBORATED]);
}

#[test]
fn one_origin_with_two_values_for_one_time_is_a_question() {
    let at = "2026-03-02T09:00:00Z";
    let case = own_voice(vec![dead(primary(fact("e1", 1)), 12, at), dead(fact("e2", 1), 15, at), fact("e3", 2)]);
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R4, Outcome::Question)], "and R1 waits for the answer");
}

#[test]
fn values_nobody_named_give_are_no_dispute() {
    let unnamed = |e: Exhibit| Exhibit { basis: Basis::UnnamedSource, ..dead(e, 12, "2026-03-02") };
    let other = |e: Exhibit, basis| Exhibit { basis, ..dead(e, 7, "2026-03-02") };
    let case = |basis| own_voice(vec![unnamed(fact("e1", 1)), other(fact("e2", 2), basis)]);
    assert_eq!(outcomes(&case(Basis::UnnamedSource), Target::Fact), []);
    assert_eq!(outcomes(&case(Basis::Document), Target::Fact), [DISPUTED]);
}

#[test]
fn a_flag_needs_two_dates() {
    let said_on = |id, date, polarity| stated(said(id, 1), "Mara Voss", date, polarity);
    let flags = |date| {
        let (yes, no) = (said_on("d1", "2026-01-10", Polarity::Affirmed), said_on("d2", date, Polarity::Negated));
        suggest(&case(vec![yes, no]))
            .into_iter()
            .filter(|s| s.rule == RuleId::R5)
            .map(|s| s.outcome)
            .collect::<Vec<_>>()
    };
    assert_eq!(flags("2026-03-10"), [Outcome::SpeakerInconsistent]);
    assert_eq!(flags("2026-01-10"), []);
    assert_eq!(flags(""), [Outcome::Nothing], "and says that a date is missing");
}

#[test]
fn attention_needs_something_that_took_the_conditions_away() {
    let one = own_voice(vec![fact("e1", 1)]);
    assert_eq!(attention(&one, Target::Fact, StatusKind::Corroborated), None, "a person had other grounds");
    let mut three = two();
    three.push(Exhibit { stale: Some("gone".to_owned()), ..fact("e3", 3) });
    assert_eq!(attention(&own_voice(three.clone()), Target::Fact, StatusKind::Corroborated), None, "enough is left");
    three[2] = refuting(fact("e3", 3));
    let refuted = attention(&own_voice(three.clone()), Target::Fact, StatusKind::Corroborated).unwrap();
    assert!(refuted.why.contains("against it: e3"), "{}", refuted.why);
    assert_eq!(attention(&own_voice(three.clone()), Target::Fact, StatusKind::Disputed), None);
    three[2].stale = Some("corrected".to_owned());
    assert!(attention(&own_voice(three.clone()), Target::Fact, StatusKind::Disputed).is_some());
    assert_eq!(attention(&own_voice(three.clone()), Target::Fact, StatusKind::Unverified), None);
    assert_eq!(attention(&own_voice(three), Target::Said, StatusKind::Corroborated), None, "there is no such target");
}

#[test]
fn two_secondary_origins_are_not_enough() {
    assert_eq!(outcomes(&own_voice(vec![fact("e1", 1), fact("e2", 2)]), Target::Fact), []);
}

#[test]
fn the_claimants_own_side_alone_is_not_enough() {
    let mut sided = own_voice(two());
    sided.origins[0].of_claimant = true;
    assert_eq!(outcomes(&sided, Target::Fact), [CORROBORATED]);
    sided.origins[1].of_claimant = true;
    assert_eq!(outcomes(&sided, Target::Fact), []);
    let speaks = |exhibit: Exhibit, name: &str| Exhibit { speaker: Some(name.to_owned()), ..exhibit };
    let own = case(vec![speaks(primary(fact("e1", 1)), "Mara Voss"), speaks(fact("e2", 2), "Harbour Board")]);
    assert_eq!(outcomes(&own, Target::Fact), []);
}

#[test]
fn many_values_of_one_slot_are_one_suggestion_each() {
    let toll = |n: u32, origin| dead(fact(&format!("e{n}"), origin), n, &format!("2026-03-{:02}", n + 1));
    let case = own_voice((0..20).map(|n| toll(n, n % 2)).collect());
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R4, Outcome::Update), (RuleId::R4, Outcome::Question)]);
    let update = of_rule(&case, Target::Fact, RuleId::R4);
    assert_eq!((update.counted.len(), update.not_counted.len()), (2, 18));
}

#[test]
fn every_rule_has_its_section_with_question_and_version() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/suggestions.md");
    let page = std::fs::read_to_string(path).unwrap();
    let sections: Vec<&str> = page.split("\n## ").collect();
    for rule in RuleId::ALL {
        let section = sections.iter().find(|section| section.starts_with(&format!("{rule}:"))).unwrap();
        let question = rule.asks();
        let question = format!("*Version {}.* {}{}", rule.version(), question[..1].to_uppercase(), &question[1..]);
        assert!(section.contains(&question), "{rule}: {question}");
    }
}

#[test]
fn between_origins_only_the_latest_values_are_a_question() {
    let toll = |id, origin, count, hour: u8| dead(fact(id, origin), count, &format!("2026-03-02T{hour:02}:00:00Z"));
    let agency = [toll("e1", 1, 12, 9), toll("e2", 1, 15, 12)];
    let case = own_voice(agency.into_iter().chain([toll("e3", 2, 15, 15)]).collect());
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R4, Outcome::Update)]);
}

#[test]
fn what_the_claimant_says_later_leaves_the_record_and_a_denial_does_not() {
    let later = stated(refuting(said("e2", 2)), "Mara Voss", "2026-03-10", Polarity::Negated);
    let record = |later| case(vec![primary(said("e1", 1)), later]);
    assert_eq!(outcomes(&record(later.clone()), Target::Said)[0], (RuleId::R2, Outcome::Corroborated));
    assert_eq!(outcomes(&record(Exhibit { denial: true, ..later }), Target::Said), [DISPUTED]);
}
