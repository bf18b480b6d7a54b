//! Copy groups.

use serde::Serialize;

/// One group of copies.
#[derive(Clone, Debug, Serialize)]
pub struct CopyGroup {
    /// Number of the group, from 1.
    pub group: usize,
    /// Ids of the documents, in the order given.
    pub docs: Vec<String>,
    /// Id of the document they go back to, as far as dates and agencies show.
    pub origin: String,
    /// Agency that members credit.
    pub agency: Option<String>,
    /// What makes each of them a copy, in words, one for each document but the first.
    pub why: Vec<String>,
}
