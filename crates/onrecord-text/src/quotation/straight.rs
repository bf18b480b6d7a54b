//! Which straight double marks open and which close, decided for a whole paragraph at once.
//!
//! Straight marks look the same on both sides, and where spaces were lost (`he said."We`) their surroundings do not tell
//! either. So the cheapest reading of the paragraph's sequence of marks is taken: Viterbi's algorithm over two states,
//! outside and inside. The costs rank the readings; only their order matters.

use super::marks::Role;

/// A mark read against what stands around it.
const AGAINST_SURROUNDINGS: u32 = 4;
/// A closing mark with nothing open; edited text has few.
const STRAY: u32 = 4;
/// An opening mark inside an open quotation: the earlier one was left open.
const REOPENED: u32 = 3;
/// The same behind a full stop without a space: paragraphs that each open again were run together.
const REOPENED_AT_JOIN: u32 = 2;
/// A quotation that ends with its paragraph.
const LEFT_OPEN: u32 = 1;

/// What is known of one mark.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    /// Its role by what stands around it; [`Role::Toggles`] when that does not tell.
    pub(super) role: Role,
    /// Whether it stands between a sentence end and a beginning with no space on either side.
    pub(super) at_join: bool,
}

/// The cheapest reading up to a mark that ends in one state.
#[derive(Clone, Copy)]
struct Best {
    cost: u32,
    /// Whether the state before the mark was "inside".
    from_inside: bool,
}

/// Returns for each sign whether it opens (`true`) or closes.
pub(super) fn resolve(signs: &[Sign]) -> Vec<bool> {
    let (mut outside, mut inside) = (0_u32, u32::MAX / 2);
    let mut steps = Vec::with_capacity(signs.len());
    for sign in signs {
        let open = cost_of(*sign, Role::Closes);
        let close = cost_of(*sign, Role::Opens);
        let again = if sign.at_join { REOPENED_AT_JOIN } else { REOPENED };
        let opened = cheaper(outside.saturating_add(open), inside.saturating_add(open + again));
        let closed = cheaper(outside.saturating_add(close + STRAY), inside.saturating_add(close));
        (outside, inside) = (closed.cost, opened.cost);
        steps.push((opened, closed));
    }
    let mut is_inside = inside.saturating_add(LEFT_OPEN) < outside;
    let mut opens = vec![false; signs.len()];
    for (slot, (opened, closed)) in opens.iter_mut().zip(&steps).rev() {
        *slot = is_inside;
        is_inside = if is_inside { opened.from_inside } else { closed.from_inside };
    }
    opens
}

/// Returns the cost of reading `sign` otherwise than `contrary` says.
fn cost_of(sign: Sign, contrary: Role) -> u32 {
    if sign.role == contrary { AGAINST_SURROUNDINGS } else { 0 }
}

fn cheaper(from_outside: u32, from_inside: u32) -> Best {
    Best { cost: from_outside.min(from_inside), from_inside: from_inside < from_outside }
}
