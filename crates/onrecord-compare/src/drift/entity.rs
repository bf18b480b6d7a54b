//! Names added, dropped or swapped.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use onrecord_model::{DriftKind, Entity, EntityKind};

use super::{Findings, within};
use crate::pair::{Pair, Side};
use crate::stem::stems;

struct Name {
    kind: EntityKind,
    words: Range<usize>,
    hunk: usize,
    free: bool,
}

/// Finds names that one wording has and the other does not name anywhere; one that is only shortened or moved is wording.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let (stems_a, stems_b) = (all_stems(&pair.a), all_stems(&pair.b));
    let mut a = names(&pair.a, &pair.a.statement.slots.entities, &stems_b);
    let mut b = names(&pair.b, &pair.b.statement.slots.entities, &stems_a);
    for (x, y) in swapped(&mut a, &mut b) {
        found.change(pair, DriftKind::Entity, &x, &y);
    }
    for name in a.iter().filter(|name| name.free) {
        found.change(pair, DriftKind::Entity, &name.words, &(0..0));
    }
    for name in b.iter().filter(|name| name.free) {
        found.change(pair, DriftKind::Entity, &(0..0), &name.words);
    }
}

fn all_stems(side: &Side<'_>) -> HashSet<String> {
    side.words.iter().flat_map(stems).collect()
}

fn names(side: &Side<'_>, entities: &[Entity], elsewhere: &HashSet<String>) -> Vec<Name> {
    let one = |entity: &Entity| {
        let words = side.touched(&entity.span);
        let hunk = side.hunk_of(&words)?;
        let known = side
            .at(&words)
            .iter()
            .flat_map(stems)
            .all(|stem| elsewhere.contains(&stem));
        let words = within(side, &words, hunk);
        let told = side.told.get(words.clone())?.iter().all(|told| *told);
        (!known && !told).then_some(Name {
            kind: entity.kind,
            words,
            hunk,
            free: true,
        })
    };
    entities.iter().filter_map(one).collect()
}

/// Pairs names of one hunk, those of one kind first.
fn swapped(a: &mut [Name], b: &mut [Name]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut pairs = match_up(a, b, |name| (name.hunk, name.kind.as_str()));
    pairs.extend(match_up(a, b, |name| (name.hunk, "")));
    pairs
}

fn match_up<'k>(
    a: &mut [Name],
    b: &mut [Name],
    key: impl Fn(&Name) -> (usize, &'k str),
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut waiting: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (j, name) in b.iter().enumerate().filter(|(_, name)| name.free) {
        waiting.entry(key(name)).or_default().push_back(j);
    }
    let mut pairs = Vec::new();
    for name in a.iter_mut().filter(|name| name.free) {
        let partner = waiting.get_mut(&key(name)).and_then(VecDeque::pop_front);
        if let Some(other) = partner.and_then(|j| b.get_mut(j)) {
            (name.free, other.free) = (false, false);
            pairs.push((name.words.clone(), other.words.clone()));
        }
    }
    pairs
}
