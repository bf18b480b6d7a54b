//! Repository chores: `cargo xtask ci|eval|badinput|bytes|crash|conflict|disk|bench|peers`.

mod badinput;
mod bench;
mod ci;
mod eval;
mod floors;
mod harm;
mod pages;
mod peers;
mod shell;
mod statements;
mod worth;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND
  ci                 the gate: format, lints, tests, docs, dependency rules, evaluations
  eval [pages]       scores against the evaluation data beside the checkout, with floors that may only rise; of pages only:
                     main text, and headline, date, outlet, author, address and credit of those read by hand
  badinput [--sample N]
                     every hostile input through read, extract and ingest: no panic, at most 5 s and 256 MiB; every Nth through
                     the build of the tests, which also finds numbers that overflow
  bench              articles a second through extract and ingest, and peak memory
  crash [KILLS [SEED]]
                     600 kills on each database at random moments and named places: nothing acknowledged is lost, nothing doubled
  conflict [PAIRS]   10,000 pairs of conflicting decisions on each database: exactly one of two wins, the other is told
  disk               a full disk, failing writes, a read-only folder: a one-line cause, and nothing half done
  bytes [CASES [SEED]]
                     10,000 random changes of one byte of a database file: the audit tells of each that a reader sees
  peers [engines | datasketch | pages | retrieval [--without-minilm]]
                     beside other programs, which are installed from PyPI: words a second (engines, the default),
                     statements filed and found, main text of pages, earlier fact-checks found";

/// Reads numbers that may be left out.
fn numbers<const N: usize>(given: &[&str]) -> Result<[Option<u64>; N], String> {
    let mut numbers = [None; N];
    if given.len() > N {
        return Err(USAGE.to_owned());
    }
    for (place, word) in numbers.iter_mut().zip(given) {
        *place = Some(word.parse().map_err(|e| format!("{word}: {e}"))?);
    }
    Ok(numbers)
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["ci"] => ci::run(),
        ["eval"] => eval::run(),
        ["eval", "pages"] => eval::pages(),
        ["badinput"] => badinput::run(),
        ["badinput", "--sample", n] => {
            n.parse().map_err(|e| format!("--sample {n}: {e}")).and_then(badinput::run_checked)
        }
        ["bench"] => bench::run(),
        ["crash", options @ ..] => numbers(options).and_then(|[kills, seed]| harm::crash::run(kills, seed)),
        ["conflict", options @ ..] => numbers(options).and_then(|[pairs]| harm::conflict::run(pairs)),
        ["disk"] => harm::disk::run(),
        ["bytes", options @ ..] => numbers(options).and_then(|[cases, seed]| harm::bytes::run(cases, seed)),
        ["peers", which @ ..] => peers::run(which),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            shell::say(&format!("xtask: {why}"));
            ExitCode::FAILURE
        }
    }
}
