//! A claim with all there is to know about it, on the terminal.

use onrecord_app::{AsOf, ClaimView, Desk, EvidenceView, FindingQuery, MentionView, PairFilter, PairView};
use onrecord_model::{HandWork, Handle, Mention, ProposalState, PublicEntry, Reviewer, TimeRole, Voice};
use onrecord_report::json::v1::KnownHit;
use onrecord_report::json::{to_line, v1};

use crate::error::CliError;
use crate::output::{Output, bold, colour, dim, printable};

use super::{evidence, known, log, matching, work_view};

/// How many characters of the text stand on either side of a mention.
const CONTEXT: usize = 90;
/// How many claims that are like it are shown.
const PAIRS: u32 = 8;
/// How many earlier fact-checks are shown.
const CHECKS: usize = 3;

/// Prints one claim as `viewer` may see it; `why` tells why it stands where it stands in the queue.
pub(crate) async fn print(
    desk: &Desk,
    out: &mut Output,
    handle: Handle,
    why: &[String],
    viewer: &Reviewer,
) -> Result<(), CliError> {
    let mut view = desk.claim(handle).await?;
    desk.veil_claim(&mut view, viewer).await?;
    let near = Near::of(desk, &view).await?;
    tell(out, (&view, &near), why, &log::sentences(desk, &view.history).await?)
}

/// Prints one claim as it stood at a moment, as `viewer` may see it; what is found elsewhere is of today and left out.
pub(crate) async fn print_at(
    desk: &Desk,
    out: &mut Output,
    handle: Handle,
    as_of: AsOf,
    viewer: &Reviewer,
) -> Result<(), CliError> {
    let (mut view, evidence, at) = desk.claim_at(handle, as_of).await?;
    desk.veil_claim(&mut view, viewer).await?;
    let mut told = desk.public_entries(Some(handle)).await?;
    told.retain(|entry| entry.at <= at);
    let near = Near { pairs: Vec::new(), known: Vec::new(), evidence, attention: Vec::new(), told };
    tell(out, (&view, &near), &[], &log::sentences(desk, &view.history).await?)
}

fn tell(
    out: &mut Output,
    (view, near): (&ClaimView, &Near),
    why: &[String],
    history: &[String],
) -> Result<(), CliError> {
    if out.is_json() {
        return out.record(&to_line(&detail(view, near)));
    }
    head(out, view)?;
    if !why.is_empty() {
        out.line(&format!("  {:10} {}", "why now", printable(&why.join(" · "))))?;
    }
    for place in &view.mentions {
        mention(out, place)?;
    }
    near.tell(out, view.claim.handle)?;
    for line in history {
        out.line(&format!("  {}", printable(line)))?;
    }
    Ok(())
}

/// What is known elsewhere: claims that are like it, and earlier fact-checks.
struct Near {
    pairs: Vec<PairView>,
    known: Vec<KnownHit>,
    evidence: Vec<EvidenceView>,
    /// What rule R9 says of a status whose conditions no longer hold.
    attention: Vec<String>,
    /// What readers were told of it, the newest first.
    told: Vec<PublicEntry>,
}

impl Near {
    async fn of(desk: &Desk, view: &ClaimView) -> Result<Self, CliError> {
        let filter = PairFilter { state: None, limit: PAIRS, ..PairFilter::default() };
        let mut pairs = desk.pairs(Some(view.claim.handle), &filter).await?.pairs;
        pairs.retain(|near| near.pair.state != ProposalState::Refused);
        let date = view.mentions.first().and_then(|place| place.document.published.as_ref()).map(|when| when.date);
        let asked = FindingQuery { text: &view.claim.wording, date };
        let found = desk.known_near(&view.claim).await?.near(asked, CHECKS);
        let known = found.into_iter().map(known::shown).collect();
        let evidence = desk.evidence(Some(view.claim.handle), false).await?;
        let attention = desk.attention(&view.claim).await?;
        let told = desk.public_entries(Some(view.claim.handle)).await?;
        Ok(Near { pairs, known, evidence, attention, told })
    }

    fn of_kind(&self, is_one: impl Fn(&PublicEntry) -> bool) -> Vec<v1::PublicEntry> {
        self.told.iter().filter(|entry| is_one(entry)).map(v1::PublicEntry::from).collect()
    }

    fn tell(&self, out: &mut Output, asked: Handle) -> Result<(), CliError> {
        for why in &self.attention {
            out.line(&format!("  {:10} {}", bold("attention"), printable(why)))?;
        }
        for view in &self.evidence {
            out.line(&format!("  {}", printable(&evidence::sentence(view))))?;
        }
        for near in &self.pairs {
            let other = if near.a.claim.handle == asked { &near.b } else { &near.a };
            let who = other.speaker.as_deref().unwrap_or("nobody credited");
            let kind = matching::kind(near);
            let state = near.pair.state.as_str();
            let line = format!("{kind} ({state}): {} {who}: {}", other.claim.handle, other.claim.wording);
            out.line(&format!("  {}", printable(&line)))?;
        }
        for hit in &self.known {
            let place = hit.url.as_deref().unwrap_or_default();
            out.line(&format!("  {}", printable(&format!("{}: {} {place}", known::sentence(hit), hit.claim))))?;
        }
        Ok(())
    }
}

/// Prints what a claim is: wording, speaker, statuses, worth, revision.
pub(crate) fn head(out: &mut Output, view: &ClaimView) -> Result<(), CliError> {
    let claim = &view.claim;
    out.line(&format!("{}  {}", bold(&claim.handle.to_string()), bold(&printable(&claim.wording))))?;
    let speaker = view
        .speaker
        .as_ref()
        .map_or_else(|| "nobody credited by name".to_owned(), |s| format!("{} ({})", s.name, s.handle));
    out.line(&format!("  {:10} {}", "speaker", printable(&speaker)))?;
    for (target, status) in claim.statuses.iter() {
        let decided =
            status.decision().map(|d| format!(", {} on {}: {}", d.by, d.at.format("%Y-%m-%d %H:%M UTC"), d.reason));
        let line = format!("  {:10} {}", target.as_str(), colour(status.kind().as_str()));
        out.line(&format!("{line}{}", printable(&decided.unwrap_or_default())))?;
    }
    work(out, view)?;
    let worth = view.mentions.first().map(|m| &m.stored.mention.check_worthiness);
    let features = worth.map(|w| {
        let all: Vec<String> = w.features.iter().map(|f| format!("{} {:+.2}", f.name, f.weight)).collect();
        all.join(", ")
    });
    let line = format!("  {:10} {:.2}  {}", "worth", claim.worth, features.unwrap_or_default());
    out.line(&printable(&line))?;
    out.line(&format!("  {:10} {}", "revision", claim.revision))
}

/// Says in whose hands it is, with the opinions on what is proposed.
fn work(out: &mut Output, view: &ClaimView) -> Result<(), CliError> {
    out.line(&format!("  {:10} {}", "work", printable(&work_view::sentence(&view.work))))?;
    for opinion in work_view::opinions(&view.work) {
        out.line(&format!("  {:10} {}", "", printable(&opinion)))?;
    }
    match &view.lease {
        Some(lease) => out.line(&format!("  {:10} {}", "held by", printable(&work_view::held(lease)))),
        None => Ok(()),
    }
}

/// Prints one place where the claim is made.
pub(crate) fn mention(out: &mut Output, place: &MentionView) -> Result<(), CliError> {
    let m = &place.stored.mention;
    let document = &place.document;
    let date = document.published.map_or_else(|| "no date".to_owned(), |p| p.to_string());
    let outlet = document.outlet.as_deref().unwrap_or("unknown outlet");
    let at = m.content.first().map(onrecord_app::Span::code_points).unwrap_or_default();
    let line = format!(
        "{}#{} {date} {outlet}, {} voice, characters {}–{}",
        document.handle,
        m.number,
        m.voice.as_str(),
        at.start,
        at.end
    );
    out.line(&format!("  {}{}", dim(&printable(&line)), printable(&by_hand(m))))?;
    out.line(&format!("    {}", context(place)))?;
    if let Some(who) = &m.speaker {
        let role = who.role.as_deref().map(|r| format!(", {r}")).unwrap_or_default();
        let cue = cue(place);
        let line = format!("    credited to {}{role}{cue} ({}, {:.2})", who.name, who.why, who.confidence);
        out.line(&printable(&line))?;
    } else if let Some(source) = &m.source {
        let cue = cue(place);
        let line = format!("    credited to “{}”{cue}, not resolved to a name", place.text.slice(source));
        out.line(&printable(&line))?;
    }
    for time in &m.times {
        let days = if time.from == time.to { time.from.to_string() } else { format!("{} to {}", time.from, time.to) };
        let role = if time.role == TimeRole::SaidAt { "said" } else { "about" };
        let line = format!("    {role} {days}: “{}” ({})", place.text.slice(&time.span), time.basis.as_str());
        out.line(&printable(&line))?;
    }
    Ok(())
}

/// Says what a person did to a mention, so that nobody takes it for the engine's work.
pub(crate) fn by_hand(mention: &Mention) -> String {
    let Some(hand) = &mention.by_hand else { return String::new() };
    let what = match hand.work {
        HandWork::Added => "added",
        HandWork::Respanned => "words put right",
        HandWork::Attributed => "speaker put right",
    };
    format!(" [{what} by {}]", hand.by)
}

/// The words that say that it is said: whether it was told or denied is half of the claim.
fn cue(place: &MentionView) -> String {
    place.stored.mention.cue.map(|cue| format!(", “{}”", place.text.slice(&cue))).unwrap_or_default()
}

/// Shows the mention between a little of the text before and after it.
fn context(place: &MentionView) -> String {
    let m = &place.stored.mention;
    let whole = place.text.as_str();
    let (Some(first), Some(last)) = (m.content.first(), m.content.last()) else {
        return String::new();
    };
    // A headline printed twice is shown once.
    let last = if m.voice == Voice::Headline { first } else { last };
    let (start, end) = (first.bytes().start, last.bytes().end);
    let part = |range: std::ops::Range<usize>| whole.get(range).unwrap_or_default();
    let before: String = tail(part(0..start), CONTEXT);
    let after: String = part(end..whole.len()).chars().take(CONTEXT).collect();
    let flat = |s: &str| printable(&s.replace(['\n', '\r'], " "));
    format!("…{}{}{}…", flat(&before), bold(&flat(part(start..end))), flat(&after))
}

fn tail(text: &str, characters: usize) -> String {
    let skip = text.char_indices().rev().nth(characters.saturating_sub(1)).map_or(0, |(at, _)| at);
    text[skip..].to_owned()
}

fn detail(view: &ClaimView, near: &Near) -> v1::ClaimDetail {
    let claim = &view.claim;
    v1::ClaimDetail {
        claim: claim.handle.to_string(),
        wording: claim.wording.clone(),
        speaker: view.speaker.as_ref().map(v1::SpeakerRow::from),
        first_published: claim.first_published,
        worth: claim.worth,
        work_state: view.work.kind().as_str(),
        work: v1::Work::from(&view.work),
        lease: view.lease.as_ref().map(v1::Lease::from),
        status: v1::Statuses::from(&claim.statuses),
        revision: claim.revision,
        mentions: view.mentions.iter().map(occurrence).collect(),
        others: Vec::new(),
        pairs: near.pairs.iter().map(matching::row).collect(),
        known: near.known.clone(),
        evidence: near.evidence.iter().map(|view| v1::Evidence::new(&view.item, claim.handle)).collect(),
        attention: near.attention.clone(),
        history: view.history.iter().map(log::record).collect(),
        verdicts: near.of_kind(|entry| entry.rating().is_some()),
        publications: near.of_kind(|entry| entry.publication().is_some()),
        corrections: near.of_kind(|entry| entry.correction().is_some()),
    }
}

fn occurrence(place: &MentionView) -> v1::Occurrence {
    v1::Occurrence {
        doc: place.document.handle.to_string(),
        title: place.document.title.clone(),
        outlet: place.document.outlet.clone(),
        published: place.document.published.as_ref().map(v1::Published::from),
        mention: v1::Mention::new(&place.stored.mention, &place.text),
    }
}
