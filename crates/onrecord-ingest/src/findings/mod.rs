//! Earlier fact-checks: JSON Lines of our own form, ClaimReview JSON-LD (schema.org) in files, lists, feeds and pages, and CSV.

mod claim_review;
mod link;
mod page;
mod part;
mod table;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use onrecord_model::Published;
use serde_json::Value;

use crate::{broken, cut, decode};

/// A fact-check as read; nothing is stored yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingDraft {
    /// Its id where it comes from; `None` when it has none.
    pub id: Option<String>,
    /// Whether that id was written as a number, so that it can be given back unchanged.
    pub numbered: bool,
    /// The claim that was checked; never blank.
    pub claim: String,
    /// Headline of the fact-check; `None` when not known.
    pub title: Option<String>,
    /// Who made the claim; `None` when not known.
    pub speaker: Option<String>,
    /// Who checked it; `None` when not known.
    pub by: Option<String>,
    /// What came of it, in the words of whoever checked; `None` when not known.
    pub rating: Option<String>,
    /// When it was checked; `None` when not known or no date.
    pub date: Option<NaiveDate>,
    /// Where the check can be read; `None` when not known.
    pub url: Option<String>,
    /// Where it stands in its file.
    pub place: FindingPlace,
    /// What of it was left out, field and value: lower-case fragments.
    pub left_out: Vec<String>,
}

/// Where a record stands in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingPlace {
    /// Its line, from 1; `None` where the file is one JSON value: then `record` tells.
    pub line: Option<u64>,
    /// Its number among the records, from 1.
    pub record: u64,
}

impl fmt::Display for FindingPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}"),
            None => write!(f, "record {}", self.record),
        }
    }
}

/// A record that is no finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFinding {
    /// Where it stands.
    pub place: FindingPlace,
    /// What is wrong: a lower-case fragment.
    pub why: String,
}

/// One record: a finding, or why it is none.
pub type FindingRecord = Result<FindingDraft, BadFinding>;

/// What a line of our own form looks like.
const LOOKS: &str = "{\"id\":…,\"claim\":…,\"title\":…,\"speaker\":…,\"by\":…,\"date\":…,\"rating\":…,\"url\":…}";

/// What is said of claims that the program itself wrote out.
const OURS: &str = "this is a claim as 'onrecord export json' writes it, no finding. 'export claimreview' writes the verdicts of a desk, \
                    which 'import findings' reads, and 'export bundle' all of it";

/// Reads the findings of a file; one that cannot be read costs only itself.
///
/// A file that begins with a tag is taken for a page and searched for ClaimReview objects in its JSON-LD; one that is one JSON value is searched for ClaimReview objects (and for records of our own form where it is a list);
/// one that begins with a brace and is not is taken for JSON Lines; anything else for CSV with a header that names `claim`.
///
/// Of several records with one id the first is kept, and each later one is bad and names both places. Several reviews of
/// one page that have no id but its address are different findings where their claims differ.
///
/// # Errors
/// Why the file holds no findings at all: not UTF-8, a CSV without a column `claim`.
pub fn read_findings(bytes: &[u8]) -> Result<Vec<FindingRecord>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    if first == Some(&b'<') {
        return page::read(bytes).map(unique);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let text = decode::decode(bytes, None).text;
        let is_page = text.trim_start().starts_with('<');
        return if is_page { page::read(bytes).map(unique) } else { read_findings(text.as_bytes()) };
    }
    if !matches!(first, Some(b'{' | b'[')) {
        return table::read(bytes).map(unique);
    }
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => Ok(unique(whole(&value))),
        Err(error) => match cut::read(bytes, &error, part::may_be_one) {
            Some(found) => Ok(unique(part::read(found))),
            None => Ok(unique(lines(bytes))),
        },
    }
}

/// Keeps the first of the records with one id.
fn unique(records: Vec<FindingRecord>) -> Vec<FindingRecord> {
    let mut seen: BTreeMap<String, (FindingPlace, String)> = BTreeMap::new();
    let mut first = |mut draft: FindingDraft| {
        let of_page = draft.id == draft.url;
        if let Some((_, claim)) = draft.id.as_ref().and_then(|id| seen.get(id))
            && of_page
            && *claim != draft.claim
        {
            draft.id = None;
        }
        let unnamed = || format!("{}\n{}", draft.claim, draft.url.as_deref().unwrap_or_default());
        let (key, what) = match &draft.id {
            Some(id) => (id.clone(), format!("id {id:?}")),
            None => (unnamed(), "the same claim without an id".to_owned()),
        };
        if let Some((earlier, _)) = seen.get(&key) {
            let why =
                format!("{what} stands at {earlier} already, which is kept; this one, at {}, is not", draft.place);
            return Err(BadFinding { place: draft.place, why });
        }
        seen.insert(key, (draft.place, draft.claim.clone()));
        Ok(draft)
    };
    records.into_iter().map(|record| record.and_then(&mut first)).collect()
}

fn whole(value: &Value) -> Vec<FindingRecord> {
    let mut reviews = Vec::new();
    claim_review::find(value, &mut reviews);
    // A list without any is one of records of our own form, or of nothing.
    if reviews.iter().any(|found| found.one.is_ok()) || (!value.is_array() && !reviews.is_empty()) {
        return (1..).zip(reviews).map(|(count, found)| review(found, count)).collect();
    }
    if value.get("dataFeedElement").is_some() {
        // A feed of nothing, as is written where no verdict stands.
        return Vec::new();
    }
    let records: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
    numbered(records.into_iter().map(own))
}

/// Reads a ClaimReview; `number` is that of its record where it stands in no list.
fn review(found: claim_review::Found<'_>, number: u64) -> FindingRecord {
    let place = FindingPlace { line: None, record: found.number.unwrap_or(number) };
    placed(place, found.one.and_then(claim_review::read))
}

fn numbered(read: impl Iterator<Item = Result<FindingDraft, String>>) -> Vec<FindingRecord> {
    (1..).zip(read).map(|(record, found)| placed(FindingPlace { line: None, record }, found)).collect()
}

fn placed(place: FindingPlace, found: Result<FindingDraft, String>) -> FindingRecord {
    found.map(|draft| FindingDraft { place, ..draft }).map_err(|why| BadFinding { place, why })
}

/// Reads JSON Lines, split on line feeds only.
fn lines(bytes: &[u8]) -> Vec<FindingRecord> {
    let lines = bytes.split(|b| *b == b'\n').zip(1_u64..);
    let filled = lines.filter(|(line, _)| !line.iter().all(u8::is_ascii_whitespace));
    let read = |(record, (bytes, line)): (u64, (&[u8], u64))| {
        let found = serde_json::from_slice(bytes).map_err(|error| unreadable(&error)).and_then(|value: Value| {
            if claim_review::is_one(&value) { claim_review::read(&value) } else { own(&value) }
        });
        placed(FindingPlace { line: Some(line), record }, found)
    };
    (1..).zip(filled).map(read).collect()
}

fn unreadable(error: &serde_json::Error) -> String {
    let (cause, place) = broken::told(error);
    format!("not JSON: {cause} {place}; a line looks like {LOOKS}")
}

/// Says that a record names no claim, and where one may hide.
fn no_claim(value: &Value) -> String {
    let packed = |(_, field): &(&String, &Value)| field.as_str().is_some_and(|text| text.contains("claimReviewed"));
    let packed = value.as_object().and_then(|fields| fields.iter().find(packed));
    let hint =
        packed.map(|(name, _)| format!("; field {name:?} holds a ClaimReview as text: take it out of the string"));
    format!("field \"claim\" is missing or blank{}", hint.unwrap_or_default())
}

/// Reads a record of our own form; fields it does not know are passed over.
fn own(value: &Value) -> Result<FindingDraft, String> {
    if !value.is_object() {
        return Err(format!("no object; a record looks like {LOOKS}"));
    }
    if ["claim", "wording", "mentions"].iter().all(|name| value.get(name).is_some()) {
        return Err(OURS.to_owned());
    }
    let field = |name: &str| text(value.get(name));
    let (date, mut left_out) = dated("date", value.get("date"));
    let url = link::link("url", field("url"), &mut left_out);
    Ok(FindingDraft {
        id: link::id("id", field("id"), &mut left_out),
        numbered: value.get("id").is_some_and(Value::is_number),
        claim: field("claim").ok_or_else(|| no_claim(value))?,
        title: field("title"),
        speaker: field("speaker"),
        by: field("by"),
        rating: field("rating"),
        date,
        url,
        place: FindingPlace::default(),
        left_out,
    })
}

/// Reads the date in a field, and says so where what stands there is none.
fn dated(field: &str, value: Option<&Value>) -> (Option<NaiveDate>, Vec<String>) {
    let blank = |value: &&Value| value.is_null() || value.as_str().is_some_and(|s| s.trim().is_empty());
    let Some(value) = value.filter(|value| !blank(value)) else { return (None, Vec::new()) };
    let date = text(Some(value)).as_deref().and_then(date);
    let note = || no_date(field, &text(Some(value)).unwrap_or_else(|| value.to_string()));
    (date, if date.is_none() { vec![note()] } else { Vec::new() })
}

/// Characters shown of a value that is left out.
const SHOWN: usize = 40;

/// Says that what stands in a field is no date.
fn no_date(field: &str, written: &str) -> String {
    format!("field {field:?}: {:?} is no date and is left out (write 2026-03-05)", shortened(written))
}

/// Returns the beginning of a value that is left out.
fn shortened(written: &str) -> String {
    written.chars().take(SHOWN).collect()
}

/// Returns the beginning of a value that is no object.
fn shown(value: &Value) -> String {
    shortened(&text(Some(value)).unwrap_or_else(|| value.to_string()))
}

/// Returns a value as text: strings trimmed, numbers as written; `None` for blank ones and everything else.
fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// Ways to write a date in words: "26 May 2015", "May 26, 2015".
const IN_WORDS: [&str; 2] = ["%d %B %Y", "%B %d, %Y"];

/// Reads the day of a date or moment; `None` for anything else.
fn date(written: &str) -> Option<NaiveDate> {
    let day = written.get(..10).and_then(|day| day.parse().ok());
    let moment = || written.parse::<Published>().ok().map(|published| published.date);
    day.or_else(moment).or_else(|| in_words(written))
}

/// Reads a date in words; years have four digits, or "26 May 15" would be a day of antiquity.
fn in_words(written: &str) -> Option<NaiveDate> {
    let read = |form| NaiveDate::parse_from_str(written.trim(), form).ok();
    IN_WORDS.into_iter().find_map(read).filter(|date| (1000..=9999).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::date;
    use chrono::NaiveDate;

    #[test]
    fn days_are_read_in_figures_and_in_words() {
        for written in ["2015-05-26", "2015-05-26T10:00:00Z", "26 May 2015", " May 26, 2015 "] {
            assert_eq!(date(written), NaiveDate::from_ymd_opt(2015, 5, 26), "{written}");
        }
        assert_eq!(date("1 September 2021"), NaiveDate::from_ymd_opt(2021, 9, 1));
        for written in
            ["", "May 2015", "26 May 15", "30 February 2015", "yesterday", "26 May 2015 or so", "26 Mäy 2015"]
        {
            assert_eq!(date(written), None, "{written}");
        }
    }
}
