//! In whose hands a claim is, in words.

use onrecord_model::{Lease, Opinion, Round, Verdict, WorkState};

/// Says in whose hands a claim is, on one line, with who, when and why.
pub(crate) fn sentence(state: &WorkState) -> String {
    let words = words(state);
    match (state.decision(), state.holder().and(state.since())) {
        (Some(d), _) => format!("{words}, {} on {}: {}", d.by, d.at.format("%Y-%m-%d %H:%M UTC"), d.reason),
        (None, Some(since)) => format!("{words}, since {}", since.format("%Y-%m-%d %H:%M UTC")),
        (None, None) => words,
    }
}

/// Says in whose hands a claim is, without the reason.
pub(crate) fn words(state: &WorkState) -> String {
    match state {
        WorkState::Assigned { to, by, .. } => format!("assigned to {to} by {by}{}", due(state)),
        WorkState::InReview { by, .. } => format!("in review by {by}{}", due(state)),
        WorkState::Proposed(round) | WorkState::SecondReview(round) => round_words(round),
        WorkState::DuplicateOf { handle, .. } => format!("duplicate of {handle}"),
        WorkState::Deferred { until, .. } => format!("deferred until {until}"),
        other => other.kind().as_str().replace('_', " "),
    }
}

/// Says by when it should be done; nothing where nobody named a day.
fn due(state: &WorkState) -> String {
    state.due().map(|day| format!(", due {day}")).unwrap_or_default()
}

fn round_words(round: &Round) -> String {
    let target = round.target.as_str();
    let Some(first) = round.proposal() else {
        return format!("proposed for {target}; the opinions show once yours is in (blind)");
    };
    let proposal = format!("{} proposed for {target} by {}", first.status.as_str(), first.decision.by);
    match round.verdict() {
        Verdict::Waiting(1) => format!("{proposal}, waits for another person"),
        Verdict::Waiting(more) => format!("{proposal}, waits for {more} more people"),
        Verdict::Split => format!("{proposal}, opinions differ"),
        Verdict::Settled(status) => format!("{proposal}, settled as {}{}", status.as_str(), found(round)),
    }
}

/// Says what each person found, and why, where they did not find the same.
fn found(round: &Round) -> String {
    let differ = round.opinions.windows(2).any(|two| two[0].status != two[1].status);
    let one = |opinion: &Opinion| {
        let (by, reason) = (&opinion.decision.by, &opinion.decision.reason);
        format!("{by}: {} — {reason}", opinion.status.as_str())
    };
    if differ { format!(" ({})", round.opinions.iter().map(one).collect::<Vec<_>>().join("; ")) } else { String::new() }
}

/// Lists the opinions given, one a line.
pub(crate) fn opinions(state: &WorkState) -> Vec<String> {
    let line = |opinion: &Opinion| {
        let (d, status) = (&opinion.decision, opinion.status.as_str());
        format!("{} {} {status} on {}: {}", d.by, opinion.role.as_str(), d.at.format("%Y-%m-%d %H:%M UTC"), d.reason)
    };
    state.round().map(|round| round.opinions.iter().map(line).collect()).unwrap_or_default()
}

/// Says who looks at it until when, the day with it: a hold can last for days.
pub(crate) fn held(lease: &Lease) -> String {
    format!("{} until {}", lease.by, lease.until.format("%Y-%m-%d %H:%M UTC"))
}

/// Says who looks at it until when, short.
pub(crate) fn lease(lease: &Lease) -> String {
    format!("{} until {}", lease.by, lease.until.format("%H:%M UTC"))
}

/// Says in whose hands a claim is, short enough for a column.
pub(crate) fn cell(state: &WorkState, held: Option<&Lease>) -> String {
    let state = match state {
        WorkState::Assigned { to, .. } => format!("assigned {to}{}", due(state)),
        WorkState::InReview { by, .. } => format!("in review {by}{}", due(state)),
        state if state.is_split() => "opinions differ".to_owned(),
        state => state.kind().as_str().replace('_', " "),
    };
    match held {
        Some(held) => format!("{state}, {}", lease(held)),
        None => state,
    }
}
