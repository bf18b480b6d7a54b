//! What the rules suggest, and why; never a status.

use onrecord_model::{Claim, Handle, StatusKind};
use onrecord_review::{Outcome, Suggestion, WhyNot, attention, suggest};
use onrecord_store::QueueFilter;

use crate::{AppError, CaseView, Desk};

/// A claim with what the rules say of it.
pub struct SuggestView {
    /// The claim and what bears on it.
    pub view: CaseView,
    /// What the rules say of each target, in their order.
    pub suggestions: Vec<Suggestion>,
}

impl SuggestView {
    /// Tells whether any rule suggests anything.
    pub fn suggests(&self) -> bool {
        self.suggestions.iter().any(|s| s.outcome != Outcome::Nothing)
    }
}

/// Says of a claim that is the later value itself what it takes the place of, in place of naming it as news about itself.
fn turn_round(one: &mut Suggestion, view: &CaseView) {
    let own = |id: &String| view.places.get(id).is_some_and(|place| place.claim == view.claim.handle);
    if one.outcome != Outcome::Update || one.counted.is_empty() || !one.counted.iter().all(|c| own(&c.id)) {
        return;
    }
    let older = one.not_counted.iter().filter(|n| matches!(n.why, WhyNot::Superseded(_))).map(|n| n.label.as_str());
    let older: Vec<&str> = older.collect();
    one.why = format!("it is the later value of its origin and takes the place of {}", older.join(", "));
}

impl Desk {
    /// Asks the rules about one claim.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn suggest(&self, claim: Handle) -> Result<SuggestView, AppError> {
        let view = self.case(claim).await?;
        let mut suggestions = suggest(&view.case);
        for (target, status) in view.claim.statuses.iter() {
            suggestions.extend(attention(&view.case, target, status.kind()));
        }
        for one in &mut suggestions {
            turn_round(one, &view);
        }
        Ok(SuggestView { view, suggestions })
    }

    /// Says what about a claim needs a person: statuses whose conditions no longer hold (rule R9), or do not meet the
    /// house rules in force, decisions that stand against one another, a verdict that readers are not told of any more, and a
    /// correction that is due; a sentence for each.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn attention(&self, claim: &Claim) -> Result<Vec<String>, AppError> {
        let mut found = self.shaken(claim).await?;
        found.extend(self.unmet(claim).await?);
        found.extend(self.clashes(claim).await?);
        found.extend(self.withheld_verdict(claim).await?);
        found.extend(self.correction_due(claim).await?);
        Ok(found)
    }

    async fn shaken(&self, claim: &Claim) -> Result<Vec<String>, AppError> {
        let set = claim.statuses.iter().any(|(_, status)| status.kind() != StatusKind::Unverified);
        if !set {
            return Ok(Vec::new());
        }
        let view = self.case(claim.handle).await?;
        let statuses = view.claim.statuses.iter();
        let found = statuses.filter_map(|(target, status)| {
            let why = attention(&view.case, target, status.kind())?.why;
            Some(format!("{}: {why}", target.as_str()))
        });
        Ok(found.collect())
    }

    /// Asks the rules about the `limit` open claims most worth checking and returns those of which they suggest something.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn suggest_open(&self, limit: u32) -> Result<Vec<SuggestView>, AppError> {
        let filter = QueueFilter { open_only: true, limit, ..QueueFilter::default() };
        let mut found = Vec::new();
        for item in self.queue(&filter).await? {
            let view = self.suggest(item.row.claim.handle).await?;
            if view.suggests() {
                found.push(view);
            }
        }
        Ok(found)
    }
}
