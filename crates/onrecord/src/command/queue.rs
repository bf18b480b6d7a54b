//! `queue`: what to check first, and why.

use onrecord_app::{Desk, QueueAsk, QueueFilter, QueueItem};
use onrecord_model::StatusKind;
use onrecord_report::json::{to_line, v1};

use crate::cli::queue::{Queue, QueueArgs};
use crate::cli::{Format, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, message, one_line, printable};

use super::work_view;

pub(crate) mod saved;

/// How many reasons a row shows, the heaviest first; records have all.
const WHY: usize = 2;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Queue) -> Result<Exit, CliError> {
    if let Some(command) = &args.kept {
        return saved::run(global, desk, command).await;
    }
    let viewer = desk::viewer(global)?;
    let asked = saved::asked(desk, args).await?;
    let mut list = desk.ask_queue(&ask(global, desk, &asked).await?).await?;
    for item in &mut list.items {
        item.work = item.work.seen_by(&viewer);
    }
    let mut out = Output::new(global.format);
    if asked.why && out.format == Format::Table {
        list.items.iter().try_for_each(|item| explain(&mut out, item))?;
    } else {
        out.list(&listing(&list.items))?;
    }
    out.finish()?;
    if let Some(looked_at) = list.looked_at {
        message(&format!(
            "only the {looked_at} claims most worth checking were looked at for this; narrow it to see others"
        ));
    }
    Ok(Exit::Ok)
}

/// Prints all that puts a claim where it stands.
fn explain(out: &mut Output, item: &QueueItem) -> Result<(), CliError> {
    let (claim, score) = (&item.row.claim, item.priority.score);
    let head = format!("{}  {score:.2}", claim.handle);
    out.line(&format!("{}  {}", bold(&head), printable(&one_line(&claim.wording))))?;
    item.priority.reasons.iter().try_for_each(|why| out.line(&format!("  {}", printable(why))))
}

/// Returns what the arguments ask for.
pub(crate) async fn ask(global: &Global, desk: &Desk, args: &QueueArgs) -> Result<QueueAsk, CliError> {
    Ok(QueueAsk {
        filter: filter(desk, args).await?,
        work: args.work.work,
        mine: if args.work.mine { Some(desk::reviewer(global)?) } else { None },
        sort: args.work.sort.into(),
        attention: args.attention,
        origins: args.which.origins.unwrap_or_default(),
        why: args.why,
    })
}

async fn filter(desk: &Desk, args: &QueueArgs) -> Result<QueueFilter, CliError> {
    let which = &args.which;
    let speaker = match &which.speaker {
        Some(named) => Some(desk.speaker_named(named).await?.id),
        None => None,
    };
    let outlets = match &which.outlet {
        Some(named) => Some(vec![desk.outlet_named(named).await?.id]),
        None => None,
    };
    let document = match which.doc {
        Some(handle) => Some(desk.document(handle).await?.id),
        None => None,
    };
    let decided = matches!(which.status, Some(StatusKind::Corroborated | StatusKind::Disputed));
    Ok(QueueFilter {
        status: which.status,
        target: which.target,
        speaker,
        document,
        outlets,
        since: which.since,
        drift: which.drift,
        open_only: !args.all && !decided && !args.attention,
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
        why(item),
        row.claim.wording.clone(),
    ]
}

/// Returns why it stands where it stands; what wants attention comes before everything.
fn why(item: &QueueItem) -> String {
    item.attention.iter().chain(&item.priority.reasons).take(WHY).cloned().collect::<Vec<_>>().join("; ")
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
        attention: &item.attention,
        work: &item.work,
        lease: item.lease.as_ref(),
    }))
}
