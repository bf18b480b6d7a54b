//! The schema brought up to date, and killed meanwhile.

use std::path::Path;
use std::process::Command;

use super::Tally;
use super::kill::{When, killed};
use crate::harm::desk::Desk;
use crate::harm::place::Place;
use crate::harm::random::Random;
use crate::shell::say;

/// Schema changes taken back before each kill.
const STEPS: &str = "2";
/// How many microseconds bringing a small database up to date takes at most.
const USUAL: u64 = 400_000;

/// Takes schema changes back and kills the program while it makes them again; afterwards everything must be there.
pub(super) fn kills(
    desk: &Desk,
    place: &Place,
    folder: &Path,
    (kills, random): (u64, &mut Random),
    step_down: &Path,
    tally: &mut Tally,
) -> Result<(), String> {
    let checkpoint = desk.ok("Reader", &["audit", "checkpoint"])?;
    let named: &[&str] = if place.name == "SQLite" { &["backed up", "migrating", "migrated"] } else { &[] };
    let mut tries = 0_u64;
    let mut done = 0;
    while done < kills {
        step(step_down, place)?;
        let at = usize::try_from(tries / 2).unwrap_or_default();
        let when = match named.get(at % named.len().max(1)).filter(|_| tries.is_multiple_of(2)) {
            Some(name) => When::At(name),
            None => When::After(random.below(USUAL)),
        };
        tries += 1;
        let ran = killed(desk.command("Reader", &["stats"]), &when, folder)?;
        if !ran.was_killed {
            tally.ended += 1;
            continue;
        }
        done += 1;
        tally.kills += 1;
        *tally.deeds.entry("migration").or_default() += 1;
        if let When::At(name) = when {
            *tally.places.entry(name.to_owned()).or_default() += 1;
        }
        place.settle()?;
        let found = desk.verify().and_then(|()| desk.ok("Reader", &["audit", "checkpoint"]));
        if found.as_ref() != Ok(&checkpoint) {
            let what = format!("migration killed {when:?}: {found:?}");
            say(&what);
            tally.broken.push(what);
        }
        clear_backups(place);
    }
    Ok(())
}

fn step(step_down: &Path, place: &Place) -> Result<(), String> {
    let url = if place.url.contains("://") { place.url.clone() } else { format!("sqlite://{}", place.url) };
    let output = Command::new(step_down).args([&url, STEPS]).output().map_err(|e| e.to_string())?;
    let told = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(format!("stepping down: {}", told())) }
}

/// Removes the copies that precede a change of the schema, which would pile up.
fn clear_backups(place: &Place) {
    let path = Path::new(&place.url);
    let Some(files) = path.parent().and_then(|folder| std::fs::read_dir(folder).ok()) else { return };
    for file in files.flatten() {
        if file.file_name().to_string_lossy().contains(".backup-") {
            let _ = std::fs::remove_file(file.path());
        }
    }
}
