//! House rules as they stand in the log, and under which of them a decision was made.

use onrecord_model::{Action, EventId, Judged, Reason, RulesChange};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RulesRecord {
    before: Option<String>,
    after: Option<String>,
    reason: String,
    takes_back: Option<Uuid>,
}

impl RulesRecord {
    pub(super) fn write(change: &RulesChange, reason: &Reason, takes_back: Option<EventId>) -> Self {
        RulesRecord {
            before: change.before.clone(),
            after: change.after.clone(),
            reason: reason.as_str().to_owned(),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        Ok(Action::RulesAdopted {
            change: RulesChange { before: self.before, after: self.after },
            reason: read_reason(&self.reason)?,
            takes_back: self.takes_back.map(EventId),
        })
    }
}

/// Under which rules a status was set; left out where the desk had none, as in entries of earlier versions.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct JudgedRecord {
    rules: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    overrides: Option<String>,
}

impl JudgedRecord {
    pub(super) fn write(judged: &Judged) -> Self {
        let overrides = judged.overrides.as_ref().map(|reason| reason.as_str().to_owned());
        JudgedRecord { rules: judged.rules.to_string(), overrides }
    }

    pub(super) fn read(self) -> Result<Judged, String> {
        Ok(Judged {
            rules: self.rules.parse().map_err(|_| format!("{:?} is no hash", self.rules))?,
            overrides: self.overrides.as_deref().map(read_reason).transpose()?,
        })
    }
}
