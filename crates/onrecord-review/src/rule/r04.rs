//! R4: a later value of the same origin is an update; of another origin it is a question.

use super::RuleId;
use crate::suggest::{Clash, ClashKind, Outcome, Stated, Suggestion, Weighing, WhyNot, not_counted};

/// Suggests updates and asks about values that changed between origins, slot by slot; empty where no value changed.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    weighing.clashes.iter().filter_map(|clash| of_clash(weighing, clash)).collect()
}

fn of_clash(weighing: &Weighing<'_>, clash: &Clash<'_>) -> Option<Suggestion> {
    match clash.kind {
        ClashKind::Update => Some(update(weighing, clash)),
        ClashKind::Later => Some(question(weighing, clash, "another origin gives another value for a later time")),
        ClashKind::TwoValues => Some(question(weighing, clash, "one origin gives two values for one time")),
        ClashKind::Dispute | ClashKind::Unnamed | ClashKind::TimeUnknown | ClashKind::NotComparable => None,
    }
}

fn update(weighing: &Weighing<'_>, clash: &Clash<'_>) -> Suggestion {
    let values: Vec<String> = clash.later.iter().map(Stated::words).collect();
    let why = format!("the same origin gives a later value: {}", values.join(", "));
    let mut suggestion = weighing.suggestion(RuleId::R4, Outcome::Update, why);
    suggestion.counted = clash.later.iter().map(|side| weighing.counted(side.exhibit, side.words())).collect();
    for old in &clash.earlier {
        let by = clash.later.iter().find(|new| new.origin == old.origin);
        let by = by.map_or_else(String::new, |new| new.reading.shown.clone());
        suggestion.not_counted.push(not_counted(old.exhibit, WhyNot::Superseded(by)));
    }
    suggestion
}

fn question(weighing: &Weighing<'_>, clash: &Clash<'_>, what: &str) -> Suggestion {
    let mut suggestion = weighing.suggestion(RuleId::R4, Outcome::Question, format!("{what}: {}", clash.words()));
    suggestion.counted = clash.sides().iter().map(|side| weighing.counted(side.exhibit, side.words())).collect();
    suggestion.missing.push(match clash.kind {
        ClashKind::TwoValues => "a person's word on which value stands".to_owned(),
        _ => "a person's word on whether the later value takes the place of the earlier".to_owned(),
    });
    suggestion
}
