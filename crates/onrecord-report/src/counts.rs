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
    /// Nothing established, and nobody will: a person set it aside.
    pub set_aside: usize,
}

impl Counts {
    /// Counts the statuses of `target`, each with whether its claim was set aside; claims without that target are not counted.
    pub fn of<'a>(claims: impl IntoIterator<Item = (&'a ClaimStatuses, bool)>, target: Target) -> Self {
        let mut counts = Counts::default();
        for (statuses, is_aside) in claims {
            let Some(status) = statuses.of(target) else { continue };
            match status.kind() {
                StatusKind::Unverified if is_aside => counts.set_aside += 1,
                StatusKind::Unverified => counts.unverified += 1,
                StatusKind::Corroborated => counts.corroborated += 1,
                StatusKind::Disputed => counts.disputed += 1,
            }
        }
        counts
    }

    /// Returns how many claims were counted.
    pub fn total(&self) -> usize {
        self.unverified + self.corroborated + self.disputed + self.set_aside
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
