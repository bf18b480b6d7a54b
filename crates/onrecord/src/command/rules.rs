//! `rules`: what has to be true before a status is set, and who may do what.

use std::path::Path;

use onrecord_app::{Desk, HouseRules, MAX_RULES_BYTES, RulesFault, read_rules, rules_words};
use onrecord_model::ContentHash;
use onrecord_report::json::{to_line, v1};
use onrecord_report::language::to_translate;
use serde::Serialize;

use crate::cli::Global;
use crate::cli::house::{RulesAdopt, RulesCheck, RulesCommand, RulesShow};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message, printable};

use super::log;

/// Rules, as printed.
#[derive(Serialize)]
struct Record<'a> {
    hash: String,
    /// What they come to, a sentence each.
    rules: Vec<String>,
    text: Option<&'a str>,
    /// The entry that put them into force; `null` for a file that is only checked.
    entry: Option<v1::LogEntry>,
    dry_run: bool,
}

/// A fault, as printed.
#[derive(Serialize)]
struct Fault<'a> {
    file: &'a str,
    line: usize,
    field: &'a str,
    why: &'a str,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, args: RulesCommand) -> Result<Exit, CliError> {
    match args {
        RulesCommand::Check(args) => check(global, &args),
        RulesCommand::Adopt(args) => desk::with(global, async |desk| adopt(global, desk, &args).await).await,
        RulesCommand::Show(args) => desk::with(global, async |desk| show(global, desk, &args).await).await,
        RulesCommand::Words => words(),
    }
}

/// Reads a file whole, but never one that is far too long.
pub(crate) fn read(path: &Path) -> Result<String, CliError> {
    let failed = |why: &dyn std::fmt::Display| {
        CliError::new(Exit::NotFound, format!("{} cannot be read: {why}; name a file of house rules", path.display()))
    };
    let length = std::fs::metadata(path).map_err(|e| failed(&e))?.len();
    if length > MAX_RULES_BYTES as u64 {
        let why = format!("{} has {length} bytes; house rules have at most {MAX_RULES_BYTES}", path.display());
        return Err(CliError::usage(why));
    }
    let bytes = std::fs::read(path).map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| CliError::usage(format!("{} is not UTF-8: {e}", path.display())))
}

fn check(global: &Global, args: &RulesCheck) -> Result<Exit, CliError> {
    let text = read(&args.file)?;
    match read_rules(&text) {
        Ok(rules) => {
            print(global, &text, &rules, None, false)?;
            Ok(Exit::Ok)
        }
        Err(faults) => refuse(global, &args.file, &faults),
    }
}

/// Lists what is wrong with a file.
fn refuse(global: &Global, path: &Path, faults: &[RulesFault]) -> Result<Exit, CliError> {
    let file = path.display().to_string();
    let mut out = Output::new(global.format);
    if global.format.is_none() {
        for fault in faults {
            message(&format!("error: {file}: {fault}"));
        }
        return Ok(Exit::Usage);
    }
    let mut listing = Listing::new(&["file", "line", "field", "what"]);
    for fault in faults {
        let record = Fault { file: &file, line: fault.line, field: &fault.field, why: &fault.why };
        let cells = vec![file.clone(), fault.line.to_string(), fault.field.clone(), fault.why.clone()];
        listing.push(cells, to_line(&record));
    }
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Usage)
}

async fn adopt(global: &Global, desk: &Desk, args: &RulesAdopt) -> Result<Exit, CliError> {
    let text = read(&args.file)?;
    if let Err(faults) = read_rules(&text) {
        return refuse(global, &args.file, &faults);
    }
    let by = desk::reviewer(global)?;
    let rules = desk.adopt_rules(&text, &by, &args.reason, args.dry_run).await?;
    let view = if args.dry_run { None } else { desk.rules(None).await? };
    let entry = view.map(|view| log::record(&view.entry));
    print(global, &text, &rules, entry, args.dry_run)?;
    if args.dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    }
    if !rules_name(&rules, &by) {
        message(&format!("note: {by} is not admin under these rules, and cannot change them again"));
    }
    Ok(Exit::Ok)
}

/// Prints what pages say, for a translator to begin with.
fn words() -> Result<Exit, CliError> {
    let mut out = Output::new(None);
    out.bytes(to_translate().as_bytes())?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn rules_name(rules: &HouseRules, by: &onrecord_model::Reviewer) -> bool {
    rules.allows(by, onrecord_model::Role::Admin)
}

async fn show(global: &Global, desk: &Desk, args: &RulesShow) -> Result<Exit, CliError> {
    let at = args.at.map(super::ends);
    let Some(view) = desk.rules(at).await? else {
        let when = args.at.map(|at| format!(" on {}", at.date)).unwrap_or_default();
        let why = format!("there were no house rules{when}; adopt a file with 'onrecord rules adopt FILE -m REASON'");
        return Err(CliError::new(Exit::NotFound, why));
    };
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&record(&view.text, &view.rules, Some(log::record(&view.entry)), false)))?;
    } else if args.explain {
        out.line(&printable(&log::sentence(&view.entry)))?;
        for line in rules_words(&view.rules) {
            out.line(&printable(&line))?;
        }
    } else {
        out.bytes(view.text.as_bytes())?;
        message(&format!("in force since entry {}: {}", view.entry.position, log::sentence(&view.entry)));
    }
    out.finish()?;
    Ok(Exit::Ok)
}

fn print(
    global: &Global,
    text: &str,
    rules: &HouseRules,
    entry: Option<v1::LogEntry>,
    dry_run: bool,
) -> Result<(), CliError> {
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&record(text, rules, entry, dry_run)))?;
    } else {
        for line in rules_words(rules) {
            out.line(&printable(&line))?;
        }
    }
    out.finish()
}

fn record<'a>(text: &'a str, rules: &HouseRules, entry: Option<v1::LogEntry>, dry_run: bool) -> Record<'a> {
    let hash = ContentHash::of(text.as_bytes()).to_string();
    Record { hash, rules: rules_words(rules), text: Some(text), entry, dry_run }
}
