//! Files that evidence was read from: their folders are of the machine they were read on, and may tell who works there.

use onrecord_model::{Citation, Evidence, EvidenceItem};

/// Returns evidence in which files are named without their folders.
pub(crate) fn outside(mut item: EvidenceItem) -> EvidenceItem {
    let paths = paths(&item.evidence);
    if paths.is_empty() {
        return item;
    }
    let evidence = &mut item.evidence;
    if let Citation::Offline(place) = &evidence.citation {
        evidence.citation = Citation::Offline(bare(place, &paths));
    }
    evidence.stale = evidence.stale.as_deref().map(|why| bare(why, &paths));
    evidence.keeping.waived =
        evidence.keeping.waived.take().map(|why| bare(why.as_str(), &paths).parse().unwrap_or(why));
    if let Some(copy) = &mut evidence.keeping.snapshot {
        copy.path = bare(&copy.path, &paths);
    }
    item
}

/// Lists the paths of files that evidence was read from, the longest first.
pub(crate) fn paths(evidence: &Evidence) -> Vec<String> {
    let Some(copy) = evidence.keeping.snapshot.as_ref().filter(|copy| !copy.path.contains("://")) else {
        return Vec::new();
    };
    // Of a file that took the place of another one the first is still cited.
    let cited = match &evidence.citation {
        Citation::Offline(place) if is_whole(place) => Some(place),
        _ => None,
    };
    let mut paths: Vec<String> =
        cited.into_iter().chain([&copy.path]).filter(|path| name(path).is_some()).cloned().collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    paths.dedup();
    paths
}

/// Puts the names of files in place of their paths.
pub(crate) fn bare(text: &str, paths: &[String]) -> String {
    let put = |text: String, path: &String| text.replace(path.as_str(), name(path).unwrap_or(path));
    paths.iter().fold(text.to_owned(), put)
}

/// Returns the name of a file; `None` where the path is no more than that.
fn name(path: &str) -> Option<&str> {
    let (_, name) = path.rsplit_once(['/', '\\'])?;
    Some(name).filter(|name| !name.is_empty())
}

/// Tells whether a path begins where the file system of a machine does.
fn is_whole(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.get(1..3).is_some_and(|drive| drive == ":\\" || drive == ":/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_without_its_folders() {
        let paths = ["/home/ann/desk/minutes.html".to_owned(), "C:\\desk\\a.txt".to_owned()];
        assert_eq!(
            bare("/home/ann/desk/minutes.html is gone, C:\\desk\\a.txt too", &paths),
            "minutes.html is gone, a.txt too"
        );
        assert!(is_whole("C:\\desk") && is_whole("/a") && !is_whole("register, p. 3"));
        assert_eq!((name("minutes.html"), name("/a/b")), (None, Some("b")));
    }
}
