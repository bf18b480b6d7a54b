//! The page of one speaker: what they said over time.

use chrono::{DateTime, NaiveDate, Utc};
use onrecord_model::{Claim, Comparison, Handle, PublicEntry, Published, SideExit, Speaker, Voice};
use onrecord_text::{Span, Text};

use crate::RenderError;
use crate::article::Method;
use crate::language;
use crate::section::statements::Page;

/// All that the page of one speaker shows; nothing else reaches it.
#[derive(Clone, Debug)]
pub struct SpeakerPage {
    /// The speaker.
    pub speaker: Speaker,
    /// What they said, in order of their dates; undated last.
    pub statements: Vec<Statement>,
    /// How many more there are.
    pub left_out: usize,
    /// In how many articles they stand that a name put here, and not a person who said whose words they are.
    pub articles: usize,
    /// Speakers on record by the last word of the name alone, which may be this one's and may be somebody else's.
    pub namesakes: Vec<(String, Handle)>,
    /// Statements that contradict one another.
    pub inconsistencies: Vec<Inconsistency>,
    /// How it came about.
    pub method: Method,
    /// When the page was made.
    pub generated_at: DateTime<Utc>,
}

/// One claim of a speaker, at its first place.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The claim.
    pub claim: Claim,
    /// As what it was set aside; `None` when it was not.
    pub set_aside: Option<SideExit>,
    /// The version of its article, and its document, that holds it no more; `None` where some article still does.
    pub withdrawn: Option<(u32, Handle)>,
    /// The role given there; `None` when there is none.
    pub role: Option<String>,
    /// How the text's words were taken to name this speaker, and how sure that is, 0..1; `None` when nobody is credited there.
    pub resolved: Option<(String, f64)>,
    /// In whose voice.
    pub voice: Voice,
    /// From which day to which the text says that it was said; `None` where it does not say, or on the day of publication.
    pub said_at: Option<(NaiveDate, NaiveDate)>,
    /// The first place.
    pub said: Said,
    /// How many documents hold it.
    pub documents: usize,
    /// The corrections of what was published of the claim, and the verdicts of the house on it, the newest first.
    pub told: Vec<PublicEntry>,
}

/// Words of a speaker where they stand.
#[derive(Clone, Debug)]
pub struct Said {
    /// The claim they make.
    pub claim: Handle,
    /// The document.
    pub document: Handle,
    /// Name of its outlet.
    pub outlet: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// The text they stand in.
    pub text: Text,
    /// The words, in that text.
    pub content: Vec<Span>,
    /// The cue, where it turns the words round ("denied"), in the same text; `None` where it does not.
    pub denial: Option<Span>,
}

/// Two statements of one speaker that cannot both hold (rule R5): a flag, never a status.
#[derive(Clone, Debug)]
pub struct Inconsistency {
    /// The earlier one.
    pub earlier: Said,
    /// The later one.
    pub later: Said,
    /// How the later one stands to the earlier one.
    pub comparison: Comparison,
    /// Whether a person confirmed that they belong together.
    pub is_confirmed: bool,
    /// The roles given with the earlier and the later one, where they have nothing in common: two people may have the name. `None` where
    /// they have, or one is not known.
    pub roles_apart: Option<(String, String)>,
}

/// Writes the page as one HTML file that needs nothing else.
///
/// # Errors
/// [`RenderError`] when a template fails; never because of what the page holds.
pub fn render(page: &SpeakerPage) -> Result<String, RenderError> {
    let _speaking = language::speak(&page.method.site.house.words);
    let page = Page::new(page)?;
    page.shell.page(&page)
}
