//! Whatever a person did, `undo` gives back what was shown before, `redo` what was shown after, and the log replayed gives what is
//! shown.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use onrecord_app::{
    AppError, Cited, CopyDecision, Desk, EngineKind, EventFilter, EvidenceDraft, OutletChange, PairDecision, PairFilter,
};
use onrecord_model::{
    Action, Actor, Clock, CopyVerdict, EvidenceStatus, Handle, ProposalState, Reviewer, Stance, StatusChange, Target,
};
use onrecord_testkit::{FixedClock, SequentialIds, TempDatabase};
use proptest::prelude::*;

use crate::desk::{take_in, two};
use crate::work::{Asked, CLAIMS, ask, asked, claim, person, target};

/// A clock that goes on by a second whenever it is looked at: no two people do anything at the same moment.
#[derive(Default)]
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> DateTime<Utc> {
        FixedClock::default().now() + TimeDelta::seconds(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

/// Something a person does.
#[derive(Clone, Debug)]
enum Done {
    Work(Asked),
    Add(u32, Target, Stance),
    Edit(u32, Stance, bool),
    Remove(u32),
    Pair(u32, u32, ProposalState),
    Copies(CopyVerdict),
    Outlet(Option<String>, bool),
}

fn stance() -> impl Strategy<Value = Stance> {
    prop::sample::select(vec![Stance::Supports, Stance::Refutes, Stance::Context])
}

fn done() -> impl Strategy<Value = Done> {
    let verdict = prop::sample::select(vec![ProposalState::Confirmed, ProposalState::Refused]);
    let copies = prop::sample::select(vec![CopyVerdict::Linked, CopyVerdict::Unlinked]);
    let owner = prop::sample::select(vec![None, Some("The readers".to_owned()), Some("Tarn Water Board".to_owned())]);
    let is_asked = |asked: &Asked| !matches!(asked, Asked::Undo(_) | Asked::Next);
    prop_oneof![
        4 => asked().prop_filter("decides something", is_asked).prop_map(Done::Work),
        2 => (claim(), target(), stance()).prop_map(|(claim, target, stance)| Done::Add(claim, target, stance)),
        1 => (1..4_u32, stance(), any::<bool>()).prop_map(|(e, stance, hidden)| Done::Edit(e, stance, hidden)),
        1 => (1..4_u32).prop_map(Done::Remove),
        2 => (claim(), claim(), verdict).prop_map(|(a, b, to)| Done::Pair(a, b, to)),
        1 => copies.prop_map(Done::Copies),
        1 => (owner, any::<bool>()).prop_map(|(owner, agency)| Done::Outlet(owner, agency)),
    ]
}

/// Does it; a refusal by a rule is no failure.
async fn carry_out(desk: &Desk, by: &Reviewer, done: Done) {
    let reason = || "looked".parse().expect("a reason");
    let result = match done {
        Done::Work(asked) => return ask(desk, by.clone(), asked).await,
        Done::Add(claim, target, stance) => {
            let cited = Some(Cited::Offline("the minutes".to_owned()));
            let (target, stance) = (Some(target), Some(stance));
            let draft = EvidenceDraft { target, stance, cited, ..EvidenceDraft::default() };
            desk.add_evidence(Handle::claim(claim), &draft, by, &reason(), false).await.map(drop)
        }
        Done::Edit(number, stance, hidden) => {
            let draft = EvidenceDraft { stance: Some(stance), confidential: Some(hidden), ..EvidenceDraft::default() };
            desk.edit_evidence(Handle::evidence(number), &draft, by, &reason(), false).await.map(drop)
        }
        Done::Remove(number) => desk.remove_evidence(Handle::evidence(number), by, &reason(), false).await.map(drop),
        Done::Pair(a, b, to) => {
            let pairs = vec![(Handle::claim(a), Handle::claim(b))];
            desk.decide_pairs(&PairDecision { pairs, to, by: by.clone(), reason: reason() }, false).await.map(drop)
        }
        Done::Copies(to) => {
            let (one, others) = (Handle::document(1), vec![Handle::document(2)]);
            desk.decide_copies(&CopyDecision { one, others, to, by: by.clone(), reason: reason() }, false)
                .await
                .map(drop)
        }
        Done::Outlet(owner, agency) => {
            let (outlet, agency) = (Handle::outlet(1), Some(agency));
            let change =
                OutletChange { outlet, owner: Some(owner), controller: None, agency, by: by.clone(), reason: reason() };
            desk.set_outlet(&change, false).await.map(drop)
        }
    };
    if let Err(AppError::Store(error)) = result {
        panic!("{error}");
    }
}

/// Writes everything that is shown of what people decided, but for how often it was changed and by whom evidence was touched
/// last: a log only grows, and whoever takes back touches.
async fn export(desk: &Desk) -> String {
    let mut lines = vec![format!("{:?}", desk.outlets().await.expect("outlets"))];
    for view in desk.evidence(None, false).await.expect("evidence") {
        lines.push(format!("{} {} {:?}", view.item.handle, view.claim.handle, view.item.evidence));
    }
    let every = PairFilter { limit: 1_000, ..PairFilter::default() };
    for number in 1..=CLAIMS {
        let handle = Handle::claim(number);
        let view = desk.claim(handle).await.expect("a claim");
        lines.push(format!("{handle} {:?} {:?}", view.claim.statuses, view.work));
        let pairs = desk.pairs(Some(handle), &every).await.expect("pairs").pairs;
        lines.extend(pairs.iter().map(|pair| format!("{:?}", pair.pair)));
        let view = desk.suggest(handle).await.expect("suggestions");
        lines.push(format!("{:?} {:?}", view.view.origins, view.suggestions));
    }
    lines.join("\n")
}

/// Replays who set what, and looks that only persons did, each in their own name.
async fn statuses_by_persons(desk: &Desk) -> BTreeMap<(Handle, Target), EvidenceStatus> {
    let mut statuses = BTreeMap::new();
    let mut take = |change: &StatusChange| {
        let was = statuses.insert((change.handle, change.target), change.after.clone()).unwrap_or_default();
        assert_eq!(was, change.before);
    };
    for sealed in desk.log(&EventFilter { limit: 100_000, ..EventFilter::default() }).await.expect("log") {
        let actor = &sealed.event.actor;
        match &sealed.event.action {
            Action::StatusSet(change) => {
                let by = change.after.decision().map(|decision| decision.by.clone());
                assert_eq!(by.map(Actor::Person).as_ref(), Some(actor), "entry {}", sealed.position);
                take(change);
            }
            Action::Undone { change, .. } => {
                assert_ne!(*actor, Actor::Program, "entry {}", sealed.position);
                take(change);
            }
            _ => {}
        }
    }
    statuses
}

/// Compares exports line by line, so that a failure shows the one that differs.
fn assert_same(now: &str, then: &str, when: &str) {
    for (now, then) in now.lines().zip(then.lines()) {
        assert_eq!(now, then, "{when}");
    }
    assert_eq!(now.lines().count(), then.lines().count(), "{when}");
}

async fn size(desk: &Desk) -> u64 {
    desk.checkpoint().await.expect("a checkpoint").size
}

async fn story(steps: Vec<(Reviewer, Done)>) {
    let database = TempDatabase::sqlite();
    let clock = Box::new(Ticking::default());
    let desk = Desk::open(database.url(), clock, Box::new(SequentialIds::default())).await.expect("a desk");
    let desk = desk.using(EngineKind::Rules);
    take_in(&desk, &two()).await;
    let start = export(&desk).await;
    let reason = "second thoughts".parse().expect("a reason");
    let mut doers = Vec::new();
    for (by, step) in steps {
        let (before, entries) = (export(&desk).await, size(&desk).await);
        carry_out(&desk, &by, step.clone()).await;
        if size(&desk).await == entries {
            assert_same(&export(&desk).await, &before, &format!("{step:?} entered nothing"));
            continue;
        }
        let after = export(&desk).await;
        desk.undo(None, &by, &reason, false).await.expect("is taken back");
        assert_same(&export(&desk).await, &before, &format!("{step:?} taken back"));
        desk.redo(None, &by, &reason, false).await.expect("is done again");
        assert_same(&export(&desk).await, &after, &format!("{step:?} done again"));
        doers.push(by);
    }
    let told = statuses_by_persons(&desk).await;
    for number in 1..=CLAIMS {
        let claim = desk.claim(Handle::claim(number)).await.expect("a claim").claim;
        for (target, status) in claim.statuses.iter() {
            assert_eq!(*status, told.get(&(claim.handle, target)).cloned().unwrap_or_default());
        }
    }
    assert_eq!(desk.verify(None).await.expect("checked").faults, []);
    for by in doers.iter().rev() {
        desk.undo(None, by, &reason, false).await.expect("is taken back");
    }
    assert_same(&export(&desk).await, &start, "everything taken back, the last first");
    assert_eq!(desk.verify(None).await.expect("checked").faults, []);
    desk.close().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn undo_gives_back_what_was_shown(steps in prop::collection::vec((person(), done()), 1..16)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(story(steps));
    }
}
