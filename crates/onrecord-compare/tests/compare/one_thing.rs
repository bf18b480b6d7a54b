//! Statements that share words and are of different things.

use onrecord_model::{Relation, Veto};

use crate::support::{compare, written};

#[test]
fn one_word_is_no_matter() {
    for (a, b) in [("He lied to me", "It had been lied to"), ("They resigned", "She had resigned before")] {
        assert_eq!(compare(&written(a), &written(b)).relation, Relation::Unrelated, "{a}");
    }
    assert_eq!(compare(&written("He lied to me"), &written("She lied to me")).relation, Relation::Repeats);
}

#[test]
fn what_is_pointed_at_is_another_thing_each_time() {
    let counted = written("the figure").by("The Ornithological Society", "questioned").on("2026-06-01");
    let paid = written("the figure").by("Calder Row", "disputed").on("2026-07-01");
    assert_eq!(compare(&counted, &paid).relation, Relation::Unrelated);
}

#[test]
fn values_of_two_things_do_not_contradict_one_another() {
    let recall = written("The recall would cost the company [20 euro:20 million euros]").on("2026-06-01");
    let repairs = written("The repairs would cost [8 euro:8 million euros]").on("2026-06-09");
    assert_ne!(compare(&recall, &repairs).relation, Relation::Contradicts);
    let more = written("The repairs would cost [9 euro:9 million euros]").on("2026-06-20");
    assert_eq!(compare(&repairs, &more).relation, Relation::Contradicts);
    let now = written("The repairs would now cost [9 euro:9 million euros]").on("2026-06-20");
    assert_ne!(compare(&repairs, &now).relation, Relation::Contradicts);
}

#[test]
fn what_has_moved_on_contradicts_nothing() {
    let offered = written("The government has offered [5 %:5 per cent]").on("2026-02-10");
    let raised = written("The government has raised its offer to [8 %:8 per cent]").on("2026-02-20");
    assert_ne!(compare(&offered, &raised).relation, Relation::Contradicts);
    let flow = |value, who, day| written(value).by(who, "said").on(day);
    let kovac = flow("Water was entering the bore at [40 l:40 litres] a second", "Stefan Kovac", "2025-11-12");
    let amadi = "Water was entering the bore at [55 l:55 litres] a second";
    assert_ne!(compare(&kovac, &flow(amadi, "Victor Amadi", "2026-05-20")).relation, Relation::Contradicts);
    assert_eq!(compare(&kovac, &flow(amadi, "Victor Amadi", "2025-11-13")).relation, Relation::Contradicts);
    let rose = |value, day| written(value).on(day);
    let (five, seven) = ("Prices rose to [5 %:5 percent]", "Prices rose to [7 %:7 percent]");
    assert_eq!(compare(&rose(five, "2026-02-10"), &rose(seven, "2026-02-11")).relation, Relation::Contradicts);
}

#[test]
fn no_and_without_leave_nothing_denied() {
    let had = written("every transfer had been approved by the board of the fund");
    let without = written("[not:no] transfer had been made [not:without] the approval of the board of the fund");
    for found in [compare(&had, &without), compare(&without, &had)] {
        assert!(!found.vetoes.contains(&Veto::Negation), "{found:?}");
        assert_ne!(found.relation, Relation::Contradicts);
    }
}

#[test]
fn a_question_contradicts_nobody() {
    let asked = written("whether any ransom had been paid to the hackers").by("Hanne Lund", "asked");
    let denied = written("any ransom had been paid to the hackers").by("Kirsten Solheim", "denied");
    for found in [compare(&asked, &denied), compare(&denied, &asked)] {
        assert_ne!(found.relation, Relation::Contradicts);
        assert!(!found.vetoes.contains(&Veto::Negation));
    }
    let doubted = written("whether any ransom had been paid to the hackers").by("Hanne Lund", "questioned");
    let paid = written("any ransom had been paid to the hackers").by("Kirsten Solheim", "said");
    assert_ne!(compare(&doubted, &paid).relation, Relation::Contradicts);
}
