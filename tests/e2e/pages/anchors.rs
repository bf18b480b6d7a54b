//! Web Annotations, found again by a browser in the text they were taken from.

use serde_json::{Value, json};

use super::{file, open};
use crate::sandbox::text;

/// Puts a text on the page and anchors annotations in it by either selector, as a reader of annotations would; returns what is
/// not found where it should be, and how many places were.
const ANCHOR: &str = r"
const node = document.body.appendChild(document.createTextNode(TEXT));
const points = Array.from(node.data), missed = [];
const unit = point => points.slice(0, point).join('').length;
let found = 0;
for (const annotation of ANNOTATIONS) for (const target of annotation.target) {
  const [quote, place] = target.selector;
  const whole = quote.prefix + quote.exact + quote.suffix, at = node.data.indexOf(whole);
  const range = document.createRange();
  range.setStart(node, unit(place.start));
  range.setEnd(node, unit(place.end));
  const same = range.toString() === quote.exact && at + quote.prefix.length === range.startOffset;
  if (same && at >= 0 && node.data.indexOf(whole, at + 1) < 0) found++;
  else missed.push([quote, place, range.toString(), at]);
}
node.remove();
return { found, missed };
";

#[test]
fn annotations_are_anchored_again_in_a_browser() {
    let Some((browser, world)) = open() else { return };
    let sandbox = &world.sandbox;
    browser.open(&file(world, "index.html"));
    let mut all = 0;
    for document in sandbox.list(&["docs"]) {
        let handle = text(&document["doc"]);
        let words = sandbox.run(&["doc", "show", handle, "--text"]).ok();
        let annotations = sandbox.list(&["export", "annotations", handle]);
        let anchor = |annotations: &[Value]| {
            let script = ANCHOR.replace("TEXT", &json!(words.out()).to_string());
            browser.run(&script.replace("ANNOTATIONS", &json!(annotations).to_string()))
        };
        let anchored = anchor(&annotations);
        assert_eq!(anchored["missed"], json!([]), "{handle}");
        all += anchored["found"].as_u64().unwrap_or_default();
        // A place that is off by one is told, or nothing was tried.
        let mut off = annotations;
        if let Some(start) = off.first_mut().and_then(|one| one.pointer_mut("/target/0/selector/1/start")) {
            *start = json!(start.as_u64().unwrap_or_default() + 1);
            assert_ne!(anchor(&off)["missed"], json!([]), "{handle}");
        }
    }
    assert!(all > 100, "{all} places");
}
