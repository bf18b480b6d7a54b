//! One name for everybody whom sources go by several names of.

use onrecord_compare::{OriginClaim, OriginSource, one_party};

/// Gives the people and bodies of all sources, and of the claim, one name each.
pub(super) fn settle(sources: &mut [OriginSource], about: &OriginClaim) -> OriginClaim {
    let theirs = [&about.claimant, &about.organisation, &about.possible].into_iter().flatten();
    let of_source = |source: &OriginSource| [&source.speaker, &source.organisation, &source.possible].map(Clone::clone);
    let all: Vec<String> = sources.iter().flat_map(of_source).flatten().chain(theirs.cloned()).collect();
    let names = one_party(all.iter().map(String::as_str));
    let one = |name: &Option<String>| name.as_ref().map(|name| names.get(name).unwrap_or(name).clone());
    let about = OriginClaim {
        claimant: one(&about.claimant),
        organisation: one(&about.organisation),
        possible: one(&about.possible),
        ..about.clone()
    };
    for source in sources {
        source.speaker = one(&source.speaker);
        source.organisation = one(&source.organisation);
        source.possible = one(&source.possible);
    }
    about
}
