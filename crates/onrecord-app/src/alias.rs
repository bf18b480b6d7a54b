//! A named person confirms or refuses a proposed alias.

use onrecord_model::{Action, Handle, ProposalState, Reason, Reviewer};

use crate::desk::retrying;
use crate::{AppError, Desk};

/// What a person decided about an alias.
#[derive(Clone, Debug)]
pub struct AliasDecision {
    /// The speaker.
    pub speaker: Handle,
    /// The other name, as proposed.
    pub alias: String,
    /// Confirmed or refused.
    pub to: ProposalState,
    /// Who decides.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
}

impl Desk {
    /// Records the decision and its log entry in one transaction; returns what the alias was before.
    ///
    /// # Errors
    /// [`AppError::NotFound`] and [`AppError::WrongKind`] for the speaker, [`AppError::Missing`] when that alias was
    /// never proposed, [`AppError::Store`].
    pub async fn decide_alias(&self, decision: &AliasDecision) -> Result<ProposalState, AppError> {
        retrying!(self.decide_alias_once(decision))
    }

    async fn decide_alias_once(&self, decision: &AliasDecision) -> Result<ProposalState, AppError> {
        let mut tx = self.store.begin().await?;
        let handle = crate::error::expect_kind(decision.speaker, onrecord_model::HandleKind::Speaker)?;
        let speaker = tx.speaker(handle).await?.ok_or(AppError::NotFound { handle })?;
        let known = speaker.aliases.iter().find(|a| a.alias.name == decision.alias);
        let before = known.map(|a| a.state).ok_or_else(|| AppError::Missing(unknown(&speaker, &decision.alias)))?;
        if before == decision.to {
            tx.rollback().await?;
            return Ok(before);
        }
        tx.set_alias_state(speaker.id, &decision.alias, before, decision.to).await?;
        let action = Action::AliasDecided {
            speaker: speaker.id,
            handle: speaker.handle,
            alias: decision.alias.clone(),
            before,
            after: decision.to,
            reason: decision.reason.clone(),
        };
        self.enter(&mut tx, &decision.by, action).await?;
        tx.commit().await?;
        Ok(before)
    }
}

fn unknown(speaker: &onrecord_model::Speaker, alias: &str) -> String {
    let names: Vec<_> = speaker.aliases.iter().map(|a| format!("{:?}", a.alias.name)).collect();
    let known = if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", names.join(", ")) };
    format!("{} ({}) has no alias {alias:?}; {known}", speaker.handle, speaker.name)
}
