//! What is known of outlets beyond their name.

use onrecord_model::{Handle, HandleKind, Outlet, OutletId};

use crate::{AppError, Desk};

/// What a person knows of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletFacts {
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
    pub async fn add_outlets(&self, facts: &[OutletFacts]) -> Result<(), AppError> {
        let mut tx = self.store.begin().await?;
        let names: Vec<String> = facts.iter().map(|f| f.name.clone()).collect();
        let known = tx.outlet_by_name(&names).await?;
        let missing: Vec<&OutletFacts> =
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
}
