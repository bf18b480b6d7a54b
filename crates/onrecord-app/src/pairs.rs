//! Two wordings compared.

use onrecord_compare::Statement;
use onrecord_model::{Comparison, Handle, HandleKind};
use onrecord_store::Occurrence;
use onrecord_text::{Span, Text, TextTooLong};

use crate::error::expect_kind;
use crate::ingest::denial;
use crate::statement::statement;
use crate::{AppError, Desk};

/// Two texts and how they stand to one another; all spans index these texts.
pub struct PairOutcome {
    /// The first text.
    pub a: Text,
    /// The second text.
    pub b: Text,
    /// The cue in each of them that turns what is compared round; `None` where it does not.
    pub denials: (Option<Span>, Option<Span>),
    /// What was found.
    pub comparison: Comparison,
}

/// Compares two bare texts: nobody is credited, no date is known.
///
/// # Errors
/// [`TextTooLong`] when one of them is longer than 4 GiB.
pub fn compare_texts(a: &str, b: &str) -> Result<PairOutcome, TextTooLong> {
    let (a, b) = (Text::new(a)?, Text::new(b)?);
    let (whole_a, whole_b) = (whole(&a), whole(&b));
    let slots_a = onrecord_extract::slots(&a, &whole_a);
    let slots_b = onrecord_extract::slots(&b, &whole_b);
    let comparison =
        onrecord_compare::compare(&Statement::bare(&a, &whole_a, &slots_a), &Statement::bare(&b, &whole_b, &slots_b));
    Ok(PairOutcome { a, b, denials: (None, None), comparison })
}

fn whole(text: &Text) -> Vec<Span> {
    text.span(0..text.as_str().len()).into_iter().collect()
}

impl Desk {
    /// Compares the first mentions of two claims as they were said: speakers, cues and dates count.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn compare_claims(&self, a: Handle, b: Handle) -> Result<PairOutcome, AppError> {
        let (one, other) = (self.first_mention(a).await?, self.first_mention(b).await?);
        let comparison = onrecord_compare::compare(&statement(&one), &statement(&other));
        let cue = |one: &Occurrence| denial(&one.text, &one.stored.mention);
        let denials = (cue(&one), cue(&other));
        Ok(PairOutcome { a: one.text, b: other.text, denials, comparison })
    }

    async fn first_mention(&self, handle: Handle) -> Result<Occurrence, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let claim = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let mentions = self.store.occurrences(&[claim.id]).await?;
        mentions.into_iter().next().ok_or(AppError::NotFound { handle })
    }
}
