//! The sources in their fixed order, and what they say of outlets and documents.

use std::collections::BTreeMap;

use onrecord_model::Target;

use super::{OriginClaim, OriginSource};

/// Everything the steps look at.
pub(super) struct World<'a> {
    pub(super) target: Target,
    /// By publication, undated ones last, then by id.
    pub(super) sources: Vec<&'a OriginSource>,
    pub(super) claim: &'a OriginClaim,
    owners: BTreeMap<String, &'a str>,
    documents: BTreeMap<String, usize>,
}

impl<'a> World<'a> {
    pub(super) fn new(target: Target, sources: &'a [OriginSource], claim: &'a OriginClaim) -> Self {
        let mut sources: Vec<&OriginSource> = sources.iter().collect();
        // Shorter ids first, so that d2 comes before d10.
        sources.sort_by(|a, b| {
            let key = |s: &'a OriginSource| (s.published.is_none(), s.published, s.id.len(), s);
            key(a).cmp(&key(b))
        });
        let mut world = World { target, sources, claim, owners: BTreeMap::new(), documents: BTreeMap::new() };
        for (at, source) in world.sources.iter().enumerate() {
            if let (Some(outlet), Some(owner)) = (&source.outlet, &source.owner) {
                world.owners.entry(fold(outlet)).or_insert(owner);
            }
            if let Some(document) = &source.document {
                world.documents.entry(fold(document)).or_insert(at);
            }
        }
        world
    }

    /// Returns the place of the source with this id.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.sources.iter().position(|source| source.id == id)
    }

    /// Returns who owns an outlet; the outlet itself where no source says.
    pub(super) fn owner_of(&self, outlet: &str) -> String {
        self.owners.get(&fold(outlet)).map_or(outlet, |owner| *owner).to_owned()
    }

    /// Returns who stands behind a document; the document itself where it is no source.
    pub(super) fn holder_of(&self, document: &str) -> String {
        let place = self.documents.get(&fold(document));
        place.map_or_else(|| document.to_owned(), |at| self.holder(*at))
    }

    /// Returns who publishes a source: owner, else outlet, else document.
    pub(super) fn holder(&self, at: usize) -> String {
        let source = self.sources[at];
        match (&source.owner, &source.outlet, &source.document) {
            (Some(owner), ..) => owner.clone(),
            (None, Some(outlet), _) => self.owner_of(outlet),
            (None, None, Some(document)) => document.clone(),
            (None, None, None) => source.id.clone(),
        }
    }

    /// Finds for each source the one it is a copy of: the first document of its copy group where that is a source, else
    /// the earliest copy; only within one group, because a person may have kept copies apart.
    pub(super) fn copies(&self, groups: &[usize]) -> Vec<Option<usize>> {
        let mut leads: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let of = |at: usize| copy_group(self.sources[at]).map(|copies| (groups[at], copies));
        let document = |at: usize| self.sources[at].document.as_deref();
        let is_first = |at: usize| same(document(at), self.sources[at].group_first.as_deref());
        for at in (0..self.sources.len()).rev() {
            if let Some(copies) = of(at) {
                let lead = leads.entry(copies).or_insert(at);
                *lead = if is_first(*lead) && !is_first(at) { *lead } else { at };
            }
        }
        let lead = |at: usize| of(at).and_then(|copies| leads.get(&copies).copied());
        let copy = |at: usize, lead: usize| at != lead && !same(document(at), document(lead));
        (0..self.sources.len()).map(|at| lead(at).filter(|lead| copy(at, *lead))).collect()
    }
}

/// Names the copy group of a source: by its first document, else by its agency.
fn copy_group(source: &OriginSource) -> Option<String> {
    source.group_first.as_deref().or(source.group_agency.as_deref()).map(fold)
}

fn same(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if fold(a) == fold(b))
}

/// Makes names equal that differ in capitals and white space only.
pub(super) fn fold(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
