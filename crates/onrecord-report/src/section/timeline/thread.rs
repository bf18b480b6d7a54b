//! The history of one sentence: the wordings it had, and since when.

use onrecord_model::{SentenceChange, SentencePlace};

use super::ChangeWords;
use super::series::{Series, VersionLink};
use super::wording::{Wording, is_reworded};
use crate::language;
use crate::timeline::TimelineEvent;

/// One sentence through the versions.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    /// Since when it has stood in its last words.
    pub(crate) since: VersionLink,
    /// In how many versions.
    pub(crate) stood: usize,
    /// Id of the message that tells since when it has stood so, or that it left.
    pub(crate) told: &'static str,
    /// Where it stood first; `None` when that is `since`.
    pub(crate) first: Option<VersionLink>,
    /// How often it was reworded, in words; `None` when it never was.
    pub(crate) rewordings: Option<String>,
    /// How it ended; `None` when it stands in the last version.
    pub(crate) end: Option<End>,
    /// Its wordings, newest first; empty when there is only one.
    pub(crate) wordings: Vec<Stretch>,
}

/// A time over which a sentence stood in the same words.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// How it began.
    pub(crate) change: ChangeWords,
    /// The version it began with.
    pub(crate) from: VersionLink,
    /// In how many versions it stood.
    pub(crate) stood: usize,
    /// The words and what changed in them.
    pub(crate) wording: Wording,
    /// How it ended, where no other wording follows at once.
    pub(crate) end: Option<End>,
}

/// How a sentence left.
#[derive(Clone, Debug)]
pub(crate) struct End {
    /// Whether it left or merged.
    pub(crate) change: ChangeWords,
    /// The first version without it.
    pub(crate) version: VersionLink,
    /// The sentence it stands inside.
    pub(crate) whole: Option<String>,
}

/// Events that begin a wording, go on with it, and end it.
struct Run<'a> {
    begins: &'a TimelineEvent,
    versions: usize,
    ends: Option<&'a TimelineEvent>,
}

impl Thread {
    /// Follows a sentence; `None` when it never stood anywhere.
    pub(crate) fn new(series: &Series<'_>, events: &[&TimelineEvent]) -> Option<Self> {
        let runs = runs(events);
        let (first, last) = (runs.first()?, runs.last()?);
        let reworded = runs.iter().skip(1).filter(|run| is_reworded(run.begins)).count();
        let (from, start) = (last.begins.event.version, first.begins.event.version);
        let stretches = runs.iter().rev().map(|run| run.stretch(series));
        Some(Thread {
            since: series.link(from),
            stood: last.versions,
            told: match (last.ends.is_some(), start == from) {
                (true, true) => "sentence-ended",
                (true, false) => "sentence-ended-first",
                (false, true) => "sentence-stands",
                (false, false) => "sentence-stands-first",
            },
            first: (start != from).then(|| series.link(start)),
            rewordings: (reworded > 0).then(|| language::count("sentence-reworded", reworded)),
            end: last.end(series),
            wordings: if runs.len() > 1 { stretches.collect() } else { Vec::new() },
        })
    }
}

impl Run<'_> {
    fn stretch(&self, series: &Series<'_>) -> Stretch {
        Stretch {
            change: self.begins.event.change.into(),
            from: series.link(self.begins.event.version),
            stood: self.versions,
            wording: Wording::new(series, self.begins),
            end: self.end(series),
        }
    }

    fn end(&self, series: &Series<'_>) -> Option<End> {
        let event = &self.ends?.event;
        let words = |place: SentencePlace| series.words(place.version, &place.span);
        Some(End { change: event.change.into(), version: series.link(event.version), whole: event.whole.map(words) })
    }
}

fn runs<'a>(events: &[&'a TimelineEvent]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for event in events {
        match (event.event.change, runs.last_mut()) {
            (SentenceChange::Same, Some(run)) => run.versions += 1,
            (SentenceChange::Left | SentenceChange::Merged, Some(run)) => run.ends = Some(event),
            (SentenceChange::Left | SentenceChange::Merged, None) => {}
            _ => runs.push(Run { begins: event, versions: 1, ends: None }),
        }
    }
    runs
}
