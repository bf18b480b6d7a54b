//! Changed quantities: value, unit, approximation.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use onrecord_model::{Approximation, DriftKind, Quantity, Unit, Veto};

use super::Findings;
use super::fate::{Fate, fate};
use crate::matching::{match_up, part};
use crate::pair::{Pair, Side};
use crate::stem::{is_content, stem};

/// How the quantities of two wordings stand to one another, beyond the drifts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Values {
    /// Two comparable quantities have another value or unit.
    pub(crate) differ: bool,
    /// Two comparable quantities cannot both be so.
    pub(crate) incompatible: bool,
    /// What was counted since one time is less in the second wording: such a count never falls.
    pub(crate) fell: bool,
}

/// How far "about" reaches to each side of a value: a tenth, the step at which news text rounds.
const ABOUT: f64 = 0.1;

/// A quantity with the words it stands in.
struct Stated<'q> {
    quantity: Cow<'q, Quantity>,
    words: Range<usize>,
    /// What became of those it counts, and the word that says so.
    fate: Option<(Fate, usize)>,
    hunk: Option<usize>,
    free: bool,
}

impl Stated<'_> {
    fn fate(&self) -> Option<Fate> {
        self.fate.map(|(fate, _)| fate)
    }

    /// The words of the quantity and of what became of those it counts.
    fn with_fate(&self) -> Range<usize> {
        let at = self.fate.map_or(self.words.start, |(_, at)| at);
        self.words.start.min(at)..self.words.end.max(at + 1)
    }
}

part!(Stated<'_>);

/// Finds changed, added and dropped quantities; a changed value or unit is a veto, one stated on one side only is not.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    let (slots_a, slots_b) = (pair.a.statement.slots, pair.b.statement.slots);
    let mut a = stated(&pair.a, &slots_a.quantities);
    let mut b = stated(&pair.b, &slots_b.quantities);
    let pairs = paired(&mut a, &mut b, pair);
    for (x, y) in pairs {
        if let (Some(x), Some(y)) = (a.get(x), b.get(y)) {
            compare(pair, found, x, y);
        }
    }
    let nowhere = 0..0;
    for one in a.iter().filter(|one| one.free && one.hunk.is_some()) {
        found.one_sided = true;
        found.change(pair, DriftKind::Number, &one.words, &nowhere);
    }
    for one in b.iter().filter(|one| one.free && one.hunk.is_some()) {
        found.one_sided = true;
        found.change(pair, DriftKind::Number, &nowhere, &one.words);
    }
}

fn stated<'q>(side: &Side<'_>, quantities: &'q [Quantity]) -> Vec<Stated<'q>> {
    let one = |quantity: &'q Quantity| {
        let words = side.touched(&quantity.span);
        let hunk = side.hunk_of(&words);
        Stated { quantity: in_percent(quantity), fate: fate(side, &words), hunk, free: !words.is_empty(), words }
    };
    quantities.iter().map(one).filter(|one| one.free).collect()
}

/// States a share in per cent, to the whole one where it is a periodic fraction: "half" is "50 percent", "a third" "33 percent".
fn in_percent(quantity: &Quantity) -> Cow<'_, Quantity> {
    if quantity.unit.as_ref().is_none_or(|unit| unit.0 != "share") {
        return Cow::Borrowed(quantity);
    }
    let percent = |share: f64| {
        let tenths = share * 1_000.0;
        if (tenths - tenths.round()).abs() < 1e-6 { tenths.round() / 10.0 } else { (share * 100.0).round() }
    };
    let (value, upper) = (percent(quantity.value), quantity.upper.map(percent));
    Cow::Owned(Quantity { value, upper, unit: Some(Unit("%".to_owned())), ..quantity.clone() })
}

/// Units that are parts of one another: a unit, the one it is told in, and how many of those it is.
const PARTS: [(&str, &str, f64); 15] = [
    ("second", "second", 1.0),
    ("minute", "second", 60.0),
    ("hour", "second", 3_600.0),
    ("day", "second", 86_400.0),
    ("week", "second", 604_800.0),
    ("mg", "g", 0.001),
    ("g", "g", 1.0),
    ("kg", "g", 1_000.0),
    ("t", "g", 1_000_000.0),
    ("mm", "m", 0.001),
    ("cm", "m", 0.01),
    ("m", "m", 1.0),
    ("km", "m", 1_000.0),
    ("ml", "l", 0.001),
    ("l", "l", 1.0),
];

/// Returns a quantity in the unit that its own is told in, and that unit; `None` where it has no parts.
fn in_parts(quantity: &Quantity) -> Option<(Quantity, &'static str)> {
    let unit = quantity.unit.as_ref()?.0.as_str();
    let (_, base, times) = PARTS.iter().find(|(part, ..)| *part == unit)?;
    // As on paper: binary fractions make 0.3 × 1,000 what it is not.
    let times = |value: f64| format!("{:.9e}", value * times).parse().unwrap_or(value * times);
    let (value, upper) = (times(quantity.value), quantity.upper.map(times));
    Some((Quantity { value, upper, unit: Some(Unit((*base).to_owned())), ..quantity.clone() }, base))
}

/// States two quantities in one unit where theirs are parts of one another: "two weeks", "14 days".
fn in_one_unit(x: &Quantity, y: &Quantity) -> Option<(Quantity, Quantity)> {
    let ((x, base), (y, other)) = (in_parts(x)?, in_parts(y)?);
    (base == other).then_some((x, y))
}

fn compare(pair: &mut Pair<'_>, found: &mut Findings, x: &Stated<'_>, y: &Stated<'_>) {
    if x.quantity.unit != y.quantity.unit
        && let Some((a, b)) = in_one_unit(&x.quantity, &y.quantity)
    {
        let again =
            |one: &Stated<'_>, quantity| Stated { quantity: Cow::Owned(quantity), words: one.words.clone(), ..*one };
        return compare(pair, found, &again(x, a), &again(y, b));
    }
    if matches!((x.fate(), y.fate()), (Some(one), Some(other)) if one != other) {
        // Both may be so: whoever is counted as injured says nothing of the dead.
        found.change(pair, DriftKind::Number, &x.with_fate(), &y.with_fate());
        return found.veto(Veto::Quantity);
    }
    let same_value = amount(&x.quantity) == amount(&y.quantity);
    let other_unit = matches!((&x.quantity.unit, &y.quantity.unit), (Some(u), Some(v)) if u != v)
        && !(same_value && (is_of(&pair.b, y, x) || is_of(&pair.a, x, y)));
    let apart = !compatible(&x.quantity, &y.quantity);
    if same_value && !other_unit && x.quantity.approximation == y.quantity.approximation {
        return;
    }
    found.change(pair, DriftKind::Number, &x.words, &y.words);
    if !same_value || other_unit || apart {
        found.values.differ = true;
        found.values.incompatible |= other_unit || apart;
        found.values.fell |= apart && !other_unit && y.quantity.value < x.quantity.value && count_from_one_time(pair);
        found.veto(Veto::Quantity);
    }
}

/// Tells whether both wordings count since one time: "1,200 homes since 2023", "700 homes since 2023".
fn count_from_one_time(pair: &Pair<'_>) -> bool {
    let since = |side: &Side<'_>| {
        let at = side.words.iter().position(|word| word.key == "since")?;
        side.words.get(at + 1).map(|word| word.key.to_string())
    };
    since(&pair.a).is_some_and(|start| since(&pair.b) == Some(start))
}

/// Words behind a quantity among which its noun may stand.
const NOUN: usize = 3;

/// Tells whether a quantity is of what `other` is told in: "5,200 papers" behind adjectives, "5,200 maths papers".
fn is_of(side: &Side<'_>, one: &Stated<'_>, other: &Stated<'_>) -> bool {
    let Some(unit) = other.quantity.unit.as_ref().map(|unit| stem(&unit.0)) else { return false };
    let behind = one.words.end..(one.words.end + NOUN).min(side.words.len());
    side.at(&behind).iter().take_while(|word| is_content(word)).any(|word| stem(&word.key) == unit)
}

type Amount = (u64, Option<u64>);

fn amount(quantity: &Quantity) -> Amount {
    (bits(quantity.value), quantity.upper.map(bits))
}

/// Returns the bits of a value for comparing; both zeros are one.
fn bits(value: f64) -> u64 {
    if value == 0.0 { 0 } else { value.to_bits() }
}

/// Tells whether two quantities of one unit can both be so.
fn compatible(x: &Quantity, y: &Quantity) -> bool {
    let ((low, high), (other_low, other_high)) = (interval(x), interval(y));
    low <= other_high && other_low <= high && !(opposite(x, y))
}

/// Tells whether one is a bound from below and the other from above: "more than 300", "fewer than 300".
fn opposite(x: &Quantity, y: &Quantity) -> bool {
    let bounds = (x.approximation, y.approximation);
    let opposed = matches!(
        bounds,
        (Approximation::AtLeast, Approximation::AtMost) | (Approximation::AtMost, Approximation::AtLeast)
    );
    opposed && bits(x.value) == bits(y.value)
}

fn interval(quantity: &Quantity) -> (f64, f64) {
    let value = quantity.value;
    let margin = value.abs() * ABOUT;
    match quantity.approximation {
        Approximation::Exact => (value, value),
        Approximation::About => (value - margin, quantity.upper.unwrap_or(value) + margin),
        Approximation::AtLeast => (value, f64::INFINITY),
        Approximation::AtMost => (f64::NEG_INFINITY, quantity.upper.unwrap_or(value)),
        Approximation::Range => (value, quantity.upper.unwrap_or(value)),
        Approximation::Magnitude => (value, value * 10.0),
    }
}

/// Pairs quantities that are stated of the same thing, surest grounds first.
fn paired<'q>(a: &mut [Stated<'q>], b: &mut [Stated<'q>], pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let equal = |one: &Stated<'q>| {
        let quantity = &one.quantity;
        Some((amount(quantity), quantity.unit.clone(), quantity.approximation))
    };
    let equal_of_fate = |one: &Stated<'q>| Some((equal(one)?, one.fate()));
    let unit_of_fate = |one: &Stated<'q>| Some((one.quantity.unit.clone()?, one.fate()?));
    let unit_in_hunk = |one: &Stated<'q>| Some((one.hunk?, one.quantity.unit.clone()?));
    let unit = |one: &Stated<'q>| one.quantity.unit.clone();
    let parts = |one: &Stated<'q>| {
        let (quantity, base) = in_parts(&one.quantity)?;
        Some((amount(&quantity), base, quantity.approximation))
    };
    let mut pairs = match_up(a, b, equal_of_fate, equal_of_fate);
    pairs.extend(match_up(a, b, unit_of_fate, unit_of_fate));
    pairs.extend(by_lone_fate(a, b));
    pairs.extend(match_up(a, b, equal, equal));
    pairs.extend(match_up(a, b, parts, parts));
    pairs.extend(by_alignment(a, b, pair));
    pairs.extend(match_up(a, b, unit_in_hunk, unit_in_hunk));
    pairs.extend(by_lone_hunk(a, b));
    pairs.extend(by_first_of_hunk(a, b, pair));
    pairs.extend(match_up(a, b, unit, unit));
    pairs.extend(by_being_last(a, b));
    pairs
}

/// Pairs the only quantities of a fate where one of them does not say of what it is: "38 people were injured, seven of them badly",
/// "seven died and 38 were injured".
fn by_lone_fate<'q>(a: &mut [Stated<'q>], b: &mut [Stated<'q>]) -> Vec<(usize, usize)> {
    let lone = |all: &[Stated<'q>], fate: Fate| {
        let mut of_fate = all.iter().filter(|one| one.free && one.fate() == Some(fate));
        let first = of_fate.next().filter(|_| of_fate.next().is_none());
        first.map(|one| one.quantity.unit.is_none())
    };
    let paired = |fate: &Fate| matches!((lone(a, *fate), lone(b, *fate)), (Some(x), Some(y)) if x || y);
    let fates: Vec<Fate> = a.iter().filter_map(Stated::fate).filter(paired).collect();
    let key = |one: &Stated<'q>| one.fate().filter(|fate| fates.contains(fate));
    match_up(a, b, key, key)
}

/// Pairs quantities with which both sides of a hunk begin, behind the same words: "has risen to 787 with thousands wounded", "has
/// risen to 1,332".
fn by_first_of_hunk<'q>(a: &mut [Stated<'q>], b: &mut [Stated<'q>], pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let words = |hunk: usize| pair.hunks.get(hunk).map(|hunk| (hunk.a.start, hunk.b.start));
    let in_a =
        |one: &Stated<'q>| one.hunk.filter(|hunk| words(*hunk).is_some_and(|(a, _)| a > 0 && a == one.words.start));
    let in_b =
        |one: &Stated<'q>| one.hunk.filter(|hunk| words(*hunk).is_some_and(|(_, b)| b > 0 && b == one.words.start));
    match_up(a, b, in_a, in_b)
}

/// Pairs the only two quantities that are left where one of them does not say of what it is: "Collapse Kills Four", "six people were
/// killed in the collapse".
fn by_being_last<'q>(a: &mut [Stated<'q>], b: &mut [Stated<'q>]) -> Vec<(usize, usize)> {
    let alone = |all: &[Stated<'q>]| all.iter().filter(|one| one.free).count() == 1;
    let bare = |all: &[Stated<'q>]| all.iter().any(|one| one.free && one.quantity.unit.is_none());
    let both = alone(a) && alone(b) && (bare(a) || bare(b));
    let key = |_: &Stated<'q>| both.then_some(());
    match_up(a, b, key, key)
}

/// Pairs quantities one word of which is aligned with a word of the other: "about 300 troops", "more than 300 troops".
fn by_alignment<'q>(a: &mut [Stated<'q>], b: &mut [Stated<'q>], pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let mut owner = vec![None; pair.b.words.len()];
    for (j, one) in b.iter().enumerate().filter(|(_, one)| one.free) {
        for slot in owner.get_mut(one.words.clone()).into_iter().flatten() {
            *slot = Some(j);
        }
    }
    let aligned = |one: &Stated<'q>| {
        let partners = pair.a.partner.get(one.words.clone()).unwrap_or_default();
        partners.iter().flatten().find_map(|j| owner.get(*j).copied().flatten())
    };
    let place = |one: &Stated<'q>| owner.get(one.words.start).copied().flatten();
    match_up(a, b, aligned, place)
}

/// Pairs the only two free quantities of a hunk, whatever their units.
fn by_lone_hunk<'q>(a: &mut [Stated<'q>], b: &mut [Stated<'q>]) -> Vec<(usize, usize)> {
    let (in_a, in_b) = (lone(a), lone(b));
    let alone = |hunk: &usize| in_a.get(hunk) == Some(&1) && in_b.get(hunk) == Some(&1);
    let key = |one: &Stated<'q>| one.hunk.filter(alone);
    match_up(a, b, key, key)
}

fn lone(stated: &[Stated<'_>]) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for hunk in stated.iter().filter(|one| one.free).filter_map(|one| one.hunk) {
        *counts.entry(hunk).or_insert(0) += 1;
    }
    counts
}
