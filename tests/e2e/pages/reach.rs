//! What readers reach: every link, by key, by search, with no script and with no motion.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::{Browser, World, file, open};

/// Lists the links of a page as written, with what they are related by.
const LINKS: &str = "return [...document.querySelectorAll('a[href]')].map(a => [a.getAttribute('href'), a.rel]);";

/// Goes to each of these places of a page and tells where that led.
const TARGETS: &str = "return PLACES.map(place => {\
    location.hash = place; const e = document.querySelector(':target'); return e && e.id; });";

fn links(browser: &Browser) -> Vec<(String, String)> {
    let found = browser.run(LINKS);
    let pair = |link: &Value| {
        (link[0].as_str().unwrap_or_default().to_owned(), link[1].as_str().unwrap_or_default().to_owned())
    };
    found.as_array().expect("a list").iter().map(pair).collect()
}

/// Follows every link from these pages on; returns the pages met, and the places in them that were linked to.
fn follow(browser: &Browser, world: &World, from: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut open: VecDeque<String> = from.iter().map(|page| (*page).to_owned()).collect();
    let mut met: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(page) = open.pop_front() {
        browser.open(&file(world, &page));
        for (href, rel) in links(browser) {
            if href.contains(':') {
                assert!(href.starts_with("https://") || href.starts_with("http://"), "{page} links to {href}");
                assert!(rel.split(' ').any(|word| word == "noopener"), "{page} links to {href} with {rel:?}");
                continue;
            }
            let (name, place) = href.split_once('#').unwrap_or((&href, ""));
            let name = if name.is_empty() { page.clone() } else { name.to_owned() };
            assert!(file(world, &name).is_file(), "{page} links to {href}, which is not there");
            if met.insert(name.clone()) {
                open.push_back(name.clone());
            }
            places.entry(name).or_default().extend((!place.is_empty()).then(|| place.to_owned()));
        }
    }
    met.into_iter().map(|page| (page.clone(), places.remove(&page).unwrap_or_default())).collect()
}

#[test]
fn every_link_of_the_site_leads_to_a_place_that_is_there() {
    let Some((browser, world)) = open() else { return };
    let met = follow(&browser, world, &["index.html", "compare-d10-d18.html", "timeline-d12.html"]);
    for (page, places) in met.iter().filter(|(_, places)| !places.is_empty()) {
        browser.open(&file(world, page));
        let went = browser.run(&TARGETS.replace("PLACES", &json!(places).to_string()));
        assert_eq!(went, json!(places), "{page}");
    }
    let folder = std::fs::read_dir(world.sandbox.path("out")).expect("the site");
    let names = folder.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    let written: BTreeSet<String> = names.filter(|name| name.contains(".html")).collect();
    assert_eq!(written, met.keys().cloned().collect(), "every page is reached from the first");
    assert!(met.values().map(BTreeSet::len).sum::<usize>() > 100);
}

/// Tells what has the focus: how it is called, whether it is seen in the window, and how thick its outline is.
const FOCUS: &str = r"
const e = document.activeElement, box = e.getBoundingClientRect();
if (e === document.body) return null;
const all = [...document.querySelectorAll('a[href], button, input, summary')].filter(e => e.checkVisibility());
const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
return { at: all.indexOf(e), of: all.length, seen, outline: parseFloat(getComputedStyle(e).outlineWidth),
  drawn: getComputedStyle(e).outlineStyle !== 'none', skip: e.classList.contains('skip') };
";

#[test]
fn the_tabulator_reaches_all_that_can_be_used_in_order_and_shows_where_it_is() {
    let Some((browser, world)) = open() else { return };
    for page in &world.kinds[..9] {
        browser.open(&file(world, page));
        browser.resize(1280, "light");
        browser.prefer("prefers-reduced-motion", "reduce");
        let count = browser.run("return [...document.querySelectorAll('a[href], button, input, summary')].filter(e => e.checkVisibility()).length;");
        let count = count.as_u64().expect("a number");
        for number in 0..count.min(60) {
            browser.press("Tab", 9);
            let focus = browser.run(FOCUS);
            assert_eq!(focus["at"], json!(number), "{page}: {focus}");
            assert_eq!(focus["seen"], json!(true), "{page}: {focus} is out of sight");
            let shows = focus["drawn"] == json!(true) && focus["outline"].as_f64() >= Some(2.0);
            assert!(shows || focus["skip"] == json!(true), "{page}: {focus} does not show that it has the focus");
            assert!(number > 0 || focus["skip"] == json!(true), "{page}: the first stop leads past the head");
        }
    }
}

#[test]
fn the_first_stop_leads_past_the_head() {
    let Some((browser, world)) = open() else { return };
    for page in &world.kinds[..9] {
        browser.open(&file(world, page));
        browser.prefer("prefers-reduced-motion", "reduce");
        browser.press("Tab", 9);
        browser.run("document.activeElement.click();");
        let seen = browser.run(
            "const t = document.querySelector(':target'); const box = t && t.getBoundingClientRect();\
             return !!box && box.top < innerHeight && box.bottom > 0;",
        );
        assert_eq!(seen, json!(true), "{page}");
    }
}

#[test]
fn nothing_moves_for_those_who_want_no_motion() {
    let Some((browser, world)) = open() else { return };
    let motion = "const all = [...document.querySelectorAll('*')].map(e => getComputedStyle(e));\
        return [getComputedStyle(document.documentElement).scrollBehavior, document.getAnimations().length,\
        all.filter(s => s.transitionDuration !== '0s' || s.animationName !== 'none').length];";
    for page in &world.kinds[..9] {
        browser.open(&file(world, page));
        browser.prefer("prefers-reduced-motion", "reduce");
        assert_eq!(browser.run(motion), json!(["auto", 0, 0]), "{page}");
        browser.prefer("prefers-reduced-motion", "no-preference");
        assert_eq!(browser.run(motion)[0], "smooth", "{page}");
    }
}

#[test]
fn without_scripts_all_is_there_but_the_search_which_says_where_to_look() {
    let Some((browser, world)) = open() else { return };
    let words = |page: &str| {
        browser.open(&file(world, page));
        browser.run("return document.body.innerText;")
    };
    let with: Vec<Value> = world.kinds.iter().map(|page| words(page)).collect();
    browser.stop_scripts(true);
    let without: Vec<Value> = world.kinds.iter().map(|page| words(page)).collect();
    browser.stop_scripts(false);
    for ((page, with), without) in world.kinds.iter().zip(with).zip(without) {
        if page == "search.html" {
            assert!(
                without.as_str().is_some_and(|said| said.contains("lists of articles, claims and speakers")),
                "{without}"
            );
        } else {
            assert!(with == without && with.as_str().is_some_and(|words| words.len() > 500), "{page}");
        }
    }
}

#[test]
fn the_search_finds_on_disk_and_what_it_finds_can_be_opened() {
    let Some((browser, world)) = open() else { return };
    let page = file(world, "search.html");
    for (asked, found) in [
        ("3.5 MILLION clean-up", "$3.5 million"),
        ("\"fact disputed\" $3.5 million", "9 March 2026"),
        ("השביתה בנמל", "השביתה"),
        ("港口", "港口罢工结束"),
    ] {
        browser.open(&page);
        let ask = format!(
            "const box = document.getElementById('query'); box.value = {}; box.dispatchEvent(new Event('input'));\
             const all = [...document.querySelectorAll('#found li')];\
             return [all.map(e => e.innerText).join('\\n'), document.querySelector('#found a').href];",
            json!(asked)
        );
        let seen = browser.run(&ask);
        assert!(seen[0].as_str().is_some_and(|list| list.contains(found)), "{asked}: {seen}");
        browser.run("document.querySelector('#found a').click();");
        browser.visit(seen[1].as_str().expect("an address"));
        let told = browser.run("return document.body.innerText;");
        assert!(told.as_str().is_some_and(|words| words.contains(found)), "{asked} leads to {}", seen[1]);
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
    let asked: Vec<String> = browser.requests().into_iter().filter(|url| url.starts_with("http")).collect();
    assert_eq!(asked, Vec::<String>::new());
}
