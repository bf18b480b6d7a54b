//! What comes out of a printer: every word of an article, and nothing over the edge of the paper.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{file, open};

/// Points of an inch on A4, and the margin that the style sheet asks for (16 mm), with a little for rounding.
const A4_WIDE: f64 = 595.3;
const MARGIN: f64 = 45.3;

/// Reads a PDF with a program of poppler; `None`, said aloud, where it is not there.
fn read(pdf: &Path, options: &[&str]) -> Option<String> {
    if let Ok(read) = Command::new("pdftotext").args(options).arg(pdf).arg("-").output() {
        return Some(String::from_utf8_lossy(&read.stdout).into_owned());
    }
    println!("skipped: pdftotext not found (Debian: poppler-utils)");
    None
}

/// Lists the words of the article as received, without the numbers of claims that stand among them.
const WORDS: &str = "const walker = document.createTreeWalker(document.querySelector('.received'), NodeFilter.SHOW_TEXT);\
    const all = []; while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('.ref'))\
    all.push(...walker.currentNode.data.split(/\\s+/).filter(Boolean)); return all;";

/// What is read from paper: no white space, no marks of direction, letters whatever shape they have.
fn squeezed(text: &str) -> String {
    let unseen = |c: &char| {
        c.is_whitespace()
            || matches!(*c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(|c| !unseen(c)).collect()
}

/// Tells whether a word is of a script that runs to the left, of which readers of PDF turn letters and signs about.
fn runs_left(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}'))
}

/// Returns the letters and figures of a word in order of their numbers, marks above and below them left out.
fn sorted(word: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}');
    let mut letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric() && !is_mark(*c)).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

#[test]
fn every_word_of_an_article_is_printed() {
    let Some((browser, world)) = open() else { return };
    for page in world.foreign.iter().chain([&world.article]) {
        browser.open(&file(world, page));
        let words: Vec<String> = serde_json::from_value(browser.run(WORDS)).expect("a list of words");
        assert!(words.len() > 3, "{page}");
        let pdf = world.sandbox.path(&format!("printed-{page}.pdf"));
        std::fs::write(&pdf, browser.print()).expect("a file");
        let Some(printed) = read(&pdf, &["-raw"]) else { return };
        let seen: BTreeSet<char> = printed.chars().collect();
        // A machine without letters of a script prints boxes: then the words cannot be read back.
        let known = words.iter().filter(|word| word.chars().all(|c| c.is_ascii() || seen.contains(&c)));
        let known: Vec<&String> = known.collect();
        if known.len() < words.len() {
            println!("skipped: {} of {} words of {page}: no font for them", words.len() - known.len(), words.len());
        }
        let turned: BTreeSet<String> = printed.split_whitespace().map(sorted).collect();
        let whole = squeezed(&printed);
        let is_there =
            |word: &str| whole.contains(&squeezed(word)) || runs_left(word) && turned.contains(&sorted(word));
        let lost: Vec<&&String> = known.iter().filter(|word| !is_there(word)).collect();
        assert!(lost.is_empty(), "{page} is printed without {lost:?}");
    }
}

#[test]
fn nothing_is_printed_over_the_edge_of_the_paper() {
    let Some((browser, world)) = open() else { return };
    for page in &world.kinds {
        browser.open(&file(world, page));
        let pdf = world.sandbox.path(&format!("edge-{page}.pdf"));
        std::fs::write(&pdf, browser.print()).expect("a file");
        let Some(boxes) = read(&pdf, &["-bbox"]) else { return };
        let mut count = 0;
        for line in boxes.lines() {
            if let Some(wide) = value(line, "<page", "width") {
                assert!((wide - A4_WIDE).abs() < 1.0, "{page} asks for paper of {wide} points");
            }
            let Some((left, right)) = value(line, "<word", "xMin").zip(value(line, "<word", "xMax")) else { continue };
            count += 1;
            assert!(left > MARGIN - 1.0 && right < A4_WIDE - MARGIN + 2.0, "{page}: {line}");
        }
        assert!(count > 100, "{page} prints {count} words");
    }
}

/// Reads a number out of an element of XML on a line of its own.
fn value(line: &str, element: &str, name: &str) -> Option<f64> {
    let rest = line.trim_start().strip_prefix(element)?;
    let (_, value) = rest.split_once(&format!(" {name}=\""))?;
    value.split('"').next()?.parse().ok()
}

#[test]
fn marks_and_signs_are_printed_and_ways_to_other_pages_are_not() {
    let Some((browser, world)) = open() else { return };
    browser.open(&file(world, &world.claim));
    let pdf = world.sandbox.path("claim.pdf");
    std::fs::write(&pdf, browser.print()).expect("a file");
    let Some(printed) = read(&pdf, &["-raw"]) else { return };
    for words in
        ["Varnholm Fact Project", "disputed", "corroborated", "Verdict of the house", "TIME LINE", "◆", "−3.5", "+35"]
    {
        assert!(squeezed(&printed).contains(&squeezed(words)), "{words:?} in {printed}");
    }
    assert!(!printed.contains("Skip to") && !printed.contains("Articles"), "{printed}");
    assert_eq!(browser.hidden_in_print(), Value::Array(Vec::new()));
}
