//! What two sources can have in common that makes them one origin.

use onrecord_model::{OriginKey, Target};

use super::OriginSource;
use super::chain::Beginning;
use super::world::{World, fold};

/// Kinds of names that can be equal, in the order in which merges are tried.
///
/// An agency, an outlet, an owner, a speaker and an organisation share one kind: a ministry that publishes is the
/// ministry that is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Document,
    Party,
    Controller,
}

/// A name a source is bound by.
#[derive(Clone, Debug)]
pub(super) struct Bond<'a> {
    pub(super) space: Space,
    pub(super) name: &'a str,
    /// What the name is to the source.
    pub(super) role: &'static str,
}

impl Bond<'_> {
    /// Says why two sources that are bound by one name are one.
    pub(super) fn why(&self, other: &Bond<'_>) -> String {
        match (self.space, self.role == other.role) {
            (Space::Controller, _) => format!("same controller of a claim about it: {}", self.name),
            (_, true) => format!("same {}: {}", self.role, self.name),
            (_, false) => format!("{} is the {} of one and the {} of the other", self.name, self.role, other.role),
        }
    }
}

/// Lists the names a source is bound by.
pub(super) fn bonds<'a>(world: &World<'a>, at: usize, beginning: &'a Beginning) -> Vec<Bond<'a>> {
    let mut bonds = of_key(world.sources[at], beginning);
    if world.target == Target::Fact {
        let source = world.sources[at];
        party(&mut bonds, source.speaker.as_deref(), "speaker");
        party(&mut bonds, source.organisation.as_deref(), "speaker's organisation");
        party(&mut bonds, source.possible.as_deref(), "possible speaker");
        bonds.extend(controllers(world, at, beginning));
    }
    bonds
}

fn party<'a>(bonds: &mut Vec<Bond<'a>>, name: Option<&'a str>, role: &'static str) {
    bonds.extend(name.map(|name| Bond { space: Space::Party, name, role }));
}

/// The names that lie in the origin itself: agency, document, owner.
fn of_key<'a>(source: &'a OriginSource, beginning: &'a Beginning) -> Vec<Bond<'a>> {
    let mut bonds = Vec::new();
    let document = |name| Bond { space: Space::Document, name, role: "document" };
    match &beginning.key {
        OriginKey::FirstDocument(first) => bonds.push(document(first)),
        OriginKey::CitedDocument(_) | OriginKey::Linked(_) | OriginKey::Speaker(_) => {}
        OriginKey::Agency(agency) => party(&mut bonds, Some(agency), "agency"),
        OriginKey::CreditedOutlet(outlet) => party(&mut bonds, Some(outlet), "outlet credited"),
        // What an outlet publishes in its own name is the document that others cite.
        OriginKey::Unnamed(_) | OriginKey::Owner(_) => bonds.extend(source.document.as_deref().map(document)),
    }
    // A person's link has said where it goes back to.
    if !matches!(beginning.key, OriginKey::Linked(_)) {
        bonds.extend(source.cited_document.as_deref().map(document));
    }
    if owned(&beginning.key) {
        party(&mut bonds, Some(&beginning.holder), "owner");
    }
    bonds
}

/// Tells whether an owner stands behind an origin; behind a speaker or a document that is cited there is none.
fn owned(key: &OriginKey) -> bool {
    !matches!(key, OriginKey::Linked(_) | OriginKey::CitedDocument(_) | OriginKey::Speaker(_))
}

/// Tells whether the outlet itself reports, so that it matters who controls it.
fn reports(key: &OriginKey) -> bool {
    matches!(key, OriginKey::CitedDocument(_) | OriginKey::Speaker(_) | OriginKey::Unnamed(_) | OriginKey::Owner(_))
}

/// Those whom the claim is about and who speak through the source, in order of the claim.
fn controllers<'a>(world: &World<'a>, at: usize, beginning: &Beginning) -> Vec<Bond<'a>> {
    let source = world.sources[at];
    let outlet = reports(&beginning.key).then_some([&source.controller, &source.owner, &source.outlet]);
    let people = [&source.speaker, &source.organisation];
    let names: Vec<String> = outlet.iter().flatten().chain(&people).filter_map(|n| n.as_deref().map(fold)).collect();
    let about = world.claim.about.iter().filter(|about| names.contains(&fold(about)));
    about.map(|name| Bond { space: Space::Controller, name, role: "controller" }).collect()
}

/// Tells whether a source goes back to the claimant or the claimant's organisation; for `said` only where they publish
/// it themselves, because every source quotes the claimant.
pub(super) fn of_claimant(world: &World<'_>, at: usize, beginning: &Beginning) -> bool {
    let theirs = [&world.claim.claimant, &world.claim.organisation, &world.claim.possible];
    let theirs: Vec<String> = theirs.iter().filter_map(|name| name.as_deref().map(fold)).collect();
    let mut names = vec![owned(&beginning.key).then_some(beginning.holder.as_str())];
    if world.target == Target::Fact {
        let source = world.sources[at];
        names.extend([&source.speaker, &source.organisation, &source.possible].map(|name| name.as_deref()));
        names.extend(controllers(world, at, beginning).into_iter().map(|bond| Some(bond.name)));
    }
    names.into_iter().flatten().any(|name| theirs.contains(&fold(name)))
}
