//! What was set aside, for pages and exports.

use std::borrow::Cow;
use std::collections::BTreeMap;

use onrecord_model::{Action, ClaimId, Event, WorkState};
use onrecord_report::aside::SetAside;

use super::Run;
use crate::{AppError, Desk};

impl Desk {
    /// Lists those of these claims that were set aside for good, as the readers of a run may know it.
    pub(crate) async fn set_aside(
        &self,
        claims: impl IntoIterator<Item = ClaimId>,
        run: &Run,
    ) -> Result<BTreeMap<ClaimId, SetAside>, AppError> {
        let claims: Vec<ClaimId> = claims.into_iter().collect();
        let works = match &run.dropped {
            Some(all) => Cow::Borrowed(all),
            None => Cow::Owned(self.store.works(&claims).await?),
        };
        let aside = |claim: ClaimId| Some((claim, run.aside(claim, works.get(&claim))?));
        Ok(claims.into_iter().filter_map(aside).collect())
    }
}

impl Run {
    /// Tells that a claim was set aside for good, by what people did to the work on it until now. Those who set it aside did not
    /// write to everybody.
    pub(crate) fn aside(&self, claim: ClaimId, now: Option<&WorkState>) -> Option<SetAside> {
        let aside = SetAside::of(self.rewound.work(claim, now)?)?;
        let reason = aside.reason.filter(|_| !self.is_public());
        Some(SetAside { reason, ..aside })
    }

    /// Returns entries as the readers of a run may know them.
    pub(crate) fn told(&self, mut events: Vec<Event>) -> Vec<Event> {
        for event in events.iter_mut().filter(|_| self.is_public()) {
            if let Action::WorkChanged { reason, .. } = &mut event.action {
                *reason = None;
            }
        }
        events
    }
}
