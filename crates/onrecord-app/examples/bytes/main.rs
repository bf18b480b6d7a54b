//! Changes one random byte of a database file at a time and looks whether the audit tells what a reader would see:
//! `cargo xtask bytes` makes the database and runs `bytes FILE CASES SEED JOBS`.
//!
//! A change is *refused* when the file cannot be opened or checked, *found* when the audit names a fault, *harmless* when
//! the audit is content and a reader sees the same, and *missed* otherwise. Where the audit is content and every row is the same to
//! the bit, a reader sees the same: then only one case of twenty is looked at in every view besides.
#![expect(clippy::print_stdout, reason = "it prints what it found")]

mod view;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use onrecord_app::Desk;
use onrecord_model::ContentHash;
use onrecord_testkit::{FixedClock, SequentialIds};

/// Of how many cases whose rows are all the same one is looked at in every view.
const LOOKED_AT: u64 = 20;
/// How long one case may take before it counts as stuck.
const PATIENCE: Duration = Duration::from_mins(1);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [file, cases, seed, jobs] = words.as_slice() else {
        println!("usage: bytes FILE CASES SEED JOBS");
        return ExitCode::from(2);
    };
    let (Ok(cases), Ok(seed), Ok(jobs)) = (cases.parse(), seed.parse(), jobs.parse()) else {
        println!("usage: bytes FILE CASES SEED JOBS, the last three numbers");
        return ExitCode::from(2);
    };
    match run(Path::new(file), cases, seed, jobs) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            println!("bytes: {why}");
            ExitCode::FAILURE
        }
    }
}

/// What came of one change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Refused,
    Found,
    Harmless,
    Missed,
    Panicked,
    Stuck,
}

/// What came of all changes.
#[derive(Default)]
struct Results {
    counts: std::collections::BTreeMap<Class, u32>,
    slowest: Duration,
}

/// Where threads panicked, those of the driver included.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes where a thread panics: nobody asks those of the driver what became of them.
fn note_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        PANICS.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(place);
    }));
}

/// Runs all cases and prints the figures; `false` when a change was missed.
fn run(file: &Path, cases: u64, seed: u64, jobs: u64) -> Result<bool, String> {
    let whole = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let path = copy(&whole, &folder.path().join("original.db"))?;
    let original = Original { rows: rows(&path), seen: look(&path, None)? };
    let results = Mutex::new(Results::default());
    note_panics();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for job in 0..jobs.max(1) {
            let (whole, original, results) = (&whole, &original, &results);
            let path = folder.path().join(format!("{job}.db"));
            scope.spawn(move || {
                for case in (job..cases).step_by(usize::try_from(jobs.max(1)).unwrap_or(1)) {
                    one(whole, &path, (seed, case), original, results);
                }
            });
        }
    });
    let results = results.into_inner().map_err(|e| e.to_string())?;
    println!("{} bytes, seed {seed}, {cases} changes in {:.1} s", whole.len(), begun.elapsed().as_secs_f64());
    println!("slowest {:.2} s; {:?}", results.slowest.as_secs_f64(), results.counts);
    let panics = PANICS.lock().map_err(|e| e.to_string())?.clone();
    for place in panics.iter().collect::<std::collections::BTreeSet<_>>() {
        println!("panicked {} times at {place}", panics.iter().filter(|other| *other == place).count());
    }
    let bad = [Class::Missed, Class::Panicked, Class::Stuck];
    Ok(panics.is_empty() && bad.iter().all(|class| !results.counts.contains_key(class)))
}

/// Changes one byte, looks, and counts what came of it.
fn one(whole: &[u8], path: &Path, (seed, case): (u64, u64), original: &Original, results: &Mutex<Results>) {
    let mut random = Random(seed ^ case.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let at = usize::try_from(random.next() % whole.len() as u64).unwrap_or_default();
    let flip = u8::try_from(random.next() % 255 + 1).unwrap_or(1);
    let mut changed = whole.to_vec();
    changed[at] ^= flip;
    let begun = Instant::now();
    let same = (case % LOOKED_AT != 0).then_some(original.rows.as_deref()).flatten();
    let (class, what) = judge(&changed, path, (&original.seen, same));
    let mut results = results.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.slowest = results.slowest.max(begun.elapsed());
    *results.counts.entry(class).or_default() += 1;
    let verbose = std::env::var_os("ONRECORD_BYTES_ALL").is_some();
    if verbose || matches!(class, Class::Missed | Class::Panicked | Class::Stuck) {
        println!("{class:?}: case {case}, byte {at} from {:#04x} to {:#04x}: {what}", whole[at], changed[at]);
        keep(&changed, case);
    }
}

/// Keeps a changed file that was misjudged, so that it can be looked at.
fn keep(changed: &[u8], case: u64) {
    let Some(folder) = std::env::var_os("ONRECORD_BYTES_KEEP") else { return };
    let path = Path::new(&folder).join(format!("case-{case}.db"));
    if let Err(error) = std::fs::write(&path, changed) {
        println!("{}: {error}", path.display());
    }
}

/// Opens a changed file, checks it, and compares what a reader sees where the check is content.
fn judge(changed: &[u8], path: &Path, (original, same): (&Seen, Option<&str>)) -> (Class, String) {
    let looked = std::panic::catch_unwind(|| copy(changed, path).and_then(|path| look(&path, same)));
    match looked {
        Err(_) => (Class::Panicked, String::new()),
        Ok(Err(why)) if why.starts_with(STUCK) => (Class::Stuck, why),
        Ok(Err(why)) => (Class::Refused, why),
        Ok(Ok(Seen::Faulty(what))) => (Class::Found, what),
        Ok(Ok(Seen::SameRows)) => (Class::Harmless, String::new()),
        Ok(Ok(seen)) if seen == *original => (Class::Harmless, String::new()),
        Ok(Ok(seen)) => (Class::Missed, seen.difference(original)),
    }
}

/// Writes a file anew, without a write-ahead log of the case before.
fn copy(bytes: &[u8], path: &Path) -> Result<PathBuf, String> {
    for ending in ["-wal", "-shm", "-journal"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        let _ = std::fs::remove_file(beside);
    }
    std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path.to_owned())
}

/// What was seen of a file.
#[derive(PartialEq, Eq)]
enum Seen {
    /// What the audit says first.
    Faulty(String),
    /// What a reader sees, by name of the view.
    Sound(Vec<(String, ContentHash)>),
    /// The audit is content, and every row is as it was.
    SameRows,
}

/// The file before any change.
struct Original {
    /// Every row; `None` when it cannot be read.
    rows: Option<String>,
    seen: Seen,
}

/// Reads every row of a file.
fn rows(path: &Path) -> Option<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    runtime.block_on(onrecord_testkit::rows(&url(path))).ok()
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

impl Seen {
    /// Names the first view that differs.
    fn difference(&self, other: &Seen) -> String {
        let (Seen::Sound(mine), Seen::Sound(theirs)) = (self, other) else { return String::new() };
        let differs = mine.iter().zip(theirs).find(|(a, b)| a != b);
        differs.map_or_else(|| "another number of views".to_owned(), |(view, _)| view.0.clone())
    }
}

/// How the answer begins when a case takes longer than anybody waits.
const STUCK: &str = "stuck while ";

thread_local! {
    /// What is being done to the changed file.
    static STAGE: std::cell::Cell<&'static str> = const { std::cell::Cell::new("") };
}

/// Opens a file and looks; `same` are the rows with which no view has to be looked at.
fn look(path: &Path, same: Option<&str>) -> Result<Seen, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let looked = runtime.block_on(async { tokio::time::timeout(PATIENCE, open_and_look(path, same)).await });
    looked.unwrap_or_else(|_| Err(format!("{STUCK}{}", STAGE.get())))
}

async fn open_and_look(path: &Path, same: Option<&str>) -> Result<Seen, String> {
    let url = url(path);
    let clock = Box::new(FixedClock::default());
    STAGE.set("opening");
    let desk = Desk::open(&url, clock, Box::new(SequentialIds::default())).await.map_err(|e| e.to_string())?;
    let seen = check_and_look(&desk, (&url, same)).await;
    STAGE.set("closing");
    desk.close().await;
    seen
}

async fn check_and_look(desk: &Desk, (url, same): (&str, Option<&str>)) -> Result<Seen, String> {
    STAGE.set("auditing");
    let audit = desk.verify(None).await.map_err(|e| e.to_string())?;
    if let Some(fault) = audit.faults.first() {
        return Ok(Seen::Faulty(fault.what.clone()));
    }
    STAGE.set("reading rows");
    if same.is_some() && onrecord_testkit::rows(url).await.ok().as_deref() == same {
        return Ok(Seen::SameRows);
    }
    STAGE.set("looking at views");
    let views = view::all(desk).await;
    Ok(Seen::Sound(views.into_iter().map(|(name, text)| (name, ContentHash::of(text.as_bytes()))).collect()))
}

/// `SplitMix64`: the same seed gives the same changes everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
