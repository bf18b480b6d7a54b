//! View models to HTML and versioned JSON.
//!
//! Everything here is pure: the same input gives the same bytes. Nothing reads files, the environment or the clock.
//!
//! - [`article::render`] writes the report of one article, [`index::render`] the page that lists several,
//!   [`timeline::render`] that of all versions of a text.
//! - [`claim::render`], [`speaker::render`] and [`comparison::render`] write the page of a claim, of a speaker, and of several
//!   documents side by side; [`listing::render`] and [`search::render`] lists of a site and its search.
//! - [`language`] holds what all of them say, in English and in the words of a house.
//! - [`export`] writes what leaves the desk in the formats of the field.
//! - [`json::v1`] holds the records for other programs, [`json::to_line`] writes them.
//!
//! A page is one file: no script but that of the search page, no request, a style sheet whose hash the page's own policy
//! names. Text from outside passes `escape` and, where it stands beside other text, `isolate`; addresses become links only through `link`.

#[cfg(test)]
extern crate self as onrecord_report;

pub mod article;
pub mod aside;
#[cfg(test)]
mod checks;
pub mod claim;
pub mod comparison;
mod counts;
mod error;
mod escape;
pub mod export;
pub mod index;
mod isolate;
pub mod json;
#[cfg(test)]
#[path = "../tests/support/kinds.rs"]
mod kinds;
pub mod language;
#[cfg(test)]
mod language_checks;
mod link;
pub mod listing;
mod marks;
#[cfg(test)]
#[path = "../tests/support/sample.rs"]
mod sample;
pub mod search;
mod section;
mod sheet;
mod shell;
pub mod site;
pub mod speaker;
pub mod timeline;

pub use error::RenderError;
pub use shell::is_for_others;
