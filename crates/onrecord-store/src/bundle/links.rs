//! What rows of a bundle say of one another.

use std::collections::BTreeMap;

use onrecord_model::ContentHash;
use uuid::Uuid;

use super::BundleError;
use super::form::empty_log;
use crate::entity::event;
use crate::{Checkpoint, seal};

/// What was read so far, as far as later rows are compared with it.
pub(super) struct Links {
    /// Hashes of documents whose bytes have not come yet.
    documents: BTreeMap<Uuid, Vec<u8>>,
    /// Size and last hash of the log so far.
    head: Checkpoint,
}

impl Default for Links {
    fn default() -> Self {
        Links { documents: BTreeMap::new(), head: empty_log() }
    }
}

impl Links {
    /// Notes the hash that the bytes of a document must have.
    pub(super) fn document(&mut self, id: Uuid, hash: &[u8]) -> Result<(), String> {
        if seal::hash(hash).is_none() {
            return Err("its hash is not 32 bytes".to_owned());
        }
        self.documents.insert(id, hash.to_vec());
        Ok(())
    }

    /// Compares the bytes of a document with its hash.
    pub(super) fn bytes_of(&mut self, id: Uuid, raw: &[u8]) -> Result<(), String> {
        let hash = self.documents.remove(&id).ok_or_else(|| format!("there is no document {id}"))?;
        bytes(&hash, raw)
    }

    /// Compares an entry with the one before and its seal.
    pub(super) fn entry(&mut self, row: &event::Model) -> Result<(), String> {
        let expected = self.head.size + 1;
        if u64::try_from(row.position) != Ok(expected) {
            return Err(format!("entry {} of the log comes where entry {expected} should", row.position));
        }
        let sealed = seal::link(row);
        if row.prev != self.head.root.0 || row.hash != sealed.0 {
            return Err(format!("entry {expected} of the log is not what was sealed"));
        }
        self.head = Checkpoint { size: expected, root: sealed };
        Ok(())
    }

    /// Ends the comparison with the head that the manifest names.
    pub(super) fn finish(self, head: &Checkpoint) -> Result<(), BundleError> {
        if let Some(id) = self.documents.keys().next() {
            return Err(BundleError::damaged("document_body", format!("the bytes of document {id} are missing")));
        }
        if self.head != *head {
            let (is, should) = (self.head.size, head.size);
            let why = if is == should {
                format!("the log of {is} entries does not end in the hash that the manifest names")
            } else {
                format!("the log has {is} entries, the manifest names {should}")
            };
            return Err(BundleError::damaged("event", why));
        }
        Ok(())
    }
}

/// Compares bytes with their hash.
pub(super) fn bytes(hash: &[u8], raw: &[u8]) -> Result<(), String> {
    let is = ContentHash::of(raw);
    if is.0 == *hash { Ok(()) } else { Err(format!("its bytes have the hash {is}, not the one it is kept under")) }
}
