//! Who speaks.

use crate::{Handle, ProposalState, SpeakerId};

/// Another name under which the same speaker may appear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The other name, as written.
    pub name: String,
    /// Why it may be the same speaker: a lower-case fragment ("spelling variant of Alexey").
    pub why: String,
}

/// The speaker of a mention as resolved within its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributed {
    /// The fullest name the document gives.
    pub name: String,
    /// Other names in this document *proposed* as the same speaker; a person confirms.
    pub aliases: Vec<Alias>,
    /// Role or employer as of the statement; `None` when the document gives none.
    pub role: Option<String>,
    /// How sure the resolution is, 0..1.
    pub confidence: f64,
    /// How the source was resolved to this name: a lower-case fragment ("pronoun, nearest earlier speaker").
    pub why: String,
}

/// How `why` ends where a name does not say who it is.
const LEFT_OPEN: &str = "left open";

impl Attributed {
    /// Says why somebody is not known who is called by a surname that `people` of the document have: what `why` is then.
    pub fn shared_surname(people: usize) -> String {
        format!("surname shared by {people} people in this document, {LEFT_OPEN}")
    }

    /// Tells whether the name alone does not say who it is: several people of the document have it.
    pub fn is_left_open(&self) -> bool {
        self.why.ends_with(LEFT_OPEN)
    }
}

/// An alias of a stored speaker and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerAlias {
    /// The other name and why.
    pub alias: Alias,
    /// Whether a person agreed.
    pub state: ProposalState,
}

/// A stored person or body that says things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Its id.
    pub id: SpeakerId,
    /// Its short name, `s2`.
    pub handle: Handle,
    /// The name shown.
    pub name: String,
    /// Other names, by name.
    pub aliases: Vec<SpeakerAlias>,
}
