//! The time line: a lane for each outlet, a sign for each wording.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::claim::{ClaimPage, Kin, Wording};
use crate::isolate::isolate;
use crate::language::{self, say, say_with};
use crate::section::words::{self, When};

/// Lanes drawn; the outlets with fewest wordings share the last one.
const LANES: usize = 12;

/// The time line of a claim.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The first and the last day.
    pub(crate) ends: (When, When),
    /// The lanes, the earliest first.
    pub(crate) lanes: Vec<Lane>,
}

/// The wordings of one outlet.
#[derive(Clone, Debug)]
pub(crate) struct Lane {
    /// Its name.
    pub(crate) name: String,
    /// What stands in the lane, in words.
    pub(crate) told: String,
    /// The signs.
    pub(crate) marks: Vec<Mark>,
}

/// One day on which something stands in a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where, in hundredths of a percent of the width.
    x: usize,
    /// How far down, in pixels of a lane of 24: what stands at one place is set one below the other.
    pub(crate) y: usize,
    /// What stands there.
    pub(crate) kin: Kin,
    /// How many places.
    pub(crate) count: usize,
}

impl Mark {
    /// Returns the place of the sign in percent.
    pub(crate) fn percent(&self) -> String {
        format!("{}.{:02}%", self.x / 100, self.x % 100)
    }

    /// Returns the class that gives it its colour.
    pub(crate) fn class(&self) -> &'static str {
        match self.kin {
            Kin::Same => "same-claim",
            Kin::Others => "by-others",
            Kin::Alike => "alike",
            Kin::Contrast => "contrast",
        }
    }
}

impl Line {
    /// Draws the dated wordings; `None` when they are not of two days or two outlets.
    pub(crate) fn new(page: &ClaimPage) -> Option<Self> {
        let dated: Vec<(NaiveDate, &Wording)> =
            page.wordings.iter().filter_map(|w| Some((w.published?.date, w))).collect();
        let (first, last) = (dated.iter().map(|d| d.0).min()?, dated.iter().map(|d| d.0).max()?);
        let mut by_outlet: Vec<(String, Vec<(NaiveDate, &Wording)>)> = Vec::new();
        for (day, wording) in dated {
            let name = wording.outlet.clone().unwrap_or_else(|| say("outlet-unknown").into_owned());
            match by_outlet.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.push((day, wording)),
                None => by_outlet.push((name, vec![(day, wording)])),
            }
        }
        if first == last && by_outlet.len() < 2 {
            return None;
        }
        if by_outlet.len() > LANES {
            let rest = by_outlet.split_off(LANES - 1);
            let name = language::count("lane-other-outlets", rest.len());
            by_outlet.push((name, rest.into_iter().flat_map(|(_, all)| all).collect()));
        }
        let lanes = by_outlet.iter().map(|(name, all)| lane(name, all, (first, last))).collect();
        Some(Line { ends: (When::day(first), When::day(last)), lanes })
    }
}

fn lane(name: &str, all: &[(NaiveDate, &Wording)], ends: (NaiveDate, NaiveDate)) -> Lane {
    let mut marks: BTreeMap<(usize, Kin), usize> = BTreeMap::new();
    for (day, wording) in all {
        *marks.entry((place(*day, ends), wording.kin)).or_default() += 1;
    }
    let count = |kin: Kin| all.iter().filter(|(_, wording)| wording.kin == kin).count();
    let told = [
        (Kin::Same, "lane-claim"),
        (Kin::Others, "lane-others"),
        (Kin::Alike, "lane-alike"),
        (Kin::Contrast, "lane-contrast"),
    ];
    let told = told.into_iter().map(|(kin, id)| (id, count(kin))).filter(|(_, count)| *count > 0);
    let told = words::list(told.map(|(id, count)| language::count(id, count)));
    let mut days: Vec<NaiveDate> = all.iter().map(|(day, _)| *day).collect();
    days.dedup();
    let when = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => {
            let (from, to) = (When::day(*first).people, When::day(*last).people);
            say_with("date-range", [("from", from.into()), ("to", to.into())]).into_owned()
        }
        (Some(only), _) => When::day(*only).people,
        _ => String::new(),
    };
    let told = say_with("lane-told", [("told", told.into()), ("when", when.into())]).into_owned();
    Lane { name: isolate(name), told, marks: set_apart(marks) }
}

/// Sets signs at one place one below the other, the claim's own on top of what they may share.
fn set_apart(marks: BTreeMap<(usize, Kin), usize>) -> Vec<Mark> {
    let mut by_place: BTreeMap<usize, Vec<(Kin, usize)>> = BTreeMap::new();
    for ((x, kin), count) in marks {
        by_place.entry(x).or_default().push((kin, count));
    }
    let set = |(x, kins): (usize, Vec<(Kin, usize)>)| {
        let rows = kins.len();
        let mark = move |(row, (kin, count)): (usize, (Kin, usize))| Mark { x, y: row_of(row, rows), kin, count };
        kins.into_iter().enumerate().map(mark).rev().collect::<Vec<_>>()
    };
    by_place.into_iter().flat_map(set).collect()
}

/// Returns how far down a row stands among several.
fn row_of(row: usize, rows: usize) -> usize {
    match rows {
        1 => 12,
        2 => 7 + 10 * row,
        _ => 5 + 14 * row / (rows - 1),
    }
}

/// Keeps signs off the edges: from 2 to 98 percent.
fn place(day: NaiveDate, (first, last): (NaiveDate, NaiveDate)) -> usize {
    let (all, here) = ((last - first).num_days().unsigned_abs(), (day - first).num_days().unsigned_abs());
    let share = (here * 9_600).checked_div(all).unwrap_or(4_800);
    200 + usize::try_from(share).unwrap_or(0)
}
