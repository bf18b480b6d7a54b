//! The top of the page: whose text it is, over which time, and how much changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use onrecord_model::{Document, DriftKind, SentenceChange};

use super::series::{Series, VersionLink};
use super::version::Common;
use super::{ChangeWords, meaning};
use crate::isolate::isolate;
use crate::language::{self, say, say_with, weave};
use crate::section::head::{self, Address, OutletWords};
use crate::section::timeline::wording::is_reworded;
use crate::section::words;

/// The top.
#[derive(Clone, Debug, Template)]
#[template(path = "timeline/head.html")]
pub(crate) struct Head {
    /// What the text is called.
    pub(crate) title: String,
    /// Its language, as a tag.
    pub(crate) language: Option<String>,
    /// Who published it.
    pub(crate) outlets: Vec<OutletWords>,
    /// Its address, when all versions have the same.
    pub(crate) address: Option<Address>,
    /// How many versions, in words.
    pub(crate) versions: String,
    /// The first and the last of them; `None` where there is none, or only one.
    pub(crate) span: Option<(VersionLink, VersionLink)>,
    /// How many sentences were followed through how many versions, and how many of these changed no word.
    pub(crate) followed: Cow<'static, str>,
    /// What became of the sentences after the first version.
    pub(crate) fates: Vec<FateCount>,
    /// The typed changes in rewordings, heaviest first: what kind, whether it can change what is said, how many. Only what
    /// occurs.
    pub(crate) drifts: Vec<(Cow<'static, str>, bool, usize)>,
    /// That changes of white space, quotation marks and capitals are folded; `None` when there are none.
    pub(crate) folded: Option<String>,
    /// What was searched for.
    pub(crate) find: Option<String>,
}

/// How many sentences had one fate in all versions after the first.
#[derive(Clone, Debug)]
pub(crate) struct FateCount {
    /// The fate.
    pub(crate) change: ChangeWords,
    /// What it means.
    pub(crate) meaning: Cow<'static, str>,
    /// How many.
    pub(crate) count: usize,
}

impl Head {
    /// Makes the top.
    pub(crate) fn new(series: &Series<'_>, common: &Common) -> Self {
        let versions = &series.page.versions;
        let last = versions.last();
        let folded: usize = comparisons(series).map(|c| c.diff.folded()).sum();
        Head {
            title: isolate(&common.name),
            language: last.and_then(head::language),
            outlets: outlets(versions),
            address: last.filter(|_| common.address).and_then(|d| d.article.url.as_deref()).map(Address::from),
            versions: language::count("versions", versions.len()),
            span: series.last().filter(|last| *last > 0).map(|last| (series.link(0), series.link(last))),
            followed: followed(series),
            fates: fates(series),
            drifts: drifts(series),
            folded: (folded > 0).then(|| language::count("versions-folded", folded)),
            find: words::foreign(series.page.find.as_deref()),
        }
    }
}

impl Common {
    /// Finds what all versions have in common.
    pub(crate) fn of(versions: &[Document]) -> Self {
        Common {
            name: title(versions),
            outlet: outlets(versions).len() < 2,
            address: versions.iter().map(|d| &d.article.url).collect::<BTreeSet<_>>().len() < 2,
        }
    }
}

fn outlets(versions: &[Document]) -> Vec<OutletWords> {
    let mut outlets: Vec<OutletWords> = Vec::new();
    for outlet in versions.iter().filter_map(head::outlet) {
        if outlets.iter().all(|known| known.name != outlet.name) {
            outlets.push(outlet);
        }
    }
    outlets
}

/// Names the text: with the words that all headlines begin with where they are most of the last one, else with that.
fn title(versions: &[Document]) -> String {
    let titles: Vec<Vec<&str>> = versions
        .iter()
        .filter_map(|d| d.article.title.as_deref())
        .map(|title| title.split_whitespace().collect())
        .collect();
    let Some(last) = titles.last().filter(|last| !last.is_empty()) else {
        return say("versions-untitled").into_owned();
    };
    let shared = |title: &Vec<&str>| title.iter().zip(last).take_while(|(a, b)| a == b).count();
    let common = titles.iter().map(shared).min().unwrap_or(0);
    let kept = if common * 2 > last.len() { common } else { last.len() };
    let words = last.get(..kept).unwrap_or_default().join(" ");
    words.trim_end_matches(|c: char| !c.is_alphanumeric() && !"”’\"'?!)".contains(c)).to_owned()
}

fn comparisons<'a>(series: &'a Series<'_>) -> impl Iterator<Item = &'a onrecord_model::Comparison> {
    series.threads().flatten().filter_map(|event| event.comparison.as_ref())
}

fn fates(series: &Series<'_>) -> Vec<FateCount> {
    let count = |change| (1..series.page.versions.len()).map(|version| series.fates(version).get(change)).sum();
    let fate =
        |change: SentenceChange| FateCount { change: change.into(), meaning: meaning(change), count: count(change) };
    SentenceChange::ALL.into_iter().map(fate).collect()
}

fn drifts(series: &Series<'_>) -> Vec<(Cow<'static, str>, bool, usize)> {
    let mut counts: BTreeMap<DriftKind, usize> = BTreeMap::new();
    for drift in comparisons(series).flat_map(|c| &c.drifts) {
        *counts.entry(drift.kind).or_default() += 1;
    }
    counts.into_iter().map(|(kind, count)| (words::drift(kind), kind != DriftKind::Wording, count)).collect()
}

fn followed(series: &Series<'_>) -> Cow<'static, str> {
    let (sentences, versions) = (series.threads().count(), series.page.versions.len());
    let args = [("sentences", sentences.into()), ("versions", versions.into())];
    match quiet(series) {
        0 => say_with("versions-followed", args),
        quiet => {
            let [sentences, versions] = args;
            say_with("versions-followed-quiet", [sentences, versions, ("quiet", quiet.into())])
        }
    }
}

/// Counts the versions after the first that changed no word.
fn quiet(series: &Series<'_>) -> usize {
    let same = |version: &usize| {
        series.events(*version).iter().all(|e| e.event.change == SentenceChange::Same && !is_reworded(e))
    };
    (1..series.page.versions.len()).filter(same).count()
}
