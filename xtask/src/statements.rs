//! Statements compared and earlier findings found, end to end through the program, against what people said.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde_json::{Value, json};

use crate::shell::{Scratch, pipe};

/// Hits that count for a query.
const DEPTH: usize = 5;
/// Likeness from which a pair counts as the same statement.
const SAME: f64 = 0.5;

/// Returns F1 of "the same statement" on MRPC by likeness alone, as if there were no vetoes.
///
/// The weights of likeness were fitted on these pairs: this guards against losing what was reached, it is no estimate.
pub(crate) fn paraphrases(onrecord: &Path, shared: &Path, scratch: &Scratch) -> Result<f64, String> {
    let rows = lines(&shared.join("data/mrpc/data.jsonl.gz"))?;
    let pair = |row: &Value| json!({"id": row["id"], "a": row["s1"], "b": row["s2"]}).to_string() + "\n";
    let input: String = rows.iter().map(pair).collect();
    let input = scratch.file("mrpc.jsonl", input.as_bytes())?;
    let args = ["diff", "--pairs", text(&input), "--format", "ndjson"];
    let printed = pipe(onrecord, &args, None)?;
    let (mut right, mut said, mut are) = (0_u32, 0_u32, 0_u32);
    for (row, record) in rows.iter().zip(parsed(&printed)?) {
        let (same, found) = (row["label"] == 1, record["score"].as_f64().unwrap_or_default() >= SAME);
        right += u32::from(same && found);
        said += u32::from(found);
        are += u32::from(same);
    }
    Ok(2.0 * f64::from(right) / f64::from(said + are))
}

/// Returns MAP@5 of `known` on the dev queries of `CheckThat` 2022 2A; its weights were fitted on them as well.
pub(crate) fn known(onrecord: &Path, shared: &Path, scratch: &Scratch) -> Result<f64, String> {
    let folder = shared.join("data/checkthat22_2a");
    let claims = lines(&folder.join("vclaims.jsonl.gz"))?;
    let queries = lines(&folder.join("queries.jsonl.gz"))?;
    let finding = |c: &Value| {
        let finding = json!({"id": c["id"], "claim": c["claim"], "title": c["title"], "speaker": c["subtitle"], "date": c["date"]});
        finding.to_string() + "\n"
    };
    let asked = |q: &Value| json!({"id": q["id"], "text": q["text"]}).to_string() + "\n";
    let findings = scratch.file("findings.jsonl", claims.iter().map(finding).collect::<String>().as_bytes())?;
    let asked = scratch.file("queries.jsonl", queries.iter().map(asked).collect::<String>().as_bytes())?;
    let args =
        ["known", "--findings", text(&findings), "--queries", text(&asked), "--limit", "5", "--format", "ndjson"];
    let printed = pipe(onrecord, &args, None)?;
    let answers: BTreeMap<String, Value> =
        parsed(&printed)?.into_iter().map(|record| (record["query"].to_string(), record)).collect();
    let scores: Vec<f64> =
        queries.iter().map(|query| precision(query, answers.get(&query["id"].to_string()))).collect();
    Ok(scores.iter().sum::<f64>() / scores.len() as f64)
}

/// Returns the average precision of an answer among its first five.
fn precision(query: &Value, answer: Option<&Value>) -> f64 {
    let gold = query["vclaim_ids"].as_array().map(Vec::as_slice).unwrap_or_default();
    let hits = answer.and_then(|record| record["hits"].as_array()).map(Vec::as_slice).unwrap_or_default();
    let (mut right, mut sum) = (0.0, 0.0);
    for (rank, hit) in (1..).zip(hits.iter().take(DEPTH)) {
        if gold.contains(&hit["id"]) {
            right += 1.0;
            sum += right / f64::from(rank);
        }
    }
    sum / gold.len().clamp(1, DEPTH) as f64
}

fn lines(path: &Path) -> Result<Vec<Value>, String> {
    let why = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(|e| why(&e))?;
    MultiGzDecoder::new(file).read_to_string(&mut text).map_err(|e| why(&e))?;
    parsed(text.as_bytes())
}

fn parsed(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).map_err(|e| e.to_string())).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}
