//! What people put right about claims and mentions, replayed, and the way back to how documents were taken in.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Action, ClaimChange, FiledMention, MentionChange, MentionId, Proposition};
use onrecord_text::Text;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::decided::entries_of;
use super::{Faults, forward};
use crate::{StoreError, StoredMention, filed_mention, seal, stored_mention};

/// Changes of one thing in order of the log, each with its place there.
type History<T> = Vec<(i64, T)>;

/// Everything the log tells of claims and mentions put right.
#[derive(Default)]
pub(super) struct Filings {
    claims: BTreeMap<Uuid, History<ClaimChange>>,
    /// By document and mention.
    mentions: BTreeMap<Uuid, BTreeMap<Uuid, History<MentionChange>>>,
    /// Speakers made with mentions and taken away with them.
    gone_speakers: BTreeSet<Uuid>,
}

impl Filings {
    /// Reads and replays all of it.
    pub(super) async fn load<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<Self, StoreError> {
        let mut all = Filings::default();
        let mut after = 0;
        loop {
            let rows = entries_of(connection, &["filing_changed"], after).await?;
            let Some(last) = rows.last() else { return Ok(all) };
            forward(&mut after, last.position, "event")?;
            for row in &rows {
                // What cannot be read is a fault of the chain and told there.
                if let Ok(Action::FilingChanged { filing, .. }) = seal::read_action(row) {
                    all.take(row.position, filing, faults);
                }
            }
        }
    }

    fn take(&mut self, position: i64, filing: onrecord_model::Filing, faults: &mut Faults) {
        for change in filing.claims {
            let history = self.claims.entry(change.claim.0).or_default();
            if history.last().is_some_and(|(_, last)| last.after != change.before) {
                faults.add(Some(position), format!("does not continue the history of {}", change.handle));
            }
            history.push((position, change));
        }
        for change in filing.mentions {
            let of_document = self.mentions.entry(change.document.0).or_default();
            let history = of_document.entry(change.mention.0).or_default();
            if history.last().is_some_and(|(_, last)| last.after != change.before) {
                let what = format!("does not continue the history of {}#{}", change.document_handle, change.number);
                faults.add(Some(position), what);
            }
            history.push((position, change));
        }
        for change in filing.speakers {
            let id = change.speaker.0;
            let _ = if change.is_made { self.gone_speakers.remove(&id) } else { self.gone_speakers.insert(id) };
        }
    }

    /// Tells whether a claim was there once, and is rightly there no more.
    pub(super) fn is_gone(&self, claim: Uuid) -> bool {
        self.claims.get(&claim).and_then(|history| history.last()).is_some_and(|(_, last)| last.after.is_none())
    }

    /// Returns the changes of one claim in order of the log.
    pub(super) fn of_claim(&self, claim: Uuid) -> &[(i64, ClaimChange)] {
        self.claims.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// Finds claims that should be there and are not among `met`.
    pub(super) fn check_missing(&self, met: &BTreeSet<Uuid>, faults: &mut Faults) {
        for (id, history) in &self.claims {
            if let Some((position, last)) = history.last()
                && last.after.is_some()
                && !met.contains(id)
            {
                faults.add(Some(*position), format!("{} is not stored", last.handle));
            }
        }
    }

    /// Returns what a claim said when the log was at `position`; `None` when it says the same since.
    pub(super) fn said_at(&self, claim: Uuid, position: i64) -> Option<&Proposition> {
        let history = self.of_claim(claim);
        let earlier = history.iter().rev().find(|(at, _)| *at < position).map(|(_, change)| &change.after);
        earlier.or_else(|| history.first().map(|(_, change)| &change.before))?.as_ref()
    }

    /// Checks the mentions of a document against what was put right of them, and returns them as they were taken in.
    pub(super) fn taken_in(
        &self,
        (document, name): (Uuid, &str),
        text: &Text,
        mentions: Vec<StoredMention>,
        faults: &mut Faults,
    ) -> Vec<StoredMention> {
        let mut stored: BTreeMap<Uuid, StoredMention> = mentions.into_iter().map(|m| (m.id.0, m)).collect();
        for (id, history) in self.mentions.get(&document).into_iter().flatten() {
            let (Some((_, first)), Some((position, last))) = (history.first(), history.last()) else { continue };
            let now = stored.remove(id);
            if !is_same(text, now.as_ref(), last.after.as_ref()) {
                faults.add(Some(*position), format!("mention {} of {name} is not what the log says", last.number));
            }
            if let Some(before) = &first.before {
                match stored_mention(text, MentionId(*id), before) {
                    Ok(mention) => drop(stored.insert(*id, mention)),
                    Err(why) => faults.add(Some(*position), format!("mention {} of {name}: {why}", last.number)),
                }
            }
        }
        for mention in stored.values().map(|stored| &stored.mention).filter(|mention| mention.by_hand.is_some()) {
            let what =
                format!("mention {} of {name} is marked as worked on by hand, of which no entry tells", mention.number);
            faults.add(None, what);
        }
        let mut all: Vec<StoredMention> = stored.into_values().collect();
        all.sort_by_key(|stored| stored.mention.number);
        all
    }
}

fn is_same(text: &Text, stored: Option<&StoredMention>, told: Option<&FiledMention>) -> bool {
    match (stored, told) {
        (None, None) => true,
        (Some(stored), Some(told)) => {
            let now = filed_mention(text, told.claim_handle, stored);
            (now.claim, now.speaker, &now.record) == (told.claim, told.speaker, &told.record)
        }
        _ => false,
    }
}
