//! `evidence`: what people bring forward for and against claims.

use std::path::Path;

use onrecord_app::{Cited, Desk, EvidenceDraft, EvidenceView, MAX_DOCUMENT_BYTES, SourceFile};
use onrecord_model::{Citation, Handle, Independence, Kinship, Reason};
use onrecord_report::json::{to_line, v1};
use serde::Serialize;

use super::work::{Tally, told};
use crate::cli::Global;
use crate::cli::evidence::{Details, EvidenceAdd, EvidenceCommand, EvidenceEdit, EvidenceList, EvidenceRemove};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::fetch::Fetcher;
use crate::output::{Listing, Output, bold, dim, message, printable};

mod check;
mod copy;
#[cfg(test)]
mod tests;

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: EvidenceCommand) -> Result<Exit, CliError> {
    with(global, desk, args, &Fetcher::new()).await
}

/// Runs the command with what fetches addresses where that is asked for.
async fn with(global: &Global, desk: &Desk, args: EvidenceCommand, net: &Fetcher) -> Result<Exit, CliError> {
    match args {
        EvidenceCommand::Add(args) => add(global, desk, *args, net).await,
        EvidenceCommand::List(args) => list(global, desk, &args).await,
        EvidenceCommand::Show(args) => show(global, desk, args.evidence).await,
        EvidenceCommand::Copy(args) => copy::run(desk, &args).await,
        EvidenceCommand::Edit(args) => edit(global, desk, *args, net).await,
        EvidenceCommand::Remove(args) => remove(global, desk, &args).await,
        EvidenceCommand::Check(args) => check::run(global, desk, &args, net).await,
    }
}

async fn add(global: &Global, desk: &Desk, args: EvidenceAdd, net: &Fetcher) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let mut details = args.details;
    let page = if details.fetch { Some(fetched(net, details.url.as_deref())?) } else { None };
    let draft = EvidenceDraft { file: page.or(file_of(&mut details)?), ..draft(details, &args.reason) };
    let view = desk.add_evidence(args.claim, &draft, &by, &args.reason, args.dry_run).await?;
    print(global, &view)?;
    Ok(done(desk, args.dry_run))
}

async fn edit(global: &Global, desk: &Desk, args: EvidenceEdit, net: &Fetcher) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let mut details = args.details;
    let page = if details.fetch {
        let cited = desk.one_evidence(args.evidence).await?.item.evidence.citation;
        let known = if let Citation::Url(url) = cited { Some(url) } else { None };
        Some(fetched(net, details.url.as_deref().or(known.as_deref()))?)
    } else {
        None
    };
    let file = page.or(file_of(&mut details)?);
    let draft = EvidenceDraft { confirm: args.confirm, file, ..draft(details, &args.reason) };
    let view = desk.edit_evidence(args.evidence, &draft, &by, &args.reason, args.dry_run).await?;
    print(global, &view)?;
    if view.item.evidence.stale.is_some() {
        let handle = view.item.handle;
        message(&format!("{handle} is stale still; 'onrecord evidence edit {handle} --confirm -m REASON' confirms it"));
    }
    Ok(done(desk, args.dry_run))
}

/// What became of one piece of evidence, as printed.
#[derive(Serialize)]
struct Removed {
    evidence: String,
    /// `done` or `refused`.
    outcome: &'static str,
    claim: Option<String>,
    /// Why it was refused.
    why: Option<String>,
    dry_run: bool,
}

async fn remove(global: &Global, desk: &Desk, args: &EvidenceRemove) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let (mut listing, mut tally) = (Listing::new(&["evidence", "outcome", "claim", "why"]), Tally::default());
    for handle in &args.evidence {
        let result = desk.remove_evidence(*handle, &by, &args.reason, args.dry_run).await;
        let claim = result.as_ref().ok().map(|view| view.claim.handle.to_string());
        let why = result.as_ref().err().map(ToString::to_string);
        let outcome = if claim.is_some() { "done" } else { "refused" };
        let cells = [
            handle.to_string(),
            outcome.to_owned(),
            claim.clone().unwrap_or_default(),
            why.clone().unwrap_or_default(),
        ];
        let record = Removed { evidence: handle.to_string(), outcome, claim, why, dry_run: args.dry_run };
        listing.push(cells.to_vec(), to_line(&record));
        match result {
            Ok(_) => tally.done(),
            Err(error) => tally.refused(error, false, None),
        }
    }
    let mut out = Output::new(global.format);
    out.list(&listing)?;
    out.finish()?;
    told(desk, args.dry_run, tally.done > 0);
    Ok(tally.exit())
}

fn done(desk: &Desk, dry_run: bool) -> Exit {
    if dry_run {
        message(&format!("nothing was changed in {}", desk.describe()));
    } else {
        message("'onrecord undo -m REASON' takes it back");
    }
    Exit::Ok
}

/// Fetches the page that is cited.
fn fetched(net: &Fetcher, url: Option<&str>) -> Result<SourceFile, CliError> {
    let url = url.ok_or_else(|| CliError::usage("--fetch fetches an address; give it with --url"))?;
    let page = net.fetch(url)?;
    message(&format!("fetched {} bytes from {}", page.bytes.len(), page.url));
    Ok(SourceFile { bytes: page.legible(), path: page.url })
}

fn file_of(details: &mut Details) -> Result<Option<SourceFile>, CliError> {
    details.file.take().as_deref().map(read).transpose()
}

fn draft(details: Details, reason: &Reason) -> EvidenceDraft {
    let said = |of: Vec<Handle>, kinship: Kinship| {
        of.into_iter().map(move |of| Independence { of, kinship, reason: reason.clone() })
    };
    let same = said(details.same_origin_as, Kinship::Same);
    let independence = same.chain(said(details.independent_of, Kinship::Independent)).collect();
    let cited = match (details.url, details.cite, details.doc) {
        (Some(url), ..) => Some(Cited::Url(url)),
        (_, Some(place), _) => Some(Cited::Offline(place)),
        (.., Some(handle)) => Some(Cited::Document(handle)),
        _ => None,
    };
    EvidenceDraft {
        target: details.target,
        stance: details.stance,
        quote: details.quote,
        nth: details.nth,
        cited,
        file: None,
        link: details.archived,
        waived: details.no_copy,
        retrieved_at: details.retrieved,
        as_of: details.as_of,
        publisher: details.publisher,
        speaker: details.speaker,
        class: details.class,
        basis: details.basis,
        independence,
        interest: details.interest,
        note: details.note,
        confidential: (details.confidential || details.open).then_some(details.confidential),
        confirm: false,
    }
}

/// Reads the file of a source; its path is kept whole, so that it is found again from another folder.
fn read(path: &Path) -> Result<SourceFile, CliError> {
    let failed = |why: String| CliError::failure(format!("cannot read {}: {why}", path.display()));
    let missing = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => CliError::new(Exit::NotFound, format!("there is no file {}", path.display())),
        _ => failed(error.to_string()),
    };
    let size = std::fs::metadata(path).map_err(missing)?.len();
    if size > MAX_DOCUMENT_BYTES as u64 {
        let most = MAX_DOCUMENT_BYTES / (1024 * 1024);
        return Err(failed(format!("it has {size} bytes, and a copy may have {most} MiB at most")));
    }
    let bytes = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Ok(SourceFile { path: whole.display().to_string(), bytes })
}

async fn list(global: &Global, desk: &Desk, args: &EvidenceList) -> Result<Exit, CliError> {
    let views = desk.evidence(args.claim, args.stale).await?;
    let mut out = Output::new(global.format);
    out.list(&listing(&views))?;
    out.finish()?;
    Ok(Exit::Ok)
}

fn print(global: &Global, view: &EvidenceView) -> Result<(), CliError> {
    let mut out = Output::new(global.format);
    out.list(&listing(std::slice::from_ref(view)))?;
    out.finish()
}

fn listing(views: &[EvidenceView]) -> Listing {
    let mut listing = Listing::new(&[
        "evidence", "claim", "target", "stance", "class", "basis", "as of", "source", "kept", "state", "words",
    ]);
    for view in views {
        listing.push(cells(view), to_line(&v1::Evidence::new(&view.item, view.claim.handle)));
    }
    listing
}

fn cells(view: &EvidenceView) -> Vec<String> {
    let evidence = &view.item.evidence;
    let state = match &evidence.stale {
        Some(why) => format!("stale: {why}"),
        None => String::new(),
    };
    vec![
        view.item.handle.to_string(),
        view.claim.handle.to_string(),
        evidence.target.as_str().to_owned(),
        evidence.stance.as_str().to_owned(),
        evidence.class.as_str().to_owned(),
        evidence.basis.as_str().replace('_', " "),
        evidence.as_of.map(|at| at.to_string()).unwrap_or_default(),
        source(view),
        kept(view),
        state,
        evidence.quote.as_ref().map(|quote| quote.exact.clone()).unwrap_or_default(),
    ]
}

/// Returns a piece of evidence as one line for people.
pub(crate) fn sentence(view: &EvidenceView) -> String {
    let (item, evidence) = (&view.item, &view.item.evidence);
    let class = evidence.class.as_str();
    let day = evidence.as_of.map(|at| format!(", {at}")).unwrap_or_default();
    let words = evidence.quote.as_ref().map(|quote| format!(": “{}”", quote.exact)).unwrap_or_default();
    let stale = evidence.stale.as_ref().map(|why| format!(" – stale: {why}")).unwrap_or_default();
    let (stance, target) = (evidence.stance.as_str(), evidence.target.as_str());
    let closed = if evidence.confidential { ", confidential" } else { "" };
    format!("{} {stance} {target} ({class}{closed}): {}{day}{words}{stale}", item.handle, source(view))
}

fn source(view: &EvidenceView) -> String {
    let evidence = &view.item.evidence;
    let place = match &evidence.citation {
        Citation::Url(place) | Citation::Offline(place) => place.clone(),
        Citation::Document { handle, .. } => handle.to_string(),
    };
    match &evidence.publisher {
        Some(name) => format!("{name}: {place}"),
        None => place,
    }
}

fn kept(view: &EvidenceView) -> String {
    let evidence = &view.item.evidence;
    let parts = [
        matches!(evidence.citation, Citation::Document { .. }).then_some("stored"),
        evidence.keeping.snapshot.is_some().then_some("copy"),
        evidence.keeping.link.is_some().then_some("archive"),
        evidence.keeping.waived.is_some().then_some("waived"),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no".to_owned() } else { parts.join(", ") }
}

pub(crate) async fn show(global: &Global, desk: &Desk, evidence: Handle) -> Result<Exit, CliError> {
    let view = desk.one_evidence(evidence).await?;
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        out.record(&to_line(&v1::Evidence::new(&view.item, view.claim.handle)))?;
    } else {
        detail(&mut out, &view)?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

fn detail(out: &mut Output, view: &EvidenceView) -> Result<(), CliError> {
    let (item, evidence) = (&view.item, &view.item.evidence);
    let head = format!("{} {} of {}", evidence.stance.as_str(), evidence.target.as_str(), view.claim.handle);
    out.line(&format!("{}  {head}: {}", bold(&item.handle.to_string()), printable(&view.claim.wording)))?;
    if let Some(quote) = &evidence.quote {
        let around = |words: &str| dim(&printable(&words.split_whitespace().collect::<Vec<_>>().join(" ")));
        let words = bold(&printable(&quote.exact));
        out.line(&format!("  words      …{} {words} {}…", around(&quote.prefix), around(&quote.suffix)))?;
    }
    let independence: Vec<String> = evidence
        .independence
        .iter()
        .map(|one| format!("{} {}: {}", one.kinship.as_str(), one.of, one.reason))
        .collect();
    let facts = [
        ("source", Some(source(view))),
        ("class", Some(format!("{}, {}", evidence.class.as_str(), evidence.basis.as_str().replace('_', " ")))),
        ("speaker", evidence.speaker.clone()),
        ("as of", evidence.as_of.map(|at| at.to_string())),
        ("kept", Some(kept(view))),
        ("copy", copy::offer(view)),
        ("archived", evidence.keeping.link.clone()),
        ("no copy", evidence.keeping.waived.as_ref().map(ToString::to_string)),
        ("looked up", evidence.retrieved_at.map(|at| at.format("%Y-%m-%d %H:%M UTC").to_string())),
        ("origin", (!independence.is_empty()).then(|| independence.join("; "))),
        ("stake", evidence.interest.clone()),
        ("stale", evidence.stale.clone()),
        ("note", evidence.note.as_ref().map(|note| format!("{note} (never exported)"))),
        ("open", evidence.confidential.then(|| "no: it must not leave the desk".to_owned())),
        ("by", Some(format!("{}, {}", item.by, item.at.format("%Y-%m-%d %H:%M UTC")))),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            out.line(&format!("  {name:10} {}", printable(&fact)))?;
        }
    }
    Ok(())
}
