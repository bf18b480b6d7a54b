//! Earlier fact-checks: JSON Lines of our own form, ClaimReview JSON-LD (schema.org) in files, lists and feeds, and CSV.

mod claim_review;
mod table;

use chrono::{Datelike, NaiveDate};
use onrecord_model::Published;
use serde_json::Value;

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
}

/// A record that is no finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFinding {
    /// Its line, from 1; `None` where the file is one JSON value: then `record` tells.
    pub line: Option<u64>,
    /// Its number among the records, from 1.
    pub record: u64,
    /// What is wrong: a lower-case fragment.
    pub why: String,
}

/// One record: a finding, or why it is none.
pub type FindingRecord = Result<FindingDraft, BadFinding>;

/// What a line of our own form looks like.
const LOOKS: &str = "{\"id\":…,\"claim\":…,\"title\":…,\"speaker\":…,\"by\":…,\"date\":…,\"rating\":…,\"url\":…}";

/// Reads the findings of a file; one that cannot be read costs only itself.
///
/// A file that is one JSON value is searched for ClaimReview objects (and for records of our own form where it is a list);
/// one that begins with a brace and is not is taken for JSON Lines; anything else for CSV with a header that names `claim`.
///
/// # Errors
/// Why the file holds no findings at all: not UTF-8, a CSV without a column `claim`.
pub fn read_findings(bytes: &[u8]) -> Result<Vec<FindingRecord>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    if !matches!(first, Some(b'{' | b'[')) {
        return table::read(bytes);
    }
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => Ok(whole(&value)),
        Err(_) => Ok(lines(bytes)),
    }
}

fn whole(value: &Value) -> Vec<FindingRecord> {
    let mut reviews = Vec::new();
    claim_review::find(value, &mut reviews);
    if !reviews.is_empty() {
        return numbered(reviews.into_iter().map(claim_review::read), None);
    }
    let records: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
    numbered(records.into_iter().map(own), None)
}

fn numbered(read: impl Iterator<Item = Result<FindingDraft, String>>, line: Option<u64>) -> Vec<FindingRecord> {
    let bad = |(record, found): (u64, Result<_, String>)| found.map_err(|why| BadFinding { line, record, why });
    (1..).zip(read).map(bad).collect()
}

/// Reads JSON Lines, split on line feeds only.
fn lines(bytes: &[u8]) -> Vec<FindingRecord> {
    let lines = bytes.split(|b| *b == b'\n').zip(1_u64..);
    let filled = lines.filter(|(line, _)| !line.iter().all(u8::is_ascii_whitespace));
    let read = |(record, (bytes, line)): (u64, (&[u8], u64))| {
        let found =
            serde_json::from_slice(bytes).map_err(|error| format!("{error}; a line looks like {LOOKS}")).and_then(
                |value: Value| if claim_review::is_one(&value) { claim_review::read(&value) } else { own(&value) },
            );
        found.map_err(|why| BadFinding { line: Some(line), record, why })
    };
    (1..).zip(filled).map(read).collect()
}

/// Reads a record of our own form; fields it does not know are passed over.
fn own(value: &Value) -> Result<FindingDraft, String> {
    if !value.is_object() {
        return Err(format!("no object; a record looks like {LOOKS}"));
    }
    let field = |name: &str| text(value.get(name));
    Ok(FindingDraft {
        id: field("id"),
        numbered: value.get("id").is_some_and(Value::is_number),
        claim: field("claim").ok_or("field \"claim\" is missing or blank")?,
        title: field("title"),
        speaker: field("speaker"),
        by: field("by"),
        rating: field("rating"),
        date: field("date").as_deref().and_then(date),
        url: field("url"),
    })
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
