//! What inside a proposition can be compared.

use onrecord_text::Span;

/// Whether a proposition affirms or denies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// No negation, or an even number of them.
    #[default]
    Affirmed,
    /// An odd number of negations.
    Negated,
}

impl Polarity {
    /// Returns the opposite.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Affirmed => Self::Negated,
            Self::Negated => Self::Affirmed,
        }
    }
}

impl Polarity {
    /// Returns the word used in JSON, storage and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
        }
    }
}

/// How sure a hedge leaves us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HedgeKind {
    /// May, might, could, possibly, perhaps.
    Possibility,
    /// Probably, likely, expected to.
    Probability,
    /// Alleged, reportedly, apparently, so-called: somebody else's word.
    Hearsay,
    /// Will, plans to, aims to: an intention or a prediction.
    Future,
    /// If, unless, would: holds only under a condition.
    Condition,
}

impl HedgeKind {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possibility => "possibility",
            Self::Probability => "probability",
            Self::Hearsay => "hearsay",
            Self::Future => "future",
            Self::Condition => "condition",
        }
    }
}

/// A word that weakens or conditions a proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// Its place in the text.
    pub span: Span,
    /// Which kind.
    pub kind: HedgeKind,
}

/// How close a stated value claims to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Approximation {
    /// Stated without qualification.
    #[default]
    Exact,
    /// About, around, some, roughly, nearly.
    About,
    /// More than, over, at least, upwards of.
    AtLeast,
    /// Fewer than, under, at most, up to.
    AtMost,
    /// Between two values.
    Range,
    /// Dozens, tens of thousands: only the size is stated.
    Magnitude,
}

impl Approximation {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Range => "range",
            Self::Magnitude => "magnitude",
        }
    }
}

/// What is counted or measured, in a normal form: `$` and `dollars` are both `USD`, `per cent` is `%`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit(pub String);

/// A stated quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The whole expression, approximation and unit included ("about four hours").
    pub span: Span,
    /// The value, or the lower end of a range, in the unit itself ("3.5 million" is 3 500 000).
    pub value: f64,
    /// The upper end of a range; `None` when it is no range.
    pub upper: Option<f64>,
    /// What is counted; `None` when the text does not say next to the number.
    pub unit: Option<Unit>,
    /// How close the value claims to be.
    pub approximation: Approximation,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// An organisation, office or state body.
    Body,
    /// A place or a state.
    Place,
    /// A name whose kind the text does not show.
    Other,
}

impl EntityKind {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// A name in a proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its place in the text.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
}

/// The comparable parts of a proposition; all spans index the text the proposition stands in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// Affirmed or negated, taken over all of `negations`.
    pub polarity: Polarity,
    /// The negating words.
    pub negations: Vec<Span>,
    /// The weakening words.
    pub hedges: Vec<Hedge>,
    /// The stated quantities; dates are not among them.
    pub quantities: Vec<Quantity>,
    /// The names.
    pub entities: Vec<Entity>,
}
