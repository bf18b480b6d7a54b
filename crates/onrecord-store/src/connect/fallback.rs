//! A SQLite file where nothing can be written beside it: it can be read all the same.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::address::{Access, Address, Place};
use super::{Opened, made_ready};
use crate::StoreError;

/// Opens a file to be read that could not be opened to be written because of `cause`; else says the cause.
///
/// SQLite wants files beside one that has a write-ahead log, even to read it. Without that it reads the file as it lies there,
/// which is right as long as no log holds anything that is not in the file yet: the program leaves none behind, and another
/// process that has one has made the files already.
pub(super) async fn open(address: Address, cause: StoreError, now: DateTime<Utc>) -> Result<Opened, StoreError> {
    let Place::File { path, .. } = &address.place else { return Err(cause) };
    if !is_about_writing(&cause) || !is_whole(path) {
        return Err(cause);
    }
    let place = Place::File { path: path.clone(), access: Access::Still };
    let still = Address { place, url: address.url.clone(), description: address.description.clone() };
    match made_ready(&still, now).await {
        Ok(connection) => {
            let unwritable = Some(why_not(cause, &still));
            Ok(Opened { connection, description: still.description, unwritable })
        }
        Err(_) => Err(cause),
    }
}

/// Tells whether a file may be readable although it could not be opened.
fn is_about_writing(cause: &StoreError) -> bool {
    matches!(cause, StoreError::ReadOnly { .. } | StoreError::DiskFull | StoreError::Unreachable { .. })
}

/// Tells whether a file holds something, and no log beside it holds more.
fn is_whole(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let size = |path: &Path| fs::metadata(path).map_or(0, |about| about.len());
    size(path) > 0 && size(Path::new(&log)) == 0
}

/// What SQLite says when it cannot make the files beside a database.
const NO_FILES_BESIDE: &str = "unable to open database file";

/// Says why nothing can be written: what could be read lies there, so it is what should lie beside it that cannot be made.
fn why_not(cause: StoreError, address: &Address) -> StoreError {
    match cause {
        StoreError::Unreachable { why, .. } if why.contains(NO_FILES_BESIDE) => {
            StoreError::ReadOnly { what: address.description.clone() }
        }
        other => other,
    }
}
