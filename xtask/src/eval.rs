//! Scores against the evaluation data beside the checkout, by its own scorers.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::floors;
use crate::pages;
use crate::shell::{self, Scratch, pipe, say};
use crate::statements;
use crate::worth;

/// Runs every evaluation and fails when a score lies below its floor.
pub(crate) fn run() -> Result<(), String> {
    let Some(shared) = shell::shared() else {
        say("skipped: evaluations: no ../shared and no ONRECORD_SHARED");
        return Ok(());
    };
    let onrecord = shell::debug_binary()?;
    let scratch = Scratch::new("eval")?;
    let run = Eval { onrecord: &onrecord, shared: &shared, scratch: &scratch };
    let engines = ENGINES.iter().flat_map(|engine| [run.gold(engine), run.polnear(engine)]);
    let scores = engines.chain([run.labels(), run.worth(), run.statements(), run.html()]);
    report(scores)
}

/// Prints scores and fails when one lies below its floor.
fn report(scores: impl Iterator<Item = Lines>) -> Result<(), String> {
    let mut failed = Vec::new();
    for outcome in scores {
        match outcome {
            Ok(lines) => lines.into_iter().for_each(|line| match line {
                Ok(fine) => say(&fine),
                Err(low) => failed.push(low),
            }),
            Err(why) => failed.push(why),
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// Engines that are scored, by their names on the command line.
const ENGINES: [&str; 3] = ["rules", "fast", "accurate"];

/// Runs the evaluation of pages only.
pub(crate) fn pages() -> Result<(), String> {
    let Some(shared) = shell::shared() else {
        say("skipped: evaluations: no ../shared and no ONRECORD_SHARED");
        return Ok(());
    };
    let onrecord = shell::debug_binary()?;
    let scratch = Scratch::new("eval-pages")?;
    let run = Eval { onrecord: &onrecord, shared: &shared, scratch: &scratch };
    report([run.html()].into_iter())
}

type Lines = Result<Vec<Result<String, String>>, String>;

struct Eval<'a> {
    onrecord: &'a Path,
    shared: &'a Path,
    scratch: &'a Scratch,
}

impl Eval<'_> {
    fn python(&self, script: &str, args: &[&str], input: Option<&Path>) -> Result<Vec<u8>, String> {
        let script = self.shared.join("eval").join(script);
        let mut all = vec![text(&script)];
        all.extend(args);
        pipe(Path::new("python3"), &all, input)
    }

    /// The mentions that must be found in the user's own article.
    fn gold(&self, engine: &str) -> Lines {
        let seeds = std::fs::read_dir(self.shared.join("seed")).map_err(|e| e.to_string())?;
        let seed = seeds.filter_map(Result::ok).map(|e| e.path()).next().ok_or("no seed article")?;
        let found = pipe(self.onrecord, &["extract", text(&seed), "--format", "ndjson", "--engine", engine], None)?;
        let found = self.scratch.file("seed.ndjson", &found)?;
        let gold = self.shared.join("gold/seed.json");
        // The scorer ends with failure when anything is wrong, which is how extra mentions show too.
        let printed = self.python("score_gold.py", &[text(&gold), text(&found)], None)?;
        let printed = String::from_utf8_lossy(&printed);
        let right = printed.lines().filter(|l| l.starts_with("ok ")).count();
        Ok(vec![floors::check(&format!("{engine}.gold.right"), right as f64)])
    }

    /// Who said what, on the development part of `PolNeAR`.
    fn polnear(&self, engine: &str) -> Lines {
        let part = self.shared.join("data/polnear/dev");
        let docs = self.python("polnear_docs.py", &[text(&part)], None)?;
        let docs = self.scratch.file("polnear.jsonl", &docs)?;
        let found = pipe(self.onrecord, &["extract", "-", "--format", "ndjson", "--engine", engine], Some(&docs))?;
        let found = self.scratch.file("polnear.ndjson", &found)?;
        let pairs = self.python("to_attributions.py", &[], Some(&found))?;
        let pairs = self.scratch.file("polnear.pred.jsonl", &pairs)?;
        let score = self.python("score_attribution.py", &[text(&part), text(&pairs)], None)?;
        let score: Value = serde_json::from_slice(&score).map_err(|e| e.to_string())?;
        let f1 = |class: &str, measure: &str| score[class][measure]["f1"].as_f64().unwrap_or_default();
        for class in ["all", "quoted", "direct", "indirect"] {
            let shown = |m: &str| format!("{m} {:.4}", f1(class, m));
            let figures = ["attribution", "partial", "iou50", "exact", "source_overlap"].map(shown);
            say(&format!("polnear dev {engine:8} {class:9} {}", figures.join("  ")));
        }
        let held = [
            ("attribution.all", "all", "attribution"),
            ("attribution.quoted", "quoted", "attribution"),
            ("exact.all", "all", "exact"),
        ];
        Ok(held.map(|(name, class, measure)| floors::check(&format!("{engine}.{name}"), f1(class, measure))).to_vec())
    }

    /// Exact spans by label on words, of the taggers alone.
    fn labels(&self) -> Lines {
        let part = self.shared.join("data/polnear/dev");
        let gold = self.scratch.0.join("gold.jsonl");
        self.python("score_attribution.py", &[text(&part), "--dump-gold", text(&gold)], None)?;
        let docs = self.python("polnear_docs.py", &[text(&part)], None)?;
        let docs = self.scratch.file("labels.jsonl", &docs)?;
        let printed = pipe(&shell::debug_example("labels")?, &[text(&docs), text(&gold)], None)?;
        let mut checked = Vec::new();
        for line in String::from_utf8_lossy(&printed).lines() {
            let (name, value) = line.split_once(' ').ok_or_else(|| format!("no figure in {line:?}"))?;
            checked.push(floors::check(&format!("{name}.span"), value.parse().unwrap_or_default()));
        }
        Ok(checked)
    }

    /// Check-worthiness on the held-out sentences of debates.
    fn worth(&self) -> Lines {
        let held = worth::held_out(self.shared)?;
        let mut checked = Vec::new();
        for engine in ["fast", "accurate"] {
            let scores = worth::score(self.onrecord, engine, &held, self.scratch)?;
            checked.push(floors::check(&format!("{engine}.worth.ap"), scores.average_precision));
            checked.push(floors::check(&format!("{engine}.worth.f1"), scores.f1));
            // Floors only know "at least".
            checked.push(floors::check(&format!("{engine}.worth.calibration"), 1.0 - scores.calibration_error));
        }
        Ok(checked)
    }

    /// Paraphrases and earlier findings.
    fn statements(&self) -> Lines {
        let same = statements::paraphrases(self.onrecord, self.shared, self.scratch)?;
        let known = statements::known(self.onrecord, self.shared, self.scratch)?;
        Ok(vec![floors::check("mrpc.f1", same), floors::check("known.2a.map5", known)])
    }

    /// Main text of real pages, and what those read by hand say of themselves.
    fn html(&self) -> Lines {
        let data = self.shared.join("data/html_eval");
        let pages = unpack_pages(self.shared, self.scratch)?;
        let printed = read_pages(self.onrecord, &pages)?;
        let out = self.scratch.file("pages.ndjson", &printed)?;
        let score = self.python("score_html.py", &[text(&data), text(&out)], None)?;
        let score: Value = serde_json::from_slice(&score).map_err(|e| e.to_string())?;
        say(&format!("html_eval {score}"));
        let news = read_pages(self.onrecord, &self.shared.join("data/html_news/files"))?;
        let mut checked = vec![floors::check("html.f1", score["f1"].as_f64().unwrap_or_default())];
        for (field, share) in pages::score(&[&printed, &news])? {
            checked.push(floors::check(&format!("pages.{field}"), share));
        }
        Ok(checked)
    }
}

/// Unpacks the evaluation pages and returns the folder they are in.
pub(crate) fn unpack_pages(shared: &Path, scratch: &Scratch) -> Result<PathBuf, String> {
    let pages = scratch.0.join("pages");
    std::fs::create_dir_all(&pages).map_err(|e| e.to_string())?;
    shell::run("tar", &["-xJf", text(&shared.join("data/html_eval/pages.tar.xz")), "-C", text(&pages)])?;
    Ok(pages)
}

fn read_pages(onrecord: &Path, folder: &Path) -> Result<Vec<u8>, String> {
    let mut read = std::process::Command::new(onrecord);
    // Some pages hold nothing to read and are refused, which is exit code 6 and no failure here.
    let output = read.arg("read").arg(folder).args(["--format", "ndjson"]).output().map_err(|e| e.to_string())?;
    Ok(output.stdout)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}
