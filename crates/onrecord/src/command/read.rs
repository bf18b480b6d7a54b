//! `read`: any input as one article a line.

use onrecord_model::ContentHash;
use onrecord_report::json::{to_line, v1::ArticleRecord};

use crate::cli::{Format, Global, Read};
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Articles, Found, Kind, expand, hints};
use crate::output::{Listing, Output, message};

/// Runs the command: refused inputs are named on standard error, all others are printed.
pub(crate) fn run(global: &Global, args: &Read) -> Result<Exit, CliError> {
    let mut out = Output::raw(global.format.unwrap_or(Format::Ndjson));
    let mut worst = None;
    let mut listing = Listing::new(&["path", "published", "outlet", "title", "characters"]);
    for item in Articles::new(expand(&args.paths)?, hints(&args.hints), args.hints.from) {
        match item {
            Ok(found) if out.format == Format::Ndjson => out.record(&record(&found))?,
            Ok(found) => listing.push(cells(&found), record(&found)),
            Err(bad) => {
                worst = worst.max(Some(bad.kind));
                message(&bad.message());
            }
        }
    }
    if out.format != Format::Ndjson {
        out.list(&listing)?;
    }
    out.finish()?;
    Ok(Kind::exit(worst))
}

fn record(found: &Found) -> String {
    let hash = ContentHash::of(&found.raw);
    to_line(&ArticleRecord::new(&found.article, Some(found.path.clone()), hash))
}

fn cells(found: &Found) -> Vec<String> {
    let article = &found.article;
    vec![
        found.path.clone(),
        article.published.map(|p| p.to_string()).unwrap_or_default(),
        article.outlet.clone().unwrap_or_default(),
        article.title.clone().unwrap_or_default(),
        article.text.as_str().chars().count().to_string(),
    ]
}
