//! Stored mentions as statements that can be compared.

use onrecord_compare::Statement;
use onrecord_store::Occurrence;

/// Views a stored mention as a statement.
pub(crate) fn statement(occurrence: &Occurrence) -> Statement<'_> {
    let mention = &occurrence.stored.mention;
    Statement {
        text: &occurrence.text,
        content: &mention.content,
        slots: &mention.slots,
        source: mention.source,
        cue: mention.cue,
        speaker: mention.speaker.as_ref().map(|s| s.name.as_str()),
        voice: Some(mention.voice),
        published: occurrence.document.published,
        article: Some(occurrence.document.article_id),
    }
}
