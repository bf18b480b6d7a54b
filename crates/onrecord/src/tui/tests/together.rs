//! What several people do together: proposals, opinions, and in whose hands claims are.

use onrecord_app::{Answer as Opines, Aside, read_rules};
use onrecord_model::{Reason, Target};

use super::super::hand::Waiting;
use super::super::link::{Opinion, WorkDeed};
use super::super::prompt::Prompt;
use super::super::task::WorkAct;
use super::session::{decision, one, said};
use super::*;

const WAITING: Waiting =
    Waiting { target: Target::Fact, proposed: Some(StatusKind::Disputed), opinions: 1, differ: false, answered: false };

/// A view on a claim of which something is proposed.
fn waits(waiting: Waiting) -> State {
    let mut state = State::new((80, 24));
    let mut rows = rows();
    rows[0].standing.waiting = Some(waiting);
    rows[0].standing.work = if waiting.differ { WorkKind::SecondReview } else { WorkKind::Proposed };
    rows[0].standing.hand = Hand::Waits;
    serve(&mut state, &rows, part);
    state
}

fn opinion(state: &mut State) -> Opinion {
    match one(settle(state)) {
        Request::Opinion(opinion) => opinion,
        other => panic!("{other:?}"),
    }
}

fn deed(state: &mut State) -> WorkDeed {
    match one(settle(state)) {
        Request::Work(deed) => deed,
        other => panic!("{other:?}"),
    }
}

fn label(state: &State) -> String {
    state.prompt.as_ref().map(Prompt::label).unwrap_or_default()
}

#[test]
fn where_the_house_wants_more_people_the_keys_propose_and_say_so() {
    let mut state = ready((80, 24));
    let rules = read_rules("[status.fact.disputed]\nseconds = 2\n").unwrap();
    state.input(Input::Rules(Box::new(rules)));
    press(&mut state, "d");
    assert!(label(&state).contains("f it is a fact (proposes)"), "{}", label(&state));
    press(&mut state, "f");
    assert!(label(&state).contains("propose c3 fact disputed (2 more must agree)"), "{}", label(&state));
    press(&mut state, "the log book<enter>");
    assert!(decision(&mut state).propose);
    let mut state = ready((80, 24));
    press(&mut state, "dfseen<enter>");
    assert!(!decision(&mut state).propose, "without rules it is set");
    let mut state = ready((80, 24));
    press(&mut state, "pdfseen<enter>");
    assert!(decision(&mut state).propose, "a proposal can be made all the same");
}

#[test]
fn an_opinion_is_one_letter_more() {
    for (keys, answer) in [
        ("saread it too<enter>", Opines::Agree),
        ("sdno such log<enter>", Opines::Disagree),
        ("sfcno such log<enter>", Opines::Find(StatusKind::Corroborated)),
        ("cfno such log<enter>", Opines::Find(StatusKind::Corroborated)),
    ] {
        let mut state = waits(WAITING);
        press(&mut state, keys);
        let given = opinion(&mut state);
        assert_eq!((given.claim, given.answer, given.waiting), (Handle::claim(3), answer, WAITING), "{keys}");
    }
    let mut state = waits(Waiting { proposed: None, opinions: 0, ..WAITING });
    press(&mut state, "saread it too<enter>");
    assert!(settle(&mut state).is_empty(), "of a blind proposal nobody can agree with what is not seen");
    press(&mut state, "<esc>sdread it too<enter>");
    assert_eq!(opinion(&mut state).answer, Opines::Find(StatusKind::Disputed));
}

#[test]
fn opinions_that_differ_are_decided_between() {
    let mut state = waits(Waiting { differ: true, opinions: 2, ..WAITING });
    press(&mut state, "sa");
    assert!(said(&state).contains("b decides between them"), "{}", said(&state));
    press(&mut state, "<esc>bdsaw the original<enter>");
    let given = opinion(&mut state);
    assert_eq!((given.answer, given.waiting.differ), (Opines::Find(StatusKind::Disputed), true));
}

#[test]
fn what_is_not_possible_is_said_and_what_is_typed_on_does_nothing() {
    for (waiting, keys, says) in [
        (Waiting { answered: true, ..WAITING }, "cf reason q<enter>", "waits for other people"),
        (WAITING, "a quick reason<enter>", "'assign' is not possible while it is proposed"),
        (WAITING, "bdno<enter>", "do not differ"),
    ] {
        let mut state = waits(waiting);
        press(&mut state, keys);
        assert!(settle(&mut state).is_empty() && !state.done && state.prompt.is_some(), "{keys}");
        assert!(said(&state).contains(says), "{}", said(&state));
        press(&mut state, "<esc>");
        assert!(state.prompt.is_none());
    }
    let mut state = ready((80, 24));
    press(&mut state, "sa");
    assert!(said(&state).contains("p proposes"), "{}", said(&state));
}

#[test]
fn hands_change_by_single_keys() {
    for (keys, act, reason) in [
        ("a<enter>", WorkAct::TakeUp, None),
        ("aknows the dam<enter>", WorkAct::TakeUp, Some("knows the dam")),
        (
            "lsoon<enter><esc>l2027-01-31<enter>report is due<enter>",
            WorkAct::Defer("2027-01-31".parse().unwrap()),
            Some("report is due"),
        ),
        ("Dna wish<enter>", WorkAct::Drop(Aside::NotAClaim), Some("a wish")),
        ("Dohistory<enter>", WorkAct::Drop(Aside::OutOfScope), Some("history")),
        ("Ddc7<enter>the same<enter>", WorkAct::Drop(Aside::DuplicateOf(Handle::claim(7))), Some("the same")),
    ] {
        let mut state = ready((80, 24));
        press(&mut state, keys);
        let done = deed(&mut state);
        assert_eq!((done.claim, done.act, done.reason.as_ref().map(Reason::as_str)), (Handle::claim(3), act, reason));
    }
    let mut state = ready((80, 24));
    for keys in ["Ddd1<enter>", "l2027<enter>", "Dn<enter>", "r", "O"] {
        press(&mut state, keys);
        assert!(settle(&mut state).is_empty() && state.prompt.is_some(), "{keys}");
        press(&mut state, "<esc>");
    }
}

#[test]
fn what_next_handed_out_is_given_back() {
    let mut state = State::new((80, 24));
    let mut rows = rows();
    rows[0].standing.hand = Hand::Yours;
    serve(&mut state, &rows, part);
    press(&mut state, "r<enter>");
    assert_eq!(deed(&mut state).act, WorkAct::Release);
}
