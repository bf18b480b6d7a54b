//! Pairing the parts of two wordings, surest grounds first.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Something that can be paired once.
pub(crate) trait Part {
    /// Tells whether it has no partner yet.
    fn is_free(&self) -> bool;

    /// Notes that it has a partner now.
    fn take(&mut self);
}

/// Pairs the free parts of equal keys in reading order and returns their indices; a key of `None` pairs with nothing.
pub(crate) fn match_up<T: Part, K: Hash + Eq>(
    a: &mut [T],
    b: &mut [T],
    key_a: impl Fn(&T) -> Option<K>,
    key_b: impl Fn(&T) -> Option<K>,
) -> Vec<(usize, usize)> {
    let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (j, part) in b.iter().enumerate().filter(|(_, part)| part.is_free()) {
        if let Some(key) = key_b(part) {
            waiting.entry(key).or_default().push_back(j);
        }
    }
    let mut pairs = Vec::new();
    for (i, part) in a.iter_mut().enumerate().filter(|(_, part)| part.is_free()) {
        let partner = key_a(part).and_then(|key| waiting.get_mut(&key)?.pop_front());
        if let Some((j, other)) = partner.and_then(|j| Some((j, b.get_mut(j)?))) {
            part.take();
            other.take();
            pairs.push((i, j));
        }
    }
    pairs
}

/// Implements [`Part`] by a field `free`.
macro_rules! part {
    ($name:ty) => {
        impl $crate::matching::Part for $name {
            fn is_free(&self) -> bool {
                self.free
            }

            fn take(&mut self) {
                self.free = false;
            }
        }
    };
}

pub(crate) use part;
