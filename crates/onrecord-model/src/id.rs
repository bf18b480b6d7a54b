//! Ids of stored things: UUIDs that cannot be mixed up with one another.

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// Names an article: all versions of a text under one address.
    ArticleId,
    /// Names a document: one version of an article.
    DocumentId,
    /// Names a mention.
    MentionId,
    /// Names a claim.
    ClaimId,
    /// Names a speaker.
    SpeakerId,
    /// Names an outlet.
    OutletId,
    /// Names an event of the log; also the id of the operation that wrote it.
    EventId,
    /// Names an earlier fact-check.
    FindingId,
    /// Names a piece of evidence.
    EvidenceId,
    /// Names a question that is kept.
    SearchId,
}
