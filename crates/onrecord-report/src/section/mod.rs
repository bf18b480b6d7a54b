//! The parts of the pages: one file a section, with its view model and how it is made from the input.
//!
//! A section turns the vocabulary into strings ready to be escaped; its template only places them.

pub(crate) mod aside;
pub(crate) mod bar;
pub(crate) mod card;
pub(crate) mod claim;
pub(crate) mod comparison;
pub(crate) mod correction;
pub(crate) mod evidence;
pub(crate) mod foot;
pub(crate) mod head;
pub(crate) mod history;
pub(crate) mod index;
pub(crate) mod listing;
pub(crate) mod named;
pub(crate) mod other;
pub(crate) mod page;
pub(crate) mod search;
pub(crate) mod speaker;
pub(crate) mod statements;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod verdict;
pub(crate) mod words;
