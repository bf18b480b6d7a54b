//! Words that negate, weaken or condition.

use std::collections::HashMap;
use std::sync::OnceLock;

use onrecord_model::HedgeKind;

use super::WordSet;

/// Words that negate what they stand by.
pub(crate) static NEGATION: WordSet = WordSet::new(
    "not never no none nobody nothing nowhere neither nor without hardly scarcely barely cannot can't won't don't doesn't \
     didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't mustn't ain't can’t won’t don’t \
     doesn’t didn’t isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t wouldn’t shouldn’t couldn’t mustn’t ain’t \
     dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wouldnt shouldnt couldnt",
);

/// Verbs that deny by themselves: "refused to negotiate" says that they did not negotiate.
pub(crate) static DENIAL: WordSet = WordSet::new(
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting decline declines declined \
     declining fail fails failed failing failure lack lacks lacked refute refutes refuted",
);

/// Single words that hedge.
const WORDS: &[(HedgeKind, &str)] = &[
    (HedgeKind::Possibility, "may might could can possibly perhaps maybe potentially possible conceivably seemingly"),
    (
        HedgeKind::Probability,
        "probably likely unlikely presumably expected expects expect anticipated supposedly believed",
    ),
    (
        HedgeKind::Hearsay,
        "alleged allegedly reported reportedly apparently so-called purported purportedly rumored rumoured rumors claimed \
         ostensibly accused suspected",
    ),
    (
        HedgeKind::Future,
        "will shall won't won’t plans planned planning aims aim aimed intends intend intended seeks hopes hoping going",
    ),
    (HedgeKind::Condition, "if unless would wouldn't wouldn’t provided otherwise should"),
];

/// Returns the kind of hedge a word (lower case) is; `None` when it is none.
pub(crate) fn hedge(lower: &str) -> Option<HedgeKind> {
    static TABLE: OnceLock<HashMap<&'static str, HedgeKind>> = OnceLock::new();
    let build = || {
        let rows = WORDS.iter().rev();
        rows.flat_map(|(kind, words)| words.split_whitespace().map(|word| (word, *kind))).collect()
    };
    TABLE.get_or_init(build).get(lower).copied()
}
