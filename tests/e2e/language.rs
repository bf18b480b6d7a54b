//! Pages in the language and the words of the house.

use crate::sandbox::{Ran, Sandbox, text};
use crate::texts::reservoir;

const RUSSIAN: &str = "[house]\nname = \"Бюро\"\nlanguage = \"ru\"\n\n[house.words]\nclaims-title = \"Утверждения\"\n\
    date-day = \"{ $day } { $month } { $year } г.\"\nmonth-5 = \"мая\"\nfoot-method = \"<script>fired()</script>\"\n\
    article-summary = '''\n{ $claims ->\n    [one] { $claims } утверждение\n    [few] { $claims } утверждения\n   \
    *[many] { $claims } утверждений\n} в тексте'''\n";

fn adopt(sandbox: &Sandbox, rules: &str) -> Ran {
    sandbox.write("house.toml", rules);
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "the desk met"])
}

fn page(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8(sandbox.read(path)).expect("text")
}

#[test]
fn pages_speak_the_language_of_the_house_and_as_it_did_then() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.run(&["report", "d1", "-o", "english"]).ok();
    assert!(page(&sandbox, "english/d1.html").contains("<html lang=\"en\">"));
    adopt(&sandbox, RUSSIAN).ok();
    let first = sandbox.list(&["log", "--kind", "rules-adopted"])[0].clone();
    sandbox.run(&["report", "d1", "-o", "first"]).ok();
    let russian = page(&sandbox, "first/d1.html");
    for words in
        ["<html lang=\"ru\">", ">Утверждения<", ">4 мая 2026 г.<", "5 утверждений в тексте", "Skip to the article"]
    {
        assert!(russian.contains(words), "{words}");
    }
    assert!(russian.contains("&lt;script&gt;fired()") && !russian.contains("<script>fired"));
    adopt(&sandbox, &RUSSIAN.replace("Утверждения", "Заявления").replace("\"ru\"", "\"ar\"")).ok();
    sandbox.run(&["report", "d1", "-o", "second"]).ok();
    let second = page(&sandbox, "second/d1.html");
    assert!(second.contains("<html lang=\"ar\" dir=\"rtl\">") && second.contains(">Заявления<"));
    sandbox.run(&["report", "d1", "-o", "again", "--at", text(&first["at"])]).ok();
    assert_eq!(page(&sandbox, "again/d1.html"), russian);
    sandbox.run_as("Ann", &["undo", "-m", "too many"]).ok();
    sandbox.run_as("Ann", &["undo", "-m", "none at all"]).ok();
    sandbox.run(&["report", "d1", "-o", "undone"]).ok();
    let english = page(&sandbox, "undone/d1.html");
    assert!(english.contains("<html lang=\"en\">") && english.contains(">Claims<") && english.contains(">Method<"));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_site_speaks_it_on_every_page_and_its_search_too() {
    let sandbox = Sandbox::with(reservoir());
    adopt(&sandbox, RUSSIAN).ok();
    sandbox.run(&["report", "--all", "-o", "site"]).ok();
    for name in ["index", "claims", "speakers", "search", "d1"] {
        assert!(page(&sandbox, &format!("site/{name}.html")).contains("<html lang=\"ru\">"), "{name}");
    }
    let search = page(&sandbox, "site/search.html");
    assert!(search.contains("id=\"words\">{\"kinds\":") && search.contains("new Intl.PluralRules("));
}

#[test]
fn words_that_pages_cannot_say_are_refused_with_line_and_field() {
    let sandbox = Sandbox::new();
    let check = |text: &str| {
        sandbox.write("house.toml", text);
        sandbox.run(&["rules", "check", "house.toml"])
    };
    check("[house]\nlanguage = \"rusian\"\n").exits(2).says(&["line 2, house.language", "BCP 47"]);
    check("[house.words]\nsearch-feild = \"x\"\n").exits(2).says(&["house.words.search-feild", "mean search-field?"]);
    check("[house.words]\nclaims = \"{ $claims }\"\n")
        .exits(2)
        .says(&["line 2, house.words.claims", "it has { $count }"]);
    check("[house.words]\nclaims = \"{ $count\"\n").exits(2).says(&["house.words.claims", "braces stand in pairs"]);
    check("[house.words]\nclaims = 3\n").exits(2).says(&["house.words.claims", "a text in quotation marks"]);
    adopt(&sandbox, "[house.words]\nclaims = \"{ $n }\"\n").exits(2).says(&["house.words.claims"]);
    sandbox.run(&["rules", "show"]).exits(3);
    let checked = check(RUSSIAN).ok();
    let told = checked.out();
    assert!(told.contains("5 of ") && told.contains("language ru; the others are in English"), "{told}");
}

#[test]
fn a_translator_begins_with_all_that_pages_say() {
    let sandbox = Sandbox::with(reservoir());
    let words = sandbox.run(&["rules", "words"]).ok();
    let table = words.out();
    assert!(table.starts_with("[house.words]\n") && table.contains("\nsite-claims = \"Claims\"\n"));
    adopt(&sandbox, table).ok();
    let found = sandbox.run(&["doctor"]).ok();
    assert!(!found.out().contains("pages:"), "{}", found.out());
    adopt(&sandbox, RUSSIAN).ok();
    let found = sandbox.run(&["doctor"]).ok();
    assert!(found.out().contains("note pages: 5 of "), "{}", found.out());
}
