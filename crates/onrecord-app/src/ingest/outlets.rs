//! The outlets of a batch.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_ingest::dateline_names;
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

/// The desk's own agencies: outlets that are marked as such, by folded name.
pub(super) struct Agencies(BTreeMap<String, String>);

impl Agencies {
    /// Returns the agency that the dateline of a text names; `None` when it names none of these.
    pub(super) fn credited(&self, text: &str) -> Option<String> {
        dateline_names(text).find_map(|name| self.0.get(&folded_name(name)).cloned())
    }
}

impl Desk {
    /// Finds which names in the datelines of `articles` are those of agencies.
    pub(super) async fn agencies_named(&self, articles: &[&Article]) -> Result<Agencies, AppError> {
        let names: BTreeSet<String> = articles
            .iter()
            .filter(|article| article.credit.is_none())
            .flat_map(|article| dateline_names(article.text.as_str()).map(str::to_owned))
            .collect();
        let found = self.store.outlet_by_name(&names.into_iter().collect::<Vec<_>>()).await?;
        let agencies = found.into_iter().filter(|(_, outlet)| outlet.agency);
        Ok(Agencies(agencies.map(|(name, outlet)| (folded_name(&name), outlet.name)).collect()))
    }

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
