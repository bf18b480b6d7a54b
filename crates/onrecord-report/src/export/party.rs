//! Whether a name is that of a person or of a body, as far as the name tells.

/// Words that stand in names of bodies and not in those of people.
const BODIES: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "airlines",
    "alliance",
    "archive",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "cabinet",
    "campaign",
    "center",
    "centre",
    "charity",
    "coalition",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "consulate",
    "corporation",
    "corps",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "exchange",
    "federation",
    "forum",
    "foundation",
    "fund",
    "government",
    "group",
    "hospital",
    "inc",
    "inspectorate",
    "institute",
    "kremlin",
    "laboratory",
    "league",
    "ltd",
    "ministry",
    "museum",
    "nations",
    "navy",
    "network",
    "observatory",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "pentagon",
    "plc",
    "police",
    "prosecutors",
    "regulator",
    "reserve",
    "school",
    "secretariat",
    "senate",
    "service",
    "society",
    "taskforce",
    "treasury",
    "tribunal",
    "trust",
    "union",
    "university",
    "watchdog",
];

/// Tells whether a name holds a word that only names of bodies hold, or is an acronym.
pub(crate) fn is_body(name: &str) -> bool {
    is_acronym(name.trim()) || holds_body(name)
}

/// Tells whether a name is two to six capitals and no more: IMF, WHO.
fn is_acronym(name: &str) -> bool {
    (2..=6).contains(&name.chars().count()) && name.chars().all(|c| c.is_ascii_uppercase())
}

fn holds_body(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let word = word.to_lowercase();
        BODIES.binary_search(&word.as_str()).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_from_people() {
        assert!(BODIES.is_sorted());
        assert!(
            [
                "Ministry of Finance",
                "Riverton City COUNCIL",
                "the U.S. Department of State",
                "Estmere Health Directorate",
                "IMF"
            ]
            .into_iter()
            .all(is_body)
        );
        assert!(!["Ann Bell", "Mayor Fundament", "Banks", "O", "ZELENSKYY", ""].into_iter().any(is_body));
    }
}
