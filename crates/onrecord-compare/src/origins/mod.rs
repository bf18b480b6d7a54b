//! Where sources go back to, and which of them go back to the same beginning.
//!
//! Every source gets an origin: the first step of a chain that applies. Origins then merge on what they have in common,
//! and every merge says why. What counts is who stands behind an origin, not who printed it: a paper that prints one
//! agency's story and another's is no bridge between the two agencies.

mod bond;
mod chain;
mod merge;
mod world;

use onrecord_model::{OriginKey, OriginLink, Published, Target};

use chain::Beginning;
use merge::Merging;
use world::World;

/// One mention or piece of evidence and what is known of where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OriginSource {
    /// Its own id, unique among the sources.
    pub id: String,
    /// The document it stands in; `None` when it stands in none that is kept.
    pub document: Option<String>,
    /// Who published it; `None` when not known.
    pub outlet: Option<String>,
    /// Who owns the outlet; `None` when not known, and the outlet then counts as its own owner.
    pub owner: Option<String>,
    /// Who controls the owner; `None` when not known.
    pub controller: Option<String>,
    /// Whether the outlet is a wire agency.
    pub agency: bool,
    /// The agency its copy group credits; `None` outside copy groups and where none is credited.
    pub group_agency: Option<String>,
    /// The first document of its copy group, for that document itself too; `None` outside copy groups.
    pub group_first: Option<String>,
    /// The outlet it credits; `None` when it credits none.
    pub credited_outlet: Option<String>,
    /// The document it cites; `None` when it cites none.
    pub cited_document: Option<String>,
    /// The speaker it names; `None` when it names none.
    pub speaker: Option<String>,
    /// The speaker's organisation; `None` when not known.
    pub organisation: Option<String>,
    /// Somebody it may speak for, as far as its words tell ("its manufacturer"); `None` when nothing tells so.
    pub possible: Option<String>,
    /// Whether it rests on somebody it does not name.
    pub unnamed: bool,
    /// When it was published; `None` when not known.
    pub published: Option<Published>,
}

/// What about a claim decides who is independent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginClaim {
    /// Who claims it; `None` when nobody is credited.
    pub claimant: Option<String>,
    /// The claimant's organisation; `None` when not known.
    pub organisation: Option<String>,
    /// Somebody the claimant may speak for; `None` when nothing tells so.
    pub possible: Option<String>,
    /// Whom the claim is about, as far as they may control an outlet.
    pub about: Vec<String>,
}

/// The origin of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceOrigin {
    /// Id of the source.
    pub id: String,
    /// Where it goes back to.
    pub key: OriginKey,
    /// Which step of the chain decided it: a lower-case fragment.
    pub step: String,
    /// Who stands behind it: the agency, or the owner of the outlet the chain ends at.
    pub holder: String,
    /// Number of its group in [`Origins::groups`].
    pub group: usize,
    /// Id of the source it is a copy of; `None` when it is no copy.
    pub copy_of: Option<String>,
    /// Why it is no origin of its own: a lower-case fragment; `None` for the first of a group.
    pub joined: Option<String>,
}

/// Two sources and what joins them, or keeps them apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OriginMerge {
    /// Id of the earlier source.
    pub a: String,
    /// Id of the later source.
    pub b: String,
    /// Why: a lower-case fragment.
    pub why: String,
}

/// Sources that go back to one beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginGroup {
    /// What it goes back to, as its surest member has it.
    pub key: OriginKey,
    /// Ids of its members, earliest first.
    pub members: Vec<String>,
    /// Why they are one: a merge for each member but the first.
    pub merges: Vec<OriginMerge>,
    /// Whether it goes back to the claimant or the claimant's organisation.
    pub of_claimant: bool,
}

/// The origins of the sources of one claim for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// The target they were worked out for.
    pub target: Target,
    /// The origin of each source, earliest first.
    pub sources: Vec<SourceOrigin>,
    /// The independent origins, in order of their first members.
    pub groups: Vec<OriginGroup>,
    /// Sources a person's word keeps apart, and what would have joined them.
    pub kept_apart: Vec<OriginMerge>,
    /// Links that were not heeded, and why.
    pub unheeded: Vec<OriginMerge>,
}

/// Works out where sources go back to, and merges what is not independent.
///
/// The order of `sources` and `links` changes nothing: sources are taken by publication, undated ones last, then by id.
pub fn origins(target: Target, sources: &[OriginSource], claim: &OriginClaim, links: &[OriginLink]) -> Origins {
    let world = World::new(target, sources, claim);
    let mut merging = Merging::new(&world, links);
    let beginnings = chain::beginnings(&world, &merging);
    let bonds: Vec<_> = beginnings.iter().enumerate().map(|(at, one)| bond::bonds(&world, at, one)).collect();
    merging.by_bonds(&bonds);
    gather(&world, &beginnings, merging)
}

fn gather(world: &World<'_>, beginnings: &[Beginning], mut merging: Merging<'_>) -> Origins {
    let numbers = merging.group_numbers();
    let copies = world.copies(&numbers);
    let mut groups: Vec<OriginGroup> = Vec::new();
    let mut origins = Vec::new();
    for (at, (beginning, group)) in beginnings.iter().zip(numbers).enumerate() {
        let source = world.sources[at];
        let of_claimant = bond::of_claimant(world, at, beginning);
        match groups.get_mut(group) {
            Some(group) => join(group, source, beginning, of_claimant),
            None => groups.push(found(source, beginning, of_claimant)),
        }
        origins.push(SourceOrigin {
            id: source.id.clone(),
            key: beginning.key.clone(),
            step: beginning.step.clone(),
            holder: beginning.holder.clone(),
            group,
            copy_of: copies[at].map(|lead| world.sources[lead].id.clone()),
            joined: merging.joined[at].as_ref().map(|merge| merge.why.clone()),
        });
    }
    for (origin, merge) in origins.iter().zip(&mut merging.joined) {
        groups[origin.group].merges.extend(merge.take());
    }
    Origins {
        target: world.target,
        sources: origins,
        groups,
        kept_apart: merging.kept_apart.into_iter().collect(),
        unheeded: merging.unheeded,
    }
}

fn found(source: &OriginSource, beginning: &Beginning, of_claimant: bool) -> OriginGroup {
    let members = vec![source.id.clone()];
    OriginGroup { key: beginning.key.clone(), members, merges: Vec::new(), of_claimant }
}

/// Adds a member; the surer key names the group, but never one that only points at another member.
fn join(group: &mut OriginGroup, source: &OriginSource, beginning: &Beginning, of_claimant: bool) {
    let linked = |key: &OriginKey| matches!(key, OriginKey::Linked(_));
    if !linked(&beginning.key) && (linked(&group.key) || beginning.key < group.key) {
        group.key = beginning.key.clone();
    }
    group.members.push(source.id.clone());
    group.of_claimant |= of_claimant;
}
