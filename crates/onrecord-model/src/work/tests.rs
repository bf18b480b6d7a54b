use super::*;
use crate::{Opinion, OpinionRole, StatusKind, Target, WorkChange};

fn moment(second: u32) -> DateTime<Utc> {
    format!("2026-03-05T10:00:{second:02}Z").parse().unwrap()
}

fn person(name: &str) -> Reviewer {
    name.parse().unwrap()
}

fn decision(by: &str, second: u32) -> Decision {
    Decision { by: person(by), at: moment(second), reason: "seen in the minutes".parse().unwrap() }
}

fn today() -> NaiveDate {
    moment(0).date_naive()
}

fn set(statuses: &ClaimStatuses, target: Target, to: StatusKind, second: u32) -> ClaimStatuses {
    statuses.decide(target, to, decision("Ana", second)).unwrap()
}

#[test]
fn final_and_reopened_by_themselves() {
    let start = ClaimStatuses::start(true);
    let half = set(&start, Target::Said, StatusKind::Corroborated, 1);
    let whole = set(&half, Target::Fact, StatusKind::Disputed, 2);
    let reopened = set(&whole, Target::Said, StatusKind::Unverified, 3);
    let kinds = [&start, &half, &whole, &reopened].map(|statuses| WorkState::New.current(statuses, today()).kind());
    assert_eq!(kinds, [WorkKind::New, WorkKind::InReview, WorkKind::Final, WorkKind::Reopened]);
    let own = set(&ClaimStatuses::start(false), Target::Fact, StatusKind::Corroborated, 1);
    assert_eq!(WorkState::New.current(&own, today()).kind(), WorkKind::Final);
}

#[test]
fn the_later_of_work_and_decision_counts() {
    let whole = set(&ClaimStatuses::start(false), Target::Fact, StatusKind::Disputed, 2);
    let reopened = WorkState::Reopened(decision("Ben", 3));
    assert_eq!(reopened.current(&whole, today()), reopened);
    let again = set(&whole, Target::Fact, StatusKind::Corroborated, 4);
    assert_eq!(reopened.current(&again, today()).kind(), WorkKind::Final);
    let given = WorkState::Assigned { to: person("Cleo"), by: person("Ben"), at: moment(5), due: None };
    let back = set(&whole, Target::Fact, StatusKind::Unverified, 4);
    assert_eq!(given.current(&back, today()), given, "given to Cleo after it was withdrawn");
    let later = set(&whole, Target::Fact, StatusKind::Unverified, 6);
    assert_eq!(given.current(&later, today()).kind(), WorkKind::Reopened);
}

#[test]
fn what_is_deferred_comes_back_on_its_day() {
    let until = today().succ_opt().unwrap();
    let deferred = WorkState::Deferred { until, decision: decision("Ana", 1) };
    let start = ClaimStatuses::start(true);
    assert_eq!(deferred.current(&start, today()), deferred);
    assert_eq!(deferred.current(&start, until), WorkState::New);
}

#[test]
fn every_refusal_says_what_to_do() {
    for from in WorkKind::ALL {
        for step in StepKind::ALL.into_iter().filter(|step| !from.allows().contains(step)) {
            let refusal = WorkRefusal::NotFromHere { from, step }.to_string();
            assert!(refusal.contains("onrecord") || refusal.contains("already"), "{refusal}");
        }
        assert!(!from.allows().is_empty(), "{from:?} is a dead end");
    }
}

#[test]
fn steps_keep_who_and_why_and_refuse_the_empty() {
    let (ana, at) = (person("Ana"), moment(1));
    let why: Reason = "no budget".parse().unwrap();
    let taken = WorkState::New.step(&WorkStep::Assign { to: ana.clone(), due: None }, &ana, at, None).unwrap();
    assert_eq!(taken, WorkState::InReview { by: ana.clone(), at, due: None });
    assert_eq!(
        taken.step(&WorkStep::Assign { to: person("ANA"), due: None }, &ana, at, None),
        Err(WorkRefusal::HasIt(person("ANA")))
    );
    assert_eq!(taken.step(&WorkStep::Release, &ana, at, None), Ok(WorkState::New));
    let dropped = WorkStep::Drop(SideExit::OutOfScope);
    assert_eq!(taken.step(&dropped, &ana, at, None), Err(WorkRefusal::NoReason(StepKind::Drop)));
    let aside = taken.step(&dropped, &ana, at, Some(&why)).unwrap();
    assert_eq!(aside.decision().map(|d| &d.reason), Some(&why));
    let day = WorkStep::Defer(today());
    assert_eq!(
        WorkState::New.step(&day, &ana, at, Some(&why)),
        Err(WorkRefusal::PastDay { until: today(), today: today() })
    );
    let later = Some(at.date_naive() + chrono::TimeDelta::days(3));
    let step = |due| WorkStep::Assign { to: ana.clone(), due };
    let dated = taken.step(&step(later), &ana, at, None).unwrap();
    assert_eq!((dated.due(), dated.holder()), (later, Some(&ana)), "for another day it is given again");
    assert_eq!(dated.step(&step(later), &ana, at, None), Err(WorkRefusal::HasIt(ana.clone())));
    let over = at.date_naive() - chrono::TimeDelta::days(1);
    let refused = WorkRefusal::PastDue { due: over, today: at.date_naive() };
    assert_eq!(WorkState::New.step(&step(Some(over)), &ana, at, None), Err(refused));
    assert!(aside.step(&WorkStep::Assign { to: ana.clone(), due: None }, &ana, at, None).is_err());
    assert_eq!(aside.step(&WorkStep::Reopen, &ana, at, Some(&why)).map(|s| s.kind()), Ok(WorkKind::Reopened));
}

fn proposed(needed: u32, blind: bool) -> Round {
    Round::start(Target::Fact, StatusKind::Disputed, decision("Ana", 1), needed, blind).unwrap()
}

fn opinion(by: &str, role: OpinionRole, status: StatusKind) -> Opinion {
    Opinion { role, status, decision: decision(by, 2) }
}

#[test]
fn opinions_settle_split_or_wait() {
    let second = |round: &Round, by: &str, status| round.with(opinion(by, OpinionRole::Seconds, status));
    let two = proposed(2, false);
    assert_eq!(second(&two, " ana", StatusKind::Disputed), Err(WorkRefusal::SamePerson(person("ana"))));
    let agreed = second(&two, "Ben", StatusKind::Disputed).unwrap();
    assert_eq!(agreed.verdict(), Verdict::Settled(StatusKind::Disputed));
    let split = second(&two, "Ben", StatusKind::Corroborated).unwrap();
    assert_eq!((split.verdict(), split.opinions.len()), (Verdict::Split, 2), "both are kept");
    assert_eq!(second(&split, "Cleo", StatusKind::Disputed), Err(WorkRefusal::IsSplit));
    let last = split.with(opinion("Cleo", OpinionRole::Adjudicates, StatusKind::Unverified)).unwrap();
    assert_eq!(last.verdict(), Verdict::Settled(StatusKind::Unverified));
    let by_ben = split.with(opinion("ben", OpinionRole::Adjudicates, StatusKind::Corroborated));
    assert_eq!(by_ben, Err(WorkRefusal::SamePerson(person("ben"))));
    let majority = second(&proposed(2, true).among(3), "Ben", StatusKind::Corroborated).unwrap();
    assert_eq!(majority.verdict(), Verdict::Waiting(1), "a third person may side with either");
    assert!(majority.hides_from(&person("Cleo")));
    let third = |status| second(&majority, "Cleo", status).unwrap().verdict();
    assert_eq!(third(StatusKind::Corroborated), Verdict::Settled(StatusKind::Corroborated));
    assert_eq!(third(StatusKind::Disputed), Verdict::Settled(StatusKind::Disputed));
    assert_eq!(third(StatusKind::Unverified), Verdict::Split);
    let three = second(&proposed(3, false), "Ben", StatusKind::Disputed).unwrap();
    assert_eq!(three.verdict(), Verdict::Waiting(1));
    assert_eq!(
        Round::start(Target::Fact, StatusKind::Disputed, decision("Ana", 1), 1, false),
        Err(WorkRefusal::TooFew(1))
    );
}

#[test]
fn a_blind_round_is_seen_by_those_who_have_spoken() {
    let state = WorkState::Proposed(proposed(2, true));
    assert_eq!(state.seen_by(&person("Ana")), state);
    assert_eq!(state.seen_by(&person("Ben")).round().map(|round| round.opinions.len()), Some(0));
}

#[test]
fn storage_lets_no_one_settle_alone() {
    let change = |before: WorkState, after: WorkState| {
        let (claim, handle) = (ClaimId(uuid::Uuid::nil()), Handle::claim(1));
        WorkChange { claim, handle, before, after }.check()
    };
    let two = proposed(2, false);
    let waiting = WorkState::Proposed(two.clone());
    assert_eq!(change(WorkState::New, waiting.clone()), Ok(()));
    let alone = WorkState::Final(decision("Ana", 2));
    assert_eq!(change(waiting.clone(), alone.clone()), Err(WorkRefusal::NotSettled(WorkKind::Final)));
    assert_eq!(change(WorkState::New, alone.clone()), Err(WorkRefusal::NotSettled(WorkKind::Final)));
    let mut forged = two.clone();
    forged.opinions.push(opinion("Ana", OpinionRole::Seconds, StatusKind::Disputed));
    let refused = change(waiting.clone(), WorkState::SecondReview(forged));
    assert_eq!(refused, Err(WorkRefusal::SamePerson(person("Ana"))));
    let agreed = two.with(opinion("Ben", OpinionRole::Seconds, StatusKind::Disputed)).unwrap();
    assert_eq!(change(waiting.clone(), WorkState::SecondReview(agreed.clone())), Ok(()));
    assert_eq!(change(WorkState::SecondReview(agreed), WorkState::Final(decision("Ben", 2))), Ok(()));
    assert_eq!(change(waiting.clone(), waiting), Err(WorkRefusal::NotSplit));
}
