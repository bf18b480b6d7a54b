//! The panes, and where they lie in a window of a given size.

use ratatui::layout::Rect;

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pane {
    Queue,
    Article,
    Claim,
    Evidence,
    Drift,
    Origins,
}

impl Pane {
    /// All panes, in the order in which Tab goes through them.
    pub(super) const ALL: [Pane; 6] =
        [Self::Queue, Self::Article, Self::Claim, Self::Evidence, Self::Drift, Self::Origins];

    /// All panes that show something of one claim.
    pub(super) const OF_CLAIM: [Pane; 5] = [Self::Article, Self::Claim, Self::Evidence, Self::Drift, Self::Origins];

    /// Tells whether what it shows takes long to find out: comparing what one speaker said in all of an archive.
    pub(super) fn is_slow(self) -> bool {
        matches!(self, Self::Drift | Self::Origins)
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Queue => "Queue",
            Self::Article => "Article",
            Self::Claim => "Claim",
            Self::Evidence => "Evidence",
            Self::Drift => "Drift",
            Self::Origins => "Origins",
        }
    }

    /// Returns the pane so many steps on; negative steps go back.
    pub(super) fn step(self, steps: isize) -> Pane {
        let here = Self::ALL.iter().position(|pane| *pane == self).unwrap_or_default();
        let count = Self::ALL.len().cast_signed();
        let there = (here.cast_signed() + steps).rem_euclid(count);
        Self::ALL[there.unsigned_abs()]
    }
}

/// The smallest window in which anything can be read.
pub(super) const LEAST: (u16, u16) = (40, 10);
/// From this size on all panes are shown at once.
const WIDE: (u16, u16) = (110, 32);
/// From this width on the queue and one other pane are shown side by side.
const TWO: u16 = 70;

/// Tells whether a window is too small to be used.
pub(super) fn too_small((width, height): (u16, u16)) -> bool {
    width < LEAST.0 || height < LEAST.1
}

/// Lays the panes out in `area`: all of them, the queue beside `side`, or `focus` alone. `window` is the size of the whole.
pub(super) fn lay_out(window: (u16, u16), area: Rect, focus: Pane, side: Pane) -> Vec<(Pane, Rect)> {
    if window.0 >= WIDE.0 && window.1 >= WIDE.1 {
        return all(area);
    }
    if window.0 >= TWO {
        let [left, right] = columns(area, [9, 11]);
        return vec![(Pane::Queue, left), (side, right)];
    }
    vec![(focus, area)]
}

fn all(area: Rect) -> Vec<(Pane, Rect)> {
    let [above, below] = rows(area, [11, 9]);
    let [queue, article] = columns(above, [9, 11]);
    let [left, drift, origins] = columns(below, [7, 7, 6]);
    let [claim, evidence] = rows(left, [2, 1]);
    vec![
        (Pane::Queue, queue),
        (Pane::Article, article),
        (Pane::Claim, claim),
        (Pane::Evidence, evidence),
        (Pane::Drift, drift),
        (Pane::Origins, origins),
    ]
}

/// Cuts an area into columns of these shares.
fn columns<const N: usize>(area: Rect, shares: [u16; N]) -> [Rect; N] {
    let ends = ends(area.width, shares);
    std::array::from_fn(|n| {
        let from = n.checked_sub(1).map_or(0, |before| ends[before]);
        Rect { x: area.x + from, width: ends[n] - from, ..area }
    })
}

/// Cuts an area into rows of these shares.
fn rows<const N: usize>(area: Rect, shares: [u16; N]) -> [Rect; N] {
    let ends = ends(area.height, shares);
    std::array::from_fn(|n| {
        let from = n.checked_sub(1).map_or(0, |before| ends[before]);
        Rect { y: area.y + from, height: ends[n] - from, ..area }
    })
}

fn ends<const N: usize>(length: u16, shares: [u16; N]) -> [u16; N] {
    let whole: u32 = shares.iter().copied().map(u32::from).sum();
    let mut sum = 0;
    shares.map(|share| {
        sum += u32::from(share);
        u16::try_from(u32::from(length) * sum / whole.max(1)).unwrap_or(length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_fill_the_area_and_do_not_overlap() {
        for (width, height) in [(40, 10), (60, 20), (80, 24), (110, 32), (120, 40), (300, 90)] {
            let area = Rect::new(0, 0, width, height - 2);
            for focus in Pane::ALL {
                let side = if focus == Pane::Queue { Pane::Article } else { focus };
                let panes = lay_out((width, height), area, focus, side);
                assert!(panes.iter().any(|(pane, _)| *pane == focus), "{focus:?} is seen");
                assert_eq!(panes.iter().map(|(_, rect)| rect.area()).sum::<u32>(), area.area());
                assert!(panes.iter().all(|(_, rect)| rect.width > 10 && rect.height > 4), "{panes:?}");
            }
        }
    }

    #[test]
    fn tab_goes_round() {
        let there = Pane::ALL.iter().fold(Pane::Queue, |pane, _| pane.step(1));
        assert_eq!((there, Pane::Queue.step(-1)), (Pane::Queue, Pane::Origins));
    }
}
