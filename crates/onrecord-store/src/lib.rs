//! SQLite or PostgreSQL behind sea-orm, and the event log.
//!
//! A [`Store`] answers questions; a [`Tx`] answers the same ones and writes. Whatever a transaction changes it must tell
//! the log, and the log only of what it changed: [`Tx::commit`] refuses otherwise. The log is a chain of hashes, and
//! [`Store::verify`] checks the whole database against it.

mod audit;
mod bundle;
mod column;
mod connect;
mod digest;
mod entity;
mod error;
mod fault;
mod filed;
mod foreign;
mod halt;
mod health;
mod intern;
mod kept;
mod read;
mod reads;
mod seal;
mod store;
mod tx;
mod types;
mod wire;
mod write;

pub use bundle::{BundleError, BundleManifest, check_bundle};
pub use connect::missing_file;
pub use digest::{Filed, content_digest};
pub use error::StoreError;
pub use filed::{filed_mention, stored_mention};
pub use health::Health;
pub use store::Store;
pub use tx::Tx;
pub use types::{
    Audit, Checkpoint, Counts, DocumentSummary, EventFilter, Fault, NewArticle, NewDocument, NewStatement, Occurrence,
    PairFilter, QueueClaim, QueueFilter, QueueOrder, QueueRow, RawEntry, SealedEvent, StoredMention, WorkFilter,
    WorkOrder,
};
