//! What becomes of the work: the table and the part of the page made of it.

use std::fmt::Write;

use onrecord_model::{
    ClaimId, ClaimStatuses, Decision, EvidenceStatus, Handle, Opinion, OpinionRole, Reviewer, Round, SideExit,
    StatusKind, StepKind, Target, WorkKind, WorkRefusal, WorkState, WorkStep,
};

use super::name;

/// What happens when a person asks for a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkTransition {
    /// What it is before.
    pub from: WorkKind,
    /// What is asked for.
    pub step: StepKind,
    /// What it may become, or why it was refused.
    pub outcome: Result<&'static str, WorkRefusal>,
}

/// Tries every step from every state and returns what happened.
///
/// `sample` stands for any decision, made by who also proposed; `other` for another person.
pub fn work_table(sample: &Decision, other: &Reviewer) -> Vec<WorkTransition> {
    let from = |state: &WorkState| StepKind::ALL.map(|step| ask(state, step, sample, other));
    samples(sample, other).iter().flat_map(from).collect()
}

fn ask(state: &WorkState, step: StepKind, sample: &Decision, other: &Reviewer) -> WorkTransition {
    let outcome = state.allow(step).and_then(|()| match asked(step, sample, other) {
        None => Ok(becomes(step)),
        Some(asked) => {
            let after = state.step(&asked, &sample.by, sample.at, Some(&sample.reason))?;
            Ok(if step == StepKind::Drop { becomes(step) } else { after.kind().as_str() })
        }
    });
    WorkTransition { from: state.kind(), step, outcome }
}

/// Returns a step as it would be asked for; `None` for those that are about a status.
fn asked(step: StepKind, sample: &Decision, other: &Reviewer) -> Option<WorkStep> {
    let later = sample.at.date_naive() + chrono::Days::new(2);
    match step {
        StepKind::Assign => Some(WorkStep::Assign { to: other.clone(), due: None }),
        StepKind::Release => Some(WorkStep::Release),
        StepKind::Defer => Some(WorkStep::Defer(later)),
        StepKind::Drop => Some(WorkStep::Drop(SideExit::OutOfScope)),
        StepKind::Reopen => Some(WorkStep::Reopen),
        StepKind::Set | StepKind::Propose | StepKind::Second | StepKind::Adjudicate => None,
    }
}

fn becomes(step: StepKind) -> &'static str {
    match step {
        StepKind::Drop => "not_a_claim, out_of_scope or duplicate_of",
        StepKind::Set | StepKind::Adjudicate => "what follows from the statuses",
        StepKind::Propose => "proposed",
        StepKind::Second => "second_review; once settled, what follows from the statuses",
        StepKind::Assign | StepKind::Release | StepKind::Defer | StepKind::Reopen => "",
    }
}

/// Makes a state of every kind.
fn samples(sample: &Decision, other: &Reviewer) -> Vec<WorkState> {
    let (by, at, decision) = (sample.by.clone(), sample.at, sample.clone());
    let first = Opinion { role: OpinionRole::Proposes, status: StatusKind::Disputed, decision: sample.clone() };
    let second = Opinion {
        role: OpinionRole::Seconds,
        status: StatusKind::Corroborated,
        decision: Decision { by: other.clone(), ..sample.clone() },
    };
    let round = Round { target: Target::Fact, needed: 2, of: 2, blind: false, opinions: vec![first.clone()] };
    let split = Round { opinions: vec![first, second], ..round.clone() };
    let claim = ClaimId::default();
    vec![
        WorkState::New,
        WorkState::Assigned { to: by.clone(), by: other.clone(), at, due: None },
        WorkState::InReview { by, at, due: None },
        WorkState::Proposed(round),
        WorkState::SecondReview(split),
        WorkState::Final(decision.clone()),
        WorkState::Reopened(decision.clone()),
        WorkState::NotAClaim(decision.clone()),
        WorkState::DuplicateOf { claim, handle: Handle::claim(7), decision: decision.clone() },
        WorkState::OutOfScope(decision.clone()),
        WorkState::Deferred { until: sample.at.date_naive() + chrono::Days::new(1), decision },
    ]
}

/// Writes the part of the page on work states.
pub(super) fn page(sample: &Decision, other: &Reviewer) -> String {
    let mut page = String::from(INTRODUCTION);
    let heads = StepKind::ALL.map(|step| format!("`{}`", step.as_str())).join(" | ");
    // Writing to a string cannot fail.
    let _ = writeln!(page, "| From | {heads} |\n|---|{}", "---|".repeat(StepKind::ALL.len()));
    for row in work_table(sample, other).chunks(StepKind::ALL.len()) {
        let cell = |one: &WorkTransition| one.outcome.as_ref().map_or("–", |after| after).to_owned();
        let cells: Vec<String> = row.iter().map(cell).collect();
        let from = row.first().map_or("", |one| one.from.as_str());
        let _ = writeln!(page, "| {from} | {} |", cells.join(" | "));
    }
    page.push_str(REFUSALS);
    for kind in WorkKind::ALL {
        let refused = StepKind::ALL.into_iter().find(|step| !kind.allows().contains(step));
        if let Some(step) = refused {
            let _ = writeln!(page, "| {} | {} |", kind.as_str(), WorkRefusal::NotFromHere { from: kind, step });
        }
    }
    page.push_str(DERIVED);
    page.push_str(&derived(sample));
    page
}

/// Writes which state follows from the statuses where nobody has done anything else.
fn derived(sample: &Decision) -> String {
    let states = [
        EvidenceStatus::Unverified,
        EvidenceStatus::Returned(sample.clone()),
        EvidenceStatus::Corroborated(sample.clone()),
        EvidenceStatus::Disputed(sample.clone()),
    ];
    let mut table = String::from("| said | fact | work state |\n|---|---|---|\n");
    for said in std::iter::once(None).chain(states.iter().map(Some)) {
        for fact in &states {
            let statuses = ClaimStatuses { said: said.cloned(), fact: fact.clone() };
            let state = WorkState::New.current(&statuses, sample.at.date_naive());
            let shown = said.map_or("(nobody credited)", name);
            let _ = writeln!(table, "| {shown} | {} | {} |", name(fact), state.kind().as_str());
        }
    }
    table
}

const INTRODUCTION: &str = "\
## Work state

In whose hands a claim is, kept apart from its statuses. Each state carries what is true in it: who, since when, and where a
decision is needed the reason.

- **new**: nobody has taken it up.
- **assigned**: a person gave it to another one. Who takes it up for themselves has it **in_review**.
- **proposed**: a person proposed a status (`set --propose`); it is not set until enough people agree.
- **second_review**: further opinions are in, and either more people have to look or the opinions differ: then all are kept
  and a person who has given none decides.
- **final**: every target is decided. This follows by itself, and so does **reopened** when a decision is withdrawn.
- **not_a_claim**, **out_of_scope**, **duplicate_of**, **deferred**: set aside, with person, moment and reason; not in the
  queue. What is deferred comes back by itself on its day.

Every change is an entry of the log that `undo` takes back. A second opinion is always another person's; storage refuses any
other.

";

const REFUSALS: &str = "
`–` is refused, and the message says what comes first:

| From | Message |
|---|---|
";

const DERIVED: &str = "
### What follows from the statuses

Of what people did to the work and what they decided on the targets the later counts. Where nobody did anything:

";
