//! Mentions as the log keeps them.

use onrecord_model::{FiledMention, Handle, MentionId};
use onrecord_text::Text;

use crate::{StoredMention, wire};

/// Makes of a mention in `text` what [`onrecord_model::Action::FilingChanged`] keeps of it; `claim` is the short name of its
/// claim.
pub fn filed_mention(text: &Text, claim: Handle, stored: &StoredMention) -> FiledMention {
    let words = stored.mention.content.iter().map(|span| text.slice(span));
    FiledMention {
        claim: stored.claim,
        claim_handle: claim,
        speaker: stored.speaker,
        name: stored.mention.speaker.as_ref().map(|who| who.name.clone()),
        words: words.collect::<Vec<_>>().join(" … "),
        record: wire::mention::write_whole(&stored.mention, text),
    }
}

/// Makes the mention in `text` again of which the log keeps `filed`.
///
/// # Errors
/// What is wrong, as a lower-case fragment, when it is no mention of that text.
pub fn stored_mention(text: &Text, id: MentionId, filed: &FiledMention) -> Result<StoredMention, String> {
    let (columns, payload) = wire::mention::take_apart(&filed.record)?;
    let mention = wire::mention::read(columns, &payload, text)?;
    Ok(StoredMention { id, claim: filed.claim, speaker: filed.speaker, mention })
}
