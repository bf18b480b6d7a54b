//! How strongly a cue commits the speaker or the writer.

/// What a cue says about the words it introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CueStrength {
    /// The speaker says the opposite: denied, rejected.
    Denies,
    /// The writer keeps a distance: claimed, alleged.
    Doubts,
    /// The speaker leaves it open: suggested, hinted.
    Suggests,
    /// Nothing but that it was said: said, told, added, a dash.
    Neutral,
    /// The speaker insists or makes it official: confirmed, announced.
    Affirms,
    /// The speaker yields it, which presents it as true: admitted, conceded.
    Admits,
}

/// Stems of cue verbs by strength; a cue not listed here is neutral. Grouping after the classes of attribution verbs in
/// news text by their factivity: distancing, neutral, assertive, factive.
const CUES: &[(&str, CueStrength)] = &[
    ("accus", CueStrength::Doubts),
    ("acknow", CueStrength::Admits),
    ("admit", CueStrength::Admits),
    ("affirm", CueStrength::Affirms),
    ("alleg", CueStrength::Doubts),
    ("announ", CueStrength::Affirms),
    ("assert", CueStrength::Affirms),
    ("claim", CueStrength::Doubts),
    ("conced", CueStrength::Admits),
    ("confes", CueStrength::Admits),
    ("confir", CueStrength::Affirms),
    ("declar", CueStrength::Affirms),
    ("denial", CueStrength::Denies),
    ("denied", CueStrength::Denies),
    ("denies", CueStrength::Denies),
    ("declin", CueStrength::Denies),
    ("deny", CueStrength::Denies),
    ("dismis", CueStrength::Denies),
    ("disput", CueStrength::Denies),
    ("doubt", CueStrength::Denies),
    ("emphas", CueStrength::Affirms),
    ("hint", CueStrength::Suggests),
    ("imply", CueStrength::Suggests),
    ("impli", CueStrength::Suggests),
    ("insist", CueStrength::Affirms),
    ("oppose", CueStrength::Denies),
    ("purpor", CueStrength::Doubts),
    ("questioned", CueStrength::Denies),
    ("reaffi", CueStrength::Affirms),
    ("refus", CueStrength::Denies),
    ("refute", CueStrength::Denies),
    ("reject", CueStrength::Denies),
    ("reveal", CueStrength::Affirms),
    ("stress", CueStrength::Affirms),
    ("sugges", CueStrength::Suggests),
    ("vow", CueStrength::Affirms),
];

/// What is taken back, and how the verbs that do so begin.
const STATEMENTS: [&str; 6] = ["accusation", "allegation", "assertion", "claim", "remark", "statement"];
const TAKES_BACK: [&str; 4] = ["recant", "retract", "withdraw", "withdrew"];

/// Tells whether a cue takes back the words it introduces: "withdrew his statement", "took back her claim".
fn takes_back(cue: &str) -> bool {
    let begins = |word: &str, stem: &str| word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
    let has = |stems: &[&str]| cue.split_whitespace().any(|word| stems.iter().any(|stem| begins(word, stem)));
    has(&STATEMENTS) && (has(&TAKES_BACK) || has(&["took", "take"]) && has(&["back"]))
}

/// Tells whether a cue shuts out what it introduces: "ruled out", "cast doubt on".
fn rules_out(cue: &str) -> bool {
    let words = || cue.split_whitespace();
    let is_behind = |first: &[&str], second: &str| {
        words()
            .zip(words().skip(1))
            .any(|(one, next)| first.iter().any(|word| one.eq_ignore_ascii_case(word)) && next == second)
    };
    is_behind(&["rule", "ruled", "rules", "ruling"], "out")
        || is_behind(&["cast", "casts", "casting", "threw"], "doubt")
}

/// Tells whether a cue turns the words it introduces round: "denied that he left" says that he did not. Who "withdrew his statement
/// that he left" does not say it any more.
pub fn turns_round(cue: &str) -> bool {
    strength(cue) == CueStrength::Denies
}

/// Tells whether a cue negates a denial: who "did not deny that he left", or refused to, says neither that he did nor that he did
/// not.
pub(crate) fn leaves_open(cue: &str) -> bool {
    let words = || cue.split_whitespace();
    let negates =
        |word: &str| matches!(word, "not" | "never" | "neither") || word.ends_with("n't") || word.ends_with("n’t");
    turns_round(cue) && (words().any(negates) || words().filter(|word| turns_round(word)).count() > 1)
}

/// Returns the strength of a cue, by the first of its words that has one.
pub(crate) fn strength(cue: &str) -> CueStrength {
    if takes_back(cue) || rules_out(cue) {
        return CueStrength::Denies;
    }
    cue.split(|c: char| !c.is_alphanumeric())
        .find_map(|word| of_word(&word.to_lowercase()))
        .unwrap_or(CueStrength::Neutral)
}

fn of_word(word: &str) -> Option<CueStrength> {
    CUES.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, strength)| *strength)
}

#[cfg(test)]
mod tests {
    use super::{CueStrength, leaves_open, strength};

    #[test]
    fn common_cues_have_their_strength() {
        for (cue, wanted) in [
            ("said", CueStrength::Neutral),
            ("–", CueStrength::Neutral),
            ("", CueStrength::Neutral),
            ("has denied", CueStrength::Denies),
            ("denies", CueStrength::Denies),
            ("admitted", CueStrength::Admits),
            ("claimed", CueStrength::Doubts),
            ("Confirmed", CueStrength::Affirms),
            ("suggested", CueStrength::Suggests),
            ("withdrew his statement", CueStrength::Denies),
            ("took back her claim", CueStrength::Denies),
            ("withdrew", CueStrength::Neutral),
            ("ruled out", CueStrength::Denies),
            ("cast doubt on", CueStrength::Denies),
            ("questioned", CueStrength::Denies),
            ("opposed", CueStrength::Denies),
            ("answering a question", CueStrength::Neutral),
            ("ruled", CueStrength::Neutral),
        ] {
            assert_eq!(strength(cue), wanted, "{cue}");
        }
    }

    #[test]
    fn a_negated_denial_leaves_it_open() {
        assert!(["did not deny", "didn’t dispute", "has never denied", "refused to deny"].into_iter().all(leaves_open));
        assert!(!["denied", "did not say", "said", ""].into_iter().any(leaves_open));
    }
}
