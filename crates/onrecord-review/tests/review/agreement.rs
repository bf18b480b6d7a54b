//! Agreement against values worked out by hand.

use onrecord_review::{cohen_kappa, krippendorff_alpha};
use proptest::prelude::*;

fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// 50 items: both yes 20, both no 15, a yes and b no 5, a no and b yes 10. Observed 35/50 = 0.7; a says yes 25 times, b 30
/// times, so chance gives (25·30 + 25·20)/2500 = 0.5; kappa (0.7 − 0.5)/(1 − 0.5) = 0.4.
#[test]
fn kappa_of_the_textbook() {
    let mut pairs = Vec::new();
    for (pair, count) in [(("yes", "yes"), 20), (("no", "no"), 15), (("yes", "no"), 5), (("no", "yes"), 10)] {
        pairs.extend(std::iter::repeat_n(pair, count));
    }
    near(cohen_kappa(&pairs), 0.4);
}

/// Ten items of two people on one of three labels: agree on 4 d, 2 c, 1 u; differ on (d,c), (c,d), (d,u). Observed 0.7;
/// a: d 6, c 3, u 1; b: d 5, c 3, u 2; chance (30 + 9 + 2)/100 = 0.41; kappa 0.29/0.59.
#[test]
fn kappa_of_three_labels() {
    let pairs = [
        ('d', 'd'),
        ('d', 'd'),
        ('d', 'd'),
        ('d', 'd'),
        ('c', 'c'),
        ('c', 'c'),
        ('u', 'u'),
        ('d', 'c'),
        ('c', 'd'),
        ('d', 'u'),
    ];
    near(cohen_kappa(&pairs), 0.29 / 0.59);
}

/// Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", B: ten items, two people, nominal with two values:
/// coincidences 10 of 0-0, 4 of 0-1 each way, 2 of 1-1; alpha 1 − 19·8/(14·6·2) = 0.095.
#[test]
fn alpha_of_two_people_and_two_labels() {
    let (a, b) = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
    let items: Vec<Vec<u8>> = a.iter().zip(b).map(|(a, b)| vec![*a, b]).collect();
    near(krippendorff_alpha(&items), 1.0 - 19.0 * 8.0 / (14.0 * 6.0 * 2.0));
}

/// The same paper, C: twelve items, four people, five labels, with missing ones; nominal alpha 0.743.
#[test]
fn alpha_with_missing_labels() {
    let items: Vec<Vec<u8>> = vec![
        vec![1, 1, 1],
        vec![2, 2, 3, 2],
        vec![3, 3, 3, 3],
        vec![3, 3, 3, 3],
        vec![2, 2, 2, 2],
        vec![1, 2, 3, 4],
        vec![4, 4, 4, 4],
        vec![1, 1, 2, 1],
        vec![2, 2, 2, 2],
        vec![5, 5, 5],
        vec![1, 1],
        vec![3],
    ];
    let alpha = krippendorff_alpha(&items).unwrap();
    assert!((alpha - 0.743).abs() < 0.0005, "{alpha}");
}

#[test]
fn nothing_to_tell_is_told() {
    assert_eq!(cohen_kappa::<u8>(&[]), None);
    assert_eq!(cohen_kappa(&[(1, 1), (1, 1)]), None);
    assert_eq!(krippendorff_alpha::<u8>(&[vec![1], vec![]]), None);
    assert_eq!(krippendorff_alpha(&[vec![1, 1], vec![1, 1]]), None);
    near(cohen_kappa(&[(1, 1), (2, 2)]), 1.0);
    near(krippendorff_alpha(&[vec![1, 1], vec![2, 2, 2]]), 1.0);
}

proptest! {
    #[test]
    fn neither_passes_one_and_order_does_not_matter(pairs in prop::collection::vec((0..3_u8, 0..3_u8), 1..40)) {
        let turned: Vec<(u8, u8)> = pairs.iter().rev().map(|(a, b)| (*b, *a)).collect();
        if let (Some(one), Some(other)) = (cohen_kappa(&pairs), cohen_kappa(&turned)) {
            prop_assert!(one <= 1.0 + 1e-9 && (one - other).abs() < 1e-9);
        }
        let items = |pairs: &[(u8, u8)]| pairs.iter().map(|(a, b)| vec![*a, *b]).collect::<Vec<_>>();
        if let (Some(one), Some(other)) = (krippendorff_alpha(&items(&pairs)), krippendorff_alpha(&items(&turned))) {
            prop_assert!(one <= 1.0 + 1e-9 && (one - other).abs() < 1e-9);
        }
    }
}
