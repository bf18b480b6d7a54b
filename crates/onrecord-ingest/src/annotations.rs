//! Web Annotations: words of a document that somebody pointed at (W3C Web Annotation Data Model, 2017).

use onrecord_model::ContentHash;
use serde_json::Value;

use crate::{BadFinding as BadRecord, FindingPlace as Place, cut};

/// Words as an annotation points at them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointed {
    /// The words (`TextQuoteSelector`).
    pub exact: String,
    /// What stands before them; empty when not given.
    pub prefix: String,
    /// What stands behind them; empty when not given.
    pub suffix: String,
    /// Where they begin, in code points from 0 (`TextPositionSelector`); `None` when not given.
    pub start: Option<usize>,
}

/// An annotation as read; nothing is stored yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationDraft {
    /// Its address or name; `None` when it has none.
    pub id: Option<String>,
    /// Address of the document it is about, or `urn:blake3:` with the hash of its bytes.
    pub source: String,
    /// The bytes of the version that is meant (`cached` of a `TimeState`); `None` when not given.
    pub version: Option<ContentHash>,
    /// The words, in the order in which they are given; at least one.
    pub words: Vec<Pointed>,
    /// What was written beside them; `None` when nothing was.
    pub comment: Option<String>,
    /// Who annotated; `None` when not said.
    pub creator: Option<String>,
    /// Where it stands in its file.
    pub place: Place,
}

/// One record: an annotation, or why it is none.
pub type AnnotationRecord = Result<AnnotationDraft, BadRecord>;

/// The fields in which lists of annotations stand.
const LISTS: [&str; 3] = ["items", "rows", "annotations"];

/// How deep selectors may refine one another.
const DEEPEST: usize = 8;

/// Reads the annotations of a file: one, a list, an `AnnotationPage` or `AnnotationCollection`, one a line, or `rows` as
/// annotation services export them; one that cannot be read costs only itself.
///
/// # Errors
/// Why the file holds no annotations at all: it is no JSON.
pub fn read_annotations(bytes: &[u8]) -> Result<Vec<AnnotationRecord>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => return Ok(of_value(&value)),
        Err(error) => {
            if let Some(found) = cut::read(bytes, &error, |value| value.get("target").is_some()) {
                return Ok(of_cut(found));
            }
        }
    }
    let filled =
        bytes.split(|b| *b == b'\n').zip(1_u64..).filter(|(line, _)| !line.iter().all(u8::is_ascii_whitespace));
    let records: Vec<AnnotationRecord> = (1_u64..)
        .zip(filled)
        .map(|(record, (line, number))| {
            let value = serde_json::from_slice::<Value>(line).map_err(|error| error.to_string());
            placed(Place { line: Some(number), record }, value.and_then(|value| one_of(&value)))
        })
        .collect();
    if records.iter().all(Result::is_err) {
        let why = records.into_iter().find_map(Result::err).map_or_else(|| "it is empty".to_owned(), |bad| bad.why);
        return Err(format!("no annotations: {why}"));
    }
    Ok(records)
}

/// Reads the annotations of a list that is not whole; in other lists than those of annotations nothing is read.
fn of_cut(found: cut::Cut) -> Vec<AnnotationRecord> {
    let holds_annotations = found.field.is_none_or(|field| LISTS.contains(&field.as_str()));
    let read = |element: cut::Element| {
        let place = Place { line: None, record: element.number };
        match element.read {
            Err(why) => Some(Err(BadRecord { place: Place { line: Some(element.line), ..place }, why })),
            Ok(value) => holds_annotations.then(|| placed(place, one_of(&value))),
        }
    };
    found.elements.into_iter().filter_map(read).collect()
}

fn of_value(value: &Value) -> Vec<AnnotationRecord> {
    let place = |record| Place { line: None, record };
    (1..).zip(listed(value)).map(|(record, one)| placed(place(record), one_of(one))).collect()
}

fn placed(place: Place, read: Result<AnnotationDraft, String>) -> AnnotationRecord {
    read.map(|draft| AnnotationDraft { place, ..draft }).map_err(|why| BadRecord { place, why })
}

/// Lists the annotations of a file.
fn listed(value: &Value) -> Vec<&Value> {
    if let Some(list) = value.as_array() {
        return list.iter().collect();
    }
    let page = value.get("first").unwrap_or(value);
    let items = LISTS.iter().find_map(|name| page.get(*name)?.as_array());
    items.map_or_else(|| vec![value], |items| items.iter().collect())
}

fn one_of(value: &Value) -> Result<AnnotationDraft, String> {
    let targets = many(value.get("target").ok_or("an annotation without a target")?);
    let mut sources = targets.iter().map(|target| source(target).or_else(|| text(value.get("uri"))));
    let source = sources.next().flatten().ok_or("its target names no source")?;
    if sources.any(|other| other.as_ref() != Some(&source)) {
        return Err("it points at several documents; write an annotation for each".to_owned());
    }
    let words: Vec<Pointed> = targets.iter().filter_map(|target| pointed(target.get("selector")?)).collect();
    if words.len() < targets.len() {
        return Err("it quotes no words: a TextQuoteSelector is needed".to_owned());
    }
    Ok(AnnotationDraft {
        id: text(value.get("id")),
        source,
        version: targets.first().and_then(|target| version(target)),
        words,
        comment: comment(value),
        creator: value.get("creator").and_then(name).or_else(|| text(value.get("user"))),
        place: Place::default(),
    })
}

/// Returns a list as it is and anything else as a list of one.
fn many(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

fn source(target: &Value) -> Option<String> {
    let named = |value: &Value| text(Some(value)).or_else(|| text(value.get("id")));
    target.get("source").map_or_else(|| named(target), named)
}

/// Reads which version of its source a target means, where that is told by the hash of its bytes.
fn version(target: &Value) -> Option<ContentHash> {
    many(target.get("state")?).into_iter().find_map(|state| ContentHash::from_urn(state.get("cached")?.as_str()?))
}

/// Reads the quotation and the position of a selector, or of the list of its alternatives.
fn pointed(selector: &Value) -> Option<Pointed> {
    let mut found = Pointed::default();
    let mut left: Vec<(&Value, usize)> = many(selector).into_iter().map(|one| (one, 0)).collect();
    while let Some((one, depth)) = left.pop() {
        let field = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        match one.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") => {
                (found.exact, found.prefix, found.suffix) = (field("exact"), field("prefix"), field("suffix"));
            }
            Some("TextPositionSelector") => {
                found.start = one.get("start").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
            }
            _ => {}
        }
        if let Some(refined) = one.get("refinedBy").filter(|_| depth < DEEPEST) {
            left.extend(many(refined).into_iter().map(|inner| (inner, depth + 1)));
        }
    }
    Some(found).filter(|found| !found.exact.trim().is_empty())
}

/// Returns what was written beside the words: the text of a comment before any other.
fn comment(value: &Value) -> Option<String> {
    let bodies = value.get("body").map(many).unwrap_or_default();
    let purpose = |body: &&&Value| body.get("purpose").and_then(Value::as_str) == Some("commenting");
    let first = bodies.iter().find(purpose).or_else(|| bodies.first());
    let body = first.and_then(|body| text(body.get("value")).or_else(|| text(Some(body))));
    body.or_else(|| text(value.get("text")))
}

fn name(creator: &Value) -> Option<String> {
    let one = creator.as_array().and_then(|list| list.first()).unwrap_or(creator);
    text(one.get("name")).or_else(|| text(one.get("id"))).or_else(|| text(Some(one)))
}

fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Vec<AnnotationRecord> {
        read_annotations(json.as_bytes()).expect("is JSON")
    }

    const ONE: &str = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://a.example/1","type":"Annotation",
        "creator":{"name":"Jo"},"body":[{"type":"TextualBody","purpose":"tagging","value":"water"},
        {"type":"TextualBody","purpose":"commenting","value":"Is that so?"}],
        "target":{"source":"http://n.example/x","selector":[{"type":"TextPositionSelector","start":3,"end":9},
        {"type":"TextQuoteSelector","exact":"it rains","prefix":"that ","suffix":"."}]}}"#;

    #[test]
    fn an_annotation_is_read_with_its_words_and_its_comment() {
        let found = read(ONE);
        let draft = found[0].as_ref().expect("is one");
        assert_eq!((draft.source.as_str(), draft.creator.as_deref()), ("http://n.example/x", Some("Jo")));
        assert_eq!(draft.comment.as_deref(), Some("Is that so?"));
        let words = Pointed { exact: "it rains".into(), prefix: "that".into(), suffix: ".".into(), start: Some(3) };
        assert_eq!(draft.words, [Pointed { prefix: "that ".into(), ..words }]);
    }

    #[test]
    fn pages_lists_lines_and_rows_are_read() {
        for file in [
            format!("[{ONE},{ONE}]"),
            format!(r#"{{"type":"AnnotationPage","items":[{ONE},{ONE}]}}"#),
            format!(r#"{{"type":"AnnotationCollection","first":{{"items":[{ONE},{ONE}]}}}}"#),
            format!("{0}\n\n{0}\n", ONE.replace('\n', " ")),
        ] {
            let found = read(&file);
            assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 2, "{file}");
        }
        let cut = format!("[{ONE},{ONE},{}", &ONE[..100]);
        let found = read(&cut);
        assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, false]);
        let slip = format!("[{ONE},\n{},{ONE}]", ONE.replacen(':', "", 1));
        let found = read(&slip);
        assert_eq!(found.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true], "{found:?}");
        let row = r#"{"rows":[{"id":"x","uri":"http://n.example/x","user":"acct:jo@a.example","text":"Hm",
            "target":[{"source":"http://n.example/x","selector":[{"type":"RangeSelector"},
            {"type":"TextQuoteSelector","exact":"it rains"}]}]}]}"#;
        let found = read(row);
        assert_eq!(found[0].as_ref().map(|one| one.comment.as_deref()), Ok(Some("Hm")));
    }

    #[test]
    fn a_bad_one_costs_itself_alone() {
        let bad = [
            r#"{"target":{"source":"http://n.example/x"}}"#,
            r#"{"body":"x"}"#,
            r#"{"target":[{"source":"http://a.example","selector":{"type":"TextQuoteSelector","exact":"a"}},
                {"source":"http://b.example","selector":{"type":"TextQuoteSelector","exact":"b"}}]}"#,
            r#"{"target":{"source":"http://n.example","selector":{"type":"TextQuoteSelector","exact":" "}}}"#,
            "7",
        ];
        let found = read(&format!("[{},{ONE}]", bad.join(",")));
        let whys: Vec<&str> = found.iter().filter_map(|one| one.as_ref().err().map(|bad| bad.why.as_str())).collect();
        assert_eq!(whys.len(), bad.len(), "{whys:?}");
        assert_eq!(found.last().and_then(|one| one.as_ref().ok()).map(|one| one.place.record), Some(6));
        assert!(read_annotations(b"no JSON").is_err());
        assert!(read_annotations(b"").is_err());
    }
}
