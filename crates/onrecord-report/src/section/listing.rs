//! The lists of claims and of speakers, and the way from page to page of a list.

use std::borrow::Cow;

use askama::Template;
use onrecord_model::{EvidenceStatus, Target};

use super::aside;
use super::foot::Foot;
use super::words::{self, When};
use crate::RenderError;
use crate::isolate::isolate;
use crate::language::{self, say, say_with};
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
    pub(crate) title: Cow<'static, str>,
    /// What is listed and what is not.
    pub(crate) about: Cow<'static, str>,
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
    /// That it was set aside.
    pub(crate) aside: Option<String>,
    /// Statuses: target, sign, word.
    pub(crate) statuses: Vec<StatusWords>,
}

/// A status on a line: target, sign, word.
pub(crate) type StatusWords = (Cow<'static, str>, char, Cow<'static, str>);

/// Words what came of checking one target, for a line.
pub(crate) fn status_words((target, status): (Target, &EvidenceStatus)) -> StatusWords {
    let word = match status {
        EvidenceStatus::Returned(_) => say("status-taken-back"),
        _ => words::status(status.kind()),
    };
    (words::target(target), words::sign(status.kind()), word)
}

/// The way to the other pages of a list.
#[derive(Clone, Debug)]
pub(crate) struct Pager {
    /// Where this page stands, in words; `None` for a list of one page.
    pub(crate) told: Option<Cow<'static, str>>,
    /// The page before.
    pub(crate) before: Option<String>,
    /// The page after.
    pub(crate) after: Option<String>,
}

impl Pager {
    /// Makes the way from a page of the list `name`.
    pub(crate) fn new(name: &str, part: Part) -> Self {
        Pager {
            told: (part.of > 1)
                .then(|| say_with("pager-told", [("number", part.number.into()), ("of", part.of.into())])),
            before: (part.number > 1).then(|| Part::file(name, part.number - 1)),
            after: (part.number < part.of).then(|| Part::file(name, part.number + 1)),
        }
    }
}

impl Page {
    /// Makes the page.
    pub(crate) fn new(page: &ListingPage) -> Result<Self, RenderError> {
        let (name, title, about, counted) = match page.kind {
            ListKind::Claims => ("claims", "listing-claims", "listing-claims-about", "claims"),
            ListKind::Speakers => ("speakers", "listing-speakers", "listing-speakers-about", "speakers"),
        };
        let title = say(title);
        let total = page.part.total.unwrap_or(page.lines.len());
        Ok(Page {
            shell: Shell::new(&title, &page.method.generator, &page.method.site, Sheet::Lists),
            title,
            about: say(about),
            summary: language::count(counted, total),
            lines: page.lines.iter().map(|line| LineWords::new(line, page.kind, &page.method.site)).collect(),
            pager: Pager::new(name, page.part),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

impl LineWords {
    fn new(line: &Line, kind: ListKind, site: &Site) -> Self {
        LineWords {
            handle: line.handle.to_string(),
            href: site.href(line.handle),
            text: isolate(&line.text),
            speaker: words::foreign(line.speaker.as_deref()),
            date: line.date.map(When::day),
            count: match kind {
                ListKind::Claims => language::count("documents", line.count),
                ListKind::Speakers => language::count("statements", line.count),
            },
            aside: line.set_aside.as_ref().map(aside::shortly),
            statuses: line
                .statuses
                .iter()
                .flat_map(|statuses| aside::told(statuses, line.set_aside.is_some()).map(status_words))
                .collect(),
        }
    }
}
