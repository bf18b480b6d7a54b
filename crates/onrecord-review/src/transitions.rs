//! Which status can follow which: the table and the page made of it.

mod work;

use std::fmt::Write;

use onrecord_model::{Decision, EvidenceStatus, Refusal, Reviewer, StatusKind, Target};

pub use work::{WorkTransition, work_table};

/// What happens when a person asks for a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The status before: the name of the variant of [`EvidenceStatus`].
    pub from: &'static str,
    /// The status asked for.
    pub to: StatusKind,
    /// The variant after, or why it was refused.
    pub outcome: Result<&'static str, Refusal>,
}

/// Tries every status against every status and returns what happened, in order of [`StatusKind::ALL`].
///
/// `sample` stands for any decision; `target` appears in refusals only.
pub fn transition_table(target: Target, sample: &Decision) -> Vec<Transition> {
    let states = [
        EvidenceStatus::Unverified,
        EvidenceStatus::Returned(sample.clone()),
        EvidenceStatus::Corroborated(sample.clone()),
        EvidenceStatus::Disputed(sample.clone()),
    ];
    let ask = |from: &EvidenceStatus, to: StatusKind| Transition {
        from: name(from),
        to,
        outcome: from.decide(target, to, sample.clone()).map(|after| name(&after)),
    };
    states.iter().flat_map(|from| StatusKind::ALL.map(|to| ask(from, to))).collect()
}

/// Returns the name of a variant as the table shows it.
fn name(status: &EvidenceStatus) -> &'static str {
    match status {
        EvidenceStatus::Unverified => "unverified",
        EvidenceStatus::Returned(_) => "unverified (returned)",
        EvidenceStatus::Corroborated(_) => "corroborated",
        EvidenceStatus::Disputed(_) => "disputed",
    }
}

/// Writes the page `docs/statuses.md` from the code that decides.
///
/// `other` is another person than who made `sample`.
pub fn statuses_page(sample: &Decision, other: &Reviewer) -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("| From | Asked for | Becomes |\n|---|---|---|\n");
    for row in transition_table(Target::Fact, sample) {
        let outcome = match &row.outcome {
            Ok(after) => format!("**{after}**"),
            Err(refusal) => format!("refused: {refusal}"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} | {} | {outcome} |", row.from, row.to.as_str());
    }
    page.push_str(TARGETS);
    page.push_str(&work::page(sample, other));
    page
}

const INTRODUCTION: &str = "\
# Statuses

<!-- Written from the code by a test of onrecord-review. Do not edit: run
     UPDATE_DOCS=1 cargo test -p onrecord-review statuses_page_is_up_to_date -->

Every claim that is credited to somebody is checked on two targets: `said` (did they say so?) and `fact` (is it so?).
A claim in the outlet's own voice has `fact` only. Each target has one status, and only an identified person who gives a
reason changes it. The statuses never influence one another: a hundred repeats of a quotation prove `said` and leave
`fact` untouched.

- **unverified**: nothing established. Every target starts here and may return; a returned target keeps who took the
  earlier status back, when and why.
- **corroborated**: evidence supports it. It does not mean *true*.
- **disputed**: evidence speaks against it. It does not mean *false*.

## Transitions

";

const TARGETS: &str = "
Asking for the status a target already has is refused, because an empty decision would hide who really decided.

## Which target

| Claim | `--target` not given | `--target said` | `--target fact` |
|---|---|---|---|
| credited to somebody | refused: say which | decides `said` | decides `fact` |
| credited to nobody | decides `fact` | refused: there is no `said` | decides `fact` |

";
