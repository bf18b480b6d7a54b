//! Which outlet is meant by a handle, a name or a domain.

use std::collections::BTreeMap;

use onrecord_ingest::outlet_of;
use onrecord_model::{Handle, HandleKind, Outlet};
use onrecord_text::folded_name;

use super::starter;
use crate::{AppError, Desk};

/// Outlets that are offered where none is called as asked.
const OFFERED: usize = 3;

impl Desk {
    /// Finds the outlet that a handle (`o4`), a name, whatever its case, or a domain names.
    ///
    /// A domain is that of the addresses of an outlet's articles, or one a well-known outlet has.
    ///
    /// # Errors
    /// [`AppError::NotFound`] and [`AppError::WrongKind`] for a handle, [`AppError::Missing`] when no outlet is called so,
    /// [`AppError::Ambiguous`] when several share the domain, [`AppError::Store`].
    pub async fn outlet_named(&self, asked: &str) -> Result<Outlet, AppError> {
        let handle = asked.parse::<Handle>().ok();
        if let Some(handle) = handle.filter(|handle| handle.kind == HandleKind::Outlet) {
            let outlet = self.store.outlets().await?.into_iter().find(|outlet| outlet.handle == handle);
            return outlet.ok_or(AppError::NotFound { handle });
        }
        if let Some((_, outlet)) = self.store.outlet_by_name(&[asked.to_owned()]).await?.into_iter().next() {
            return Ok(outlet);
        }
        if let Some(handle) = handle {
            return Err(AppError::WrongKind { given: handle, wanted: HandleKind::Outlet });
        }
        let mut found = self.outlets_at(asked).await?;
        match (found.pop(), found.as_slice()) {
            (Some(only), []) => Ok(only),
            (None, _) => Err(AppError::Missing(self.no_such_outlet(asked).await?)),
            (Some(last), others) => {
                let all = others.iter().chain([&last]).map(called).collect::<Vec<_>>().join(", ");
                Err(AppError::Ambiguous(format!("{asked} is the domain of several outlets: {all}; give the handle")))
            }
        }
    }

    /// Lists the outlets whose articles stand at a domain, or that are known to have it.
    async fn outlets_at(&self, asked: &str) -> Result<Vec<Outlet>, AppError> {
        let address = if asked.contains("://") { asked.to_owned() } else { format!("https://{asked}") };
        let Some(host) = outlet_of(&address).filter(|host| host.contains('.')) else { return Ok(Vec::new()) };
        let names: Vec<String> =
            starter::names(&host).iter().map(|name| (*name).to_owned()).chain([host.clone()]).collect();
        let known = self.store.outlet_by_name(&names).await?.into_iter().map(|(_, outlet)| outlet);
        let at_host = self.store.outlets_by_address(&host).await?.into_iter();
        let at_host = at_host.filter(|(_, url)| outlet_of(url).as_ref() == Some(&host)).map(|(outlet, _)| outlet);
        let all: BTreeMap<Handle, Outlet> = known.chain(at_host).map(|outlet| (outlet.handle, outlet)).collect();
        Ok(all.into_values().collect())
    }

    async fn no_such_outlet(&self, asked: &str) -> Result<String, AppError> {
        let wanted = folded_name(asked);
        let outlets = self.store.outlets().await?;
        let near = outlets.iter().filter(|outlet| !wanted.is_empty() && folded_name(&outlet.name).contains(&wanted));
        let near: Vec<String> = near.take(OFFERED).map(called).collect();
        let hint = if near.is_empty() {
            "'onrecord outlet list' lists them".to_owned()
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        Ok(format!("no outlet is called {asked:?}; {hint}"))
    }
}

fn called(outlet: &Outlet) -> String {
    format!("{} ({})", outlet.handle, outlet.name)
}
