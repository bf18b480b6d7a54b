//! House rules in words, for people who look at them.

use super::{HouseRules, StatusPolicy};

/// Says what the rules come to, a line each.
pub fn rules_words(rules: &HouseRules) -> Vec<String> {
    let mut lines = Vec::new();
    let people = rules.review.people.map_or_else(|| "2".to_owned(), |people| people.to_string());
    let unseen = if rules.review.blind { ", unseen" } else { "" };
    lines.push(format!("proposals: {people} people agree{unseen}"));
    for (target, to, policy) in &rules.policies {
        lines.push(format!("{} {}: {}", target.as_str(), to.as_str(), policy_words(policy)));
    }
    if let Some(scheme) = &rules.verdicts {
        let names: Vec<String> =
            scheme.verdicts.iter().map(|v| format!("{} ({}, {})", v.name, v.rating, v.text)).collect();
        lines.push(format!("verdicts from {} to {}: {}", scheme.worst, scheme.best, names.join(", ")));
    }
    let kept = &rules.retention;
    for (what, days) in
        [("copies of sources", kept.snapshots), ("texts", kept.texts), ("private notes", kept.private_notes)]
    {
        lines.extend(days.map(|days| format!("{what}: kept {days} days")));
    }
    if let Some(name) = &rules.house.name {
        lines.push(format!("pages: of {name}"));
    }
    if rules.house.hides_reviewers {
        lines.push("pages for everybody: without the names of reviewers".to_owned());
    }
    match &rules.roles {
        None => lines.push("roles: none, so everybody may do everything".to_owned()),
        Some(people) => {
            let named: Vec<String> = people.0.iter().map(|(who, role)| format!("{who} is {role}")).collect();
            lines.push(format!("roles: {}; nobody else may do anything", named.join(", ")));
        }
    }
    lines
}

fn policy_words(policy: &StatusPolicy) -> String {
    let mut parts = Vec::new();
    match policy.seconds {
        0 => {}
        1 => parts.push("a second person agrees".to_owned()),
        n => parts.push(format!("{n} further people agree")),
    }
    if policy.blind {
        parts.push("unseen".to_owned());
    }
    if policy.evidence > 0 {
        parts.push(format!("at least {} of evidence", policy.evidence));
    }
    if let Some(rule) = policy.rule {
        parts.push(format!("{rule} suggests it or is overridden with a reason"));
    }
    if policy.reason > 0 {
        parts.push(format!("a reason of {} characters", policy.reason));
    }
    if parts.is_empty() { "nothing asked for".to_owned() } else { parts.join(", ") }
}
