//! `report`: article reports as files.

use std::fs;
use std::io::Write;
use std::path::Path;

use onrecord_app::{AsOf, Desk, ReportFile};
use onrecord_model::Handle;
use serde::Serialize;

use crate::cli::{Global, Report};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};
use crate::progress::Progress;

/// One file written, as printed.
#[derive(Serialize)]
struct Record {
    file: String,
    doc: Option<String>,
    bytes: usize,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Report) -> Result<Exit, CliError> {
    let at = args.at.unwrap_or(AsOf::Now);
    let listing =
        if args.all { all(desk, &args.out, at).await? } else { some(desk, &args.documents, &args.out, at).await? };
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

async fn some(desk: &Desk, documents: &[Handle], folder: &Path, at: AsOf) -> Result<Listing, CliError> {
    let mut listing = heads();
    for handle in documents {
        let file = desk.report(*handle, at).await?;
        write(folder, &file, &mut listing)?;
    }
    Ok(listing)
}

/// Writes the reports of all documents and a page that lists them.
pub(crate) async fn all(desk: &Desk, folder: &Path, at: AsOf) -> Result<Listing, CliError> {
    let documents = desk.all_documents(at).await?;
    let mut progress = Progress::new(Some(documents.len() as u64), "reports");
    let (mut listing, mut entries) = (heads(), Vec::new());
    for handle in documents {
        let file = desk.report(handle, at).await?;
        write(folder, &file, &mut listing)?;
        entries.extend(file.entry);
        progress.add(1);
    }
    let index = desk.report_index("Reports", entries, at).await?;
    write(folder, &index, &mut listing)?;
    progress.finish();
    Ok(listing)
}

pub(super) fn heads() -> Listing {
    Listing::new(&["file", "doc", "bytes"])
}

/// Writes a page into a folder and lists it.
fn write(folder: &Path, file: &ReportFile, listing: &mut Listing) -> Result<(), CliError> {
    write_to(&folder.join(&file.name), file, listing)
}

/// Writes a page whole or not at all and lists it; one that is there already with the same bytes is left alone.
pub(super) fn write_to(path: &Path, file: &ReportFile, listing: &mut Listing) -> Result<(), CliError> {
    let failed = |e: std::io::Error| CliError::failure(format!("cannot write {}: {e}", path.display()));
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(failed)?;
    if fs::read(path).ok().as_deref() != Some(file.html.as_bytes()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let part = folder.join(format!(".{name}.part"));
        let mut opened = fs::File::create(&part).map_err(failed)?;
        opened.write_all(file.html.as_bytes()).and_then(|()| opened.sync_all()).map_err(failed)?;
        fs::rename(&part, path).map_err(failed)?;
    }
    let doc = file.entry.as_ref().map(|e| e.document.handle.to_string());
    let record = Record { file: path.to_string_lossy().into_owned(), doc, bytes: file.html.len() };
    let cells = vec![record.file.clone(), record.doc.clone().unwrap_or_default(), record.bytes.to_string()];
    listing.push(cells, onrecord_report::json::to_line(&record));
    Ok(())
}
