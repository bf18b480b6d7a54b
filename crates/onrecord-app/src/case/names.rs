//! One name for everybody whom sources go by several names of.

use onrecord_compare::{OriginClaim, OriginSource, one_party};

/// Gives the people and bodies of all sources, and of the claim, one name each.
pub(super) fn settle(sources: &mut [OriginSource], about: &OriginClaim) -> OriginClaim {
    let theirs = [&about.claimant, &about.organisation].into_iter().flatten();
    let all = sources.iter().flat_map(|source| source.speaker.iter().chain(&source.organisation)).chain(theirs);
    let names = one_party(all.map(String::as_str));
    let one = |name: &Option<String>| name.as_ref().map(|name| names.get(name).unwrap_or(name).clone());
    let about = OriginClaim { claimant: one(&about.claimant), organisation: one(&about.organisation), ..about.clone() };
    for source in sources {
        source.speaker = one(&source.speaker);
        source.organisation = one(&source.organisation);
    }
    about
}
