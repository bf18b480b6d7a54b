//! A bundle from front to back, checked as it is read.

use std::io::Read;

use super::archive;
use super::content::{Content, FileHash};
use super::form::{self, Part};
use super::links::Links;
use super::table::Table;
use super::tables::{Batch, NAMES};
use super::write::line;
use super::{BundleError, BundleManifest, FORMAT_FILE, MANIFEST_FILE, parts};

/// How many bytes of rows are handed over at a time at most, but for one row that is longer.
const MOST: usize = 1 << 20;

/// Something that rows of a table are read from.
pub(super) trait Source {
    /// Reads some rows; none at the end of the part.
    fn rows<T: Table>(&mut self) -> Result<Vec<T::Row>, BundleError>;
}

/// A part that is being read.
struct Open {
    name: String,
    rows: u64,
    bytes: u64,
    hash: FileHash,
}

/// Reads a bundle.
pub(super) struct Reader<R: Read> {
    archive: archive::Reader<R>,
    schema: String,
    /// Whether rows have the form that this program writes; those of an earlier schema may lack columns.
    is_own: bool,
    /// How many tables were begun, with their rows.
    tables: Vec<(&'static str, u64)>,
    /// How many parts the table at hand has had.
    number: usize,
    open: Option<Open>,
    files: Vec<Part>,
    /// The key of the last row of the table at hand.
    last: Option<Vec<u8>>,
    content: Content,
    links: Links,
    manifest: Option<(BundleManifest, Vec<Part>)>,
}

impl<R: Read> Reader<R> {
    /// Reads how the bundle begins; `known` are the schemas that this program knows, its own last.
    pub(super) fn open(from: R, known: &[String]) -> Result<Self, BundleError> {
        let mut archive = archive::Reader::open(from)?;
        let first = archive.next()?.filter(|entry| entry.name == FORMAT_FILE);
        first.ok_or_else(|| BundleError::not_ours(format!("it does not begin with {FORMAT_FILE}")))?;
        let schema = form::read_format(&only_line(&mut archive, FORMAT_FILE)?, known)?;
        Ok(Reader {
            archive,
            is_own: known.last() == Some(&schema),
            schema,
            tables: Vec::new(),
            number: 0,
            open: None,
            files: Vec::new(),
            last: None,
            content: Content::default(),
            links: Links::default(),
            manifest: None,
        })
    }

    /// Reads some rows of one table; `None` behind the last one, when the manifest was read.
    pub(super) fn next(&mut self) -> Result<Option<Batch>, BundleError> {
        while self.open.is_some() || self.open_part()? {
            let table = self.tables.last().map_or("", |(name, _)| *name);
            let batch = Batch::read(table, self)?;
            if batch.len() > 0 {
                return Ok(Some(batch));
            }
            self.close_part();
        }
        Ok(None)
    }

    /// Compares what was read with the manifest, which must have been reached, and returns it.
    pub(super) fn finish(self) -> Result<BundleManifest, BundleError> {
        let Some((manifest, files)) = self.manifest else {
            return Err(BundleError::damaged("archive", "it was not read to its end"));
        };
        let bad = |why: &str| BundleError::damaged(MANIFEST_FILE, why);
        compare(&self.files, &files)?;
        if manifest.schema != self.schema {
            return Err(bad("it names another schema than the bundle begins with"));
        }
        if manifest.rows != self.tables {
            return Err(bad("it counts other rows than there are"));
        }
        if manifest.content != self.content.finish() {
            return Err(bad("the hash over all rows is another"));
        }
        self.links.finish(&manifest.log)?;
        Ok(manifest)
    }

    /// Goes to the next part; `false` when the manifest comes instead.
    fn open_part(&mut self) -> Result<bool, BundleError> {
        if self.manifest.is_some() {
            return Ok(false);
        }
        let missing = || BundleError::damaged("archive", format!("it ends without {MANIFEST_FILE}"));
        let entry = self.archive.next()?.ok_or_else(missing)?;
        if entry.name == MANIFEST_FILE {
            self.end()?;
            return Ok(false);
        }
        self.begin(&entry.name)?;
        self.open = Some(Open { name: entry.name, rows: 0, bytes: 0, hash: FileHash::default() });
        Ok(true)
    }

    /// Finds which part of which table it is: the next one of the table at hand, or the first one of a later table. No other
    /// name is read, whatever it would lead to.
    fn begin(&mut self, name: &str) -> Result<(), BundleError> {
        let at_hand = self.tables.last().map(|(table, _)| parts::name(table, self.number + 1));
        if at_hand.as_deref() == Some(name) {
            self.number += 1;
            return Ok(());
        }
        let begun = self.tables.len();
        let ahead = NAMES.iter().skip(begun).position(|table| parts::name(table, 1) == name);
        let Some(ahead) = ahead else {
            return Err(BundleError::damaged(
                format!("{name:?}"),
                "there is no such file in a bundle, or not in this place",
            ));
        };
        self.begin_tables(ahead + 1);
        self.number = 1;
        Ok(())
    }

    fn begin_tables(&mut self, count: usize) {
        for name in NAMES.iter().skip(self.tables.len()).take(count) {
            self.content.table(name);
            self.tables.push((*name, 0));
            self.last = None;
        }
    }

    fn close_part(&mut self) {
        let Some(Open { name, rows, bytes, hash }) = self.open.take() else { return };
        self.files.push(Part { name, rows, bytes, sha256: hash.finish() });
        if let Some((_, all)) = self.tables.last_mut() {
            *all += rows;
        }
    }

    /// Reads the manifest, behind which nothing may come.
    fn end(&mut self) -> Result<(), BundleError> {
        let bytes = only_line(&mut self.archive, MANIFEST_FILE)?;
        if let Some(entry) = self.archive.next()? {
            return Err(BundleError::damaged(format!("{:?}", entry.name), format!("it comes behind {MANIFEST_FILE}")));
        }
        self.begin_tables(NAMES.len());
        self.manifest = Some(form::read_manifest(&bytes)?);
        Ok(())
    }
}

impl<R: Read> Source for Reader<R> {
    fn rows<T: Table>(&mut self) -> Result<Vec<T::Row>, BundleError> {
        let Some(open) = &mut self.open else { return Ok(Vec::new()) };
        let (mut rows, mut bytes, mut read) = (Vec::new(), 0, Vec::new());
        while (rows.len() as u64) < T::PAGE && bytes < MOST && self.archive.line(&mut read)? {
            let number = open.rows + 1;
            let bad = |why: String| BundleError::damaged(format!("{}, line {number}", open.name), why);
            let row: T::Row = serde_json::from_slice(&read).map_err(|error| bad(error.to_string()))?;
            if self.is_own && line(&row)? != read {
                return Err(bad("it is not written as rows are".to_owned()));
            }
            let key = T::key(&row);
            if self.last.as_ref().is_some_and(|last| *last >= key) {
                return Err(bad("it is out of order".to_owned()));
            }
            T::link(&row, &mut self.links).map_err(bad)?;
            self.last = Some(key);
            self.content.line(&read);
            open.hash.add(&read);
            open.rows += 1;
            open.bytes += read.len() as u64;
            bytes += read.len();
            rows.push(row);
        }
        Ok(rows)
    }
}

/// Reads a file of one line.
fn only_line<R: Read>(archive: &mut archive::Reader<R>, name: &str) -> Result<Vec<u8>, BundleError> {
    let (mut line, mut more) = (Vec::new(), Vec::new());
    if !archive.line(&mut line)? || archive.line(&mut more)? {
        return Err(BundleError::damaged(name, "it is not one line"));
    }
    Ok(line)
}

/// Names the first file that is not the one that the manifest names.
fn compare(found: &[Part], named: &[Part]) -> Result<(), BundleError> {
    for (found, named) in found.iter().zip(named) {
        if found.name != named.name {
            return Err(BundleError::damaged(&named.name, "it is missing"));
        }
        if found != named {
            return Err(BundleError::damaged(&named.name, "it is not the file that the manifest names"));
        }
    }
    match (found.get(named.len()), named.get(found.len())) {
        (Some(more), _) => Err(BundleError::damaged(&more.name, "the manifest does not name it")),
        (_, Some(missing)) => Err(BundleError::damaged(&missing.name, "it is missing")),
        (None, None) => Ok(()),
    }
}
