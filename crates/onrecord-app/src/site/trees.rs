//! Where what bears on a claim goes back to, for its page; and what each source does to it.

use onrecord_compare::{OriginGroup, OriginMerge, Origins, SourceOrigin};
use onrecord_model::{Claim, OriginKey, Stance, Target, Veto};
use onrecord_report::claim::{OriginBranch, OriginLeaf, OriginTree};

use super::{Mask, Run, files};
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
    /// Counts the independent origins that speak for one target of the claim.
    pub fn origins_for(&self, found: &Origins) -> usize {
        let speaks = |id: &String| self.part(found.target, id) == Some(SourcePart::For);
        found.groups.iter().filter(|group| group.members.iter().any(speaks)).count()
    }

    /// Finds what a source does to the claim; `None` when the rules do not look at it.
    pub fn part(&self, target: Target, id: &str) -> Option<SourcePart> {
        let exhibit = self.case.exhibits.iter().find(|e| e.id == id && e.target == target)?;
        Some(match exhibit.stance {
            Stance::Refutes => SourcePart::Against,
            _ if exhibit.vetoes.iter().any(|veto| target == Target::Said || *veto != Veto::Speaker) => {
                SourcePart::Contrast
            }
            Stance::Supports => SourcePart::For,
            Stance::Context => SourcePart::Context,
        })
    }
}

impl Desk {
    /// Works out what a claim goes back to.
    pub(crate) async fn trees(&self, claim: &Claim, run: &Run, mask: &Mask) -> Result<Vec<OriginTree>, AppError> {
        let internal = run.site.internal;
        let view = self.case_with(claim.handle, |item| internal || !item.evidence.confidential).await?;
        let paths: &[String] = if internal { &[] } else { &view.files };
        let outward = Outward { mask, paths };
        Ok(view.origins.iter().map(|found| tree(&view, found, &outward)).collect())
    }
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
    OriginBranch {
        name: name(&group.key, outward),
        kind: group.key.as_str().replace('_', " "),
        of_claimant: group.of_claimant,
        leaves: sources.map(|source| leaf(view, found.target, source, outward)).collect(),
    }
}

fn name(key: &OriginKey, outward: &Outward<'_>) -> String {
    match key {
        OriginKey::Unnamed(owner) => outward.name(&format!("somebody at {owner}")),
        // Where evidence is found the desk wrote itself.
        OriginKey::CitedDocument(place) | OriginKey::Owner(place) => outward.text(place),
        other => outward.name(&other.to_string()),
    }
}

fn leaf(view: &CaseView, target: Target, source: &SourceOrigin, outward: &Outward<'_>) -> OriginLeaf {
    let place = view.places.get(&source.id);
    let shared = place.and_then(|place| place.shared.as_ref()).map(|shared| format!(", {shared}"));
    let why = match (&source.copy_of, &source.joined) {
        (Some(first), _) => format!("copy of {first}{}", shared.unwrap_or_default()),
        (None, Some(joined)) => joined.clone(),
        (None, None) => source.step.clone(),
    };
    let label = |place: &CasePlace| match place.document {
        Some(_) => outward.name(&place.label),
        None => outward.text(&place.label),
    };
    OriginLeaf {
        id: source.id.clone(),
        label: place.map(label).unwrap_or_default(),
        document: place.and_then(|place| place.document.as_ref()).map(|document| document.handle),
        part: view.part(target, &source.id).map(SourcePart::as_str),
        is_copy: source.copy_of.is_some(),
        why: outward.text(&why),
    }
}
