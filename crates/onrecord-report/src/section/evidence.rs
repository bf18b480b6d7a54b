//! What people brought forward for and against a claim. What is confidential and
//! private notes are only on pages for the desk alone.

use std::borrow::Cow;

use onrecord_model::{Basis, Citation, Evidence, EvidenceItem, SourceClass, Stance};

use super::head::Address;
use super::words::{self, When};
use crate::isolate::isolate;
use crate::language::{say, say_with};
use crate::site::Site;

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
    /// Where it is found away from the web.
    pub(crate) place: Option<String>,
    /// The stored document, and where that is shown.
    pub(crate) document: Option<(String, Option<String>)>,
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
pub(crate) fn shown(items: &[EvidenceItem], site: &Site) -> Vec<EvidenceWords> {
    items.iter().filter(|item| site.internal || !item.evidence.confidential).map(|item| words(item, site)).collect()
}

fn words(item: &EvidenceItem, site: &Site) -> EvidenceWords {
    let (evidence, internal) = (&item.evidence, site.internal);
    let text = |value: &Option<String>| value.as_deref().map(isolate);
    let (address, place, document) = match &evidence.citation {
        Citation::Url(url) => (Some(Address::from(url.as_str())), None, None),
        Citation::Offline(place) => (None, Some(isolate(&without_folders(place, item, internal))), None),
        Citation::Document { handle, .. } => (None, None, Some((handle.to_string(), site.href(*handle)))),
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
        kind: rests_on(evidence),
        publisher: text(&evidence.publisher),
        speaker: text(&evidence.speaker),
        quote: evidence.quote.as_ref().map(|quote| isolate(&quote.exact)),
        as_of: evidence.as_of.as_ref().map(When::published),
        address,
        place,
        document,
        archived: kept.link.as_deref().map(Address::from),
        copy: kept.snapshot.as_ref().map(|copy| shortened(&copy.hash.to_string())),
        waived: kept.waived.as_ref().map(|why| isolate(why.as_str())),
        interest: text(&evidence.interest),
        stale: evidence.stale.as_deref().map(|why| isolate(&without_folders(why, item, internal))),
        note: text(&evidence.note).filter(|_| internal),
        confidential: evidence.confidential,
    }
}

/// Says how near evidence is and what it rests on.
pub(crate) fn rests_on(evidence: &Evidence) -> Cow<'static, str> {
    let (source, basis) = (source(evidence.class), basis(evidence.basis));
    say_with("evidence-kind", [("source", source.into()), ("basis", basis.into())])
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
