//! `agree`: how far people agree, from the log.

use onrecord_app::{Agreement, Desk, PairAgreement};
use onrecord_report::json::{rounded, to_line};
use serde::Serialize;

use crate::cli::Global;
use crate::cli::work::Agree;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, message};

/// One measure, as printed.
#[derive(Serialize)]
struct Record {
    /// `kappa` (Cohen, two people) or `alpha` (Krippendorff, nominal, any number).
    measure: &'static str,
    a: Option<String>,
    b: Option<String>,
    items: usize,
    same: Option<usize>,
    value: Option<f64>,
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Agree) -> Result<Exit, CliError> {
    let found = desk.agreement(args.blind).await?;
    let mut listing = Listing::new(&["measure", "between", "items", "same", "value"]);
    if found.items > 0 {
        fill(&mut listing, &found);
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    if found.items == 0 {
        message("no proposal has two opinions yet: 'onrecord set --propose', then 'onrecord second'");
    }
    Ok(Exit::Ok)
}

fn fill(listing: &mut Listing, found: &Agreement) {
    for pair in std::iter::once(&found.overall).chain(&found.pairs) {
        kappa(listing, pair);
    }
    let record =
        Record { measure: "alpha", a: None, b: None, items: found.items, same: None, value: found.alpha.map(rounded) };
    let between = format!("all opinions of {} people", found.people);
    push(listing, between, &record);
}

fn kappa(listing: &mut Listing, pair: &PairAgreement) {
    let between = match (&pair.a, &pair.b) {
        (Some(a), Some(b)) => format!("{a} and {b}"),
        _ => "first and second opinion".to_owned(),
    };
    let (a, b) = (pair.a.clone(), pair.b.clone());
    let (items, same, value) = (pair.items, Some(pair.same), pair.kappa.map(rounded));
    push(listing, between, &Record { measure: "kappa", a, b, items, same, value });
}

fn push(listing: &mut Listing, between: String, record: &Record) {
    let cells = vec![
        record.measure.to_owned(),
        between,
        record.items.to_string(),
        record.same.map(|same| same.to_string()).unwrap_or_default(),
        record.value.map_or_else(|| "not defined".to_owned(), |value| format!("{value:.3}")),
    ];
    listing.push(cells, to_line(record));
}
