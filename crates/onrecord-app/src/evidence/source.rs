//! The text of a source, and the words in it.

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
/// [`AppError::Missing`] when they do not stand there, [`AppError::Invalid`] when they stand there oftener and no number is
/// given, or the number is too large.
pub(super) fn locate(text: &Text, words: &str, nth: Option<usize>, source: &str) -> Result<Quote, AppError> {
    let places = find_quote(text.as_str(), words);
    let range = match (places.as_slice(), nth) {
        ([], _) => {
            let why = format!("the words are not in {source}; quote them as they stand there");
            return Err(AppError::Missing(why));
        }
        ([only], None) => only,
        (several, None) => {
            let why = format!("the words stand {} times in {source}; quote more of them, or say which", several.len());
            return Err(AppError::Invalid(format!("{why} with --nth 1 to {}", several.len())));
        }
        (several, Some(nth)) => nth.checked_sub(1).and_then(|at| several.get(at)).ok_or_else(|| {
            AppError::Invalid(format!(
                "the words stand {} times in {source}, so there is no number {nth}",
                several.len()
            ))
        })?,
    };
    let (prefix, suffix) = surroundings(text.as_str(), range);
    Ok(Quote { exact: text.as_str().get(range.clone()).unwrap_or_default().to_owned(), prefix, suffix })
}
