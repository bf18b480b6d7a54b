//! `doc`: one document and its versions.

use onrecord_app::{Desk, DocumentSummary};
use onrecord_model::{Document, Handle};
use onrecord_report::json::{to_line, v1};

use crate::cli::{Doc, Format, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, bold, dim, printable};

use super::{claim_view, versions};

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk, args: Doc) -> Result<Exit, CliError> {
    let (document, raw, text) = match args {
        Doc::Show { document, raw, text } => (document, raw, text),
        Doc::Versions { document, since, view } => return versions::run(global, desk, document, since, &view).await,
    };
    if raw {
        let mut out = Output::raw(Format::Table);
        out.bytes(&desk.raw(document).await?)?;
        out.finish()?;
        return Ok(Exit::Ok);
    }
    if text {
        let mut out = Output::raw(Format::Table);
        out.bytes(desk.document(document).await?.article.text.as_str().as_bytes())?;
        out.finish()?;
        return Ok(Exit::Ok);
    }
    show(global, desk, document).await
}

/// Prints what is known of a document.
pub(crate) async fn show(global: &Global, desk: &Desk, handle: Handle) -> Result<Exit, CliError> {
    let document = desk.document(handle).await?;
    let mentions = desk.mentions(&document).await?;
    let mut out = Output::new(global.format).no_list()?;
    if out.is_json() {
        let plain: Vec<_> = mentions.into_iter().map(|stored| stored.mention).collect();
        let article = &document.article;
        let rules = article.engine.as_deref().unwrap_or(onrecord_app::ENGINE_BEFORE);
        let name = document.handle.to_string();
        out.record(&to_line(&v1::ExtractRecord::new(
            name,
            document.hash,
            rules,
            &article.text,
            &plain,
            &article.diagnostics,
        )))?;
        out.finish()?;
        return Ok(Exit::Ok);
    }
    head(&mut out, &document, &desk.chain(&document).await?)?;
    for stored in &mentions {
        let m = &stored.mention;
        let content: Vec<&str> = m.content.iter().map(|s| document.article.text.slice(s)).collect();
        let who = m.speaker.as_ref().map_or("", |s| s.name.as_str());
        let voice = format!("{:>3} {:8}", m.number, m.voice.as_str());
        let by_hand = printable(&claim_view::by_hand(m));
        out.line(&format!("{} {} {}{by_hand}", dim(&voice), printable(&content.join(" … ")), bold(&printable(who))))?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

fn head(out: &mut Output, document: &Document, chain: &[DocumentSummary]) -> Result<(), CliError> {
    let article = &document.article;
    let version = match chain {
        [_, _, ..] => format!("{} of {}: {}", document.version, chain.len(), versions::chain(chain)),
        _ => document.version.to_string(),
    };
    let title = article.title.as_deref().unwrap_or("(no title)");
    out.line(&format!("{} {}", bold(&document.handle.to_string()), bold(&printable(title))))?;
    let fields = [
        ("outlet", article.outlet.clone()),
        ("published", article.published.map(|p| p.to_string())),
        ("address", article.url.clone()),
        ("author", article.author.clone()),
        ("language", article.language.as_ref().map(|l| l.0.clone())),
        ("read by", article.engine.clone()),
        ("version", Some(version)),
        ("hash", Some(document.hash.to_string())),
        ("taken in", Some(document.retrieved_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            out.line(&format!("  {:10} {}", name, printable(&value)))?;
        }
    }
    for diagnostic in &article.diagnostics {
        let what = format!("{}: {}", diagnostic.severity.as_str(), diagnostic.message);
        out.line(&format!("  {}", dim(&printable(&what))))?;
    }
    out.line("")
}
