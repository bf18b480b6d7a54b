//! `report --all`: a site as files, of which only those that changed are written again.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;

use onrecord_app::{AsOf, Audience, Desk};
use onrecord_model::{Handle, HandleKind};

use super::report::{heads, keep_apart, list, place};
use crate::error::CliError;
use crate::output::Listing;
use crate::progress::Progress;

/// The file that names the pages of the last run, so that those which are no longer part of the site can be taken away and
/// nothing else ever is.
const PAGES: &str = ".onrecord-site";

/// Writes the site into a folder and lists its pages.
pub(crate) async fn write(desk: &Desk, folder: &Path, at: AsOf, audience: Audience) -> Result<Listing, CliError> {
    let jobs = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    keep_apart(&folder.join("index.html"), audience)?;
    let mut site = desk.site(at, audience, jobs).await?;
    let mut progress = Progress::new(Some(site.total()), "pages");
    let (mut listing, mut written) = (heads(), BTreeSet::new());
    loop {
        let files = site.next(desk).await?;
        if files.is_empty() {
            break;
        }
        for file in &files {
            let path = folder.join(&file.name);
            keep_apart(&path, audience)?;
            place(&path, file.html.as_bytes(), false)?;
            list(&path, file, &mut listing);
            written.insert(file.name.clone());
        }
        progress.add(files.len() as u64);
    }
    progress.finish();
    tidy(folder, &written)?;
    Ok(listing)
}

/// Lists the documents that have a page in the site in a folder; none where there is no site.
pub(super) fn documents(folder: &Path) -> Vec<Handle> {
    let pages = fs::read_to_string(folder.join(PAGES)).unwrap_or_default();
    let handles = pages.lines().filter_map(|name| name.strip_suffix(".html")?.parse::<Handle>().ok());
    handles.filter(|handle| handle.kind == HandleKind::Document).collect()
}

/// Takes away pages of the last run that are no longer part of the site, and remembers those of this one.
fn tidy(folder: &Path, written: &BTreeSet<String>) -> Result<(), CliError> {
    let before = fs::read_to_string(folder.join(PAGES)).unwrap_or_default();
    for name in before.lines().filter(|name| is_page(name) && !written.contains(*name)) {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(CliError::failure(format!(
                    "cannot remove {}, which is no longer part of the site: {e}",
                    path.display()
                )));
            }
            _ => {}
        }
    }
    let names: String = written.iter().flat_map(|name| [name, "\n"]).collect();
    place(&folder.join(PAGES), names.as_bytes(), false)
}

/// Tells whether a name is one that a page of a site can have: the list may have been tampered with.
fn is_page(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    name.strip_suffix(".html").is_some_and(|stem| !stem.is_empty() && stem.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::is_page;

    #[test]
    fn only_pages_are_ever_taken_away() {
        assert!(["d1.html", "index-2.html"].into_iter().all(is_page));
        assert!(!["../d1.html", "/etc/x.html", ".html", "notes.txt", "a/b.html", "..html"].into_iter().any(is_page));
    }
}
