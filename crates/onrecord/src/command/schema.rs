//! `schema`: the JSON Schemas of what is printed and read.

use onrecord_report::json::to_line;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::cli::Global;
use crate::cli::schema::Schema;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};

/// Takes the schemas in as they lie in `docs/schema/v1`.
macro_rules! schemas {
    ($($name:literal),* $(,)?) => {
        /// The schemas by name.
        const SCHEMAS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../docs/schema/v1/", $name, ".json")))),*];

        /// What can be asked for.
        pub(crate) const NAMES: &[&str] = &[$($name),*];
    };
}

schemas!(
    "agree",
    "audit-checkpoint",
    "audit-export",
    "audit-verify",
    "bundle",
    "bundle-format",
    "bundle-manifest",
    "claim",
    "copies",
    "corrections",
    "diff",
    "diff-pairs",
    "doc-versions",
    "docs",
    "doctor",
    "drift",
    "evidence-check",
    "evidence-list",
    "evidence-remove",
    "evidence-show",
    "export-json",
    "extract",
    "extract-eof",
    "extract-flat",
    "extract-sentences",
    "ingest",
    "input-article",
    "input-finding",
    "known",
    "known-queries",
    "log",
    "match-decided",
    "match-list",
    "next",
    "origins",
    "origins-decided",
    "outlet-list",
    "outlet-set",
    "public-entry",
    "queue",
    "queue-save",
    "queue-saved",
    "read",
    "report",
    "rules",
    "rules-faults",
    "schema",
    "search",
    "second",
    "set",
    "show-claim",
    "show-document",
    "show-speaker",
    "speaker-list",
    "speaker-propose",
    "stats",
    "suggest",
    "timeline",
    "undo",
    "work",
);

/// What several of them share.
const COMMON: &str = include_str!("../../../../docs/schema/v1/common.json");

/// How they refer to it.
const SHARED: &str = "common.json#/$defs/";

/// A schema in the list, as printed.
#[derive(Serialize)]
struct Row<'a> {
    /// Its name.
    schema: &'a str,
    /// The command that prints it, or what reads it.
    what: String,
}

/// Runs the command.
pub(crate) fn run(global: &Global, args: &Schema) -> Result<Exit, CliError> {
    let Some(name) = &args.name else { return list(global) };
    let text = SCHEMAS.iter().find(|(known, _)| known == name).map(|(_, text)| *text);
    let text = text.ok_or_else(|| CliError::usage(format!("there is no schema {name:?}")))?;
    let mut out = Output::new(global.format).no_list()?;
    let written = serde_json::to_string_pretty(&whole(&read(text)?)?);
    out.line(&written.map_err(|error| broken(&error))?)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn list(global: &Global) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["schema", "what"]);
    for (schema, text) in SCHEMAS {
        let what = read(text)?.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        let row = Row { schema, what };
        listing.push(vec![row.schema.to_owned(), row.what.clone()], to_line(&row));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

/// Puts what a schema shares with others into it, so that it stands alone.
fn whole(schema: &Value) -> Result<Value, CliError> {
    let common = read(COMMON)?;
    let shared = common.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut schema = schema.clone();
    let mut wanted = localised(&mut schema);
    let mut found = Map::new();
    while let Some(name) = wanted.pop() {
        if let Some(mut definition) = shared.get(&name).filter(|_| !found.contains_key(&name)).cloned() {
            wanted.extend(localised(&mut definition));
            found.insert(name, definition);
        }
    }
    if let Some(object) = schema.as_object_mut().filter(|_| !found.is_empty()) {
        let own = object.entry("$defs").or_insert_with(|| Value::Object(Map::new()));
        if let Some(own) = own.as_object_mut() {
            own.extend(found);
        }
    }
    Ok(schema)
}

/// Makes references to what is shared point into the same schema, and returns what is referred to.
fn localised(value: &mut Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<String> = fields.values_mut().flat_map(localised).collect();
            if let Some(Value::String(target)) = fields.get_mut("$ref") {
                let name = target.strip_prefix(SHARED).or_else(|| target.strip_prefix("#/$defs/")).map(str::to_owned);
                if let Some(name) = name {
                    *target = format!("#/$defs/{name}");
                    names.push(name);
                }
            }
            names
        }
        Value::Array(all) => all.iter_mut().flat_map(localised).collect(),
        _ => Vec::new(),
    }
}

fn read(text: &str) -> Result<Value, CliError> {
    serde_json::from_str(text).map_err(|error| broken(&error))
}

/// The schemas are compiled in, so this is a fault of the program.
fn broken(error: &serde_json::Error) -> CliError {
    CliError::failure(format!("the schemas of this program cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn definitions(schema: &Value) -> BTreeSet<String> {
        let all = schema.get("$defs").and_then(Value::as_object);
        all.into_iter().flat_map(|all| all.keys().cloned()).collect()
    }

    #[test]
    fn every_file_is_taken_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/v1");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let files: BTreeSet<String> = files.map(|name| name.replace(".json", "")).collect();
        let taken: BTreeSet<String> = NAMES.iter().chain(&["common"]).map(|name| (*name).to_owned()).collect();
        assert_eq!(files, taken);
    }

    #[test]
    fn each_stands_alone_and_nothing_is_called_the_same() {
        let shared = definitions(&read(COMMON).unwrap());
        for (name, text) in SCHEMAS {
            let schema = read(text).unwrap();
            assert_eq!(definitions(&schema).intersection(&shared).count(), 0, "{name}");
            let mut whole = whole(&schema).unwrap();
            let known = definitions(&whole);
            assert!(localised(&mut whole).iter().all(|target| known.contains(target)), "{name}");
            assert!(!whole.to_string().contains("common.json"), "{name}");
        }
    }
}
