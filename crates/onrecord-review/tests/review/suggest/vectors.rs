//! The test vectors of the rules, one a test.

use onrecord_model::{Approximation, Basis, ClaimKind, Polarity, Stance, StatusKind, Target, Veto};
use onrecord_review::{Case, Exhibit, Origin, Outcome, RuleId, SlotValue, WhyNot, attention, suggest};

use super::build::{
    case, copy, dead, explained, fact, of_rule, outcomes, own_voice, primary, reading, refuting, said, stated,
};

fn quoting(exhibit: Exhibit) -> Exhibit {
    Exhibit { quotation: Some("we closed the quay".to_owned()), basis: Basis::NamedSpeaker, ..exhibit }
}

/// The article of a story and five verbatim copies on five owners.
fn wire_flood() -> Vec<Exhibit> {
    let article = quoting(said("d1", 1));
    let copies = (2..7).map(|n| copy(&article, &format!("d{n}")));
    std::iter::once(article.clone()).chain(copies).collect()
}

fn labelled(exhibit: Exhibit, label: &str) -> Exhibit {
    Exhibit { label: label.to_owned(), ..exhibit }
}

fn unnamed(exhibit: Exhibit) -> Exhibit {
    Exhibit { basis: Basis::UnnamedSource, ..exhibit }
}

#[test]
fn vector_01_one_article_alone() {
    let case = case(vec![quoting(said("d1", 1)), fact("d2", 2)]);
    assert_eq!((outcomes(&case, Target::Said), outcomes(&case, Target::Fact)), (vec![], vec![]));
    let missing = of_rule(&case, Target::Fact, RuleId::R1).missing;
    assert_eq!(missing, ["one more independent origin, primary (or two more, secondary)"]);
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_01_three_witnesses_in_one_article_are_one_owner() {
    let witness = |id, origin| Exhibit { holder: Some("Kestrel".to_owned()), ..fact(id, origin) };
    let case = own_voice(vec![witness("e1", 1), witness("e2", 2), primary(witness("e3", 3))]);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!((r1.outcome, r1.counted.len()), (Outcome::Nothing, 1));
    assert_eq!(r1.not_counted[0].why, WhyNot::SameOwner("Kestrel".to_owned()));
}

#[test]
fn vector_02_five_copies_are_not_counted() {
    let case = case(wire_flood());
    assert_eq!(outcomes(&case, Target::Said), []);
    let r2 = of_rule(&case, Target::Said, RuleId::R2);
    assert_eq!((r2.counted.len(), r2.not_counted.len()), (1, 5));
    assert!(r2.lines().contains(&"5 copies not counted: d2, d3, d4, d5, d6.".to_owned()), "{:?}", r2.lines());
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_03_another_interview_with_the_same_quote() {
    let mut exhibits = wire_flood();
    exhibits.push(quoting(said("d7", 2)));
    let case = case(exhibits);
    assert_eq!(outcomes(&case, Target::Said), [(RuleId::R2, Outcome::Corroborated)]);
    assert_eq!(outcomes(&case, Target::Fact), []);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert!(r1.counted.is_empty() && r1.not_counted.iter().all(|n| n.why == WhyNot::OtherTarget(Target::Said)));
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_04_state_outlet_its_government_and_another() {
    let joined = "same controller of a claim about it: Government of Vostria";
    let transcript = labelled(primary(fact("e1", 1)), "transcript of the government");
    let state = labelled(Exhibit { joined: Some(joined.to_owned()), ..fact("d1", 1) }, "Vostria Today");
    let case = own_voice(vec![state, transcript, labelled(fact("d2", 2), "The Courier")]);
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R1, Outcome::Corroborated)]);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!(
        r1.counted.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(),
        ["transcript of the government", "The Courier"]
    );
    assert_eq!(r1.not_counted[0].why, WhyNot::SameOrigin(joined.to_owned()));
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_05_four_hours_against_three() {
    let hours = |exhibit, value, approximation, shown| {
        reading(exhibit, "duration", SlotValue::amount(value, None, approximation, Some("hour")), shown, "2026-01-24")
    };
    let four = hours(fact("d1", 1), 4.0, Approximation::About, "about four hours");
    let three = hours(fact("d2", 2), 3.0, Approximation::Exact, "three hours");
    let case = own_voice(vec![four, Exhibit { vetoes: vec![Veto::Quantity], ..three }]);
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R3, Outcome::Disputed)]);
    let r3 = of_rule(&case, Target::Fact, RuleId::R3);
    assert!(r3.why.contains("duration: about four hours"), "{}", r3.why);
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_06_a_later_toll_of_the_same_agency() {
    let (early, late) =
        (dead(fact("d1", 1), 12, "2026-03-02T09:00:00Z"), dead(fact("d2", 1), 15, "2026-03-02T12:00:00Z"));
    let case = own_voice(vec![late, early]);
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R4, Outcome::Update)]);
    let r4 = of_rule(&case, Target::Fact, RuleId::R4);
    assert_eq!((r4.counted[0].id.as_str(), r4.not_counted[0].id.as_str()), ("d2", "d1"));
    assert_eq!(r4.not_counted[0].why, WhyNot::Superseded("15".to_owned()));
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_07_two_tolls_in_the_same_hour() {
    let agency = dead(fact("d1", 1), 12, "2026-03-02T09:00:00Z");
    let ministry = |as_of| dead(fact("d2", 2), 7, as_of);
    let same_hour = own_voice(vec![agency.clone(), ministry("2026-03-02T09:40:00Z")]);
    assert_eq!(outcomes(&same_hour, Target::Fact), [(RuleId::R3, Outcome::Disputed)]);
    let later = own_voice(vec![agency.clone(), ministry("2026-03-02T10:00:00Z")]);
    assert_eq!(outcomes(&later, Target::Fact), [(RuleId::R4, Outcome::Question)]);
    let untimed = own_voice(vec![agency, ministry("")]);
    assert_eq!(outcomes(&untimed, Target::Fact), []);
    let r3 = of_rule(&untimed, Target::Fact, RuleId::R3);
    assert_eq!(r3.not_counted.last().unwrap().why, WhyNot::TimeUnknown("dead".to_owned()));
}

#[test]
fn vector_08_never_refused_against_refused() {
    let refused = Exhibit { vetoes: vec![Veto::Negation], ..fact("d2", 2) };
    let case = own_voice(vec![fact("d1", 1), primary(refused)]);
    assert_eq!(outcomes(&case, Target::Fact), []);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!((r1.counted.len(), r1.contrasts.len()), (1, 1));
    assert_eq!((r1.contrasts[0].id.as_str(), r1.contrasts[0].vetoes.as_slice()), ("d2", &[Veto::Negation][..]));
    assert_eq!(r1.not_counted[0].why, WhyNot::Contrast(vec![Veto::Negation]));
}

#[test]
fn vector_09_the_same_speaker_in_january_and_in_march() {
    let january = stated(said("d1", 1), "Mara Voss", "2026-01-10", Polarity::Affirmed);
    let march = stated(refuting(said("d2", 2)), "Mara Voss", "2026-03-10", Polarity::Negated);
    let case = case(vec![march, january]);
    assert_eq!(outcomes(&case, Target::Said), [(RuleId::R5, Outcome::SpeakerInconsistent)]);
    assert_eq!(outcomes(&case, Target::Fact), []);
    let r3 = of_rule(&case, Target::Said, RuleId::R3);
    assert_eq!(r3.not_counted.last().unwrap().why, WhyNot::Inconsistent);
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_09_on_fact_is_no_dispute_either() {
    let january = stated(said("d1", 1), "Mara Voss", "2026-01-10", Polarity::Affirmed);
    let march = stated(refuting(fact("d2", 2)), "Mara Voss", "2026-03-10", Polarity::Negated);
    let case = case(vec![january, march]);
    assert_eq!(outcomes(&case, Target::Said), [(RuleId::R5, Outcome::SpeakerInconsistent)]);
    assert_eq!(outcomes(&case, Target::Fact), []);
}

#[test]
fn vector_10_two_unnamed_sources() {
    let case = own_voice(vec![primary(fact("e1", 1)), primary(fact("e2", 2))].into_iter().map(unnamed).collect());
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!((r1.outcome, r1.counted.len()), (Outcome::Nothing, 0));
    assert!(r1.not_counted.iter().all(|n| n.why == WhyNot::Unnamed));
    assert!(r1.missing.contains(&"a named source or a document".to_owned()));
    let mut named = case.clone();
    named.exhibits[1].basis = Basis::Document;
    assert_eq!(outcomes(&named, Target::Fact), [(RuleId::R1, Outcome::Corroborated)]);
}

#[test]
fn vector_11_two_papers_of_one_owner() {
    let evening = Exhibit { joined: Some("same owner: Kestrel".to_owned()), ..fact("d2", 1) };
    let case = own_voice(vec![primary(fact("d1", 1)), evening]);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!((r1.outcome, r1.counted.len()), (Outcome::Nothing, 1));
    assert_eq!(r1.missing, ["one more independent origin"]);
    assert_eq!(r1.not_counted[0].why, WhyNot::SameOrigin("same owner: Kestrel".to_owned()));
}

#[test]
fn vector_12_a_cited_page_drops_the_sentence() {
    let page = primary(fact("e1", 1));
    let mut case = own_voice(vec![page, fact("e2", 2)]);
    assert_eq!(attention(&case, Target::Fact, StatusKind::Corroborated), None);
    case.exhibits[0].stale = Some("the page dropped the sentence".to_owned());
    let attention = attention(&case, Target::Fact, StatusKind::Corroborated).unwrap();
    assert_eq!((attention.rule, attention.outcome), (RuleId::R9, Outcome::Attention));
    assert_eq!(attention.not_counted[0].why, WhyNot::Stale("the page dropped the sentence".to_owned()));
    assert!(attention.missing.contains(&"e1 confirmed again".to_owned()));
    assert_eq!(outcomes(&case, Target::Fact), [], "nothing is suggested that would change the status");
    insta::assert_snapshot!(attention.lines().join("\n"));
}

#[test]
fn vector_13_three_secondary_pieces() {
    let case = own_voice(vec![fact("d1", 1), fact("d2", 2), fact("d3", 3)]);
    assert_eq!(outcomes(&case, Target::Fact), [(RuleId::R1, Outcome::Corroborated)]);
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!(r1.missing, ["a primary source"]);
    assert!(r1.lines()[0].contains("no primary source"), "{:?}", r1.lines());
    insta::assert_snapshot!(explained(&case));
}

#[test]
fn vector_14_two_spokespeople_of_the_claimant() {
    let second = Exhibit { joined: Some("same speaker's organisation: Harbour Board".to_owned()), ..fact("d2", 1) };
    let mut case = case(vec![primary(fact("d1", 1)), second]);
    case.origins = vec![Origin { number: 1, label: "Harbour Board".to_owned(), of_claimant: true }];
    let r1 = of_rule(&case, Target::Fact, RuleId::R1);
    assert_eq!((r1.outcome, r1.counted.len()), (Outcome::Nothing, 1));
    assert!(r1.missing.iter().any(|m| m.contains("neither the claimant nor")), "{:?}", r1.missing);
}

#[test]
fn every_target_is_explained() {
    let mut empty = Case { kind: Some(ClaimKind::Fact), ..case(Vec::new()) };
    let rules = |case: &Case| suggest(case).iter().map(|s| (s.target, s.rule, s.outcome)).collect::<Vec<_>>();
    let nothing = |target, rule| (target, rule, Outcome::Nothing);
    assert_eq!(rules(&empty), [nothing(Target::Said, RuleId::R2), nothing(Target::Fact, RuleId::R1)]);
    for kind in [Some(ClaimKind::Opinion), Some(ClaimKind::Prediction), Some(ClaimKind::Hypothetical), None] {
        empty.kind = kind;
        empty.exhibits = vec![primary(fact("e1", 1)), fact("e2", 2), refuting(fact("e3", 3))];
        assert_eq!(rules(&empty), [nothing(Target::Said, RuleId::R2), nothing(Target::Fact, RuleId::R11)]);
    }
    empty.claimant = None;
    assert_eq!(rules(&empty), [nothing(Target::Fact, RuleId::R11)]);
    assert_eq!(empty.exhibits[0].stance, Stance::Supports);
}
