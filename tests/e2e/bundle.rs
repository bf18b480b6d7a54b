//! `export bundle` and `import bundle`: everything in one file, from either database into either.

use std::process::Command;
use std::time::{Duration, Instant};

use onrecord_testkit::{SKIPPED, TempDatabase};
use serde_json::{Value, json};

use crate::full::{CONFIDENTIAL, NOTE, fill};
use crate::sandbox::{Ran, Sandbox, text};
use crate::tar::{File, TABLES, forge, pack, pack_as, unpack};

fn export(sandbox: &Sandbox, name: &str) -> Vec<u8> {
    sandbox.run(&["export", "bundle", "-o", name]).ok();
    sandbox.read(name)
}

/// A machine of its own with this bundle as `desk.onrecord`.
fn with(database: &TempDatabase, bundle: &[u8]) -> Sandbox {
    let sandbox = Sandbox::on(database.url());
    sandbox.write("desk.onrecord", bundle);
    sandbox
}

fn import(sandbox: &Sandbox) -> Ran {
    sandbox.run(&["import", "bundle", "desk.onrecord"])
}

/// A full desk as a bundle.
fn full() -> (Sandbox, Vec<u8>) {
    let sandbox = Sandbox::new();
    fill(&sandbox);
    let bundle = export(&sandbox, "full.onrecord");
    (sandbox, bundle)
}

fn edited(bundle: &[u8], name: &str, from: &str, to: &str) -> Vec<File> {
    let mut files = unpack(bundle);
    let (_, bytes) = files.iter_mut().find(|(file, _)| file == name).unwrap_or_else(|| panic!("no {name}"));
    let before = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(before.contains(from), "{from:?} in {before}");
    *bytes = before.replacen(from, to, 1).into_bytes();
    files
}

/// What readers see, in bytes.
fn seen(sandbox: &Sandbox) -> Vec<Vec<u8>> {
    sandbox.run(&["report", "--all", "--internal", "-o", "site"]).ok();
    let mut all: Vec<Vec<u8>> = ["d1.html", "d2.html", "d3.html", "c4.html", "s1.html", "index.html"]
        .iter()
        .map(|name| sandbox.read(&format!("site/{name}")))
        .collect();
    for args in [
        &["queue", "--all"][..],
        &["log", "--limit", "1000"],
        &["show", "c4"],
        &["show", "c5"],
        &["evidence", "list"],
        &["corrections", "--all"],
        &["queue", "saved", "list"],
        &["origins", "c4"],
        &["search", "silt"],
        &["match", "list", "--all"],
    ] {
        all.push(sandbox.run(&[args, &["--format", "json"]].concat()).ok().stdout);
    }
    all
}

#[tokio::test]
async fn a_desk_goes_from_sqlite_to_postgres_and_back_byte_for_byte() {
    let (Some(postgres), sqlite) = (TempDatabase::postgres().await, TempDatabase::sqlite()) else {
        println!("{SKIPPED}");
        return;
    };
    there_and_back(&postgres, &sqlite);
    postgres.remove().await;
    sqlite.remove().await;
}

#[tokio::test]
async fn a_desk_goes_from_sqlite_to_sqlite_and_on_byte_for_byte() {
    let (one, other) = (TempDatabase::sqlite(), TempDatabase::sqlite());
    there_and_back(&one, &other);
    one.remove().await;
    other.remove().await;
}

fn there_and_back(there: &TempDatabase, back: &TempDatabase) {
    let (first, bundle) = full();
    let there = with(there, &bundle);
    let said = import(&there).ok();
    assert_eq!(export(&there, "again.onrecord"), bundle, "the same bytes");
    assert_eq!(seen(&there), seen(&first));
    let back = with(back, &there.read("again.onrecord"));
    assert_eq!(import(&back).ok().out(), said.out());
    assert_eq!(export(&back, "again.onrecord"), bundle, "the same bytes");
    assert_eq!(seen(&back), seen(&first));
    for sandbox in [&first, &there, &back] {
        goes_on(sandbox);
    }
}

/// The log verifies, what was done before can be undone, and new things get the next handles.
fn goes_on(sandbox: &Sandbox) {
    sandbox.run(&["audit", "verify"]).ok();
    assert_eq!(sandbox.show("c6")["status"]["fact"]["status"], "disputed");
    sandbox.run_as("Dora", &["undo", "-m", "there is"]).ok();
    assert_eq!(sandbox.show("c6")["status"]["fact"]["status"], "unverified");
    sandbox.run_as("Ann", &["undo", "-m", "it was there"]).ok();
    sandbox.write("four.txt", "Boats sold\n\n\"We sold 40 boats,\" Petra Valmont told the Lantern.\n");
    let taken = sandbox.run(&["ingest", "four.txt", "--format", "json"]).ok().json();
    assert_eq!(taken[0]["doc"], "d4");
    assert_eq!(sandbox.claim("40 boats"), "c7");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn it_holds_rows_of_every_table_and_says_so() {
    let (sandbox, bundle) = full();
    let files = unpack(&bundle);
    assert_eq!(pack(&files), bundle, "what docs/formats.md says is all there is to it");
    let manifest: Value = serde_json::from_slice(&files.last().expect("files").1).expect("JSON");
    let rows = manifest["rows"].as_object().expect("an object");
    assert_eq!(rows.len(), TABLES.len());
    for table in TABLES {
        assert!(rows[*table].as_u64() > Some(0), "{table}: the desk is to hold something of everything");
    }
    let record = sandbox.run(&["import", "bundle", "--verify", "full.onrecord", "--format", "json"]).ok().json();
    assert_eq!((&record["done"], &record["documents"], &record["claims"]), (&json!("checked"), &json!(3), &json!(6)));
    assert_eq!(record["content"], manifest["content"]);
    let checkpoint = sandbox.run(&["audit", "checkpoint"]).ok();
    assert_eq!(text(&record["checkpoint"]), checkpoint.out().trim());
    // The manifest by which it was written gives the same, forged or not.
    let mut same = files.clone();
    forge(&mut same);
    assert!(same == files, "hashes are as docs/formats.md says");
}

#[test]
fn it_is_for_the_desk_and_says_so() {
    let (sandbox, bundle) = full();
    let all: String = unpack(&bundle).iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(all.contains(NOTE) && all.contains(CONFIDENTIAL), "everything is in it");
    assert!(all.contains("not for publication"));
    let said = sandbox.run(&["export", "bundle", "-o", "again.onrecord"]).ok();
    assert!(said.out().contains("not for publication"));
    sandbox.run(&["export", "bundle", "--public", "-o", "again.onrecord"]).exits(2);
    sandbox.run(&["export", "bundle"]).exits(2).says(&["--out"]);
    sandbox.write("house.toml", "[roles]\nAnn = \"admin\"\nBen = \"editor\"\n");
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "who may what"]).ok();
    sandbox.run_as("Ben", &["export", "bundle", "-o", "his.onrecord"]).exits(4).says(&["needs the role admin"]);
    assert!(!sandbox.path("his.onrecord").exists());
    sandbox.run_as("Ann", &["export", "bundle", "-o", "hers.onrecord"]).ok();
}

#[test]
fn an_empty_desk_has_a_bundle_and_a_missing_one_has_none() {
    let sandbox = Sandbox::new();
    sandbox.run(&["export", "bundle", "-o", "a.onrecord", "--db", "nowhere.db"]).exits(3).says(&["no database at"]);
    sandbox.run(&["stats"]).ok();
    sandbox.run(&["export", "bundle", "-o", "a.onrecord"]).ok();
    sandbox.run(&["import", "bundle", "a.onrecord", "--db", "b.db"]).ok();
    sandbox.run(&["export", "bundle", "-o", "b.onrecord", "--db", "b.db"]).ok();
    assert_eq!(sandbox.read("a.onrecord"), sandbox.read("b.onrecord"));
    sandbox.run(&["audit", "verify", "--db", "b.db"]).ok();
}

#[tokio::test]
async fn a_database_that_holds_anything_is_left_as_it_is() {
    let (_, bundle) = full();
    for database in [Some(TempDatabase::sqlite()), TempDatabase::postgres().await] {
        let Some(database) = database else {
            println!("{SKIPPED}");
            continue;
        };
        let sandbox = with(&database, &bundle);
        sandbox.write("house.toml", "[review]\npeople = 3\n");
        sandbox.run(&["rules", "adopt", "house.toml", "-m", "from today"]).ok();
        let before = export(&sandbox, "before.onrecord");
        import(&sandbox).exits(4).says(&["is not empty", "log entries: 1", "name a new one with --db"]);
        assert_eq!(export(&sandbox, "after.onrecord"), before);
        sandbox.run(&["audit", "verify"]).ok();
        database.remove().await;
    }
}

/// Bundles that are not as they were written, the exit code, and what is said of each.
#[expect(clippy::too_many_lines, reason = "a table")]
fn damaged(bundle: &[u8]) -> Vec<(&'static str, Vec<u8>, i32, &'static str)> {
    let files = unpack(bundle);
    let named = |from: &str, to: &str| {
        let mut files = files.clone();
        files.iter_mut().filter(|(name, _)| name == from).for_each(|(name, _)| to.clone_into(name));
        pack(&files)
    };
    let without = |gone: &str| pack(&files.iter().filter(|(name, _)| name != gone).cloned().collect::<Vec<_>>());
    let with = |more: &[(&str, &[u8])]| {
        let more = more.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
        pack(&files.iter().cloned().chain(more).collect::<Vec<_>>())
    };
    let bomb = || pack(&[files[0].clone(), ("outlet/000001.jsonl".to_owned(), vec![b' '; 100 << 20])]);
    let mut swapped = files.clone();
    swapped.swap(1, 2);
    let two_rows = |name: &str| {
        let mut files = files.clone();
        let (_, bytes) = files.iter_mut().find(|(file, _)| file == name).expect("is there");
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        *bytes = [lines[1], lines[0], &lines[2..].concat()].concat();
        pack(&files)
    };
    vec![
        ("empty", Vec::new(), 6, "it is empty"),
        ("a text", b"Dear editor".to_vec(), 6, "it is no bundle"),
        ("another archive", pack(&files[1..]), 6, "it does not begin with format.json"),
        ("cut off", bundle[..bundle.len() / 2].to_vec(), 7, "it was cut off"),
        ("cut off at the end", bundle[..bundle.len() - 1].to_vec(), 7, "it was cut off"),
        ("more behind it", [bundle, b"x"].concat(), 7, "something follows its end"),
        ("twice", [bundle, bundle].concat(), 7, "something follows its end"),
        ("no manifest", without("manifest.json"), 7, "ends without manifest.json"),
        ("a part is gone", without("mention/000001.jsonl"), 7, "mention/000001.jsonl: it is missing"),
        ("the bytes are gone", without("document_body/000001.jsonl"), 7, "document_body/000001.jsonl: it is missing"),
        ("another file", with(&[("more.json", b"{}\n")]), 7, "it comes behind manifest.json"),
        ("a path", named("outlet/000001.jsonl", "../../outlet/000001.jsonl"), 7, "there is no such file in a bundle"),
        ("an absolute path", named("outlet/000001.jsonl", "/etc/passwd"), 7, "there is no such file in a bundle"),
        ("a second part first", named("outlet/000001.jsonl", "outlet/000002.jsonl"), 7, "or not in this place"),
        ("out of order", pack(&swapped), 7, "or not in this place"),
        (
            "rows out of order",
            two_rows("event/000001.jsonl"),
            7,
            "event/000001.jsonl, line 1: entry 2 of the log comes",
        ),
        (
            "rows of another order",
            two_rows("mention/000001.jsonl"),
            7,
            "mention/000001.jsonl, line 2: it is out of order",
        ),
        ("links", pack_as(&files, b'2'), 7, "a header that no bundle has"),
        ("far more than it is", bomb(), 7, "far more comes out than went in"),
        (
            "a newer schema",
            pack(&edited(bundle, "format.json", "\"schema\":\"m", "\"schema\":\"m9")),
            1,
            "by a newer version of this program (schema m9",
        ),
        (
            "a newer form",
            pack(&edited(bundle, "format.json", "\"v\":1", "\"v\":2")),
            1,
            "by a newer version of this program (bundle version 2)",
        ),
        (
            "a changed row",
            pack(&edited(bundle, "claim/000001.jsonl", "the register says 1976", "the register says 1977")),
            7,
            "claim/000001.jsonl: it is not the file that the manifest names",
        ),
        (
            "a changed text of the row",
            pack(&edited(bundle, "claim/000001.jsonl", "\"is_open\":true", "\"is_open\": true")),
            7,
            "it is not written as rows are",
        ),
        (
            "an unknown column",
            pack(&edited(bundle, "claim/000001.jsonl", "{\"id\"", "{\"colour\":1,\"id\"")),
            7,
            "unknown field `colour`",
        ),
        (
            "a changed manifest",
            pack(&edited(bundle, "manifest.json", "\"claim\":6", "\"claim\":7")),
            7,
            "it counts other rows than there are",
        ),
        (
            "another head of the log",
            pack(&edited(bundle, "manifest.json", "\"size\":", "\"size\":1")),
            7,
            "entries, the manifest names 1",
        ),
    ]
}

#[test]
fn a_damaged_bundle_is_refused_and_nothing_is_made_of_it() {
    let (_, bundle) = full();
    let sandbox = Sandbox::new();
    for (what, bytes, code, why) in damaged(&bundle) {
        sandbox.write("desk.onrecord", bytes);
        for args in [&["import", "bundle", "desk.onrecord"][..], &["import", "bundle", "--verify", "desk.onrecord"]] {
            let ran = sandbox.run(&[args, &["--db", "new.db"]].concat());
            assert_eq!(ran.code, code, "{what}: {}", ran.stderr);
            assert!(ran.stderr.contains(why) && ran.stderr.contains("desk.onrecord: "), "{what}: {}", ran.stderr);
            assert_eq!(ran.stderr.lines().count(), 1, "{what}: {}", ran.stderr);
            assert!(!sandbox.path("new.db").exists(), "{what}");
        }
    }
    sandbox.run(&["import", "bundle", "nowhere.onrecord"]).exits(3).says(&["nowhere.onrecord", "give the file"]);
    sandbox.run(&["import", "bundle", "."]).exits(1);
}

/// Whoever changes a bundle and makes the hashes anew meets the seal of the log, or what the log tells.
#[tokio::test]
async fn a_forged_bundle_is_refused_by_the_log() {
    let (_, bundle) = full();
    for database in [Some(TempDatabase::sqlite()), TempDatabase::postgres().await] {
        let Some(database) = database else {
            println!("{SKIPPED}");
            continue;
        };
        for (file, from, to, said) in [
            ("event/000001.jsonl", "the register says 1976", "the register says 1977", "is not what was sealed"),
            ("document_body/000001.jsonl", "\"raw\":\"I", "\"raw\":\"J", "its bytes have the hash"),
            ("snapshot/000001.jsonl", "\"raw\":\"P", "\"raw\":\"Q", "its bytes have the hash"),
            ("claim/000001.jsonl", "the register says 1976", "the register says 1977", "not what its log tells of"),
            ("document_body/000001.jsonl", "built in 1974", "built in 1975", "not what its log tells of"),
            ("work/000001.jsonl", "\"assignee\":\"ben\"", "\"assignee\":\"bob\"", "not what its log tells of"),
            ("counter/000001.jsonl", "\"next\":7", "\"next\":3", "not what its log tells of"),
        ] {
            let mut files = edited(&bundle, file, from, to);
            forge(&mut files);
            let sandbox = with(&database, &pack(&files));
            import(&sandbox).exits(7).says(&[said]);
            // A file that was begun for it goes again.
            if database.url().starts_with("sqlite") {
                sandbox.run(&["stats"]).exits(3).says(&["there is no database"]);
            } else {
                assert_eq!((sandbox.count("documents"), sandbox.count("log entries")), (0, 0), "{said}");
            }
        }
        let sandbox = with(&database, &bundle);
        import(&sandbox).ok();
        sandbox.run(&["audit", "verify"]).ok();
        database.remove().await;
    }
}

/// A program that knows docs/formats.md alone agrees, and finds what was changed.
#[test]
fn a_verifier_outside_agrees_and_finds_what_was_changed() {
    let (sandbox, bundle) = full();
    let checkpoint = sandbox.run(&["audit", "checkpoint"]).ok().out().trim().to_owned();
    let Some((code, said)) = outside(&sandbox, "full.onrecord", &checkpoint) else { return };
    assert!(code == Some(0) && said.starts_with("ok: "), "{said}");
    for (file, from, to, finds) in [
        ("claim/000001.jsonl", "the register says 1976", "the register says 1977", "is not what the manifest names"),
        ("event/000001.jsonl", "the register says 1976", "the register says 1977", "not what was sealed"),
        ("snapshot/000001.jsonl", "\"raw\":\"P", "\"raw\":\"Q", "bytes are not those of"),
    ] {
        sandbox.write("changed.onrecord", pack(&edited(&bundle, file, from, to)));
        let (code, said) = outside(&sandbox, "changed.onrecord", &checkpoint).expect("it ran before");
        assert!(code == Some(7) && said.contains(finds), "{file}: {said}");
    }
}

/// Runs the verifier; `None` where there is no Python.
fn outside(sandbox: &Sandbox, bundle: &str, checkpoint: &str) -> Option<(Option<i32>, String)> {
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/verifier/bundle.py");
    let mut python = Command::new("python3");
    match python.arg(script).arg(sandbox.path(bundle)).args(["--checkpoint", checkpoint]).output() {
        Ok(ran) => Some((ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned())),
        Err(error) => {
            println!("skipped: python3 cannot be run ({error})");
            None
        }
    }
}

/// Any byte of the file: what is not refused holds the same.
#[test]
fn a_changed_byte_is_refused_or_changes_nothing() {
    let (sandbox, bundle) = full();
    let whole = sandbox.run(&["import", "bundle", "--verify", "full.onrecord"]).ok();
    let mut refused = 0;
    let places: Vec<usize> = (0..40).chain((40..bundle.len()).step_by(bundle.len() / 150)).collect();
    for at in &places {
        let mut changed = bundle.clone();
        changed[*at] ^= 0x10;
        sandbox.write("full.onrecord", changed);
        let ran = sandbox.run(&["import", "bundle", "--verify", "full.onrecord"]);
        if ran.code == 0 {
            assert_eq!(ran.out(), whole.out(), "byte {at}");
        } else {
            assert!([6, 7].contains(&ran.code), "byte {at}: {}", ran.stderr);
            refused += 1;
        }
    }
    assert!(refused + 1 >= places.len(), "{refused} of {} refused", places.len());
}

#[test]
fn a_damaged_database_is_not_written() {
    let sandbox = Sandbox::new();
    fill(&sandbox);
    sandbox.write("full.onrecord", "what was there");
    let path = sandbox.path("onrecord/onrecord.db");
    let mut bytes = std::fs::read(&path).expect("the database");
    let words = b"the register says 1976";
    let at = bytes.windows(words.len()).position(|window| window == words).expect("the reason");
    bytes[at + words.len() - 1] = b'7';
    std::fs::write(&path, bytes).expect("writes");
    let ran = sandbox.run(&["export", "bundle", "-o", "full.onrecord"]).exits(7);
    ran.says(&["is not what its log tells of", "'onrecord audit verify' names them all"]);
    assert_eq!(sandbox.read("full.onrecord"), b"what was there");
    assert!(!sandbox.path(".full.onrecord.part").exists());
}

#[tokio::test]
async fn a_kill_in_the_middle_leaves_an_empty_desk() {
    let (_, bundle) = full();
    for database in [Some(TempDatabase::sqlite()), TempDatabase::postgres().await] {
        let Some(database) = database else {
            println!("{SKIPPED}");
            continue;
        };
        let sandbox = with(&database, &bundle);
        for place in ["bundle entered", "committing"] {
            killed(&sandbox, &database, place);
            assert_eq!((sandbox.count("documents"), sandbox.count("log entries")), (0, 0), "{place}");
        }
        import(&sandbox).ok();
        assert_eq!(export(&sandbox, "again.onrecord"), bundle);
        database.remove().await;
    }
}

/// Starts the import and kills the program when it comes to a place.
fn killed(sandbox: &Sandbox, database: &TempDatabase, place: &str) {
    let reached = sandbox.path("reached");
    let _ = std::fs::remove_file(&reached);
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["import", "bundle", "desk.onrecord"])
        .current_dir(sandbox.root())
        .env("HOME", sandbox.root())
        .env("ONRECORD_DB", database.url())
        .env("ONRECORD_STOP_AT", place)
        .env("ONRECORD_STOP_FILE", &reached)
        .spawn()
        .expect("starts");
    let patience = Instant::now() + Duration::from_mins(1);
    while !reached.exists() {
        assert!(Instant::now() < patience, "it never came to {place:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("is killed");
    child.wait().expect("ends");
}
