//! Bytes that are kept while they may still be needed.

use std::collections::VecDeque;

/// A run of bytes that grows at its end and is given up from its beginning.
#[derive(Debug, Default)]
pub(super) struct Window {
    bytes: Vec<u8>,
    /// How many of the first bytes are given up already.
    from: usize,
}

/// What an empty window may still occupy, in bytes.
const IDLE: usize = 1024 * 1024;

impl Window {
    /// Returns the bytes that are kept.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.from..).unwrap_or_default()
    }

    /// Returns how many bytes are kept.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() - self.from
    }

    /// Adds bytes at the end.
    pub(super) fn extend(&mut self, more: &[u8]) {
        self.bytes.extend_from_slice(more);
    }

    /// Gives up the first bytes. They are moved out only once they are half of all, so that each byte is moved a few times at most.
    pub(super) fn give_up(&mut self, count: usize) {
        self.from = self.bytes.len().min(self.from + count);
        if self.from * 2 >= self.bytes.len() {
            self.bytes.drain(..self.from);
            self.from = 0;
        }
        if self.bytes.is_empty() && self.bytes.capacity() > IDLE {
            self.bytes = Vec::new();
        }
    }
}

/// Where bytes of an unpacked archive come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Where its gzip member begins, in bytes of the file.
    pub(super) start: u64,
    /// Whether the member was unpacked to its end and fits its checksum.
    pub(super) checked: bool,
}

/// Which part of an unpacked archive comes from where.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// The first byte of each part, in its order.
    parts: VecDeque<(u64, Origin)>,
}

impl Origins {
    /// Notes where the bytes from `at` on come from.
    pub(super) fn push(&mut self, at: u64, origin: Origin) {
        if self.parts.back().is_none_or(|(_, last)| last.start != origin.start) {
            self.parts.push_back((at, origin));
        }
    }

    /// Tells where a byte comes from; `None` where nothing is packed.
    pub(super) fn of(&self, at: u64) -> Option<Origin> {
        let behind = self.parts.partition_point(|(begin, _)| *begin <= at);
        self.parts.get(behind.checked_sub(1)?).map(|(_, origin)| *origin)
    }

    /// Forgets the parts that end before a byte.
    pub(super) fn forget(&mut self, at: u64) {
        while self.parts.get(1).is_some_and(|(begin, _)| *begin <= at) {
            self.parts.pop_front();
        }
    }
}
