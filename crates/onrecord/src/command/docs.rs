//! `docs`: the documents.

use onrecord_app::{Desk, DocumentSummary};
use onrecord_report::json::{to_line, v1};

use crate::cli::{Docs, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Docs) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["doc", "version", "published", "outlet", "mentions", "title"]);
    for document in desk.documents(args.after, args.limit).await? {
        listing.push(cells(&document), to_line(&row(&document)));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn cells(document: &DocumentSummary) -> Vec<String> {
    vec![
        document.handle.to_string(),
        document.version.to_string(),
        document.published.map(|p| p.to_string()).unwrap_or_default(),
        document.outlet.clone().unwrap_or_default(),
        document.mentions.to_string(),
        document.title.clone().unwrap_or_default(),
    ]
}

/// Returns the record of a document for programs.
pub(crate) fn row(document: &DocumentSummary) -> v1::DocumentRow {
    v1::DocumentRow {
        doc: document.handle.to_string(),
        version: document.version,
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        published: document.published.as_ref().map(v1::Published::from),
        url: document.url.clone(),
        lang: document.language.as_ref().map(|l| l.0.clone()),
        hash: document.hash.to_string(),
        retrieved_at: document.retrieved_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        mentions: document.mentions,
    }
}
