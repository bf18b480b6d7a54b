//! A desk where everybody and everything is called like an attack: nothing runs and nothing is asked for.

use serde_json::{Value, json};

use super::Browser;
use crate::sandbox::Sandbox;

/// Runs where a template forgets to escape; stands in names of people, outlets, houses, files and in all that is written.
const ATTACK: &str = "\"'><img src=x onerror=window.fired=1><script>window.fired=1</script>";

/// The same for the name of a file, which can hold no slash.
const FILE: &str = "\"'><img src=x onerror=window.fired=1>.txt";

fn desk() -> Sandbox {
    let sandbox = Sandbox::new();
    for (number, word) in (0..).zip(["shut", "open"]) {
        let body = format!(
            "\"The gates are {word} for 300 tonnes of {ATTACK}\", {ATTACK} Odalys Brennick of {ATTACK} said. The dam was \
             built in 19{number}4 by {ATTACK}. Odalys Brennick said the board lost $3{number} million."
        );
        let line = json!({ "url": format!("https://x.example/{ATTACK}"), "outlet": ATTACK, "author": ATTACK,
            "title": format!("{ATTACK} {number}"), "published": format!("2026-05-0{}", number + 1), "text": body });
        sandbox.write(&format!("in/{number}.jsonl"), line.to_string());
        sandbox.run(&["ingest", &format!("in/{number}.jsonl")]).ok();
    }
    let house = format!(
        "[house]\nname = {ATTACK:?}\ndispute = {ATTACK:?}\n[verdicts]\nworst = 1\nbest = 5\n\
        [verdicts.scale.x]\nrating = 1\ntext = {ATTACK:?}\n"
    );
    sandbox.write("house.toml", house);
    sandbox.write(FILE, "300 tonnes");
    sandbox
}

/// Does all that is done with claims, everything named after the attack.
fn work(sandbox: &Sandbox) {
    let run = |args: &[&str]| sandbox.run_as(ATTACK, args).ok();
    run(&["rules", "adopt", "house.toml", "-m", ATTACK]);
    for claim in ["c1", "c2"] {
        run(&[
            "evidence",
            "add",
            claim,
            "--target",
            "fact",
            "--stance",
            "refutes",
            "--file",
            FILE,
            "--quote",
            "300 tonnes",
            "--publisher",
            ATTACK,
            "--speaker",
            ATTACK,
            "--interest",
            ATTACK,
            "--note",
            ATTACK,
            "-m",
            ATTACK,
        ]);
        run(&[
            "evidence",
            "add",
            claim,
            "--target",
            "fact",
            "--stance",
            "context",
            "--cite",
            ATTACK,
            "--no-copy",
            ATTACK,
            "--confidential",
            "-m",
            ATTACK,
        ]);
        run(&["set", claim, "disputed", "--target", "fact", "-m", ATTACK]);
        run(&["verdict", "set", claim, "x", "-m", ATTACK]);
        run(&["publish", claim]);
        run(&["correct", claim, "--gravity", "correction", "-m", ATTACK, "--was", ATTACK]);
    }
    run(&["outlet", "set", "o1", "--owner", ATTACK, "-m", ATTACK]);
    run(&["report", "--all", "--internal", "-o", "out"]);
    run(&["report", "d1", "d2", "--compare", "-o", "out"]);
    run(&["timeline", "d1", "d2", "-o", "out/timeline.html"]);
}

#[test]
fn whatever_people_and_things_are_called_nothing_runs_and_nothing_is_asked_for() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = desk();
    work(&sandbox);
    let mut count = 0;
    for entry in std::fs::read_dir(sandbox.path("out")).expect("the site") {
        let path = entry.expect("a file").path();
        let Ok(html) = std::fs::read_to_string(&path) else { continue };
        if !html.starts_with("<!doctype") {
            continue;
        }
        let (before, rest) = html.split_once("<meta http-equiv=").expect("a policy");
        let bare = path.with_extension("bare.html");
        std::fs::write(&bare, format!("{before}{}", rest.split_once('>').expect("its end").1)).expect("a file");
        for page in [&path, &bare] {
            browser.requests();
            browser.open(page);
            let fired = browser.run("return typeof window.fired;");
            assert_eq!(fired, Value::from("undefined"), "{}", page.display());
            let own = format!("file://{}", page.display());
            let asked: Vec<String> = browser.requests().into_iter().filter(|url| *url != own).collect();
            assert!(asked.is_empty(), "{} asks for {asked:?}", page.display());
        }
        count += usize::from(html.contains("onerror"));
    }
    assert!(count >= 8, "the attack stands on {count} pages");
}

#[test]
fn the_attack_does_run_where_nothing_escapes_it() {
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::new();
    sandbox.write("raw.html", format!("<!doctype html><title>x</title><p title=\"{ATTACK}\">x</p>"));
    browser.open(&sandbox.path("raw.html"));
    assert_eq!(browser.run("return window.fired;"), Value::from(1));
}
