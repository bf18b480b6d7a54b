//! The same words credited to different people: found, listed, decided on, merged, taken back.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

/// What is credited to a body that goes without a name of its own.
const WIRE: &str = "Police said the bridge will stay closed until the spring. Mayor Dana Elm said 40 people were rescued from \
                    the river on Monday night after the ferry ran aground near Tarn. The council will meet on Thursday to \
                    discuss the bridge, which carries 12,000 cars a day.";

fn line(outlet: &str, text: &str) -> String {
    json!({"outlet": outlet, "published": "2026-03-02", "text": text}).to_string()
}

fn called(sandbox: &Sandbox, name: &str) -> usize {
    sandbox.list(&["speaker", "list"]).iter().filter(|speaker| speaker["name"] == name).count()
}

/// Two papers that let the police say the same, each on its own.
fn two_papers() -> (Sandbox, String, String) {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("Corvane Herald", "Police said the bridge will stay closed until the spring."));
    sandbox.write("b.jsonl", line("Tarn Post", "Rain fell. Police said the bridge will stay closed until the spring."));
    sandbox.run(&["ingest", "a.jsonl", "b.jsonl"]).ok().says(&["1 pair of claims to look at"]);
    let pairs = sandbox.list(&["match", "list"]);
    let side = |side: &str| text(&pairs[0][side]["claim"]).to_owned();
    assert_eq!((pairs.len(), &pairs[0]["relation"]), (1, &json!("repeats")));
    (sandbox, side("a"), side("b"))
}

#[test]
fn a_copy_credits_whom_its_original_credits() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", line("Corvane Herald", WIRE));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let copies = ["Tarn Post", "Vale Echo"].map(|outlet| line(outlet, &format!("{WIRE} {outlet} readers were told.")));
    sandbox.write("b.jsonl", copies.join("\n"));
    sandbox.run(&["ingest", "b.jsonl"]).ok();
    assert_eq!(called(&sandbox, "Police"), 1);
    let closed = sandbox.show(&sandbox.claim("until the spring"));
    assert_eq!(list(&closed["mentions"]).len(), 3);

    let at_once = Sandbox::new();
    at_once.write("all.jsonl", [line("Corvane Herald", WIRE), copies.join("\n")].join("\n"));
    at_once.run(&["ingest", "all.jsonl"]).ok();
    assert_eq!(called(&at_once, "Police"), 1);
}

#[test]
fn the_same_body_elsewhere_is_for_a_person_to_say() {
    let (sandbox, one, other) = two_papers();
    assert_eq!(called(&sandbox, "Police"), 2);
    let [first, second] = [&one, &other].map(|claim| text(&sandbox.show(claim)["speaker"]["speaker"]).to_owned());
    let refused = sandbox.run(&["claim", "merge", &one, &other, "-m", "one"]).exits(4);
    let way = format!("claim attribute {other} --to {first}");
    refused.says(&[&way]);
    sandbox.run(&["claim", "attribute", &other, "--to", &first, "-m", "the same police"]).ok();
    assert_eq!(list(&sandbox.show(&one)["mentions"]).len(), 2);
    sandbox.run(&["undo", "-m", "not sure"]).ok();
    assert_eq!(text(&sandbox.show(&other)["speaker"]["speaker"]), second);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_was_confirmed_comes_true_and_is_taken_back() {
    let (sandbox, one, other) = two_papers();
    let first = text(&sandbox.show(&one)["speaker"]["speaker"]).to_owned();
    let state = || -> Vec<Value> {
        let pairs = sandbox.list(&["match", "list", &one]);
        pairs.into_iter().map(|pair| pair["state"].clone()).collect()
    };
    let merge = ["claim", "attribute", &other, "--to", &first, "-m", "the same police"];
    sandbox.run(&["match", "accept", &one, &other, "-m", "word for word"]).ok();
    sandbox.run(&merge).ok();
    assert_eq!(state(), Vec::<Value>::new());
    for (step, wanted) in [("undo", vec![json!("confirmed")]), ("redo", Vec::new()), ("undo", vec![json!("confirmed")])]
    {
        sandbox.run(&["audit", "verify"]).ok();
        sandbox.run(&[step, "-m", "again"]).ok();
        assert_eq!(state(), wanted, "{step}");
    }
    // What somebody refused, nobody merges before that is taken back.
    sandbox.run(&["match", "split", &one, "-m", "two forces"]).ok();
    sandbox.run(&merge).exits(4).says(&["people decided what says the same", "onrecord undo"]);
    sandbox.run(&["undo", &other, "-m", "one force"]).ok();
    sandbox.run(&["undo", &other, "-m", "nobody looked"]).ok();
    sandbox.run(&merge).ok();
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn pairs_of_before_are_compared_anew() {
    let sandbox = Sandbox::new();
    let undated = |text: &str| json!({"text": text}).to_string();
    sandbox.write("a.jsonl", undated("Mayor Dana Elm said 40 people were rescued from the river."));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox.write("b.jsonl", line("Tarn Post", "Mayor Dana Elm said 38 people were rescued from the river."));
    sandbox.run(&["ingest", "b.jsonl"]).ok();
    let why = || text(&sandbox.list(&["match", "list"])[0]["why"]).to_owned();
    assert!(why().contains("38 people → 40 people"), "{}", why());
    // The day on which the one was said first becomes known.
    let dated =
        json!({"published": "2026-03-01", "text": "Tarn. Mayor Dana Elm said 40 people were rescued from the river."});
    sandbox.write("c.jsonl", dated.to_string());
    sandbox.run(&["ingest", "c.jsonl"]).ok();
    sandbox.run(&["match", "reject", "c1", "c2", "-m", "two counts"]).ok();
    sandbox.run(&["match", "rebuild"]).ok().says(&["1 stand otherwise"]);
    let pairs = sandbox.list(&["match", "list", "c1"]);
    assert_eq!(pairs[0]["state"], "refused", "what people decided stays");
    assert!(text(&pairs[0]["why"]).contains("40 people → 38 people"), "{}", pairs[0]["why"]);
    sandbox.run(&["match", "rebuild"]).ok().says(&["0 stand otherwise"]);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_denial_stands_before_the_words_it_turns_round() {
    let sandbox = Sandbox::new();
    let said = "Mayor Dana Elm said that the plant had leaked oil into the Tarn river in March.";
    sandbox.write("a.jsonl", line("Corvane Herald", said));
    sandbox.write("b.jsonl", line("Tarn Post", &said.replace("said", "denied")));
    sandbox.run(&["ingest", "a.jsonl", "b.jsonl"]).ok();
    let claims = sandbox.claims();
    let denied = claims.iter().find(|claim| text(&claim["wording"]).starts_with("[denied]")).expect("a denial");
    let denied = text(&denied["claim"]);
    let pair = sandbox.list(&["match", "list", denied]).remove(0);
    let (a, b) = (text(&pair["a"]["claim"]), text(&pair["b"]["claim"]));
    for command in [vec!["drift", a], vec!["drift", b], vec!["diff", a, b]] {
        let ran = sandbox.run(&command).ok();
        assert!(ran.out().contains("[denied]"), "{command:?}: {}", ran.out());
    }
}

/// The page of a claim counts what the terminal shows: the same words of somebody else are somebody else's until a person says
/// otherwise, and another sentence is quoted by itself.
#[test]
fn a_page_counts_nobody_elses_words() {
    let (sandbox, one, other) = two_papers();
    let page = |claim: &str| {
        sandbox.run(&["report", claim, "-o", "out"]).ok();
        String::from_utf8(sandbox.read(&format!("out/{claim}.html"))).expect("UTF-8")
    };
    assert!(page(&one).contains("id=\"o1\"") && !page(&one).contains("id=\"w2\""), "{}", page(&one));
    sandbox.run(&["match", "accept", &one, &other, "-m", "one force"]).ok();
    assert!(!page(&one).contains("id=\"o1\""), "{}", page(&one));

    let unnamed = Sandbox::new();
    unnamed.write("a.jsonl", line("North", "A union official said 9 miners were trapped."));
    unnamed.write("b.jsonl", line("South", "A government official said 9 miners were trapped."));
    unnamed.run(&["ingest", "a.jsonl", "b.jsonl"]).ok();
    let claim = unnamed.claim("9 miners");
    unnamed.run(&["report", &claim, "-o", "out"]).ok();
    let page = String::from_utf8(unnamed.read(&format!("out/{claim}.html"))).expect("UTF-8");
    assert!(page.contains("A union official said ") && page.contains("A government official said "), "{page}");
}
