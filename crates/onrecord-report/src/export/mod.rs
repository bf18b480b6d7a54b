//! What leaves the desk in the formats of the field.

pub mod annotation;
pub mod atom;
pub mod claimreview;
pub mod markdown;
mod party;
