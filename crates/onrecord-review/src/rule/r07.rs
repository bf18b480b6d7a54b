//! R7: unnamed sources are never enough without a named or documentary one.
//!
//! That they are at most one origin for each owner follows from counting every owner once.

use onrecord_model::{Basis, Target};

use crate::suggest::{Exhibit, WhyNot};

/// Tells whether an exhibit rests on something named or documentary.
///
/// For `said` the outlet that recorded the words is the named one, unless it says that it had them from somebody unnamed.
pub(crate) fn named(target: Target, exhibit: &Exhibit) -> bool {
    match exhibit.basis {
        Basis::UnnamedSource => false,
        Basis::None => target == Target::Said,
        _ => true,
    }
}

/// Says why an exhibit does not count where nothing named or documentary stands beside it.
pub(crate) fn alone(exhibit: &Exhibit) -> WhyNot {
    if exhibit.basis == Basis::None { WhyNot::BasisUnknown } else { WhyNot::Unnamed }
}
