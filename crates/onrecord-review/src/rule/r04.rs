//! R4: a later value of the same origin is an update; of another origin it is a question.

use super::RuleId;
use crate::suggest::{Clash, ClashKind, Outcome, Suggestion, Weighing, WhyNot, clashes, not_counted};

/// Suggests updates and asks about values that changed between origins; empty where no value changed.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    clashes(weighing).iter().filter_map(|clash| of_clash(weighing, clash)).collect()
}

fn of_clash(weighing: &Weighing<'_>, clash: &Clash<'_>) -> Option<Suggestion> {
    match clash.kind {
        ClashKind::Update => Some(update(weighing, clash)),
        ClashKind::Later => Some(question(weighing, clash, "another origin gives another value for a later time")),
        ClashKind::TwoValues => Some(question(weighing, clash, "one origin gives two values for one time")),
        ClashKind::Dispute | ClashKind::TimeUnknown | ClashKind::NotComparable => None,
    }
}

fn update(weighing: &Weighing<'_>, clash: &Clash<'_>) -> Suggestion {
    let why = format!("the same origin gives a later value: {}", clash.b.words());
    let mut suggestion = weighing.suggestion(RuleId::R4, Outcome::Update, why);
    suggestion.counted.push(weighing.counted(clash.b.exhibit, clash.b.words()));
    let superseded = WhyNot::Superseded(clash.b.reading.shown.clone());
    suggestion.not_counted.push(not_counted(clash.a.exhibit, superseded));
    suggestion
}

fn question(weighing: &Weighing<'_>, clash: &Clash<'_>, what: &str) -> Suggestion {
    let mut suggestion = weighing.suggestion(RuleId::R4, Outcome::Question, format!("{what}: {}", clash.words()));
    suggestion.counted.extend([clash.a, clash.b].map(|side| weighing.counted(side.exhibit, side.words())));
    suggestion.missing.push("a person's word on whether the later value takes the place of the earlier".to_owned());
    suggestion
}
