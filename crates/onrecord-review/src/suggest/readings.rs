//! Values of one slot that cannot both be so.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::Duration;
use onrecord_model::Published;

use super::{Exhibit, Reading, Weighing};

/// Moments less than this apart are one time of a value: news gives the hour.
const ONE_TIME: Duration = Duration::hours(1);

/// A value as one exhibit states it.
#[derive(Clone, Copy)]
pub(crate) struct Stated<'a> {
    pub(crate) exhibit: &'a Exhibit,
    pub(crate) reading: &'a Reading,
    origin: Option<u32>,
}

impl Stated<'_> {
    /// Words the slot and the value: "dead: 12 (as of 2026-03-02)".
    pub(crate) fn words(&self) -> String {
        format!("{}: {}", self.reading.slot, self.value())
    }

    fn value(&self) -> String {
        let Reading { shown, as_of, .. } = self.reading;
        as_of.map_or_else(|| shown.clone(), |as_of| format!("{shown} (as of {as_of})"))
    }
}

/// What two values of a slot are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClashKind {
    /// Two origins, one time.
    Dispute,
    /// One origin, one time.
    TwoValues,
    /// One origin, the second value being its latest.
    Update,
    /// Two origins, the latest value of each, at different times.
    Later,
    /// The time of one is not known.
    TimeUnknown,
    /// They are in different units or forms.
    NotComparable,
}

/// Two values of one slot; `a` refers to the earlier time where the times differ.
pub(crate) struct Clash<'a> {
    pub(crate) kind: ClashKind,
    pub(crate) a: Stated<'a>,
    pub(crate) b: Stated<'a>,
}

impl Clash<'_> {
    /// Tells whether the values contradict each other at one time.
    pub(crate) fn at_one_time(&self) -> bool {
        matches!(self.kind, ClashKind::Dispute | ClashKind::TwoValues)
    }

    /// Words both values: "dead: 12 (as of …) against 7 (as of …)".
    pub(crate) fn words(&self) -> String {
        format!("{} against {}", self.a.words(), self.b.value())
    }
}

/// Finds the values that stand against one another among the live exhibits, slot by slot in a fixed order.
pub(crate) fn clashes<'a>(weighing: &Weighing<'a>) -> Vec<Clash<'a>> {
    let mut slots: BTreeMap<&str, Vec<Stated<'a>>> = BTreeMap::new();
    for exhibit in &weighing.live {
        for reading in &exhibit.readings {
            let stated = Stated { exhibit, reading, origin: weighing.origin_of(exhibit) };
            let slot = slots.entry(reading.slot.as_str()).or_default();
            if !slot.iter().any(|other| repeats(other, &stated)) {
                slot.push(stated);
            }
        }
    }
    slots.values().flat_map(|slot| pairs(slot)).collect()
}

/// Tells whether an origin states the same value again.
fn repeats(a: &Stated<'_>, b: &Stated<'_>) -> bool {
    a.origin == b.origin && a.reading.value == b.reading.value && a.reading.as_of == b.reading.as_of
}

fn pairs<'a>(slot: &[Stated<'a>]) -> Vec<Clash<'a>> {
    let latest: Vec<bool> = slot.iter().map(|one| is_latest(one, slot)).collect();
    let mut clashes = Vec::new();
    for (i, one) in slot.iter().enumerate() {
        for (j, other) in slot.iter().enumerate().skip(i + 1) {
            let swap = order(one, other) == Some(Ordering::Greater);
            let (a, b) = if swap { (other, one) } else { (one, other) };
            let (a_latest, b_latest) = if swap { (latest[j], latest[i]) } else { (latest[i], latest[j]) };
            clashes.extend(kind(a, b, a_latest, b_latest).map(|kind| Clash { kind, a: *a, b: *b }));
        }
    }
    clashes
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
        (Some(true), Some(_)) if at_one_time(a, b) => Some(ClashKind::Dispute),
        (Some(true), Some(_)) => (a_latest && b_latest).then_some(ClashKind::Later),
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
