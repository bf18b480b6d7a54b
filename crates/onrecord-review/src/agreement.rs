//! How far people agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number.

use std::collections::BTreeMap;

/// Works out Cohen's kappa (1960) of two people's labels of the same items.
///
/// 1 is full agreement, 0 what chance gives, below 0 less than that. `None` without items, and where both use one and the
/// same label throughout: chance alone then explains everything.
pub fn cohen_kappa<L: Ord>(pairs: &[(L, L)]) -> Option<f64> {
    let items = pairs.len() as f64;
    let same = pairs.iter().filter(|(a, b)| a == b).count() as f64;
    let mut uses: BTreeMap<&L, (f64, f64)> = BTreeMap::new();
    for (a, b) in pairs {
        uses.entry(a).or_default().0 += 1.0;
        uses.entry(b).or_default().1 += 1.0;
    }
    let chance: f64 = uses.values().map(|(a, b)| a * b).sum::<f64>() / (items * items);
    let observed = same / items;
    (!pairs.is_empty() && chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
}

/// Works out Krippendorff's alpha for nominal labels; each item is the list of labels it got, from whomever.
///
/// Items with fewer than two labels tell nothing and are left out, so missing labels do no harm. `None` without any item of
/// two labels, and where one label is used throughout.
pub fn krippendorff_alpha<L: Ord>(items: &[Vec<L>]) -> Option<f64> {
    let mut uses: BTreeMap<&L, f64> = BTreeMap::new();
    let mut disagreement = 0.0;
    for labels in items.iter().filter(|labels| labels.len() > 1) {
        let mut counts: BTreeMap<&L, f64> = BTreeMap::new();
        for label in labels {
            *counts.entry(label).or_default() += 1.0;
            *uses.entry(label).or_default() += 1.0;
        }
        let given = labels.len() as f64;
        let same: f64 = counts.values().map(|count| count * (count - 1.0)).sum();
        disagreement += (given * (given - 1.0) - same) / (given - 1.0);
    }
    let given: f64 = uses.values().sum();
    let chance: f64 = given * given - uses.values().map(|count| count * count).sum::<f64>();
    (chance > 0.0).then(|| 1.0 - (given - 1.0) * disagreement / chance)
}
