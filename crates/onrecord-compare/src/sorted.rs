//! What two sorted lists share.

/// Returns the entries that both lists have, with multiplicity, ascending.
pub(crate) fn common<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            let order = x.cmp(y);
            i += usize::from(order.is_le());
            j += usize::from(order.is_ge());
            if order.is_eq() {
                return Some(x);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn repeats_count_as_often_as_both_have_them() {
        let found: Vec<i32> = common(&[1, 2, 2, 2, 5], &[2, 2, 3, 5, 9]).copied().collect();
        assert_eq!(found, [2, 2, 5]);
        assert_eq!(common::<i32>(&[], &[1]).count(), 0);
    }
}
