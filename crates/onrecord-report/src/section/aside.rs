//! That a claim was set aside.

use std::borrow::Cow;

use onrecord_model::{ClaimStatuses, EvidenceStatus, SideExit, Target};

use super::history::Told;
use super::words::When;
use crate::aside::SetAside;
use crate::isolate::isolate;
use crate::language::{say, say_with};
use crate::site::Site;

/// It in words, for the head of what is told of a claim.
#[derive(Clone, Debug)]
pub(crate) struct AsideWords {
    /// Id of the message that says as what.
    pub(crate) what: &'static str,
    /// The claim that stays, and where it is shown.
    pub(crate) original: Option<(String, Option<String>)>,
    /// Who did.
    pub(crate) by: String,
    /// When.
    pub(crate) at: When,
    /// Why.
    pub(crate) reason: Option<String>,
}

impl AsideWords {
    /// Words what was set aside.
    pub(crate) fn new(aside: &SetAside, site: &Site) -> Self {
        AsideWords {
            what: id(&aside.exit),
            original: aside.original().map(|claim| (claim.to_string(), site.href(claim))),
            by: isolate(aside.by.name()),
            at: When::moment(aside.at),
            reason: aside.reason.as_ref().map(|reason| isolate(reason.as_str())),
        }
    }
}

impl AsideWords {
    /// Returns what is told of it.
    pub(crate) fn told(&self) -> Told<'_> {
        (&self.at, &self.by, self.reason.as_deref())
    }
}

/// Words as what a claim was set aside, for a line.
pub(crate) fn shortly(exit: &SideExit) -> String {
    let words = match exit {
        SideExit::DuplicateOf { handle, .. } => say_with(id(exit), [("claim", handle.to_string().into())]),
        SideExit::NotAClaim | SideExit::OutOfScope => say(id(exit)),
    };
    words.into_owned()
}

/// Words it behind the name of who did it.
pub(crate) fn decided(exit: &SideExit) -> Cow<'static, str> {
    match exit {
        SideExit::NotAClaim => say("decision-aside-not-a-claim"),
        SideExit::OutOfScope => say("decision-aside-out-of-scope"),
        SideExit::DuplicateOf { handle, .. } => {
            say_with("decision-aside-duplicate", [("claim", handle.to_string().into())])
        }
    }
}

fn id(exit: &SideExit) -> &'static str {
    match exit {
        SideExit::NotAClaim => "aside-not-a-claim",
        SideExit::OutOfScope => "aside-out-of-scope",
        SideExit::DuplicateOf { .. } => "aside-duplicate",
    }
}

/// Lists what is told of checking: of a claim that was set aside only what somebody decided.
pub(crate) fn told(
    statuses: &ClaimStatuses,
    is_aside: bool,
) -> impl Iterator<Item = (Target, &EvidenceStatus)> + use<'_> {
    statuses.iter().filter(move |(_, status)| !is_aside || **status != EvidenceStatus::Unverified)
}
