//! Values of one slot that cannot both be so.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use onrecord_model::Published;

use super::{Exhibit, Reading, Weighing};
use crate::rule::r07;

/// Moments less than this apart are one time of a value: news gives the hour.
const ONE_TIME: Duration = Duration::hours(1);

/// A value as one exhibit states it.
#[derive(Clone, Copy)]
pub(crate) struct Stated<'a> {
    pub(crate) exhibit: &'a Exhibit,
    pub(crate) reading: &'a Reading,
    pub(crate) origin: Option<u32>,
    /// Whether it rests on something named or documentary (rule R7).
    named: bool,
}

impl Stated<'_> {
    fn is(&self, other: &Stated<'_>) -> bool {
        std::ptr::eq(self.reading, other.reading)
    }

    /// Words the slot and the value: "dead: 12 (as of 2026-03-02)".
    pub(crate) fn words(&self) -> String {
        format!("{}: {}", self.reading.slot, self.value())
    }

    fn value(&self) -> String {
        let Reading { shown, as_of, .. } = self.reading;
        as_of.map_or_else(|| shown.clone(), |as_of| format!("{shown} (as of {as_of})"))
    }
}

/// What values of a slot are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ClashKind {
    /// Two origins, one time, and at least one of the two is named.
    Dispute,
    /// Two origins, one time, neither named.
    Unnamed,
    /// One origin, one time.
    TwoValues,
    /// One origin, the later value being its latest.
    Update,
    /// Two origins, the latest value of each, at different times.
    Later,
    /// The time of one is not known.
    TimeUnknown,
    /// They are in different units or forms.
    NotComparable,
}

/// Values of one slot that stand against one another in one way.
pub(crate) struct Clash<'a> {
    pub(crate) kind: ClashKind,
    /// Those that refer to the earlier time, or come first in the fixed order.
    pub(crate) earlier: Vec<Stated<'a>>,
    pub(crate) later: Vec<Stated<'a>>,
}

impl<'a> Clash<'a> {
    /// Tells whether the values contradict each other at one time.
    pub(crate) fn at_one_time(&self) -> bool {
        matches!(self.kind, ClashKind::Dispute | ClashKind::Unnamed | ClashKind::TwoValues)
    }

    /// Returns every value once, those of the earlier time first.
    pub(crate) fn sides(&self) -> Vec<Stated<'a>> {
        let known = |one: &&Stated<'a>| !self.earlier.iter().any(|other| other.is(one));
        self.earlier.iter().chain(self.later.iter().filter(known)).copied().collect()
    }

    /// Words the values: "dead: 12 (as of …) against 7 (as of …)".
    pub(crate) fn words(&self) -> String {
        let sides = self.sides();
        let slot = sides.first().map_or("", |side| side.reading.slot.as_str());
        format!("{slot}: {}", sides.iter().map(Stated::value).collect::<Vec<_>>().join(" against "))
    }
}

/// Finds the values that stand against one another among the live exhibits, slot by slot in a fixed order.
pub(super) fn clashes<'a>(weighing: &Weighing<'a>) -> Vec<Clash<'a>> {
    let mut slots: BTreeMap<&str, Vec<Stated<'a>>> = BTreeMap::new();
    for exhibit in &weighing.live {
        for reading in &exhibit.readings {
            let named = r07::named(weighing.target, exhibit);
            let stated = Stated { exhibit, reading, origin: weighing.origin_of(exhibit), named };
            let slot = slots.entry(reading.slot.as_str()).or_default();
            if !slot.iter().any(|other| repeats(other, &stated)) {
                slot.push(stated);
            }
        }
    }
    slots.values().flat_map(|slot| of_slot(slot)).collect()
}

/// Tells whether an origin states the same value again.
fn repeats(a: &Stated<'_>, b: &Stated<'_>) -> bool {
    a.origin == b.origin && a.reading.value == b.reading.value && a.reading.as_of == b.reading.as_of
}

/// Compares the distinct values of one slot with one another: a story has a handful of them.
fn of_slot<'a>(slot: &[Stated<'a>]) -> Vec<Clash<'a>> {
    let latest: Vec<bool> = slot.iter().map(|one| is_latest(one, slot)).collect();
    let mut found: BTreeMap<ClashKind, [BTreeSet<usize>; 2]> = BTreeMap::new();
    for i in 0..slot.len() {
        for j in i + 1..slot.len() {
            let (a, b) = if order(&slot[i], &slot[j]) == Some(Ordering::Greater) { (j, i) } else { (i, j) };
            if let Some(kind) = kind(&slot[a], &slot[b], latest[a], latest[b]) {
                let sides = found.entry(kind).or_default();
                sides[0].insert(a);
                sides[1].insert(b);
            }
        }
    }
    let stated = |places: BTreeSet<usize>| places.into_iter().map(|at| slot[at]).collect();
    let clashes = found.into_iter();
    clashes.map(|(kind, [earlier, later])| Clash { kind, earlier: stated(earlier), later: stated(later) }).collect()
}

/// Tells what two values are to one another, `a` being the earlier; `None` when they can both be so.
fn kind(a: &Stated<'_>, b: &Stated<'_>, a_latest: bool, b_latest: bool) -> Option<ClashKind> {
    let one_origin = a.origin == b.origin;
    match (a.reading.value.clashes(&b.reading.value), order(a, b)) {
        (Some(false), _) => None,
        (None, _) => (!one_origin).then_some(ClashKind::NotComparable),
        (Some(true), None) => Some(ClashKind::TimeUnknown),
        (Some(true), Some(Ordering::Equal)) if one_origin => Some(ClashKind::TwoValues),
        (Some(true), Some(_)) if one_origin => b_latest.then_some(ClashKind::Update),
        (Some(true), Some(_)) if !at_one_time(a, b) => (a_latest && b_latest).then_some(ClashKind::Later),
        _ => Some(if a.named || b.named { ClashKind::Dispute } else { ClashKind::Unnamed }),
    }
}

fn is_latest(one: &Stated<'_>, slot: &[Stated<'_>]) -> bool {
    let later = |other: &Stated<'_>| other.origin == one.origin && order(one, other) == Some(Ordering::Less);
    !slot.iter().any(later)
}

/// Orders two values by their times: by the moment where both are known, else by the day; `None` when a time is missing.
fn order(a: &Stated<'_>, b: &Stated<'_>) -> Option<Ordering> {
    let (a, b) = (a.reading.as_of?, b.reading.as_of?);
    Some(match moments(a, b) {
        Some((x, y)) => x.cmp(&y),
        None => a.date.cmp(&b.date),
    })
}

/// Tells whether two values refer to one time: less than an hour apart, or one day where the hour is not known.
fn at_one_time(a: &Stated<'_>, b: &Stated<'_>) -> bool {
    let Some((a, b)) = a.reading.as_of.zip(b.reading.as_of) else { return false };
    match moments(a, b) {
        Some((x, y)) => (x - y).abs() < ONE_TIME,
        None => a.date == b.date,
    }
}

type Moment = chrono::DateTime<chrono::FixedOffset>;

fn moments(a: Published, b: Published) -> Option<(Moment, Moment)> {
    a.at.zip(b.at)
}
