//! `schema`, and that what is printed is what the schemas say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::full::fill;
use crate::sandbox::{Sandbox, text};
use crate::tar::unpack;
use crate::texts::{line, reservoir};

/// The schemas as `onrecord schema` prints them, and outputs of each.
#[derive(Default)]
struct Printed {
    cases: BTreeMap<String, (Value, Vec<Value>)>,
}

impl Printed {
    /// Wants the value to have the shape that the schema says, and keeps it for the validator.
    fn accepts(&mut self, sandbox: &Sandbox, name: &str, value: &Value) {
        let case = self.cases.entry(name.to_owned());
        let (schema, outputs) = case.or_insert_with(|| (wanted(sandbox, name), Vec::new()));
        if let Err(why) = shape(schema, schema, value) {
            panic!("{name}: {why}\n{value:#}");
        }
        outputs.push(value.clone());
    }

    /// Writes a file for each schema.
    fn write(&self, sandbox: &Sandbox) {
        for (name, (schema, outputs)) in &self.cases {
            // What is read may have fields that nobody heard of.
            let closed = !name.starts_with("input-");
            let case = json!({ "schema": schema, "outputs": outputs, "closed": closed });
            sandbox.write(&format!("cases/{name}.json"), case.to_string());
        }
    }
}

/// Returns the schema of an output, which no field of it escapes; what is read may have fields that nobody heard of.
fn wanted(sandbox: &Sandbox, name: &str) -> Value {
    let schema = sandbox.run(&["schema", name]).ok().json();
    if name.starts_with("input-") { schema } else { closed(&schema) }
}

/// Returns a schema that lets no field pass which it does not name: those that are published do, since fields may be added.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let mut all: serde_json::Map<String, Value> =
                fields.iter().map(|(name, field)| (name.clone(), closed(field))).collect();
            if fields.get("type") == Some(&json!("object")) && fields.contains_key("properties") {
                all.insert("additionalProperties".to_owned(), json!(false));
            }
            Value::Object(all)
        }
        Value::Array(several) => several.iter().map(closed).collect(),
        other => other.clone(),
    }
}

/// Compares kinds of values and names of fields with a schema; the validator does more, where there is one.
fn shape(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    if let Some(target) = schema["$ref"].as_str() {
        let name = target.strip_prefix("#/$defs/").expect("it stands alone");
        return shape(root, &root["$defs"][name], value).map_err(|why| format!("{name}: {why}"));
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let tried: Vec<String> = any.iter().filter_map(|one| shape(root, one, value).err()).collect();
        return if tried.len() < any.len() { Ok(()) } else { Err(tried.join(" or ")) };
    }
    kind(&schema["type"], value)?;
    if let Some(words) = schema["enum"].as_array().filter(|words| !words.contains(value)) {
        return Err(format!("{value} is none of {words:?}"));
    }
    for one in value.as_array().into_iter().flatten().filter(|_| !schema["items"].is_null()) {
        shape(root, &schema["items"], one)?;
    }
    let Some(fields) = value.as_object() else { return Ok(()) };
    let missing = schema["required"].as_array().into_iter().flatten().find(|name| !fields.contains_key(text(name)));
    if let Some(name) = missing {
        return Err(format!("{name} is missing"));
    }
    for (name, field) in fields {
        match &schema["properties"][name] {
            Value::Null if schema["additionalProperties"] == false => return Err(format!("{name} is not in it")),
            known => shape(root, known, field).map_err(|why| format!("{name}: {why}"))?,
        }
    }
    Ok(())
}

fn kind(wanted: &Value, value: &Value) -> Result<(), String> {
    let is = |name: &str| match name {
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => value.is_null(),
    };
    let fits = match wanted {
        Value::String(name) => is(name),
        Value::Array(several) => several.iter().any(|name| is(text(name))),
        _ => true,
    };
    if fits { Ok(()) } else { Err(format!("{value} is no {wanted}")) }
}

/// Commands whose output is one of the schemas, with who gives them and how they end; in an order in which all can be done.
const COMMANDS: &[(&str, &str, &[&str], i32)] = &[
    ("queue", "Ann", &["queue", "--all"], 0),
    ("next", "Zoe", &["next"], 0),
    ("docs", "Ann", &["docs"], 0),
    ("speaker-list", "Ann", &["speaker", "list"], 0),
    ("show-speaker", "Ann", &["show", "s1"], 0),
    ("speaker-propose", "Ann", &["speaker", "propose"], 0),
    ("outlet-list", "Ann", &["outlet", "list"], 0),
    ("outlet-set", "Ann", &["outlet", "set", "o1", "--controller", "Tarn County", "-m", "register"], 0),
    ("stats", "Ann", &["stats"], 0),
    ("drift", "Ann", &["drift", "c2"], 0),
    ("match-list", "Ann", &["match", "list", "--all"], 0),
    ("match-decided", "Ann", &["match", "reject", "c2", "c3", "-m", "another matter"], 0),
    ("timeline", "Ann", &["timeline", "d1", "d2"], 0),
    ("origins", "Ann", &["origins", "c4"], 0),
    ("origins-decided", "Ann", &["origins", "unlink", "d1", "d3", "-m", "two texts"], 0),
    ("undo", "Ann", &["undo", "-m", "one text after all"], 0),
    ("undo", "Ann", &["redo", "-m", "no"], 0),
    ("log", "Ann", &["log", "--limit", "1000"], 0),
    ("show-claim", "Ann", &["show", "c1"], 0),
    ("show-claim", "Ann", &["show", "c2"], 0),
    ("show-claim", "Ann", &["show", "c4"], 0),
    ("show-claim", "Ann", &["show", "c5"], 0),
    ("show-claim", "Ann", &["show", "c6"], 0),
    ("show-document", "Ann", &["show", "d1"], 0),
    ("show-document", "Ann", &["doc", "show", "d1"], 0),
    ("doc-versions", "Ann", &["doc", "versions", "d1"], 0),
    ("set", "Ann", &["set", "c1", "c99", "corroborated", "-m", "seen"], 3),
    ("work", "Ann", &["defer", "c3", "--until", "2999-01-01", "-m", "later"], 0),
    ("second", "Ann", &["set", "c2", "disputed", "--target", "fact", "--propose", "-m", "letter"], 0),
    ("second", "Dora", &["second", "c5", "--agree", "-m", "so I think"], 0),
    ("agree", "Ann", &["agree"], 0),
    ("suggest", "Ann", &["suggest", "c4"], 0),
    ("evidence-list", "Ann", &["evidence", "list"], 0),
    ("evidence-show", "Ann", &["evidence", "show", "e1"], 0),
    ("evidence-show", "Ann", &["show", "e2"], 0),
    ("evidence-check", "Ann", &["evidence", "check"], 0),
    ("evidence-remove", "Ann", &["evidence", "remove", "e2", "e99", "-m", "of no use"], 6),
    ("claim", "Ann", &["claim", "add", "d2", "head of the Tarn Water Board", "-m", "missed"], 0),
    ("rules", "Ann", &["rules", "show"], 0),
    ("rules", "Ann", &["rules", "check", "house.toml"], 0),
    ("rules-faults", "Ann", &["rules", "check", "bad.toml"], 2),
    ("public-entry", "Ann", &["publish", "d2"], 0),
    ("corrections", "Ann", &["corrections", "--all"], 0),
    ("corrections", "Ann", &["verdict", "list"], 0),
    ("audit-verify", "Ann", &["audit", "verify"], 0),
    ("audit-checkpoint", "Ann", &["audit", "checkpoint"], 0),
    ("doctor", "Ann", &["doctor"], 10),
    ("report", "Ann", &["report", "d1", "c4", "-o", "out"], 0),
    ("ingest", "Ann", &["ingest", "one.txt", "next.txt"], 0),
    ("read", "Ann", &["read", "one.txt"], 0),
    ("extract", "Ann", &["extract", "some.jsonl"], 0),
    ("extract-flat", "Ann", &["extract", "--flat", "some.jsonl"], 0),
    ("extract-sentences", "Ann", &["extract", "--all-sentences", "some.jsonl"], 0),
    ("diff", "Ann", &["diff", "About 300 tonnes went", "More than 300 tonnes went"], 0),
    ("diff-pairs", "Ann", &["diff", "--pairs", "pairs.jsonl"], 0),
    ("copies", "Ann", &["copies", "copies.jsonl"], 0),
    ("known", "Ann", &["known", "The dam was built in 1974"], 0),
    ("known-queries", "Ann", &["known", "--queries", "queries.jsonl"], 0),
    ("queue-saved", "Ann", &["queue", "saved", "list"], 0),
    ("queue-save", "Ann", &["queue", "save", "mine", "--mine"], 0),
    ("search", "Ann", &["search", "silt"], 0),
    ("export-json", "Ann", &["export", "json"], 0),
    ("bundle", "Ann", &["export", "bundle", "-o", "desk.onrecord"], 0),
    ("bundle", "Ann", &["import", "bundle", "--verify", "desk.onrecord"], 0),
    ("schema", "Ann", &["schema"], 0),
];

fn desk() -> Sandbox {
    let sandbox = Sandbox::new();
    fill(&sandbox);
    let article = String::from_utf8(sandbox.read("one.txt")).expect("UTF-8");
    sandbox.write("next.txt", article.replace("lower Tarn may", "upper Tarn may").replace("1974", "1976"));
    sandbox.write("bad.toml", "[review]\npeple = 3\n");
    sandbox.write("some.jsonl", line("a", &article) + "{\"id\":\"b\"}\n");
    sandbox.write("copies.jsonl", ["a", "b", "c"].map(|id| line(id, &article)).concat());
    sandbox.write("pairs.jsonl", "{\"id\":1,\"a\":\"About 300 tonnes went\",\"b\":\"300 tonnes went\"}\nbad\n");
    sandbox.write("queries.jsonl", "{\"id\":1,\"text\":\"The dam was built in 1974\"}\n{\"x\":1}\n");
    // A second version of the first article.
    sandbox.run(&["ingest", "next.txt"]).ok();
    sandbox
}

#[test]
fn every_output_is_as_its_schema_says_and_nothing_else_is() {
    let (sandbox, mut printed) = (desk(), Printed::default());
    let mut empty = BTreeSet::new();
    for (name, who, args, code) in COMMANDS {
        let ran = sandbox.run_as(who, &[args, &["--format", "json"][..]].concat());
        let value = ran.exits(*code).json();
        printed.accepts(&sandbox, name, &value);
        if value.as_array().is_some_and(Vec::is_empty) {
            empty.insert(*name);
        }
    }
    assert!(empty.is_subset(&BTreeSet::from(["speaker-propose"])), "nothing was compared of {empty:?}");
    lines(&sandbox, &mut printed);
    let known = sandbox.list(&["schema"]);
    let known: BTreeSet<&str> = known.iter().map(|row| text(&row["schema"])).collect();
    let used: BTreeSet<&str> = printed.cases.keys().map(String::as_str).collect();
    assert_eq!(used, known, "every schema is of something that is printed or read");
    validated(&sandbox, &printed);
}

/// What stands alone on its line, and what is read.
fn lines(sandbox: &Sandbox, printed: &mut Printed) {
    for entry in sandbox.run(&["audit", "export"]).ok().records() {
        printed.accepts(sandbox, "audit-export", &entry);
    }
    let ran = sandbox.run(&["extract", "--eof", "some.jsonl"]).ok();
    printed.accepts(sandbox, "extract-eof", ran.records().last().expect("a last record"));
    let files = unpack(&sandbox.read("desk.onrecord"));
    let json = |at: usize| serde_json::from_slice::<Value>(&files[at].1).expect("JSON");
    printed.accepts(sandbox, "bundle-format", &json(0));
    printed.accepts(sandbox, "bundle-manifest", &json(files.len() - 1));
    printed.accepts(sandbox, "input-finding", &json!({"id": 17, "claim": "x", "more": 1}));
    // What `read` prints reads back, so it is what may be read.
    printed.accepts(sandbox, "input-article", &sandbox.list(&["read", "one.txt"]).remove(0));
}

/// Has a validator of the standard look at all of it, and at changes of it; where there is none, that is said.
fn validated(sandbox: &Sandbox, printed: &Printed) {
    printed.write(sandbox);
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/verifier/schemas.py");
    let Ok(ran) = std::process::Command::new("python3").arg(script).arg(sandbox.path("cases")).output() else {
        println!("skipped: python3 cannot be run");
        return;
    };
    let said = String::from_utf8_lossy(&ran.stdout);
    if ran.status.code() == Some(3) {
        println!("{said}");
        return;
    }
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    let refused: usize = said.lines().last().and_then(|line| line.split(' ').next()?.parse().ok()).expect("a number");
    assert!(refused > 500, "{said}");
}

/// The shapes themselves refuse what they should, whether or not there is a validator.
#[test]
fn a_changed_output_has_another_shape() {
    let sandbox = Sandbox::with(reservoir());
    let schema = wanted(&sandbox, "queue");
    let good = Value::Array(sandbox.claims());
    assert_eq!(shape(&schema, &schema, &good), Ok(()));
    for (change, why) in [
        (json!({"unheard_of": 1}), "unheard_of is not in it"),
        (json!({"mentions": "two"}), "mentions: \"two\" is no \"integer\""),
        (json!({"voice": "loud"}), "\"loud\" is none of"),
        (json!({"status": {"said": null}}), "\"fact\" is missing"),
    ] {
        let mut bad = good.clone();
        let record = bad[0].as_object_mut().expect("a record");
        record.extend(change.as_object().expect("an object").clone());
        let said = shape(&schema, &schema, &bad).expect_err("it is another shape");
        assert!(said.contains(why), "{said}");
    }
    let mut less = good.clone();
    less[0].as_object_mut().expect("a record").remove("wording");
    assert!(shape(&schema, &schema, &less).is_err());
}

/// Within version 1 fields are added: a schema of today has to let records of tomorrow pass.
#[test]
fn a_published_schema_lets_new_fields_pass() {
    let sandbox = Sandbox::with(reservoir());
    let listed = sandbox.list(&["schema"]);
    for row in &listed {
        let name = text(&row["schema"]);
        let schema = sandbox.run(&["schema", name]).ok();
        assert!(!schema.out().contains("additionalProperties"), "{name}");
    }
    let schema = sandbox.run(&["schema", "queue"]).ok().json();
    let mut later = Value::Array(sandbox.claims());
    later[0].as_object_mut().expect("a record").insert("unheard_of".to_owned(), json!(1));
    assert_eq!(shape(&schema, &schema, &later), Ok(()));
}

/// What readers were told of a claim is in its record.
#[test]
fn a_claim_is_shown_with_what_readers_were_told() {
    let sandbox = desk();
    let shown = sandbox.show("c4");
    for (field, kind) in [("verdicts", "rated"), ("publications", "published"), ("corrections", "corrected")] {
        assert_eq!(shown[field][0]["kind"], json!(kind), "{field}: {}", shown[field]);
    }
}

#[test]
fn a_name_that_is_near_is_told() {
    let sandbox = Sandbox::new();
    sandbox.run(&["schema", "queu"]).exits(2).says(&["'queue'"]);
    let schema = sandbox.run(&["schema", "show-claim"]).ok().json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(sandbox.run(&["schema"]).ok().out().contains("show of a claim"));
    assert!(!sandbox.path("onrecord/onrecord.db").exists(), "no database is made for it");
}
