//! Merging: union-find over the sources, with a reason for every merge and people's words in between.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Kinship, OriginLink};

use super::OriginMerge;
use super::bond::{Bond, Space};
use super::world::{World, fold};

/// Groups in the making.
pub(super) struct Merging<'a> {
    ids: Vec<&'a str>,
    /// The first of the sources a person linked with this one, before anything else was merged.
    linked: Vec<usize>,
    parents: Vec<usize>,
    /// Why each source joined an earlier one; `None` for the first of a group.
    pub(super) joined: Vec<Option<OriginMerge>>,
    independent: Vec<(usize, usize, String)>,
    pub(super) kept_apart: BTreeSet<OriginMerge>,
    pub(super) unheeded: Vec<OriginMerge>,
}

impl<'a> Merging<'a> {
    /// Starts with every source alone and merges what people linked.
    pub(super) fn new(world: &World<'a>, links: &[OriginLink]) -> Self {
        let count = world.sources.len();
        let mut merging = Merging {
            ids: world.sources.iter().map(|source| source.id.as_str()).collect(),
            linked: Vec::new(),
            parents: (0..count).collect(),
            joined: vec![None; count],
            independent: Vec::new(),
            kept_apart: BTreeSet::new(),
            unheeded: Vec::new(),
        };
        for (a, b, link) in merging.placed(world, links) {
            if link.kinship == Kinship::Same {
                merging.union(a, b, says("the same origin", link));
            }
        }
        merging.linked = (0..count).map(|at| merging.root(at)).collect();
        for (a, b, link) in merging.placed(world, links) {
            if link.kinship == Kinship::Independent {
                merging.part(a, b, link);
            }
        }
        merging.unheeded.sort();
        merging.unheeded.dedup();
        merging
    }

    /// Finds the sources that links speak of, the earlier first, in a fixed order.
    fn placed<'l>(&mut self, world: &World<'_>, links: &'l [OriginLink]) -> Vec<(usize, usize, &'l OriginLink)> {
        let mut placed = Vec::new();
        for link in links {
            match (world.place(&link.a), world.place(&link.b)) {
                (Some(a), Some(b)) if a != b => placed.push((a.min(b), a.max(b), link)),
                _ => self.ignore(link, "it does not name two of the sources"),
            }
        }
        let words = |link: &OriginLink| (link.by.to_string(), link.reason.as_ref().map(ToString::to_string));
        placed.sort_by_cached_key(|(a, b, link)| (*a, *b, words(link)));
        placed
    }

    fn ignore(&mut self, link: &OriginLink, why: &str) {
        let why = format!("{} says {}, not heeded: {why}", link.by, link.kinship.as_str());
        let (a, b) = (link.a.clone().min(link.b.clone()), link.a.clone().max(link.b.clone()));
        self.unheeded.push(OriginMerge { a, b, why });
    }

    /// Keeps two sources apart from now on, if the person gave a reason and nobody said the contrary.
    fn part(&mut self, a: usize, b: usize, link: &OriginLink) {
        if link.reason.is_none() {
            self.ignore(link, "no reason is given");
        } else if self.root(a) == self.root(b) {
            self.ignore(link, "they are linked as the same origin");
        } else {
            self.independent.push((a, b, says("independent", link)));
        }
    }

    /// Returns the words of a person's link for a source that is not the first of those linked.
    pub(super) fn linked_to(&self, at: usize) -> Option<String> {
        let link = self.joined[at].as_ref().filter(|_| self.linked[at] != at)?;
        Some(format!("human link: {}", link.why))
    }

    /// Returns the first of the sources a person linked with this one.
    pub(super) fn root_of(&self, at: usize) -> usize {
        self.linked[at]
    }

    /// Merges sources bound by one name, surest kinds of names first.
    pub(super) fn by_bonds(&mut self, bonds: &[Vec<Bond<'_>>]) {
        let mut names: BTreeMap<(Space, String), Vec<(usize, &Bond<'_>)>> = BTreeMap::new();
        for (at, bonds) in bonds.iter().enumerate() {
            for bond in bonds {
                names.entry((bond.space, fold(bond.name))).or_default().push((at, bond));
            }
        }
        for bound in names.values() {
            self.by_name(bound);
        }
    }

    /// Joins each source to the first group of the same name that it may join.
    fn by_name(&mut self, bound: &[(usize, &Bond<'_>)]) {
        let mut heads: Vec<(usize, &Bond<'_>)> = Vec::new();
        for (at, bond) in bound {
            let joins = heads.iter().any(|(head, first)| self.union(*head, *at, first.why(bond)));
            if !joins {
                heads.push((*at, bond));
            }
        }
    }

    /// Merges two groups; false when a person keeps members of them apart.
    fn union(&mut self, a: usize, b: usize, why: String) -> bool {
        let (x, y) = (self.root(a), self.root(b));
        let (first, later) = (x.min(y), x.max(y));
        if first == later {
            return true;
        }
        if let Some(kept) = self.apart(first, later) {
            self.kept_apart.insert(OriginMerge { why: format!("{}, although {why}", kept.why), ..kept });
            return false;
        }
        self.parents[later] = first;
        let (a, b) = (a.min(b), a.max(b));
        self.joined[later] = Some(OriginMerge { a: self.ids[a].to_owned(), b: self.ids[b].to_owned(), why });
        true
    }

    /// Finds a person's word that keeps two groups apart.
    fn apart(&mut self, x: usize, y: usize) -> Option<OriginMerge> {
        for at in 0..self.independent.len() {
            let (a, b) = (self.independent[at].0, self.independent[at].1);
            let (root, other) = (self.root(a), self.root(b));
            if (root.min(other), root.max(other)) == (x, y) {
                let why = self.independent[at].2.clone();
                return Some(OriginMerge { a: self.ids[a].to_owned(), b: self.ids[b].to_owned(), why });
            }
        }
        None
    }

    /// Numbers the groups in order of their first members; one number for each source.
    pub(super) fn group_numbers(&mut self) -> Vec<usize> {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut number = |root: usize| {
            let next = numbers.len();
            *numbers.entry(root).or_insert(next)
        };
        (0..self.parents.len()).map(|at| number(self.root(at))).collect()
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }
}

/// Words a person's link: "independent, says Ana: she rang both".
fn says(what: &str, link: &OriginLink) -> String {
    match &link.reason {
        Some(reason) => format!("{what}, says {}: {reason}", link.by),
        None => format!("{what}, says {}", link.by),
    }
}
