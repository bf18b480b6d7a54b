//! The page that lists reports.

use askama::Template;

use super::bar::Bar;
use super::correction;
use super::foot::Foot;
use super::head::{self, OutletWords};
use super::listing::Pager;
use super::verdict;
use super::words::{self, When};
use crate::RenderError;
use crate::index::{IndexEntry, IndexPage, News};
use crate::isolate::isolate;
use crate::language::{self, say};
use crate::shell::{Sheet, Shell};
use crate::site::{Site, is_plain_file};
use onrecord_model::Target;

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "index/page.html")]
pub(crate) struct Index {
    /// The head.
    pub(crate) shell: Shell,
    /// Heading of the page.
    pub(crate) title: String,
    /// How many reports, in words.
    pub(crate) summary: String,
    /// Verdicts and corrections.
    pub(crate) news: Vec<NewsWords>,
    /// The other pages of the list.
    pub(crate) pager: Pager,
    /// The reports.
    pub(crate) rows: Vec<Row>,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

/// One report.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The report's file; `None` when its name is not of the plain kind.
    pub(crate) href: Option<String>,
    /// Short name of the document.
    pub(crate) handle: String,
    /// Headline.
    pub(crate) title: String,
    /// Language of the headline, as a tag.
    pub(crate) language: Option<String>,
    /// Who published it.
    pub(crate) outlet: Option<OutletWords>,
    /// When.
    pub(crate) published: Option<When>,
    /// Which newer version of it there is, as HTML; `None` where it is the newest.
    pub(crate) newer: Option<String>,
    /// How many claims, in words.
    pub(crate) claims: String,
    /// The bars, as HTML.
    pub(crate) bars: Vec<String>,
}

impl Index {
    /// Makes the list.
    pub(crate) fn new(page: &IndexPage) -> Result<Self, RenderError> {
        let title = page.title.clone().unwrap_or_else(|| say("index-title").into_owned());
        Ok(Index {
            shell: Shell::new(&title, &page.method.generator, &page.method.site, Sheet::Lists),
            title: isolate(&title),
            summary: language::count("reports", page.part.total.unwrap_or(page.entries.len())),
            news: page.news.iter().filter_map(|one| NewsWords::new(one, &page.method.site)).collect(),
            pager: Pager::new("index", page.part),
            rows: page.entries.iter().map(|entry| Row::new(entry, &page.method.site)).collect::<Result<_, _>>()?,
            foot: Foot::new(&page.method, page.generated_at).render()?,
        })
    }
}

/// A verdict or a correction in words.
#[derive(Clone, Debug)]
pub(crate) struct NewsWords {
    /// What the claim says.
    pub(crate) wording: String,
    /// Where it is shown.
    pub(crate) href: Option<String>,
    /// Short name of the claim.
    pub(crate) handle: String,
    /// The day.
    pub(crate) on: When,
    /// The verdict, or how grave the correction is.
    pub(crate) what: String,
    /// What readers are told.
    pub(crate) note: String,
}

impl NewsWords {
    fn new(news: &News, site: &Site) -> Option<Self> {
        let entry = std::slice::from_ref(&news.entry);
        let corrected = correction::corrections(entry).pop().map(|one| (one.on, one.gravity.into_owned(), one.note));
        let (on, what, note) =
            corrected.or_else(|| verdict::verdict(entry).map(|one| (one.on, one.text, one.explanation)))?;
        let claim = news.entry.subject.handle();
        let (wording, href) = (isolate(&news.wording), site.href(claim));
        Some(NewsWords { wording, href, handle: claim.to_string(), on, what, note })
    }
}

impl Row {
    fn new(entry: &IndexEntry, site: &Site) -> Result<Self, RenderError> {
        let article = &entry.document.article;
        Ok(Row {
            href: is_plain_file(&entry.file).then(|| entry.file.clone()),
            handle: entry.document.handle.to_string(),
            title: words::headline(article),
            language: head::language(&entry.document),
            outlet: head::outlet(&entry.document),
            published: article.published.as_ref().map(When::published),
            newer: entry.newer.map(|newer| head::newer(newer, site)),
            claims: language::count("claims", entry.claims),
            bars: vec![Bar::new(Target::Said, entry.said).render()?, Bar::new(Target::Fact, entry.fact).render()?],
        })
    }
}
