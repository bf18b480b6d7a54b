//! What people brought forward for and against a claim. What is confidential and
//! private notes are only on pages for the desk alone.

use std::borrow::Cow;

use onrecord_model::{Basis, Citation, EvidenceItem, Handle, SourceClass, Stance};

use super::head::Address;
use super::words::{self, When};
use crate::isolate::isolate;
use crate::language::{say, say_with};

/// One piece of evidence in words.
#[derive(Clone, Debug)]
pub(crate) struct EvidenceWords {
    /// Short name.
    pub(crate) handle: String,
    /// What it does, such as "supports “fact”".
    pub(crate) does: Cow<'static, str>,
    /// A sign for what it does, so that colour is not all that tells it.
    pub(crate) sign: &'static str,
    /// How near it is and what it rests on.
    pub(crate) kind: Cow<'static, str>,
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
        Citation::Document { handle, .. } => (None, Some(in_document(*handle))),
    };
    let kept = &evidence.keeping;
    EvidenceWords {
        handle: item.handle.to_string(),
        does: say_with(does(evidence.stance), [("target", words::target(evidence.target).into())]),
        sign: match evidence.stance {
            Stance::Supports => "+",
            Stance::Refutes => "−",
            Stance::Context => "·",
        },
        kind: say_with(
            "evidence-kind",
            [("source", source(evidence.class).into()), ("basis", basis(evidence.basis).into())],
        ),
        publisher: text(&evidence.publisher),
        speaker: text(&evidence.speaker),
        quote: evidence.quote.as_ref().map(|quote| isolate(&quote.exact)),
        as_of: evidence.as_of.as_ref().map(When::published),
        address,
        place,
        archived: kept.link.as_deref().map(Address::from),
        copy: kept.snapshot.as_ref().map(|copy| shortened(&copy.hash.to_string())),
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

/// Returns the first digits of a hash, with a sign that there are more.
fn shortened(hash: &str) -> String {
    hash.chars().take(DIGITS).chain(['…']).collect()
}

fn in_document(handle: Handle) -> String {
    say_with("evidence-document", [("document", handle.to_string().into())]).into_owned()
}

fn does(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "evidence-supports",
        Stance::Refutes => "evidence-refutes",
        Stance::Context => "evidence-context",
    }
}

fn source(class: SourceClass) -> Cow<'static, str> {
    say(match class {
        SourceClass::Primary => "evidence-primary",
        SourceClass::Secondary => "evidence-secondary",
        SourceClass::Tertiary => "evidence-tertiary",
    })
}

fn basis(basis: Basis) -> Cow<'static, str> {
    say(match basis {
        Basis::OwnObservation => "basis-own-observation",
        Basis::Document => "basis-document",
        Basis::NamedSpeaker => "basis-named-speaker",
        Basis::UnnamedSource => "basis-unnamed-source",
        Basis::OtherOutlet => "basis-other-outlet",
        Basis::Agency => "basis-agency",
        Basis::None => "basis-none",
    })
}
