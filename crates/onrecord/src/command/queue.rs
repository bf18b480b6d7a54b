//! `queue`: what to check first, and why.

use onrecord_app::{Desk, QueueAsk, QueueFilter, QueueItem};
use onrecord_model::StatusKind;
use onrecord_report::json::{to_line, v1};

use crate::cli::{Global, Queue};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output};

use super::work_view;

/// How many reasons a row shows, the heaviest first; records have all.
const WHY: usize = 2;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Queue) -> Result<Exit, CliError> {
    let viewer = desk::viewer(global)?;
    let mine = if args.work.mine { Some(desk::reviewer(global)?) } else { None };
    let sort = args.work.sort.into();
    let ask = QueueAsk { filter: filter(desk, args).await?, work: args.work.work, mine, sort };
    let mut items = desk.ask_queue(&ask).await?;
    for item in &mut items {
        item.work = item.work.seen_by(&viewer);
    }
    let mut out = Output::new(global.format);
    out.list(&listing(&items))?;
    out.finish()?;
    Ok(Exit::Ok)
}

/// Returns which claims the arguments ask for.
pub(crate) async fn filter(desk: &Desk, args: &Queue) -> Result<QueueFilter, CliError> {
    let speaker = match args.speaker {
        Some(handle) => Some(desk.speaker(handle).await?.id),
        None => None,
    };
    let document = match args.doc {
        Some(handle) => Some(desk.document(handle).await?.id),
        None => None,
    };
    let decided = matches!(args.status, Some(StatusKind::Corroborated | StatusKind::Disputed));
    Ok(QueueFilter {
        status: args.status,
        target: args.target,
        speaker,
        document,
        since: args.since,
        open_only: !args.all && !decided,
        limit: args.limit,
        ..QueueFilter::default()
    })
}

/// Lists queue items for people and for programs.
pub(crate) fn listing(items: &[QueueItem]) -> Listing {
    let heads = ["claim", "score", "voice", "said", "fact", "work", "date", "outlet", "speaker", "why", "wording"];
    let mut listing = Listing::new(&heads);
    for item in items {
        listing.push(cells(item), record(item));
    }
    listing
}

fn cells(item: &QueueItem) -> Vec<String> {
    let row = &item.row;
    let statuses = &row.claim.statuses;
    vec![
        row.claim.handle.to_string(),
        format!("{:.2}", item.priority.score),
        row.voice.as_str().to_owned(),
        statuses.said.as_ref().map_or("–", |s| s.kind().as_str()).to_owned(),
        statuses.fact.kind().as_str().to_owned(),
        work_view::cell(&item.work, item.lease.as_ref()),
        row.claim.first_published.map(|d| d.to_string()).unwrap_or_default(),
        row.document.outlet.clone().unwrap_or_default(),
        row.speaker.clone().unwrap_or_default(),
        item.priority.reasons.iter().take(WHY).cloned().collect::<Vec<_>>().join("; "),
        row.claim.wording.clone(),
    ]
}

/// Returns the record of a queue item for programs.
pub(crate) fn record(item: &QueueItem) -> String {
    let row = &item.row;
    to_line(&v1::QueueRow::from(v1::QueueInput {
        claim: &row.claim,
        speaker: row.speaker.as_deref(),
        voice: row.voice,
        mentions: row.mentions,
        document: row.document.handle,
        score: item.priority.score,
        why: &item.priority.reasons,
        work: &item.work,
        lease: item.lease.as_ref(),
    }))
}
