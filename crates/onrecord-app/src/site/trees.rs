//! Where what bears on a claim goes back to, for its page; and what each source does to it.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{OriginGroup, OriginMerge, Origins, SourceOrigin};
use onrecord_model::{ArticleId, ClaimId, EvidenceItem, Handle, OriginKey, Stance, Target, Veto};
use onrecord_report::claim::{OriginBranch, OriginLeaf, OriginTree, Repeat};
use onrecord_review::Exhibit;

use onrecord_store::DocumentSummary;

use super::{Mask, Run, files};
use crate::case::Reading;
use crate::{AppError, CasePlace, CaseView, Desk};

/// What a source does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourcePart {
    /// It speaks for it.
    For,
    /// It speaks against it.
    Against,
    /// It says something near to it that is not the same.
    Contrast,
    /// It helps to understand it.
    Context,
}

impl SourcePart {
    /// All parts, the strongest first.
    pub const ALL: [SourcePart; 4] = [Self::For, Self::Against, Self::Contrast, Self::Context];

    /// Tells what an exhibit does to its target.
    pub(crate) fn of(exhibit: &Exhibit) -> Self {
        let differs = |veto: &Veto| exhibit.target == Target::Said || *veto != Veto::Speaker;
        match exhibit.stance {
            // What its article no longer holds is nobody's word any more (rule R9).
            _ if exhibit.stale.is_some() => Self::Context,
            Stance::Refutes => Self::Against,
            _ if exhibit.vetoes.iter().any(differs) => Self::Contrast,
            Stance::Supports => Self::For,
            Stance::Context => Self::Context,
        }
    }

    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Contrast => "contrast",
            Self::Context => "context",
        }
    }
}

impl CaseView {
    /// Lists the documents that bear on the claim, and those that they are copies of.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &DocumentSummary> {
        self.places.values().filter_map(|place| place.document.as_ref()).chain(&self.firsts)
    }

    /// Names the outlets whose articles bear on the claim.
    pub(crate) fn outlets(&self) -> impl Iterator<Item = &str> {
        self.documents().filter_map(|document| document.outlet.as_deref())
    }

    /// Counts the independent origins that speak for one target of the claim.
    pub fn origins_for(&self, found: &Origins) -> usize {
        let speaks = |id: &String| self.part(found.target, id) == Some(SourcePart::For);
        found.groups.iter().filter(|group| group.members.iter().any(speaks)).count()
    }

    /// Finds what a source does to the claim; `None` when the rules do not look at it.
    pub fn part(&self, target: Target, id: &str) -> Option<SourcePart> {
        self.exhibit(target, id).map(SourcePart::of)
    }

    fn exhibit(&self, target: Target, id: &str) -> Option<&Exhibit> {
        self.case.exhibits.iter().find(|e| e.id == id && e.target == target)
    }
}

impl Desk {
    /// Reads what the cases of claims are built from, as it was, as far as the readers of a run may know it.
    pub(crate) async fn read_cases_in(&self, claims: &[ClaimId], run: &Run) -> Result<Reading, AppError> {
        let admits =
            |item: &EvidenceItem| run.site.internal || !item.evidence.confidential && !run.rewound.is_closed(item.id);
        self.read_cases(claims, &run.rewound, admits).await
    }
}

/// Tells what a claim goes back to.
pub(crate) fn trees(view: &CaseView, run: &Run, mask: &Mask) -> Vec<OriginTree> {
    let paths: &[String] = if run.site.internal { &[] } else { &view.files };
    let outward = Outward { mask, paths };
    view.origins.iter().map(|found| tree(view, found, &outward)).collect()
}

/// What may leave the desk: nobody named whom the house hides, and no folders of files.
struct Outward<'a> {
    mask: &'a Mask,
    paths: &'a [String],
}

impl Outward<'_> {
    /// Returns what the desk wrote.
    fn text(&self, text: &str) -> String {
        self.mask.text(&files::bare(text, self.paths))
    }

    /// Returns where the desk found a source.
    fn place(&self, place: &str) -> String {
        self.mask.place(&files::bare(place, self.paths))
    }

    /// Returns the name of somebody else, which may hold the family name of a reviewer.
    fn name(&self, name: &str) -> String {
        self.mask.whole(&files::bare(name, self.paths))
    }
}

fn tree(view: &CaseView, found: &Origins, outward: &Outward<'_>) -> OriginTree {
    let note =
        |word: &str, merge: &OriginMerge| outward.text(&format!("{word}: {} and {}: {}", merge.a, merge.b, merge.why));
    let apart = found.kept_apart.iter().map(|merge| note("Kept apart", merge));
    let unheeded = found.unheeded.iter().map(|merge| note("Not heeded", merge));
    OriginTree {
        target: found.target,
        origins: found.groups.iter().map(|group| branch(view, found, group, outward)).collect(),
        notes: apart.chain(unheeded).collect(),
    }
}

fn branch(view: &CaseView, found: &Origins, group: &OriginGroup, outward: &Outward<'_>) -> OriginBranch {
    let sources = group.members.iter().filter_map(|id| found.sources.iter().find(|source| source.id == *id));
    let mut leaves: Vec<OriginLeaf> = Vec::new();
    let mut before: BTreeMap<(ArticleId, Option<&'static str>), Handle> = BTreeMap::new();
    for source in sources {
        let mut one = leaf(view, found.target, source, outward);
        if let Some(document) = view.places.get(&source.id).and_then(|place| place.document.as_ref()) {
            let first = before.insert((document.article_id, one.part), document.handle);
            let again = first.map(|last| if last == document.handle { Repeat::Place } else { Repeat::Version });
            one.repeats = one.repeats.or(again);
        }
        leaves.push(one);
    }
    let own_owner = |source: &SourceOrigin| source.key == group.key && source.step.starts_with(OWN_OWNER);
    let kind = match group.key {
        OriginKey::Owner(_) if found.sources.iter().any(own_owner) => "outlet".to_owned(),
        _ => group.key.as_str().replace('_', " "),
    };
    OriginBranch { name: name(view, group, outward), kind, of_claimant: group.of_claimant, leaves }
}

fn name(view: &CaseView, group: &OriginGroup, outward: &Outward<'_>) -> String {
    match &group.key {
        OriginKey::FirstDocument(first) => {
            let outlet = view.documents().find(|document| document.handle.to_string() == *first);
            match outlet.and_then(|document| document.outlet.as_deref()) {
                Some(outlet) => outward.name(&format!("{outlet}, {first}")),
                None => first.clone(),
            }
        }
        OriginKey::Unnamed(owner) => outward.name(&format!("{} in {owner}", unnamed(view, group))),
        // Where evidence is found the desk wrote itself.
        OriginKey::CitedDocument(place) | OriginKey::Owner(place) => outward.place(place),
        other => outward.name(&other.to_string()),
    }
}

/// Puts into words who is no known speaker: in those of the texts, as far as they are few.
fn unnamed(view: &CaseView, group: &OriginGroup) -> String {
    let words = group.members.iter().filter_map(|id| view.places.get(id)?.source.as_ref());
    let words: BTreeSet<String> = words.map(|words| format!("“{words}”")).collect();
    if words.is_empty() || words.len() > CALLED {
        return "people unnamed".to_owned();
    }
    words.into_iter().collect::<Vec<_>>().join(", ")
}

fn leaf(view: &CaseView, target: Target, source: &SourceOrigin, outward: &Outward<'_>) -> OriginLeaf {
    let place = view.places.get(&source.id);
    let document = place.and_then(|place| place.document.as_ref());
    let label = place.and_then(|place| place.name.as_deref()).map(|name| match document {
        Some(_) => outward.name(name),
        None => outward.place(name),
    });
    OriginLeaf {
        id: source.id.clone(),
        label,
        published: place.and_then(|place| place.when),
        document: document.map(|document| document.handle),
        cited: place.and_then(|place| place.cited),
        claim: place.map(|place| place.claim).filter(|claim| *claim != view.claim.handle),
        part: view.part(target, &source.id).map(SourcePart::as_str),
        repeats: source.copy_of.as_ref().map(|_| Repeat::Copy),
        why: outward.text(&withdrawn(view, target, &source.id).unwrap_or_else(|| why(place, source))),
    }
}

/// Says why a source does not count any more; `None` while it does.
fn withdrawn(view: &CaseView, target: Target, id: &str) -> Option<String> {
    view.exhibit(target, id)?.stale.clone()
}

/// Says why a source goes back there; what only names the origin anew is said by its heading.
fn why(place: Option<&CasePlace>, source: &SourceOrigin) -> String {
    let shared = || place.and_then(|place| place.shared.as_ref()).map(|shared| format!(", {shared}"));
    let why = match (&source.copy_of, &source.joined) {
        (Some(first), _) => {
            let first = first.split('#').next().unwrap_or_default();
            format!("copy of {first}{}", shared().unwrap_or_default())
        }
        (None, Some(joined)) => joined.clone(),
        (None, None) if matches!(source.key, OriginKey::Unnamed(_)) => String::new(),
        (None, None) => source.step.clone(),
    };
    let name = format!(": {}", source.key.name());
    match why.strip_suffix(&name) {
        Some(short) if TOLD.contains(&short) => String::new(),
        Some(short) => short.to_owned(),
        None => why,
    }
}

/// By how many descriptions somebody unnamed is called at most.
const CALLED: usize = 2;

/// What the chain says of an outlet that counts as its own owner.
const OWN_OWNER: &str = "the outlet, its owner is not known";

/// Steps of the chain that the kind of an origin tells.
const TOLD: [&str; 8] = [
    OWN_OWNER,
    "named speaker",
    "same speaker",
    "owner",
    "same owner",
    "agency of its copy group",
    "the agency itself",
    "first document of its copy group",
];
