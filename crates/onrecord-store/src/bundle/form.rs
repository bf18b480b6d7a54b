//! The first and the last file of a bundle.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tables::NAMES;
use super::{BundleError, BundleManifest, FORMAT_FILE, MANIFEST_FILE, VERSION};
use crate::{Checkpoint, seal};

/// What a bundle calls itself.
const FORMAT: &str = "onrecord bundle";

/// What whoever opens one by hand should know.
const HOLDS: &str =
    "everything that is entered at the desk, private notes and confidential evidence among it: not for publication";

/// Which form a bundle has.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    v: u32,
    format: String,
    schema: String,
    holds: String,
}

/// Writes the first file.
pub(super) fn format_file(schema: &str) -> Vec<u8> {
    let format = Opening { v: VERSION, format: FORMAT.to_owned(), schema: schema.to_owned(), holds: HOLDS.to_owned() };
    line(&format)
}

/// Reads the first file and returns the schema, which must be one of `known`.
pub(super) fn read_format(bytes: &[u8], known: &[String]) -> Result<String, BundleError> {
    let value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|_| BundleError::not_ours("it does not say that it is one"))?;
    if value.get("format").and_then(|name| name.as_str()) != Some(FORMAT) {
        return Err(BundleError::not_ours("it does not say that it is one"));
    }
    let version = value.get("v").and_then(serde_json::Value::as_u64).unwrap_or_default();
    if version > u64::from(VERSION) {
        return Err(BundleError::Newer { found: format!("bundle version {version}") });
    }
    let format: Opening = serde_json::from_value(value).map_err(|error| BundleError::damaged(FORMAT_FILE, error))?;
    if format.v != VERSION || format.holds != HOLDS {
        return Err(BundleError::damaged(FORMAT_FILE, "it is not as it is written"));
    }
    if !known.contains(&format.schema) {
        return Err(BundleError::Newer { found: format!("schema {}", format.schema) });
    }
    Ok(format.schema)
}

/// A file that holds rows of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) rows: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    size: u64,
    root: String,
}

/// What a bundle holds, as it stands in it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    v: u32,
    schema: String,
    log: Head,
    content: String,
    rows: BTreeMap<String, u64>,
    files: Vec<Part>,
}

/// Writes the last file.
pub(super) fn manifest_file(manifest: &BundleManifest, files: &[Part]) -> Vec<u8> {
    line(&Manifest {
        v: VERSION,
        schema: manifest.schema.clone(),
        log: Head { size: manifest.log.size, root: manifest.log.root.to_string() },
        content: manifest.content.clone(),
        rows: manifest.rows.iter().map(|(table, rows)| ((*table).to_owned(), *rows)).collect(),
        files: files.to_vec(),
    })
}

/// Reads the last file.
pub(super) fn read_manifest(bytes: &[u8]) -> Result<(BundleManifest, Vec<Part>), BundleError> {
    let bad = |why: String| BundleError::damaged(MANIFEST_FILE, why);
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| bad(error.to_string()))?;
    let root = manifest.log.root.parse().map_err(|_| bad("the head of the log is no hash".to_owned()))?;
    let rows = NAMES.iter().map(|name| (*name, manifest.rows.get(*name).copied().unwrap_or_default()));
    let read = BundleManifest {
        schema: manifest.schema,
        log: Checkpoint { size: manifest.log.size, root },
        content: manifest.content,
        rows: rows.collect(),
    };
    if bytes != manifest_file(&read, &manifest.files) {
        return Err(bad("it is not as it is written".to_owned()));
    }
    Ok((read, manifest.files))
}

/// Returns the head of a log without entries.
pub(super) fn empty_log() -> Checkpoint {
    Checkpoint { size: 0, root: seal::GENESIS }
}

fn line(record: &impl Serialize) -> Vec<u8> {
    let mut line = crate::wire::json(record).into_bytes();
    line.push(b'\n');
    line
}
