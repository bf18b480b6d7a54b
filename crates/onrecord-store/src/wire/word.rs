//! Words that stand for the variants of an enum.

use onrecord_model::{Approximation, EntityKind, HedgeKind, Severity, TimeBasis, TimePrecision, TimeRole};

/// Finds the variant that `word` stands for; the error names the word.
pub(crate) fn find<T: Copy>(variants: &[T], as_str: fn(T) -> &'static str, word: &str) -> Result<T, String> {
    variants.iter().copied().find(|variant| as_str(*variant) == word).ok_or_else(|| format!("unknown word {word:?}"))
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $ty:ident { $($variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        pub(crate) fn $name(word: &str) -> Result<$ty, String> {
            // A variant added to the vocabulary must be added here: this match does not compile without it.
            const ALL: &[$ty] = &[$($ty::$variant),*];
            const _: fn($ty) = |it| match it { $($ty::$variant => {})* };
            find(ALL, $ty::as_str, word)
        }
    )*};
}

words! {
    /// Reads a severity.
    severity: Severity { Note, Warning }
    /// Reads a kind of hedge.
    hedge: HedgeKind { Possibility, Probability, Hearsay, Future, Condition }
    /// Reads how close a value claims to be.
    approximation: Approximation { Exact, About, AtLeast, AtMost, Range, Magnitude }
    /// Reads what a name names.
    entity: EntityKind { Person, Body, Place, Other }
    /// Reads how fine a time is.
    precision: TimePrecision { Day, Week, Month, Year, Interval }
    /// Reads what a time was resolved against.
    basis: TimeBasis { Explicit, Dateline, PublicationDate }
    /// Reads what a time tells.
    role: TimeRole { SaidAt, About }
}
