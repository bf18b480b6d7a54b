//! Cases made by hand.

use onrecord_model::{Approximation, Basis, ClaimKind, Polarity, SourceClass, Stance, Target};
use onrecord_review::{Case, Claimant, Exhibit, Origin, Outcome, Reading, RuleId, SlotValue, Suggestion, suggest};

/// Makes an exhibit that supports `target` and lacks nothing: secondary, named, quoted and kept, of owner `Owner N` where N
/// is its origin.
pub(crate) fn exhibit(id: &str, target: Target, origin: u32) -> Exhibit {
    Exhibit {
        id: id.to_owned(),
        label: id.to_owned(),
        target,
        stance: Stance::Supports,
        aside: None,
        vetoes: Vec::new(),
        class: Some(SourceClass::Secondary),
        basis: Basis::OwnObservation,
        quoted: true,
        kept: true,
        stale: None,
        quotation: None,
        own_reporting: true,
        readings: Vec::new(),
        denial: false,
        speaker: None,
        said_on: None,
        polarity: None,
        holder: Some(format!("Owner {origin}")),
        origin: Some(origin),
        copy: false,
        joined: None,
    }
}

pub(crate) fn fact(id: &str, origin: u32) -> Exhibit {
    exhibit(id, Target::Fact, origin)
}

pub(crate) fn said(id: &str, origin: u32) -> Exhibit {
    exhibit(id, Target::Said, origin)
}

/// Makes a copy of origin `origin` on another owner.
pub(crate) fn copy(of: &Exhibit, id: &str) -> Exhibit {
    let holder = Some(format!("Owner of {id}"));
    Exhibit { id: id.to_owned(), label: id.to_owned(), copy: true, holder, ..of.clone() }
}

pub(crate) fn primary(exhibit: Exhibit) -> Exhibit {
    Exhibit { class: Some(SourceClass::Primary), basis: Basis::Document, ..exhibit }
}

pub(crate) fn refuting(exhibit: Exhibit) -> Exhibit {
    Exhibit { stance: Stance::Refutes, ..exhibit }
}

/// Makes the exhibit a statement of `speaker` on `date`.
pub(crate) fn stated(exhibit: Exhibit, speaker: &str, date: &str, polarity: Polarity) -> Exhibit {
    let said_on = date.parse().ok();
    Exhibit { speaker: Some(speaker.to_owned()), said_on, polarity: Some(polarity), ..exhibit }
}

/// Makes the exhibit state a value of `slot` in `unit` as of `as_of` (none when it is no date).
pub(crate) fn reading(exhibit: Exhibit, slot: &str, value: SlotValue, shown: &str, as_of: &str) -> Exhibit {
    let reading = Reading { slot: slot.to_owned(), value, shown: shown.to_owned(), as_of: as_of.parse().ok() };
    Exhibit { readings: vec![reading], ..exhibit }
}

pub(crate) fn dead(exhibit: Exhibit, count: u32, as_of: &str) -> Exhibit {
    let value = SlotValue::amount(f64::from(count), None, Approximation::Exact, None);
    reading(exhibit, "dead", value, &count.to_string(), as_of)
}

/// Makes a statement of fact by Mara Voss of the Harbour Board; origins are named after their numbers.
pub(crate) fn case(exhibits: Vec<Exhibit>) -> Case {
    let claimant = Claimant { name: "Mara Voss".to_owned(), organisation: Some("Harbour Board".to_owned()) };
    let mut origins: Vec<Origin> = Vec::new();
    for number in exhibits.iter().filter_map(|exhibit| exhibit.origin) {
        if origins.iter().all(|origin| origin.number != number) {
            origins.push(Origin { number, label: format!("origin {number}"), of_claimant: false });
        }
    }
    Case { claimant: Some(claimant), kind: Some(ClaimKind::Fact), exhibits, origins }
}

/// Makes the claim one of an outlet's own voice.
pub(crate) fn own_voice(exhibits: Vec<Exhibit>) -> Case {
    Case { claimant: None, ..case(exhibits) }
}

/// Returns what all rules but "nothing" suggest on a target, in their order.
pub(crate) fn outcomes(case: &Case, target: Target) -> Vec<(RuleId, Outcome)> {
    let spoken = |s: &Suggestion| s.target == target && s.outcome != Outcome::Nothing;
    suggest(case).iter().filter(|s| spoken(s)).map(|s| (s.rule, s.outcome)).collect()
}

/// Returns what one rule says of a target.
pub(crate) fn of_rule(case: &Case, target: Target, rule: RuleId) -> Suggestion {
    suggest(case).into_iter().find(|s| s.rule == rule && s.target == target).unwrap()
}

/// Writes all suggestions as `--explain` shows them.
pub(crate) fn explained(case: &Case) -> String {
    suggest(case).iter().map(|s| s.lines().join("\n")).collect::<Vec<_>>().join("\n\n")
}
