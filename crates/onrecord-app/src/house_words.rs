//! What pages say in the words of a house: its rules are held against what pages can say.

use onrecord_report::language::{Words, ids, word_faults};
use onrecord_review::{HouseLook, HouseRules, LookFault, RulesFault, meant};

use crate::HealthFinding;

/// Reads house rules that may be adopted. What pages are to say in the words of the house has to hold as well; once in force
/// it is not asked again, so that no later version of the program stops a desk over a word.
///
/// # Errors
/// Everything that is wrong, by line; never empty.
pub fn read_rules(text: &str) -> Result<HouseRules, Vec<RulesFault>> {
    onrecord_review::read_rules_with(text, &look_faults)
}

/// Says what the rules come to, a line each.
pub fn rules_words(rules: &HouseRules) -> Vec<String> {
    let mut lines = onrecord_review::rules_words(rules);
    lines.extend(told(&rules.house).map(|told| format!("pages: {told}")));
    lines
}

/// Makes the words of a house.
pub(crate) fn words(look: &HouseLook) -> Words {
    Words::new(look.language.as_deref(), &look.words)
}

/// Looks how far the pages are in the language of the house, and whether what it says still holds.
pub(crate) fn findings(look: &HouseLook) -> Vec<HealthFinding> {
    let faults = look_faults(look);
    let lacks = words(look).own() < ids().len();
    let note = told(look).filter(|_| lacks).map(|told| {
        let advice = "'onrecord rules words' prints all that pages say, ready to be translated under [house.words]";
        HealthFinding::note("pages", told, advice)
    });
    let broken = faults.first().map(|first| {
        let what = format!(
            "{} of what pages say in the words of the house cannot be used and is in English, first house.{}: {}",
            faults.len(),
            first.field,
            first.why
        );
        HealthFinding::attention("pages", what, "put it right in the house rules and adopt them again")
    });
    broken.into_iter().chain(note).collect()
}

/// Says how much is translated into what; `None` where a house says nothing of it.
fn told(look: &HouseLook) -> Option<String> {
    if look.language.is_none() && look.words.is_empty() {
        return None;
    }
    let (words, all) = (words(look), ids().len());
    let rest = if words.own() < all { "; the others are in English" } else { "" };
    Some(format!("{} of {all} strings are in the words of the house, language {}{rest}", words.own(), words.tag()))
}

fn look_faults(look: &HouseLook) -> Vec<LookFault> {
    let faults = word_faults(look.language.as_deref(), &look.words);
    let fault = |fault: onrecord_report::language::WordFault| match fault.id {
        None => LookFault { field: "language".to_owned(), why: fault.why },
        Some(id) => {
            let near = if ids().contains(&id.as_str()) { None } else { meant(&id, ids()) };
            let why = near.map_or(fault.why, |near| format!("no page says this; did you mean {near}?"));
            LookFault { field: format!("words.{id}"), why }
        }
    };
    faults.into_iter().map(fault).collect()
}

#[cfg(test)]
mod tests {
    use onrecord_report::language::to_translate;

    use super::*;

    #[test]
    fn what_a_translator_starts_from_can_be_adopted() {
        let rules = read_rules(&format!("[house]\nlanguage = \"ru\"\n{}", to_translate())).expect("is read");
        assert_eq!(rules.house.words.len(), ids().len());
        let told = rules_words(&rules).join("\n");
        assert!(told.contains(&format!("{0} of {0} strings", ids().len())), "{told}");
        assert!(findings(&rules.house).is_empty());
    }

    #[test]
    fn what_is_wrong_has_its_line_and_field() {
        let text = "[house]\nlanguage = \"rusian\"\n\n[house.words]\nreports = \"{ $count\"\nclaim = \"x\"\nsearch-feild = \"x\"\n";
        let faults: Vec<String> = read_rules(text).expect_err("is refused").iter().map(ToString::to_string).collect();
        assert!(faults[0].starts_with("line 2, house.language: \"rusian\" is no language tag"), "{faults:#?}");
        assert!(faults[1].starts_with("line 5, house.words.reports: is no pattern of Fluent"), "{faults:#?}");
        assert!(faults[2].starts_with("line 6, house.words.claim: no page says this; did you mean"), "{faults:#?}");
        assert_eq!(faults[3], "line 7, house.words.search-feild: no page says this; did you mean search-field?");
        // Rules in force are read all the same: a desk has to be able to decide.
        assert!(onrecord_review::read_rules(text).is_ok());
    }

    #[test]
    fn words_of_another_version_are_told_of_and_left_out() {
        let rules =
            onrecord_review::read_rules("[house.words]\ngone-since = \"x\"\nunknown = \"x\"\n").expect("is read");
        let found = findings(&rules.house);
        assert!(found[0].what.contains("house.words.gone-since"), "{found:#?}");
        assert!(found[1].what.starts_with("1 of"), "{found:#?}");
    }
}
