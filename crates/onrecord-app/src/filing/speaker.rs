//! Who is credited: a speaker that is known, or one made for it.

use onrecord_model::{Attributed, Handle, HandleKind, Reviewer, Speaker, SpeakerChange, SpeakerId};
use onrecord_store::Tx;
use onrecord_text::folded_name;

use super::bench::Bench;
use crate::error::expect_kind;
use crate::log::{ALIKE, OFFERED};
use crate::{AppError, Desk};

/// Who is credited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credit {
    /// Nobody.
    Nobody,
    /// A speaker that is known.
    Speaker(Handle),
    /// Whoever has this name; a speaker is made where nobody has, and nobody's is so near that it may be a slip.
    Named(String),
    /// Whoever has this name; a speaker is made where nobody has.
    Made(String),
}

impl Desk {
    /// Finds who is credited; `None` for nobody.
    pub(super) async fn credited(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        credit: &Credit,
    ) -> Result<Option<Speaker>, AppError> {
        match credit {
            Credit::Nobody => Ok(None),
            Credit::Speaker(handle) => {
                let handle = expect_kind(*handle, HandleKind::Speaker)?;
                tx.speaker(handle).await?.map(Some).ok_or(AppError::NotFound { handle })
            }
            Credit::Named(name) => self.speaker_called(tx, bench, (name.trim(), false)).await.map(Some),
            Credit::Made(name) => self.speaker_called(tx, bench, (name.trim(), true)).await.map(Some),
        }
    }

    async fn speaker_called(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        (name, is_new): (&str, bool),
    ) -> Result<Speaker, AppError> {
        if name.is_empty() {
            return Err(AppError::Invalid("a speaker needs a name; --nobody credits nobody".to_owned()));
        }
        let found = tx.speakers_by_name(&[name.to_owned()]).await?;
        match found.as_slice() {
            [(_, one)] => return Ok(one.clone()),
            [] if is_new => {}
            [] => refuse_near(tx, name).await?,
            several => {
                let all: Vec<String> =
                    several.iter().map(|(_, who)| format!("{} ({})", who.handle, who.name)).collect();
                let why =
                    format!("{name:?} is the name of several speakers: {}; name one by its handle", all.join(", "));
                return Err(AppError::Ambiguous(why));
            }
        }
        let number = tx.next_handles(HandleKind::Speaker, 1).await?;
        let (id, handle) = (SpeakerId(self.next_id()), Handle::speaker(number));
        bench.speakers.push(SpeakerChange { speaker: id, handle, name: name.to_owned(), is_made: true });
        Ok(Speaker { id, handle, name: name.to_owned(), aliases: Vec::new() })
    }
}

/// Refuses to make a speaker whose name is nearly that of another: most are slips, and a wrong attribution is worse than a
/// missing one.
async fn refuse_near(tx: &Tx, name: &str) -> Result<(), AppError> {
    let wanted = folded_name(name);
    let is_near = |other: &str| strsim::jaro_winkler(&folded_name(other), &wanted) >= ALIKE;
    let speakers = tx.speakers().await?;
    let near = speakers.iter().filter(|speaker| is_near(&speaker.name)).take(OFFERED);
    let near: Vec<String> = near.map(|speaker| format!("{} ({})", speaker.handle, speaker.name)).collect();
    if near.is_empty() {
        return Ok(());
    }
    let near = near.join(" or ");
    Err(AppError::Ambiguous(format!(
        "no speaker is called {name:?}; did you mean {near}? Name one by its handle, or make another speaker with --new-speaker"
    )))
}

/// Says who a mention is credited to, on the word of a person.
pub(super) fn attributed(speaker: &Speaker, by: &Reviewer) -> Attributed {
    Attributed {
        name: speaker.name.clone(),
        aliases: Vec::new(),
        role: None,
        confidence: 1.0,
        why: format!("credited by {by}"),
    }
}
