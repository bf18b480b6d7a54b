//! Where what bears on a claim goes back to, for its page; and what each source does to it.

use onrecord_compare::{OriginGroup, OriginMerge, Origins, SourceOrigin};
use onrecord_model::{Claim, OriginKey, Stance, Target, Veto};
use onrecord_report::claim::{OriginBranch, OriginLeaf, OriginTree};

use super::Run;
use crate::{AppError, CaseView, Desk};

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
    pub(crate) async fn trees(&self, claim: &Claim, run: &Run) -> Result<Vec<OriginTree>, AppError> {
        let internal = run.site.internal;
        let view = self.case_with(claim.handle, |item| internal || !item.evidence.confidential).await?;
        Ok(view.origins.iter().map(|found| tree(&view, found, run)).collect())
    }
}

fn tree(view: &CaseView, found: &Origins, run: &Run) -> OriginTree {
    let note =
        |word: &str, merge: &OriginMerge| run.mask.text(&format!("{word}: {} and {}: {}", merge.a, merge.b, merge.why));
    let apart = found.kept_apart.iter().map(|merge| note("Kept apart", merge));
    let unheeded = found.unheeded.iter().map(|merge| note("Not heeded", merge));
    OriginTree {
        target: found.target,
        origins: found.groups.iter().map(|group| branch(view, found, group, run)).collect(),
        notes: apart.chain(unheeded).collect(),
    }
}

fn branch(view: &CaseView, found: &Origins, group: &OriginGroup, run: &Run) -> OriginBranch {
    let sources = group.members.iter().filter_map(|id| found.sources.iter().find(|source| source.id == *id));
    OriginBranch {
        name: name(&group.key),
        kind: group.key.as_str().replace('_', " "),
        of_claimant: group.of_claimant,
        leaves: sources.map(|source| leaf(view, found.target, source, run)).collect(),
    }
}

fn name(key: &OriginKey) -> String {
    match key {
        OriginKey::Unnamed(owner) => format!("somebody at {owner}"),
        other => other.to_string(),
    }
}

fn leaf(view: &CaseView, target: Target, source: &SourceOrigin, run: &Run) -> OriginLeaf {
    let place = view.places.get(&source.id);
    let shared = place.and_then(|place| place.shared.as_ref()).map(|shared| format!(", {shared}"));
    let why = match (&source.copy_of, &source.joined) {
        (Some(first), _) => format!("copy of {first}{}", shared.unwrap_or_default()),
        (None, Some(joined)) => joined.clone(),
        (None, None) => source.step.clone(),
    };
    OriginLeaf {
        id: source.id.clone(),
        label: place.map(|place| place.label.clone()).unwrap_or_default(),
        document: place.and_then(|place| place.document.as_ref()).map(|document| document.handle),
        part: view.part(target, &source.id).map(SourcePart::as_str),
        is_copy: source.copy_of.is_some(),
        why: run.mask.text(&why),
    }
}
