//! The rules for suggestions, one rule a file; the table is the registry.

mod r01;
mod r02;
mod r03;
mod r04;
pub(crate) mod r05;
pub(crate) mod r06;
pub(crate) mod r07;
pub(crate) mod r08;
pub(crate) mod r09;
mod r11;

use std::fmt;

use crate::suggest::{Suggestion, Weighing};

/// The stable name of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table of rules says what each asks")]
pub enum RuleId {
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10,
    R11,
    R12,
}

/// What a rule does.
#[derive(Clone, Copy)]
enum Work {
    /// Makes suggestions of what was weighed.
    Suggests(fn(&Weighing<'_>) -> Vec<Suggestion>),
    /// Holds within the other rules: what they count, how they answer.
    Within,
}

/// A rule, its version and what it asks.
struct Rule {
    id: RuleId,
    /// Rises when the same case may give another answer.
    version: u16,
    asks: &'static str,
    work: Work,
}

const fn rule(id: RuleId, version: u16, work: Work, asks: &'static str) -> Rule {
    Rule { id, version, asks, work }
}

/// All rules in the order in which they are applied and listed.
const RULES: [Rule; 12] = [
    rule(RuleId::R1, 1, Work::Suggests(r01::suggest), "do enough independent origins support the fact?"),
    rule(RuleId::R2, 1, Work::Suggests(r02::suggest), "is there a record, or do two outlets quote the same words?"),
    rule(RuleId::R3, 1, Work::Suggests(r03::suggest), "does an independent origin speak against it?"),
    rule(RuleId::R4, 1, Work::Suggests(r04::suggest), "did a value change with time?"),
    rule(RuleId::R5, 1, Work::Suggests(r05::suggest), "did one speaker say it and its contrary?"),
    rule(RuleId::R6, 1, Work::Within, "which target does it bear on?"),
    rule(RuleId::R7, 1, Work::Within, "is anything named or documentary among it?"),
    rule(RuleId::R8, 1, Work::Within, "does it say the same as the claim?"),
    rule(RuleId::R9, 1, Work::Within, "does it stand as it was confirmed?"),
    rule(RuleId::R10, 1, Work::Within, "what was counted, what was not, and what is missing?"),
    rule(RuleId::R11, 1, Work::Suggests(r11::suggest), "is it a statement that can be a fact?"),
    rule(RuleId::R12, 1, Work::Within, "does the same case give the same answer?"),
];

impl RuleId {
    /// All rules, in the order in which they are applied and listed.
    pub const ALL: [RuleId; RULES.len()] = {
        let mut ids = [RuleId::R1; RULES.len()];
        let mut at = 0;
        while at < ids.len() {
            ids[at] = RULES[at].id;
            at += 1;
        }
        ids
    };

    /// Returns the id used in JSON, storage, on the command line and on pages: `R1`.
    pub fn as_str(self) -> &'static str {
        ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12"][self as usize]
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.as_str() == s)
    }

    /// Returns the version of the rule; it rises when the same case may give another answer.
    pub fn version(self) -> u16 {
        self.entry().version
    }

    /// Returns the question the rule asks.
    pub fn asks(self) -> &'static str {
        self.entry().asks
    }

    /// The table stands in order of the ids; a test holds it there.
    fn entry(self) -> &'static Rule {
        &RULES[self as usize]
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Applies the rules to what was weighed for one target, in their order.
///
/// Where R11 speaks, no other rule does.
pub(crate) fn apply(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    if r11::forbids(weighing) {
        return r11::suggest(weighing);
    }
    let suggestions = RULES.iter().flat_map(|rule| match rule.work {
        Work::Suggests(suggest) => suggest(weighing),
        Work::Within => Vec::new(),
    });
    suggestions.map(once).collect()
}

/// Takes what a rule counts out of what the rules in general set aside: a contrast has values that rule R3 counts.
fn once(mut suggestion: Suggestion) -> Suggestion {
    let counted = &suggestion.counted;
    suggestion.not_counted.retain(|not| counted.iter().all(|one| one.id != not.id));
    suggestion
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_of_the_ids() {
        for (at, id) in RuleId::ALL.into_iter().enumerate() {
            assert_eq!((id as usize, id.as_str()), (at, format!("R{}", at + 1).as_str()));
            assert_eq!(RuleId::parse(id.as_str()), Some(id));
            assert!(id.asks().ends_with('?') && id.version() > 0);
        }
        assert_eq!(RuleId::parse("R13"), None);
    }
}
