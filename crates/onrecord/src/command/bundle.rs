//! `export bundle` and `import bundle`: everything in one file, and back into an empty database.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use onrecord_app::{AppError, BundleError, BundleManifest, Desk, check_bundle};
use onrecord_report::json::{to_line, v1};

use crate::cli::Global;
use crate::cli::import::ImportBundle;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, printable};
use crate::progress::Progress;

/// Writes a bundle.
pub(crate) async fn export(global: &Global, desk: &Desk, out: &Path) -> Result<(), CliError> {
    let manifest = written(desk, out).await?;
    print(global, out, "written", &manifest)
}

/// Checks a bundle, or enters it into the database.
pub(crate) async fn import(global: &Global, args: &ImportBundle) -> Result<Exit, CliError> {
    let file = &args.file;
    let manifest = checked(file)?;
    if args.verify {
        print(global, file, "checked", &manifest)?;
        return Ok(Exit::Ok);
    }
    let begun = desk::begun(global);
    let done = desk::with(global, async |desk| entered(desk, file, &manifest).await).await;
    if let (Err(_), Some(path)) = (&done, begun) {
        // Whole or not at all: a database that was begun for it goes again.
        let _ = fs::remove_file(path);
    }
    done?;
    print(global, file, "entered", &manifest)?;
    Ok(Exit::Ok)
}

/// Writes the file whole or not at all: beside its place first, and on the disk before it is moved there.
async fn written(desk: &Desk, out: &Path) -> Result<BundleManifest, CliError> {
    let failed = |e: std::io::Error| CliError::failure(format!("cannot write {}: {e}", out.display()));
    let part = beside(out).ok_or_else(|| CliError::usage(format!("{} names no file", out.display())))?;
    let mut to = BufWriter::new(File::create(&part).map_err(failed)?);
    let mut progress = Progress::new(None, "rows");
    let done = desk.write_bundle(&mut to, |rows| progress.add(rows)).await;
    progress.finish();
    let flushed = to.flush().and_then(|()| to.get_ref().sync_all());
    let placed = match done {
        Ok(manifest) => flushed.and_then(|()| fs::rename(&part, out)).map(|()| manifest).map_err(failed),
        Err(error) => Err(not_written(error, out)),
    };
    if placed.is_err() {
        // What is left of it is no bundle; when it cannot be taken away either, its name says that it is a part.
        let _ = fs::remove_file(&part);
    }
    placed
}

fn beside(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_string_lossy();
    Some(out.with_file_name(format!(".{name}.part")))
}

fn not_written(error: AppError, out: &Path) -> CliError {
    let is_broken = matches!(error, AppError::Bundle(BundleError::Broken { .. }));
    let error = CliError::from(error);
    let hint = if is_broken { "; 'onrecord audit verify' names them all" } else { "" };
    CliError { message: format!("{}, so {} was not written{hint}", error.message, out.display()), ..error }
}

fn opened(file: &Path) -> Result<File, CliError> {
    File::open(file)
        .map_err(|e| CliError::new(Exit::NotFound, format!("{}: {e}; give the file of a bundle", file.display())))
}

fn checked(file: &Path) -> Result<BundleManifest, CliError> {
    let mut progress = Progress::new(None, "rows checked");
    let checked = check_bundle(opened(file)?, |rows| progress.add(rows));
    progress.finish();
    checked.map_err(|error| of_file(file, error.into()))
}

async fn entered(desk: &Desk, file: &Path, manifest: &BundleManifest) -> Result<(), CliError> {
    let mut progress = Progress::new(Some(manifest.total()), "rows");
    let done = desk.enter_bundle(opened(file)?, manifest, |rows| progress.add(rows)).await;
    progress.finish();
    done.map_err(|error| of_file(file, error))
}

/// Names the file in a failure.
fn of_file(file: &Path, error: AppError) -> CliError {
    let error = CliError::from(error);
    CliError { message: format!("{}: {}", file.display(), error.message), ..error }
}

fn print(global: &Global, file: &Path, done: &'static str, manifest: &BundleManifest) -> Result<(), CliError> {
    let record = record(file, done, manifest);
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&record))?;
        return out.finish();
    }
    let v1::BundleRecord { documents, claims, entries, rows, .. } = &record;
    out.line(&printable(&format!(
        "{}: {done}: {documents} documents, {claims} claims, {entries} log entries, {rows} rows in all",
        record.file
    )))?;
    out.line(&format!("content {}", record.content))?;
    out.line(&format!("checkpoint {}", record.checkpoint))?;
    if done == "written" {
        out.line("private notes and confidential evidence are in it: not for publication")?;
    }
    out.finish()
}

fn record(file: &Path, done: &'static str, manifest: &BundleManifest) -> v1::BundleRecord {
    v1::BundleRecord {
        file: file.to_string_lossy().into_owned(),
        done,
        schema: manifest.schema.clone(),
        documents: manifest.rows_of("document"),
        claims: manifest.rows_of("claim"),
        entries: manifest.log.size,
        rows: manifest.total(),
        content: manifest.content.clone(),
        checkpoint: format!("{}:{}", manifest.log.size, manifest.log.root),
    }
}
