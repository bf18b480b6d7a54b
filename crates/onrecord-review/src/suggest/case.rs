//! What the rules look at: a claim and what is brought forward about it.

use chrono::NaiveDate;
use onrecord_model::{Basis, ClaimKind, Polarity, Published, SourceClass, Stance, Target, Veto};

use super::SlotValue;

/// A claim and everything brought forward for and against it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Who claims it; `None` when nobody is credited, and the claim then has no `said`.
    pub claimant: Option<Claimant>,
    /// What kind of statement it is; `None` when not known, and nothing is then suggested on `fact`.
    pub kind: Option<ClaimKind>,
    /// What is brought forward; the order changes nothing.
    pub exhibits: Vec<Exhibit>,
    /// The independent origins the exhibits go back to; the order changes nothing.
    pub origins: Vec<Origin>,
}

impl Case {
    /// Lists the targets the claim has.
    pub fn targets(&self) -> impl Iterator<Item = Target> {
        let credited = self.claimant.is_some();
        Target::ALL.into_iter().filter(move |target| credited || *target == Target::Fact)
    }
}

/// Who claims something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// The name.
    pub name: String,
    /// The claimant's organisation; `None` when not known.
    pub organisation: Option<String>,
}

/// An independent beginning that exhibits go back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Its number, unique in the case.
    pub number: u32,
    /// What it is called.
    pub label: String,
    /// Whether it goes back to the claimant or the claimant's organisation.
    pub of_claimant: bool,
}

/// A mention or a piece of evidence that bears on one target of the claim.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "they are plain findings, independent of one another")]
pub struct Exhibit {
    /// Its id, stable and unique in the case.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The target it bears on.
    pub target: Target,
    /// What it does to that target.
    pub stance: Stance,
    /// Why it only helps to understand: a lower-case fragment; `None` where nothing is to be said or it does more.
    pub aside: Option<String>,
    /// What forbids calling its statement the claim (rule R8); empty when nothing does.
    pub vetoes: Vec<Veto>,
    /// How near the source is; `None` when not known, and it is then not counted where that matters.
    pub class: Option<SourceClass>,
    /// What the source rests on.
    pub basis: Basis,
    /// Whether the words it rests on were taken down.
    pub quoted: bool,
    /// Whether a copy is archived or a person waived that.
    pub kept: bool,
    /// Why it has to be confirmed again: a lower-case fragment; `None` while it stands as it was confirmed.
    pub stale: Option<String>,
    /// The quoted words of the claimant in a normal form; `None` for a paraphrase.
    pub quotation: Option<String>,
    /// Whether the outlet's own people reported it.
    pub own_reporting: bool,
    /// The values it states.
    pub readings: Vec<Reading>,
    /// Whether it is a denial by the party concerned.
    pub denial: bool,
    /// Whose statement it is; `None` when nobody's by name.
    pub speaker: Option<String>,
    /// When that was said; `None` when not known.
    pub said_on: Option<NaiveDate>,
    /// Whether it affirms or negates the claim's proposition; `None` when not known.
    pub polarity: Option<Polarity>,
    /// Who stands behind it: owner of the outlet, or agency; `None` when not known, and it then stands for itself.
    pub holder: Option<String>,
    /// Number of its origin; `None` when not worked out, and it is then not counted.
    pub origin: Option<u32>,
    /// Whether it is a copy of another member of its origin.
    pub copy: bool,
    /// Why it is no origin of its own: a lower-case fragment; `None` when it is the first of its origin.
    pub joined: Option<String>,
}

/// A value that an exhibit states.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the value is of: "dead", "duration".
    pub slot: String,
    /// The value.
    pub value: SlotValue,
    /// The value as written.
    pub shown: String,
    /// The time the value refers to; `None` when not known, and it is then set against no other.
    pub as_of: Option<Published>,
}
