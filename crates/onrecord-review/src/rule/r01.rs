//! R1: the fact is corroborated by two independent origins, one of them primary, or by three.

use onrecord_model::{SourceClass, Target};

use super::RuleId;
use crate::suggest::{
    Exhibit, NotCounted, Outcome, Suggestion, Weighing, WhyNot, answer, labels, not_counted, note, tally,
};
use crate::words::counted;

/// What was found of the conditions.
struct Found {
    origins: usize,
    primary: bool,
    /// Whether one is neither the claimant nor the claimant's organisation.
    outside: bool,
    /// Whether something would count if anything named or documentary stood beside it (rule R7).
    unnamed_only: bool,
}

/// Suggests `corroborated` on `fact`, or says why not.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    if weighing.target != Target::Fact {
        return Vec::new();
    }
    let (able, unable) = able(&weighing.supporting);
    let tally = tally(weighing, &able);
    let any = |holds: &dyn Fn(&Exhibit) -> bool| able.iter().any(|exhibit| holds(exhibit));
    let found = Found {
        origins: tally.counted.len(),
        primary: any(&|e| e.class == Some(SourceClass::Primary)),
        outside: any(&|e| !weighing.claimants(e)),
        unnamed_only: tally.counted.is_empty() && !able.is_empty(),
    };
    let against = against(weighing);
    let met = found.enough() && found.outside && against.is_empty();
    let outcome = if met { Outcome::Corroborated } else { Outcome::Nothing };
    let why = [vec![found.words()], against.clone()].concat().join("; ");
    let mut suggestion = weighing.suggestion(RuleId::R1, outcome, why);
    suggestion.counted = tally.counted.iter().map(|e| weighing.counted(e, note(e))).collect();
    suggestion.missing = [found.missing(), remedies(&unable)].concat();
    suggestion.missing.extend((!against.is_empty()).then(answer));
    suggestion.not_counted.extend(unable);
    suggestion.not_counted.extend(tally.not_counted);
    suggestion.not_counted.extend(weighing.refuting.iter().map(|e| not_counted(e, WhyNot::SpeaksAgainst)));
    vec![suggestion]
}

impl Found {
    fn enough(&self) -> bool {
        self.origins >= 3 || self.origins == 2 && self.primary
    }

    fn words(&self) -> String {
        let support = match self.origins {
            0 => return "nothing that counts supports it".to_owned(),
            1 => "supports",
            _ => "support",
        };
        let primary = match (self.primary, self.origins) {
            (true, 1) => ", a primary source",
            (true, _) => ", one of them primary",
            (false, _) => ", no primary source",
        };
        let own = if self.outside { "" } else { ", all on the claimant's own side" };
        format!("{} {support} it{primary}{own}", counted(self.origins as u64, "independent origin"))
    }

    fn missing(&self) -> Vec<String> {
        let origins = match (self.origins, self.primary) {
            (0, _) => Some("two independent origins, one of them primary (or three, secondary)"),
            (1, true) => Some("one more independent origin"),
            (1, false) => Some("one more independent origin, primary (or two more, secondary)"),
            (2, false) => Some("one more independent origin, primary or secondary"),
            (3.., false) => Some("a primary source"),
            (2.., true) => None,
        };
        let outside = "an origin that is neither the claimant nor the claimant's organisation";
        let outside = (self.origins > 0 && !self.outside).then_some(outside);
        let named = self.unnamed_only.then_some("a named source or a document");
        origins.into_iter().chain(outside).chain(named).map(str::to_owned).collect()
    }
}

/// Parts what can be counted from what lacks something.
fn able<'a>(supporting: &[&'a Exhibit]) -> (Vec<&'a Exhibit>, Vec<NotCounted>) {
    let (mut able, mut unable) = (Vec::new(), Vec::new());
    for exhibit in supporting {
        match obstacle(exhibit) {
            Some(why) => unable.push(not_counted(exhibit, why)),
            None => able.push(*exhibit),
        }
    }
    (able, unable)
}

/// Says what keeps an exhibit from being counted.
fn obstacle(exhibit: &Exhibit) -> Option<WhyNot> {
    match exhibit.class {
        None => Some(WhyNot::ClassUnknown),
        Some(SourceClass::Tertiary) => Some(WhyNot::Tertiary),
        _ if !exhibit.quoted => Some(WhyNot::NoQuote),
        _ if !exhibit.kept => Some(WhyNot::NotKept),
        _ => None,
    }
}

/// Says what would make exhibits count that only lack something.
fn remedies(unable: &[NotCounted]) -> Vec<String> {
    let remedy = |one: &NotCounted| match one.why {
        WhyNot::ClassUnknown => Some(format!("the source class of {}", one.label)),
        WhyNot::NoQuote => Some(format!("a quote from {}", one.label)),
        WhyNot::NotKept => Some(format!("an archived copy, or a waiver, of {}", one.label)),
        _ => None,
    };
    unable.iter().filter_map(remedy).collect()
}

/// Says what live evidence keeps the suggestion back.
fn against(weighing: &Weighing<'_>) -> Vec<String> {
    let mut against = Vec::new();
    if !weighing.against.is_empty() {
        against.push(format!("it is refuted by {}", labels(&weighing.against)));
    }
    let conflicts = weighing.clashes.iter().filter(|clash| clash.at_one_time());
    against.extend(conflicts.map(|clash| format!("values differ: {}", clash.words())));
    against
}
