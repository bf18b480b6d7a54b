//! Spelling variants of real names, where the shared data is present.

use std::path::{Path, PathBuf};

use onrecord_extract::same_spelling;
use serde_json::Value;

/// Share of pairs of spellings that are found at least; measured with the folding as it is.
const FOUND: f64 = 0.33;
/// Share of pairs of other names that are taken for one at most.
const WRONG: f64 = 0.006;

/// Returns the shared folder, from `ONRECORD_SHARED` or beside the workspace.
fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("ONRECORD_SHARED").map_or_else(beside, PathBuf::from)
}

fn clusters() -> Option<Vec<Vec<String>>> {
    let file = std::fs::File::open(shared().join("data/name_variants/data.jsonl.gz")).ok()?;
    let text = std::io::read_to_string(flate2::read::GzDecoder::new(file)).ok()?;
    let names = |line: &str| -> Option<Vec<String>> {
        let value: Value = serde_json::from_str(line).ok()?;
        Some(value["latin"].as_array()?.iter().filter_map(|n| n.as_str().map(str::to_owned)).collect())
    };
    Some(text.lines().filter_map(names).collect())
}

#[test]
fn spellings_of_one_name_are_proposed_and_other_names_are_not() {
    let Some(clusters) = clusters() else {
        println!("skipped: {} not found", shared().join("data/name_variants").display());
        return;
    };
    let (mut same, mut pairs) = (0_u32, 0_u32);
    for cluster in &clusters {
        for (i, a) in cluster.iter().enumerate() {
            for b in &cluster[i + 1..] {
                pairs += 1;
                same += u32::from(same_spelling(a, b));
            }
        }
    }
    let (mut wrong, mut others) = (0_u32, 0_u32);
    for (at, cluster) in clusters.iter().enumerate() {
        for step in [1, 7, 101, 997] {
            let other = &clusters[(at + step) % clusters.len()];
            for (a, b) in cluster.iter().zip(other).filter(|(a, b)| !cluster.contains(b) && !other.contains(a)) {
                others += 1;
                wrong += u32::from(same_spelling(a, b));
            }
        }
    }
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of);
    println!("found {same} of {pairs} spellings, took {wrong} of {others} other names for one");
    assert!(share(same, pairs) > FOUND && share(wrong, others) < WRONG, "{same}/{pairs} {wrong}/{others}");
}
