//! What people brought forward for and against a claim. What is confidential and
//! private notes are only on pages for the desk alone.

use onrecord_model::{Citation, EvidenceItem, Stance};

use super::head::Address;
use super::words::When;
use crate::isolate::isolate;

/// One piece of evidence in words.
#[derive(Clone, Debug)]
pub(crate) struct EvidenceWords {
    /// Short name.
    pub(crate) handle: String,
    /// What it does, such as "supports “fact”".
    pub(crate) does: String,
    /// A sign for what it does, so that colour is not all that tells it.
    pub(crate) sign: &'static str,
    /// How near it is and what it rests on.
    pub(crate) kind: String,
    /// Who published it.
    pub(crate) publisher: Option<String>,
    /// Whose word it is.
    pub(crate) speaker: Option<String>,
    /// The words it rests on.
    pub(crate) quote: Option<String>,
    /// The time it refers to.
    pub(crate) as_of: Option<When>,
    /// Its address; `None` where it is found away from the web.
    pub(crate) address: Option<Address>,
    /// Where it is found away from the web, or the stored document.
    pub(crate) place: Option<String>,
    /// Address of the copy in an outside archive.
    pub(crate) archived: Option<Address>,
    /// First digits of the hash of the copy kept.
    pub(crate) copy: Option<String>,
    /// Why no copy is needed.
    pub(crate) waived: Option<String>,
    /// The stake of the source.
    pub(crate) interest: Option<String>,
    /// Why it has to be confirmed again.
    pub(crate) stale: Option<String>,
    /// The private note, on pages for the desk alone.
    pub(crate) note: Option<String>,
    /// Whether it must not leave the desk.
    pub(crate) confidential: bool,
}

impl EvidenceWords {
    /// Returns the class that gives its badge a colour.
    pub(crate) fn sign_class(&self) -> &'static str {
        match self.sign {
            "+" => "supports",
            "−" => "refutes",
            _ => "context",
        }
    }
}

/// Digits of a hash that tell copies apart on a page.
const DIGITS: usize = 16;

/// Words the evidence that may be shown, in order of its handles: all of it, with its private notes, for the desk alone.
pub(crate) fn shown(items: &[EvidenceItem], internal: bool) -> Vec<EvidenceWords> {
    items.iter().filter(|item| internal || !item.evidence.confidential).map(|item| words(item, internal)).collect()
}

fn words(item: &EvidenceItem, internal: bool) -> EvidenceWords {
    let evidence = &item.evidence;
    let text = |value: &Option<String>| value.as_deref().map(isolate);
    let (address, place) = match &evidence.citation {
        Citation::Url(url) => (Some(Address::from(url.as_str())), None),
        Citation::Offline(place) => (None, Some(isolate(&without_folders(place, item, internal)))),
        Citation::Document { handle, .. } => (None, Some(format!("document {handle} of this desk"))),
    };
    let kept = &evidence.keeping;
    EvidenceWords {
        handle: item.handle.to_string(),
        does: format!("{} “{}”", evidence.stance.as_str(), evidence.target.as_str()),
        sign: match evidence.stance {
            Stance::Supports => "+",
            Stance::Refutes => "−",
            Stance::Context => "·",
        },
        kind: format!("{} source, {}", evidence.class.as_str(), basis(evidence.basis.as_str())),
        publisher: text(&evidence.publisher),
        speaker: text(&evidence.speaker),
        quote: evidence.quote.as_ref().map(|quote| isolate(&quote.exact)),
        as_of: evidence.as_of.as_ref().map(When::published),
        address,
        place,
        archived: kept.link.as_deref().map(Address::from),
        copy: kept.snapshot.as_ref().map(|copy| copy.hash.to_string().chars().take(DIGITS).collect()),
        waived: kept.waived.as_ref().map(|why| isolate(why.as_str())),
        interest: text(&evidence.interest),
        stale: evidence.stale.as_deref().map(|why| isolate(&without_folders(why, item, internal))),
        note: text(&evidence.note).filter(|_| internal),
        confidential: evidence.confidential,
    }
}

/// Leaves the name of the file that was cited and takes out its folders: they are of the machine it was read on, and may tell
/// who works there.
fn without_folders(words: &str, item: &EvidenceItem, internal: bool) -> String {
    let path = item.evidence.keeping.snapshot.as_ref().map(|copy| copy.path.as_str()).unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if internal || name.is_empty() || path.contains("://") {
        return words.to_owned();
    }
    words.replace(path, name)
}

fn basis(word: &str) -> String {
    if word == "none" { "basis not stated".to_owned() } else { format!("rests on: {}", word.replace('_', " ")) }
}
