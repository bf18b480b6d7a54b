//! For whom a source may speak that does not say it: "its manufacturer said", "said its chief executive, Annelies Dekker".

use onrecord_extract::has_first_name;
use onrecord_model::Attributed;

use super::about::{body, is_post};
use super::bearing::Bearing;
use super::exhibit::known_speaker;

/// What stands before somebody who is of somebody else.
const OF_SOMEBODY: [&str; 6] = ["her", "his", "its", "my", "our", "their"];

/// What a body is called that was named before or is not named: which one "the company" is, its words do not say.
const BODIES: [&str; 40] = [
    "agency",
    "airline",
    "association",
    "authority",
    "bank",
    "board",
    "body",
    "builder",
    "charity",
    "club",
    "college",
    "committee",
    "company",
    "contractor",
    "corporation",
    "council",
    "department",
    "developer",
    "district",
    "employer",
    "firm",
    "group",
    "hospital",
    "institute",
    "maker",
    "manufacturer",
    "ministry",
    "office",
    "operator",
    "organisation",
    "organization",
    "owner",
    "plant",
    "producer",
    "school",
    "society",
    "supplier",
    "union",
    "university",
    "utility",
];

/// Other words with which names of bodies end; what ends so is called so.
const KNOWN: [&str; 8] = ["army", "court", "fire", "government", "navy", "parliament", "police", "senate"];

/// Returns who it may be that a source speaks for: somebody with a post that names no body may hold it at a body that its article
/// names, and what is called "the company" may be the one that speaks elsewhere. `None` where nothing tells so.
pub(super) fn possible(b: &Bearing<'_>, all: &[Bearing<'_>], claimant: Option<&str>) -> Option<String> {
    let mention = &b.occurrence.stored.mention;
    let speakers = || all.iter().filter_map(|other| known_speaker(&other.occurrence.stored.mention));
    if let Some(who) = known_speaker(mention) {
        let others: Vec<&Attributed> = speakers().filter(|other| other.name != who.name).collect();
        return of_somebody_named(b, who, &others, claimant).or_else(|| at_a_body(b, who, &others));
    }
    let source = b.occurrence.text.slice(&mention.source?).to_lowercase();
    let words: Vec<&str> = source.split_whitespace().collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let of_somebody = OF_SOMEBODY.contains(&first);
    let is_a_body = first == "the" && BODIES.binary_search(&last).is_ok();
    if !of_somebody && !is_a_body {
        return None;
    }
    let theirs = speakers().find(|other| claimant == Some(other.name.as_str()));
    let may_be = |who: &&Attributed| may_be_body(who) && may_be_called(&who.name, last);
    let found = theirs.filter(|who| of_somebody || may_be(who)).or_else(|| speakers().find(may_be));
    found.map(|who| who.name.clone())
}

/// Finds whose lawyer, wife or spokesman somebody is by their role: "Reidar's wife", "his lawyer" in an article that names Reidar.
fn of_somebody_named(
    b: &Bearing<'_>,
    who: &Attributed,
    others: &[&Attributed],
    claimant: Option<&str>,
) -> Option<String> {
    let role = who.role.as_deref()?;
    let text = b.occurrence.text.as_str();
    let owns = |other: &&&Attributed| {
        let last = other.name.rsplit(' ').next().unwrap_or_default();
        [&other.name, last].iter().any(|name| ["'s", "’s"].iter().any(|s| names(role, &format!("{name}{s}"))))
    };
    let is_his = OF_SOMEBODY.contains(&role.split(' ').next()?.to_lowercase().as_str());
    let named = |other: &&&Attributed| is_his && names(text, other.name.rsplit(' ').next().unwrap_or_default());
    let first = |other: &&&Attributed| claimant == Some(other.name.as_str()) && named(other);
    let found = others.iter().find(owns).or_else(|| others.iter().find(first)).or_else(|| others.iter().find(named))?;
    Some(found.name.clone())
}

/// Finds the body at which somebody may hold a post that names none.
fn at_a_body(b: &Bearing<'_>, who: &Attributed, others: &[&Attributed]) -> Option<String> {
    let role = who.role.as_deref().filter(|role| is_post(role) && body(role).is_none_or(|body| !is_name(&body)))?;
    let is_of = |other: &&&Attributed| may_be_body(other) && !role.contains(&other.name);
    let found = others.iter().filter(is_of).find(|other| names(b.occurrence.text.as_str(), &other.name));
    found.map(|other| other.name.clone())
}

/// Tells whether a body of this name may be called by this noun: "the council" is no Harbour Board, and "the operator" not the police.
fn may_be_called(name: &str, noun: &str) -> bool {
    let name = name.to_lowercase();
    let last = name.rsplit(' ').next().unwrap_or_default();
    last == noun || BODIES.binary_search(&last).is_err() && !KNOWN.contains(&last)
}

/// Tells whether a speaker may be a body: of people it is mostly told what they are.
fn may_be_body(who: &Attributed) -> bool {
    who.role.is_none() && !has_first_name(&who.name)
}

fn is_name(words: &str) -> bool {
    words.contains(char::is_uppercase)
}

/// Tells whether a text holds a name as words of their own.
fn names(text: &str, name: &str) -> bool {
    let alone = |(at, _): (usize, &str)| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let after = text.get(at + name.len()..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
        !before && !after
    };
    text.match_indices(name).any(alone)
}

#[cfg(test)]
mod tests {
    use super::{BODIES, may_be_called, names};

    #[test]
    fn bodies_are_in_order() {
        assert!(BODIES.is_sorted());
    }

    #[test]
    fn bodies_are_called_by_what_they_are() {
        assert!(may_be_called("Vantage Rail", "operator") && may_be_called("Marlow Council", "council"));
        assert!(!may_be_called("Police", "operator") && !may_be_called("Harbour Board", "council"));
    }

    #[test]
    fn names_are_words_of_their_own() {
        assert!(names("Manufacturer Viralis has", "Viralis") && !names("the Viralistic age", "Viralis"));
    }
}
