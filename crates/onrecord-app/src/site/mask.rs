//! Takes the names of reviewers off pages for everybody, where the house wants it.

use std::collections::BTreeSet;

use onrecord_model::{
    Action, Actor, Claim, Correction, Decision, Event, EvidenceStatus, PublicEntry, PublicKind, Rating, Reason,
    Reviewer, StatusChange, Target,
};

/// What stands in the place of a name.
const SOMEBODY: &str = "a reviewer";

/// What hides the names of reviewers; [`Mask::default`] hides none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mask {
    /// The names, the longest first.
    names: Vec<String>,
    hides: bool,
}

impl Mask {
    /// Hides these people.
    pub(crate) fn over(people: &BTreeSet<Reviewer>) -> Self {
        let mut names: Vec<String> = people.iter().map(|person| person.name().to_owned()).collect();
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        Mask { names, hides: true }
    }

    /// Tells whether the names of reviewers are hidden.
    pub(crate) fn hides(&self) -> bool {
        self.hides
    }

    /// Takes names out of what the desk wrote.
    pub(crate) fn text(&self, text: &str) -> String {
        self.names.iter().fold(text.to_owned(), |text, name| without(&text, name))
    }

    fn reason(&self, reason: &Reason) -> Reason {
        self.text(reason.as_str()).parse().unwrap_or_else(|_| reason.clone())
    }

    fn person(&self, person: &Reviewer) -> Reviewer {
        if self.hides { SOMEBODY.parse().unwrap_or_else(|_| person.clone()) } else { person.clone() }
    }

    fn decision(&self, decision: &Decision) -> Decision {
        Decision { by: self.person(&decision.by), at: decision.at, reason: self.reason(&decision.reason) }
    }

    fn status(&self, status: &EvidenceStatus) -> EvidenceStatus {
        match status {
            EvidenceStatus::Unverified => EvidenceStatus::Unverified,
            EvidenceStatus::Corroborated(decision) => EvidenceStatus::Corroborated(self.decision(decision)),
            EvidenceStatus::Disputed(decision) => EvidenceStatus::Disputed(self.decision(decision)),
            EvidenceStatus::Returned(decision) => EvidenceStatus::Returned(self.decision(decision)),
        }
    }

    /// Returns a claim with nobody named who decided on it.
    pub(crate) fn claim(&self, mut claim: Claim) -> Claim {
        if self.hides {
            for target in Target::ALL {
                let status = claim.statuses.of(target).map(|status| self.status(status));
                claim.statuses = status.map_or(claim.statuses.clone(), |status| claim.statuses.with(target, status));
            }
        }
        claim
    }

    fn change(&self, change: StatusChange) -> StatusChange {
        let (before, after) = (self.status(&change.before), self.status(&change.after));
        let judged = change.judged.map(|mut judged| {
            judged.overrides = judged.overrides.map(|why| self.reason(&why));
            judged
        });
        StatusChange { before, after, judged, ..change }
    }

    /// Returns entries with nobody named.
    pub(crate) fn events(&self, events: Vec<Event>) -> Vec<Event> {
        if !self.hides {
            return events;
        }
        events.into_iter().map(|event| self.event(event)).collect()
    }

    fn event(&self, event: Event) -> Event {
        let actor = match event.actor {
            Actor::Person(person) => Actor::Person(self.person(&person)),
            Actor::Program => Actor::Program,
        };
        let action = match event.action {
            Action::StatusSet(change) => Action::StatusSet(self.change(change)),
            Action::Undone { event, change, reason } => {
                let reason = reason.map(|reason| self.reason(&reason));
                Action::Undone { event, change: self.change(change), reason }
            }
            Action::FilingChanged { filing, reason, takes_back } => {
                Action::FilingChanged { filing, reason: self.reason(&reason), takes_back }
            }
            Action::PublicChanged { change, reason, takes_back } => {
                let reason = reason.map(|reason| self.reason(&reason));
                Action::PublicChanged { change, reason, takes_back }
            }
            other => other,
        };
        Event { actor, action, ..event }
    }

    /// Returns what readers were told with nobody named.
    pub(crate) fn entry(&self, entry: PublicEntry) -> PublicEntry {
        if !self.hides {
            return entry;
        }
        let kind = match entry.kind {
            PublicKind::Corrected(correction) => PublicKind::Corrected(Correction {
                note: self.reason(&correction.note),
                was: correction.was.map(|was| self.text(&was)),
                ..correction
            }),
            PublicKind::Rated(rating) => {
                PublicKind::Rated(Rating { explanation: self.reason(&rating.explanation), ..rating })
            }
            PublicKind::Published(publication) => PublicKind::Published(publication),
        };
        PublicEntry { by: self.person(&entry.by), kind, ..entry }
    }

    /// Returns the name to be shown.
    pub(crate) fn name(&self, name: &str) -> String {
        if self.names.iter().any(|known| known == name) { SOMEBODY.to_owned() } else { name.to_owned() }
    }
}

/// Puts somebody in the place of a name where it stands as a word.
fn without(text: &str, name: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name).filter(|_| !name.is_empty()) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let inside = before.chars().next_back().is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if inside { name } else { SOMEBODY });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hidden_where_it_is_a_word() {
        let people = ["Ann", "Ann Bell"].map(|name| name.parse().expect("a name"));
        let mask = Mask::over(&people.into());
        assert_eq!(mask.text("as Ann Bell and Ann said of Annabel"), "as a reviewer and a reviewer said of Annabel");
        assert_eq!(Mask::default().text("Ann"), "Ann");
    }
}
