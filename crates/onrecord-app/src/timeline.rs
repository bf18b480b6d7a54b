//! What became of the sentences of a text over its versions.

use std::collections::BTreeSet;

use onrecord_compare::{Statement, compare, sentence_timeline};
use onrecord_model::{Comparison, Document, Handle, HandleKind, SentenceEvent, SentencePlace};
use onrecord_report::timeline::{self, TimelineEvent, TimelinePage};
use onrecord_store::DocumentSummary;
use onrecord_text::{Span, Text};

use crate::error::expect_kind;
use crate::{AppError, AsOf, Audience, Desk, ReportFile};

/// How many documents are listed at a time while looking for versions.
const PAGE: u32 = 1_000;

/// Which documents are versions of one text.
#[derive(Clone, Debug, Default)]
pub struct TimelineQuery {
    /// These documents; a single one stands for all versions of its article. Empty: by outlet.
    pub documents: Vec<Handle>,
    /// Documents of this outlet, whatever the case; `None` for any.
    pub outlet: Option<String>,
    /// Documents whose headline holds these words, whatever the case; `None` for any.
    pub title: Option<String>,
}

/// Versions of a text in order of their dates, with what became of their sentences.
pub struct TimelineView {
    /// The versions; undated ones last.
    pub versions: Vec<Document>,
    /// The events, by version.
    pub events: Vec<TimelineEvent>,
}

impl TimelineView {
    /// Returns the words of a sentence of a version.
    pub fn wording(&self, version: usize, span: &Span) -> &str {
        self.versions.get(version).map_or("", |document| document.article.text.slice(span))
    }

    /// Returns the words of the sentence before an event; `None` when it is new.
    pub fn before(&self, event: &SentenceEvent) -> Option<&str> {
        event.before.map(|place: SentencePlace| self.wording(place.version, &place.span))
    }

    /// Returns the threads of the sentences that held `words` at some time, whatever the case.
    pub fn threads_with(&self, words: &str) -> BTreeSet<usize> {
        let words = words.to_lowercase();
        let holds = |event: &SentenceEvent| {
            let now = event.now.map(|span| self.wording(event.version, &span));
            [now, self.before(event)].into_iter().flatten().any(|text| text.to_lowercase().contains(&words))
        };
        self.events.iter().map(|e| &e.event).filter(|e| holds(e)).map(|e| e.thread).collect()
    }
}

impl Desk {
    /// Follows the sentences of a text over its versions.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn timeline(&self, query: &TimelineQuery) -> Result<TimelineView, AppError> {
        let mut versions = Vec::new();
        for handle in self.versions_asked(query).await? {
            versions.push(self.document(handle).await?);
        }
        versions.sort_by_key(|d| (d.article.published.is_none(), d.article.published, d.handle));
        let texts: Vec<&Text> = versions.iter().map(|d| &d.article.text).collect();
        let events = sentence_timeline(&texts).into_iter().map(|event| told(&texts, event)).collect();
        Ok(TimelineView { versions, events })
    }

    /// Writes the page of a text's versions; with `find`, of the sentences that held these words at some time.
    ///
    /// The file is named after the first version's document.
    ///
    /// # Errors
    /// [`AppError::Store`], [`AppError::Render`].
    pub async fn timeline_page(&self, mut view: TimelineView, find: Option<String>) -> Result<ReportFile, AppError> {
        if let Some(words) = &find {
            let threads = view.threads_with(words);
            view.events.retain(|event| threads.contains(&event.event.thread));
        }
        let run = self.run(AsOf::Now, Audience::default()).await?;
        let name = view.versions.first().map_or("timeline.html".to_owned(), |d| format!("timeline-{}.html", d.handle));
        let page = TimelinePage {
            versions: view.versions,
            events: view.events,
            find,
            method: run.method(None),
            generated_at: run.made_at,
        };
        let html = timeline::render(&page).map_err(|e| AppError::Render(e.to_string()))?;
        Ok(ReportFile { name, html, entry: None })
    }

    async fn versions_asked(&self, query: &TimelineQuery) -> Result<Vec<Handle>, AppError> {
        let mut one = None;
        for handle in &query.documents {
            let document = self.document(expect_kind(*handle, HandleKind::Document)?).await?;
            one = Some(document).filter(|_| query.documents.len() == 1);
        }
        let address = one.and_then(|document| document.article.url);
        if !query.documents.is_empty() && address.is_none() {
            return Ok(query.documents.clone());
        }
        let holds = |field: Option<&String>, asked: &str| {
            field.is_some_and(|field| field.to_lowercase().contains(&asked.to_lowercase()))
        };
        let wanted = |d: &DocumentSummary| match &address {
            Some(address) => d.url.as_ref() == Some(address),
            None => {
                query.outlet.as_ref().is_none_or(|o| d.outlet.as_ref().is_some_and(|x| x.eq_ignore_ascii_case(o)))
                    && query.title.as_ref().is_none_or(|t| holds(d.title.as_ref(), t))
            }
        };
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = self.store.documents(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.handle);
            found.extend(page.iter().filter(|d| wanted(d)).map(|d| d.handle));
        }
        Ok(found)
    }
}

fn told(texts: &[&Text], event: SentenceEvent) -> TimelineEvent {
    let comparison = event.before.zip(event.now).and_then(|(before, now)| {
        let (old, new) = (*texts.get(before.version)?, *texts.get(event.version)?);
        (old.slice(&before.span) != new.slice(&now)).then(|| compared((old, before.span), (new, now)))
    });
    TimelineEvent { event, comparison }
}

fn compared(a: (&Text, Span), b: (&Text, Span)) -> Comparison {
    let (content_a, content_b) = ([a.1], [b.1]);
    let slots = (onrecord_extract::slots(a.0, &content_a), onrecord_extract::slots(b.0, &content_b));
    compare(&Statement::bare(a.0, &content_a, &slots.0), &Statement::bare(b.0, &content_b, &slots.1))
}
