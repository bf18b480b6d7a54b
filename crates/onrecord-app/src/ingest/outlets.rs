//! The outlets of a batch.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Article, Handle, HandleKind, Outlet, OutletId};
use onrecord_store::Tx;

use crate::{AppError, Desk};

impl Desk {
    /// Finds the outlets of `articles` by name and makes those that are missing.
    pub(super) async fn place_outlets(
        &self,
        tx: &mut Tx,
        articles: impl Iterator<Item = &Article>,
    ) -> Result<BTreeMap<String, Outlet>, AppError> {
        let names: BTreeSet<String> = articles.filter_map(|a| a.outlet.clone()).collect();
        let names: Vec<String> = names.into_iter().collect();
        let mut found: BTreeMap<String, Outlet> = tx.outlet_by_name(&names).await?.into_iter().collect();
        let missing: Vec<&String> = names.iter().filter(|name| !found.contains_key(*name)).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let first = tx.next_handles(HandleKind::Outlet, missing.len() as u32).await?;
        let made: Vec<Outlet> = (first..).zip(missing).map(|(number, name)| self.new_outlet(number, name)).collect();
        tx.insert_outlets(&made).await?;
        found.extend(made.into_iter().map(|o| (o.name.clone(), o)));
        Ok(found)
    }

    fn new_outlet(&self, number: u32, name: &str) -> Outlet {
        Outlet {
            id: OutletId(self.next_id()),
            handle: Handle::outlet(number),
            name: name.to_owned(),
            owner: None,
            controller: None,
            agency: false,
        }
    }
}
