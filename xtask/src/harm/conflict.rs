//! Two people who decide the same claim at once, from two processes: exactly one wins, the other is told who, when and what.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::desk::Desk;
use super::place::Place;
use super::scenario::handles;
use crate::shell::{self, Scratch, say};

/// Pairs on each database when no number is given.
const PAIRS: u64 = 10_000;
/// Of so many pairs one is tried with two runs of the program, which are slow to start.
const OF_PROGRAM: u64 = 50;
/// The two people.
const PEOPLE: [&str; 2] = ["Ann", "Ben"];
/// Claims decided in turn.
const CLAIMS: usize = 20;

/// Has two people decide `pairs` times on each database.
pub(crate) fn run(pairs: Option<u64>) -> Result<(), String> {
    let program = shell::debug_binary()?;
    let decider = shell::debug_example("decider")?;
    let scratch = Scratch::new("conflict")?;
    let (program, decider) = (scratch.program(&program)?, scratch.program(&decider)?);
    for place in Place::all(&scratch.0, "conflict")? {
        one(&program, &decider, &place, pairs.unwrap_or(PAIRS))?;
    }
    Ok(())
}

fn one(program: &Path, decider: &Path, place: &Place, pairs: u64) -> Result<(), String> {
    let desk = Desk::new(program, &place.url);
    desk.ok("Ann", &["ingest", "seeds"])?;
    let claims: Vec<String> = handles(&desk)?.into_iter().take(CLAIMS).collect();
    let mut revisions = vec![1_u64; claims.len()];
    let url = if place.url.contains("://") { place.url.clone() } else { format!("sqlite://{}", place.url) };
    let mut deciders = [Decider::start(decider, &url, PEOPLE[0])?, Decider::start(decider, &url, PEOPLE[1])?];
    let (mut wins, mut by_program) = ([0_u64; 2], 0);
    for pair in 0..pairs {
        let at = usize::try_from(pair).unwrap_or_default() % claims.len();
        let statuses = statuses(revisions[at]);
        let (claim, revision) = (&claims[at], revisions[at]);
        let winner = if pair % OF_PROGRAM == 0 {
            by_program += 1;
            by_runs(&desk, claim, statuses, revision)?
        } else {
            by_deciders(&mut deciders, claim, statuses, revision)?
        };
        wins[winner] += 1;
        revisions[at] += 1;
    }
    deciders.into_iter().try_for_each(Decider::end)?;
    desk.verify()?;
    let log = desk.ok("Reader", &["audit", "export"])?;
    let entered = log.lines().filter(|line| line.contains("\"status_set\"")).count() as u64;
    let [first, second] = wins;
    say(&format!(
        "{}: {pairs} pairs of decisions, {by_program} of them by two runs of the program: {first} won by {}, {second} by {}, \
         {entered} entries in the log",
        place.name, PEOPLE[0], PEOPLE[1]
    ));
    if entered == pairs { Ok(()) } else { Err(format!("{entered} decisions were entered, not {pairs}")) }
}

/// Returns what the two decide: neither is what the claim is after so many decisions, whoever won.
fn statuses(revision: u64) -> [&'static str; 2] {
    if revision % 2 == 1 { ["corroborated", "disputed"] } else { ["unverified", "unverified"] }
}

/// Wants one of two answers to have won, and the other to be told of it; returns who won.
fn judge(won: [bool; 2], told: [&str; 2], statuses: [&str; 2], claim: &str) -> Result<usize, String> {
    let winner = match won {
        [true, false] => 0,
        [false, true] => 1,
        _ => return Err(format!("{claim}: {won:?}, told {told:?}")),
    };
    let told = told[1 - winner];
    let what = format!("{} set fact to {} on 20", PEOPLE[winner], statuses[winner]);
    if told.contains(claim) && told.contains(&what) {
        return Ok(winner);
    }
    Err(format!("{claim}: the loser was told {told:?}, not {what:?}"))
}

fn by_deciders(deciders: &mut [Decider; 2], claim: &str, statuses: [&str; 2], revision: u64) -> Result<usize, String> {
    for (decider, status) in deciders.iter_mut().zip(statuses) {
        decider.ask(&format!("{claim} {status} {revision}"))?;
    }
    let [first, second] = deciders;
    let answers = [first.answer()?, second.answer()?];
    let won = [answers[0] == "won", answers[1] == "won"];
    judge(won, [&answers[0], &answers[1]], statuses, claim)
}

fn by_runs(desk: &Desk, claim: &str, statuses: [&str; 2], revision: u64) -> Result<usize, String> {
    let revision = revision.to_string();
    let start = |who: &str, status: &str| {
        let args = ["set", claim, status, "--target", "fact", "--if-version", &revision, "-m", "looked"];
        let mut command = desk.command(who, &args);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(|e| e.to_string())
    };
    let runs = [start(PEOPLE[0], statuses[0])?, start(PEOPLE[1], statuses[1])?];
    let [first, second] = runs.map(|run| run.wait_with_output().map_err(|e| e.to_string()));
    let (first, second) = (first?, second?);
    let codes = [first.status.code(), second.status.code()];
    if !matches!(codes, [Some(0), Some(5)] | [Some(5), Some(0)]) {
        let told = [first.stderr, second.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        return Err(format!("{claim}: exit codes {codes:?}, told {told:?}"));
    }
    let told = [first.stderr, second.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    judge(codes.map(|code| code == Some(0)), [&told[0], &told[1]], statuses, claim)
}

/// A process that decides what it is told.
struct Decider {
    process: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Decider {
    fn start(program: &Path, url: &str, who: &str) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.args([url, who]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|e| format!("{}: {e}", program.display()))?;
        let (Some(asks), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("the decider has no pipes".to_owned());
        };
        let mut decider = Decider { process, asks, answers: BufReader::new(answers) };
        match decider.answer()?.as_str() {
            "ready" => Ok(decider),
            other => Err(format!("the decider said {other:?}")),
        }
    }

    fn ask(&mut self, line: &str) -> Result<(), String> {
        writeln!(self.asks, "{line}").map_err(|e| e.to_string())
    }

    fn answer(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|e| e.to_string())?;
        Ok(line.trim_end().to_owned())
    }

    fn end(mut self) -> Result<(), String> {
        drop(self.asks);
        let status = self.process.wait().map_err(|e| e.to_string())?;
        if status.success() { Ok(()) } else { Err(format!("the decider ended with {status}")) }
    }
}
