//! Who a source is: names within one document.

mod acronym;
mod body;
mod index;
mod parse;
mod pronoun;
mod resolve;
mod variant;

pub(crate) use parse::is_person;
pub(crate) use resolve::Resolver;
pub use variant::{name_form, same_spelling};
