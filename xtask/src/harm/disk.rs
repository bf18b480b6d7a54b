//! A disk that is full, writes that fail, a folder that is read-only: the program names the cause in one line and ends with 1,
//! what is there can be read and is whole, and afterwards everything works again.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::deed::{Deed, Worker};
use super::desk::{Desk, Ended};
use super::place::Place;
use crate::shell::{self, Scratch, say};

/// Size of the disk that is filled.
const SIZE: &str = "8m";
/// Space left on it, in KiB: from none to more than any deed needs.
const LEFT: [u64; 8] = [0, 4, 16, 40, 80, 160, 320, 640];
/// Largest file the program may write, in KiB: from nothing to a little more than the database is.
const LIMITS: [u64; 7] = [0, 8, 64, 512, 1024, 1100, 1400];
/// Deeds of each kind come in pairs, so this is one of each kind.
const DEEDS: u64 = 8;

/// Tries everything that this user may try.
pub(crate) fn run() -> Result<(), String> {
    let program = shell::debug_binary()?;
    let scratch = Scratch::new("disk")?;
    let program = scratch.program(&program)?;
    failing_writes(&program, &scratch)?;
    match Disk::mount(&scratch.0.join("disk"))? {
        Some(disk) => on_disk(&program, &disk, &scratch),
        None => Ok(()),
    }
}

/// How many runs ended how.
#[derive(Debug, Default)]
struct Tally {
    done: u32,
    refused: u32,
}

/// Lets every write beyond a limit fail.
fn failing_writes(program: &Path, scratch: &Scratch) -> Result<(), String> {
    let place = Place::file(&scratch.0, "limited");
    let desk = Desk::new(program, &place.url);
    desk.ok("Ann", &["ingest", "seeds"])?;
    let mut worker = Worker::new(&desk, &place, &scratch.0)?;
    let mut tally = Tally::default();
    let mut number = 0;
    for limit in LIMITS {
        let blocks = limit.to_string();
        let limited = |deed: &Deed| {
            let mut command = desk.command(&deed.who, &[]);
            let plain = std::mem::replace(&mut command, Command::new("sh"));
            for (name, value) in plain.get_envs().filter_map(|(name, value)| Some((name, value?))) {
                command.env(name, value);
            }
            // The shell passes on that the signal is not heeded, so that the write itself fails.
            command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &blocks]).arg(program).args(deed.args());
            command
        };
        number = deeds(&mut worker, number, &mut tally, |deed| Ended::of(limited(deed)), |_| Ok(()))?;
    }
    say(&format!("writes that fail: {tally:?}, nothing half done"));
    Ok(())
}

/// Does one deed of each kind while something is wrong, mends it, looks, and does what is missing.
fn deeds(
    worker: &mut Worker<'_>,
    from: u64,
    tally: &mut Tally,
    mut hurt: impl FnMut(&Deed) -> Result<Ended, String>,
    mut mend: impl FnMut(&Worker<'_>) -> Result<(), String>,
) -> Result<u64, String> {
    for number in (from..from + 2 * DEEDS).step_by(2) {
        let deed = worker.next_deed(number)?;
        let ended = hurt(&deed)?;
        mend(worker)?;
        let done = check(&ended, &deed)?;
        let found = worker.found(&deed)?;
        if done && found != deed.kind.entries() {
            return Err(format!("{}: acknowledged, but {found} there", deed.marker));
        }
        if done {
            tally.done += 1;
        } else {
            tally.refused += 1;
        }
        worker.desk.verify()?;
        worker.finish(&deed, found)?;
        worker.clear_up(&deed)?;
    }
    worker.desk.verify()?;
    Ok(from + 2 * DEEDS)
}

/// Wants a run to have ended well, or with 1 and one line for each claim it was about; tells which.
fn check(ended: &Ended, deed: &Deed) -> Result<bool, String> {
    let lines = ended.errors.lines().filter(|line| line.starts_with("error: ")).count();
    match ended.code {
        Some(0) => Ok(true),
        Some(1) if (1..=deed.kind.entries()).contains(&lines) && !ended.errors.contains("panicked") => Ok(false),
        code => Err(format!("{}: ended with {code:?}: {}", deed.marker, ended.errors)),
    }
}

/// Fills a disk, and makes it read-only.
fn on_disk(program: &Path, small: &Disk, scratch: &Scratch) -> Result<(), String> {
    let place = Place::file(&small.0, "desk");
    let desk = Desk::new(program, &place.url);
    desk.ok("Ann", &["ingest", "seeds"])?;
    let mut worker = Worker::new(&desk, &place, &scratch.0)?;
    let mut number = 10_000;
    for left in LEFT {
        let mut tally = Tally::default();
        let hurt = |deed: &Deed| {
            small.fill(left)?;
            let ended = desk.run(&deed.who, &deed.args())?;
            if left == 0 {
                reads(&desk)?;
                says(&ended, "the disk of the database is full")?;
            }
            Ok(ended)
        };
        number = deeds(&mut worker, number, &mut tally, hurt, |_| small.empty())?;
        say(&format!("{left} KiB left on the disk: {tally:?}, nothing half done"));
    }
    let mut tally = Tally::default();
    let hurt = |deed: &Deed| {
        small.remount("ro")?;
        let ended = desk.run(&deed.who, &deed.args())?;
        reads(&desk)?;
        says(&ended, "is read-only")?;
        Ok(ended)
    };
    deeds(&mut worker, number, &mut tally, hurt, |_| small.remount("rw"))?;
    say(&format!("a read-only disk: {tally:?}, nothing half done"));
    Ok(())
}

/// Wants everything to be readable.
fn reads(desk: &Desk) -> Result<(), String> {
    for args in [&["queue"][..], &["show", "c1"], &["log"], &["search", "fire"], &["audit", "verify"]] {
        desk.ok("Reader", args)?;
    }
    Ok(())
}

fn says(ended: &Ended, cause: &str) -> Result<(), String> {
    if ended.errors.contains(cause) { Ok(()) } else { Err(format!("{:?} does not say {cause:?}", ended.errors)) }
}

/// A small disk in memory.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one; `None`, and a word about it, when this user may not.
    fn mount(path: &Path) -> Result<Option<Self>, String> {
        std::fs::create_dir_all(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let options = format!("size={SIZE}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(path).output();
        match mounted {
            Ok(output) if output.status.success() => Ok(Some(Disk(path.to_owned()))),
            _ => {
                say("skipped: full and read-only disk: only root may mount one");
                Ok(None)
            }
        }
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    /// Leaves so many KiB.
    fn fill(&self, left: u64) -> Result<(), String> {
        let filler = self.filler();
        // Writing until there is no room is the point, so its failure is none.
        let of = format!("of={}", filler.display());
        Command::new("dd").args(["if=/dev/zero", &of, "bs=4k"]).output().map_err(|e| e.to_string())?;
        let whole = std::fs::metadata(&filler).map_err(|e| e.to_string())?.len();
        let file = std::fs::OpenOptions::new().write(true).open(&filler).map_err(|e| e.to_string())?;
        file.set_len(whole.saturating_sub(left << 10)).map_err(|e| e.to_string())
    }

    fn empty(&self) -> Result<(), String> {
        std::fs::remove_file(self.filler()).map_err(|e| e.to_string())
    }

    fn remount(&self, how: &str) -> Result<(), String> {
        let options = format!("remount,{how}");
        let output = Command::new("mount").args(["-o", &options]).arg(&self.0).output().map_err(|e| e.to_string())?;
        let told = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if output.status.success() { Ok(()) } else { Err(format!("mount: {}", told())) }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}
