//! What can go wrong while writing a page.

/// A page could not be written.
///
/// Templates are checked when the program is built and write into memory, so that this is never seen in practice; it
/// exists so that no page can end in a panic.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the page: {0}")]
pub struct RenderError(#[from] askama::Error);
