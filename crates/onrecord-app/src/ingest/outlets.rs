//! The outlets of a batch.

use std::collections::BTreeMap;

use onrecord_model::{Article, Handle, HandleKind, Outlet, OutletId};
use onrecord_store::Tx;
use onrecord_text::folded_name;

use crate::outlet::starter;
use crate::{AppError, Desk};

/// The outlets of a batch by folded name.
pub(super) struct Outlets(BTreeMap<String, Outlet>);

impl Outlets {
    /// Returns the outlet of `article`; `None` when it names none.
    pub(super) fn of(&self, article: &Article) -> Option<&Outlet> {
        self.0.get(&folded_name(article.outlet.as_ref()?))
    }
}

impl Desk {
    /// Finds the outlets of `articles` by folded name and makes those that are missing.
    pub(super) async fn place_outlets(
        &self,
        tx: &mut Tx,
        articles: impl Iterator<Item = &Article>,
    ) -> Result<Outlets, AppError> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for name in articles.filter_map(|a| a.outlet.clone()) {
            names.entry(folded_name(&name)).or_insert(name);
        }
        let asked: Vec<String> = names.values().cloned().collect();
        let stored = tx.outlet_by_name(&asked).await?;
        let mut found: BTreeMap<String, Outlet> = stored.into_iter().map(|(name, o)| (folded_name(&name), o)).collect();
        let missing: Vec<(String, String)> = names.into_iter().filter(|(key, _)| !found.contains_key(key)).collect();
        if missing.is_empty() {
            return Ok(Outlets(found));
        }
        let first = tx.next_handles(HandleKind::Outlet, missing.len() as u32).await?;
        let made: Vec<Outlet> =
            (first..).zip(&missing).map(|(number, (_, name))| self.new_outlet(number, name)).collect();
        tx.insert_outlets(&made).await?;
        found.extend(missing.into_iter().map(|(key, _)| key).zip(made));
        Ok(Outlets(found))
    }

    fn new_outlet(&self, number: u32, name: &str) -> Outlet {
        let known = starter::facts(name).unwrap_or_default();
        Outlet {
            id: OutletId(self.next_id()),
            handle: Handle::outlet(number),
            name: name.to_owned(),
            owner: known.owner,
            controller: known.controller,
            agency: known.agency,
        }
    }
}
