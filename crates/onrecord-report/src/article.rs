//! The report of one article.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use onrecord_model::{
    Claim, Comparison, ContentHash, Document, Event, EvidenceItem, Handle, Mention, PublicEntry, Published, Speaker,
};
use onrecord_text::{Span, Text};

use crate::RenderError;
use crate::aside::SetAside;
use crate::claim::OriginTree;
use crate::export::claimreview::Review;
use crate::language;
use crate::section::page::Page;
use crate::site::Site;

/// Something that could not be established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What: a lower-case fragment.
    pub what: String,
    /// The claims of the page that it is said of, in the order of the page; empty where it is said of the document.
    pub claims: Vec<Handle>,
}

/// Another document of the desk that a report names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDocument {
    /// Its short name.
    pub document: Handle,
    /// Its headline; `None` when not known.
    pub title: Option<String>,
    /// Name of its outlet; `None` when not known.
    pub outlet: Option<String>,
    /// Its publication date; `None` when not known.
    pub published: Option<Published>,
    /// Its address, as stored; `None` when not known.
    pub address: Option<String>,
}

/// The newest version of an article of which a page shows an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newer {
    /// Its short name.
    pub document: Handle,
    /// Which version of the article it is.
    pub version: u32,
}

/// All that the report of one article shows; nothing else reaches the page.
#[derive(Clone, Debug)]
pub struct ArticlePage {
    /// The article as received.
    pub document: Document,
    /// The newest version of it; `None` where it is the newest itself.
    pub newer: Option<Newer>,
    /// Its claims in the order of their first mention in it.
    pub claims: Vec<ClaimCard>,
    /// What could not be established: sentences without a full stop.
    pub not_established: Vec<Gap>,
    /// The other documents that the page may name, in the order to be shown; those that it does name are listed, each once.
    pub named: Vec<NamedDocument>,
    /// The corrections of what was published of its claims, the newest first.
    pub corrections: Vec<PublicEntry>,
    /// The verdicts of the house on its claims, for programs that read the page; no page for the desk alone holds them.
    pub reviews: Vec<Review>,
    /// How the claims were found and what it means.
    pub method: Method,
    /// When the report was made; printed at its foot.
    pub generated_at: DateTime<Utc>,
}

/// One claim as the report shows it.
#[derive(Clone, Debug)]
pub struct ClaimCard {
    /// The claim.
    pub claim: Claim,
    /// Who claims it; `None` when nobody is credited.
    pub speaker: Option<Speaker>,
    /// That it was set aside; `None` when it was not.
    pub set_aside: Option<SetAside>,
    /// Its mentions in this document, in reading order.
    pub mentions: Vec<Mention>,
    /// The same statement, or one near to it, on other dates and in other outlets, in the order to be shown.
    pub others: Vec<OtherWording>,
    /// How many more wordings may be near to it and are not among `others`.
    pub others_left_out: usize,
    /// What people brought forward for and against it, by handle; what is confidential never reaches the page.
    pub evidence: Vec<EvidenceItem>,
    /// What it goes back to; empty where nothing bears on it but its own place here.
    pub origins: Vec<OriginTree>,
    /// The corrections of what was published of it, and the verdicts of the house on it, the newest first.
    pub corrections: Vec<PublicEntry>,
    /// What was done with it, oldest first; entries about other claims are not shown.
    pub history: Vec<Event>,
}

/// Another wording and how it stands to the claim.
#[derive(Clone, Debug)]
pub struct OtherWording {
    /// The document it stands in.
    pub document: Handle,
    /// Name of its outlet.
    pub outlet: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// The claim it is a mention of.
    pub claim: Handle,
    /// Name of who says it there.
    pub speaker: Option<String>,
    /// The text it stands in.
    pub text: Text,
    /// The wording, in that text.
    pub content: Vec<Span>,
    /// The cue, where it turns the words round ("denied"), in the same text; `None` where it does not.
    pub denial: Option<Span>,
    /// The cue of the claim, where it turns its words round, in the text of the page; `None` where it does not.
    pub claim_denial: Option<Span>,
    /// Whether it was said before the claim, so that the comparison reads from it to the claim.
    pub earlier: bool,
    /// How the later wording stands to the earlier one: spans `a` index the earlier text, `b` the later one. The claim
    /// counts as the earlier one unless `earlier` is set.
    pub comparison: Comparison,
}

/// How a report came about.
#[derive(Clone, Debug)]
pub struct Method {
    /// Name and version of the program, such as `onrecord 0.1.0`.
    pub generator: String,
    /// Version of the extraction engine; `None` where each article names its own.
    pub rules: Option<String>,
    /// The newest checkpoint of the log; `None` when there is none.
    pub checkpoint: Option<Checkpoint>,
    /// On a page of a whole site: the log at its newest entry about what the page shows; `None` on lists, and where the
    /// page stands alone and carries `checkpoint`.
    pub newest: Option<Checkpoint>,
    /// How to dispute what the report says: a sentence or two, an address in it stays text; `None` when the desk gave
    /// none.
    pub dispute: Option<String>,
    /// The site the page belongs to.
    pub site: Arc<Site>,
}

/// A point of the log that can be kept outside and compared with later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// How many entries it covers.
    pub size: u64,
    /// Head of the hash chain.
    pub root: ContentHash,
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// Writes the report as one HTML file that needs nothing else.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &ArticlePage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page)?;
    page.shell.page(&page)
}
