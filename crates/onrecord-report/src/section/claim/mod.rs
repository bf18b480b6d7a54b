//! The sections of a claim's page.

pub(crate) mod around;
pub(crate) mod lane;
pub(crate) mod page;
pub(crate) mod tree;
pub(crate) mod wording;
