//! What sources must not say; rules that `cargo metadata` cannot see.

use std::fs;
use std::path::{Path, PathBuf};

/// Core crates: no file, environment, network, clock or process.
const CORE: &[&str] = &["text", "model", "ingest", "extract", "compare", "review", "report"];
const AMBIENT: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "now_v7",
    "new_v4",
    "async fn",
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push((path.clone(), code_of(&fs::read_to_string(&path).expect("source"))));
            }
        }
    }
    let modules_for_tests = modules_for_tests(&found);
    found.retain(|(path, _)| !modules_for_tests.contains(path));
    found.sort();
    found
}

/// Lists the files that only a build for tests holds: `#[cfg(test)] mod name;`.
fn modules_for_tests(files: &[(PathBuf, String)]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for (path, code) in files {
        let folder = path.parent().unwrap_or(path);
        for after in code.split("#[cfg(test)]\nmod ").skip(1) {
            let name = after.split(';').next().unwrap_or_default();
            found.push(folder.join(format!("{name}.rs")));
        }
    }
    found
}

/// Drops comments and the unit tests at the end of a file: the rules are about what ships.
fn code_of(source: &str) -> String {
    let shipped = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    shipped.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn crate_sources(name: &str) -> Vec<(PathBuf, String)> {
    let folder = if name.is_empty() { "onrecord".to_owned() } else { format!("onrecord-{name}") };
    sources(&super::root().join("crates").join(folder).join("src"))
}

fn refuse(files: &[(PathBuf, String)], words: &[&str], rule: &str) {
    let hits: Vec<_> = files
        .iter()
        .flat_map(|(path, code)| code.lines().map(move |line| (path, line)))
        .filter(|(_, line)| words.iter().any(|w| line.contains(w)))
        .map(|(path, line)| format!("{}: {}", path.display(), line.trim()))
        .collect();
    assert!(hits.is_empty(), "{rule}:\n{}", hits.join("\n"));
}

#[test]
fn core_crates_touch_nothing_outside() {
    for name in CORE {
        let files: Vec<_> = crate_sources(name).into_iter().map(|(path, code)| (path, spelled_out(&code))).collect();
        refuse(&files, AMBIENT, "a core crate is pure and synchronous");
    }
}

/// Writes `use std::{env, fs};` as `use std::env; use std::fs;`, so that a list hides nothing.
fn spelled_out(code: &str) -> String {
    let mut out = code.to_owned();
    for list in code.split("use std::{").skip(1) {
        let names = list.split('}').next().unwrap_or_default();
        for name in names.split(',') {
            out.extend(["\nuse std::", name.trim(), ";"]);
        }
    }
    out
}

#[test]
fn a_list_of_imports_hides_nothing() {
    assert!(spelled_out("use std::{cmp, fs};").contains("use std::fs;"));
}

#[test]
fn model_aggregates_are_not_serialised() {
    refuse(&crate_sources("model"), &["Serialize"], "wire types are versioned copies, in report");
}

#[test]
fn only_app_opens_transactions() {
    for name in CORE.iter().chain(&[""]) {
        refuse(&crate_sources(name), &[".begin()"], "only app opens transactions");
    }
}

#[test]
fn only_the_binary_prints() {
    for name in CORE.iter().chain(&["store", "app", "testkit"]) {
        let words = ["println!", "print!(", "eprint!(", "dbg!(", "io::stdout", "io::stderr"];
        refuse(&crate_sources(name), &words, "only the binary prints");
    }
}

#[test]
fn sea_orm_stays_inside_store() {
    for (path, code) in crate_sources("store") {
        if path.components().any(|c| c.as_os_str() == "entity") {
            continue;
        }
        let imported = imported_from_sea_orm(&code);
        for signature in public_signatures(&code) {
            let bad = imported.iter().find(|name| names(&signature, name));
            assert!(bad.is_none(), "{}: {signature}\nnames {bad:?} of sea_orm", path.display());
        }
    }
    let lib = fs::read_to_string(super::root().join("crates/onrecord-store/src/lib.rs")).expect("lib.rs");
    assert!(!lib.contains("pub mod entity") && !lib.contains("pub use entity"), "entities are private");
}

fn names(signature: &str, word: &str) -> bool {
    signature.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

fn imported_from_sea_orm(code: &str) -> Vec<String> {
    let mut found = vec!["sea_orm".to_owned(), "sea_query".to_owned(), "sqlx".to_owned()];
    for import in code.split("use sea_orm::").skip(1) {
        let list = import.split(';').next().unwrap_or_default();
        let words = list.split(|c: char| !c.is_alphanumeric() && c != '_');
        found.extend(words.filter(|w| w.chars().next().is_some_and(char::is_uppercase)).map(str::to_owned));
    }
    found
}

/// Cuts out `pub fn …`, `pub struct …` and their like up to the body; what is public only in the crate is not meant.
fn public_signatures(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("pub ") {
        let rest = &code[at..];
        let end = rest.find(['{', ';']).unwrap_or(rest.len());
        found.push(rest[..end].to_owned());
    }
    found
}

#[test]
fn the_scanner_sees_a_leak() {
    let code = "use sea_orm::{DatabaseConnection, EntityTrait};\npub fn open() -> DatabaseConnection {";
    let imported = imported_from_sea_orm(code);
    assert!(public_signatures(code).iter().any(|s| imported.iter().any(|name| names(s, name))));
}
