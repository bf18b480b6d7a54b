//! What a claim goes back to, with copies folded.

use std::borrow::Cow;
use std::collections::BTreeSet;

use onrecord_model::Handle;

use crate::claim::{OriginBranch, OriginLeaf, OriginTree, Repeat};
use crate::isolate::isolate;
use crate::language::{self, say, say_with};
use crate::section::words::{self, When};
use crate::site::Site;

/// Copies named one by one; a wire story can have hundreds.
const NAMED: usize = 12;

/// Copies that stand open on the page.
const UNFOLDED: usize = 3;

/// What bears on one target, or on both where both go back to the same.
#[derive(Clone, Debug)]
pub(crate) struct TreeWords {
    /// `said`, `fact`.
    pub(crate) target: String,
    /// What is asked; empty for both.
    pub(crate) question: Cow<'static, str>,
    /// How many origins, and what is not counted.
    pub(crate) summary: String,
    /// The origins.
    pub(crate) branches: Vec<BranchWords>,
    /// What people said of sources.
    pub(crate) notes: Vec<String>,
}

/// One origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BranchWords {
    /// What it is.
    pub(crate) name: String,
    /// Which kind of origin, and whether it is the claimant's side.
    pub(crate) kind: Cow<'static, str>,
    /// What goes back to it and is no copy.
    pub(crate) leaves: Vec<LeafWords>,
    /// How many copies and later versions, in words; `None` when there is none.
    pub(crate) copies: Option<String>,
    /// Whether they are shown only when asked for, or printed.
    pub(crate) folds: bool,
    /// The copies.
    pub(crate) copied: Vec<LeafWords>,
    /// Copies that are not named.
    pub(crate) more: usize,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeafWords {
    /// Its id and where it is shown, and those of others of which the same is to be said; empty for the article that the page is of.
    pub(crate) ids: Vec<(String, Option<String>)>,
    /// Who published it, or what it is called; empty for a copy that the page tells of elsewhere.
    pub(crate) label: String,
    /// When it was published.
    pub(crate) when: Option<When>,
    /// What it does to the claim.
    pub(crate) part: Option<Cow<'static, str>>,
    /// Why it goes back there.
    pub(crate) why: String,
}

impl TreeWords {
    /// Words the origins of one target.
    pub(crate) fn new(tree: &OriginTree, site: &Site) -> Self {
        let mut origins: Vec<&OriginBranch> = tree.origins.iter().collect();
        origins.sort_by_key(|origin| part(origin));
        Self::of(tree, &origins, Page { site, own: None, lists: false })
    }

    fn of(tree: &OriginTree, origins: &[&OriginBranch], page: Page<'_>) -> Self {
        let copies = repeating(origins.iter().flat_map(|o| &o.leaves), Repeat::Copy);
        TreeWords {
            target: words::target(tree.target).into_owned(),
            question: words::question(tree.target),
            summary: match copies {
                0 => bearing(origins),
                n => {
                    say_with("origins-copies", [("summary", bearing(origins).into()), ("count", n.into())]).into_owned()
                }
            },
            branches: origins.iter().map(|origin| branch(origin, page)).collect(),
            notes: tree.notes.iter().map(|note| isolate(note)).collect(),
        }
    }

    /// Words what speaks for and against a claim, for its card: one tree where both targets go back to the same, and none where all
    /// that is known is one place. `own` is the article of the page, which `lists` what documents it names or does not.
    pub(crate) fn of_card(trees: &[OriginTree], site: &Site, own: Handle, lists: bool) -> Vec<Self> {
        let page = Page { site, own: Some(own), lists };
        let mut told: Vec<TreeWords> = Vec::new();
        for tree in trees.iter().filter(|tree| tells(tree)) {
            let mut speaking: Vec<&OriginBranch> =
                tree.origins.iter().filter(|origin| part(origin) <= AGAINST).collect();
            speaking.sort_by_key(|origin| part(origin));
            let mut one = TreeWords::of(tree, &speaking, page);
            let silent = tree.origins.len() - speaking.len();
            if silent > 0 {
                one.notes.push(language::count("origins-silent", silent));
            }
            let same = told.iter_mut().find(|other| (&other.branches, &other.notes) == (&one.branches, &one.notes));
            match same {
                Some(other) => {
                    other.target = words::list([std::mem::take(&mut other.target), one.target]);
                    other.question = Cow::Borrowed("");
                }
                None => told.push(one),
            }
        }
        told
    }
}

/// Lists the documents that the trees of a card name.
pub(crate) fn documents(trees: &[OriginTree]) -> BTreeSet<Handle> {
    let told = trees.iter().filter(|tree| tells(tree)).flat_map(|tree| &tree.origins);
    let speaking = told.filter(|origin| part(origin) <= AGAINST).flat_map(|origin| &origin.leaves);
    speaking.filter_map(|leaf| leaf.document).collect()
}

/// Tells whether more than one article or piece of evidence speaks for a claim or against it.
fn tells(tree: &OriginTree) -> bool {
    let speaking = tree.origins.iter().filter(|origin| part(origin) <= AGAINST).flat_map(|origin| &origin.leaves);
    !tree.notes.is_empty()
        || speaking.filter(|leaf| !matches!(leaf.repeats, Some(Repeat::Version | Repeat::Place))).count() > 1
}

/// The kind of an origin that nobody stands behind by name.
const UNNAMED: &str = "unnamed";

/// Place of `against` among [`PARTS`].
const AGAINST: usize = 1;

/// The parts of sources, the strongest first.
const PARTS: [&str; 4] = ["for", "against", "contrast", "context"];

/// Returns the place of the strongest part of what goes back to an origin, those that are not looked at last.
fn part(origin: &OriginBranch) -> usize {
    let place = |leaf: &OriginLeaf| PARTS.iter().position(|part| leaf.part == Some(part));
    origin.leaves.iter().filter_map(place).min().unwrap_or(PARTS.len())
}

/// Counts the articles that repeat an earlier one so, each once whatever the number of its places.
fn repeating<'a>(leaves: impl Iterator<Item = &'a OriginLeaf>, how: Repeat) -> usize {
    let repeats = leaves.filter(|leaf| leaf.repeats == Some(how));
    repeats.map(|leaf| (leaf.document, leaf.document.is_none().then_some(&leaf.id))).collect::<BTreeSet<_>>().len()
}

/// Tells whether one source of an origin speaks for the claim and another against it.
fn speaks_both_ways(origin: &OriginBranch) -> bool {
    let has = |part: &str| origin.leaves.iter().any(|leaf| leaf.part == Some(part));
    has("for") && has("against")
}

/// Says how many origins speak for it, and beside it what the others do, so that nobody takes their number for support.
fn bearing(origins: &[&OriginBranch]) -> String {
    let of = |at: usize| origins.iter().filter(|origin| part(origin) == at).count();
    let both = origins.iter().filter(|origin| speaks_both_ways(origin)).count();
    let told = [
        ("origins-both", both),
        ("origins-against", of(AGAINST)),
        ("origins-contrast", of(2)),
        ("origins-context", of(3)),
    ];
    let mut others = told.into_iter().filter(|(_, count)| *count > 0).peekable();
    let unnamed = of(0) > 0 && origins.iter().filter(|origin| part(origin) == 0).all(|origin| origin.kind == UNNAMED);
    if others.peek().is_none() && !unnamed {
        return language::count("origins-for", of(0));
    }
    let alone = of(0) - both;
    let id = if unnamed { "origins-unnamed" } else { "origins-for-alone" };
    let alone = (alone > 0 || both == 0).then_some((id, alone));
    let sides = words::list(alone.into_iter().chain(others).map(|(id, count)| language::count(id, count)));
    say_with("origins-sides", [("sides", sides.into())]).into_owned()
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
        UNNAMED => say("origin-unnamed"),
        "owner" => say("origin-owner"),
        "outlet" => say("origin-outlet"),
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

/// Tells whether a source is a copy or a later version that says nothing else: where the copied text differs in what is claimed, readers have to see it.
fn is_folded(leaf: &OriginLeaf) -> bool {
    leaf.repeats.is_some() && !matches!(leaf.part, Some("contrast" | "against"))
}

fn branch(origin: &OriginBranch, page: Page<'_>) -> BranchWords {
    let (mut copied, own) = folded(origin);
    let counted = (!copied.is_empty()).then(|| repeats(&copied));
    let mut seen = BTreeSet::new();
    copied.retain(|leaf| seen.insert((leaf.repeats, leaf.document, leaf.document.is_none().then_some(&leaf.id))));
    BranchWords {
        name: isolate(&origin.name),
        kind: kind(origin),
        leaves: together(own.into_iter().map(|one| leaf(one, page, false))),
        copies: counted,
        folds: copied.len() > UNFOLDED,
        more: copied.len().saturating_sub(NAMED),
        copied: copied.into_iter().take(NAMED).map(|one| leaf(one, page, true)).collect(),
    }
}

/// Parts what is folded away from what is shown: a copy is shown where nothing before it does the same to the claim, for the text that
/// it is a copy of may say something else there.
fn folded(origin: &OriginBranch) -> (Vec<&OriginLeaf>, Vec<&OriginLeaf>) {
    let (mut copied, mut shown): (Vec<&OriginLeaf>, Vec<&OriginLeaf>) = (Vec::new(), Vec::new());
    for leaf in &origin.leaves {
        let is_new = leaf.part.is_some() && shown.iter().all(|before| before.part != leaf.part);
        if is_folded(leaf) && !is_new { &mut copied } else { &mut shown }.push(leaf);
    }
    (copied, shown)
}

/// Counts copies, later versions and other places.
fn repeats(copied: &[&OriginLeaf]) -> String {
    let of = |how: Repeat| repeating(copied.iter().copied(), how);
    let told =
        [(Repeat::Copy, "copies"), (Repeat::Version, "copies-versions"), (Repeat::Place, "copies-places")].into_iter();
    words::list(told.map(|(how, id)| (id, of(how))).filter(|(_, n)| *n > 0).map(|(id, n)| language::count(id, n)))
}

/// The page that a tree stands on.
#[derive(Clone, Copy)]
struct Page<'a> {
    site: &'a Site,
    /// The article it is the report of; `None` for other pages.
    own: Option<Handle>,
    /// Whether the page has a list that tells of every document it names.
    lists: bool,
}

/// Puts those on one line of which the same is to be said: the versions of an article.
fn together(leaves: impl Iterator<Item = LeafWords>) -> Vec<LeafWords> {
    let mut lines: Vec<LeafWords> = Vec::new();
    for leaf in leaves {
        match lines.iter_mut().find(|line| line.says_all_of(&leaf)) {
            Some(line) => line.ids.extend(leaf.ids.into_iter().filter(|id| !line.ids.contains(id)).collect::<Vec<_>>()),
            None => lines.push(leaf),
        }
    }
    lines
}

impl LeafWords {
    fn says_all_of(&self, other: &LeafWords) -> bool {
        let said = |one: &LeafWords| (one.label.clone(), one.when.clone(), one.part.clone(), one.why.clone());
        !self.ids.is_empty() && !other.ids.is_empty() && said(self) == said(other)
    }
}

fn leaf(leaf: &OriginLeaf, page: Page<'_>, folds: bool) -> LeafWords {
    let is_own = leaf.document.is_some() && leaf.document == page.own;
    let label = match (&leaf.label, leaf.repeats) {
        _ if is_own => say("origin-here").into_owned(),
        // Versions of one article are of one outlet, which its first version names.
        (_, Some(Repeat::Version)) if folds => say("copies-version").into_owned(),
        (_, Some(Repeat::Place)) if folds => say("copies-place").into_owned(),
        // A card leads to the list that tells of them.
        _ if folds && page.lists && leaf.document.is_some() => String::new(),
        (Some(label), _) => isolate(label),
        (None, _) => say("outlet-unknown").into_owned(),
    };
    let id = || {
        let id = leaf.document.map_or_else(|| leaf.id.clone(), |document| document.to_string());
        (isolate(&id), leaf.document.or(leaf.cited).and_then(|document| page.site.href(document)))
    };
    let claim = || leaf.claim.filter(|_| !folds).map(|claim| (claim.to_string(), page.site.href(claim)));
    LeafWords {
        ids: (!is_own).then(id).into_iter().chain(claim()).collect(),
        label,
        when: leaf.published.as_ref().filter(|_| !is_own).map(When::published),
        part: leaf.part.map(part_words),
        why: isolate(&leaf.why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(part: &'static str, repeats: Option<Repeat>) -> OriginLeaf {
        let (id, label, why) = (format!("{part} {repeats:?}"), Some("Echo".to_owned()), String::new());
        OriginLeaf {
            id,
            label,
            published: None,
            document: Some(Handle::document(2)),
            cited: None,
            claim: None,
            part: Some(part),
            repeats,
            why,
        }
    }

    #[test]
    fn a_copy_is_shown_where_what_it_is_a_copy_of_says_something_else() {
        let (copy, version) = (Some(Repeat::Copy), Some(Repeat::Version));
        let leaves = [("contrast", None), ("for", copy), ("for", copy), ("for", version), ("contrast", copy)];
        let leaves = leaves.map(|(part, repeats)| leaf(part, repeats)).to_vec();
        let origin = OriginBranch { name: "a".to_owned(), kind: "owner".to_owned(), of_claimant: false, leaves };
        let parts = |leaves: Vec<&OriginLeaf>| leaves.iter().filter_map(|leaf| leaf.part).collect::<Vec<_>>();
        let page = Page { site: &Site::default(), own: Some(Handle::document(9)), lists: true };
        assert!(
            branch(&origin, page).leaves.iter().all(|leaf| !leaf.label.is_empty()),
            "what is shown says whose it is"
        );
        let (copied, shown) = folded(&origin);
        assert_eq!((parts(shown), parts(copied)), (vec!["contrast", "for", "contrast"], vec!["for", "for"]));
    }
}
