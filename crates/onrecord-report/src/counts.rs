//! Counts by status.

use onrecord_model::{ClaimStatuses, StatusKind, Target};

/// How many claims have which status on one target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nothing established.
    pub unverified: usize,
    /// Evidence supports it.
    pub corroborated: usize,
    /// Evidence speaks against it.
    pub disputed: usize,
}

impl Counts {
    /// Counts the statuses of `target`; claims without that target are not counted.
    pub fn of<'a>(statuses: impl IntoIterator<Item = &'a ClaimStatuses>, target: Target) -> Self {
        let mut counts = Counts::default();
        for status in statuses.into_iter().filter_map(|s| s.of(target)) {
            match status.kind() {
                StatusKind::Unverified => counts.unverified += 1,
                StatusKind::Corroborated => counts.corroborated += 1,
                StatusKind::Disputed => counts.disputed += 1,
            }
        }
        counts
    }

    /// Returns how many claims were counted.
    pub fn total(&self) -> usize {
        self.unverified + self.corroborated + self.disputed
    }

    /// Returns the count of one status.
    pub fn get(&self, kind: StatusKind) -> usize {
        match kind {
            StatusKind::Unverified => self.unverified,
            StatusKind::Corroborated => self.corroborated,
            StatusKind::Disputed => self.disputed,
        }
    }
}
