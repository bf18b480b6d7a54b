//! A suggestion as plain sentences.

use std::collections::BTreeMap;

use super::suggestion::{Contrast, Counted, NotCounted, Outcome, Suggestion, WhyNot, names};

impl Suggestion {
    /// Writes the suggestion as sentences, one a line: the rule and what it suggests, what was counted, what was not and
    /// why, what is missing, what contrasts.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.head()];
        lines.extend(self.counted.iter().map(counted));
        lines.extend(not_counted(&self.not_counted));
        lines.extend(self.missing.iter().map(|what| format!("Missing: {what}.")));
        lines.extend(self.contrasts.iter().map(contrast));
        lines
    }

    fn head(&self) -> String {
        let outcome = match self.outcome {
            Outcome::Nothing => "nothing is suggested",
            outcome => outcome.as_str(),
        };
        let (rule, version, target) = (self.rule.as_str(), self.version, self.target.as_str());
        format!("{rule} (version {version}) on {target}: {outcome}, because {}.", self.why)
    }
}

fn counted(one: &Counted) -> String {
    let origin = if one.origin == one.label { String::new() } else { format!(", going back to {}", one.origin) };
    let note = if one.note.is_empty() { String::new() } else { format!(" ({})", one.note) };
    format!("Counted: {}{origin}{note}.", one.label)
}

/// Names those with one reason together, in order of the first.
fn not_counted(all: &[NotCounted]) -> Vec<String> {
    let mut places: BTreeMap<&WhyNot, usize> = BTreeMap::new();
    let mut groups: Vec<(&WhyNot, Vec<&str>)> = Vec::new();
    for one in all {
        let place = *places.entry(&one.why).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, labels)) => labels.push(&one.label),
            None => groups.push((&one.why, vec![&one.label])),
        }
    }
    groups.iter().map(|(why, labels)| not_counted_for(why, labels)).collect()
}

fn not_counted_for(why: &WhyNot, labels: &[&str]) -> String {
    let named = labels.join(", ");
    match (why, labels.len()) {
        (WhyNot::Copy, 1) => format!("1 copy not counted: {named}."),
        (WhyNot::Copy, count) => format!("{count} copies not counted: {named}."),
        _ => format!("Not counted: {named} ({why})."),
    }
}

fn contrast(one: &Contrast) -> String {
    format!("Contrast, no match: {} (differs in {}).", one.label, names(&one.vetoes))
}
