//! The page of one claim: the same statement in all outlets and on all dates.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{
    Claim, Comparison, Event, EvidenceItem, Handle, Language, PublicEntry, Published, Relation, Speaker, Target, Veto,
    Voice,
};
use onrecord_text::{Span, Text};

use crate::RenderError;
use crate::article::Method;
use crate::aside::SetAside;
use crate::export::claimreview::Review;
use crate::language;
use crate::section::claim::page::Page;

/// All that the page of one claim shows; nothing else reaches it.
#[derive(Clone, Debug)]
pub struct ClaimPage {
    /// The claim.
    pub claim: Claim,
    /// Who claims it; `None` when nobody is credited.
    pub speaker: Option<Speaker>,
    /// That it was set aside; `None` when it was not.
    pub set_aside: Option<SetAside>,
    /// Where it stands, and wordings near to it, in order of their dates; undated ones last.
    pub wordings: Vec<Wording>,
    /// How many more there are.
    pub left_out: usize,
    /// What it goes back to, by target; empty when that was not worked out.
    pub origins: Vec<OriginTree>,
    /// What people brought forward for and against it, by handle.
    pub evidence: Vec<EvidenceItem>,
    /// Earlier fact-checks that may be about it, the most likely first.
    pub known: Vec<KnownCheck>,
    /// The corrections of what was published of it, and the verdicts of the house on it, the newest first.
    pub corrections: Vec<PublicEntry>,
    /// What was done with it, oldest first.
    pub history: Vec<Event>,
    /// The verdict of the house, for programs that read the page; no page for the desk alone holds it.
    pub review: Option<Review>,
    /// How it came about.
    pub method: Method,
    /// When the page was made.
    pub generated_at: DateTime<Utc>,
}

/// One place where the claim stands, or a wording near to it.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The claim it is a mention of.
    pub claim: Handle,
    /// The document it stands in.
    pub document: Handle,
    /// Headline of that document.
    pub title: Option<String>,
    /// Name of its outlet.
    pub outlet: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// Its language.
    pub language: Option<Language>,
    /// Name of who says it there.
    pub speaker: Option<String>,
    /// In whose voice.
    pub voice: Voice,
    /// The text it stands in.
    pub text: Text,
    /// The wording, in that text.
    pub content: Vec<Span>,
    /// The cue, where it turns the words round ("denied"), in the same text; `None` where it does not.
    pub denial: Option<Span>,
    /// What it is to the claim.
    pub kin: Kin,
    /// Whether it was said before the wording it is compared with, so that the comparison reads from it to that one.
    pub earlier: bool,
    /// The wording it is compared with, by its place in the list, and how the later of the two stands to the earlier: spans
    /// `a` index the earlier text, `b` the later one; `None` for the first.
    pub before: Option<(usize, Comparison)>,
}

/// What a wording is to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// It makes the same claim.
    Same,
    /// It says the same and credits somebody else.
    Others,
    /// It is alike in other words, and no person has confirmed that it is the same.
    Alike,
    /// It is near and does not say the same (rule R8).
    Contrast,
}

impl Kin {
    /// Tells what a wording is from how it stands to the claim; `None` when it has nothing to do with it.
    ///
    /// A vetoed pair is never the same claim (rule R8), nor one that contradicts it; an update is.
    pub fn of(comparison: &Comparison) -> Option<Self> {
        let same = !matches!(comparison.relation, Relation::Contradicts | Relation::Unrelated);
        match comparison.vetoes.as_slice() {
            _ if comparison.relation == Relation::Unrelated => None,
            [] if same => Some(Self::Same),
            [Veto::Speaker] if same => Some(Self::Others),
            _ => Some(Self::Contrast),
        }
    }
}

/// What bears on one target of a claim, by where it goes back to.
#[derive(Clone, Debug)]
pub struct OriginTree {
    /// The target.
    pub target: Target,
    /// The independent beginnings.
    pub origins: Vec<OriginBranch>,
    /// What people said of sources and what came of it, in sentences without a full stop.
    pub notes: Vec<String>,
}

/// One independent beginning.
#[derive(Clone, Debug)]
pub struct OriginBranch {
    /// What it is: an agency, a document, a person, an owner.
    pub name: String,
    /// The step of the chain that decided it, such as `first document`.
    pub kind: String,
    /// Whether it is the claimant's side.
    pub of_claimant: bool,
    /// What goes back to it, earliest first.
    pub leaves: Vec<OriginLeaf>,
}

/// A place or a piece of evidence.
#[derive(Clone, Debug)]
pub struct OriginLeaf {
    /// Its id: `d3#4`, `e2`.
    pub id: String,
    /// Who published it, or what the evidence is called; `None` when the outlet is not known.
    pub label: Option<String>,
    /// When it was published, or the time that the evidence refers to; `None` when not known.
    pub published: Option<Published>,
    /// Its document; `None` for evidence from elsewhere.
    pub document: Option<Handle>,
    /// The stored document that evidence cites; `None` when it cites none.
    pub cited: Option<Handle>,
    /// The other claim that it makes; `None` where it makes this one.
    pub claim: Option<Handle>,
    /// What it does to the claim: `for`, `against`, `contrast`, `context`; `None` when it is not looked at.
    pub part: Option<&'static str>,
    /// How it repeats an earlier one of the same origin; `None` when it does not.
    pub repeats: Option<Repeat>,
    /// Why it goes back there.
    pub why: String,
}

/// How a place repeats an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repeat {
    /// It is a copy, which is not counted.
    Copy,
    /// It stands in a later version of the same article.
    Version,
    /// It stands at another place of the same text.
    Place,
}

/// An earlier fact-check.
#[derive(Clone, Debug)]
pub struct KnownCheck {
    /// The claim that was checked.
    pub claim: String,
    /// Who made it.
    pub speaker: Option<String>,
    /// Who checked it.
    pub by: Option<String>,
    /// What came of it, as they word it.
    pub rating: Option<String>,
    /// When.
    pub date: Option<NaiveDate>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The desk's own claim; `None` for checks from elsewhere.
    pub own: Option<Handle>,
    /// What differs, so that what was found of the one may not hold of the other.
    pub contrasts: Vec<Veto>,
}

/// Writes the page as one HTML file that needs nothing else.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &ClaimPage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page)?;
    page.shell.page(&page)
}
