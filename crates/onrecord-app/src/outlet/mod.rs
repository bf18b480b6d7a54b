//! What is known of outlets beyond their name.

mod named;
pub(crate) mod starter;

use onrecord_model::{Action, Handle, HandleKind, Outlet, OutletFacts, OutletId, Reason, Reviewer};

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::{AppError, Desk};

/// What a person knows of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownOutlet {
    /// Its name.
    pub name: String,
    /// Who owns it; `None` when not known.
    pub owner: Option<String>,
    /// Who controls the owner; `None` when not known.
    pub controller: Option<String>,
    /// Whether it is a wire agency.
    pub agency: bool,
}

impl Desk {
    /// Stores outlets that are not known yet; those of a known name stay as they are.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database refuses.
    pub async fn add_outlets(&self, facts: &[KnownOutlet]) -> Result<(), AppError> {
        let mut tx = self.store.begin().await?;
        let names: Vec<String> = facts.iter().map(|f| f.name.clone()).collect();
        let known = tx.outlet_by_name(&names).await?;
        let missing: Vec<&KnownOutlet> =
            facts.iter().filter(|f| !known.iter().any(|(name, _)| *name == f.name)).collect();
        let first = tx.next_handles(HandleKind::Outlet, missing.len() as u32).await?;
        let made: Vec<Outlet> = (first..)
            .zip(missing)
            .map(|(number, facts)| Outlet {
                id: OutletId(self.next_id()),
                handle: Handle::outlet(number),
                name: facts.name.clone(),
                owner: facts.owner.clone(),
                controller: facts.controller.clone(),
                agency: facts.agency,
            })
            .collect();
        tx.insert_outlets(&made).await?;
        Ok(tx.commit().await?)
    }

    /// Lists the outlets by handle.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn outlets(&self) -> Result<Vec<Outlet>, AppError> {
        Ok(self.store.outlets().await?)
    }

    /// Writes down what is known of an outlet with a log entry, and returns what was and what is known. With `dry_run`
    /// nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn set_outlet(
        &self,
        change: &OutletChange,
        dry_run: bool,
    ) -> Result<(OutletFacts, OutletFacts), AppError> {
        retrying!(self.set_outlet_once(change, dry_run))
    }

    async fn set_outlet_once(
        &self,
        change: &OutletChange,
        dry_run: bool,
    ) -> Result<(OutletFacts, OutletFacts), AppError> {
        let handle = expect_kind(change.outlet, HandleKind::Outlet)?;
        let mut tx = self.store.begin().await?;
        let outlet = tx.outlets().await?.into_iter().find(|o| o.handle == handle);
        let outlet = outlet.ok_or(AppError::NotFound { handle })?;
        let before = outlet.facts();
        let after = OutletFacts {
            owner: change.owner.clone().unwrap_or_else(|| before.owner.clone()),
            controller: change.controller.clone().unwrap_or_else(|| before.controller.clone()),
            agency: change.agency.unwrap_or(before.agency),
        };
        if dry_run || before == after {
            tx.rollback().await?;
            return Ok((before, after));
        }
        tx.set_outlet_facts(handle, &before, &after).await?;
        let action = Action::OutletSet {
            outlet: outlet.id,
            handle,
            before: before.clone(),
            after: after.clone(),
            reason: change.reason.clone(),
            takes_back: None,
        };
        self.enter(&mut tx, &change.by, action).await?;
        tx.commit().await?;
        Ok((before, after))
    }
}

/// What a person writes down about an outlet.
#[derive(Clone, Debug)]
pub struct OutletChange {
    /// The outlet.
    pub outlet: Handle,
    /// Who owns it: `None` leaves it, `Some(None)` says that nobody knows.
    pub owner: Option<Option<String>>,
    /// Who controls the owner, likewise.
    pub controller: Option<Option<String>>,
    /// Whether it is a wire agency; `None` leaves it.
    pub agency: Option<bool>,
    /// Who says so.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
}
