//! A desk with articles on it; people, places and outlets are invented.

use std::num::NonZeroUsize;

use onrecord_app::{
    AppError, AsOf, Audience, Decided, Desk, EngineKind, EventFilter, Hints, Incoming, Outcome, Proposal, QueueFilter,
    read_whole,
};
use onrecord_model::{Handle, StatusKind, Target};
use onrecord_testkit::{FixedClock, SequentialIds};

/// Opens the database at `url`.
pub(crate) async fn open(url: &str) -> Desk {
    Desk::open(url, Box::new(FixedClock::default()), Box::new(SequentialIds::default()))
        .await
        .expect("a desk")
        .using(EngineKind::Rules)
}

/// Returns an article as dated text, read.
pub(crate) fn article(date: &str, path: &str, title: &str, body: &str) -> Incoming {
    let raw = format!(" date {date} https://lantern.example/{path}\n\n{title}\n\n{title}\n\n{body}\n").into_bytes();
    let article = read_whole(&raw, &Hints::default()).expect("an article");
    Incoming { article, raw }
}

/// Two articles with one speaker, one of them under two spellings.
pub(crate) fn two() -> Vec<Incoming> {
    let first = article(
        "2026-05-04",
        "one",
        "Spill at Tarn Dam",
        "\"More than 300 tonnes of silt went into the lower Tarn,\" Odalys Brennick, head of the Tarn Water Board, told \
         the Lantern.\n\nBrennick said the board did not receive a warning. The dam was built in 1974.",
    );
    let second = article(
        "2026-05-18",
        "two",
        "Lock to reopen",
        "The lock will reopen in June, Andrey Solvik, director of the Tarn Lock Company, told the Lantern.\n\nThe company \
         lost $2 million last year, Andrei Solvik added. \"About 3,000 tonnes of silt went into the lower Tarn,\" Odalys \
         Brennick said.",
    );
    vec![first, second]
}

pub(crate) async fn take_in(desk: &Desk, batch: &[Incoming]) -> Vec<Outcome> {
    desk.ingest(batch, NonZeroUsize::MIN).await.expect("taken in")
}

/// Finds the one claim with these words.
pub(crate) async fn claim(desk: &Desk, words: &str) -> Handle {
    let all =
        desk.queue(&QueueFilter { open_only: false, limit: 1000, ..QueueFilter::default() }).await.expect("queue");
    let found: Vec<Handle> =
        all.iter().filter(|i| i.row.claim.wording.contains(words)).map(|i| i.row.claim.handle).collect();
    assert_eq!(found.len(), 1, "{words:?}");
    found[0]
}

/// Decides in the name of `who`.
pub(crate) async fn set(
    desk: &Desk,
    who: &str,
    claim: Handle,
    target: Target,
    to: StatusKind,
) -> Result<Decided, AppError> {
    let proposal = Proposal {
        claim,
        target: Some(target),
        to,
        by: who.parse().expect("a name"),
        reason: "seen with own eyes".parse().expect("a reason"),
        if_revision: None,
        asked_at: None,
        overrides: None,
        bulk: None,
    };
    desk.set(&proposal, false).await
}

/// Returns everything that can be seen of a desk: the log with its hashes, the queue, the pages.
pub(crate) async fn everything(desk: &Desk) -> Vec<String> {
    let log = desk.log(&EventFilter { limit: 1000, ..EventFilter::default() }).await.expect("log");
    let mut all: Vec<String> =
        log.iter().map(|sealed| format!("{} {:?} {}", sealed.position, sealed.event, sealed.hash)).collect();
    let filter = QueueFilter { open_only: false, limit: 1000, ..QueueFilter::default() };
    all.extend(
        desk.queue(&filter)
            .await
            .expect("queue")
            .iter()
            .map(|item| format!("{:?} {:?}", item.row, item.priority.reasons)),
    );
    let mut site = desk.site(AsOf::Now, Audience::default(), NonZeroUsize::MIN).await.expect("a site");
    loop {
        let files = site.next(desk).await.expect("pages");
        if files.is_empty() {
            break;
        }
        all.extend(files.into_iter().map(|file| file.html));
    }
    all
}
