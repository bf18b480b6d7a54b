//! The versions and their events, by version and by sentence.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use onrecord_model::{Document, SentenceChange, SentenceEvent};
use onrecord_text::Span;

use super::flat;
use crate::isolate::isolate;
use crate::language;
use crate::section::head;
use crate::section::words::When;
use crate::timeline::{TimelineEvent, TimelinePage};

/// What the sections read from: every event points at a version that is there.
pub(crate) struct Series<'a> {
    /// What is shown.
    pub(crate) page: &'a TimelinePage,
    by_version: Vec<Vec<&'a TimelineEvent>>,
    by_thread: BTreeMap<usize, Vec<&'a TimelineEvent>>,
    /// When each version was published, in words.
    dates: Vec<Option<When>>,
    /// Dates that several versions have.
    shared: BTreeSet<String>,
}

/// A link to a version; it shows itself as HTML, for `|safe`.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "timeline/to.html")]
pub(crate) struct VersionLink {
    /// Where it stands on the page, without the `#`.
    pub(crate) id: String,
    /// Its date; `None` when it is not known.
    pub(crate) date: Option<When>,
    /// Short name of its document, where the date does not tell which version is meant.
    pub(crate) handle: Option<String>,
}

/// The date or the short name of a version, as HTML.
#[derive(Clone, Debug, Template)]
#[template(path = "timeline/date.html")]
pub(crate) struct VersionName<'a> {
    link: &'a VersionLink,
}

impl VersionLink {
    /// Names the version without a link.
    pub(crate) fn named(&self) -> VersionName<'_> {
        VersionName { link: self }
    }
}

/// How many sentences had which fate, in the order of [`SentenceChange::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fates([usize; SentenceChange::ALL.len()]);

impl<'a> Series<'a> {
    /// Puts the events of `page` in order.
    pub(crate) fn new(page: &'a TimelinePage) -> Self {
        let mut by_version = vec![Vec::new(); page.versions.len()];
        let mut by_thread: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for event in &page.events {
            let Some(here) = by_version.get_mut(event.event.version) else { continue };
            here.push(event);
            by_thread.entry(event.event.thread).or_default().push(event);
        }
        let (mut once, mut shared) = (BTreeSet::new(), BTreeSet::new());
        let dates: Vec<Option<When>> =
            page.versions.iter().map(|d| d.article.published.as_ref().map(When::published)).collect();
        for date in dates.iter().flatten() {
            if !once.insert(&date.people) {
                shared.insert(date.people.clone());
            }
        }
        Series { page, by_version, by_thread, dates, shared }
    }

    /// Returns a version; `None` when there are fewer.
    pub(crate) fn version(&self, version: usize) -> Option<&'a Document> {
        self.page.versions.get(version)
    }

    /// Returns the number of the last version; `None` when there is none.
    pub(crate) fn last(&self) -> Option<usize> {
        self.page.versions.len().checked_sub(1)
    }

    /// Returns the events of a version in reading order, what left last.
    pub(crate) fn events(&self, version: usize) -> &[&'a TimelineEvent] {
        self.by_version.get(version).map_or(&[], Vec::as_slice)
    }

    /// Tells whether a version has a section of its own: where only some sentences are asked for, one in which nothing
    /// became of them has none.
    pub(crate) fn is_shown(&self, version: usize) -> bool {
        self.page.find.is_none() || !self.events(version).is_empty()
    }

    /// Returns the events of each sentence, by its first appearance.
    pub(crate) fn threads(&self) -> impl Iterator<Item = &[&'a TimelineEvent]> {
        self.by_thread.values().map(Vec::as_slice)
    }

    /// Returns the events of one sentence, oldest first.
    pub(crate) fn thread(&self, thread: usize) -> &[&'a TimelineEvent] {
        self.by_thread.get(&thread).map_or(&[], Vec::as_slice)
    }

    /// Returns the words at a place, on one line and in balance.
    pub(crate) fn words(&self, version: usize, span: &Span) -> String {
        self.version(version).map_or_else(String::new, |d| isolate(flat(d.article.text.slice(span)).trim()))
    }

    /// Returns the words of a sentence now, or where it left those it had.
    pub(crate) fn wording(&self, event: &SentenceEvent) -> String {
        let place = event.now.map(|span| (event.version, span)).or(event.before.map(|p| (p.version, p.span)));
        place.map_or_else(String::new, |(version, span)| self.words(version, &span))
    }

    /// Returns the language of a version, as a tag; `None` when it is not known or the page's own.
    pub(crate) fn language(&self, version: usize) -> Option<String> {
        self.version(version).and_then(head::language).filter(|tag| !language::is_spoken(tag))
    }

    /// Makes a link to a version.
    pub(crate) fn link(&self, version: usize) -> VersionLink {
        let date = self.dates.get(version).cloned().flatten();
        let told = date.as_ref().is_some_and(|date| !self.shared.contains(&date.people));
        let handle = self.version(version).filter(|_| !told).map(|d| d.handle.to_string());
        VersionLink { id: id(version), date, handle }
    }

    /// Counts what became of the sentences of a version.
    pub(crate) fn fates(&self, version: usize) -> Fates {
        Fates::of(self.events(version).iter().map(|e| e.event.change))
    }
}

/// Returns where a version stands on the page.
pub(crate) fn id(version: usize) -> String {
    format!("v{}", version + 1)
}

impl Fates {
    /// Counts changes.
    pub(crate) fn of(changes: impl Iterator<Item = SentenceChange>) -> Self {
        let mut fates = Fates::default();
        changes.for_each(|change| fates.0[place(change)] += 1);
        fates
    }

    /// Returns how many had this fate.
    pub(crate) fn get(&self, change: SentenceChange) -> usize {
        self.0[place(change)]
    }

    /// Returns how many sentences stand in the version.
    pub(crate) fn here(&self) -> usize {
        self.sum(|change| !change.is_gone())
    }

    /// Returns how many no longer do.
    pub(crate) fn gone(&self) -> usize {
        self.sum(SentenceChange::is_gone)
    }

    fn sum(&self, wanted: impl Fn(SentenceChange) -> bool) -> usize {
        SentenceChange::ALL.into_iter().filter(|change| wanted(*change)).map(|change| self.get(change)).sum()
    }
}

fn place(change: SentenceChange) -> usize {
    match change {
        SentenceChange::Same => 0,
        SentenceChange::Reworded => 1,
        SentenceChange::New => 2,
        SentenceChange::Split => 3,
        SentenceChange::Back => 4,
        SentenceChange::Merged => 5,
        SentenceChange::Left => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_has_a_place_of_its_own() {
        for (at, change) in SentenceChange::ALL.into_iter().enumerate() {
            assert_eq!(place(change), at);
        }
    }

    #[test]
    fn what_is_gone_does_not_stand_here() {
        let fates = Fates::of(SentenceChange::ALL.into_iter());
        assert_eq!((fates.here(), fates.gone()), (5, 2));
    }
}
