//! The lists of claims and of speakers, and the way from page to page of a list.

use askama::Template;
use onrecord_model::{EvidenceStatus, Target};

use super::foot::Foot;
use super::words::{self, When};
use crate::RenderError;
use crate::isolate::isolate;
use crate::listing::{Line, ListKind, ListingPage, Part};
use crate::shell::{Sheet, Shell};
use crate::site::Site;

/// One page of a list.
#[derive(Clone, Debug, Template)]
#[template(path = "listing/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// Heading.
    pub(crate) title: &'static str,
    /// What is listed and what is not.
    pub(crate) about: &'static str,
    /// How many, in words.
    pub(crate) summary: String,
    /// The lines.
    pub(crate) lines: Vec<LineWords>,
    /// The other pages.
    pub(crate) pager: Pager,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct LineWords {
    /// Short name.
    pub(crate) handle: String,
    /// Where it leads.
    pub(crate) href: Option<String>,
    /// The wording or the name.
    pub(crate) text: String,
    /// Who says it.
    pub(crate) speaker: Option<String>,
    /// When.
    pub(crate) date: Option<When>,
    /// How many documents or statements, in words.
    pub(crate) count: String,
    /// Statuses: target, sign, word.
    pub(crate) statuses: Vec<(&'static str, char, &'static str)>,
}

/// The way to the other pages of a list.
#[derive(Clone, Debug)]
pub(crate) struct Pager {
    /// Where this page stands, in words; `None` for a list of one page.
    pub(crate) told: Option<String>,
    /// The page before.
    pub(crate) before: Option<String>,
    /// The page after.
    pub(crate) after: Option<String>,
}

impl Pager {
    /// Makes the way from a page of the list `name`.
    pub(crate) fn new(name: &str, part: Part) -> Self {
        Pager {
            told: (part.of > 1).then(|| format!("Page {} of {}", part.number, part.of)),
            before: (part.number > 1).then(|| Part::file(name, part.number - 1)),
            after: (part.number < part.of).then(|| Part::file(name, part.number + 1)),
        }
    }
}

impl Page {
    /// Makes the page.
    pub(crate) fn new(page: &ListingPage) -> Result<Self, RenderError> {
        let (name, title, about) = match page.kind {
            ListKind::Claims => (
                "claims",
                "Claims",
                "Claims that stand in several documents, are near to others, or on which somebody brought evidence forward \
                 or decided; those in most documents first. All others are on the pages of their articles, and in the search.",
            ),
            ListKind::Speakers => (
                "speakers",
                "Speakers",
                "Speakers with two statements or more, by name; all others are on the pages of their articles, and in the \
                 search.",
            ),
        };
        let total = page.part.total.unwrap_or(page.lines.len());
        Ok(Page {
            shell: Shell::new(title, &page.method.generator, &page.method.site, Sheet::Lists),
            title,
            about,
            summary: match page.kind {
                ListKind::Claims => words::counted(total, "claim"),
                ListKind::Speakers => words::counted(total, "speaker"),
            },
            lines: page.lines.iter().map(|line| LineWords::new(line, page.kind, &page.method.site)).collect(),
            pager: Pager::new(name, page.part),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

impl LineWords {
    fn new(line: &Line, kind: ListKind, site: &Site) -> Self {
        let status = |(target, status): (Target, &EvidenceStatus)| {
            (target.as_str(), words::sign(status.kind()), status.kind().as_str())
        };
        LineWords {
            handle: line.handle.to_string(),
            href: site.href(line.handle),
            text: isolate(&line.text),
            speaker: words::foreign(line.speaker.as_deref()),
            date: line.date.map(When::day),
            count: match kind {
                ListKind::Claims => words::counted(line.count, "document"),
                ListKind::Speakers => words::counted(line.count, "statement"),
            },
            statuses: line.statuses.iter().flat_map(|statuses| statuses.iter().map(status)).collect(),
        }
    }
}
