//! `audit verify`: what was done stays as it was written.

use onrecord_app::Desk;
use onrecord_model::ContentHash;
use onrecord_testkit::{FixedClock, SequentialIds};
use serde_json::Value;

use crate::sandbox::{Sandbox, list, text};
use crate::texts::{OWN, QUOTED, reservoir};

const REASON: &str = "the register says nineteen seventy four";

fn desk() -> (Sandbox, String) {
    let database = "kept.db";
    let sandbox = Sandbox::on(database);
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt"]).ok();
    sandbox.run(&["set", &sandbox.claim(OWN), "disputed", "-m", REASON]).ok();
    let out = sandbox.run(&["audit", "verify"]).ok();
    let line = out.out().lines().find_map(|l| l.strip_prefix("checkpoint ")).expect("a checkpoint").to_owned();
    (sandbox, line)
}

/// Closes the database properly, so that everything is in the one file.
fn close(sandbox: &Sandbox) {
    let url = format!("sqlite://{}", sandbox.path("kept.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // Connections that close at the same moment may each leave the rest to the other.
    for _ in 0..5 {
        runtime.block_on(async {
            let (clock, ids) = (Box::new(FixedClock::default()), Box::new(SequentialIds::default()));
            Desk::open(&url, clock, ids).await.expect("a desk").close().await;
        });
        if !sandbox.path("kept.db-wal").exists() {
            break;
        }
    }
    assert!(!sandbox.path("kept.db-wal").exists());
}

/// Replaces bytes in the closed database file, every occurrence, by as many others.
fn tamper(sandbox: &Sandbox, old: &str, new: &str) -> usize {
    assert_eq!(old.len(), new.len());
    close(sandbox);
    let mut bytes = sandbox.read("kept.db");
    let places: Vec<usize> =
        (0..bytes.len() - old.len()).filter(|at| bytes[*at..*at + old.len()] == *old.as_bytes()).collect();
    for at in &places {
        bytes[*at..*at + new.len()].copy_from_slice(new.as_bytes());
    }
    sandbox.write("kept.db", bytes);
    places.len()
}

#[test]
fn a_kept_checkpoint_verifies_later() {
    let (sandbox, kept) = desk();
    assert!(kept.starts_with("2:") && kept.len() == 66, "{kept}");
    sandbox.run(&["set", &sandbox.claim(QUOTED), "disputed", "--target", "fact", "-m", "log book"]).ok();
    sandbox.run(&["undo", "-m", "second thoughts"]).ok();
    sandbox.run(&["audit", "verify", "--checkpoint", &kept]).ok();
    let result = sandbox.run(&["audit", "verify", "--format", "json"]).ok().json();
    assert_eq!((&result["ok"], &result["entries"]), (&true.into(), &4.into()));
    let kept = format!("{}:{}", result["checkpoint"]["size"], text(&result["checkpoint"]["root"]));
    sandbox.run(&["audit", "verify", "--checkpoint", &kept]).ok();
    sandbox.run(&["audit", "verify", "--checkpoint", "nonsense"]).exits(2).says(&["SIZE:ROOT"]);
}

#[test]
fn an_empty_log_is_in_order() {
    let sandbox = Sandbox::new();
    // A path mistyped is not a log in order, and leaves no file behind.
    for _ in 0..2 {
        sandbox.run(&["audit", "verify"]).exits(3).says(&["there is no database at"]);
    }
    sandbox.run(&["queue"]).ok();
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_changed_reason_is_found_and_its_entry_named() {
    let (sandbox, _) = desk();
    assert!(tamper(&sandbox, REASON, "the register says nineteen seventy nine") > 0);
    let ran = sandbox.run(&["audit", "verify"]).exits(7);
    assert!(ran.out().contains("entry 2") && ran.out().contains("BROKEN"), "{}", ran.out());
    let result = sandbox.run(&["audit", "verify", "--format", "json"]).exits(7).json();
    assert_eq!(result["ok"], false);
    assert!(list(&result["broken"]).iter().any(|b| b["entry"] == 2), "{result}");
}

#[test]
fn a_changed_title_is_found() {
    let (sandbox, _) = desk();
    assert!(tamper(&sandbox, "Reservoir Holds Enough Water", "Reservoir Holds Little Water") > 0);
    sandbox.run(&["audit", "verify"]).exits(7);
}

#[test]
fn another_root_or_a_longer_log_is_not_the_one_that_was_kept() {
    let (sandbox, kept) = desk();
    let (_, root) = kept.split_once(':').expect("a checkpoint");
    let other: String = root.chars().map(|c| if c == '0' { '1' } else { '0' }).collect();
    sandbox.run(&["audit", "verify", "--checkpoint", &format!("2:{other}")]).exits(7);
    // A checkpoint beyond the end: the tail was cut off.
    let ran = sandbox.run(&["audit", "verify", "--checkpoint", &format!("3:{root}")]).exits(7);
    assert!(ran.out().contains("BROKEN"), "{}", ran.out());
}

#[test]
fn a_restored_older_file_is_found_by_the_checkpoint() {
    let (sandbox, _) = desk();
    close(&sandbox);
    let backup = sandbox.read("kept.db");
    sandbox.run(&["undo", "-m", "second thoughts"]).ok();
    let later = sandbox.run(&["audit", "verify"]).ok();
    let kept = later.out().lines().find_map(|l| l.strip_prefix("checkpoint ")).expect("a checkpoint").to_owned();
    close(&sandbox);
    sandbox.write("kept.db", backup);
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run(&["audit", "verify", "--checkpoint", &kept]).exits(7);
}

/// Runs the verifier that knows only `docs/log.md`; `None` (and says so) where there is no Python.
pub(crate) fn outside(sandbox: &Sandbox, log: &str, checkpoint: &str) -> Option<(Option<i32>, String)> {
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/verifier/verify.py");
    let run = std::process::Command::new("python3")
        .arg(script)
        .arg(sandbox.path(log))
        .args(["--checkpoint", checkpoint])
        .output();
    match run {
        Ok(ran) => Some((ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned())),
        Err(error) => {
            println!("skipped: python3 cannot be run ({error})");
            None
        }
    }
}

#[test]
fn a_verifier_outside_agrees_and_finds_what_was_changed() {
    let sandbox = Sandbox::with(reservoir());
    let claims = sandbox.claims();
    for (claim, to) in claims.iter().zip(["disputed", "corroborated", "disputed"]) {
        sandbox.run(&["set", text(&claim["claim"]), to, "--target", "fact", "-m", "läst → “gelesen”"]).ok();
    }
    sandbox.run(&["undo", "-m", "second thoughts"]).ok();
    let first = text(&claims[0]["claim"]).to_owned();
    sandbox
        .run(&["evidence", "add", &first, "--target", "fact", "--stance", "context", "--cite", "a call", "-m", "x"])
        .ok();
    let log = sandbox.run(&["audit", "export"]).ok().out().to_owned();
    let checkpoint = sandbox.run(&["audit", "checkpoint"]).ok().out().trim().to_owned();
    sandbox.write("log.ndjson", &log);
    let Some((code, said)) = outside(&sandbox, "log.ndjson", &checkpoint) else { return };
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("ok: 6 entries, 3 targets decided"), "{said}");

    let lines: Vec<&str> = log.lines().collect();
    let cut = lines[..4].join("\n");
    let within = log[..log.len() - 40].to_owned();
    let without_third = [&lines[..2], &lines[3..]].concat().join("\n");
    for (name, changed, finds) in [
        ("a reason", log.replace("second thoughts", "second thinking"), "not what was sealed"),
        ("a status", log.replace("disputed", "confirmed"), "not what was sealed"),
        ("a cut tail", cut, "were cut off"),
        ("a line cut in its middle", within, "BROKEN line 6: is no entry, or was cut"),
        ("an entry gone", without_third, "stands in its place"),
    ] {
        sandbox.write("changed.ndjson", changed);
        let (code, said) = outside(&sandbox, "changed.ndjson", &checkpoint).expect("it ran before");
        assert!(code == Some(7) && said.contains(finds), "{name}: {said}");
    }
}

/// Seals entries anew from the start, as somebody does who rewrites a whole log.
fn sealed_anew(mut entries: Vec<Value>) -> String {
    let mut prev = "0".repeat(64);
    for entry in &mut entries {
        let bytes = |field: &str| match field {
            "prev" => prev.parse::<ContentHash>().expect("a hash").0.to_vec(),
            "position" | "at" => entry[field].as_i64().expect("a number").to_le_bytes().to_vec(),
            "id" | "subject" => unhex(&text(&entry[field]).replace('-', "")),
            _ => text(&entry[field]).as_bytes().to_vec(),
        };
        let fields = ["prev", "position", "id", "at", "actor_kind", "actor", "kind", "subject", "payload"];
        let parts = fields.map(bytes);
        let all: Vec<u8> =
            parts.iter().flat_map(|part| [&(part.len() as u64).to_le_bytes()[..], part].concat()).collect();
        let hash = ContentHash::of(&all).to_string();
        entry["prev"] = prev.into();
        entry["hash"] = hash.clone().into();
        prev = hash;
    }
    entries.iter().flat_map(|entry| [entry.to_string(), "\n".to_owned()]).collect()
}

fn unhex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("digits")).collect()
}

#[test]
fn a_verifier_outside_finds_a_second_who_proposed() {
    let sandbox = Sandbox::with(reservoir());
    let claim = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &claim, "disputed", "--propose", "-m", "the register"]).ok();
    sandbox.run_as("Ben", &["second", &claim, "--agree", "-m", "read it too"]).ok();
    let entries = sandbox.run(&["audit", "export"]).ok().records();
    let verify = |entries: Vec<Value>| {
        sandbox.write("log.ndjson", sealed_anew(entries));
        outside(&sandbox, "log.ndjson", "0:0")
    };
    let Some((code, said)) = verify(entries.clone()) else { return };
    assert_eq!(code, Some(0), "{said}");
    let forged = |from: &str, to: &str| {
        let swap = |value: &Value| Value::from(text(value).replace(from, to));
        let one = |mut entry: Value| {
            (entry["actor"], entry["payload"]) = (swap(&entry["actor"]), swap(&entry["payload"]));
            entry
        };
        verify(entries.clone().into_iter().map(one).collect()).expect("it ran before")
    };
    let (code, said) = forged("Ben", "ann");
    assert!(code == Some(7) && said.contains("a second is the person who proposed"), "{said}");
    let (code, said) = forged("\"by\":\"Ben\"", "\"by\":\"Cleo\"");
    assert!(code == Some(7) && said.contains("not those of Ben"), "{said}");
}

#[test]
fn a_checkpoint_is_read_from_the_file_it_was_kept_in() {
    let (sandbox, _) = desk();
    for command in [["audit", "checkpoint"], ["audit", "verify"]] {
        sandbox.write("kept.txt", sandbox.run(&command).ok().out());
        sandbox.run(&["audit", "verify", "--checkpoint", "kept.txt"]).ok();
    }
    sandbox.run(&["audit", "verify", "--checkpoint", "nowhere.txt"]).exits(2).says(&["is no checkpoint"]);
}

/// Found by changing single bytes: the walk over a table followed the index round and round.
#[test]
fn an_index_that_leads_back_is_a_fault_and_the_check_ends() {
    use sea_orm::{ConnectionTrait, Database};
    let sandbox = Sandbox::new();
    let said = |name: &str| format!("\"The lock was shut on Monday,\" {name} Varn told the Lantern.\n\n");
    let names = ["Ada", "Bela", "Cleo", "Dora", "Edna", "Fred", "Gita", "Hans", "Ines", "Jana", "Karl", "Lena"];
    sandbox.write("a.txt", names.map(said).concat());
    sandbox.run(&["ingest", "a.txt"]).ok();
    assert!(sandbox.count("speakers") >= 10);
    sandbox.run(&["audit", "verify"]).ok();
    let url = format!("sqlite://{}", sandbox.path("onrecord/onrecord.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let connection = Database::connect(url).await.expect("connects");
        connection.execute_unprepared("PRAGMA writable_schema = ON").await.expect("is allowed");
        let turned = "UPDATE sqlite_master SET sql = replace(sql, 'KEY (tenant, id)', 'KEY (tenant, id DESC)') \
                      WHERE name = 'speaker'";
        connection.execute_unprepared(turned).await.expect("writes");
        connection.close().await.expect("closes");
    });
    let found = sandbox.run(&["audit", "verify"]).exits(7);
    assert!(found.out().contains("the index leads back to rows that were read"), "{}", found.out());
}
