//! `suggest`: what the rules suggest, and why; a person decides.

use onrecord_app::{Desk, SuggestView, Suggestion, SuggestionOutcome};
use onrecord_report::json::to_line;
use onrecord_report::json::v1::{ContrastRecord, CountedRecord, NotCountedRecord, SuggestionRecord};

use crate::cli::origins::Suggest;
use crate::cli::{Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Listing, Output, bold, dim, printable};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: &Suggest) -> Result<Exit, CliError> {
    let views = match args.claim {
        Some(claim) => vec![desk.suggest(claim).await?],
        None => desk.suggest_open(args.limit).await?,
    };
    let mut out = Output::new(global.format);
    if out.format == Format::Table {
        let all = args.explain || args.claim.is_some();
        for view in &views {
            tell(&mut out, view, args.explain, all)?;
        }
        if views.is_empty() {
            out.line("nothing is suggested")?;
        }
    } else {
        let mut listing = Listing::new(&["claim", "target", "rule", "outcome", "why", "missing"]);
        for view in &views {
            for one in &view.suggestions {
                listing.push(cells(view, one), to_line(&record(view, one)));
            }
        }
        out.list(&listing)?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

/// Prints what the rules say of a claim; where not `all` is wanted, only what suggests something.
fn tell(out: &mut Output, view: &SuggestView, explain: bool, all: bool) -> Result<(), CliError> {
    let claim = &view.view.claim;
    out.line(&bold(&printable(&format!("{}  {}", claim.handle, claim.wording))))?;
    let wanted = |one: &&Suggestion| all || one.outcome != SuggestionOutcome::Nothing;
    for one in view.suggestions.iter().filter(wanted) {
        let mut lines = one.lines().into_iter();
        let head = lines.next().unwrap_or_default();
        let shown = if one.outcome == SuggestionOutcome::Nothing { dim(&printable(&head)) } else { printable(&head) };
        out.line(&format!("  {shown}"))?;
        let kept = lines.filter(|line| explain || line.starts_with("Missing"));
        for line in kept {
            out.line(&dim(&printable(&format!("    {line}"))))?;
        }
    }
    Ok(())
}

fn cells(view: &SuggestView, one: &Suggestion) -> Vec<String> {
    vec![
        view.view.claim.handle.to_string(),
        one.target.as_str().to_owned(),
        one.rule.as_str().to_owned(),
        one.outcome.as_str().to_owned(),
        one.why.clone(),
        one.missing.join("; "),
    ]
}

fn record(view: &SuggestView, one: &Suggestion) -> SuggestionRecord {
    SuggestionRecord {
        claim: view.view.claim.handle.to_string(),
        rule: one.rule.as_str(),
        version: one.version,
        target: one.target.as_str(),
        outcome: one.outcome.as_str(),
        why: one.why.clone(),
        counted: one
            .counted
            .iter()
            .map(|c| CountedRecord {
                id: c.id.clone(),
                label: c.label.clone(),
                origin: c.origin.clone(),
                note: c.note.clone(),
            })
            .collect(),
        not_counted: one
            .not_counted
            .iter()
            .map(|n| NotCountedRecord { id: n.id.clone(), label: n.label.clone(), why: n.why.to_string() })
            .collect(),
        missing: one.missing.clone(),
        contrasts: one
            .contrasts
            .iter()
            .map(|c| ContrastRecord {
                id: c.id.clone(),
                label: c.label.clone(),
                vetoes: c.vetoes.iter().map(|veto| veto.as_str()).collect(),
            })
            .collect(),
    }
}
