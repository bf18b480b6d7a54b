//! A desk on which everything was done that can be done.

use std::path::Path;

use serde_json::Value;

use super::desk::Desk;
use crate::shell::{self, Scratch};

/// Articles of the evaluation data taken in beside the samples, where it is there.
const SHARED_ARTICLES: usize = 1;

/// The sample articles on the desk.
const SAMPLES: [&str; 5] = [
    "2026-03-03_skerrywire_injured-0900.txt",
    "2026-03-03_skerrywire_injured-1200.txt",
    "2026-03-03_estmeretoday_injured-count.txt",
    "2026-03-05_skerrywire_dock-strike.txt",
    "2026-03-05_harbourpost_dock-strike.txt",
];

/// Makes a desk at `database` with some articles and the work of three people on it.
///
/// Few articles, among them copies, versions of one figure and a contrast: a reader's views of them take a second or less.
pub(crate) fn worked(program: &Path, database: &Path, scratch: &Scratch) -> Result<Desk, String> {
    let desk = Desk::new(program, text(database)?);
    for article in SAMPLES.iter().map(|name| shell::root().join("seeds").join(name)).chain(shared_articles()) {
        desk.ok("Ann", &["ingest", text(&article)?])?;
    }
    let claims = handles(&desk)?;
    let [first, second, third] = fours(&claims)?;
    decide(&desk, first)?;
    review(&desk, second)?;
    share_out(&desk, third)?;
    bring_forward(&desk, scratch, [&first[0], &second[0], &third[0]])?;
    connect(&desk)?;
    desk.verify()?;
    Ok(desk)
}

/// Takes three times four claims.
fn fours(claims: &[String]) -> Result<[&[String; 4]; 3], String> {
    let few = || format!("the samples hold only {} claims", claims.len());
    let (first, rest) = claims.split_first_chunk().ok_or_else(few)?;
    let (second, rest) = rest.split_first_chunk().ok_or_else(few)?;
    Ok([first, second, rest.first_chunk().ok_or_else(few)?])
}

fn text(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("{} is not UTF-8", path.display()))
}

/// Returns some articles of the evaluation data, which are read where they lie.
fn shared_articles() -> Vec<std::path::PathBuf> {
    let Some(folder) = shell::shared().map(|shared| shared.join("data/polnear/train/text")) else { return Vec::new() };
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.sort();
    files.truncate(SHARED_ARTICLES);
    files
}

/// Lists the claims of the queue by handle.
pub(crate) fn handles(desk: &Desk) -> Result<Vec<String>, String> {
    let rows = desk.list(&["queue", "--limit", "100000"])?;
    Ok(rows.iter().map(|row| field(row, "claim")).collect())
}

fn field(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}

fn decide(desk: &Desk, [a, b, c, d]: &[String; 4]) -> Result<(), String> {
    desk.ok("Ann", &["set", a, "corroborated", "--target", "fact", "-m", "the register says so"])?;
    desk.ok("Ben", &["set", b, c, "disputed", "--target", "fact", "-m", "two ministries differ"])?;
    desk.ok("Ben", &["undo", "-m", "too early"])?;
    desk.ok("Ann", &["set", d, "corroborated", "--target", "fact", "-m", "seen"])?;
    desk.ok("Ann", &["undo", "-m", "not seen after all"])?;
    desk.ok("Ann", &["redo", "-m", "it was seen"])?;
    Ok(())
}

fn review(desk: &Desk, [e, f, g, h]: &[String; 4]) -> Result<(), String> {
    for claim in [e, f, g, h] {
        desk.ok("Ann", &["set", claim, "disputed", "--target", "fact", "--propose", "-m", "figures differ"])?;
    }
    desk.ok("Ben", &["second", e, "--agree", "-m", "so they do"])?;
    for claim in [f, g] {
        desk.ok("Ben", &["second", claim, "--disagree", "-m", "other days"])?;
    }
    desk.ok("Mara", &["adjudicate", f, "disputed", "-m", "the same day"])?;
    Ok(())
}

fn share_out(desk: &Desk, [i, j, k, l]: &[String; 4]) -> Result<(), String> {
    desk.ok("Ann", &["assign", i, j, "--to", "Ben"])?;
    desk.ok("Ann", &["defer", k, "--until", "2030-01-01", "-m", "the court sits then"])?;
    desk.ok("Ann", &["drop", l, "--because", "out-of-scope", "-m", "sport"])?;
    desk.ok("Mara", &["next"])?;
    Ok(())
}

fn bring_forward(desk: &Desk, scratch: &Scratch, claims: [&String; 3]) -> Result<(), String> {
    let source = scratch.file("minutes.txt", b"The council met on Monday. Twelve members voted for the plan.\n")?;
    let source = text(&source)?;
    for (claim, stance) in claims.into_iter().zip(["supports", "refutes", "context"]) {
        let add = ["evidence", "add", claim, "--target", "fact", "--stance", stance, "--file", source];
        let words = ["--quote", "Twelve members voted", "--note", "from the clerk", "-m", "the minutes"];
        desk.ok("Ben", &[&add[..], &words].concat())?;
    }
    desk.ok("Ben", &["evidence", "edit", "e1", "--publisher", "The council", "-m", "as printed"])?;
    desk.ok("Ben", &["evidence", "remove", "e3", "-m", "beside the point"])?;
    let findings = "{\"id\":\"1\",\"claim\":\"Twelve people were injured in the fire\",\"rating\":\"true\",\"date\":\"2026-03-04\"}\n\
                    {\"id\":\"2\",\"claim\":\"The harbour was closed for nine days\",\"rating\":\"false\"}\n";
    let findings = scratch.file("findings.jsonl", findings.as_bytes())?;
    desk.ok("Ann", &["import", "findings", text(&findings)?])?;
    desk.ok("Ann", &["import", "findings", text(&findings)?])?;
    Ok(())
}

/// Decides on pairs, copies, outlets and names.
fn connect(desk: &Desk) -> Result<(), String> {
    let pairs = desk.list(&["match", "list"])?;
    for (pair, verdict) in pairs.iter().zip(["accept", "reject", "accept"]) {
        let (a, b) = (field(&pair["a"], "claim"), field(&pair["b"], "claim"));
        let ended = desk.run("Ann", &["match", verdict, &a, &b, "-m", "read side by side"])?;
        // A contrast cannot be confirmed; the samples hold some of both.
        if !matches!(ended.code, Some(0 | 4)) {
            return Err(ended.errors);
        }
    }
    desk.ok("Ann", &["origins", "link", "d1", "d2", "-m", "one press release"])?;
    desk.ok("Ann", &["outlet", "set", "o1", "--owner", "The readers", "-m", "the register"])?;
    let speakers = desk.list(&["speaker", "list"])?;
    let aliased = speakers.iter().filter_map(|row| Some((field(row, "speaker"), row["aliases"][0]["name"].as_str()?)));
    for ((speaker, alias), verdict) in aliased.zip(["confirm", "refuse"]) {
        desk.ok("Ann", &["speaker", "alias", &speaker, alias, verdict, "-m", "the same office"])?;
    }
    desk.ok("Ann", &["speaker", "propose"]).map(drop)
}
