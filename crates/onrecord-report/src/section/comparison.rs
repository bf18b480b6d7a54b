//! Documents side by side.

use std::borrow::Cow;

use askama::Template;
use onrecord_model::{Document, DriftKind, EvidenceStatus, Relation};

use super::aside;
use super::foot::Foot;
use super::head::{self, Address};
use super::listing::{StatusWords, status_words};
use super::other::{DiffPiece, DriftWords, PieceKind, denial, diff, quoted};
use super::verdict::ToldWords;
use super::words::{self, When};
use crate::RenderError;
use crate::claim::Kin;
use crate::comparison::{ComparisonPage, Place, Row, Step};
use crate::isolate::isolate;
use crate::language::{self, say, say_with, weave};
use crate::shell::{Sheet, Shell};
use crate::site::Site;

/// The whole page.
#[derive(Clone, Debug, Template)]
#[template(path = "comparison/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// The headline that all of them have.
    pub(crate) about: Option<String>,
    /// How many documents, in words.
    pub(crate) summary: String,
    /// The documents.
    pub(crate) documents: Vec<DocumentWords>,
    /// The steps.
    pub(crate) steps: Vec<StepWords>,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

/// A document in words.
#[derive(Clone, Debug)]
pub(crate) struct DocumentWords {
    /// Short name.
    pub(crate) handle: String,
    /// Where it is shown.
    pub(crate) href: Option<String>,
    /// Headline.
    pub(crate) title: String,
    /// Language, as a tag.
    pub(crate) language: Option<String>,
    /// Outlet.
    pub(crate) outlet: Option<String>,
    /// Date.
    pub(crate) date: Option<When>,
    /// Address.
    pub(crate) address: Option<Address>,
    /// Version of its article, and how many words it has.
    pub(crate) length: Cow<'static, str>,
}

/// Two documents.
#[derive(Clone, Debug)]
pub(crate) struct StepWords {
    /// The earlier one.
    pub(crate) earlier: DocumentWords,
    /// The later one.
    pub(crate) later: DocumentWords,
    /// Whether the one is known to have come before the other.
    pub(crate) is_in_order: bool,
    /// How many claims of which fate: class, count, word.
    pub(crate) counts: Vec<(&'static str, usize, String)>,
    /// The claims.
    pub(crate) rows: Vec<RowWords>,
}

/// One claim.
#[derive(Clone, Debug)]
pub(crate) struct RowWords {
    /// What became of it.
    pub(crate) fate: Fate,
    /// Who says it.
    pub(crate) speaker: Option<String>,
    /// Who said it before, where that is another one.
    pub(crate) before: Option<String>,
    /// In whose voice.
    pub(crate) voice: Cow<'static, str>,
    /// The cue that turns the words round, in brackets, to stand before them.
    pub(crate) denial: Option<String>,
    /// The words of the only document, or where both say the same.
    pub(crate) wording: String,
    /// The word diff.
    pub(crate) diff: Vec<DiffPiece>,
    /// That something differs which forbids calling them the same, in words.
    pub(crate) vetoes: Vec<Cow<'static, str>>,
    /// The typed changes.
    pub(crate) drifts: Vec<DriftWords>,
    /// The claims.
    pub(crate) claims: Vec<ClaimWords>,
}

/// A claim and what came of checking it.
#[derive(Clone, Debug)]
pub(crate) struct ClaimWords {
    /// Short name.
    pub(crate) handle: String,
    /// Where it is shown.
    pub(crate) href: Option<String>,
    /// That it was set aside.
    pub(crate) aside: Option<String>,
    /// Statuses that a person gave: target, sign, word.
    pub(crate) statuses: Vec<StatusWords>,
    /// The verdict of the house, and that what was published of it was corrected.
    pub(crate) told: ToldWords,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Same,
    Reworded,
    Contrast,
    New,
    Gone,
}

impl Fate {
    const ALL: [Fate; 5] = [Fate::Same, Fate::Reworded, Fate::Contrast, Fate::New, Fate::Gone];

    /// Says what became of it.
    pub(crate) fn word(self) -> Cow<'static, str> {
        say(match self {
            Fate::Same => "fate-same",
            Fate::Reworded => "fate-reworded",
            Fate::Contrast => "fate-contrast",
            Fate::New => "fate-new",
            Fate::Gone => "fate-gone",
        })
    }

    /// Says what became of so many, behind their number.
    fn counted(self, count: usize) -> String {
        let id = match self {
            Fate::Same => "fates-same",
            Fate::Reworded => "fates-reworded",
            Fate::Contrast => "fates-contrast",
            Fate::New => "fates-new",
            Fate::Gone => "fates-gone",
        };
        language::count(id, count)
    }

    /// Returns the class that gives it its colour.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Fate::Same => "same",
            Fate::Reworded => "reworded",
            Fate::Contrast => "back",
            Fate::New => "new",
            Fate::Gone => "left",
        }
    }

    /// Returns the letter that stands for it beside its colour.
    pub(crate) fn letter(self) -> Cow<'static, str> {
        match self {
            Fate::Same => Cow::Borrowed("="),
            Fate::Reworded => say("fate-letter-reworded"),
            Fate::Contrast => Cow::Borrowed("≠"),
            Fate::New => say("fate-letter-new"),
            Fate::Gone => say("fate-letter-gone"),
        }
    }

    fn of(row: &Row) -> Self {
        match (&row.earlier, &row.later, &row.comparison) {
            (_, None, _) => Fate::Gone,
            (None, _, _) | (_, _, None) => Fate::New,
            (_, _, Some(c)) if c.relation == Relation::Repeats && c.vetoes.is_empty() && c.drifts.is_empty() => {
                Fate::Same
            }
            (_, _, Some(c)) if Kin::of(c) == Some(Kin::Contrast) => Fate::Contrast,
            _ => Fate::Reworded,
        }
    }
}

impl Page {
    /// Fills the sections of `page`.
    pub(crate) fn new(page: &ComparisonPage) -> Result<Self, RenderError> {
        let site: &Site = &page.method.site;
        let handles = words::list(page.documents.iter().map(|document| document.handle.to_string()));
        let title = say_with("comparison-tab", [("documents", handles.into())]);
        Ok(Page {
            shell: Shell::new(&title, &page.method.generator, site, Sheet::All),
            about: common(page.documents.iter().map(|document| words::headline(&document.article))),
            summary: language::count("comparison-summary", page.documents.len()),
            documents: page.documents.iter().map(|document| DocumentWords::new(document, site)).collect(),
            steps: page.steps.iter().filter_map(|step| StepWords::new(step, page, site)).collect(),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

/// Returns what all of them are, if they are one.
fn common(mut all: impl Iterator<Item = String>) -> Option<String> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

impl DocumentWords {
    fn new(document: &Document, site: &Site) -> Self {
        let article = &document.article;
        let length = article.text.as_str().split_whitespace().count();
        DocumentWords {
            handle: document.handle.to_string(),
            href: site.href(document.handle),
            title: words::headline(article),
            language: head::language(document),
            outlet: head::outlet(document).map(|outlet| outlet.name),
            date: article.published.as_ref().map(When::published),
            address: article.url.as_deref().map(Address::from),
            length: say_with("comparison-length", [("version", document.version.into()), ("words", length.into())]),
        }
    }
}

impl StepWords {
    fn new(step: &Step, page: &ComparisonPage, site: &Site) -> Option<Self> {
        let (earlier, later) = (page.documents.get(step.earlier)?, page.documents.get(step.later)?);
        let rows: Vec<RowWords> = step.rows.iter().map(|row| RowWords::new(row, (earlier, later), site)).collect();
        let count = |fate: Fate| {
            let count = rows.iter().filter(|row| row.fate == fate).count();
            (fate.class(), count, fate.counted(count))
        };
        Some(StepWords {
            earlier: DocumentWords::new(earlier, site),
            later: DocumentWords::new(later, site),
            is_in_order: words::is_in_order(earlier.article.published, later.article.published),
            counts: Fate::ALL.map(count).into(),
            rows,
        })
    }
}

impl RowWords {
    fn new(row: &Row, (earlier, later): (&Document, &Document), site: &Site) -> Self {
        let place = row.later.as_ref().or(row.earlier.as_ref());
        let text = if row.later.is_some() { &later.article.text } else { &earlier.article.text };
        let name = |place: Option<&Place>| words::foreign(place.and_then(|place| place.speaker.as_deref()));
        let speaker = name(place);
        let fate = Fate::of(row);
        let cue = |place: Option<&Place>| place.and_then(|place| place.denial);
        let old = (&earlier.article.text, cue(row.earlier.as_ref()));
        let new = (&later.article.text, cue(row.later.as_ref()));
        let compared = row.comparison.as_ref().filter(|_| fate != Fate::Same);
        RowWords {
            fate,
            before: before(row, &name, speaker.as_ref()),
            speaker,
            voice: place.map_or(Cow::Borrowed(""), |place| words::voice(place.voice)),
            denial: place.and_then(|place| denial(place.denial, text)),
            wording: place.map_or_else(String::new, |place| isolate(&quoted(&place.content, text))),
            diff: compared.map_or_else(Vec::new, |c| diff(&c.diff.segments, old, new)),
            vetoes: compared.map_or_else(Vec::new, |c| c.vetoes.iter().map(|veto| words::differs(&[*veto])).collect()),
            drifts: compared.map_or_else(Vec::new, |c| {
                c.drifts.iter().filter(|drift| drift.kind != DriftKind::Wording).map(DriftWords::from).collect()
            }),
            claims: claims(row, site),
        }
    }
}

/// Says who was credited before, where that is another or nobody.
fn before(row: &Row, name: &impl Fn(Option<&Place>) -> Option<String>, speaker: Option<&String>) -> Option<String> {
    let earlier = name(Some(row.earlier.as_ref()?));
    let differs = row.later.is_some() && earlier.as_ref() != speaker;
    differs.then(|| earlier.unwrap_or_else(|| say("nobody-credited-inside").into_owned()))
}

fn claims(row: &Row, site: &Site) -> Vec<ClaimWords> {
    let mut places: Vec<&Place> = [&row.earlier, &row.later].into_iter().flatten().collect();
    places.dedup_by_key(|place| place.claim);
    places.into_iter().map(|place| ClaimWords::new(place, site)).collect()
}

impl ClaimWords {
    fn new(place: &Place, site: &Site) -> Self {
        let decided = place.statuses.iter().filter(|(_, status)| **status != EvidenceStatus::Unverified);
        ClaimWords {
            handle: place.claim.to_string(),
            href: site.href(place.claim),
            aside: place.set_aside.as_ref().map(aside::shortly),
            statuses: decided.map(status_words).collect(),
            told: ToldWords::new(&place.told),
        }
    }
}
