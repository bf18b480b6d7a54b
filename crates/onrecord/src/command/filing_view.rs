//! Claims put right, in words.

use onrecord_model::{ClaimChange, Filing, FilingKind, MentionChange};

/// Says what was done in one line.
pub(super) fn sentence(filing: &Filing, took_back: bool) -> String {
    let verb = match filing.kind {
        FilingKind::Added => "added",
        FilingKind::Split => "split",
        FilingKind::Merged => "merged",
        FilingKind::Respanned => "put the words right of",
        FilingKind::Attributed => "put the speaker right of",
    };
    let verb = if took_back { "put back" } else { verb };
    let claims: Vec<String> = filing.claims.iter().map(|change| change.handle.to_string()).collect();
    format!("{verb} {}: {}", claims.join(", "), lines(filing).join("; "))
}

/// Says what was done, a line for each mention and each claim that changed.
pub(super) fn lines(filing: &Filing) -> Vec<String> {
    let made = filing.speakers.iter().filter(|speaker| speaker.is_made);
    let made = made.map(|speaker| format!("{} is a new speaker: {}", speaker.handle, speaker.name));
    let mentions = filing.mentions.iter().map(mention);
    made.chain(mentions).chain(filing.claims.iter().filter_map(claim)).collect()
}

fn mention(change: &MentionChange) -> String {
    let place = format!("{}#{}", change.document_handle, change.number);
    let who = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody".to_owned());
    match (&change.before, &change.after) {
        (None, Some(after)) => {
            format!("{place} added to {}, {}: {:?}", after.claim_handle, who(&after.name), after.words)
        }
        (Some(before), None) => format!("{place} of {} taken away", before.claim_handle),
        (Some(before), Some(after)) => {
            let moved =
                (before.claim != after.claim).then(|| format!("{} → {}", before.claim_handle, after.claim_handle));
            let named = (before.name != after.name).then(|| format!("{} → {}", who(&before.name), who(&after.name)));
            let said = (before.words != after.words).then(|| format!("{:?} → {:?}", before.words, after.words));
            let all: Vec<String> = [moved, named, said].into_iter().flatten().collect();
            format!("{place} {}", if all.is_empty() { "read anew".to_owned() } else { all.join(", ") })
        }
        (None, None) => place,
    }
}

/// Says what became of a claim; `None` when only its mentions changed.
fn claim(change: &ClaimChange) -> Option<String> {
    let handle = change.handle;
    match (&change.before, &change.after) {
        (None, Some(after)) => Some(format!("{handle} is new: {:?}", after.wording)),
        (_, None) => Some(format!("{handle} is no claim any more")),
        (Some(before), Some(after)) if before.wording != after.wording => {
            Some(format!("{handle} reads {:?} now", after.wording))
        }
        _ => None,
    }
}
