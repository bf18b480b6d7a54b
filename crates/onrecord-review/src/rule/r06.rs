//! R6: evidence for one target never counts for the other.

use onrecord_model::Target;

use crate::suggest::{Exhibit, WhyNot};

/// Sets aside what bears on the other target.
pub(crate) fn sift(target: Target, exhibit: &Exhibit) -> Option<WhyNot> {
    (exhibit.target != target).then_some(WhyNot::OtherTarget(exhibit.target))
}
