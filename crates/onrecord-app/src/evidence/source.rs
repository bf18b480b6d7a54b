//! The text of a source, and the words in it.

use std::ops::Range;

use onrecord_ingest::{Hints, read_whole};
use onrecord_model::{Citation, Evidence, Quote};
use onrecord_store::Tx;
use onrecord_text::{Text, find_quote, surroundings};

use super::draft::SourceFile;
use crate::{AppError, Desk};

/// Reads the text of a source as received; the error says why it cannot be read.
pub(super) fn text_of(path: &str, bytes: &[u8]) -> Result<Text, AppError> {
    let hints = Hints { name: Some(path.to_owned()), ..Hints::default() };
    let article = read_whole(bytes, &hints).map_err(|why| AppError::Invalid(format!("{path}: {why}")))?;
    Ok(article.text)
}

/// Reads the text of what evidence cites: the file given, the document, or the copy kept; `None` where there is none of them.
pub(super) async fn cited_text(
    tx: &Tx,
    evidence: &Evidence,
    file: Option<&SourceFile>,
) -> Result<Option<Text>, AppError> {
    if let Some(file) = file {
        return text_of(&file.path, &file.bytes).map(Some);
    }
    if let Citation::Document { id, .. } = &evidence.citation {
        return Ok(tx.document_by_id(*id).await?.map(|document| document.article.text));
    }
    let Some(kept) = &evidence.keeping.snapshot else { return Ok(None) };
    match tx.snapshot(kept.hash).await? {
        Some(bytes) => text_of(&kept.path, &bytes).map(Some),
        None => Ok(None),
    }
}

impl Desk {
    /// Reads the text that evidence was taken from: the document it cites or the copy kept; `None` where there is neither.
    pub(super) async fn kept_text(&self, evidence: &Evidence) -> Result<Option<Text>, AppError> {
        if let Citation::Document { id, .. } = &evidence.citation {
            return Ok(self.store.document_by_id(*id).await?.map(|document| document.article.text));
        }
        let Some(kept) = &evidence.keeping.snapshot else { return Ok(None) };
        match self.store.snapshot(kept.hash).await? {
            Some(bytes) => text_of(&kept.path, &bytes).map(Some),
            None => Ok(None),
        }
    }
}

/// Finds words in the text of their source; of several places the one with this number, from 1.
///
/// # Errors
/// As [`place_of`].
pub(super) fn locate(text: &Text, words: &str, nth: Option<usize>, source: &str) -> Result<Quote, AppError> {
    let range = place_of(text, words, nth, source)?;
    let (prefix, suffix) = surroundings(text.as_str(), &range);
    Ok(Quote { exact: text.as_str().get(range).unwrap_or_default().to_owned(), prefix, suffix })
}

/// Finds where words stand in a text, in bytes; of several places the one with this number, from 1.
///
/// # Errors
/// [`AppError::Missing`] when they do not stand there, [`AppError::Invalid`] when they stand there oftener and no number is
/// given, or the number is too large.
pub(crate) fn place_of(text: &Text, words: &str, nth: Option<usize>, source: &str) -> Result<Range<usize>, AppError> {
    let mut places = find_quote(text.as_str(), words);
    let count = places.len();
    match (count, nth) {
        (0, _) => Err(AppError::Missing(format!("the words are not in {source}; quote them as they stand there"))),
        (1, None) => Ok(places.remove(0)),
        (_, None) => {
            let why = format!("the words stand {count} times in {source}; quote more of them, or say which");
            Err(AppError::Invalid(format!("{why} with --nth 1 to {count}")))
        }
        (_, Some(nth)) => nth.checked_sub(1).and_then(|at| places.into_iter().nth(at)).ok_or_else(|| {
            AppError::Invalid(format!("the words stand {count} times in {source}, so there is no number {nth}"))
        }),
    }
}
