//! All versions at a glance: a column each, in rows by year, month or neither.

use chrono::Datelike as _;
use onrecord_model::{Published, SentenceChange};

use super::ChangeWords;
use super::series::{self, Fates, Series};
use super::version::tally;
use crate::language::{self, say, say_with};
use crate::section::words::{self, When};

/// Height of the columns, in CSS pixels.
const HEIGHT: usize = 104;
/// Height from which a part has room for its letter.
const LETTER: usize = 11;
/// Height that one sentence has at most, so that short texts make no giants.
const TALLEST: usize = 12;

/// The columns.
#[derive(Clone, Debug)]
pub(crate) struct Strip {
    /// Height of the columns.
    pub(crate) height: usize,
    /// Where what stands in the text ends and what left begins.
    pub(crate) axis: usize,
    /// The columns, in groups.
    pub(crate) groups: Vec<Group>,
}

/// Columns of one time.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The time; `None` when there is only one group.
    pub(crate) name: Option<String>,
    /// The columns.
    pub(crate) columns: Vec<Column>,
}

/// A version.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Where the version stands on the page; `None` when it has no section.
    pub(crate) id: Option<String>,
    /// A short name below the column.
    pub(crate) label: String,
    /// The whole name, and what the column shows in words.
    pub(crate) title: String,
    /// The parts from top to bottom.
    pub(crate) parts: Vec<Part>,
}

/// The sentences of one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The fate.
    pub(crate) change: ChangeWords,
    /// Top, in pixels.
    pub(crate) y: usize,
    /// Height, in pixels.
    pub(crate) height: usize,
    /// Where the letter stands; `None` when there is no room for it.
    pub(crate) letter: Option<usize>,
}

/// By what columns are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Year,
    Month,
    Nothing,
}

impl Strip {
    /// Draws all versions.
    pub(crate) fn new(series: &Series<'_>) -> Self {
        let fates: Vec<Fates> = (0..series.page.versions.len()).map(|version| series.fates(version)).collect();
        let above = fates.iter().map(Fates::here).max().unwrap_or(0);
        let below = fates.iter().map(Fates::gone).max().unwrap_or(0);
        let height = HEIGHT.min((above + below).max(1) * TALLEST);
        let scale = |sentences: usize| sentences * height / (above + below).max(1);
        let by = by(series);
        let mut groups: Vec<Group> = Vec::new();
        for (version, fates) in fates.iter().enumerate() {
            let published = series.version(version).and_then(|d| d.article.published.as_ref());
            let name = group(by, published);
            if groups.last().is_none_or(|group| group.name != name) {
                groups.push(Group { name, columns: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.columns.push(Column {
                    id: series.is_shown(version).then(|| series::id(version)),
                    label: label(by, published, version),
                    title: title(series, version, fates),
                    parts: parts(fates, above, &scale),
                });
            }
        }
        Strip { height, axis: scale(above), groups }
    }
}

fn by(series: &Series<'_>) -> By {
    let dates = || series.page.versions.iter().filter_map(|d| d.article.published.as_ref()).map(|p| p.date);
    let differ = |one: fn(chrono::NaiveDate) -> i32| dates().map(one).min() != dates().map(one).max();
    match (differ(|date| date.year()), differ(|date| date.month().cast_signed())) {
        (true, _) => By::Year,
        (false, true) => By::Month,
        (false, false) => By::Nothing,
    }
}

fn group(by: By, published: Option<&Published>) -> Option<String> {
    match (by, published) {
        (By::Nothing, _) => None,
        (By::Year, Some(published)) => Some(words::year(published.date)),
        (By::Month, Some(published)) => Some(words::month(published.date)),
        (_, None) => Some(say("glance-undated").into_owned()),
    }
}

fn label(by: By, published: Option<&Published>, version: usize) -> String {
    match (by, published) {
        (By::Year, Some(published)) => words::short_month(published.date),
        (By::Month, Some(published)) => words::short_day(published.date),
        _ => (version + 1).to_string(),
    }
}

fn title(series: &Series<'_>, version: usize, fates: &Fates) -> String {
    let document = series.version(version);
    let undated = || say("glance-undated").into_owned();
    let date = document.and_then(|d| d.article.published.as_ref());
    let date = date.map_or_else(undated, |published| When::published(published).people);
    let handle = document.map(|d| d.handle.to_string()).unwrap_or_default();
    let mut told = match version {
        0 => language::count("sentences", fates.here()),
        _ => words::list(tally(fates).iter().map(|tally| &tally.told)),
    };
    if told.is_empty() {
        told = say("glance-nothing").into_owned();
    }
    let args = [("date", date.into()), ("document", handle.into()), ("told", told.into())];
    say_with("glance-column", args).into_owned()
}

/// Stacks the parts: what goes on stands on the axis, what came on top of it, what is gone hangs below.
fn parts(fates: &Fates, above: usize, scale: &impl Fn(usize) -> usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut up, mut down) = (above, above);
    for change in SentenceChange::ALL {
        let count = fates.get(change);
        let (from, to) = if change.is_gone() { (down, down + count) } else { (up.saturating_sub(count), up) };
        (up, down) = if change.is_gone() { (up, to) } else { (from, down) };
        let (y, height) = (scale(from), scale(to) - scale(from));
        if height > 0 {
            let letter = (height >= LETTER && change != SentenceChange::Same).then_some(y + height / 2 + 4);
            parts.push(Part { change: change.into(), y, height, letter });
        }
    }
    parts.sort_by_key(|part| part.y);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_meet_at_the_axis_and_keep_their_shares() {
        use SentenceChange::{Left, New, Same};
        let fates = Fates::of([Same, Same, New, Left, Left].into_iter());
        let parts = parts(&fates, 4, &|sentences| sentences * 10);
        let places: Vec<_> = parts.iter().map(|p| (&*p.change.letter, p.y, p.y + p.height)).collect();
        assert_eq!(places, [("N", 10, 20), ("=", 20, 40), ("L", 40, 60)]);
        assert_eq!(parts.iter().map(|p| p.letter).collect::<Vec<_>>(), [None, None, Some(54)]);
    }
}
