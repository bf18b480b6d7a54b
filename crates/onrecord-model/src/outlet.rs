//! Who publishes.

use crate::{Handle, OutletId};

/// A publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its id.
    pub id: OutletId,
    /// Its short name, `o4`.
    pub handle: Handle,
    /// Name or host name, as given.
    pub name: String,
    /// Who owns it; `None` when not known.
    pub owner: Option<String>,
    /// Who controls the owner, such as a government; `None` when not known.
    pub controller: Option<String>,
    /// Whether it is a wire agency.
    pub agency: bool,
}

/// What is known of an outlet beyond its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletFacts {
    /// Who owns it; `None` when not known.
    pub owner: Option<String>,
    /// Who controls the owner, such as a government; `None` when not known.
    pub controller: Option<String>,
    /// Whether it is a wire agency.
    pub agency: bool,
}

impl Outlet {
    /// Returns what is known of it beyond its name.
    pub fn facts(&self) -> OutletFacts {
        OutletFacts { owner: self.owner.clone(), controller: self.controller.clone(), agency: self.agency }
    }
}
