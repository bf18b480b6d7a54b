//! The claims of a batch: one proposition by one claimant is one claim, however often it is printed.

use std::collections::BTreeMap;

use onrecord_model::{Claim, ClaimId, ClaimStatuses, ContentHash, Handle, HandleKind, Mention, SpeakerId, Voice};
use onrecord_store::Tx;
use onrecord_text::{Span, Text, normal_form};

use super::Placed;
use super::speakers::SpeakerOf;
use crate::matching::Fresh;
use crate::{AppError, Desk};

type Key = (Option<SpeakerId>, ContentHash);

/// Which claim a mention makes: the document's place in the batch and the mention's place in the document.
pub(super) type ClaimOf = BTreeMap<(usize, usize), ClaimId>;

impl Desk {
    /// Finds the claims of a batch and makes those that are missing; also returns the new ones, each with its document.
    pub(super) async fn place_claims(
        &self,
        tx: &mut Tx,
        placed: &[Placed<'_>],
        speakers: &SpeakerOf,
    ) -> Result<(ClaimOf, Vec<Fresh>), AppError> {
        let keyed = keyed(placed, speakers);
        let keys: Vec<Key> = keyed.iter().map(|(_, key, _)| *key).collect();
        let mut ids: BTreeMap<Key, ClaimId> = tx
            .claims_by_fingerprint(&keys)
            .await?
            .into_iter()
            .map(|claim| ((claim.claimant, claim.fingerprint), claim.id))
            .collect();
        let (mut made, mut documents, mut of) = (Vec::new(), Vec::new(), ClaimOf::new());
        for (place, key, wording) in keyed {
            let id = *ids.entry(key).or_insert_with(|| {
                documents.push(Some(place.0));
                let claim = self.new_claim(key, wording, &placed[place.0], place.1);
                let id = claim.id;
                made.push(claim);
                id
            });
            of.insert(place, id);
        }
        let first = tx.next_handles(HandleKind::Claim, made.len() as u32).await?;
        for (number, claim) in (first..).zip(&mut made) {
            claim.handle = Handle::claim(number);
        }
        tx.insert_claims(&made).await?;
        Ok((
            of,
            made.into_iter().zip(documents).map(|(claim, document)| Fresh { claim, document, beside: None }).collect(),
        ))
    }

    fn new_claim(&self, (claimant, fingerprint): Key, wording: String, placed: &Placed<'_>, mention: usize) -> Claim {
        Claim {
            id: ClaimId(self.next_id()),
            handle: Handle::claim(0),
            claimant,
            wording,
            fingerprint,
            statuses: ClaimStatuses::start(claimant.is_some()),
            revision: 1,
            worth: placed.analysed.mentions[mention].check_worthiness.score,
            first_published: placed.analysed.article.published.map(|p| p.date),
        }
    }
}

fn keyed(placed: &[Placed<'_>], speakers: &SpeakerOf) -> Vec<((usize, usize), Key, String)> {
    let mut all = Vec::new();
    for (at, p) in placed.iter().enumerate() {
        let text = &p.analysed.article.text;
        for (n, mention) in p.analysed.mentions.iter().enumerate() {
            let wording = wording(text, mention);
            all.push(((at, n), (speakers.get(&(at, n)).copied(), fingerprint(&wording)), wording));
        }
    }
    all
}

/// Hashes what a claim says as storage does: the same words get the same hash, however they are set.
pub(crate) fn fingerprint(wording: &str) -> ContentHash {
    ContentHash::of(normal_form(wording).as_bytes())
}

/// Stands where a statement is interrupted, by its cue or by something else.
const BREAK: &str = " … ";

/// Returns the proposition in the words of `mention`: a direct quote without the marks round it, and a headline
/// printed twice only once.
///
/// A cue that turns the words round stands in front of them: who denies that a thing happened has not claimed it.
pub(crate) fn wording(text: &Text, mention: &Mention) -> String {
    let words = words(text, mention);
    match denial(text, mention) {
        Some(cue) => format!("[{}] {words}", text.slice(&cue).to_lowercase()),
        None => words,
    }
}

/// Returns the cue of a mention of `text` where it turns the words round ("denied"); `None` where it does not, or there is none.
pub fn denial(text: &Text, mention: &Mention) -> Option<Span> {
    mention.cue.filter(|cue| onrecord_compare::turns_round(text.slice(cue)))
}

fn words(text: &Text, mention: &Mention) -> String {
    let mut parts = mention.content.iter().map(|span| text.slice(span).trim());
    match mention.voice {
        Voice::Headline => parts.next().unwrap_or_default().to_owned(),
        Voice::Direct => parts.map(bare).collect::<Vec<_>>().join(BREAK),
        Voice::Indirect | Voice::Mixed | Voice::Own => parts.collect::<Vec<_>>().join(BREAK),
    }
}

/// Takes the outer quotation marks off, and the comma that belongs to the reporting sentence.
fn bare(part: &str) -> &str {
    let marks = ['"', '“', '”', '„', '«', '»', '‹', '›', '「', '」', '『', '』'];
    part.trim_matches(marks).trim().trim_end_matches(',')
}

#[cfg(test)]
mod tests {
    use onrecord_extract::{Input, RuleEngine, extract};
    use onrecord_text::Text;

    use super::{bare, wording};

    #[test]
    fn who_denies_a_thing_has_not_claimed_it() {
        let wordings = |raw: &str| -> Vec<String> {
            let text = Text::new(raw).unwrap();
            let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
            extract(&RuleEngine, &input).mentions.iter().map(|m| wording(&text, m)).collect()
        };
        assert_eq!(
            wordings("Mayor Ann Lee denied that she took the money from the harbour fund."),
            ["[denied] she took the money from the harbour fund"]
        );
        assert_eq!(wordings("Ann Lee said that she took the money."), ["she took the money"]);
    }

    #[test]
    fn takes_marks_off() {
        assert_eq!(bare("\"We won,\""), "We won");
        assert_eq!(bare("“«Oui»”"), "Oui");
        assert_eq!(bare("Inc. grew."), "Inc. grew.");
        assert_eq!(bare("\""), "");
    }
}
