//! What a claim is about, and what kind of statement it is.

use onrecord_model::{ClaimKind, HedgeKind};

use super::bearing::Bearing;

/// Tells what kind of statement the claim is by its hedges: a condition makes it hypothetical, an intention a prediction.
pub(super) fn kind(b: &Bearing<'_>) -> ClaimKind {
    let hedges = &b.occurrence.stored.mention.slots.hedges;
    let has = |kind: HedgeKind| hedges.iter().any(|hedge| hedge.kind == kind);
    match (has(HedgeKind::Condition), has(HedgeKind::Future)) {
        (true, _) => ClaimKind::Hypothetical,
        (false, true) => ClaimKind::Prediction,
        (false, false) => ClaimKind::Fact,
    }
}

pub(super) fn organisation(own: Option<&Bearing<'_>>) -> Option<String> {
    own.and_then(|b| b.occurrence.stored.mention.speaker.as_ref()).and_then(|s| s.role.as_deref()).and_then(body)
}

/// Returns the body a role is held at: "spokeswoman for the port authority" is at "the port authority"; `None` where the
/// role does not say.
pub(super) fn body(role: &str) -> Option<String> {
    if let Some(body) = held_at(role) {
        return Some(bare(&body).to_owned());
    }
    let at = [" for ", " of ", " at "].iter().filter_map(|word| role.find(word).map(|at| at + word.len())).min()?;
    role.get(at..).map(str::trim).filter(|body| !body.is_empty()).map(str::to_owned)
}

/// A body without its article and without what shows that somebody is of it: "The Rail Safety Board's".
fn bare(body: &str) -> &str {
    let body = body.strip_prefix("The ").unwrap_or(body);
    body.strip_suffix("'s").or_else(|| body.strip_suffix("’s")).unwrap_or(body)
}

/// What people do for a body whose name stands before it: "Corrin Water Board spokesman".
const POSTS: [&str; 12] = [
    "boss",
    "chair",
    "chairman",
    "chairwoman",
    "chief",
    "director",
    "head",
    "president",
    "secretary",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];

/// Tells whether a role is one that people hold at a body: "its chief executive", "spokesman".
pub(super) fn is_post(role: &str) -> bool {
    role.split_whitespace().any(|word| POSTS.contains(&word.to_lowercase().trim_end_matches(',')))
}

/// Returns the body before a post, as far as its words have capitals; `None` where there is none.
fn held_at(role: &str) -> Option<String> {
    let words: Vec<&str> = role.split_whitespace().collect();
    let at = words.iter().position(|word| POSTS.contains(&word.to_lowercase().trim_end_matches(',')))?;
    let first =
        words[..at].iter().rposition(|word| !word.starts_with(char::is_uppercase)).map_or(0, |before| before + 1);
    (first < at).then(|| words[first..at].join(" "))
}

/// Lists who may control an outlet and is named in the claim: the names as written, and the government of each.
pub(super) fn about(b: &Bearing<'_>) -> Vec<String> {
    let entities = &b.occurrence.stored.mention.slots.entities;
    let names = entities.iter().map(|entity| b.occurrence.text.slice(&entity.span).to_owned());
    names.flat_map(|name| [format!("Government of {name}"), name]).collect()
}

#[cfg(test)]
mod tests {
    use super::body;

    #[test]
    fn roles_name_bodies() {
        assert_eq!(body("spokeswoman for the port of Kelmouth"), Some("the port of Kelmouth".to_owned()));
        assert_eq!(body("harbour director"), None);
        assert_eq!(body("Corrin Water Board spokesman"), Some("Corrin Water Board".to_owned()));
        assert_eq!(body("The Corrin Water Board's chief engineer"), Some("Corrin Water Board".to_owned()));
        assert_eq!(body("the Corrin Water Board chief"), Some("Corrin Water Board".to_owned()));
    }
}
