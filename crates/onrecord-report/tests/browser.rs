//! Opens pages in a real browser: nothing runs, nothing is fetched, nothing sticks out.

#![expect(clippy::print_stdout, reason = "a skipped test says why")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord_report::{article, index, timeline};

#[path = "support/sample.rs"]
mod sample;
#[path = "support/webdriver.rs"]
mod webdriver;

use webdriver::Browser;

/// Payloads that fire when they stand unescaped in a page; each leaves a trace of its own kind.
const PAYLOADS: [&str; 9] = [
    "<script>window.fired=1;document.title='fired'</script>",
    "\"><img src=x onerror=window.fired=1>",
    "'><svg onload=window.fired=1></svg>",
    "</title></style><script>window.fired=1</script>",
    "javascript:void(window.fired=1)",
    "\u{1} JaVa\tScript:void(window.fired=1)",
    "<iframe srcdoc=\"<script>parent.fired=1</script>\"></iframe>",
    "<link rel=stylesheet href=https://example.invalid/a.css><style>@import 'https://example.invalid/b.css'</style>",
    "<script>alert(1)</script>",
];

/// Clicks all that can be clicked.
const POKE: &str = "document.querySelectorAll('a').forEach(a => a.click());";

/// Tells whether a script of the page has run; asked after [`POKE`], since a link runs only when the click is over.
const TRACES: &str = "return [typeof window.fired, document.title.startsWith('fired')];";

fn write(folder: &Path, name: &str, html: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, html).unwrap();
    path
}

/// Returns what a page did, as words; empty when it did nothing.
fn deeds(browser: &Browser, page: &Path) -> Vec<String> {
    browser.leave();
    browser.requests();
    browser.open(page);
    let mut deeds = Vec::new();
    if browser.dismiss_dialog() {
        deeds.push("opened a dialog".to_owned());
    }
    browser.run(POKE);
    let seen = browser.run(TRACES);
    if seen != serde_json::json!(["undefined", false]) {
        deeds.push(format!("ran a script: {seen}"));
    }
    let own = format!("file://{}", page.display());
    let foreign = |url: &String| url.split('#').next() != Some(own.as_str());
    deeds.extend(browser.requests().into_iter().filter(foreign).map(|url| format!("requested {url}")));
    deeds
}

fn without_policy(html: &str) -> String {
    let (before, rest) = html.split_once("<meta http-equiv=").unwrap();
    let (_, after) = rest.split_once('>').unwrap();
    format!("{before}{after}")
}

#[test]
fn payloads_in_every_field_do_nothing() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (number, payload) in (0..).zip(PAYLOADS) {
        let html = article::render(&sample::hostile(payload)).unwrap();
        let versions = timeline::render(&sample::series::hostile(payload)).unwrap();
        for (name, html) in [("article", html), ("timeline", versions)] {
            let guarded = write(folder.path(), &format!("{number}-{name}.html"), &html);
            let bare = write(folder.path(), &format!("{number}-{name}-bare.html"), &without_policy(&html));
            assert_eq!(deeds(&browser, &guarded), Vec::<String>::new(), "{payload} in {name}");
            assert_eq!(deeds(&browser, &bare), Vec::<String>::new(), "{payload} in {name} without the policy");
        }
    }
}

#[test]
fn the_same_payloads_fire_when_nothing_escapes_them() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (number, payload) in (0..).zip(PAYLOADS) {
        let href = payload.replace('"', "&quot;");
        let html = format!("<!doctype html><title>x</title><a href=\"{href}\">x</a><p title='x'>{payload}</p>");
        let page = write(folder.path(), &format!("{number}.html"), &html);
        assert_ne!(deeds(&browser, &page), Vec::<String>::new(), "{payload} should have done something");
    }
}

#[test]
fn nothing_sticks_out_of_a_narrow_or_a_wide_page() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(10_000);
    let pages = [
        ("plain", article::render(&sample::page()).unwrap()),
        ("long", article::render(&sample::hostile(&long)).unwrap()),
        ("address", article::render(&sample::hostile(&format!("https://{long}.example/{long}"))).unwrap()),
        ("rtl", article::render(&sample::hostile("\u{202e}שביתה ارتفاع \u{2067}x")).unwrap()),
        ("index", index::render(&sample::index()).unwrap()),
        ("timeline", timeline::render(&sample::series::page()).unwrap()),
        ("long timeline", timeline::render(&sample::series::hostile(&long)).unwrap()),
        ("rtl timeline", timeline::render(&sample::series::hostile("\u{202e}שביתה ارتفاع \u{2067}x")).unwrap()),
    ];
    for (name, html) in &pages {
        browser.open(&write(folder.path(), &format!("{name}.html"), html));
        browser.run(UNFOLD);
        for (width, scheme) in [(320, "light"), (320, "dark"), (768, "light"), (1280, "dark"), (3840, "light")] {
            browser.resize(width, scheme);
            let seen = browser.run("return [document.documentElement.scrollWidth, window.innerWidth];");
            let [content, window] = [seen[0].as_u64().unwrap(), seen[1].as_u64().unwrap()];
            assert_eq!(window, u64::from(width));
            assert!(content <= window, "{name} is {content} wide in a window of {window}, {scheme}");
        }
    }
}

#[test]
fn marks_links_and_contrast_hold_in_both_schemes() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let pages = [
        ("article", article::render(&sample::page()).unwrap()),
        ("timeline", timeline::render(&sample::series::page()).unwrap()),
    ];
    for (name, html) in &pages {
        browser.open(&write(folder.path(), &format!("{name}.html"), html));
        browser.run(UNFOLD);
        for scheme in ["light", "dark"] {
            browser.resize(1280, scheme);
            assert_eq!(browser.run(FAULTS), serde_json::json!([]), "{name}, {scheme}");
        }
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{name}");
    }
}

/// Opens all that is folded.
const UNFOLD: &str = "document.querySelectorAll('details').forEach(d => d.open = true);";

/// Lists texts of too little contrast (WCAG 2.2, 1.4.3), small link targets (2.5.8), links to nowhere and headings out
/// of order.
const FAULTS: &str = r"
const faults = [];
const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return [m[0], m[1], m[2], m.length > 3 ? m[3] : 1]; };
const light = c => { const f = c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || e.closest('.visually-hidden')) continue;
  const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) faults.push('contrast ' + ratio.toFixed(2) + ': ' + e.className + ' ' + walker.currentNode.data.slice(0, 30));
}
for (const a of document.querySelectorAll('a[href]')) {
  const href = a.getAttribute('href');
  if (href.startsWith('#') && !document.getElementById(href.slice(1))) faults.push('link to nowhere: ' + href);
  const box = a.getBoundingClientRect();
  if (a.matches('.ref, .columns a') && (box.width < 24 || box.height < 24)) faults.push('small target: ' + href + ' ' + box.width + 'x' + box.height);
}
let level = 0;
for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
  const now = Number(h.tagName[1]);
  if (now > level + 1) faults.push('heading out of order: ' + h.textContent);
  level = now;
}
return faults;
";
