//! How many origins stand on owners of their own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Gives as many origins as possible an owner of their own and tells for each whether it got one; earlier origins come
/// first.
///
/// This is a matching of two sides by augmenting paths (Kuhn 1955): taking an owner or an origin away never raises how
/// many are matched, and neither does making two origins one.
pub(crate) fn own_owners(origins: &[BTreeSet<String>]) -> Vec<bool> {
    let mut matching = Matching { origins, owner: vec![None; origins.len()], taken: BTreeMap::new() };
    (0..origins.len()).for_each(|origin| matching.place(origin));
    matching.owner.iter().map(Option::is_some).collect()
}

struct Matching<'a> {
    origins: &'a [BTreeSet<String>],
    /// The owner given to each origin.
    owner: Vec<Option<&'a str>>,
    /// The origin each owner is given to.
    taken: BTreeMap<&'a str, usize>,
}

impl<'a> Matching<'a> {
    /// Looks for a free owner for `origin`, others giving up theirs for another where they can.
    fn place(&mut self, origin: usize) {
        let mut reached: BTreeMap<&'a str, usize> = BTreeMap::new();
        let mut waiting = VecDeque::from([origin]);
        while let Some(at) = waiting.pop_front() {
            for owner in &self.origins[at] {
                if reached.contains_key(owner.as_str()) {
                    continue;
                }
                reached.insert(owner, at);
                match self.taken.get(owner.as_str()) {
                    Some(other) => waiting.push_back(*other),
                    None => return self.hand_over(owner, &reached),
                }
            }
        }
    }

    /// Hands owners on along the path that led to a free one.
    fn hand_over(&mut self, free: &'a str, reached: &BTreeMap<&'a str, usize>) {
        let mut next = Some(free);
        while let Some(owner) = next {
            let Some(origin) = reached.get(owner) else { return };
            self.taken.insert(owner, *origin);
            next = self.owner[*origin].replace(owner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::own_owners;

    fn placed(origins: &[&[&str]]) -> Vec<bool> {
        let set = |owners: &&[&str]| owners.iter().map(ToString::to_string).collect();
        own_owners(&origins.iter().map(set).collect::<Vec<_>>())
    }

    #[test]
    fn an_origin_gives_up_an_owner_it_does_not_need() {
        assert_eq!(placed(&[&["a", "b"], &["a"]]), [true, true]);
        assert_eq!(placed(&[&["a", "b"], &["b", "c"], &["a"], &["b"]]), [true, true, true, false]);
    }

    #[test]
    fn one_owner_counts_once_and_nobody_not_at_all() {
        assert_eq!(placed(&[&["a"], &["a"], &["b"]]), [true, false, true]);
        assert_eq!(placed(&[&[], &["a"]]), [false, true]);
    }
}
