//! Copies: what light edits do not hide, and what two reporters may share without copying.

use onrecord_compare::{CopyGroup, DocumentPrint, copy_evidence, copy_groups, document_print};
use proptest::prelude::*;

const STORY: &str = "The harbour authority closed the northern quay on Monday after a crane fell into the basin. \
     Nobody was working on the crane at the time, the police found in a first inspection of the site. \
     The crane had been checked in the spring by engineers of the company that built it.\n\n\
     Two ships with grain were turned away and now wait off the coast until the basin is cleared. \
     Divers went down in the afternoon but saw little in the muddy water beside the quay wall. \
     The port handles four million tonnes a year and is the largest on that stretch of the coast.\n\n\
     \"We will know more when the water is clear, and not before that,\" the harbour master said. \
     A floating crane from the next port is expected to arrive before the end of the week. \
     Insurance experts put the damage at eight million, without the loss from ships that stay away.";

fn print(text: &str) -> DocumentPrint {
    document_print(text, None, None)
}

fn groups(texts: &[&str]) -> Vec<Vec<usize>> {
    let prints: Vec<DocumentPrint> = texts.iter().map(|t| print(t)).collect();
    copy_groups(&prints.iter().collect::<Vec<_>>()).into_iter().map(|g| g.members).collect()
}

#[test]
fn light_edits_do_not_hide_a_copy() {
    let paragraphs: Vec<&str> = STORY.split("\n\n").collect();
    let edits = [
        STORY.replace("harbour authority", "port authority"),
        STORY.replace("muddy", "dark").replace("grain", "wheat"),
        [paragraphs[1], paragraphs[0], paragraphs[2]].join("\n\n"),
        STORY[..STORY.len() * 2 / 3].to_owned(),
        STORY.replace('"', "”"),
        format!("KELMOUTH, March 3 — {STORY}\n\nThis article first appeared in The Daily Courier."),
        STORY.replace("The ", "THE "),
        STORY.replace(". ", ".\n"),
    ];
    for edit in &edits {
        assert_eq!(groups(&[STORY, edit]), [vec![0, 1]], "{edit}");
    }
    let all: Vec<&str> = std::iter::once(STORY).chain(edits.iter().map(String::as_str)).collect();
    assert_eq!(groups(&all), [(0..all.len()).collect::<Vec<_>>()]);
}

#[test]
fn the_same_words_heard_are_no_copy() {
    let said = "\"We closed the quay on Monday. Nobody was hurt in the fall. The basin will be clear by Friday. \
                We have asked for a floating crane. Until then ships go to the next port,\" the harbour master said.";
    let one = format!("A crane fell into the basin of Kelmouth, and the port stood still. {said}");
    let other = format!("Ships wait off Kelmouth since the accident of Monday morning, as this paper saw. {said}");
    assert!(groups(&[&one, &other]).is_empty());
}

#[test]
fn a_shared_agency_needs_one_sentence_only() {
    let shared = "The harbour authority closed the northern quay on Monday after a crane fell into the basin.";
    let one = format!(
        "{shared} Our own reporter saw the divers come up again. The town is worried about its \
         trade, and the mayor has called the council together for a meeting on the evening of the next day."
    );
    let other = format!(
        "{shared} In the capital the ministry called it an accident. Ferries were \
         not affected by it, and the line to the islands kept to its timetable through all of that long morning."
    );
    assert!(copy_evidence(&print(&one), &print(&other)).is_none());
    let wire = |text: &str| document_print(text, Some("Reuters"), None);
    let evidence = copy_evidence(&wire(&one), &wire(&other)).unwrap();
    assert_eq!((evidence.sentences, evidence.of, evidence.agency.as_deref()), (1, 3, Some("Reuters")));
}

#[test]
fn what_a_page_prints_round_every_article_is_no_copy() {
    let frame = "- [Careers](https://example.com/careers)\nYour donation powers reporting. Sign up for your daily letter.\n\
                 Most read this week\nWe will send you alerts as they happen. You can leave at any time.\n";
    let one = format!("{frame}The quay was closed on Monday after the fall of a crane. Ships wait off the coast.");
    let other = format!("{frame}The mayor opened the library in the old mill. It holds forty thousand books.");
    assert!(groups(&[&one, &other]).is_empty());
}

#[test]
fn a_form_that_is_filled_in_anew_is_no_copy() {
    let form = |a: &str, b: &str, c: &str| {
        format!(
            "Balances at the reserve rose on {a} to {b} billion from {c} billion the day before, the ministry said in its \
             latest statement. Balances in loan accounts fell to {c} billion from {b} billion on the same days as {a}."
        )
    };
    assert!(groups(&[&form("March 5", "3.467", "3.939"), &form("February 25", "4.151", "2.727")]).is_empty());
}

proptest! {
    #[test]
    fn the_order_of_documents_does_not_change_who_belongs_together(order in Just((0..4).collect::<Vec<usize>>()).prop_shuffle()) {
        let other = "The mayor opened the library in the old mill, and forty thousand books were carried in by pupils. \
                     It had stood empty since the flood of the last century and cost the town two million to restore.";
        let edit = STORY.replace("muddy", "dark");
        let cut = &STORY[..STORY.len() / 2];
        let texts = [STORY, other, &edit, cut];
        let shuffled: Vec<DocumentPrint> = order.iter().map(|i| print(texts[*i])).collect();
        let found: Vec<CopyGroup> = copy_groups(&shuffled.iter().collect::<Vec<_>>());
        prop_assert_eq!(found.len(), 1);
        let mut members: Vec<usize> = found[0].members.iter().map(|m| order[*m]).collect();
        members.sort_unstable();
        prop_assert_eq!(members, vec![0, 2, 3]);
    }

    #[test]
    fn any_text_has_a_print_and_is_a_copy_of_itself_or_too_short(text in "\\PC{0,400}") {
        let one = print(&text);
        let two = print(&text);
        prop_assert_eq!(&one, &two);
        let _ = copy_groups(&[&one, &two]);
    }
}
