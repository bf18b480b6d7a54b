//! `ingest`: what goes in, what is refused, and that the second time changes nothing.

use sea_orm::{ConnectionTrait, Database};

use crate::sandbox::{Sandbox, text};
use crate::texts::{dated, line, page, reservoir};

#[test]
fn every_format_goes_in() {
    let sandbox = Sandbox::new();
    sandbox.write("in/dated.txt", reservoir());
    sandbox.write(
        "in/plain.txt",
        "The bridge at Ostwick carries 4,000 cars a day, engineer Tom Ferrier said on Tuesday.\n",
    );
    sandbox.write("in/page.html", page());
    sandbox.write(
        "in/deeper/lines.jsonl",
        line("x1", "Ferrier said the bridge is safe.") + &line("x2", "It was built in 1931."),
    );
    sandbox.write("in/.hidden", "not an article");
    sandbox.run(&["ingest", "in"]).ok().says(&["5 added, 0 unchanged, 0 refused"]);
    let docs = sandbox.list(&["docs"]);
    let titles: Vec<&str> = docs.iter().filter_map(|d| d["title"].as_str()).collect();
    for title in ["Reservoir Holds Enough Water for Summer – Tarn Water Board", "Mill stays open", "Title of x1"] {
        assert!(titles.contains(&title), "{title:?} in {titles:?}");
    }
    let mill = docs.iter().find(|d| d["title"] == "Mill stays open").expect("the page");
    assert_eq!((text(&mill["outlet"]), text(&mill["lang"])), ("The Lantern", "en"));
    assert!(text(&mill["published"]).starts_with("2026-05-05"));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn patterns_and_standard_input() {
    let sandbox = Sandbox::new();
    sandbox.write("p/a.txt", "One fact is 1.\n");
    sandbox.write("p/b.txt", "Two facts are 2.\n");
    sandbox.write("p/c.md", "Not in the pattern.\n");
    sandbox.run(&["ingest", "p/*.txt"]).ok().says(&["2 added"]);
    sandbox.run(&["ingest", "p/*.none"]).exits(3).says(&["p/*.none"]);
    sandbox.pipe(&["ingest", "-"], reservoir().as_bytes()).ok().says(&["1 added"]);
    assert_eq!(sandbox.count("documents"), 3);
}

#[test]
fn the_user_knows_better_than_the_file() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", "The bridge carries 4,000 cars a day.\n");
    let hints = ["--outlet", "Ostwick Echo", "--date", "2026-05-06", "--url", "https://echo.example/1", "--lang", "EN"];
    sandbox.run(&[&["ingest", "a.txt"][..], &hints].concat()).ok();
    let doc = &sandbox.list(&["docs"])[0];
    assert_eq!(text(&doc["outlet"]), "Ostwick Echo");
    assert_eq!(text(&doc["url"]), "https://echo.example/1");
    assert_eq!(text(&doc["published"]), "2026-05-06");
    let copy = ["--archived", "https://archive.example/2026/echo"];
    sandbox.run(&[&["ingest", "a.txt", "b.txt"][..], &copy].concat()).exits(3);
    sandbox.write("c.txt", "The bridge carries 5,000 cars a day.\n");
    sandbox.run(&[&["ingest", "a.txt", "c.txt"][..], &copy].concat()).exits(2).says(&["--archived name one article"]);
    sandbox.run(&[&["ingest", "c.txt"][..], &copy].concat()).ok();
    sandbox.run(&["report", "d1", "d2", "-o", "out"]).ok();
    let page = |name: &str| String::from_utf8(sandbox.read(name)).expect("UTF-8");
    assert!(
        page("out/d2.html").contains("href=\"https://archive.example/2026/echo\"")
            && !page("out/d1.html").contains(copy[1])
    );
    sandbox.run(&["ingest", "a.txt", "--date", "soon"]).exits(2);
    sandbox.write("b.txt", "b");
    sandbox.run(&["ingest", "a.txt", "b.txt", "--url", "https://echo.example/1"]).exits(2);
}

#[test]
fn one_address_is_for_one_article() {
    let sandbox = Sandbox::new();
    let url = ["--url", "https://echo.example/1"];
    let (one, two) = (line("x1", "The first fact is 1."), line("x2", "The second fact is 2."));
    // The first alone would fill a transaction.
    let large = line("x1", &"The first fact is 1. ".repeat(250_000));
    for lines in [one.clone() + &two, "{bad\n".to_owned() + &one + "{bad\n\n" + &two, large + &two] {
        sandbox.write("lines.jsonl", lines);
        for more in [&[][..], &["--dry-run"]] {
            let args = [&["ingest", "lines.jsonl"][..], &url, more].concat();
            let ran = sandbox.run(&args).exits(2).says(&["lines.jsonl holds several articles", "--url"]);
            assert_eq!((ran.out(), ran.stderr.contains(" refused")), ("", false), "{}", ran.stderr);
        }
        assert_eq!((sandbox.count("documents"), sandbox.count("log entries")), (0, 0));
    }
    sandbox.pipe(&[&["ingest", "-"][..], &url].concat(), (one + "\n{bad\n").as_bytes()).exits(6).says(&["1 added"]);
    assert_eq!(text(&sandbox.list(&["docs"])[0]["url"]), url[1]);
}

/// Makes the database refuse documents beyond the first `most`.
fn full_at(sandbox: &Sandbox, most: usize) {
    let sql = format!(
        "CREATE TRIGGER full BEFORE INSERT ON document WHEN (SELECT count(*) FROM document) >= {most} \
         BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    );
    run_on(sandbox, &sql);
}

/// Runs a statement on the database behind the program's back.
fn run_on(sandbox: &Sandbox, sql: &str) {
    let url = format!("sqlite://{}", sandbox.path("full.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let connection = Database::connect(&url).await.expect("a connection");
        connection.execute_unprepared(sql).await.expect("the statement");
        connection.close().await.expect("closed");
    });
}

#[test]
fn a_database_that_fails_on_the_way_leaves_a_list_of_what_is_in() {
    let sandbox = Sandbox::on("full.db");
    sandbox.write("nothing.jsonl", "");
    sandbox.run(&["ingest", "nothing.jsonl"]);
    full_at(&sandbox, 100);
    let lines: String = (0..150).map(|n| line(&format!("x{n}"), &format!("The yard has {n} docks."))).collect();
    sandbox.write("lines.jsonl", "{bad\n".to_owned() + &lines);
    let ran = sandbox.run(&["ingest", "lines.jsonl", "--format", "ndjson"]).exits(1);
    let ran = ran.says(&["error: ", "the disk is full", " 0 unchanged, 1 refused", "stopped early"]);
    assert!(ran.stderr.find("stopped early") < ran.stderr.find("error: "), "{}", ran.stderr);
    let listed: Vec<String> = ran.records().iter().map(|r| text(&r["doc"]).to_owned()).collect();
    let stored: Vec<String> =
        sandbox.list(&["docs", "--limit", "1000"]).iter().map(|d| text(&d["doc"]).to_owned()).collect();
    assert!(!stored.is_empty() && stored.len() < 150);
    assert_eq!(listed, stored);
    assert!(ran.stderr.contains(&format!("{} added", stored.len())), "{}", ran.stderr);
    // What stood in the way is named, for it is not ours; without it the log is in order.
    sandbox.run(&["audit", "verify"]).exits(7);
    run_on(&sandbox, "DROP TRIGGER full");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn the_same_bytes_change_nothing() {
    let sandbox = Sandbox::with(reservoir());
    let before = sandbox.run(&["stats"]).ok();
    let checkpoint = sandbox.run(&["audit", "verify"]).ok();
    let again = sandbox.run(&["ingest", "a.txt", "--format", "json"]).ok().says(&["0 added, 1 unchanged"]);
    assert_eq!(again.json()[0]["outcome"], "unchanged");
    assert_eq!(again.json()[0]["doc"], "d1");
    // Under another name they are the same bytes still, also twice in one batch.
    sandbox.write("b.txt", reservoir());
    sandbox.run(&["ingest", "a.txt", "b.txt"]).ok().says(&["0 added, 2 unchanged"]);
    assert_eq!(sandbox.run(&["stats"]).ok().stdout, before.stdout);
    assert_eq!(sandbox.run(&["audit", "verify"]).ok().stdout, checkpoint.stdout);
}

#[test]
fn one_batch_may_hold_the_same_article_twice() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    sandbox.write("b.txt", reservoir());
    sandbox.run(&["ingest", "a.txt", "b.txt"]).ok().says(&["1 added, 1 unchanged, 0 refused"]);
    assert_eq!(sandbox.count("documents"), 1);
}

#[test]
fn a_changed_text_under_the_same_address_is_a_new_version() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("a.txt", reservoir().replace("300 tonnes", "30 tonnes"));
    let second = sandbox.run(&["ingest", "a.txt", "--format", "json"]).ok().json();
    assert_eq!((second[0]["doc"].as_str(), second[0]["version"].as_u64()), (Some("d2"), Some(2)));
    assert!(sandbox.run(&["doc", "show", "d1", "--text"]).ok().out().contains("300 tonnes"));
    assert!(sandbox.run(&["doc", "show", "d2", "--text"]).ok().out().contains(" 30 tonnes"));
    let versions: Vec<u64> = sandbox.list(&["docs"]).iter().filter_map(|d| d["version"].as_u64()).collect();
    assert_eq!(versions, [1, 2]);
    // What did not change is the same claim; what did is a new one.
    assert_eq!(second[0]["new_claims"], 1);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_bad_line_does_not_keep_the_others_out() {
    let sandbox = Sandbox::new();
    let lines = line("x1", "The first fact is 1.") + "{\"text\": \"cut off\n" + &line("x3", "The third fact is 3.");
    sandbox.write("lines.jsonl", &lines);
    let ran =
        sandbox.run(&["ingest", "lines.jsonl"]).exits(6).says(&["lines.jsonl:2:", "2 added, 0 unchanged, 1 refused"]);
    let message = ran.stderr.lines().find(|l| l.contains(":2:")).expect("a message");
    assert!(message.contains("text"), "the message does not say what a line looks like: {message}");
    let titles: Vec<String> = sandbox.list(&["docs"]).iter().map(|d| text(&d["title"]).to_owned()).collect();
    assert_eq!(titles, ["Title of x1", "Title of x3"]);
    sandbox.run(&["ingest", "lines.jsonl"]).exits(6).says(&["0 added, 2 unchanged, 1 refused"]);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn strict_stops_at_the_first_bad_one() {
    let sandbox = Sandbox::new();
    let lines = line("x1", "The first fact is 1.") + "{broken\n" + &line("x3", "The third fact is 3.") + "{broken\n";
    sandbox.write("lines.jsonl", lines);
    sandbox.run(&["ingest", "--strict", "lines.jsonl"]).exits(6).says(&["1 added, 0 unchanged, 1 refused"]);
    assert_eq!(sandbox.list(&["docs"]).len(), 1);
}

#[test]
fn addresses_of_this_machine_are_not_fetched_and_hold_up_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    let ran = sandbox.run(&["ingest", "http://127.0.0.1:9/x", "a.txt", "http://2130706433:9/"]).exits(6);
    ran.says(&["http://127.0.0.1:9/x: 127.0.0.1 is not fetched", "http://2130706433:9/: 127.0.0.1 is not fetched"]);
    assert_eq!(sandbox.count("documents"), 1);
    for reads_only in ["read", "extract", "copies"] {
        sandbox.run(&[reads_only, "https://lantern.example/x"]).exits(2).says(&["--url", "'onrecord ingest' only"]);
    }
}

#[test]
fn what_is_not_there_stores_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt", "missing.txt"]).exits(3).says(&["missing.txt"]);
    sandbox.run(&["ingest"]).exits(2);
    std::fs::create_dir(sandbox.path("empty")).expect("folder");
    sandbox.run(&["ingest", "empty"]).exits(3).says(&["empty"]);
    assert_eq!((sandbox.count("documents"), sandbox.count("log entries")), (0, 0));
}

#[test]
fn dry_run_stores_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    sandbox.write("bad.jsonl", "{\"text\":\n");
    sandbox.run(&["ingest", "--dry-run", "a.txt"]).ok().says(&["1 would be read, 0 refused; 5 mentions found"]);
    sandbox.run(&["ingest", "--dry-run", "a.txt", "bad.jsonl"]).exits(6).says(&["bad.jsonl:1:"]);
    assert_eq!(sandbox.count("documents"), 0);
}

#[test]
fn raw_bytes_are_kept_as_received() {
    let odd: [(&str, &[u8]); 4] = [
        ("crlf.txt", b"One fact is 1.\r\nAnother is 2.\r\n\r\nA third is 3."),
        ("bom.txt", b"\xEF\xBB\xBFThe dam holds 40 million cubic metres.\n"),
        ("invalid.txt", b"The caf\xE9 at the dam was closed by the board for 3 days.\n"),
        ("nul.txt", b"The dam\0 was built in 1974.\n"),
    ];
    for (name, bytes) in odd {
        let sandbox = Sandbox::new();
        sandbox.write(name, bytes);
        let ran = sandbox.run(&["ingest", name]);
        assert!(ran.code == 0 || ran.code == 6, "{name}: {ran:?}");
        if ran.code == 0 {
            assert_eq!(sandbox.run(&["doc", "show", "d1", "--raw"]).ok().stdout, bytes, "{name}");
        } else {
            assert!(ran.stderr.contains(name), "{ran:?}");
            assert_eq!(sandbox.count("documents"), 0);
        }
    }
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let article = |n: usize| {
        dated(
            "2026-05-04",
            &format!("n{n}"),
            &format!("Title {n}"),
            &format!("\"We sold {n} boats,\" Petra Valmont said. The yard has {n} docks."),
        )
    };
    let stores: Vec<Vec<u8>> = ["1", "2"]
        .iter()
        .map(|jobs| {
            let sandbox = Sandbox::new();
            (0..150).for_each(|n| sandbox.write(&format!("in/{n:03}.txt"), article(n)));
            sandbox.run(&["ingest", "in", "--jobs", jobs]).ok().says(&["150 added"]);
            sandbox.run(&["queue", "--all", "--limit", "10000", "--format", "ndjson"]).ok().stdout
        })
        .collect();
    assert!(stores[0] == stores[1]);
    Sandbox::new().run(&["ingest", "x", "--jobs", "0"]).exits(2);
}

#[test]
fn the_file_in_the_working_directory_wins_over_the_home() {
    let sandbox = Sandbox::with(reservoir());
    assert!(!sandbox.path("onrecord.db").exists());
    sandbox.run(&["ingest", "a.txt", "--db", "onrecord.db"]).ok();
    let line = "The bridge carries 4,000 cars a day.\n";
    sandbox.pipe(&["ingest", "-"], line.as_bytes()).ok();
    assert_eq!(sandbox.count("documents"), 2);
    let home = sandbox.path("onrecord/onrecord.db");
    assert_eq!(sandbox.list(&["docs", "--db", home.to_str().expect("UTF-8")]).len(), 1);
}

#[test]
fn what_was_guessed_or_left_out_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", "{\"text\":\"Ann Lee said the weir was safe.\",\"published\":\"2026-02-30\"}\n");
    sandbox.run(&["ingest", "a.jsonl"]).ok().says(&["a.jsonl: d1: warning: ", "2026-02-30"]);
}
