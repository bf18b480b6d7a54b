//! All pages of a desk as a site: written in batches, so that thousands of articles take little memory.

mod aside;
mod claims;
mod compared;
pub(crate) mod files;
mod histories;
mod kept;
mod mask;
mod plan;
mod run;
mod speakers;
mod trees;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use onrecord_model::{Claim, Document, Handle, HandleKind, PublicEntry};
use onrecord_report::index::{self, IndexEntry, IndexPage, News};
use onrecord_report::listing::{self, Line, ListKind, ListingPage, Part};
use onrecord_report::search::{self, SearchEntry, SearchPage};

pub(crate) use claims::ALIKE;
pub(crate) use kept::{Known, known};
pub(crate) use mask::Mask;
pub(crate) use run::Run;
pub use trees::SourcePart;
pub(crate) use trees::trees;

use self::plan::{Plan, versions_file};
use crate::rating::standing;
use crate::report::ReportFile;
use crate::{AppError, AsOf, Desk, map_in_order};

/// How many pages are made at a time.
const BATCH: usize = 64;
/// How many verdicts and corrections the first page names.
const NEWS: usize = 12;
/// How many lines a page of a list has.
const LINES: usize = 200;

/// For whom pages are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Whoever the desk gives them to: without private notes and confidential evidence, with the names of reviewers.
    #[default]
    Desk,
    /// Everybody: also without the names of reviewers where the house rules say so.
    Public,
    /// The desk alone: with private notes and confidential evidence, and marked so.
    Internal,
}

/// A site that is being written: [`Self::next`] makes its pages batch by batch.
pub struct SiteRun {
    run: Run,
    plan: Plan,
    jobs: NonZeroUsize,
    documents: Vec<Handle>,
    done: usize,
    entries: Vec<IndexEntry>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Articles,
    Claims,
    Speakers,
    Versions,
    Lists,
    Over,
}

impl Desk {
    /// Begins a site of all documents, and of the claims and speakers of which there is more to say than one card does.
    /// Pages of an earlier state are those of articles alone, as they were.
    ///
    /// # Errors
    /// [`AppError::Missing`] when nothing was known then, [`AppError::Store`] when the database cannot be read.
    pub async fn site(&self, at: AsOf, audience: Audience, jobs: NonZeroUsize) -> Result<SiteRun, AppError> {
        let mut run = self.run(at, audience).await?;
        let documents = self.all_documents_in(&run).await?;
        let plan = if at == AsOf::Now { self.site_plan(&documents, &run).await? } else { Plan::default() };
        if at == AsOf::Now {
            run.prepare(self, &plan).await?;
        }
        Ok(SiteRun { run, plan, jobs, documents, done: 0, entries: Vec::new(), stage: Stage::Articles })
    }

    /// Writes the page of one document, claim or speaker by itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Invalid`] for a claim or speaker of an earlier state,
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn page_of(&self, handle: Handle, at: AsOf, audience: Audience) -> Result<ReportFile, AppError> {
        if handle.kind != HandleKind::Document && at != AsOf::Now {
            let why = format!("{handle}: only the reports of documents can be written as they were; leave out --at");
            return Err(AppError::Invalid(why));
        }
        let mut run = self.run(at, audience).await?;
        match handle.kind {
            HandleKind::Claim => self.claim_page(handle, &mut run).await,
            HandleKind::Speaker => self.speaker_page(handle, &mut run).await,
            _ => self.report_in(handle, &mut run).await,
        }
    }
}

impl SiteRun {
    /// Returns how many pages there will be, but for lists.
    pub fn total(&self) -> u64 {
        let plan = &self.plan;
        (self.documents.len() + plan.claims.len() + plan.speakers.len() + plan.versions.len()) as u64
    }

    /// Makes the next pages; none when all are made.
    ///
    /// # Errors
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn next(&mut self, desk: &Desk) -> Result<Vec<ReportFile>, AppError> {
        loop {
            let files = match self.stage {
                Stage::Articles => self.articles(desk).await?,
                Stage::Claims => self.claims(desk).await?,
                Stage::Speakers => self.speakers(desk).await?,
                Stage::Versions => self.versions(desk).await?,
                Stage::Lists => self.lists()?,
                Stage::Over => return Ok(Vec::new()),
            };
            if !files.is_empty() {
                return Ok(files);
            }
        }
    }

    /// Takes the next `of` and goes on to `after` when none is left.
    fn take(&mut self, all: usize, after: Stage) -> std::ops::Range<usize> {
        let range = self.done..(self.done + BATCH).min(all);
        self.done = range.end;
        if range.is_empty() {
            (self.done, self.stage) = (0, after);
        }
        range
    }

    async fn articles(&mut self, desk: &Desk) -> Result<Vec<ReportFile>, AppError> {
        let range = self.take(self.documents.len(), Stage::Claims);
        let mut gathered = Vec::with_capacity(range.len());
        for at in range {
            if let Some(document) = desk.store.document(self.documents[at]).await? {
                gathered.push(desk.gather(document, &mut self.run).await?);
            }
        }
        let run = &self.run;
        let files = map_in_order(gathered, self.jobs, |one| crate::report::written(one, run, NonZeroUsize::MIN));
        let mut files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
        self.entries.extend(files.iter_mut().filter_map(|file| file.entry.clone()));
        Ok(files)
    }

    async fn claims(&mut self, desk: &Desk) -> Result<Vec<ReportFile>, AppError> {
        let range = self.take(self.plan.claims.len(), Stage::Speakers);
        let lines = self.plan.claims.get(range).unwrap_or_default();
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<_> = lines.iter().map(|line| line.claim.clone()).collect();
        let gathered = desk.gather_claims(asked, &mut self.run).await?;
        let run = &self.run;
        map_in_order(gathered, self.jobs, |one| claims::written(one, run)).into_iter().collect()
    }

    async fn speakers(&mut self, desk: &Desk) -> Result<Vec<ReportFile>, AppError> {
        let range = self.take(self.plan.speakers.len(), Stage::Versions);
        let ids: Vec<_> = self.plan.speakers.get(range).unwrap_or_default().iter().map(|line| line.id).collect();
        let mut gathered = Vec::with_capacity(ids.len());
        for speaker in desk.speakers_as_of(&ids, &self.run.rewound).await? {
            gathered.push(desk.gather_speaker(speaker, &mut self.run).await?);
        }
        let run = &self.run;
        map_in_order(gathered, self.jobs, |one| speakers::written(one, run)).into_iter().collect()
    }

    /// Sets the versions of articles side by side.
    async fn versions(&mut self, desk: &Desk) -> Result<Vec<ReportFile>, AppError> {
        let range = self.take(self.plan.versions.len(), Stage::Lists);
        let mut files = Vec::with_capacity(range.len());
        for at in range {
            let versions = &self.plan.versions[at];
            files.push(desk.compared(versions, versions_file(versions), &self.run).await?);
        }
        Ok(files)
    }

    /// Makes the lists and the search page.
    fn lists(&mut self) -> Result<Vec<ReportFile>, AppError> {
        self.stage = Stage::Over;
        let openings = self.openings();
        let mut files = self.index()?;
        if self.run.site.is_whole {
            files.extend(self.listing(ListKind::Claims, "claims", self.plan.claim_lines())?);
            files.extend(self.listing(ListKind::Speakers, "speakers", self.plan.speaker_lines())?);
            files.push(self.search(&openings)?);
        }
        Ok(files)
    }

    /// Lists the articles, the latest first on a site, in order of their handles where they stand alone.
    fn index(&mut self) -> Result<Vec<ReportFile>, AppError> {
        let mut entries = std::mem::take(&mut self.entries);
        if self.run.site.is_whole {
            entries.sort_by_key(|e| (std::cmp::Reverse(e.document.article.published), e.document.handle));
        }
        let page = |entries: Vec<IndexEntry>, part: Part| IndexPage {
            title: None,
            entries,
            news: if part.number == 1 { self.news() } else { Vec::new() },
            part,
            method: self.run.method(None),
            generated_at: self.run.made_at,
        };
        let written = |entries, part| index::render(&page(entries, part)).map(|html| self.run.mask.settle(html));
        parted("index", entries, |entries, part| written(entries, part).map_err(|error| rendered(&error)))
    }

    /// Lists what readers were told last of claims.
    fn news(&self) -> Vec<News> {
        let mut told: Vec<&PublicEntry> = Vec::new();
        for of_claim in self.run.told.iter().flat_map(BTreeMap::values) {
            let claim = of_claim.first().and_then(|entry| self.plan.claim(entry.subject.handle()));
            told.extend(claim.into_iter().flat_map(|claim| latest(of_claim, claim)));
        }
        told.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.id)));
        told.truncate(NEWS);
        let news = |entry: &PublicEntry| {
            let claim = self.plan.claim(entry.subject.handle())?;
            let mask = self.run.mask.on_page();
            Some(News { wording: mask.claim(claim.clone()).wording, entry: mask.entry(entry.clone()) })
        };
        told.into_iter().filter_map(news).collect()
    }

    fn listing(&self, kind: ListKind, name: &str, lines: Vec<Line>) -> Result<Vec<ReportFile>, AppError> {
        let page = |lines: Vec<Line>, part: Part| ListingPage {
            kind,
            lines,
            part,
            method: self.run.method(None),
            generated_at: self.run.made_at,
        };
        parted(name, lines, |lines, part| listing::render(&page(lines, part)).map_err(|error| rendered(&error)))
    }

    /// Returns how the articles begin that have no headline.
    fn openings(&self) -> BTreeMap<Handle, String> {
        let untitled = self.entries.iter().map(|entry| &entry.document).filter(|one| one.article.title.is_none());
        let opening = |one: &Document| Some((one.handle, format!("{} …", index::opening(one.article.text.as_str())?)));
        untitled.filter_map(opening).collect()
    }

    fn search(&self, openings: &BTreeMap<Handle, String>) -> Result<ReportFile, AppError> {
        let mut entries: Vec<SearchEntry> = self.plan.entries();
        for entry in &mut entries {
            if let Some(words) = openings.get(&entry.handle) {
                entry.text.clone_from(words);
            }
        }
        let method = self.run.method(None);
        let page = SearchPage { entries, method, generated_at: self.run.made_at };
        let html = search::render(&page).map_err(|error| rendered(&error))?;
        Ok(ReportFile { name: "search.html".to_owned(), html, entry: None })
    }
}

/// Lists the corrections of a claim and the verdict on it.
fn latest<'e>(told: &'e [PublicEntry], claim: &Claim) -> impl Iterator<Item = &'e PublicEntry> + use<'e> {
    told.iter().filter(|entry| entry.correction().is_some()).chain(standing(told, claim))
}

/// Writes a list in pages.
fn parted<T>(
    name: &str,
    mut all: Vec<T>,
    render: impl Fn(Vec<T>, Part) -> Result<String, AppError>,
) -> Result<Vec<ReportFile>, AppError> {
    let (total, of) = (all.len(), all.len().div_ceil(LINES).max(1));
    let mut files = Vec::with_capacity(of);
    for number in 1..=of {
        let rest = all.split_off(all.len().min(LINES));
        let lines = std::mem::replace(&mut all, rest);
        let html = render(lines, Part { number, of, total: Some(total) })?;
        files.push(ReportFile { name: Part::file(name, number), html, entry: None });
    }
    Ok(files)
}

pub(crate) fn rendered(error: &onrecord_report::RenderError) -> AppError {
    AppError::Render(error.to_string())
}
