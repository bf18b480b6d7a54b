//! What readers see: widths, themes, sizes of what is tapped, accessibility, and that cutting the style sheet shows nowhere.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{file, open};

const WIDTHS: [u32; 4] = [320, 768, 1280, 3840];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Opens all that is folded.
const UNFOLD: &str = "document.querySelectorAll('details').forEach(d => d.open = true);";

/// Lists what sticks out, is cut off, lies on other text, or is too small to be tapped.
const FAULTS: &str = r"
const faults = [], boxes = [], wide = innerWidth;
const name = e => e.tagName.toLowerCase() + '.' + (e.getAttribute('class') || '') + ' ' + e.textContent.trim().slice(0, 40);
if (document.documentElement.scrollWidth > wide) faults.push('the page is ' + document.documentElement.scrollWidth + ' wide');
const shown = e => !e.closest('.visually-hidden, .skip, noscript, svg, script, style') && e.checkVisibility();
const holds = (e, r) => {
  for (let a = e; a && a !== document.body; a = a.parentElement) {
    const style = getComputedStyle(a), box = a.getBoundingClientRect();
    if (style.overflowX !== 'visible' && (r.left < box.left - 1 || r.right > box.right + 1)) return false;
    if (['clip', 'hidden'].includes(style.overflowY) && (r.top < box.top - 1 || r.bottom > box.bottom + 1)) return false;
  }
  return true;
};
const scrolled = (e, r) => {
  for (let a = e; a; a = a.parentElement) {
    const box = a.getBoundingClientRect();
    if (getComputedStyle(a).overflowY === 'auto' && (r.top > box.bottom - 4 || r.bottom < box.top + 4)) return true;
  }
  return false;
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let number = 0; texts.nextNode(); number++) {
  const node = texts.currentNode, e = node.parentElement;
  if (!node.data.trim() || !shown(e)) continue;
  for (const word of node.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    for (const r of range.getClientRects()) {
      if (r.width < 1 || scrolled(e, r)) continue;
      if (r.left < -1 || r.right > wide + 1) faults.push('sticks out: ' + name(e));
      if (!holds(e, r)) faults.push('is cut off: ' + name(e));
      const middle = r.height / 4;
      boxes.push({ number, e, left: r.left + 1, right: r.right - 1, top: r.top + middle, bottom: r.bottom - middle });
    }
  }
}
boxes.sort((a, b) => a.top - b.top);
boxes.forEach((a, at) => {
  for (let next = at + 1; next < boxes.length && boxes[next].top < a.bottom; next++) {
    const b = boxes[next];
    if (a.number !== b.number && a.left < b.right && b.left < a.right) faults.push('overlap: ' + name(a.e) + ' / ' + name(b.e));
  }
});
for (const e of document.querySelectorAll('a[href], summary, input, button')) {
  if (!shown(e)) continue;
  const box = e.getBoundingClientRect();
  const inSentence = getComputedStyle(e).display === 'inline' && e.parentElement.textContent.trim() !== e.textContent.trim();
  if (!inSentence && (box.width < 23.9 || box.height < 23.9)) faults.push('small: ' + box.width + 'x' + box.height + ' ' + name(e));
}
return [...new Set(faults)];
";

#[test]
fn every_kind_of_page_fits_every_width_in_both_themes() {
    let Some((browser, world)) = open() else { return };
    for page in &world.kinds {
        browser.open(&file(world, page));
        browser.run(UNFOLD);
        for (width, scheme) in WIDTHS.iter().flat_map(|width| SCHEMES.map(|scheme| (*width, scheme))) {
            browser.resize(width, scheme);
            assert_eq!(browser.run(FAULTS), json!([]), "{page} at {width}, {scheme}");
        }
    }
}

#[test]
fn the_look_for_faults_finds_them() {
    let Some((browser, world)) = open() else { return };
    let bad = "<!doctype html><p style='width:9999px'>wide</p><p style='width:3px;overflow:hidden'>cutcutcut</p>\
               <p style='position:absolute;top:300px;margin:0'>lies upon</p><b style='position:absolute;top:300px'>other words</b>\
               <a style='display:block;width:9px' href='x'>t</a>";
    world.sandbox.write("bad.html", bad);
    browser.open(&world.sandbox.path("bad.html"));
    browser.resize(320, "light");
    let found = browser.run(FAULTS).to_string();
    for fault in ["the page is 100", "is cut off: p", "overlap: ", "small: 9x"] {
        assert!(found.contains(fault), "{fault:?} in {found}");
    }
}

/// The checker of accessibility, as `.ci/run` installs it; `None`, said aloud, when it is not there.
fn axe() -> Option<String> {
    let found = std::env::var_os("ONRECORD_AXE").map(PathBuf::from).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: ONRECORD_AXE names no axe.min.js (npm install axe-core)");
    }
    found.map(|path| std::fs::read_to_string(path).expect("a script"))
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
    let (Some((browser, world)), Some(axe)) = (open(), axe()) else { return };
    for page in &world.kinds {
        browser.open(&file(world, page));
        browser.run(UNFOLD);
        browser.run(&axe);
        for (width, scheme) in [(320, "dark"), (1280, "light"), (1280, "dark")] {
            browser.resize(width, scheme);
            assert_eq!(browser.run_until_done(AXE), json!([]), "{page} at {width}, {scheme}");
        }
    }
}

/// Returns how every element looks, as one text.
const LOOKS: &str = "const names = [...getComputedStyle(document.body)].filter(name => !name.startsWith('--'));\
    return [...document.querySelectorAll('body, body *')].map(e => [null, '::before'].map(part => {\
      const style = getComputedStyle(e, part);\
      return names.map(name => style.getPropertyValue(name)).join(';');\
    }).join()).join('\\n');";

#[test]
fn a_page_looks_as_with_the_whole_style_sheet() {
    let Some((browser, world)) = open() else { return };
    let read = |path: &str| String::from_utf8(world.sandbox.read(path)).expect("UTF-8");
    let common = read_template("report.css");
    for (page, parts) in
        [(&world.article, &[][..]), (&world.claim, &["claim/site.css"]), (&world.kinds[8], &["timeline/timeline.css"])]
    {
        let parts: String = parts.iter().map(|part| read_template(part)).collect();
        let whole = common.replace("/* PARTS: what only some kinds of page need goes here */", &parts);
        let html = read(&format!("out/{page}"));
        let (head, rest) = html.split_once("<style>").expect("a style sheet");
        let (own, body) = rest.split_once("</style>").expect("its end");
        assert!(own.len() * 4 < whole.len() * 3, "{page} carries {} of {} bytes", own.len(), whole.len());
        let head = head.replace("Content-Security-Policy", "none");
        world.sandbox.write("whole.html", format!("{head}<style>{whole}</style>{body}"));
        for (width, scheme) in [(320, "dark"), (1280, "light"), (3840, "light")] {
            let looks = |path: PathBuf| -> Value {
                browser.open(&path);
                browser.resize(width, scheme);
                browser.run(LOOKS)
            };
            let (cut, whole) = (looks(file(world, page)), looks(world.sandbox.path("whole.html")));
            assert!(
                cut == whole && cut.as_str().is_some_and(|looks| looks.len() > 100_000),
                "{page} at {width}, {scheme}"
            );
        }
    }
}

fn read_template(name: &str) -> String {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates")).join(name);
    std::fs::read_to_string(path).expect("a template")
}
