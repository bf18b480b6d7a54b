//! Findings in CSV (RFC 4180) with a header.

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::{BadFinding, FindingDraft, FindingPlace, FindingRecord, date, link, no_date, shortened};
use crate::lines::Lines;

/// Reads a table; columns are told by their names, whatever their case. Those not known are left out, which is said with
/// the first record.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<FindingRecord>, String> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|_| format!("the header is not UTF-8: {SAVE}"))?;
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    if OWN.iter().all(|own| names.iter().any(|name| name == own)) {
        return Err("this is what 'onrecord export csv' writes: claims by their short names and where they stand, no findings. \
                    'export claimreview' writes the verdicts of a desk, which 'import findings' reads, and 'export bundle' all of it"
            .to_owned());
    }
    let column = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
    let columns = Columns {
        id: column(&["id"]),
        claim: column(&["claim", "claimreviewed", "claim_reviewed", "statement"])
            .ok_or("neither JSON nor a CSV whose header names a column \"claim\"")?,
        title: column(&["title", "headline"]),
        speaker: column(&["speaker", "claimant", "claim_author"]),
        by: column(&["by", "author", "publisher", "fact_checker"]),
        rating: column(&["rating", "verdict", "textual_rating"]),
        date: column(DATES),
        date_name: column(DATES).and_then(|at| names.get(at)).cloned().unwrap_or_default(),
        url: column(&["url", "review_url", "link"]),
        named: names.len(),
    };
    let mut lines = Lines::new(bytes);
    let mut read = |(record, row): (u64, Result<ByteRecord, csv::Error>)| {
        let position = row.as_ref().map_or_else(csv::Error::position, ByteRecord::position);
        let line = position.map(|position| line_of(bytes, &mut lines, position));
        columns.read(FindingPlace { line, record }, row, &names)
    };
    let mut found: Vec<FindingRecord> = (1..).zip(reader.byte_records()).map(&mut read).collect();
    if let Some(first) = found.iter_mut().flatten().next() {
        first.left_out.extend(columns.unread(&names));
    }
    // A quotation that never ends takes in all that follows it, so the last record cannot be trusted.
    let opened = bytes.iter().fold(false, |opened, byte| opened != (*byte == b'"'));
    if opened && let Some(last) = found.last_mut() {
        let place = match last {
            Ok(draft) => draft.place,
            Err(bad) => bad.place,
        };
        *last = Err(BadFinding { place, why: "a quotation mark opens a cell that never ends".to_owned() });
    }
    Ok(found)
}

/// Returns the line in which a row begins. The reader takes the end of the line before for a part of it, or only the half of
/// one that is two characters.
fn line_of(bytes: &[u8], lines: &mut Lines<'_>, position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = bytes.get(from..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    lines.of(from.saturating_add(ends)).0
}

/// What to do about another encoding.
const SAVE: &str = "save the table as UTF-8 (\"CSV UTF-8\" in spreadsheets)";

/// Columns by which a table of our own is told, whose `claim` holds short names.
const OWN: [&str; 3] = ["claim", "wording", "doc"];

/// Names of a column with dates.
const DATES: &[&str] = &["date", "review_date", "date_published"];

/// Which column holds what.
struct Columns {
    id: Option<usize>,
    claim: usize,
    title: Option<usize>,
    speaker: Option<usize>,
    by: Option<usize>,
    rating: Option<usize>,
    date: Option<usize>,
    date_name: String,
    url: Option<usize>,
    /// How many columns the header names.
    named: usize,
}

impl Columns {
    /// Says which columns of the header are not read; `None` when all are.
    fn unread(&self, names: &[String]) -> Option<String> {
        let read = [self.id, Some(self.claim), self.title, self.speaker, self.by, self.rating, self.date, self.url];
        let unread = (0..names.len()).filter(|at| !read.contains(&Some(*at)));
        let unread: Vec<String> = unread.filter_map(|at| Some(format!("{:?}", shortened(names.get(at)?)))).collect();
        let columns = if unread.len() == 1 { "column" } else { "columns" };
        let verb = if unread.len() == 1 { "is" } else { "are" };
        (!unread.is_empty()).then(|| format!("{columns} {} {verb} not known and left out", unread.join(", ")))
    }

    /// Says what stands in a row beyond the columns of the header; `None` when nothing does.
    fn beyond(&self, row: &StringRecord) -> Option<String> {
        let beyond: Vec<&str> = row.iter().skip(self.named).filter(|cell| !cell.trim().is_empty()).collect();
        let first = beyond.first()?;
        Some(format!(
            "{} more than the header has columns, from {:?} on, left out (a cell with a comma is put in quotation marks)",
            if beyond.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", beyond.len()) },
            shortened(first.trim())
        ))
    }

    fn read(&self, place: FindingPlace, row: Result<ByteRecord, csv::Error>, names: &[String]) -> FindingRecord {
        let row = row.map_err(|error| BadFinding { place, why: error.to_string() })?;
        let row = StringRecord::from_byte_record(row).map_err(|error| {
            let name = names.get(error.utf8_error().field()).map(|name| format!("column {name:?} is "));
            let why = format!("{}not UTF-8: {SAVE}", name.unwrap_or_default());
            BadFinding { place, why }
        })?;
        let cell = |column: usize| row.get(column).map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let some = |column: Option<usize>| column.and_then(cell);
        let written = some(self.date);
        let date = written.as_deref().and_then(date);
        let no_date = written.filter(|_| date.is_none()).map(|written| no_date(&self.date_name, &written));
        let mut left_out: Vec<String> = no_date.into_iter().chain(self.beyond(&row)).collect();
        let url = link::link("url", some(self.url), &mut left_out);
        let id = link::id("id", some(self.id), &mut left_out);
        let blank = || BadFinding { place, why: "the cell of \"claim\" is blank or missing".to_owned() };
        Ok(FindingDraft {
            id,
            numbered: false,
            claim: cell(self.claim).ok_or_else(blank)?,
            title: some(self.title),
            speaker: some(self.speaker),
            by: some(self.by),
            rating: some(self.rating),
            date,
            url,
            place,
            left_out,
        })
    }
}
