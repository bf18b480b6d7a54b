//! Where sentences end and where they do not.

use onrecord_text::sentences;

fn split(text: &str) -> Vec<&str> {
    sentences(text).into_iter().map(|r| &text[r]).collect()
}

/// Asserts that `parts`, joined by blanks, are found again as sentences.
#[track_caller]
fn apart(parts: &[&str]) {
    assert_eq!(split(&parts.join(" ")), parts);
}

/// Asserts that `parts`, joined without a blank, are found again as sentences.
#[track_caller]
fn glued(parts: &[&str]) {
    assert_eq!(split(&parts.concat()), parts);
}

#[track_caller]
fn whole(text: &str) {
    assert_eq!(split(text), [text]);
}

#[test]
fn ordinary_sentences() {
    apart(&["The talks ended.", "Did they help?", "Nobody knows!", "So it goes…", "The end."]);
}

#[test]
fn glued_joins_are_found() {
    glued(&["Talks went on, Anna Berg added.", "US officials flew home, she said.", "Late on Monday they met."]);
    glued(&["They will pay, he said.", "\"We keep our word,\" he added.", "The town waited."]);
    glued(&["They will pay, he said.", "“We keep our word,” he added.", "The town waited."]);
    glued(&["\"We paid in March.\"", "He left."]);
    glued(&["It cost 35 crowns in 2014.", "Norway paid.", "Was it enough?", "Few think so!", "Others do."]);
    glued(&["It is held in the U.S.", "The army left."]);
}

#[test]
fn abbreviations_go_on() {
    whole("Many U.S. troops met Mr. Smith and Gen. Petraeus in St. Petersburg.");
    whole("Room No. 5 holds J.K. Rowling, J. R. R. Tolkien and George W. Bush.");
    whole("It rose 3.5 percent, e.g. in Node.js, see example.com/Path.Html and https://example.org/a.B?c=D. twice.");
    whole("Acme Inc. and Dr. Ng, Ph.D., met at 9 a.m. Monday, i.e. early.");
    whole("Write to First.Last@Example.org about U.S.Army and J.K.Rowling.");
    whole("On Jan. 24 Sen. Lee (R-Ohio) spoke for Lt. Col. Cray.");
}

#[test]
fn abbreviations_end() {
    apart(&["They live in the U.S.", "He does not."]);
    apart(&["It opens at 9 a.m.", "The shop is small."]);
    apart(&["She works for Acme Inc.", "It makes anvils."]);
    apart(&["So said I.", "Bob did not."]);
    apart(&["It was a miss.", "Cole shot again."]);
}

#[test]
fn tagged_questions_go_on() {
    whole("\"Really?\" he asked.");
    whole("“Go home!” shouted the crowd.");
    whole("\"Why now?\" Anna Berg asked.");
    apart(&["\"Why now?\"", "He did not know."]);
}

#[test]
fn sentences_inside_quotations_are_sentences() {
    apart(&["\"We came.", "We saw.", "We left,\" he said."]);
    apart(&["He said: “It is over.”", "“Is it?” she asked."]);
}

#[test]
fn ellipses_and_lists() {
    whole("We wait ... and wait.");
    apart(&["We wait...", "Then we go."]);
    whole("1. The first point stands.");
}

#[test]
fn paragraphs_end_sentences() {
    assert_eq!(split("A headline\n\nThe text\r\n\r\nMore"), ["A headline", "The text", "More"]);
    assert_eq!(split("A headline\nThe text starts here."), ["A headline", "The text starts here."]);
    assert_eq!(split("the line was\nbroken here. Then\nno more"), ["the line was\nbroken here.", "Then\nno more"]);
}

#[test]
fn a_wrapped_and_indented_block_is_one_paragraph() {
    let text = "The Harbour Board decided today to keep its toll for\n    the northern quay at 3 crowns. The Board of\n    \
                Harbour Trustees sees the risks to growth\n    roughly equal. Trade is firm in the\n    Kelmouth basin.";
    let sentences: Vec<String> =
        split(text).into_iter().map(|s| s.split_whitespace().last().unwrap().to_owned()).collect();
    assert_eq!(sentences, ["crowns.", "equal.", "basin."]);
    let twice = text.replace('\n', "\r\r\n");
    assert_eq!(split(&twice).len(), 3, "line breaks that were translated twice");
    let list = "the board will see to\n- Tolls\n- the quay\n- the pier";
    assert_eq!(split(list).len(), 4);
}

#[test]
fn other_scripts() {
    glued(&["今日は晴れ。", "明日は雨。"]);
    apart(&["Он уехал.", "Она осталась."]);
    glued(&["Он уехал.", "Она осталась."]);
}

#[test]
fn nothing_and_white_space_have_none() {
    assert!(split("").is_empty());
    assert!(split(" \n\t ").is_empty());
}

#[test]
fn names_and_cases_go_on() {
    whole("Roe v. Wade was read by Christine C. Quinn’s aide.");
    whole("Acme Corp. (Oslo) sued the U.S. “Patriot” fund.");
    whole("\"What is it, Anna?\" Cray continued.");
    glued(&[
        "It was left to Gov.",
        "Then Sen. Lee spoke to the F.B.I.",
        "Agents came at 6 p.m.",
        "Officials left (early).",
        "Nobody saw [it].",
        "So it is.",
    ]);
    glued(&["''We left,'' he said.", "''We came back.''", "Nobody saw."]);
    glued(&["It was floated.", "FactCheck.org read it."]);
}

#[test]
fn odd_texts_are_read() {
    for piece in [
        ".", ". ", "a.", "A.", "A. ", "\".", ".\"", "...", "a!?", "(", ".)", "\n", "a\n", "\n\n.", "。", ". \"A",
        "[1]", "a.[1]", "Mr. ", "“A.”",
    ] {
        let text = piece.repeat(300_000 / piece.len());
        let read = sentences(&text);
        assert!(read.iter().all(|s| text.get(s.clone()).is_some()));
    }
}
