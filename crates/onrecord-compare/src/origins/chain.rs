//! The chain: the first step that applies names the origin of a source.

use onrecord_model::{OriginKey, Target};

use super::OriginSource;
use super::merge::Merging;
use super::world::World;

/// Where one source goes back to.
pub(super) struct Beginning {
    pub(super) key: OriginKey,
    /// Which step decided it.
    pub(super) step: String,
    /// Who stands behind it.
    pub(super) holder: String,
}

/// Follows the chain for every source, in their fixed order.
pub(super) fn beginnings(world: &World<'_>, merging: &Merging<'_>) -> Vec<Beginning> {
    let mut all: Vec<Beginning> = Vec::new();
    for at in 0..world.sources.len() {
        let one = match merging.linked_to(at).zip(all.get(merging.root_of(at))) {
            Some((words, first)) => linked(world, merging.root_of(at), words, first),
            None => beginning(world, at),
        };
        all.push(one);
    }
    all
}

/// A linked source stands where the first of those linked with it stands.
fn linked(world: &World<'_>, root: usize, words: String, first: &Beginning) -> Beginning {
    Beginning { key: OriginKey::Linked(world.sources[root].id.clone()), step: words, holder: first.holder.clone() }
}

fn beginning(world: &World<'_>, at: usize) -> Beginning {
    let source = world.sources[at];
    upstream(world, source).unwrap_or_else(|| own(world, at))
}

/// The steps at which the source goes back to somebody else's text.
fn upstream(world: &World<'_>, source: &OriginSource) -> Option<Beginning> {
    let step = |key: OriginKey, what: &str, holder: String| {
        let step = format!("{what}: {}", key.name());
        Some(Beginning { key, step, holder })
    };
    if let Some(agency) = &source.group_agency {
        return step(OriginKey::Agency(agency.clone()), "agency of its copy group", world.owner_of(agency));
    }
    if let Some(first) = &source.group_first {
        let holder = world.holder_of(first);
        return step(OriginKey::FirstDocument(first.clone()), "first document of its copy group", holder);
    }
    let credited = source.credited_outlet.as_ref()?;
    step(OriginKey::CreditedOutlet(credited.clone()), "outlet it credits", world.owner_of(credited))
}

/// The steps of a source's own reporting.
fn own(world: &World<'_>, at: usize) -> Beginning {
    let source = world.sources[at];
    let holder = world.holder(at);
    let (key, step) = if let Some(document) = &source.cited_document {
        (OriginKey::CitedDocument(document.clone()), format!("document it cites: {document}"))
    } else if let Some(speaker) = source.speaker.as_ref().filter(|_| world.target == Target::Fact) {
        (OriginKey::Speaker(speaker.clone()), format!("named speaker: {speaker}"))
    } else if let Some(agency) = source.outlet.as_ref().filter(|_| source.agency) {
        (OriginKey::Agency(agency.clone()), format!("the agency itself: {agency}"))
    } else if source.unnamed {
        (OriginKey::Unnamed(holder.clone()), format!("somebody unnamed at {holder}"))
    } else {
        (OriginKey::Owner(holder.clone()), publisher(source, &holder))
    };
    Beginning { key, step, holder }
}

fn publisher(source: &OriginSource, holder: &str) -> String {
    match (&source.owner, &source.outlet) {
        (Some(_), _) => format!("owner: {holder}"),
        (None, Some(outlet)) if outlet == holder => format!("the outlet, its owner is not known: {holder}"),
        (None, Some(_)) => format!("owner, as another source has it: {holder}"),
        (None, None) => format!("the document itself, its outlet is not known: {holder}"),
    }
}
