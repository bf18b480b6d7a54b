//! View models to HTML and versioned JSON.
//!
//! Everything here is pure: the same input gives the same bytes. Nothing reads files, the environment or the clock.

pub mod json;
