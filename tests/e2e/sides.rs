//! For or against: what counts on which side of a claim, and for whom.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

/// Takes in articles of different outlets, each a headline and a text, one a day.
fn told(articles: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    let line = |(at, (title, words)): (usize, &(&str, &str))| {
        let (outlet, day) = (format!("Outlet {at}"), format!("2026-05-0{}", at + 1));
        json!({"outlet": outlet, "published": day, "title": title, "text": format!("{title}\n\n{words}")}).to_string()
    };
    sandbox.write("a.jsonl", articles.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox
}

/// What bears on the fact of a claim: the origin and what it does.
fn on_fact(sandbox: &Sandbox, claim: &str) -> Vec<(String, String)> {
    let told = sandbox.list(&["origins", claim]).into_iter().filter(|source| source["target"] == "fact");
    told.map(|source| (text(&source["origin_key"]).to_owned(), text(&source["part"]).to_owned())).collect()
}

fn parts(sandbox: &Sandbox, words: &str) -> Vec<String> {
    let all = sandbox.claims();
    let claim = all.iter().find(|claim| text(&claim["wording"]).starts_with(words)).expect("the claim");
    on_fact(sandbox, text(&claim["claim"])).into_iter().map(|(_, part)| part).collect()
}

/// A surname that two people of an article have says of neither that it was him.
#[test]
fn who_is_left_open_is_nobody_known() {
    let sandbox = told(&[
        ("Bridge Open", "Transport minister Jonas Berg said the bridge was inspected in March."),
        (
            "Engineer Speaks",
            "County engineer Tor Berg, who is not related to transport minister Jonas Berg, spoke on Wednesday. \"The bridge was \
             not inspected in March,\" Berg said.",
        ),
    ]);
    let found = on_fact(&sandbox, &sandbox.claim("the bridge was inspected in March"));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("Jonas Berg", "for"));
    assert_eq!((found[1].0.as_str(), found[1].1.as_str()), ("unnamed@Outlet 1", "against"));
    let denied = sandbox.list(&["origins", &sandbox.claim("The bridge was not inspected in March")]);
    let berg = denied.iter().find(|source| source["origin_key"] == "Jonas Berg").expect("the minister");
    assert_eq!(berg["of_claimant"], false, "that it is his own side nobody knows");
}

/// That somebody never said it is nothing for it and nothing against it.
#[test]
fn that_it_was_never_said_says_nothing_of_the_fact() {
    let sandbox = told(&[
        ("Market in Orlo", "Governor Ilya Petrov said the market in Orlo was empty."),
        ("Stalls", "\"The market in Orlo was not empty,\" stallholder Anna Moss said."),
        ("Aide Speaks", "Petrov never said that the market in Orlo was empty, his aide Lev Orlov said."),
    ]);
    assert_eq!(parts(&sandbox, "the market in Orlo was empty"), ["for", "against", "contrast"]);
    let denied = parts(&sandbox, "The market in Orlo was not empty");
    assert_eq!(denied.iter().filter(|part| *part == "against").count(), 1, "Petrov alone: {denied:?}");
}

/// A headline and the text below it are one voice.
#[test]
fn a_headline_counts_with_its_text() {
    let sandbox = told(&[
        ("Weather", "The ferry to Kelmouth was full on Monday, Mayor Ada Quist said."),
        (
            "Ferry To Kelmouth Was Not Full On Monday, Captain Says",
            "The ferry to Kelmouth was not full on Monday, Captain Ivo Brandt said.",
        ),
    ]);
    let found = on_fact(&sandbox, &sandbox.claim("The ferry to Kelmouth was full on Monday"));
    let against: Vec<&str> = found.iter().filter(|(_, part)| part == "against").map(|(who, _)| who.as_str()).collect();
    assert!(!against.is_empty() && against.iter().all(|who| *who == "Ivo Brandt"), "{found:?}");
}

/// What a headline says beside another matter of its text is not told by whoever tells that.
#[test]
fn a_headline_is_nobodys_who_speaks_of_something_else() {
    let sandbox = told(&[
        ("Weather", "The ferry to Kelmouth was full on Monday, Mayor Ada Quist said."),
        ("Ferry To Kelmouth Was Full On Monday", "The ferry to Kelmouth was late on Tuesday, Captain Ivo Brandt said."),
    ]);
    let found = on_fact(&sandbox, &sandbox.claim("The ferry to Kelmouth was full on Monday"));
    assert!(found.iter().any(|(who, _)| who == "Outlet 1"), "{found:?}");
}

/// What shares a name and a place with a denial is not what is denied.
#[test]
fn another_matter_is_not_against_it() {
    let sandbox = told(&[
        ("Mayor", "Mayor Ruth Vale has not been in Halden since the flood, Ivo Brandt said."),
        (
            "Mayor",
            "Mayor Ruth Vale resigned on Tuesday, ten days after the flood in Halden in which nine people drowned.",
        ),
    ]);
    let found = parts(&sandbox, "Mayor Ruth Vale has not been");
    assert!(!found.contains(&"against".to_owned()), "{found:?}");
}

/// Numbers of one thing that differ are a contrast, wherever they stand in the sentence.
#[test]
fn other_numbers_are_never_a_match() {
    let sandbox = told(&[
        ("Halden Bridge Collapse Kills Four", "Divers were searching the river on Monday."),
        ("Update", "Six people were killed in the collapse of the Halden bridge, police chief Maria Lindqvist said."),
        ("Toll", "The death toll from the floods in Orlo has risen to 787 with thousands more injured, Karin Mo said."),
        ("Toll", "The death toll from the floods in Orlo has risen to 1,332, Karin Mo said."),
    ]);
    for words in ["Kills Four", "risen to 787"] {
        let claim = sandbox.claim(words);
        let pairs = sandbox.list(&["match", "list", "--all", &claim]);
        assert!(!pairs.is_empty(), "{words}");
        let vetoed = |pair: &Value| list(&pair["vetoes"]).contains(&json!("quantity"));
        assert!(pairs.iter().all(vetoed), "{words}: {pairs:?}");
    }
}

/// Who is no known speaker is called as the text calls them.
#[test]
fn a_page_calls_people_unnamed_as_the_text_does() {
    let sandbox = told(&[
        ("Crash", "According to local officials, 17 people were hurt in the crash on the Tarn bridge."),
        ("Crash", "According to rescuers, 17 people were hurt in the crash on the Tarn bridge."),
    ]);
    let claim = sandbox.claim("17 people were hurt");
    sandbox.run(&["report", &claim, "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read(&format!("out/{claim}.html"))).expect("UTF-8");
    assert!(page.contains("“local officials” in Outlet 0") && page.contains("“rescuers” in Outlet 1"), "{page}");
}

/// Who calls a statement false is against it, in whatever words, and on one side with who says the contrary.
#[test]
fn who_calls_it_false_is_against_it() {
    let sandbox = told(&[
        ("Telm", "The hospitals of Telm have run out of vaccine, Ada Korr said."),
        ("Telm", "The hospitals of Telm have not run out of vaccine, Jon Brill said."),
        ("Telm", "Rumours that the hospitals of Telm have run out of vaccine are unfounded, Lena Sorb said."),
        ("Telm", "It is not true that the hospitals of Telm have run out of vaccine, Piet Aal said."),
        ("Telm", "There is no evidence that the hospitals of Telm have run out of vaccine, Rosa Quill said."),
    ]);
    let sides = |words: &str| {
        let all = sandbox.claims();
        let claim = all.iter().find(|claim| text(&claim["wording"]).starts_with(words)).expect("the claim");
        on_fact(&sandbox, text(&claim["claim"]))
    };
    let against = |found: &[(String, String)]| {
        let opposed = found.iter().filter(|(_, part)| part == "against").map(|(who, _)| who.clone());
        opposed.collect::<BTreeSet<String>>()
    };
    let wanted = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<String>>();
    assert_eq!(against(&sides("The hospitals of Telm have run out")), wanted(&["Jon Brill", "Lena Sorb", "Piet Aal"]));
    assert_eq!(against(&sides("The hospitals of Telm have not run out")), wanted(&["Ada Korr"]));
    assert_eq!(against(&sides("Rumours that the hospitals")), wanted(&["Ada Korr"]));
}

/// Who says both is told to, in the terminal as on the page.
#[test]
fn who_says_both_is_on_both_sides() {
    let sandbox = told(&[
        ("Milk", "Nobody has been taken ill, said Maria Voss, the chief executive of Greenfold Dairies."),
        (
            "Milk",
            "It is not true that nobody has been taken ill, said Maria Voss, the chief executive of Greenfold Dairies.",
        ),
    ]);
    let claim = sandbox.claim("Nobody has been taken ill");
    let tree = sandbox.run(&["origins", &claim]).ok();
    assert!(tree.out().contains("1 for and against"), "{}", tree.out());
    sandbox.run(&["report", &claim, "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read(&format!("out/{claim}.html"))).expect("UTF-8");
    assert!(page.contains("on both sides"), "{page}");
}

/// Side by side the number stands that changed, in its own sentence, and not a headline beside a text.
#[test]
fn a_changed_number_stands_in_its_sentence() {
    let sandbox = told(&[
        (
            "Milk Recalled After Chemical Taste",
            "Greenfold Dairies has recalled 40,000 cartons of milk after customers reported a chemical taste.",
        ),
        (
            "Greenfold Recalls 60,000 Cartons",
            "Greenfold Dairies has recalled 60,000 cartons of milk after customers reported a chemical taste.",
        ),
    ]);
    sandbox.run(&["report", "d1", "d2", "--compare", "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read("out/compare-d1-d2.html")).expect("UTF-8");
    assert!(page.contains("40,000 cartons → 60,000 cartons"), "{page}");
    assert!(!page.contains("“60,000 cartons” added"), "{page}");
}

/// A maker, its head and "its manufacturer" are one party, however the three papers put it.
#[test]
fn who_may_speak_for_a_party_is_no_second_origin() {
    let sandbox = told(&[
        (
            "Vaccine Short",
            "Manufacturer Viralis has delivered 3 million doses. \"We stopped the line,\" said its chief executive, Annelies Dekker. She \
             said no contaminated doses had left the plant in Bruges.",
        ),
        ("Pharmacies Empty", "Viralis said that no contaminated doses had left the plant in Bruges. Nobody knew more."),
        (
            "Doubts",
            "The vaccine is short. Its manufacturer said no contaminated doses had left the plant in Bruges. Doctors wait.",
        ),
        ("Train", "The train operator said that the brakes had been tested in May. Nobody was hurt."),
        ("Rail", "Vantage Rail said that the brakes had been tested in May. The line is open."),
        ("Police", "Police said that the brakes had been tested in May. The case goes on."),
    ]);
    let origins = |words: &str| {
        let all = sandbox.claims();
        let claim = all.iter().find(|claim| text(&claim["wording"]).starts_with(words)).expect("the claim");
        let found = on_fact(&sandbox, text(&claim["claim"]));
        found.into_iter().map(|(key, _)| key).collect::<BTreeSet<_>>()
    };
    assert_eq!(origins("no contaminated doses").len(), 1, "{:?}", origins("no contaminated doses"));
    assert_eq!(origins("the brakes had been tested").len(), 2, "{:?}", origins("the brakes had been tested"));
}

/// The accused, his lawyer and his wife are of one side.
#[test]
fn a_lawyer_and_a_wife_are_no_further_origins() {
    let sandbox = told(&[
        (
            "Fund",
            "Magnus Reidar, the former head of the fund, said on Thursday that every transfer from the fund was approved by the full board in Norby.",
        ),
        (
            "Plea",
            "Magnus Reidar will plead not guilty. His lawyer, Otto Brink, said that every transfer from the fund was approved by the full board in Norby.",
        ),
        (
            "Wife",
            "Magnus Reidar was not at home. Reidar's wife, Ulla Reidar, said that every transfer from the fund was approved by the full board in Norby.",
        ),
    ]);
    let all = sandbox.claims();
    let claim = all.iter().find(|claim| claim["speaker"] == "Magnus Reidar").expect("his claim");
    let found = on_fact(&sandbox, text(&claim["claim"]));
    assert_eq!(found.iter().map(|(key, _)| key).collect::<BTreeSet<_>>().len(), 1, "{found:?}");
}
