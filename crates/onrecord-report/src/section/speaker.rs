//! Who says it.

use std::collections::BTreeSet;

use onrecord_model::{Alias, Mention, ProposalState, Speaker};
use onrecord_text::Text;

use super::{card, words};
use crate::article::ClaimCard;
use crate::isolate::isolate;
use crate::site::Site;

/// Who says it, as far as is known.
#[derive(Clone, Debug)]
pub(crate) struct SpeakerWords {
    /// The name; `None` when nobody is named.
    pub(crate) name: Option<String>,
    /// Short name of the speaker, `s2`.
    pub(crate) handle: Option<String>,
    /// The page of the speaker.
    pub(crate) page: Option<String>,
    /// Role as of the statement.
    pub(crate) role: Option<String>,
    /// How the source was resolved to the name.
    pub(crate) why: Option<String>,
    /// How sure that is, in words.
    pub(crate) confidence: Option<String>,
    /// The words of the text that name the source, where no name could be given.
    pub(crate) unnamed: Option<String>,
    /// Other names.
    pub(crate) aliases: Vec<AliasWords>,
}

/// Another name and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct AliasWords {
    /// Id of the message that says what became of it.
    pub(crate) state: &'static str,
    /// The other name.
    pub(crate) name: String,
    /// Why.
    pub(crate) why: String,
}

impl SpeakerWords {
    /// Words the speaker of a claim: the stored one where there is one, else as the document names it.
    pub(crate) fn new(card: &ClaimCard, text: &Text, site: &Site) -> Self {
        let attributed = card.mentions.iter().find_map(|m| m.speaker.as_ref());
        let stored = card.speaker.as_ref();
        let name = stored.map(|s| &s.name).or_else(|| attributed.map(|a| &a.name));
        SpeakerWords {
            name: name.map(|name| isolate(name)),
            handle: stored.map(|s| s.handle.to_string()),
            page: stored.and_then(|s| site.page(s.handle)),
            role: words::foreign(attributed.and_then(|a| a.role.as_deref())),
            why: words::foreign(attributed.map(|a| a.why.as_str())),
            confidence: attributed.map(|a| card::confidence(a.confidence)),
            unnamed: if name.is_some() { None } else { source(&card.mentions, text) },
            aliases: aliases(stored, &card.mentions),
        }
    }
}

fn source(mentions: &[Mention], text: &Text) -> Option<String> {
    let span = mentions.iter().find_map(|m| m.source)?;
    words::foreign(Some(text.slice(&span)))
}

// What a person decided about a stored alias goes before what a mention proposes.
fn aliases(stored: Option<&Speaker>, mentions: &[Mention]) -> Vec<AliasWords> {
    let decided = stored.into_iter().flat_map(|s| &s.aliases).map(|a| (a.state, &a.alias));
    let attributed = mentions.iter().filter_map(|m| m.speaker.as_ref());
    let proposed = attributed.flat_map(|a| &a.aliases).map(|a| (ProposalState::Proposed, a));
    let mut seen = BTreeSet::new();
    decided
        .chain(proposed)
        .filter(|(_, alias)| seen.insert(alias.name.as_str()))
        .map(|(state, alias)| AliasWords::new(state, alias))
        .collect()
}

impl AliasWords {
    fn new(state: ProposalState, alias: &Alias) -> Self {
        AliasWords {
            state: match state {
                ProposalState::Proposed => "alias-proposed",
                ProposalState::Confirmed => "alias-confirmed",
                ProposalState::Refused => "alias-refused",
            },
            name: isolate(&alias.name),
            why: isolate(&alias.why),
        }
    }
}
