//! `report`: pages as files.

use std::fs;
use std::io::Write;
use std::path::Path;

use onrecord_app::{AsOf, Audience, Desk, ReportFile};
use onrecord_model::Handle;
use serde::Serialize;

use super::site;
use crate::cli::{Global, Report};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};

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
    let audience = audience(args);
    let listing = match (args.all, args.compare) {
        (true, _) => site::write(desk, &args.out, at, audience).await?,
        (false, true) => compared(desk, &args.handles, &args.out, audience).await?,
        (false, false) => some(desk, &args.handles, &args.out, at, audience).await?,
    };
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn audience(args: &Report) -> Audience {
    match (args.public, args.internal) {
        (true, _) => Audience::Public,
        (false, true) => Audience::Internal,
        (false, false) => Audience::Desk,
    }
}

async fn some(
    desk: &Desk,
    handles: &[Handle],
    folder: &Path,
    at: AsOf,
    audience: Audience,
) -> Result<Listing, CliError> {
    let mut listing = heads();
    for handle in handles {
        let file = desk.page_of(*handle, at, audience).await?;
        keep_apart(&folder.join(&file.name), audience)?;
        write_to(&folder.join(&file.name), &file, &mut listing)?;
    }
    Ok(listing)
}

async fn compared(desk: &Desk, handles: &[Handle], folder: &Path, audience: Audience) -> Result<Listing, CliError> {
    let mut listing = heads();
    let file = desk.comparison_page(handles, audience, site::documents(folder)).await?;
    keep_apart(&folder.join(&file.name), audience)?;
    write_to(&folder.join(&file.name), &file, &mut listing)?;
    Ok(listing)
}

/// Refuses to put a page for the desk alone in the place of one that others read: it might go out with them.
pub(super) fn keep_apart(path: &Path, audience: Audience) -> Result<(), CliError> {
    let is_for_others = || fs::read_to_string(path).is_ok_and(|page| onrecord_report::is_for_others(&page));
    if audience == Audience::Internal && is_for_others() {
        let why = format!(
            "{} is a page for others than the desk, and would be replaced by one for the desk alone",
            path.display()
        );
        return Err(CliError::usage(format!("{why}; give another folder with -o")));
    }
    Ok(())
}

pub(super) fn heads() -> Listing {
    Listing::new(&["file", "doc", "bytes"])
}

/// Writes a page whole or not at all and lists it; one that is there already with the same bytes is left alone.
pub(super) fn write_to(path: &Path, file: &ReportFile, listing: &mut Listing) -> Result<(), CliError> {
    place(path, file.html.as_bytes(), true)?;
    list(path, file, listing);
    Ok(())
}

/// Lists a page.
pub(super) fn list(path: &Path, file: &ReportFile, listing: &mut Listing) {
    let doc = file.entry.as_ref().map(|e| e.document.handle.to_string());
    let record = Record { file: path.to_string_lossy().into_owned(), doc, bytes: file.html.len() };
    let cells = vec![record.file.clone(), record.doc.clone().unwrap_or_default(), record.bytes.to_string()];
    listing.push(cells, onrecord_report::json::to_line(&record));
}

/// Writes a file whole or not at all; one that is there already with the same bytes is left alone. With `safely` it is on
/// the disk when this returns, whatever happens to the machine.
pub(super) fn place(path: &Path, bytes: &[u8], safely: bool) -> Result<(), CliError> {
    let failed = |e: std::io::Error| CliError::failure(format!("cannot write {}: {e}", path.display()));
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(failed)?;
    if fs::read(path).ok().as_deref() == Some(bytes) {
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = folder.join(format!(".{name}.part"));
    let mut opened = fs::File::create(&part).map_err(failed)?;
    opened.write_all(bytes).map_err(failed)?;
    if safely {
        opened.sync_all().map_err(failed)?;
    }
    fs::rename(&part, path).map_err(failed)
}
