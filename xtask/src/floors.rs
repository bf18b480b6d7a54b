//! Scores below which nothing lands; they may only rise.

/// A score and its floor.
pub(crate) struct Floor {
    pub(crate) name: &'static str,
    pub(crate) floor: f64,
}

/// All floors. Raise one when the score has risen; never lower one.
pub(crate) const FLOORS: &[Floor] = &[
    Floor { name: "rules.gold.right", floor: 13.0 },
    Floor { name: "rules.attribution.all", floor: 0.595 },
    Floor { name: "rules.attribution.quoted", floor: 0.82 },
    Floor { name: "rules.exact.all", floor: 0.40 },
    Floor { name: "fast.gold.right", floor: 13.0 },
    Floor { name: "fast.attribution.all", floor: 0.706 },
    Floor { name: "fast.attribution.quoted", floor: 0.848 },
    Floor { name: "fast.exact.all", floor: 0.56 },
    Floor { name: "fast.source.span", floor: 0.727 },
    Floor { name: "fast.cue.span", floor: 0.693 },
    Floor { name: "fast.content.span", floor: 0.598 },
    Floor { name: "fast.worth.ap", floor: 0.93 },
    Floor { name: "fast.worth.f1", floor: 0.85 },
    Floor { name: "fast.worth.calibration", floor: 0.97 },
    Floor { name: "accurate.gold.right", floor: 13.0 },
    Floor { name: "accurate.attribution.all", floor: 0.785 },
    Floor { name: "accurate.attribution.quoted", floor: 0.904 },
    Floor { name: "accurate.exact.all", floor: 0.657 },
    Floor { name: "accurate.source.span", floor: 0.82 },
    Floor { name: "accurate.cue.span", floor: 0.746 },
    Floor { name: "accurate.content.span", floor: 0.7 },
    Floor { name: "accurate.worth.ap", floor: 0.95 },
    Floor { name: "accurate.worth.f1", floor: 0.868 },
    Floor { name: "accurate.worth.calibration", floor: 0.967 },
    Floor { name: "mrpc.f1", floor: 0.839 },
    Floor { name: "known.2a.map5", floor: 0.875 },
    Floor { name: "html.f1", floor: 0.919 },
    Floor { name: "pages.title", floor: 0.97 },
    Floor { name: "pages.date", floor: 0.95 },
    Floor { name: "pages.outlet", floor: 0.79 },
    Floor { name: "pages.author", floor: 0.81 },
    Floor { name: "pages.url", floor: 1.0 },
    Floor { name: "pages.credit", floor: 1.0 },
];

/// Compares `score` with its floor.
pub(crate) fn check(name: &str, score: f64) -> Result<String, String> {
    let floor = FLOORS.iter().find(|f| f.name == name).ok_or_else(|| format!("{name} has no floor"))?;
    let line = format!("{name:30} {score:.4} (floor {:.4})", floor.floor);
    if score + 1e-9 < floor.floor { Err(format!("{line}: below its floor")) } else { Ok(line) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_below_its_floor_fails() {
        assert!(check("rules.gold.right", 13.0).is_ok());
        assert!(check("rules.gold.right", 12.0).is_err());
        assert!(check("nothing", 1.0).is_err());
    }
}
