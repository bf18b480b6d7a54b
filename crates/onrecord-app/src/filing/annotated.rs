//! Words that somebody annotated elsewhere, added as mentions.

use std::ops::Range;

use onrecord_ingest::{AnnotationDraft, Pointed};
use onrecord_model::{ContentHash, Document, Filing, Reason, Reviewer};
use onrecord_text::{Text, find_again, find_quote};

use super::{Credit, FilingAsk, FilingRequest, MentionRef, Words, known, place};
use crate::{AppError, Desk};

/// How much of a comment becomes the reason in the log, in code points.
const LONGEST: usize = 500;

/// What came of an annotation.
#[derive(Clone, Debug, PartialEq)]
pub enum Annotated {
    /// Its words are a mention now.
    Added(Filing),
    /// Its words were a mention already.
    Known(MentionRef),
}

impl Desk {
    /// Adds the words an annotation points at as a mention, in the version of the document that it means, or else in the latest
    /// in which they stand. Nobody is credited: an annotation does not say who speaks. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::Missing`] where the document or the words are not there, [`AppError::Ambiguous`] where the words stand at several
    /// places, and those of [`Desk::put_right`].
    pub async fn add_annotated(
        &self,
        draft: &AnnotationDraft,
        by: &Reviewer,
        dry_run: bool,
    ) -> Result<Annotated, AppError> {
        let (document, content) = self.annotated_place(draft).await?;
        let (handle, text) = (document.handle, &document.article.text);
        if let Some(number) = known(text, &content, &self.store.mentions(&document).await?) {
            return Ok(Annotated::Known(MentionRef { document: handle, number }));
        }
        let words = quoted(text, draft, &content);
        if place::words(text, &words, &handle.to_string())? != content {
            return Err(AppError::Invalid(format!("its words stand in {handle}, but not in this order")));
        }
        let ask = FilingAsk::Add { document: handle, words, credit: Credit::Nobody, source: None };
        let request = FilingRequest { ask, by: by.clone(), reason: reason(draft)?, if_revision: None };
        Ok(Annotated::Added(self.put_right(&request, dry_run).await?))
    }

    /// Finds the version that is meant, or else the latest, that holds the words, and the words.
    async fn annotated_place(&self, draft: &AnnotationDraft) -> Result<(Document, Vec<Range<usize>>), AppError> {
        let mut why = None;
        let mut versions = self.annotated_versions(&draft.source).await?;
        versions.sort_by_key(|document| draft.version.is_some_and(|meant| meant != document.hash));
        for document in versions {
            let text = &document.article.text;
            let found: Result<Vec<Range<usize>>, AppError> =
                draft.words.iter().map(|words| place_of(text, words, &document.handle.to_string())).collect();
            match found {
                Ok(content) => return Ok((document, content)),
                Err(error) => why = why.or(Some(error)),
            }
        }
        Err(why.unwrap_or_else(|| AppError::Missing(format!("no document is stored from {}", draft.source))))
    }

    /// Reads the versions of a document, latest first; with the hash of one, that alone.
    async fn annotated_versions(&self, source: &str) -> Result<Vec<Document>, AppError> {
        let mut ids = Vec::new();
        if source.starts_with(ContentHash::URN) {
            let hash = ContentHash::from_urn(source).ok_or_else(|| {
                AppError::Invalid(format!("{source} names no document: {} and a hash do", ContentHash::URN))
            })?;
            ids.extend(self.store.documents_by_hash(&[hash]).await?.into_iter().map(|(_, document)| document.id));
        } else {
            for (_, article, _, _) in self.store.latest_by_url(&[source.to_owned()]).await? {
                ids.extend(self.store.versions_of(article).await?.into_iter().map(|version| version.id));
            }
        }
        let mut documents = Vec::new();
        for id in ids.into_iter().rev() {
            documents.extend(self.store.document_by_id(id).await?);
        }
        Ok(documents)
    }
}

/// Finds words by what stands round them, or at the place they were given with.
fn place_of(text: &Text, words: &Pointed, document: &str) -> Result<Range<usize>, AppError> {
    let places = find_quote(text.as_str(), &words.exact);
    let begins = |range: &&Range<usize>| {
        let at = text.span((*range).clone()).ok().map(|span| span.code_points().start);
        at.is_some() && at == words.start
    };
    let found = find_again(text, &words.exact, &words.prefix, &words.suffix);
    found.or_else(|| places.iter().find(begins).cloned()).ok_or_else(|| {
        let short: String = words.exact.chars().take(60).collect();
        match places.len() {
            0 => AppError::Missing(format!("{short:?} does not stand in {document}")),
            several => AppError::Ambiguous(format!("{short:?} stands in {document} at {several} places")),
        }
    })
}

/// Writes places as a person would point at them.
fn quoted(text: &Text, draft: &AnnotationDraft, content: &[Range<usize>]) -> Words {
    let first = draft.words.first().zip(content.first());
    let nth =
        first.and_then(|(words, place)| find_quote(text.as_str(), &words.exact).iter().position(|at| at == place));
    let quotes = draft.words.iter().map(|words| words.exact.clone()).collect();
    Words { quotes, nth: nth.map(|nth| nth + 1) }
}

/// Says why a mention was added: what was written beside the words, and by whom.
fn reason(draft: &AnnotationDraft) -> Result<Reason, AppError> {
    let by = draft.creator.as_deref().map(|who| format!(" by {who}")).unwrap_or_default();
    let id = draft.id.as_deref().map(|id| format!(" ({id})")).unwrap_or_default();
    let said = draft.comment.as_deref().map(|comment| format!(": {comment}")).unwrap_or_default();
    let whole: String = format!("annotated{by}{id}{said}").chars().take(LONGEST).collect();
    whole.parse().map_err(|_| AppError::Invalid("what is written in it cannot be a reason".to_owned()))
}
