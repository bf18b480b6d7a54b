//! A year at a desk: many people, many operations on one database, each operation timed.
//!
//! `cargo run --release -p onrecord-app --example year -- DATABASE [OPERATIONS] [AT_ONCE] [REVIEWERS]`; the database is changed, so
//! give a copy. What it prints stands in docs/performance.md.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::expect_used, reason = "a measurement that cannot go on stops")]

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use onrecord_app::{
    Answer, Cited, Desk, EvidenceDraft, OpinionRequest, PairFilter, Proposal, QueueAsk, QueueSort, ReviewRule, WorkAsk,
    WorkRequest,
};
use onrecord_model::{Clock, Handle, IdSource, Reason, Reviewer, Stance, StatusKind, Target};
use uuid::{ContextV7, Timestamp, Uuid};

/// Operations before anything is counted.
const WARM_UP: u64 = 500;

struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

struct RandomIds(Mutex<ContextV7>);

impl IdSource for RandomIds {
    fn next(&self, now: DateTime<Utc>) -> Uuid {
        let context = self.0.lock().expect("nobody panics with it");
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos()))
    }
}

/// Numbers that look random and are the same in every run (xorshift64*, Vigna 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end.max(1)
    }
}

/// Times by name of the operation; refusals, which are answers too, are counted apart.
#[derive(Default)]
struct Times {
    taken: BTreeMap<&'static str, Vec<Duration>>,
    refused: BTreeMap<&'static str, (u64, String)>,
}

/// What all threads share.
struct Shared {
    times: Mutex<Times>,
    done: AtomicU64,
    operations: u64,
}

/// One thread with a desk, and so connections, of its own, as machines have.
struct Work {
    desk: Desk,
    shared: Arc<Shared>,
    claims: u64,
}

async fn open(database: &str) -> Result<Desk, onrecord_app::AppError> {
    Desk::open(database, Box::new(SystemClock), Box::new(RandomIds(Mutex::new(ContextV7::new())))).await
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let database = arguments.next().ok_or("name a database")?;
    let mut number = |default: u64| arguments.next().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (operations, at_once, reviewers) = (number(200_000), number(4), number(50));
    let shared = Arc::new(Shared { times: Mutex::default(), done: AtomicU64::new(0), operations });
    let start = Instant::now();
    let threads = (0..at_once).map(|at| {
        let (shared, database) = (Arc::clone(&shared), database.clone());
        std::thread::spawn(move || -> Result<(), String> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map_err(|error| error.to_string())?.block_on(async {
                let desk = open(&database).await.map_err(|error| error.to_string())?;
                let counts = desk.counts().await.map_err(|error| error.to_string())?;
                if at == 0 {
                    println!("{}: {counts:?}", desk.describe());
                }
                let work = Work { desk, shared, claims: counts.claims };
                Box::pin(shift(&work, at, (at_once, reviewers))).await;
                Ok(())
            })
        })
    });
    for thread in threads.collect::<Vec<_>>() {
        thread.join().map_err(|_| "a thread stopped")??;
    }
    println!(
        "{operations} operations by {reviewers} people, {at_once} at once, in {:.0} s",
        start.elapsed().as_secs_f64()
    );
    report(&shared.times.lock().expect("nobody panics with it"));
    println!("memory: {}", memory().unwrap_or_else(|| "not known here".to_owned()));
    Ok(())
}

/// Works through operations of one person after the other until enough are done.
async fn shift(work: &Work, number: u64, (at_once, reviewers): (u64, u64)) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (number + 1));
    let mut turn = 0;
    while work.shared.done.load(Ordering::Relaxed) < work.shared.operations {
        let who = (turn * at_once + number) % reviewers;
        let by: Reviewer = format!("Reviewer {who:02}").parse().expect("a name");
        turn += 1;
        Box::pin(one_claim(work, &mut dice, &by)).await;
    }
}

/// What a person does with one claim: look, bring something forward, decide, and some of the rarer things.
async fn one_claim(work: &Work, dice: &mut Dice, by: &Reviewer) {
    if dice.below(4) == 0 {
        let sort = [QueueSort::Worth, QueueSort::Age, QueueSort::Due][dice.below(3) as usize];
        timed(work, "queue", work.desk.ask_queue(&QueueAsk { sort, ..QueueAsk::open(50) })).await;
    }
    let claim = if dice.below(2) == 0 {
        let next = timed(work, "next", work.desk.next(by, 30)).await.flatten();
        next.map(|item| item.row.claim.handle)
    } else {
        u32::try_from(dice.below(work.claims) + 1).ok().map(Handle::claim)
    };
    let Some(claim) = claim else { return };
    let Some(has_claimant) = timed(work, "show", show(&work.desk, claim)).await else { return };
    if dice.below(8) == 0 {
        let draft = draft(dice);
        let why = reason("found while checking");
        timed(work, "evidence add", work.desk.add_evidence(claim, &draft, by, &why, false)).await;
    }
    rare(work, dice, (claim, by)).await;
    let target = if has_claimant && dice.below(2) == 0 { Target::Said } else { Target::Fact };
    let to = [StatusKind::Corroborated, StatusKind::Disputed, StatusKind::Unverified][dice.below(3) as usize];
    let proposal = proposal(claim, target, to, by);
    if dice.below(20) == 0 {
        second(work, dice, (&proposal, by)).await;
    } else {
        timed(work, "set", work.desk.set(&proposal, false)).await;
    }
    if dice.below(25) == 0 {
        let why = reason("looked again");
        timed(work, "undo", Box::pin(work.desk.undo(None, by, &why, false))).await;
    }
}

async fn rare(work: &Work, dice: &mut Dice, (claim, by): (Handle, &Reviewer)) {
    let other: Reviewer = format!("Reviewer {:02}", dice.below(50)).parse().expect("a name");
    let ask = match dice.below(30) {
        0 => WorkAsk::Assign { to: other, due: None },
        1 => WorkAsk::Release,
        2 => WorkAsk::Defer((work_day(&work.desk, dice)).date_naive()),
        3 => WorkAsk::Reopen,
        _ => return,
    };
    let request = WorkRequest { claims: vec![claim], ask, by: by.clone(), reason: Some(reason("as agreed")) };
    timed(work, "assign, release, defer, reopen", work.desk.change_work(&request, false)).await;
}

fn work_day(_: &Desk, dice: &mut Dice) -> DateTime<Utc> {
    SystemClock.now() + TimeDelta::days(1 + i64::try_from(dice.below(30)).unwrap_or_default())
}

/// Proposes a status, and lets another person agree.
async fn second(work: &Work, dice: &mut Dice, (proposal, by): (&Proposal, &Reviewer)) {
    let proposed = timed(work, "set --propose", work.desk.propose_status(proposal, ReviewRule::default(), false)).await;
    if proposed.is_none() {
        return;
    }
    let mut other: Reviewer = format!("Reviewer {:02}", dice.below(50)).parse().expect("a name");
    if other.is(by) {
        other = "Reviewer 99".parse().expect("a name");
    }
    let request = OpinionRequest {
        claim: proposal.claim,
        answer: Answer::Agree,
        adjudicates: false,
        target: None,
        proposed: None,
        asked_at: None,
        by: other,
        reason: reason("so do I"),
        overrides: None,
        bulk: None,
    };
    timed(work, "second", work.desk.give_opinion(&request, false)).await;
}

/// Reads all that `show` prints of a claim; tells whether somebody is credited.
async fn show(desk: &Desk, handle: Handle) -> Result<bool, onrecord_app::AppError> {
    let view = desk.claim(handle).await?;
    let filter = PairFilter { state: None, limit: 8, ..PairFilter::default() };
    desk.pairs(Some(handle), &filter).await?;
    let date = view.mentions.first().and_then(|place| place.document.published.as_ref()).map(|when| when.date);
    let asked = onrecord_app::FindingQuery { text: &view.claim.wording, date };
    desk.known_near(&view.claim).await?.near(asked, 3);
    desk.evidence(Some(handle), false).await?;
    desk.attention(&view.claim).await?;
    Ok(view.claim.claimant.is_some())
}

fn draft(dice: &mut Dice) -> EvidenceDraft {
    EvidenceDraft {
        target: Some(Target::Fact),
        stance: Some(if dice.below(2) == 0 { Stance::Supports } else { Stance::Refutes }),
        quote: Some(format!("it was counted {} times", dice.below(1_000))),
        cited: Some(Cited::Offline(format!("minutes of the council, page {}", dice.below(10_000)))),
        waived: Some(reason("on paper only")),
        ..EvidenceDraft::default()
    }
}

fn proposal(claim: Handle, target: Target, to: StatusKind, by: &Reviewer) -> Proposal {
    let reason = reason("compared with the record");
    Proposal {
        claim,
        target: Some(target),
        to,
        by: by.clone(),
        reason,
        if_revision: None,
        asked_at: None,
        overrides: None,
        bulk: None,
    }
}

fn reason(words: &str) -> Reason {
    words.parse().expect("a reason")
}

/// Runs one operation and keeps its time, and why it was refused where it was.
async fn timed<T, E: std::fmt::Display>(
    work: &Work,
    name: &'static str,
    operation: impl Future<Output = Result<T, E>>,
) -> Option<T> {
    let start = Instant::now();
    let outcome = operation.await;
    let taken = start.elapsed();
    let counted = work.shared.done.fetch_add(1, Ordering::Relaxed) >= WARM_UP;
    let mut times = work.shared.times.lock().expect("nobody panics with it");
    if counted {
        times.taken.entry(name).or_default().push(taken);
    }
    match outcome {
        Ok(value) => Some(value),
        Err(error) => {
            let refused = times.refused.entry(name).or_default();
            *refused = (refused.0 + 1, error.to_string());
            None
        }
    }
}

fn report(times: &Times) {
    println!("{:32} {:>7} {:>8} {:>8} {:>8} {:>8}", "operation", "count", "p50 ms", "p95 ms", "p99 ms", "max ms");
    for (name, taken) in &times.taken {
        let mut sorted = taken.clone();
        sorted.sort_unstable();
        let at =
            |part: usize| sorted.get((sorted.len() * part / 1_000).min(sorted.len() - 1)).copied().unwrap_or_default();
        let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1_000.0);
        let (p50, p95, p99, max) = (ms(at(500)), ms(at(950)), ms(at(990)), ms(at(1_000)));
        println!("{name:32} {:>7} {p50:>8} {p95:>8} {p99:>8} {max:>8}", taken.len());
    }
    for (name, (count, last)) in &times.refused {
        println!("refused {name}: {count}, the last: {last}");
    }
}

/// Returns the most memory the process has held (Linux).
fn memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(format!("{} MiB at most", kib / 1024))
}
