//! Which crate may depend on which.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Crate and the workspace crates it may depend on. Dependencies for tests only are judged apart.
const ALLOWED: &[(&str, &[&str])] = &[
    ("onrecord-text", &[]),
    ("onrecord-model", &["onrecord-text"]),
    ("onrecord-ingest", &["onrecord-model", "onrecord-text"]),
    ("onrecord-extract", &["onrecord-model", "onrecord-text"]),
    ("onrecord-compare", &["onrecord-model", "onrecord-text"]),
    ("onrecord-report", &["onrecord-model", "onrecord-text"]),
    ("onrecord-review", &["onrecord-model"]),
    ("onrecord-migrations", &[]),
    ("onrecord-store", &["onrecord-model", "onrecord-text", "onrecord-migrations"]),
    (
        "onrecord-app",
        &[
            "onrecord-text",
            "onrecord-model",
            "onrecord-ingest",
            "onrecord-extract",
            "onrecord-compare",
            "onrecord-review",
            "onrecord-report",
            "onrecord-store",
        ],
    ),
    ("onrecord", &["onrecord-app", "onrecord-model", "onrecord-report"]),
    ("onrecord-testkit", &["onrecord-model", "onrecord-text", "onrecord-store"]),
    ("xtask", &[]),
];

/// Crates that do no input or output.
const CORE: &[&str] = &[
    "onrecord-text",
    "onrecord-model",
    "onrecord-ingest",
    "onrecord-extract",
    "onrecord-compare",
    "onrecord-review",
    "onrecord-report",
];

/// What no core crate may reach, directly or through others.
const SHELL_ONLY: &[&str] = &["tokio", "sea-orm", "sqlx", "axum", "clap", "reqwest", "hyper"];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(super::root().join("Cargo.toml"))
        // Crates of other systems are in the lock file and not on this machine.
        .other_options(["--offline".to_owned(), "--filter-platform".to_owned(), host()])
        .exec()
        .expect("cargo metadata")
}

/// Returns the triple of this machine, as the compiler names it.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = std::process::Command::new(rustc).arg("-vV").output().expect("rustc");
    let told = String::from_utf8(told.stdout).expect("text");
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}

fn workspace_dependencies(package: &Package, kinds: &[DependencyKind]) -> BTreeSet<String> {
    package
        .dependencies
        .iter()
        .filter(|d| kinds.contains(&d.kind) && (d.name.starts_with("onrecord") || d.name == "xtask"))
        .map(|d| d.name.clone())
        .collect()
}

#[test]
fn no_arrow_but_the_allowed_ones() {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    for package in metadata().workspace_packages() {
        let may =
            allowed.get(package.name.as_str()).unwrap_or_else(|| panic!("{} has no row in ALLOWED", package.name));
        let does = workspace_dependencies(package, &[DependencyKind::Normal, DependencyKind::Build]);
        let over: Vec<_> = does.iter().filter(|d| !may.contains(&d.as_str())).collect();
        assert!(over.is_empty(), "{} must not depend on {over:?}", package.name);
    }
}

#[test]
fn tests_of_a_core_crate_reach_no_sibling() {
    for package in metadata().workspace_packages().into_iter().filter(|p| CORE.contains(&p.name.as_str())) {
        let does = workspace_dependencies(package, &[DependencyKind::Development]);
        let over: Vec<_> = does.iter().filter(|d| CORE[2..].contains(&d.as_str())).collect();
        assert!(over.is_empty(), "tests of {} must not depend on {over:?}", package.name);
    }
}

#[test]
fn core_crates_reach_nothing_of_the_shell() {
    let metadata = metadata();
    let resolve = metadata.resolve.as_ref().expect("a resolved graph");
    let edges: BTreeMap<_, Vec<_>> = resolve
        .nodes
        .iter()
        .map(|n| {
            let normal = n.deps.iter().filter(|d| d.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal));
            (n.id.clone(), normal.map(|d| d.pkg.clone()).collect())
        })
        .collect();
    for package in metadata.workspace_packages().into_iter().filter(|p| CORE.contains(&p.name.as_str())) {
        let mut seen = BTreeSet::new();
        let mut open = vec![package.id.clone()];
        while let Some(id) = open.pop() {
            if seen.insert(id.clone()) {
                open.extend(edges.get(&id).into_iter().flatten().cloned());
            }
        }
        let names: BTreeSet<_> = seen.iter().map(|id| metadata[id].name.to_string()).collect();
        let over: Vec<_> = SHELL_ONLY.iter().filter(|s| names.contains(**s)).collect();
        assert!(over.is_empty(), "{} reaches {over:?}", package.name);
    }
}

#[test]
fn every_row_names_a_crate() {
    let metadata = metadata();
    let names: BTreeSet<_> = metadata.workspace_packages().iter().map(|p| p.name.to_string()).collect();
    let rows: BTreeSet<_> = ALLOWED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names, rows);
}
