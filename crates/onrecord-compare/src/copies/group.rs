//! Groups of copies, each with what makes its members copies.

use super::index::Index;
use super::{CopyEvidence, DocumentPrint, copy_evidence};

/// Two documents of a group and what they share.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyLink {
    /// Number of the earlier one.
    pub a: usize,
    /// Number of the later one.
    pub b: usize,
    /// What they share.
    pub evidence: CopyEvidence,
}

/// Documents that go back to one text.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyGroup {
    /// Their numbers, ascending; two or more.
    pub members: Vec<usize>,
    /// For each member but the first the link to the earlier member it shares most with.
    pub links: Vec<CopyLink>,
}

/// Finds the copy groups among documents, in order of their first member. The order of the documents does not change who
/// belongs together, except where a sentence stands in more documents than are looked at (64).
pub fn copy_groups(prints: &[&DocumentPrint]) -> Vec<CopyGroup> {
    let mut index = Index::default();
    let mut parents: Vec<usize> = (0..prints.len()).collect();
    let mut links = Vec::new();
    for (b, print) in prints.iter().enumerate() {
        for a in index.meet(b as u32, print).into_iter().map(|a| a as usize) {
            if let Some(evidence) = prints.get(a).and_then(|other| copy_evidence(other, print)) {
                let (x, y) = (root(&mut parents, a), root(&mut parents, b));
                parents[x.max(y)] = x.min(y);
                links.push(CopyLink { a, b, evidence });
            }
        }
    }
    let mut groups: Vec<CopyGroup> = Vec::new();
    let mut number = vec![None; prints.len()];
    for document in 0..prints.len() {
        let first = root(&mut parents, document);
        let at = *number[first].get_or_insert_with(|| {
            groups.push(CopyGroup { members: Vec::new(), links: Vec::new() });
            groups.len() - 1
        });
        groups[at].members.push(document);
    }
    for link in links {
        let Some(at) = number[root(&mut parents, link.b)] else { continue };
        keep_best(&mut groups[at].links, link);
    }
    groups.retain(|group| group.members.len() > 1);
    groups
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// Keeps one link for each later document: links come ordered by it.
fn keep_best(links: &mut Vec<CopyLink>, link: CopyLink) {
    match links.last_mut().filter(|last| last.b == link.b) {
        Some(last) if link.evidence.containment > last.evidence.containment => *last = link,
        Some(_) => {}
        None => links.push(link),
    }
}
