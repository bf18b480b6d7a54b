//! Whether a name is that of a person or of a body, as far as the name tells.

/// Words that stand in names of bodies and not in those of people.
const BODIES: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "board",
    "bureau",
    "cabinet",
    "center",
    "centre",
    "college",
    "commission",
    "committee",
    "company",
    "congress",
    "corporation",
    "council",
    "court",
    "department",
    "federation",
    "foundation",
    "fund",
    "government",
    "group",
    "hospital",
    "inc",
    "institute",
    "kremlin",
    "ltd",
    "ministry",
    "nations",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "senate",
    "service",
    "society",
    "treasury",
    "union",
    "university",
];

/// Tells whether a name holds a word that only names of bodies hold.
pub(crate) fn is_body(name: &str) -> bool {
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
            ["Ministry of Finance", "Riverton City COUNCIL", "the U.S. Department of State"].into_iter().all(is_body)
        );
        assert!(!["Ann Bell", "Mayor Fundament", "Banks", ""].into_iter().any(is_body));
    }
}
