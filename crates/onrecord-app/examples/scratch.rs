#![allow(warnings, clippy::all, clippy::pedantic)]
use onrecord_compare::{Statement, compare};
use onrecord_text::Text;
fn main() {
    let s = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for l in s.lines() {
        let c: Vec<&str> = l.split('\t').collect();
        let (a, b) = (Text::new(c[1].to_owned()).unwrap(), Text::new(c[2].to_owned()).unwrap());
        let (sa, sb) = ([a.span(0..c[1].len()).unwrap()], [b.span(0..c[2].len()).unwrap()]);
        let (xa, xb) = (onrecord_extract::slots(&a, &sa), onrecord_extract::slots(&b, &sb));
        let r = compare(&Statement::bare(&a, &sa, &xa), &Statement::bare(&b, &sb, &xb));
        let v: Vec<&str> = r.vetoes.iter().map(|v| v.as_str()).collect();
        let d: Vec<String> = r.drifts.iter().map(|d| format!("{}:{}", d.kind.as_str(), d.note)).collect();
        println!("{}\t{}\t{:.2}\t{}\t{}", c[0], r.relation.as_str(), r.score, v.join("+"), d.join(" | "));
    }
}
