//! An entry of the log on a question kept under a name.

use onrecord_model::{Action, EventId, Reason, SearchChange, SearchId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SearchRecord {
    search: Uuid,
    name: String,
    before: Option<String>,
    after: Option<String>,
    reason: Option<String>,
    takes_back: Option<Uuid>,
}

impl SearchRecord {
    pub(super) fn write(change: &SearchChange, reason: Option<&Reason>, takes_back: Option<EventId>) -> Self {
        SearchRecord {
            search: change.id.0,
            name: change.name.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
            reason: reason.map(|reason| reason.as_str().to_owned()),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        if self.before.is_none() && self.after.is_none() {
            return Err("a change of no question".to_owned());
        }
        let change =
            SearchChange { id: SearchId(self.search), name: self.name, before: self.before, after: self.after };
        Ok(Action::SearchKept {
            change,
            reason: self.reason.as_deref().map(read_reason).transpose()?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}
