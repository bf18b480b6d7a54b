use super::*;

const WHOLE: &str = r#"
[review]
people = 3
blind = true

[status.fact.corroborated]
seconds = 1
evidence = 2
rule = "R1"
reason = 20

[status.said.disputed]
seconds = 2
blind = true
rule = "R3"

[verdicts]
worst = 1
best = 5
[verdicts.scale.false]
rating = 1
text = "False"
[verdicts.scale.half-true]
rating = 2.5
text = "Half true"

[retention]
snapshots = 730
private_notes = 365

[roles]
"Ann Lee" = "admin"
Ben = "reviewer"
"#;

fn faults(text: &str) -> Vec<String> {
    read_rules(text).expect_err("is refused").iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_file_is_read() {
    let rules = read_rules(WHOLE).expect("is read");
    assert_eq!(rules.review, ReviewDefaults { people: Some(3), of: None, blind: true });
    let policy = rules.policy(Target::Fact, StatusKind::Corroborated);
    assert_eq!(policy, StatusPolicy { seconds: 1, blind: false, evidence: 2, rule: Some(RuleId::R1), reason: 20 });
    assert_eq!(rules.policy(Target::Said, StatusKind::Disputed).rule, Some(RuleId::R3));
    assert_eq!(rules.policy(Target::Fact, StatusKind::Disputed), StatusPolicy::default());
    let scheme = rules.verdicts.as_ref().expect("a scheme");
    let mut ratings: Vec<(&str, f64)> = scheme.verdicts.iter().map(|v| (v.name.as_str(), v.rating)).collect();
    ratings.sort_by(|a, b| a.0.cmp(b.0));
    assert_eq!(ratings, [("false", 1.0), ("half-true", 2.5)]);
    assert_eq!(rules.retention, Retention { snapshots: Some(730), texts: None, private_notes: Some(365) });
    let may = |name: &str, least| rules.allows(&name.parse().expect("a name"), least);
    assert!(may(" ann  LEE", Role::Admin) && may("Ben", Role::Reader) && may("Ben", Role::Reviewer));
    assert!(!may("Ben", Role::Editor) && !may("Cleo", Role::Reader));
    let words = rules_words(&rules).join("\n");
    assert!(words.contains("fact corroborated: a second person agrees, at least 2 of evidence, R1"), "{words}");
    let none = read_rules("").expect("nothing is a rule too");
    assert_eq!(none, HouseRules::default());
    assert!(none.allows(&"Cleo".parse().expect("a name"), Role::Admin));
}

#[test]
fn what_is_wrong_is_named_by_line_and_field() {
    assert_eq!(
        faults("[status.fact.disputed]\nsecnods = 1\n\n[retension]\n"),
        [
            "line 2, status.fact.disputed.secnods: unknown; did you mean seconds?",
            "line 4, retension: unknown; did you mean retention?",
        ]
    );
    let several = faults(
        "[status.fact.disputed]\nseconds = 40\nblind = \"yes\"\nrule = \"R1\"\n[status.said.unverified]\nevidence = 1\n\
         [status.heard]\n[review]\npeople = 1\n",
    );
    let expected = [
        "line 2, status.fact.disputed.seconds: should be a whole number from 0 to 9",
        "line 3, status.fact.disputed.blind: should be true or false",
        "line 4, status.fact.disputed.rule: \"R1\" does not suggest fact disputed: only \"R3\" suggests it",
        "line 6, status.said.unverified.evidence: no evidence stands behind",
        "line 7, status.heard: unknown; known here: said, fact",
        "line 9, review.people: should be a whole number from 2 to 10",
    ];
    assert_eq!(several.len(), expected.len(), "{several:#?}");
    for (is, starts) in several.iter().zip(expected) {
        assert!(is.starts_with(starts), "{is}");
    }
    let broken = faults("[review]\npeople = \n");
    assert!(broken[0].starts_with("line 2: ") || broken[0].starts_with("line 3: "), "{broken:?}");
    assert!(faults("review = 3")[0].contains("is a number, and should be a table: write [review]"));
    assert!(faults(&"#".repeat(MAX_RULES_BYTES + 1))[0].contains("at most"));
}

#[test]
fn verdicts_lie_within_their_scale_and_say_something() {
    let scale = |rest: &str| faults(&format!("[verdicts]\nworst = 1\nbest = 5\n{rest}"));
    assert!(scale("")[0].contains("names no verdict"));
    let outside = scale("[verdicts.scale.fine]\nrating = 6\ntext = \"Fine\"\n");
    assert_eq!(outside, ["line 5, verdicts.scale.fine.rating: 6 lies outside worst 1 to best 5"]);
    assert!(scale("[verdicts.scale.fine]\nrating = 2\n")[0].contains("verdicts.scale.fine.text: is missing"));
    let turned = faults("[verdicts]\nworst = 5\nbest = 1\n[verdicts.scale.fine]\nrating = 3\ntext = \"Fine\"\n");
    assert!(turned[0].contains("5 is not below best, 1"), "{turned:?}");
    let numbers = faults("[verdicts]\nworst = 1\nbest = nan\n[verdicts.scale.fine]\nrating = 3\ntext = \"Fine\"\n");
    assert_eq!(numbers, ["line 3, verdicts.best: should be a number"]);
}

#[test]
fn roles_name_each_person_once_and_an_admin() {
    assert!(faults("[roles]\nBen = \"reviewer\"\n")[0].contains("nobody is \"admin\""));
    let twice = faults("[roles]\nBen = \"admin\"\n\" ben\" = \"reader\"\n");
    assert!(twice[0].contains("named twice"), "{twice:?}");
    let wrong = faults("[roles]\nAnn = \"admin\"\nBen = \"reviewr\"\n");
    assert!(wrong[0].contains("line 3, roles.Ben") && wrong[0].contains("did you mean \"reviewer\"?"), "{wrong:?}");
}

/// Every key that is read stands in the page, with its range; and the example in it is sound.
#[test]
fn the_page_on_house_rules_says_what_is_read() {
    let page = include_str!("../../../../docs/house-rules.md");
    let ranges = [
        ("people", "2 to 10"),
        ("of", "`people` to 10"),
        ("blind", "true or false"),
        ("seconds", "0 to 9"),
        ("evidence", "0 to 20"),
        ("rule", "\"R1\""),
        ("reason", "0 to 1000"),
        ("worst", "below `best`"),
        ("best", "number"),
        ("scale.NAME.rating", "`worst` to `best`"),
        ("scale.NAME.text", "not blank"),
        ("snapshots", "1 to 36500"),
        ("texts", "1 to 36500"),
        ("private_notes", "1 to 36500"),
        ("name", "not blank"),
        ("logo", "`data:image/…;base64,…`"),
        ("colour`, `colour_dark", "both or none"),
        ("dispute", "not blank"),
        ("reviewers", "`\"hidden\"`"),
        ("language", "BCP 47"),
        ("words.ID", "Fluent"),
    ];
    for (key, range) in ranges {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{key}` |")));
        assert!(row.is_some_and(|row| row.contains(range)), "{key}: {row:?}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() >= 6).count();
    assert_eq!(rows, ranges.len() + 1, "`blind` stands twice");
    assert!(page.contains("262,144") && MAX_RULES_BYTES == 262_144);
    for (key, most) in [("people", 10), ("seconds", 9), ("evidence", 20), ("reason", 1000)] {
        let table = if key == "people" { "review" } else { "status.fact.disputed" };
        assert!(read_rules(&format!("[{table}]\n{key} = {most}\n")).is_ok(), "{key}");
        assert!(read_rules(&format!("[{table}]\n{key} = {}\n", most + 1)).is_err(), "{key}");
    }
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    assert_eq!(read_rules(example).map(|rules| rules.policies.len()), Ok(2));
}

#[test]
fn words_of_the_house_are_read_and_what_is_wrong_with_them_has_its_line() {
    let text = "[house]\nlanguage = \"ru\"\n\n[house.words]\nclaims = \"x\"\nthen = '''\ny'''\n";
    let house = read_rules(text).expect("is read").house;
    let words = [("claims", "x"), ("then", "y")].map(|(id, pattern)| (id.to_owned(), pattern.to_owned()));
    assert_eq!((house.language.as_deref(), house.words.as_slice()), (Some("ru"), words.as_slice()));
    let look = |_: &HouseLook| {
        let fault = |field: &str| LookFault { field: field.to_owned(), why: "is wrong".to_owned() };
        vec![fault("words.then"), fault("language")]
    };
    let told: Vec<String> =
        read_rules_with(text, &look).expect_err("is refused").iter().map(ToString::to_string).collect();
    assert_eq!(told, ["line 2, house.language: is wrong", "line 6, house.words.then: is wrong"]);
    assert_eq!(faults("[house.words]\nthen = 1\n"), ["line 2, house.words.then: should be a text in quotation marks"]);
    assert_eq!(faults("[house]\nwords = 1\n").len(), 1);
}
