//! The other documents that an article's report names: told once, so that its cards need only their short names.

use super::head::Address;
use super::words::{self, When};
use crate::article::NamedDocument;
use crate::site::Site;

/// Another document.
#[derive(Clone, Debug)]
pub(crate) struct NamedWords {
    /// Its short name; also the id of its place on the page.
    pub(crate) handle: String,
    /// The page it has to itself; `None` when it has none.
    pub(crate) href: Option<String>,
    /// Name of its outlet.
    pub(crate) outlet: Option<String>,
    /// Its publication date.
    pub(crate) date: Option<When>,
    /// Its headline.
    pub(crate) title: Option<String>,
    /// Its address.
    pub(crate) address: Option<Address>,
}

impl NamedWords {
    /// Words a document.
    pub(crate) fn new(named: &NamedDocument, site: &Site) -> Self {
        NamedWords {
            handle: named.document.to_string(),
            href: site.page(named.document),
            outlet: words::foreign(named.outlet.as_deref()),
            date: named.published.as_ref().map(When::published),
            title: words::foreign(named.title.as_deref()),
            address: named.address.as_deref().map(Address::from),
        }
    }
}
