//! View models to HTML and versioned JSON.
//!
//! Everything here is pure: the same input gives the same bytes. Nothing reads files, the environment or the clock.
//!
//! - [`article::render`] writes the report of one article, [`index::render`] the page that lists several,
//!   [`timeline::render`] that of all versions of a text.
//! - [`json::v1`] holds the records for other programs, [`json::to_line`] writes them.
//!
//! A page is one file: no script, no request, a style sheet whose hash the page's own policy names. Text from outside
//! passes `escape` and, where it stands beside other text, `isolate`; addresses become links only through `link`.

#[cfg(test)]
extern crate self as onrecord_report;

pub mod article;
#[cfg(test)]
mod checks;
mod counts;
mod error;
mod escape;
pub mod index;
mod isolate;
pub mod json;
mod link;
mod marks;
#[cfg(test)]
#[path = "../tests/support/sample.rs"]
mod sample;
mod section;
mod shell;
pub mod timeline;

pub use error::RenderError;
