//! The copy groups of documents.

use std::collections::BTreeMap;

use onrecord_model::{ArticleId, DocumentId, Outlet};
use onrecord_store::DocumentSummary;

use crate::copying::CopyTies;

/// The copy groups of documents: the first document of each, and the agency credited in it.
pub(super) struct Groups {
    /// The first document of the group, by member; documents without copies are in none.
    pub(super) first: BTreeMap<DocumentId, DocumentSummary>,
    /// The agency credited in the group, by member.
    pub(super) agency: BTreeMap<DocumentId, String>,
}

impl Groups {
    pub(super) fn new(ties: &CopyTies, documents: Vec<DocumentSummary>, outlets: &BTreeMap<String, Outlet>) -> Self {
        let mut root: BTreeMap<DocumentId, DocumentId> = documents.iter().map(|d| (d.id, d.id)).collect();
        for link in ties.links.iter().filter(|link| link.joins()) {
            let (a, b) = (find(&root, link.a), find(&root, link.b));
            root.insert(a.max(b), a.min(b));
        }
        let mut groups: BTreeMap<DocumentId, Vec<DocumentSummary>> = BTreeMap::new();
        for document in documents {
            groups.entry(find(&root, document.id)).or_default().push(document);
        }
        let mut found = Groups { first: BTreeMap::new(), agency: BTreeMap::new() };
        let mut articles: BTreeMap<ArticleId, Vec<DocumentId>> = BTreeMap::new();
        for mut members in groups.into_values() {
            members.sort_by_key(|d| (d.published.is_none(), d.published, d.handle));
            let is_agency = |name: &&String| outlets.get(*name).is_some_and(|outlet| outlet.agency);
            let own = members.iter().filter_map(|d| d.outlet.as_ref()).find(is_agency).filter(|_| members.len() > 1);
            let agency = members.iter().find_map(|d| d.credit.clone()).or_else(|| own.cloned());
            for member in &members {
                articles.entry(member.article_id).or_default().push(member.id);
                if members.len() > 1 {
                    found.first.insert(member.id, members[0].clone());
                }
                found.agency.extend(agency.clone().map(|agency| (member.id, agency)));
            }
        }
        // A version that leaves the credit out is the agency's story still.
        for versions in articles.values() {
            let Some(agency) = versions.iter().find_map(|version| found.agency.get(version)).cloned() else { continue };
            for version in versions {
                found.agency.entry(*version).or_insert_with(|| agency.clone());
            }
        }
        found
    }

    /// Tells whether two documents are copies in one group.
    pub(super) fn holds_both(&self, a: DocumentId, b: DocumentId) -> bool {
        let first = |id| self.first.get(&id).map(|document| document.id);
        first(a).is_some() && first(a) == first(b)
    }
}

fn find(root: &BTreeMap<DocumentId, DocumentId>, mut at: DocumentId) -> DocumentId {
    while let Some(up) = root.get(&at).filter(|up| **up != at) {
        at = *up;
    }
    at
}
