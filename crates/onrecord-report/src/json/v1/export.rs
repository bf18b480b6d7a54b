//! A claim as it leaves the desk.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Evidence, Mention, PublicEntry, Published, SetAside, SpeakerRow, Statuses};

/// A claim with all that may leave the desk: its places, what was decided and why, evidence, and what readers were told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExportedClaim {
    /// Short name of the claim.
    pub claim: String,
    /// The proposition.
    pub wording: String,
    /// Who claims it.
    pub speaker: Option<SpeakerRow>,
    /// Earliest publication date among its mentions.
    pub first_published: Option<NaiveDate>,
    /// What came of checking.
    pub status: Statuses,
    /// That a person set it aside for good; `null` when nobody did.
    pub set_aside: Option<SetAside>,
    /// Rises by one with every change to the claim.
    pub revision: u32,
    /// Where it is claimed, by publication date (undated last).
    pub mentions: Vec<ExportedPlace>,
    /// What people brought forward for and against it, but for what is confidential.
    pub evidence: Vec<Evidence>,
    /// The verdict of the house that stands; `null` when there is none.
    pub verdict: Option<PublicEntry>,
    /// Publications of it, and of documents that make it, the newest first.
    pub publications: Vec<PublicEntry>,
    /// Corrections of what was published of it, the newest first.
    pub corrections: Vec<PublicEntry>,
}

/// One mention, the document it stands in, and its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExportedPlace {
    /// Short name of the document.
    pub doc: String,
    /// BLAKE3 of its bytes as received.
    pub hash: String,
    /// Its headline.
    pub title: Option<String>,
    /// Name of its outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// The words in which it is claimed; several pieces are set apart by ` … `.
    pub words: String,
    /// The mention.
    pub mention: Mention,
}
