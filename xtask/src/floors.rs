//! Scores below which nothing lands; they may only rise.

/// A score and its floor.
pub(crate) struct Floor {
    pub(crate) name: &'static str,
    pub(crate) floor: f64,
}

/// All floors. Raise one when the score has risen; never lower one.
pub(crate) const FLOORS: &[Floor] = &[
    Floor { name: "gold.right", floor: 13.0 },
    Floor { name: "polnear.attribution.all", floor: 0.595 },
    Floor { name: "polnear.attribution.quoted", floor: 0.82 },
    Floor { name: "html.f1", floor: 0.917 },
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
        assert!(check("gold.right", 13.0).is_ok());
        assert!(check("gold.right", 12.0).is_err());
        assert!(check("nothing", 1.0).is_err());
    }
}
