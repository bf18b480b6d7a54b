//! What a claim goes back to, with copies folded.

use crate::claim::{OriginBranch, OriginLeaf, OriginTree};
use crate::isolate::isolate;
use crate::section::bar::question;
use crate::section::words;
use crate::site::Site;

/// Copies named one by one; a wire story can have hundreds.
const NAMED: usize = 12;

/// Copies that stand open on the page.
const UNFOLDED: usize = 3;

/// What bears on one target.
#[derive(Clone, Debug)]
pub(crate) struct TreeWords {
    /// `said` or `fact`.
    pub(crate) target: &'static str,
    /// What is asked.
    pub(crate) question: &'static str,
    /// How many origins, and what is not counted.
    pub(crate) summary: String,
    /// The origins.
    pub(crate) branches: Vec<BranchWords>,
    /// What people said of sources.
    pub(crate) notes: Vec<String>,
}

/// One origin.
#[derive(Clone, Debug)]
pub(crate) struct BranchWords {
    /// What it is.
    pub(crate) name: String,
    /// Which kind of origin.
    pub(crate) kind: String,
    /// Whether it is the claimant's side.
    pub(crate) of_claimant: bool,
    /// What goes back to it and is no copy.
    pub(crate) leaves: Vec<LeafWords>,
    /// How many copies, in words; `None` when there is none.
    pub(crate) copies: Option<String>,
    /// Whether they are shown only when asked for, or printed.
    pub(crate) folds: bool,
    /// The copies.
    pub(crate) copied: Vec<LeafWords>,
    /// Copies that are not named.
    pub(crate) more: usize,
}

/// A source.
#[derive(Clone, Debug)]
pub(crate) struct LeafWords {
    /// Its id.
    pub(crate) id: String,
    /// Where it is shown.
    pub(crate) href: Option<String>,
    /// What it is called.
    pub(crate) label: String,
    /// What it does to the claim.
    pub(crate) part: Option<&'static str>,
    /// Why it goes back there.
    pub(crate) why: String,
}

impl TreeWords {
    /// Words the origins of one target.
    pub(crate) fn new(tree: &OriginTree, site: &Site) -> Self {
        let copies = tree.origins.iter().flat_map(|o| &o.leaves).filter(|leaf| leaf.is_copy).count();
        let folded = match copies {
            0 => String::new(),
            1 => "; 1 copy not counted".to_owned(),
            n => format!("; {n} copies not counted"),
        };
        let mut origins: Vec<&OriginBranch> = tree.origins.iter().collect();
        origins.sort_by_key(|origin| part(origin));
        TreeWords {
            target: tree.target.as_str(),
            question: question(tree.target),
            summary: format!("{}{folded}", bearing(&origins)),
            branches: origins.into_iter().map(|origin| branch(origin, site)).collect(),
            notes: tree.notes.iter().map(|note| isolate(note)).collect(),
        }
    }
}

/// The parts of sources, the strongest first.
const PARTS: [&str; 4] = ["for", "against", "contrast", "context"];

/// Returns the place of the strongest part of what goes back to an origin, those that are not looked at last.
fn part(origin: &OriginBranch) -> usize {
    let place = |leaf: &OriginLeaf| PARTS.iter().position(|part| leaf.part == Some(part));
    origin.leaves.iter().filter_map(place).min().unwrap_or(PARTS.len())
}

/// Says how many origins speak for it, and beside it what the others do, so that nobody takes their number for support.
fn bearing(origins: &[&OriginBranch]) -> String {
    let of = |at: usize| origins.iter().filter(|origin| part(origin) == at).count();
    let told = PARTS.iter().enumerate().skip(1).filter(|(at, _)| of(*at) > 0);
    let others: Vec<String> = told.map(|(at, word)| format!("{} {word}", of(at))).collect();
    let beside = if others.is_empty() { String::new() } else { format!("; others: {}", others.join(", ")) };
    format!("{} for it{beside}", words::counted(of(0), "independent origin"))
}

fn branch(origin: &OriginBranch, site: &Site) -> BranchWords {
    let (copied, own): (Vec<&OriginLeaf>, Vec<_>) = origin.leaves.iter().partition(|leaf| leaf.is_copy);
    BranchWords {
        name: isolate(&origin.name),
        kind: isolate(&origin.kind),
        of_claimant: origin.of_claimant,
        leaves: own.into_iter().map(|one| leaf(one, site)).collect(),
        copies: (!copied.is_empty()).then(|| match copied.len() {
            1 => "1 copy".to_owned(),
            n => format!("{n} copies"),
        }),
        folds: copied.len() > UNFOLDED,
        more: copied.len().saturating_sub(NAMED),
        copied: copied.into_iter().take(NAMED).map(|one| leaf(one, site)).collect(),
    }
}

fn leaf(leaf: &OriginLeaf, site: &Site) -> LeafWords {
    LeafWords {
        id: isolate(&leaf.id),
        href: leaf.document.and_then(|document| site.href(document)),
        label: isolate(&leaf.label),
        part: leaf.part,
        why: isolate(&leaf.why),
    }
}
