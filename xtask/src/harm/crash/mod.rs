//! The program killed while it works, at random moments and at named places: what it acknowledged is there, once, and what it
//! did not is whole or absent.

mod kill;
mod migration;

use std::collections::BTreeMap;

use super::deed::{Deed, Worker};
use super::desk::Desk;
use super::place::Place;
use super::random::{Random, drawn};
use crate::shell::{self, Scratch, say};
use kill::{When, killed};

/// Kills on each database when no number is given; a tenth of them hit changes of the schema.
const KILLS: u64 = 600;

/// Figures of one database.
#[derive(Default)]
pub(super) struct Tally {
    kills: u64,
    /// Runs that ended before they could be killed.
    ended: u64,
    /// Kills at each named place.
    places: BTreeMap<String, u64>,
    /// Kills while each kind of deed was done.
    deeds: BTreeMap<&'static str, u64>,
    acknowledged: u64,
    /// Deeds that were not acknowledged and are there all the same, whole.
    unheard: u64,
    /// What broke a promise.
    broken: Vec<String>,
}

/// Kills the program `kills` times on each database.
pub(crate) fn run(kills: Option<u64>, seed: Option<u64>) -> Result<(), String> {
    let program = shell::debug_binary()?;
    let step_down = shell::debug_example("step_down")?;
    let scratch = Scratch::new("crash")?;
    let (program, step_down) = (scratch.program(&program)?, scratch.program(&step_down)?);
    let (kills, seed) = (kills.unwrap_or(KILLS), seed.unwrap_or_else(drawn));
    let places = Place::all(&scratch.0, "crash")?;
    let results: Vec<Result<Tally, String>> = std::thread::scope(|scope| {
        let runs: Vec<_> = places
            .iter()
            .map(|place| {
                let desk = Desk::new(&program, &place.url);
                let folder = scratch.0.join(place.name);
                let step_down = &step_down;
                scope.spawn(move || one(&desk, place, &folder, (kills, seed), step_down))
            })
            .collect();
        runs.into_iter().map(|run| run.join().unwrap_or_else(|_| Err("the harness broke".to_owned()))).collect()
    });
    let mut broken = Vec::new();
    for (place, result) in places.iter().zip(results) {
        let tally = result.map_err(|e| format!("{}: {e}", place.name))?;
        print(place.name, seed, &tally);
        broken.extend(tally.broken.into_iter().map(|what| format!("{}: {what}", place.name)));
    }
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

/// Works and is killed until there were enough kills.
fn one(
    desk: &Desk,
    place: &Place,
    folder: &std::path::Path,
    (kills, seed): (u64, u64),
    step_down: &std::path::Path,
) -> Result<Tally, String> {
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    desk.ok("Ann", &["ingest", "seeds"])?;
    let mut random = Random::new(seed);
    let mut worker = Worker::new(desk, place, folder)?;
    let mut tally = Tally::default();
    let of_schema = kills / 10;
    for number in 0.. {
        if tally.kills >= kills - of_schema {
            break;
        }
        let deed = worker.next_deed(number)?;
        let when = moment(&deed, number, &mut random, worker.usual(&deed));
        try_deed(&mut worker, &deed, &when, &mut tally)?;
    }
    migration::kills(desk, place, folder, (of_schema, &mut random), step_down, &mut tally)?;
    Ok(tally)
}

/// Chooses when to kill: at a named place every other time.
fn moment(deed: &Deed, number: u64, random: &mut Random, usual: u64) -> When {
    if number.is_multiple_of(2) {
        let places = deed.kind.places();
        let at = usize::try_from(random.below(places.len() as u64)).unwrap_or_default();
        return When::At(places[at]);
    }
    When::After(random.below(usual + usual / 5))
}

/// Lets a deed be killed, looks what is there, does what is missing, and looks again.
fn try_deed(worker: &mut Worker<'_>, deed: &Deed, when: &When, tally: &mut Tally) -> Result<(), String> {
    let before = tally.broken.len();
    let ran = killed(worker.desk.command(&deed.who, &deed.args()), when, worker.folder)?;
    if ran.was_killed {
        tally.kills += 1;
        *tally.deeds.entry(deed.kind.name()).or_default() += 1;
    } else {
        tally.ended += 1;
    }
    if let (When::At(place), true) = (when, ran.was_killed) {
        *tally.places.entry((*place).to_owned()).or_default() += 1;
    }
    worker.place.settle()?;
    let found = worker.found(deed)?;
    let acknowledged = ran.acknowledged(deed.kind.entries());
    tally.acknowledged += u64::from(acknowledged > 0);
    tally.unheard += u64::from(found > acknowledged);
    if found < acknowledged {
        tally.broken.push(format!("{}: {acknowledged} acknowledged, {found} there", deed.marker));
    }
    if let Err(why) = worker.desk.verify() {
        tally.broken.push(format!("{} killed {when:?}: {why}", deed.marker));
    }
    worker.finish(deed, found)?;
    let (found, wanted) = (worker.found(deed)?, deed.kind.entries());
    if found != wanted {
        tally.broken.push(format!("{}: {found} there after trying again, not {wanted}", deed.marker));
    }
    worker.clear_up(deed)?;
    for what in tally.broken.iter().skip(before) {
        say(what);
    }
    Ok(())
}

fn print(name: &str, seed: u64, tally: &Tally) {
    say(&format!(
        "{name}, seed {seed}: {} kills ({} runs ended first), {} deeds acknowledged, {} there unacknowledged and whole, {} broken promises",
        tally.kills,
        tally.ended,
        tally.acknowledged,
        tally.unheard,
        tally.broken.len()
    ));
    say(&format!("  by deed {:?}", tally.deeds));
    say(&format!("  at named places {:?}", tally.places));
}
