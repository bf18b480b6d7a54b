//! What is wrong with house rules.

use std::fmt;

/// What is wrong at one place of house rules, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RulesFault {
    /// The line, from 1.
    pub line: usize,
    /// The field, such as `status.fact.disputed.seconds`; empty where the file is no TOML.
    pub field: String,
    /// What is wrong and what to do: a lower-case fragment.
    pub why: String,
}

impl fmt::Display for RulesFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            return write!(f, "line {}: {}", self.line, self.why);
        }
        write!(f, "line {}, {}: {}", self.line, self.field, self.why)
    }
}

/// Returns the known word that was probably meant: the nearest one by letters changed, if a third of it is right.
pub fn meant<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = |word: &&'a str| (distance(given, word), *word);
    let (changed, word) = known.iter().map(near).min()?;
    (changed * 3 <= word.chars().count().max(3) * 2 && changed < given.chars().count()).then_some(word)
}

/// Counts the letters to put in, take out, change or swap (optimal string alignment); long words are as far as can be.
fn distance(a: &str, b: &str) -> usize {
    const LONG: usize = 64;
    let (a, b): (Vec<char>, Vec<char>) = (a.to_lowercase().chars().collect(), b.chars().collect());
    if a.len().max(b.len()) > LONG {
        return LONG;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_are_near() {
        let known = ["seconds", "blind", "evidence", "rule", "reason"];
        for (given, is) in [
            ("secnods", Some("seconds")),
            ("evidense", Some("evidence")),
            ("rules", Some("rule")),
            ("Blind", Some("blind")),
            ("zzz", None),
            ("x", None),
        ] {
            assert_eq!(meant(given, &known), is, "{given}");
        }
        assert_eq!(meant(&"s".repeat(500), &known), None);
    }
}
