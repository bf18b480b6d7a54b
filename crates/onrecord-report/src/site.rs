//! What the pages of one site have in common: where each thing has its page, whose site it is, and for whom.

use std::collections::BTreeMap;

use onrecord_model::Handle;

use crate::language::Words;

/// The site a page belongs to; [`Site::default`] is none: a page that stands alone and links to no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// Where each document, claim and speaker is shown, relative to the page: a file (`c7.html`), a place in one
    /// (`d1.html#c7`) or in the page itself (`#d4`). What is not named here is not linked to.
    pub pages: BTreeMap<Handle, String>,
    /// Where the versions of a document stand side by side, of those that have others: a file beside the page.
    pub versions: BTreeMap<Handle, String>,
    /// Whether the page lies beside the index, the lists and the search page, and links to them.
    pub is_whole: bool,
    /// Whose site it is.
    pub house: House,
    /// Whether the page is for the desk alone: it then shows private notes and confidential evidence and says so.
    pub internal: bool,
}

/// How the house that publishes wants to appear; [`House::default`] is no house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// Its name; `None` when it gave none.
    pub name: Option<String>,
    /// Its logo as a `data:` address of a picture; `None` when it gave none. Anything else is left out.
    pub logo: Option<String>,
    /// Colour of links, `#rrggbb`, on light and on dark paper; `None` for the usual ones. Anything else is left out.
    pub colours: Option<(String, String)>,
    /// How to dispute what a page says; `None` when it gave nothing.
    pub dispute: Option<String>,
    /// The language of its pages and what it says in it.
    pub words: Words,
}

impl Site {
    /// Returns where something is shown; `None` when it is not part of the site.
    pub(crate) fn href(&self, handle: Handle) -> Option<String> {
        self.pages.get(&handle).filter(|address| is_plain(address)).cloned()
    }

    /// Returns the page on which the versions of a document stand side by side; `None` where there is none.
    pub(crate) fn versions(&self, document: Handle) -> Option<String> {
        self.versions.get(&document).filter(|file| is_plain_file(file)).cloned()
    }

    /// Returns the page that something has to itself; `None` when it has none.
    pub(crate) fn page(&self, handle: Handle) -> Option<String> {
        self.href(handle).filter(|address| !address.contains('#'))
    }
}

/// Tells whether an address is a plain file beside the page, a place in one or in the page itself.
fn is_plain(address: &str) -> bool {
    let (file, place) = address.split_once('#').unwrap_or((address, "x"));
    (is_plain_file(file) || file.is_empty() && address.starts_with('#'))
        && !place.is_empty()
        && place.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Tells whether a name is that of a file beside the page.
pub(crate) fn is_plain_file(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    !name.is_empty() && name.bytes().all(plain) && !name.starts_with('.') && !name.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_only_to_files_beside_it_and_places_in_them() {
        assert!(is_plain("d1.html") && is_plain("d1.html#c7") && is_plain("#d4"));
        for bad in
            ["", "../d1.html", "a/b", "javascript:x", ".html", "a b", "a..html", "d1.html#", "d1.html#\"x", "#", "#a#b"]
        {
            assert!(!is_plain(bad), "{bad}");
        }
    }
}
