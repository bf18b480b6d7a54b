//! How two wordings stand to one another.

use onrecord_text::Span;

/// What one claim is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same words.
    Repeats,
    /// The same proposition in other words.
    Rewords,
    /// The same slot with a later value from the same origin.
    Updates,
    /// Opposite polarity or incompatible values.
    Contradicts,
    /// A part of the other proposition.
    Narrows,
    /// Not about the same thing.
    Unrelated,
}

impl Relation {
    /// All relations, nearest first.
    pub const ALL: [Relation; 6] =
        [Self::Repeats, Self::Rewords, Self::Narrows, Self::Updates, Self::Contradicts, Self::Unrelated];

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.as_str() == s)
    }

    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repeats => "repeats",
            Self::Rewords => "rewords",
            Self::Updates => "updates",
            Self::Contradicts => "contradicts",
            Self::Narrows => "narrows",
            Self::Unrelated => "unrelated",
        }
    }
}

/// A difference that forbids calling two wordings the same claim (rule R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Veto {
    /// One negates, the other does not.
    Negation,
    /// Another value or unit.
    Quantity,
    /// A hedge lost or gained.
    Hedge,
    /// Another speaker (counts for `said` only).
    Speaker,
    /// Future against past.
    Tense,
    /// Another year, month or day of the month in place of one.
    Date,
    /// A word for the opposite in the same place: "supports", "opposes".
    Opposite,
    /// Who and whom have changed places.
    Roles,
}

impl Veto {
    /// All vetoes.
    pub const ALL: [Veto; 8] = [
        Self::Negation,
        Self::Quantity,
        Self::Hedge,
        Self::Speaker,
        Self::Tense,
        Self::Date,
        Self::Opposite,
        Self::Roles,
    ];

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|veto| veto.as_str() == s)
    }

    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Quantity => "quantity",
            Self::Hedge => "hedge",
            Self::Speaker => "speaker",
            Self::Tense => "tense",
            Self::Date => "date",
            Self::Opposite => "opposite",
            Self::Roles => "roles",
        }
    }
}

/// What kind of change lies between two wordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// A value, its unit or how close it claims to be.
    Number,
    /// A negation came or went.
    Negation,
    /// A hedge came, went or changed strength.
    Hedge,
    /// Who is credited, or how strong the cue is.
    Attribution,
    /// Quotation marks put round a paraphrase or taken off.
    Quote,
    /// A name came, went or was swapped.
    Entity,
    /// Tense or date.
    Time,
    /// Any other words.
    Wording,
}

impl DriftKind {
    /// All kinds, heaviest first.
    pub const ALL: [DriftKind; 8] = [
        Self::Number,
        Self::Negation,
        Self::Hedge,
        Self::Attribution,
        Self::Quote,
        Self::Entity,
        Self::Time,
        Self::Wording,
    ];

    /// Returns the vetoes by which two claims that differ in this way stand against one another; none where it forbids no match.
    pub fn vetoes(self) -> &'static [Veto] {
        match self {
            Self::Number => &[Veto::Quantity],
            Self::Negation => &[Veto::Negation],
            Self::Hedge => &[Veto::Hedge],
            Self::Time => &[Veto::Tense, Veto::Date],
            Self::Attribution => &[Veto::Speaker],
            Self::Quote | Self::Entity | Self::Wording => &[],
        }
    }

    /// Returns the word used in JSON, on the command line and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Attribution => "attribution",
            Self::Quote => "quote",
            Self::Entity => "entity",
            Self::Time => "time",
            Self::Wording => "wording",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == s)
    }
}

/// One typed change from wording `a` to wording `b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// What kind of change.
    pub kind: DriftKind,
    /// The words in the first text; `None` when they were added.
    pub a: Option<Span>,
    /// The words in the second text; `None` when they were dropped.
    pub b: Option<Span>,
    /// The change in words ("about 300 → more than 300").
    pub note: String,
}

/// How a run of words fares between two wordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentKind {
    /// In both.
    Same,
    /// In both, but for white space, quote style or capitals.
    Folded,
    /// Only in the first.
    Removed,
    /// Only in the second.
    Added,
}

/// One run of words of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// How it fares.
    pub kind: SegmentKind,
    /// Its place in the first text; `None` exactly for [`SegmentKind::Added`].
    pub a: Option<Span>,
    /// Its place in the second text; `None` exactly for [`SegmentKind::Removed`].
    pub b: Option<Span>,
}

/// Two wordings aligned word by word: the segments in order cover both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordDiff {
    /// The runs in order.
    pub segments: Vec<Segment>,
}

impl WordDiff {
    /// Counts the changes that were folded.
    pub fn folded(&self) -> usize {
        self.segments.iter().filter(|s| s.kind == SegmentKind::Folded).count()
    }
}

/// All that is known of how wording `a` stands to wording `b`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What `b` is to `a`.
    pub relation: Relation,
    /// Likeness, 0..1; vetoes do not lower it.
    pub score: f64,
    /// What forbids calling them the same claim; a vetoed pair is a *contrast*, never a match.
    pub vetoes: Vec<Veto>,
    /// The typed changes, in order of the second text.
    pub drifts: Vec<Drift>,
    /// The aligned words.
    pub diff: WordDiff,
}

impl Comparison {
    /// Tells whether the two may be called the same statement.
    pub fn is_match(&self) -> bool {
        self.vetoes.is_empty() && matches!(self.relation, Relation::Repeats | Relation::Rewords | Relation::Narrows)
    }
}
