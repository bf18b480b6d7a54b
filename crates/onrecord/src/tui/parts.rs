//! What the panes show of a claim, in the words of the commands that show the same.

use onrecord_app::Desk;
use onrecord_model::{Handle, Reviewer};

use super::article::{self, Mark};
use super::hand;
use super::link::{Answer, PartRequest, Standing};
use super::pane::Pane;
use super::styled::{TextLine, Tone, plain, read};
use crate::cli::{By, DiffView, Drift};
use crate::command::{claim_view, drift, evidence, log, origins};
use crate::error::CliError;
use crate::output::{Output, bold, printable};

/// Reads what a pane shows of a claim to `viewer`; a failure is what it shows then.
pub(super) async fn part(desk: &Desk, asked: PartRequest, viewer: &Reviewer) -> Answer {
    let claim = asked.claim;
    let read = match asked.pane {
        Pane::Queue => Ok(Vec::new()),
        Pane::Article => article(desk, claim, asked.place).await,
        Pane::Claim => return told(desk, asked, viewer).await,
        Pane::Evidence => brought(desk, claim).await,
        Pane::Drift => wordings(desk, claim).await,
        Pane::Origins => beginnings(desk, claim).await,
    };
    Answer::Part { asked, standing: None, lines: read.unwrap_or_else(|error| failed(&error)) }
}

/// Returns what a pane shows that could not be read.
pub(super) fn failed(error: &CliError) -> Vec<TextLine> {
    vec![vec![(printable(&format!("error: {}", error.message)), Tone::Bad)]]
}

async fn article(desk: &Desk, claim: Handle, place: usize) -> Result<Vec<TextLine>, CliError> {
    let view = desk.claim(claim).await?;
    let (number, places) = (place % view.mentions.len().max(1), view.mentions.len());
    let Some(place) = view.mentions.get(number) else { return Ok(vec![plain("it stands nowhere")]) };
    let document = desk.document(place.document.handle).await?;
    let mentions = desk.mentions(&document).await?;
    let marks: Vec<Mark> = mentions
        .iter()
        .flat_map(|stored| stored.mention.content.iter().map(move |span| (stored.claim, span.bytes())))
        .map(|(by, bytes)| Mark { bytes, selected: by == view.claim.id })
        .collect();
    let date = place.document.published.map_or_else(|| "no date".to_owned(), |when| when.to_string());
    let outlet = place.document.outlet.as_deref().unwrap_or("unknown outlet");
    let which = if places > 1 { format!(", place {} of {places} (n: next)", number + 1) } else { String::new() };
    let head = format!("{} {date} {outlet}{which}", place.document.handle);
    let mut lines = vec![vec![(printable(&head), Tone::Dim)]];
    lines.extend(article::lines(document.article.text.as_str(), &marks));
    Ok(lines)
}

async fn told(desk: &Desk, asked: PartRequest, viewer: &Reviewer) -> Answer {
    let read = async {
        let (mut view, hands) = (desk.claim(asked.claim).await?, desk.hands(asked.claim).await?);
        desk.veil_claim(&mut view, viewer).await?;
        let (mut out, kept) = Output::collected();
        claim_view::head(&mut out, &view)?;
        if let Some(since) = hand::back(&hands) {
            out.line(&format!("  {:10} {}", "back", printable(&since)))?;
        }
        for why in desk.attention(&view.claim).await? {
            out.line(&format!("  {:10} {}", bold("attention"), printable(&why)))?;
        }
        for place in &view.mentions {
            claim_view::mention(&mut out, place)?;
        }
        for line in log::sentences(desk, &view.history).await? {
            out.line(&format!("  {}", printable(&line)))?;
        }
        Ok::<_, CliError>((Standing::of(&hands, viewer), kept.text()))
    };
    let (standing, lines) = match read.await {
        Ok((standing, printed)) => (Some(standing), self::read(&printed)),
        Err(error) => (None, failed(&error)),
    };
    Answer::Part { asked, standing, lines }
}

async fn brought(desk: &Desk, claim: Handle) -> Result<Vec<TextLine>, CliError> {
    let views = desk.evidence(Some(claim), false).await?;
    if views.is_empty() {
        return Ok(vec![plain("nobody has brought evidence yet")]);
    }
    let (mut out, kept) = Output::collected();
    for view in &views {
        out.line(&printable(&evidence::sentence(view)))?;
        let (by, at) = (&view.item.by, view.item.at.format("%Y-%m-%d %H:%M UTC"));
        out.line(&printable(&format!("    {by}, {at}")))?;
    }
    Ok(read(&kept.text()))
}

async fn wordings(desk: &Desk, claim: Handle) -> Result<Vec<TextLine>, CliError> {
    let args = Drift { claim, by: By::Date, view: DiffView { only: Vec::new(), all: false, side: false } };
    let (mut out, kept) = Output::collected();
    drift::print(&mut out, &desk.drift(claim).await?, &args)?;
    Ok(read(&kept.text()))
}

async fn beginnings(desk: &Desk, claim: Handle) -> Result<Vec<TextLine>, CliError> {
    let view = desk.case(claim).await?;
    let (mut out, kept) = Output::collected();
    for found in &view.origins {
        origins::tree(&mut out, &view, found)?;
    }
    Ok(read(&kept.text()))
}
