//! `match`: pairs of claims that say the same, listed and decided on.

use onrecord_app::{
    Desk, InPrint, MatchTally, PairDecision, PairFilter, PairList, PairSide, PairView, Recompared, TakenOut,
};
use onrecord_model::{PairChange, ProposalState, Veto};
use onrecord_report::json::{rounded, to_line, v1};
use serde::Serialize;

use crate::cli::matching::{MatchCommand, MatchList, MatchPair, MatchSplit, MatchState};
use crate::cli::{Format, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, dim, message, printable};

use super::public::tell_clashes;

/// Pairs named at most that people confirmed and that are contrasts by now.
const NAMED: usize = 20;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: MatchCommand) -> Result<Exit, CliError> {
    match args {
        MatchCommand::List(args) => list(global, desk, &args).await,
        MatchCommand::Accept(args) => decide(global, desk, args, ProposalState::Confirmed).await,
        MatchCommand::Reject(args) => decide(global, desk, args, ProposalState::Refused).await,
        MatchCommand::Split(args) => split(global, desk, args).await,
        MatchCommand::Rebuild => rebuild(desk).await,
    }
}

async fn list(global: &Global, desk: &Desk, args: &MatchList) -> Result<Exit, CliError> {
    let default = if args.claim.is_some() { MatchState::All } else { MatchState::Proposed };
    let contrasts = (args.contrasts || args.matches).then_some(args.contrasts);
    let state = args.state.unwrap_or(default).state();
    let (min, spares_contradictions) = (args.floor(), args.spares_contradictions());
    let filter = PairFilter { state, contrasts, repeats: args.repeats, min, spares_contradictions, limit: args.limit };
    let PairList { pairs, total, below } = desk.pairs(args.claim, &filter).await?;
    let in_print = desk.pairs_in_print(&pairs).await?;
    let mut out = Output::new(global.format);
    if out.format == Format::Table {
        for (view, besides) in pairs.iter().zip(&in_print) {
            tell(&mut out, view, besides)?;
        }
        if pairs.is_empty() {
            out.line("no such pairs")?;
        }
    } else {
        let mut listing = Listing::new(&HEAD);
        for (view, besides) in pairs.iter().zip(&in_print) {
            listing.push(cells(view, besides), to_line(&Listed::of(view, besides)));
        }
        out.list(&listing)?;
    }
    out.finish()?;
    if pairs.len() as u64 != total {
        message(&format!("{} of {total} pairs; --limit {total} lists all of them", pairs.len()));
    }
    if below > 0 {
        message(&format!("{below} more that are less than {min:.2} alike are not listed; --all lists them"));
    }
    Ok(Exit::Ok)
}

/// A pair as listed.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    row: v1::PairRow,
    /// What rule R8 names besides between the first places of the claims.
    vetoes_in_print: Vec<&'static str>,
    taken_out: Vec<Without>,
}

/// A claim that a later version of its article does not hold.
#[derive(Serialize)]
struct Without {
    claim: String,
    version: u32,
    doc: String,
}

impl Listed {
    fn of(view: &PairView, in_print: &InPrint) -> Self {
        let without = |one: &TakenOut| Without {
            claim: one.claim.to_string(),
            version: one.version,
            doc: one.document.to_string(),
        };
        Listed {
            row: row(view),
            vetoes_in_print: words(&in_print.vetoes),
            taken_out: in_print.taken_out.iter().map(without).collect(),
        }
    }
}

/// The columns of a list of pairs.
const HEAD: [&str; 12] = [
    "a",
    "b",
    "kind",
    "relation",
    "score",
    "vetoes",
    "in print",
    "taken out",
    "state",
    "why",
    "a wording",
    "b wording",
];

fn words(vetoes: &[Veto]) -> Vec<&'static str> {
    vetoes.iter().copied().map(Veto::as_str).collect()
}

/// Writes a pair as a record.
pub(crate) fn row(view: &PairView) -> v1::PairRow {
    v1::PairRow::new(&view.pair, side(&view.a), side(&view.b))
}

fn side(side: &PairSide) -> v1::PairSide {
    v1::PairSide::new(&side.claim, side.speaker.as_deref())
}

/// Prints a pair as a block: how they stand to one another, then both wordings, the one published first before the other, as
/// the changes between them are told.
fn tell(out: &mut Output, view: &PairView, in_print: &InPrint) -> Result<(), CliError> {
    let pair = &view.pair;
    let (a, b) = (view.a.claim.handle, view.b.claim.handle);
    let head = format!("{a} – {b}  {} ({}, {:.2} alike)", kind(view), pair.relation.as_str(), pair.score);
    let state = if pair.state == ProposalState::Proposed { "" } else { pair.state.as_str() };
    out.line(&format!("{}  {state}", bold(&head)))?;
    let mut sides = [(a, &view.a), (b, &view.b)];
    if let (Some(of_a), Some(of_b)) = (view.a.claim.first_published, view.b.claim.first_published)
        && of_b < of_a
    {
        sides.reverse();
    }
    for (handle, side) in sides {
        let date = side.claim.first_published.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        let who = side.speaker.as_deref().unwrap_or("—");
        let words: Vec<&str> = side.claim.wording.split_whitespace().collect();
        out.line(&printable(&format!("  {handle:<5} {date}  {who}: {}", words.join(" "))))?;
    }
    let besides = match &in_print.vetoes[..] {
        [] => String::new(),
        some => format!("; as printed they are a contrast: {} differs", words(some).join(", ")),
    };
    out.line(&dim(&printable(&format!("        {}{besides}", pair.why))))?;
    for TakenOut { claim, version, document } in &in_print.taken_out {
        out.line(&dim(&format!(
            "        {claim} was taken out of its article: version {version}, {document}, does not hold it"
        )))?;
    }
    Ok(())
}

/// Names what rule R8 makes of a pair.
pub(crate) fn kind(view: &PairView) -> &'static str {
    let pair = &view.pair;
    if pair.may_match(true) {
        "match"
    } else if pair.may_match(false) {
        "match for fact, another speaker"
    } else {
        "contrast"
    }
}

fn cells(view: &PairView, in_print: &InPrint) -> Vec<String> {
    let pair = &view.pair;
    vec![
        view.a.claim.handle.to_string(),
        view.b.claim.handle.to_string(),
        kind(view).to_owned(),
        pair.relation.as_str().to_owned(),
        rounded(pair.score).to_string(),
        words(&pair.vetoes).join(" "),
        words(&in_print.vetoes).join(" "),
        in_print.taken_out.iter().map(|one| one.claim.to_string()).collect::<Vec<_>>().join(" "),
        pair.state.as_str().to_owned(),
        pair.why.clone(),
        view.a.claim.wording.clone(),
        view.b.claim.wording.clone(),
    ]
}

async fn decide(global: &Global, desk: &Desk, args: MatchPair, to: ProposalState) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let pairs = args.others.iter().map(|other| (args.one, *other)).collect();
    let decision = PairDecision { pairs, to, by, reason: args.reason };
    let changes = desk.decide_pairs(&decision, args.dry_run).await?;
    if !args.dry_run && !changes.is_empty() {
        tell_clashes(desk, &desk.claim(args.one).await?.claim).await?;
    }
    told(global, desk, &changes, args.dry_run)
}

async fn split(global: &Global, desk: &Desk, args: MatchSplit) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let changes = desk.split(args.claim, &by, &args.reason, args.dry_run).await?;
    told(global, desk, &changes, args.dry_run)
}

/// What was decided, as printed.
#[derive(Serialize)]
struct Decided {
    #[serde(flatten)]
    change: v1::PairChange,
    dry_run: bool,
}

fn told(global: &Global, desk: &Desk, changes: &[PairChange], dry_run: bool) -> Result<Exit, CliError> {
    let mut listing = Listing::new(&["a", "b", "before", "after"]);
    for change in changes {
        let (a, b) = change.handles;
        let before = if change.is_new { "–" } else { change.before.as_str() };
        let cells = vec![a.to_string(), b.to_string(), before.to_owned(), change.after.as_str().to_owned()];
        listing.push(cells, to_line(&Decided { change: v1::PairChange::from(change), dry_run }));
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    match (changes.is_empty(), dry_run) {
        (true, _) => message("it was so already; nothing was changed"),
        (false, true) => message(&format!("nothing was changed in {}", desk.describe())),
        (false, false) => message("'onrecord undo -m REASON' takes it back"),
    }
    Ok(Exit::Ok)
}

async fn rebuild(desk: &Desk) -> Result<Exit, CliError> {
    let MatchTally { pairs, full, claims } = desk.match_unfiled().await?;
    let common =
        if full == 0 { String::new() } else { format!("; {full} keys were common to more than 64 statements") };
    message(&format!("{claims} claims filed, {pairs} pairs proposed{common}"));
    let Recompared { pairs, changed, forbidden } = desk.compare_pairs_anew().await?;
    message(&format!("{pairs} pairs compared anew, {changed} stand otherwise to one another now"));
    if forbidden.is_empty() {
        return Ok(Exit::Ok);
    }
    let named: Vec<String> = forbidden.iter().map(|(a, b)| format!("{a} {b}")).collect();
    let (some, more) = named.split_at(named.len().min(NAMED));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    message(&format!(
        "people confirmed as one statement what is a contrast by now, which stays until somebody decides: {}{more}",
        some.join(", ")
    ));
    Ok(Exit::Attention)
}
