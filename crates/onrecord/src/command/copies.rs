//! `copies`: documents in, copy groups out, no database.

use std::num::NonZeroUsize;

use onrecord_app::{ArticlePrint, Copies, article_print, copies, map_in_order};
use onrecord_model::ContentHash;
use onrecord_report::json::{to_line, v1};

use crate::cli::{Copies as Args, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::input::{Articles, Found, Kind, expand, hints};
use crate::output::{Listing, Output, message};

/// How many documents are printed at once.
const BATCH: usize = 256;

/// Runs the command: refused inputs are named on standard error, all others are compared.
pub(crate) fn run(global: &Global, args: &Args) -> Result<Exit, CliError> {
    let mut articles = Articles::new(expand(&args.paths)?, hints(&args.hints), args.hints.from);
    let jobs = args.jobs.unwrap_or_else(crate::command::ingest::cores);
    let (mut prints, mut worst) = (Vec::new(), None);
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let more = take(&mut articles, &mut batch, &mut worst);
        prints.extend(printed(batch, jobs));
        if !more {
            break;
        }
    }
    let mut out = Output::new(global.format);
    let mut listing = Listing::new(&["group", "origin", "docs", "agency", "copies"]);
    for (n, group) in copies(&prints).iter().enumerate() {
        let record = record(n + 1, group, &prints);
        let cells = vec![
            record.group.to_string(),
            record.origin.clone(),
            record.docs.len().to_string(),
            record.agency.clone().unwrap_or_default(),
            record.docs.iter().filter(|doc| **doc != record.origin).cloned().collect::<Vec<_>>().join(" "),
        ];
        listing.push(cells, to_line(&record));
    }
    out.list(&listing)?;
    out.finish()?;
    Ok(Kind::exit(worst))
}

/// Fills a batch; tells whether there may be more.
fn take(articles: &mut Articles, batch: &mut Vec<Found>, worst: &mut Option<Kind>) -> bool {
    while batch.len() < BATCH {
        match articles.next() {
            Some(Ok(found)) => batch.push(found),
            Some(Err(bad)) => {
                *worst = (*worst).max(Some(bad.kind));
                message(&bad.message());
            }
            None => return false,
        }
    }
    true
}

fn printed(batch: Vec<Found>, jobs: NonZeroUsize) -> Vec<ArticlePrint> {
    map_in_order(batch, jobs, |found| {
        let id = found.article.id.clone();
        // The hash does not depend on where a document lies.
        let id = id.unwrap_or_else(|| ContentHash::of(&found.raw).to_string().chars().take(16).collect());
        article_print(id, &found.article)
    })
}

fn record(number: usize, group: &Copies, prints: &[ArticlePrint]) -> v1::CopyGroup {
    let id = |document: usize| prints[document].id.clone();
    let why = |link: &onrecord_app::CopyOf| {
        let e = &link.evidence;
        let agency = e.agency.as_ref().map(|agency| format!(", both credit {agency}")).unwrap_or_default();
        format!(
            "{}: {} of {} sentences and {:.0} % of the words stand in {}{agency}",
            id(link.copy),
            e.sentences,
            e.of,
            100.0 * e.containment,
            id(link.of)
        )
    };
    v1::CopyGroup {
        group: number,
        docs: group.members.iter().map(|m| id(*m)).collect(),
        origin: id(group.origin),
        agency: group.agency.clone(),
        why: group.links.iter().map(why).collect(),
    }
}
