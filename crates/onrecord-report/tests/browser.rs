//! Opens pages in a real browser: nothing runs, nothing is fetched, nothing sticks out.

#![expect(clippy::print_stdout, reason = "a skipped test says why")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord_report::{article, index, timeline};

#[path = "support/kinds.rs"]
mod kinds;
#[path = "support/sample.rs"]
mod sample;
#[path = "support/webdriver.rs"]
#[allow(dead_code, reason = "the tests of the whole site use another part of it")]
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

/// Clicks all that may do something here: files beside the page and addresses of the web only lead away.
const POKE: &str =
    "document.querySelectorAll('a').forEach(a => { if (!/^(file|https?):$/.test(a.protocol)) a.click(); });";

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
        let mut pages = vec![("article".to_owned(), html), ("timeline".to_owned(), versions)];
        pages.extend(kinds::pages(sample::hostile(payload), payload).into_iter().skip(1));
        for (name, html) in pages {
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

/// Takes the escaping of a payload back, as a template that forgot it would.
fn unescaped(html: &str, payload: &str) -> String {
    let escaped = payload.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    html.replace(&escaped, payload)
}

#[test]
fn a_payload_fires_on_every_kind_of_page_that_forgets_to_escape_it_and_the_policy_still_stops_it() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    for payload in ["<img src=x onerror=window.fired=1>", "<script>window.fired=1</script>"] {
        for (name, html) in kinds::pages(sample::hostile(payload), payload) {
            let html = unescaped(&html, payload);
            let bare = write(folder.path(), &format!("bare-{name}"), &without_policy(&html));
            assert_ne!(deeds(&browser, &bare), Vec::<String>::new(), "{payload} in {name} should have done something");
            let guarded = write(folder.path(), &name, &html);
            // The browser logs requests that the policy stops, too: what counts is that nothing ran.
            let ran = deeds(&browser, &guarded).into_iter().filter(|deed| !deed.starts_with("requested "));
            assert_eq!(ran.collect::<Vec<_>>(), Vec::<String>::new(), "{payload} in {name}");
        }
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
        ("rtl house", in_arabic(&article::render(&sample::page()).unwrap())),
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

/// Makes a page one of a house that writes from right to left.
fn in_arabic(html: &str) -> String {
    assert!(html.contains("<html lang=\"en\">"));
    html.replacen("<html lang=\"en\">", "<html lang=\"ar\" dir=\"rtl\">", 1)
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

/// Reads payloads of a file beside the checkout; `None`, said aloud, when it is not there.
fn payloads(file: &str, field: &str) -> Option<Vec<String>> {
    let root = std::env::var_os("ONRECORD_SHARED").map_or_else(|| PathBuf::from("../../../shared"), PathBuf::from);
    let Ok(lines) = fs::read_to_string(root.join(file)) else {
        println!("skipped: {} not found", root.join(file).display());
        return None;
    };
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?[field].as_str().map(str::to_owned);
    Some(lines.split('\n').filter_map(read).filter(|payload| !payload.is_empty()).collect())
}

/// How many payloads stand together in one field: a page for each of thousands would take an hour.
const TOGETHER: usize = 200;

#[test]
fn known_payloads_in_every_field_of_every_kind_of_page_do_nothing() {
    known_payloads_do_nothing(0);
}

#[test]
fn more_known_payloads_in_every_field_of_every_kind_of_page_do_nothing() {
    known_payloads_do_nothing(1);
}

/// Opens every kind of page with every other lot of the payloads; a browser for each half, since it lays out one page at
/// a time.
fn known_payloads_do_nothing(half: usize) {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    for (file, field) in [("badinput/xss/open/items.jsonl", "payload"), ("badinput/naughty/open/items.jsonl", "s")] {
        let Some(payloads) = payloads(file, field) else { return };
        for (number, together) in payloads.chunks(TOGETHER).enumerate().filter(|(number, _)| number % 2 == half) {
            let payload = together.join("\n");
            let mut page = sample::hostile(&payload);
            page.claims.truncate(3);
            for (name, html) in kinds::pages(page, &payload) {
                let bare = write(folder.path(), "bare.html", &without_policy(&html));
                assert_eq!(
                    deeds(&browser, &bare),
                    Vec::<String>::new(),
                    "{file} {number} in {name} without the policy"
                );
                if number == half {
                    let guarded = write(folder.path(), "guarded.html", &html);
                    assert_eq!(deeds(&browser, &guarded), Vec::<String>::new(), "{file} {number} in {name}");
                }
            }
        }
    }
}

#[test]
fn known_payloads_do_something_where_nothing_escapes_them() {
    let Some(browser) = Browser::start() else { return };
    let Some(payloads) = payloads("badinput/xss/open/items.jsonl", "payload") else { return };
    let folder = tempfile::tempdir().unwrap();
    let html = |payload: &str| format!("<!doctype html><meta charset=utf-8><title>x</title><p>{payload}</p>");
    let fires = |payload: &&String| {
        let page = write(folder.path(), "raw.html", &html(payload));
        browser.leave();
        browser.requests();
        browser.open(&page);
        let mut fired = false;
        for _ in 0..20 {
            if !browser.dismiss_dialog() {
                break;
            }
            fired = true;
        }
        let own = format!("file://{}", page.display());
        fired || browser.requests().iter().any(|url| *url != own)
    };
    let some: Vec<&String> =
        payloads.iter().filter(|p| p.starts_with("<script>alert(") || p.starts_with("<img src")).take(12).collect();
    let count = some.iter().filter(|payload| fires(payload)).count();
    assert!(count >= some.len() / 2 && count > 0, "{count} of {} did something", some.len());
}

/// The checker of accessibility, as `.ci/run` installs it; `None`, said aloud, when it is not there.
fn axe() -> Option<String> {
    let found = std::env::var_os("ONRECORD_AXE").map(PathBuf::from).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: ONRECORD_AXE names no axe.min.js (npm install axe-core)");
    }
    found.map(|path| fs::read_to_string(path).unwrap())
}

/// Lists what axe finds against WCAG 2.2 A and AA and against good practice.
const AXE: &str = r"
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(
  found => done(found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | '))),
  error => done(['axe failed: ' + error]));
";

#[test]
fn axe_finds_nothing_on_any_kind_of_page() {
    let (Some(browser), Some(axe)) = (Browser::start(), axe()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let timeline = timeline::render(&sample::series::page()).unwrap();
    let pages = kinds::pages(sample::page(), "Varnholm Fact Project").into_iter();
    for (name, html) in pages.chain([("timeline.html".to_owned(), timeline)]) {
        browser.open(&write(folder.path(), &name, &html));
        browser.run(UNFOLD);
        browser.run(&axe);
        for (width, scheme) in [(320, "light"), (1280, "light"), (1280, "dark")] {
            browser.resize(width, scheme);
            assert_eq!(browser.run_until_done(AXE), serde_json::json!([]), "{name}, {width}, {scheme}");
        }
    }
    // The control: what is wrong is found.
    browser.open(&write(
        folder.path(),
        "wrong.html",
        "<!doctype html><title>x</title><img src=x><p style='color:#ccc'>x</p>",
    ));
    browser.run(&axe);
    assert_ne!(browser.run_until_done(AXE), serde_json::json!([]));
}

#[test]
fn no_kind_of_page_sticks_out_and_all_of_it_is_printed() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(2_000);
    for words in ["Varnholm Fact Project", &long, "\u{202e}שביתה ارتفاع \u{2067}x", "港口罢工已经结束港口罢工已经结束"]
    {
        for (name, html) in kinds::pages(sample::page(), words) {
            browser.open(&write(folder.path(), &name, &html));
            for (width, scheme) in [
                (320, "light"),
                (320, "dark"),
                (768, "light"),
                (768, "dark"),
                (1280, "light"),
                (1280, "dark"),
                (2560, "light"),
                (2560, "dark"),
            ] {
                browser.resize(width, scheme);
                let seen = browser.run("return [document.documentElement.scrollWidth, window.innerWidth];");
                let [content, window] = [seen[0].as_u64().unwrap(), seen[1].as_u64().unwrap()];
                assert!(content <= window, "{name} is {content} wide in a window of {window}, {scheme}: {words:.20}");
            }
            assert_eq!(browser.hidden_in_print(), serde_json::json!([]), "{name}");
        }
    }
}

#[test]
fn the_search_finds_from_disk_without_a_request() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let pages = kinds::pages(sample::page(), "Grève à l’Écluse <b>").into_iter();
    let (_, html) = pages.into_iter().find(|(name, _)| name == "search.html").unwrap();
    let page = write(folder.path(), "search.html", &html);
    browser.leave();
    browser.requests();
    browser.open(&page);
    let ask = |words: &str| {
        browser.run(&format!(
            "const box = document.getElementById('query'); box.value = {}; box.dispatchEvent(new Event('input')); \
             return [document.querySelectorAll('#found > li').length, document.querySelectorAll('#found a').length, \
             document.querySelectorAll('#found b').length, document.getElementById('said').textContent];",
            serde_json::json!(words)
        ))
    };
    let found = ask("ecluse GREVE");
    assert!(found[0].as_u64() > Some(2) && found[0] == found[1] && found[2] == 0, "{found}");
    assert!(found[3].as_str().is_some_and(|said| said.ends_with(" found")), "{found}");
    assert_eq!(ask("nowhere")[0], 0);
    let own = format!("file://{}", page.display());
    assert!(browser.requests().iter().all(|url| *url == own));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
