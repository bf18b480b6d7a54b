//! What the program is asked to do while it is killed, and how it is found again.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::desk::Desk;
use super::place::Place;
use super::scenario::handles;

/// Claims on which nothing is decided for good.
const OPEN: usize = 20;
/// Claims of one bulk decision.
const BULK: usize = 3;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Ingest,
    Set,
    Bulk,
    Propose,
    Second,
    Evidence,
    Assign,
    Undo,
}

impl Kind {
    const ALL: [Kind; 8] =
        [Kind::Ingest, Kind::Set, Kind::Bulk, Kind::Propose, Kind::Second, Kind::Evidence, Kind::Assign, Kind::Undo];

    pub(crate) fn name(self) -> &'static str {
        ["ingest", "set", "bulk set", "propose", "second", "evidence", "assign", "undo"][self as usize]
    }

    /// Lists the places in the program it comes by.
    pub(crate) fn places(self) -> &'static [&'static str] {
        match self {
            Kind::Ingest => &["begun", "documents", "mentions", "sealing", "sealed", "committing", "committed"],
            Kind::Set | Kind::Bulk | Kind::Undo => &["begun", "status", "sealing", "sealed", "committing", "committed"],
            Kind::Second => &["begun", "status", "work", "sealing", "sealed", "committing", "committed"],
            Kind::Propose | Kind::Assign => &["begun", "work", "sealing", "sealed", "committing", "committed"],
            Kind::Evidence => &["begun", "evidence", "sealing", "sealed", "committing", "committed"],
        }
    }

    /// Counts the entries of the log by which it is found.
    pub(crate) fn entries(self) -> usize {
        if self == Kind::Bulk { BULK } else { 1 }
    }
}

/// One thing to do, told from all others by its marker.
pub(crate) struct Deed {
    pub(crate) kind: Kind,
    pub(crate) marker: String,
    pub(crate) who: String,
    claims: Vec<String>,
    status: &'static str,
    file: String,
}

impl Deed {
    /// Returns its command line.
    pub(crate) fn args(&self) -> Vec<&str> {
        self.args_on(&self.claims)
    }

    fn args_on<'a>(&'a self, claims: &'a [String]) -> Vec<&'a str> {
        let claim = claims.first().map_or("", String::as_str);
        let mut args = match self.kind {
            Kind::Ingest => return vec!["ingest", &self.file],
            Kind::Set | Kind::Bulk => {
                let claims = claims.iter().map(String::as_str);
                ["set"].into_iter().chain(claims).chain([self.status, "--target", "fact"]).collect()
            }
            Kind::Propose => vec!["set", claim, self.status, "--target", "fact", "--propose"],
            Kind::Second => vec!["second", claim, "--agree"],
            Kind::Assign => vec!["assign", claim, "--to", "Cleo"],
            Kind::Undo => vec!["undo", claim],
            Kind::Evidence => {
                let about = ["--target", "fact", "--stance", "context", "--cite", "the minutes"];
                ["evidence", "add", claim].into_iter().chain(about).collect()
            }
        };
        args.extend(["-m", &self.marker]);
        args
    }
}

/// Who asks, and what is known of the desk.
pub(crate) struct Worker<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) place: &'a Place,
    pub(crate) folder: &'a Path,
    claims: Vec<String>,
    /// Claims that stay open: who is given one, or proposes something, gives it back.
    open: Vec<String>,
    used: usize,
    status: BTreeMap<String, &'static str>,
    usual: BTreeMap<Kind, u64>,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(desk: &'a Desk, place: &'a Place, folder: &'a Path) -> Result<Self, String> {
        let mut claims = handles(desk)?;
        let open = claims.split_off(claims.len().saturating_sub(OPEN));
        Ok(Worker { desk, place, folder, claims, open, used: 0, status: BTreeMap::new(), usual: BTreeMap::new() })
    }

    /// Returns how many microseconds such a deed usually takes.
    pub(crate) fn usual(&self, deed: &Deed) -> u64 {
        self.usual.get(&deed.kind).copied().unwrap_or(200_000)
    }

    /// Takes claims in turn.
    fn take(&mut self, kind: Kind) -> Vec<String> {
        let from = if matches!(kind, Kind::Assign | Kind::Propose) { &self.open } else { &self.claims };
        let next = self.used..self.used + kind.entries();
        self.used = next.end;
        next.map(|at| from[at % from.len()].clone()).collect()
    }

    /// Prepares the next deed; what has to be there for it is done without being killed.
    pub(crate) fn next_deed(&mut self, number: u64) -> Result<Deed, String> {
        // Two deeds of a kind in a row, one killed at a place and one at a moment.
        let kind = Kind::ALL[usize::try_from(number / 2).unwrap_or_default() % Kind::ALL.len()];
        let marker = format!("deed-{number}-{}", kind.name().replace(' ', "-"));
        let claims = self.take(kind);
        let status = self.other(&claims);
        let mut deed = Deed { kind, marker, who: "Ann".to_owned(), claims, status, file: String::new() };
        match kind {
            Kind::Ingest => deed.file = self.article(&deed.marker)?,
            Kind::Undo => self.prepare(&["set", &deed.claims[0], status, "--target", "fact", "-m", "to be undone"])?,
            Kind::Second => {
                self.prepare(&["set", &deed.claims[0], status, "--target", "fact", "--propose", "-m", "proposed"])?;
                "Ben".clone_into(&mut deed.who);
            }
            _ => {}
        }
        Ok(deed)
    }

    fn prepare(&self, args: &[&str]) -> Result<(), String> {
        self.desk.ok("Ann", args).map(drop)
    }

    /// Returns a status that none of these claims has.
    fn other(&self, claims: &[String]) -> &'static str {
        let has = |status| claims.iter().any(|claim| self.status.get(claim) == Some(&status));
        ["corroborated", "disputed", "unverified"].into_iter().find(|status| !has(*status)).unwrap_or("disputed")
    }

    /// Writes an article that nobody has seen.
    fn article(&self, marker: &str) -> Result<String, String> {
        let path = self.folder.join(format!("{marker}.txt"));
        let text = format!(
            " date 2026-04-02 https://lantern.example/{marker}\n\nOf {marker}\n\n\"We counted {} boats at the pier,\" Ada Quill, \
             the harbour master, told the Lantern.\n\nShe said the council of {marker} had not answered.\n",
            marker.len() * 17
        );
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(path.display().to_string())
    }

    /// Counts how often a deed is there.
    pub(crate) fn found(&self, deed: &Deed) -> Result<usize, String> {
        if deed.kind == Kind::Ingest {
            let documents = self.desk.ok("Reader", &["docs", "--format", "ndjson", "--limit", "1000000"])?;
            let url = format!("https://lantern.example/{}\"", deed.marker);
            return Ok(documents.matches(&url).count());
        }
        let log = self.desk.ok("Reader", &["audit", "export"])?;
        // A status set by the last opinion, and what is taken back with a proposal, have entries of their own.
        let mut found = log.lines().filter(|line| line.contains(&format!("{}\\\"", deed.marker)));
        if deed.kind == Kind::Second {
            return Ok(found.filter(|line| line.contains("\"work_changed\"")).count());
        }
        Ok(if deed.kind == Kind::Undo { usize::from(found.next().is_some()) + found.count() } else { found.count() })
    }

    /// Does what is missing of a deed.
    pub(crate) fn finish(&mut self, deed: &Deed, found: usize) -> Result<(), String> {
        if found < deed.kind.entries() {
            let begun = Instant::now();
            let missing = self.missing(deed)?;
            self.desk.ok(&deed.who, &deed.args_on(&missing))?;
            let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            let usual = self.usual.entry(deed.kind).or_insert(took);
            *usual = (*usual * 3 + took) / 4;
        }
        Ok(())
    }

    /// Makes room for the next deed on the same claims, and keeps in mind what they are now.
    pub(crate) fn clear_up(&mut self, deed: &Deed) -> Result<(), String> {
        match deed.kind {
            Kind::Set | Kind::Bulk | Kind::Second => {
                self.status.extend(deed.claims.iter().map(|claim| (claim.clone(), deed.status)));
            }
            Kind::Propose | Kind::Assign => self.prepare(&["release", &deed.claims[0]])?,
            Kind::Ingest | Kind::Evidence | Kind::Undo => {}
        }
        Ok(())
    }

    /// Lists the claims that a decision on several has not reached.
    fn missing(&self, deed: &Deed) -> Result<Vec<String>, String> {
        if deed.kind != Kind::Bulk {
            return Ok(deed.claims.clone());
        }
        let log = self.desk.list(&["log", "--limit", "100"])?;
        let reached = |claim: &&String| {
            log.iter().any(|entry| {
                let told = entry.to_string();
                told.contains(&format!("{}\"", deed.marker)) && told.contains(&format!("\"{claim}\""))
            })
        };
        Ok(deed.claims.iter().filter(|claim| !reached(claim)).cloned().collect())
    }
}
