//! One version: what changed in it, and what did not, folded.

use chrono::NaiveDate;
use onrecord_model::{Document, SentenceChange};

use super::body::{Piece, pieces};
use super::series::{Fates, Series, VersionLink};
use super::wording::{Fold, Folds, Wording};
use super::{ChangeWords, changes, series};
use crate::language;
use crate::section::head::{self, Address, OutletWords};
use crate::section::other::PieceKind;
use crate::section::words::{self, When};
use crate::timeline::TimelineEvent;

/// A version as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    /// Where it stands on the page.
    pub(crate) id: String,
    /// Short name of its document.
    pub(crate) handle: String,
    /// When it was published.
    pub(crate) date: Option<When>,
    /// Headline.
    pub(crate) title: Option<String>,
    /// Its language, as a tag, when it is not the page's own.
    pub(crate) language: Option<String>,
    /// Who published it; `None` where all versions have one outlet.
    pub(crate) outlet: Option<OutletWords>,
    /// Its address, where not all versions have the same.
    pub(crate) address: Option<Address>,
    /// The version before that has a section.
    pub(crate) older: Option<VersionLink>,
    /// The version after that has a section.
    pub(crate) newer: Option<VersionLink>,
    /// Whether there is none before, so that all of it is new.
    pub(crate) first: bool,
    /// What became of how many sentences; only what occurs.
    pub(crate) tally: Vec<Tally>,
    /// What stands in it, in reading order.
    pub(crate) items: Vec<Item>,
    /// How many changes of white space, quotation marks or capitals were folded, in words.
    pub(crate) folded: Option<String>,
    /// The folded changes.
    pub(crate) folds: Vec<Fold>,
}

/// How many sentences had one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The fate.
    pub(crate) change: ChangeWords,
    /// How many, in words.
    pub(crate) told: String,
}

/// A part of a version.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A sentence that changed.
    Changed(Box<Changed>),
    /// Sentences that did not.
    Quiet(Quiet),
}

/// A sentence that changed.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    /// How.
    pub(crate) change: ChangeWords,
    /// Whether a paragraph begins with it.
    pub(crate) opens: bool,
    /// Its words and what changed in them.
    pub(crate) wording: Wording,
    /// Where it stood last, when that is not the version before.
    pub(crate) seen: Option<VersionLink>,
    /// The sentence it was a part of, or is a part of now.
    pub(crate) whole: Option<String>,
    /// Whether it was a part of that before.
    pub(crate) is_part: bool,
}

/// A run of sentences that did not change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quiet {
    /// How many, in words.
    pub(crate) summary: String,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<String>,
    /// Whether a paragraph begins with it.
    pub(crate) opens: bool,
}

impl Version {
    /// Makes a version.
    pub(crate) fn new(series: &Series<'_>, version: usize, common: &Common) -> Option<Self> {
        let document = series.version(version).filter(|_| series.is_shown(version))?;
        let (article, last) = (&document.article, series.last().unwrap_or_default());
        let folds = folds(series, version);
        Some(Version {
            id: series::id(version),
            handle: document.handle.to_string(),
            date: article.published.as_ref().map(When::published),
            title: title(document, &common.name),
            language: series.language(version),
            outlet: head::outlet(document).filter(|_| !common.outlet),
            address: article.url.as_deref().filter(|_| !common.address).map(Address::from),
            older: (0..version).rev().find(|v| series.is_shown(*v)).map(|older| series.link(older)),
            newer: (version + 1..=last).find(|v| series.is_shown(*v)).map(|newer| series.link(newer)),
            first: version == 0,
            tally: tally(&series.fates(version)),
            items: items(series, version),
            folded: (folds.count() > 0).then(|| language::count("version-folded", folds.count())),
            folds: folds.list(),
        })
    }
}

/// Returns the headline, where it says more than the name of the text and the date.
fn title(document: &Document, name: &str) -> Option<String> {
    let (title, published) = (document.article.title.as_deref()?, document.article.published.as_ref());
    let rest = title.strip_prefix(name).unwrap_or(title).trim_matches(|c: char| !c.is_alphanumeric());
    // A headline of another language than the page's may name the day in English.
    let forms = ["%Y-%m-%d", "%-d %B %Y"];
    let is_date =
        |day: NaiveDate| forms.iter().any(|form| day.format(form).to_string() == rest) || When::day(day).people == rest;
    let known = rest.is_empty() || published.is_some_and(|published| is_date(published.date));
    words::foreign(Some(title)).filter(|_| !known)
}

/// What all versions have in common and no version repeats.
#[derive(Clone, Debug)]
pub(crate) struct Common {
    /// What the text is called.
    pub(crate) name: String,
    /// The outlet.
    pub(crate) outlet: bool,
    /// The address.
    pub(crate) address: bool,
}

/// Lists the fates that occur.
pub(crate) fn tally(fates: &Fates) -> Vec<Tally> {
    let tally = |change: SentenceChange| {
        let count = fates.get(change);
        (count > 0).then(|| Tally { change: change.into(), told: changes(change, count) })
    };
    SentenceChange::ALL.into_iter().filter_map(tally).collect()
}

fn folds(series: &Series<'_>, version: usize) -> Folds {
    let mut folds = Folds::default();
    for event in series.events(version) {
        let texts = event.event.before.and_then(|b| series.version(b.version)).zip(series.version(version));
        if let (Some(comparison), Some((old, new))) = (&event.comparison, texts) {
            folds.add(comparison, &old.article.text, &new.article.text);
        }
    }
    folds
}

fn items(series: &Series<'_>, version: usize) -> Vec<Item> {
    let (pieces, gone) = pieces(series, version);
    let mut items: Vec<Item> = gone.into_iter().map(|event| changed(series, event, false)).collect();
    let mut quiet: Vec<&Piece<'_>> = Vec::new();
    for piece in &pieces {
        // All of a first version is new: nothing in it is worth pointing out.
        if version == 0 || piece.is_quiet() {
            quiet.push(piece);
        } else if let Some(event) = piece.event {
            items.extend(Quiet::fold(&mut quiet));
            items.push(changed(series, event, piece.opens));
        }
        if !piece.gone.is_empty() {
            items.extend(Quiet::fold(&mut quiet));
            items.extend(piece.gone.iter().map(|event| changed(series, event, false)));
        }
    }
    items.extend(Quiet::fold(&mut quiet));
    items
}

fn changed(series: &Series<'_>, event: &TimelineEvent, opens: bool) -> Item {
    Item::Changed(Box::new(Changed::new(series, event, opens)))
}

impl Changed {
    fn new(series: &Series<'_>, event: &TimelineEvent, opens: bool) -> Self {
        let whole = |kind| Wording::whole(series, event, kind);
        let back = event.event.change == SentenceChange::Back;
        Changed {
            change: event.event.change.into(),
            opens,
            wording: match event.event.change {
                SentenceChange::New | SentenceChange::Split => whole(PieceKind::Added),
                SentenceChange::Left | SentenceChange::Merged => whole(PieceKind::Removed),
                SentenceChange::Same | SentenceChange::Reworded | SentenceChange::Back => Wording::new(series, event),
            },
            seen: event.event.before.filter(|_| back).map(|before| series.link(before.version)),
            whole: event.event.whole.map(|place| series.words(place.version, &place.span)),
            is_part: event.event.change == SentenceChange::Split,
        }
    }
}

impl Quiet {
    /// Folds pieces and takes them; `None` when there are none.
    fn fold(pieces: &mut Vec<&Piece<'_>>) -> Option<Item> {
        let opens = pieces.first()?.opens;
        let mut quiet = Quiet { opens, summary: summary(pieces), paragraphs: Vec::new() };
        for piece in pieces.drain(..) {
            match quiet.paragraphs.last_mut() {
                Some(last) if !piece.opens => {
                    last.push(' ');
                    last.push_str(&piece.text);
                }
                _ => quiet.paragraphs.push(piece.text.clone()),
            }
        }
        Some(Item::Quiet(quiet))
    }
}

fn summary(pieces: &[&Piece<'_>]) -> String {
    let sentences = pieces.iter().filter(|p| p.event.is_some()).count();
    let short = pieces.len() - sentences;
    let first = pieces.iter().any(|p| p.event.is_some_and(|e| e.event.change == SentenceChange::New));
    let unchanged = || language::count(if first { "sentences" } else { "sentences-unchanged" }, sentences);
    let short_ones = || language::count("sentences-short", short);
    match (sentences, short) {
        (_, 0) => unchanged(),
        (0, _) => short_ones(),
        _ => words::list([unchanged(), short_ones()]),
    }
}
