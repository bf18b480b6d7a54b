//! What a person did, entered in the log, in the transaction that did it.

use chrono::{DateTime, Utc};
use onrecord_model::{Action, Actor, Event, EventId, Reviewer, Role};
use onrecord_store::Tx;

use crate::{AppError, Desk};

impl Desk {
    /// Enters what `by` did now.
    pub(crate) async fn enter(&self, tx: &mut Tx, by: &Reviewer, action: Action) -> Result<(), AppError> {
        self.enter_at(tx, (by, self.now()), action).await
    }

    /// Enters what a person did, and when, if the house rules in force let them: whoever calls may have asked before, but
    /// other rules may have been adopted since.
    pub(crate) async fn enter_at(
        &self,
        tx: &mut Tx,
        (by, at): (&Reviewer, DateTime<Utc>),
        action: Action,
    ) -> Result<(), AppError> {
        self.house(tx).await?.require(by, least(&action))?;
        tx.append(&Event { id: EventId(self.next_id()), at, actor: Actor::Person(by.clone()), action }).await?;
        Ok(())
    }
}

/// Returns the least role of those who may do such a thing, or take it back.
pub(crate) fn least(action: &Action) -> Role {
    match action {
        Action::RulesAdopted { .. } => Role::Admin,
        Action::Ingested { .. }
        | Action::FindingsImported { .. }
        | Action::OutletSet { .. }
        | Action::PublicChanged { .. } => Role::Editor,
        Action::StatusSet(_)
        | Action::Undone { .. }
        | Action::AliasDecided { .. }
        | Action::MatchDecided { .. }
        | Action::CopyDecided { .. }
        | Action::EvidenceChanged { .. }
        | Action::WorkChanged { .. }
        | Action::FilingChanged { .. }
        | Action::SearchKept { .. } => Role::Reviewer,
    }
}
