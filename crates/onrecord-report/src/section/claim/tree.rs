//! What a claim goes back to, with copies folded.

use std::borrow::Cow;

use crate::claim::{OriginBranch, OriginLeaf, OriginTree};
use crate::isolate::isolate;
use crate::language::{self, say, say_with};
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
    pub(crate) target: Cow<'static, str>,
    /// What is asked.
    pub(crate) question: Cow<'static, str>,
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
    /// Which kind of origin, and whether it is the claimant's side.
    pub(crate) kind: Cow<'static, str>,
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
    pub(crate) part: Option<Cow<'static, str>>,
    /// Why it goes back there.
    pub(crate) why: String,
}

impl TreeWords {
    /// Words the origins of one target.
    pub(crate) fn new(tree: &OriginTree, site: &Site) -> Self {
        let copies = tree.origins.iter().flat_map(|o| &o.leaves).filter(|leaf| is_folded(leaf)).count();
        let mut origins: Vec<&OriginBranch> = tree.origins.iter().collect();
        origins.sort_by_key(|origin| part(origin));
        TreeWords {
            target: words::target(tree.target),
            question: words::question(tree.target),
            summary: match copies {
                0 => bearing(&origins),
                n => say_with("origins-copies", [("summary", bearing(&origins).into()), ("count", n.into())])
                    .into_owned(),
            },
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
    let told = [(1, "origins-against"), (2, "origins-contrast"), (3, "origins-context")];
    let told = told.into_iter().map(|(at, id)| (id, of(at))).filter(|(_, count)| *count > 0);
    let others = words::list(told.map(|(id, count)| language::count(id, count)));
    let summary = language::count("origins-for", of(0));
    if others.is_empty() {
        return summary;
    }
    say_with("origins-others", [("summary", summary.into()), ("others", others.into())]).into_owned()
}

/// Says which kind of origin it is: a step of the chain; what is none is shown as it is.
fn kind(origin: &OriginBranch) -> Cow<'static, str> {
    let kind = match origin.kind.as_str() {
        "linked" => say("origin-linked"),
        "agency" => say("origin-agency"),
        "first document" => say("origin-first-document"),
        "credited outlet" => say("origin-credited-outlet"),
        "cited document" => say("origin-cited-document"),
        "speaker" => say("origin-speaker"),
        "unnamed" => say("origin-unnamed"),
        "owner" => say("origin-owner"),
        other => Cow::Owned(isolate(other)),
    };
    if origin.of_claimant { say_with("origin-of-claimant", [("kind", kind.into())]) } else { kind }
}

/// Says what a source does to the claim.
fn part_words(part: &'static str) -> Cow<'static, str> {
    match part {
        "for" => say("part-for"),
        "against" => say("part-against"),
        "contrast" => say("part-contrast"),
        "context" => say("part-context"),
        other => Cow::Borrowed(other),
    }
}

/// Tells whether a source is a copy that says nothing else: where the copied text differs in what is claimed, readers have to see it.
fn is_folded(leaf: &OriginLeaf) -> bool {
    leaf.is_copy && !matches!(leaf.part, Some("contrast" | "against"))
}

fn branch(origin: &OriginBranch, site: &Site) -> BranchWords {
    let (copied, own): (Vec<&OriginLeaf>, Vec<_>) = origin.leaves.iter().partition(|leaf| is_folded(leaf));
    BranchWords {
        name: isolate(&origin.name),
        kind: kind(origin),
        leaves: own.into_iter().map(|one| leaf(one, site)).collect(),
        copies: (!copied.is_empty()).then(|| language::count("copies", copied.len())),
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
        part: leaf.part.map(part_words),
        why: isolate(&leaf.why),
    }
}
