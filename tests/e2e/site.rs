//! `report --all`: a site that is whole, the same every time, and written again only where it changed.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::time::SystemTime;

use serde_json::json;

use crate::report::links;
use crate::sandbox::{Sandbox, text};
use crate::texts::{dated, six_weeks};

fn html(sandbox: &Sandbox, file: &str) -> String {
    String::from_utf8(sandbox.read(file)).expect("UTF-8")
}

fn pages(sandbox: &Sandbox, folder: &str) -> BTreeSet<String> {
    let all = fs::read_dir(sandbox.path(folder)).expect("folder");
    let names = all.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.split('.').next_back() == Some("html")).collect()
}

fn changed(sandbox: &Sandbox, folder: &str) -> Vec<(String, SystemTime)> {
    let when = |name: &String| fs::metadata(sandbox.path(&format!("{folder}/{name}"))).expect("file").modified();
    pages(sandbox, folder).into_iter().map(|name| (name.clone(), when(&name).expect("time"))).collect()
}

/// Three articles of one speaker and one of another outlet that says the same.
fn desk() -> Sandbox {
    let sandbox = Sandbox::new();
    for (n, article) in six_weeks().iter().enumerate() {
        sandbox.write(&format!("in/{n}.txt"), article);
    }
    sandbox.run(&["ingest", "in"]).ok();
    sandbox
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let sandbox = desk();
    let told = sandbox.list(&["report", "--all", "-o", "out"]);
    let all = pages(&sandbox, "out");
    assert_eq!(told.len(), all.len());
    for name in ["d1.html", "index.html", "claims.html", "speakers.html", "search.html", "s1.html"] {
        assert!(all.contains(name), "{name} is missing in {all:?}");
    }
    assert!(all.iter().any(|name| name.starts_with('c') && name != "claims.html"), "{all:?}");
    for name in &all {
        links(&sandbox, "out", name);
    }
    let speaker = html(&sandbox, "out/s1.html");
    for words in ["Odalys Brennick", "speaker-inconsistent", "did not receive a warning", "May 2026", "June 2026"] {
        assert!(speaker.contains(words), "{words:?} on the page of the speaker");
    }
    let spill = sandbox.claims().into_iter().find(|c| c["wording"].as_str().is_some_and(|w| w.contains("bout 300")));
    let spill = spill.expect("the claim")["claim"].as_str().expect("a handle").to_owned();
    let page = html(&sandbox, &format!("out/{spill}.html"));
    for words in ["Time line", "<svg", "<del>", "<ins>", "number", "Where it goes back to", "independent origin"] {
        assert!(page.contains(words), "{words:?} on the page of the claim");
    }
}

#[test]
fn only_what_changed_is_written_again_and_only_its_own_is_taken_away() {
    let sandbox = desk();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    let first = changed(&sandbox, "out");
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    assert_eq!(changed(&sandbox, "out"), first, "nothing changed");
    sandbox.write("out/mine.html", "kept");
    let list = html(&sandbox, "out/.onrecord-site");
    sandbox.write("out/.onrecord-site", format!("{list}c99999.html\n../in/0.txt\n../../x.html\n"));
    sandbox.write("out/c99999.html", "an earlier page");
    let claim = sandbox.claim("bout 300 tonnes");
    sandbox.run_as("Ann", &["set", &claim, "disputed", "--target", "fact", "-m", "the gauge says less"]).ok();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    assert!(sandbox.path("out/mine.html").exists() && sandbox.path("in/0.txt").exists());
    assert!(!sandbox.path("out/c99999.html").exists(), "an earlier page of the site is gone");
    let now = changed(&sandbox, "out");
    let same: Vec<&String> = now.iter().filter(|page| first.contains(page)).map(|(name, _)| name).collect();
    for name in ["d2.html", "d3.html", "speakers.html"] {
        assert!(same.iter().any(|same| *same == name), "{name} says nothing of it and is left alone: {same:?}");
    }
    for name in ["index.html", "search.html", &format!("{claim}.html")] {
        assert!(!same.iter().any(|same| *same == name), "{name} is written again");
    }
}

/// Returns the checkpoints on a page.
fn checkpoints(page: &str) -> Vec<&str> {
    let codes = page.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next());
    codes
        .filter(|code| code.split_once(':').is_some_and(|(size, root)| size.parse::<u64>().is_ok() && root.len() == 64))
        .collect()
}

#[test]
fn every_page_carries_the_log_at_the_newest_entry_about_it() {
    let sandbox = desk();
    let claim = sandbox.claim("bout 300 tonnes");
    sandbox.run_as("Ann", &["set", &claim, "disputed", "--target", "fact", "-m", "the gauge says less"]).ok();
    let other = sandbox.claim("More than 300 tonnes");
    sandbox.run_as("Ann", &["set", &other, "disputed", "--target", "fact", "-m", "the gauge says less"]).ok();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    let size = |name: &str| {
        let page = html(&sandbox, &format!("out/{name}"));
        let [checkpoint] = checkpoints(&page).try_into().expect(name);
        sandbox.run(&["audit", "verify", "--checkpoint", checkpoint]).ok();
        checkpoint.split_once(':').and_then(|(size, _)| size.parse::<u64>().ok()).expect("a number")
    };
    // Three articles are taken in as entries 1 to 3, so the decisions are 4 and 5.
    assert_eq!([size("d1.html"), size("d2.html"), size("d3.html")], [4, 5, 3]);
    assert_eq!([size(&format!("{claim}.html")), size("s1.html"), size("index.html")], [4, 5, 5]);
    assert!(checkpoints(&html(&sandbox, "out/claims.html")).is_empty(), "lists send readers to the first page");
}

#[test]
fn versions_of_an_article_stand_side_by_side() {
    let sandbox = desk();
    let article = |words: &str| dated("2026-05-04", "one", "Spill at Tarn Dam", words);
    sandbox.write("b.txt", article("Brennick said the board did receive a warning about the dam gate."));
    sandbox.run(&["ingest", "b.txt"]).ok();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    for name in ["out/d1.html", "out/d4.html"] {
        assert!(html(&sandbox, name).contains("href=\"versions-d1.html\""), "{name}");
    }
    assert!(!html(&sandbox, "out/d2.html").contains("versions-"));
    let page = html(&sandbox, "out/versions-d1.html");
    for words in ["href=\"d1.html\"", "href=\"d4.html\"", "href=\"index.html\"", "negation"] {
        assert!(page.contains(words), "{words}");
    }
    links(&sandbox, "out", "versions-d1.html");
    // A comparison that is asked for goes into the site that lies there.
    sandbox.run(&["report", "d2", "d3", "--compare", "-o", "out"]).ok();
    let joined = html(&sandbox, "out/compare-d2-d3.html");
    assert!(joined.contains("href=\"index.html\"") && checkpoints(&joined).len() == 1, "{joined}");
    links(&sandbox, "out", "compare-d2-d3.html");
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    assert!(sandbox.path("out/compare-d2-d3.html").exists(), "it is not the site's to take away");
}

#[test]
fn pages_for_the_desk_do_not_replace_those_that_others_read() {
    let sandbox = desk();
    sandbox.run(&["report", "--all", "--public", "-o", "pub"]).ok();
    let before = changed(&sandbox, "pub");
    for what in [&["d1"][..], &["--all"], &["d1", "d2", "--compare"]] {
        if what.contains(&"--compare") {
            sandbox.run(&[&["report"][..], what, &["-o", "pub"]].concat()).ok();
        }
        let args = [&["report"][..], what, &["--internal", "-o", "pub"]].concat();
        sandbox.run(&args).exits(2).says(&["for others than the desk", "another folder"]);
    }
    let now = changed(&sandbox, "pub");
    assert!(before.iter().all(|page| now.contains(page)), "nothing was touched");
    sandbox.run(&["report", "d1", "--internal", "-o", "desk"]).ok();
    sandbox.run(&["report", "d1", "--internal", "-o", "desk"]).ok();
    sandbox.run(&["report", "d1", "-o", "desk"]).ok();
}

#[test]
fn the_same_bytes_whatever_the_machine_is_set_to() {
    let sandbox = desk();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    let database = std::env::var_os("PATH").unwrap_or_default();
    let settings =
        [("TZ", "Pacific/Auckland"), ("TZ", "America/New_York"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "de_DE")];
    for (number, setting) in (0..).zip(settings) {
        let folder = format!("out{number}");
        sandbox.run_with(&["report", "--all", "-o", &folder], &[setting], b"").ok();
        same(&sandbox, "out", &folder);
    }
    if Command::new("taskset").arg("--version").output().is_err() {
        println!("skipped: taskset not found, so the number of threads stays as it is");
        return;
    }
    let one = Command::new("taskset")
        .args(["-c", "0", env!("CARGO_BIN_EXE_onrecord"), "report", "--all", "-o", "single"])
        .env_clear()
        .envs([("PATH", database), ("HOME", sandbox.root().into()), ("XDG_DATA_HOME", sandbox.root().into())])
        .current_dir(sandbox.root())
        .output()
        .expect("it runs");
    assert!(one.status.success(), "{}", String::from_utf8_lossy(&one.stderr));
    same(&sandbox, "out", "single");
}

fn same(sandbox: &Sandbox, one: &str, other: &str) {
    let all = pages(sandbox, one);
    assert_eq!(all, pages(sandbox, other));
    for name in &all {
        let (a, b) = (sandbox.read(&format!("{one}/{name}")), sandbox.read(&format!("{other}/{name}")));
        assert!(a == b, "{name} differs in {other}");
    }
}

#[test]
fn documents_side_by_side() {
    let sandbox = desk();
    let told = sandbox.list(&["report", "d2", "d1", "d3", "--compare", "-o", "out"]);
    assert_eq!(told[0]["file"], "out/compare-d1-d2-d3.html");
    let page = html(&sandbox, "out/compare-d1-d2-d3.html");
    for words in
        ["Spill at Tarn Dam", "Board corrects itself", "contrast", "reworded", "same words", "negation", "<ins>"]
    {
        assert!(page.contains(words), "{words:?}");
    }
    sandbox.run(&["report", "d1", "d1", "--compare"]).exits(2).says(&["two documents or more"]);
    sandbox.run(&["report", "d1", "c1", "--compare"]).exits(2);
}

#[test]
fn a_claim_or_a_speaker_alone() {
    let sandbox = desk();
    let claim = sandbox.claim("bout 300 tonnes");
    sandbox.run(&["report", &claim, "s1", "-o", "out"]).ok();
    let page = html(&sandbox, &format!("out/{claim}.html"));
    assert!(page.contains("A claim on record") && !page.contains("href=\"index.html\""), "it links to no site");
    sandbox.run(&["report", "c999", "-o", "out"]).exits(3).says(&["c999"]);
    sandbox.run(&["report", &claim, "--at", "1", "-o", "out"]).exits(2).says(&["only the reports of documents"]);
}

/// Writes canaries into every field that is private, and a reviewer's name into every text of the desk.
fn with_canaries(sandbox: &Sandbox, claim: &str) {
    let house = "[house]\nname = \"Tarn Fact Desk\"\nreviewers = \"hidden\"\ndispute = \"Write to us.\"\n";
    sandbox.write("house.toml", house);
    let who = |args: &[&str]| sandbox.run_as("Canaryname Bell", args).ok();
    let evidence = |words: &str| {
        let words: Vec<&str> = words.split('|').collect();
        who(&[&["evidence", "add", claim, "--target", "fact", "-m", "canaryreason"][..], &words].concat());
    };
    who(&["rules", "adopt", "house.toml", "-m", "canaryreason of the rules"]);
    evidence(
        "--stance|refutes|--cite|canaryplace|--quote|canarywords|--publisher|canarypublisher|--speaker|canaryspeaker|\
         --interest|canaryinterest|--note|canarynote|--no-copy|canarywaiver|--archived|https://canaryarchive.example/x|\
         --confidential",
    );
    evidence(
        "--stance|supports|--cite|the gauge at the gate|--publisher|Gauge Office|--note|canarynote|--no-copy|a paper roll",
    );
    let own = |words: &str| {
        let words: Vec<&str> = words.split('|').collect();
        who(&words);
    };
    own(&format!("set|{claim}|disputed|--target|fact|-m|Canaryname Bell read the gauge"));
    own(&format!("set|{claim}|corroborated|--target|said|-m|the recording"));
    own("undo|-m|Canaryname Bell misheard");
    own(&format!("publish|{claim}"));
    own(&format!("correct|{claim}|--gravity|clarification|-m|Canaryname Bell put it badly|--was|by Canaryname Bell"));
    own("origins|unlink|d1|d2|-m|Canaryname Bell asked both");
    own(&format!("assign|{claim}|--to|Canaryother|-m|canaryreason of the desk"));
}

/// Returns all pages of one variant, those of several documents among them.
fn variant(sandbox: &Sandbox, folder: &str, more: &[&str]) -> String {
    sandbox.run(&[&["report", "--all", "-o", folder][..], more].concat()).ok();
    sandbox.run(&[&["report", "d1", "d2", "--compare", "-o", folder][..], more].concat()).ok();
    pages(sandbox, folder).iter().map(|name| html(sandbox, &format!("{folder}/{name}"))).collect()
}

#[test]
fn what_is_private_is_on_no_page_but_those_for_the_desk() {
    let sandbox = desk();
    with_canaries(&sandbox, &sandbox.claim("bout 300 tonnes"));
    let public = variant(&sandbox, "public", &["--public"]);
    assert!(!public.to_lowercase().contains("canary"), "{}", around(&public));
    assert!(public.contains("Gauge Office") && public.contains("a reviewer") && public.contains("Tarn Fact Desk"));
    let usual = variant(&sandbox, "usual", &[]);
    let unnamed = usual.replace("Canaryname Bell", "");
    assert!(usual.contains("Canaryname Bell") && !unnamed.to_lowercase().contains("canary"), "{}", around(&unnamed));
    // The canaries can be found: pages for the desk show them.
    let internal = variant(&sandbox, "internal", &["--internal"]);
    for field in ["place", "words", "publisher", "speaker", "interest", "note", "waiver", "archive"] {
        assert!(internal.contains(&format!("canary{field}")), "{field} is on the pages for the desk");
    }
    assert!(internal.contains("not for publication") && !usual.contains("not for publication"));
}

/// People who put claims right by hand, each of whom a name in capitals or a family name gives away as well.
const BY_HAND: [&str; 5] =
    ["Zelda Canaryone", "Yorick Canarytwo", "Vera van Canarythree", "Otto Canaryfour", "Canaryfive Jo"];

/// Has people work on claims in every way there is, and name one another.
fn with_work_by_hand(sandbox: &Sandbox) {
    let rules = "[house]\nreviewers = \"hidden\"\n[verdicts]\nworst = 1\nbest = 5\n[verdicts.scale.half]\nrating = 2\ntext = \"Half\"\n";
    sandbox.write("house.toml", rules);
    let [zelda, yorick, vera, otto, jo] = BY_HAND;
    let run = |who: &str, words: &str| sandbox.run_as(who, &words.split('|').collect::<Vec<_>>()).ok();
    run(zelda, "rules|adopt|house.toml|-m|ours");
    run(zelda, "claim|add|d1|head of the Tarn Water Board|--speaker|Odalys Brennick|-m|missed, says CANARYTWO");
    let added = sandbox.claim("head of the Tarn");
    let number = sandbox.show(&added)["mentions"][0]["mention"]["n"].to_string();
    run(yorick, &format!("claim|respan|d1#{number}|Tarn Water Board|-m|Canaryone took too much"));
    let cost = sandbox.claim("alleged breach");
    run(vera, &format!("claim|attribute|{cost}|--to|Hanne Stroud|-m|as Yorick Canarytwo saw"));
    let note = serde_json::json!({"creator": {"name": jo}, "body": {"value": "so says Zelda Canaryone"},
        "target": {"source": "https://lantern.example/one", "selector": {"type": "TextQuoteSelector", "exact": "told the Lantern"}}});
    sandbox.write("notes.json", note.to_string());
    run(otto, "import|annotations|notes.json");
    let add = format!("evidence|add|{cost}|--target|fact|--stance|refutes|--cite|the books, says Canarytwo|--quote|3");
    run(
        zelda,
        &format!("{add}|--publisher|Yorick Canarytwo|--interest|Canarytwo owns some|--no-copy|Canarytwo has it|-m|x"),
    );
    run(zelda, &format!("set|{cost}|disputed|--target|fact|-m|Yorick Canarytwo was right, says Canarytwo, not I"));
    run(yorick, &format!("set|{cost}|corroborated|--target|said|-m|Zelda\nCanaryone heard it"));
    run(yorick, &format!("verdict|set|{cost}|half|-m|Canaryone half agrees"));
    run(zelda, &format!("publish|{cost}"));
    run(yorick, &format!("correct|{cost}|--gravity|correction|-m|Canaryone erred|--was|Canaryone's figure"));
}

#[test]
fn who_worked_by_hand_is_hidden_too() {
    let sandbox = desk();
    with_work_by_hand(&sandbox);
    let mut public: String = variant(&sandbox, "public", &["--public"]);
    let cost = sandbox.claim("alleged breach");
    sandbox.run(&["report", "d1", &cost, "s1", "--public", "-o", "alone"]).ok();
    public.extend(pages(&sandbox, "alone").iter().map(|name| html(&sandbox, &format!("alone/{name}"))));
    for export in [
        &["export", "markdown", "d1", "d2", "d3", "--public"][..],
        &["export", "csv", "--public"],
        &["export", "json", "--public"],
        &["export", "annotations", "--public"],
        &["export", "atom"],
        &["export", "claimreview"],
    ] {
        let ran = sandbox.run(export).ok();
        assert!(!ran.out().is_empty(), "{export:?}");
        public.push_str(ran.out());
    }
    assert!(!public.to_lowercase().contains("canary"), "{}", around(&public));
    assert!(!public.contains('\u{F8FF}'), "a mark is left");
    for words in
        ["credited by reviewer", "words put right by", "reviewer 1 was right, says reviewer 1, not I", "annotated: "]
    {
        assert!(public.contains(words), "{words:?}");
    }
    // The canaries can be found: pages for the desk show them.
    let usual = variant(&sandbox, "usual", &[]);
    for name in BY_HAND {
        assert!(usual.contains(name), "{name}");
    }
}

/// Where a file of evidence lies is nobody's business outside the desk.
#[test]
fn files_are_named_without_their_folders() {
    let sandbox = desk();
    let claim = sandbox.claim("bout 300 tonnes");
    for folder in ["papers", "more"] {
        sandbox.write(&format!("{folder}/openfile.txt"), format!("Openfile words of {folder}."));
        let file = format!("{folder}/openfile.txt");
        let add = ["evidence", "add", &claim, "--target", "fact", "--stance", "supports", "--file", &file];
        sandbox.run(&[&add[..], &["--quote", "Openfile words", "-m", "x"]].concat()).ok();
    }
    sandbox.run(&["evidence", "edit", "e1", "--file", "more/openfile.txt", "-m", "a better copy"]).ok();
    let root = sandbox.root().to_string_lossy().into_owned();
    for more in [&[][..], &["--public"]] {
        let mut all = variant(&sandbox, "out", more);
        all.push_str(sandbox.run(&[&["export", "markdown", "d1"], more].concat()).ok().out());
        let at = all.find(&root).unwrap_or(0);
        assert!(
            !all.contains(&root) && all.contains("openfile.txt"),
            "{}",
            &all[at..all.floor_char_boundary(at + 200)]
        );
    }
    assert!(variant(&sandbox, "internal", &["--internal"]).contains(&root), "the desk sees where it lies");
}

fn around(text: &str) -> String {
    let low = text.to_lowercase();
    let at = low.find("canary").unwrap_or(0);
    let start = text.floor_char_boundary(at.saturating_sub(300));
    text[start..text.floor_char_boundary((at + 200).min(text.len()))].to_owned()
}

#[test]
fn a_house_that_cannot_be_shown_is_refused() {
    let sandbox = Sandbox::with(dated("2026-05-04", "x", "Boats", "Valmont said 40 boats were sold."));
    let check = |text: &str| {
        sandbox.write("house.toml", text);
        sandbox.run(&["rules", "check", "house.toml"])
    };
    check("[house]\nlogo = \"logo.png\"\n").exits(2).says(&["line 2, house.logo", "data:image/png;base64"]);
    check("[house]\ncolour = \"#8fc1f2\"\ncolour_dark = \"#8fc1f2\"\n").exits(2).says(&["house.colour", "contrast"]);
    check("[house]\ncolour = \"#14508c\"\n").exits(2).says(&["come together"]);
    check("[house]\nreviewers = \"secret\"\n").exits(2).says(&["\"named\" or \"hidden\""]);
    check("[house]\nnmae = \"x\"\n").exits(2).says(&["did you mean name?"]);
    check("[house]\nname = \"The Desk\"\ncolour = \"#14508c\"\ncolour_dark = \"#8fc1f2\"\n").ok();
    sandbox.run(&["rules", "adopt", "house.toml", "-m", "ours"]).ok();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    let page = html(&sandbox, "out/d1.html");
    assert!(page.contains("· The Desk</title>") && page.contains("--link:#8fc1f2"));
}

#[test]
fn a_denial_keeps_its_sign_where_its_words_stand_alone() {
    let sandbox = Sandbox::new();
    let article = |name: &str, date: &str, text: &str| {
        let line = json!({"outlet": name, "published": date, "url": format!("https://{name}.example/1"), "text": text});
        sandbox.write("a.jsonl", line.to_string());
        sandbox.run(&["ingest", "a.jsonl"]).ok();
    };
    article("lantern", "2026-05-04", "Alena Marsh denied that she took the money from the harbour fund.");
    article("post", "2026-05-05", "The gate was painted green on Monday, Alena Marsh said.");
    let denial = sandbox.claim("took the money");
    sandbox.run(&["report", "d1", "d2", "--compare", "-o", "out"]).ok();
    let compared = html(&sandbox, "out/compare-d1-d2.html");
    assert!(compared.contains("[denied] "), "{compared}");
    let annotations = sandbox.list(&["export", "annotations", "d1"]);
    let told: Vec<&str> = annotations.iter().map(|one| text(&one["body"][1]["value"])).collect();
    assert!(
        told.iter().any(|told| told.contains(&format!("claim: {denial};"))
            && told.contains("cue: denied, which turns the quoted words round")),
        "{told:?}"
    );
}

#[test]
fn an_article_without_a_headline_is_called_by_how_it_begins() {
    let sandbox = Sandbox::new();
    let article =
        json!({"id": "a", "published": "2026-05-04", "text": "The weir held through the night, the board said."});
    sandbox.write("a.jsonl", format!("{article}\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    for file in ["d1.html", "index.html", "search.html"] {
        let page = html(&sandbox, &format!("out/{file}"));
        assert!(
            page.contains("The weir held through the night") && !page.contains("Untitled article"),
            "{file}: {page}"
        );
    }
}

/// What one speaker said now and then stands together, whoever else says the earlier words again.
#[test]
fn side_by_side_a_speaker_meets_their_own_words() {
    let sandbox = Sandbox::new();
    let said = |title: &str, day: &str, text: &str| dated(day, title, title, text);
    let now = "\"The new quay cost the town 40 million crowns,\" Deputy Ivo Marsh said.\n\n\
               \"The new quay cost the town 60 million crowns,\" Mayor Lena Orrick said.";
    sandbox.write(
        "a.txt",
        said("quay", "2026-05-04", "\"The new quay cost the town 40 million crowns,\" Mayor Lena Orrick said."),
    );
    sandbox.write("b.txt", said("again", "2026-05-11", now));
    sandbox.run(&["ingest", "a.txt"]).ok();
    sandbox.run(&["ingest", "b.txt"]).ok();
    sandbox.run(&["report", "d1", "d2", "--compare", "-o", "out"]).ok();
    let page = html(&sandbox, "out/compare-d1-d2.html");
    let rows: Vec<&str> = page.split("<li class=\"change ").collect();
    let row = |speaker: &str, words: &str| {
        let is = |row: &&&str| row.contains(speaker) && row.contains(words);
        *rows.iter().find(is).unwrap_or_else(|| panic!("{speaker} {words}: {page}"))
    };
    assert!(row("Orrick", "60").contains("<b>contrast</b>"), "what the mayor said of it before stands beside it");
    assert!(row("Marsh", "40").contains("before: "), "nor do the same words of another stand alone");
    assert!(!page.contains("<li class=\"change new"), "{page}");
}

/// Who reads an earlier version is told that there is a newer one, on the page and in the list.
#[test]
fn an_earlier_version_names_the_newest() {
    let sandbox = Sandbox::new();
    let article = |text: &str| {
        json!({"url": "https://tarn.example/quay", "outlet": "Tarn Courier", "published": "2026-05-04", "text": text})
            .to_string()
    };
    sandbox.write("1.jsonl", article("Mayor Lena Orrick said the quay stays shut."));
    sandbox.run(&["ingest", "1.jsonl"]).ok();
    sandbox.run(&["report", "d1", "-o", "before"]).ok();
    let entry = sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string();
    sandbox.write("2.jsonl", article("Mayor Lena Orrick said the quay will open."));
    sandbox.run(&["ingest", "2.jsonl"]).ok();
    sandbox.run(&["report", "--all", "-o", "site"]).ok();
    sandbox.run(&["report", "d1", "-o", "alone"]).ok();
    let newer = "changed since: version 2 is ";
    let linked = format!("{newer}<a href=\"d2.html\">d2</a>");
    assert!(html(&sandbox, "site/d1.html").contains(&linked));
    assert!(html(&sandbox, "alone/d1.html").contains(&format!("{newer}d2")), "a page alone links to no other");
    assert_eq!(html(&sandbox, "site/index.html").matches(newer).count(), 1, "the list says it of the earlier one");
    for file in ["site/d2.html", "before/d1.html"] {
        assert!(!html(&sandbox, file).contains(newer), "{file}");
    }
    sandbox.run(&["report", "d1", "--at", &entry, "-o", "then"]).ok();
    assert_eq!(html(&sandbox, "then/d1.html"), html(&sandbox, "before/d1.html"), "then there was none");
}

/// The program reads English: of a text in another language it says what it leaves out.
#[test]
fn a_page_in_a_language_that_is_not_read_says_so() {
    let sandbox = Sandbox::new();
    let german = "Bürgermeisterin Lena Orrick sagte: \"Der Kai bleibt bis Juni geschlossen, und das ist gut so.\"";
    let english = "\"The quay stays shut until June, and that is good,\" Mayor Lena Orrick said.";
    let articles = [("de", german, true), ("de-AT", german, true), ("en-GB", english, false), ("en", english, false)];
    let line = |(language, text, _): &(&str, &str, bool)| {
        json!({"language": language, "outlet": "Tarn Bote", "published": "2026-05-04", "title": language, "text": text})
            .to_string()
    };
    sandbox.write("a.jsonl", articles.each_ref().map(line).join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    for (number, (language, _, is_told)) in (1..).zip(articles) {
        sandbox.run(&["report", &format!("d{number}"), "-o", "out"]).ok();
        let page = html(&sandbox, &format!("out/d{number}.html"));
        assert_eq!(page.contains("the program reads English"), is_told, "{language}");
    }
}
