//! `demo`: sample articles into a throw-away database, the queue, the reports.

mod seeds;

use std::path::{Path, PathBuf};

use onrecord_app::{AsOf, Audience, Desk, Hints, Incoming, KnownOutlet, QueueFilter, read_whole};
use uuid::Uuid;

use crate::ambient::{RandomIds, SystemClock};
use crate::cli::{Demo, Global};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::{Output, bold};
use crate::{config, desk, output};

use super::{queue, site};
use seeds::{Manifest, SeedArticle};

/// How many claims of the queue are printed.
const SHOWN: u32 = 12;

/// Runs the command.
pub(crate) async fn run(global: &Global, args: Demo) -> Result<Exit, CliError> {
    let folder = args.out.unwrap_or_else(fresh_folder);
    std::fs::create_dir_all(&folder)
        .map_err(|e| CliError::failure(format!("cannot make {}: {e}", folder.display())))?;
    let database = folder.join("onrecord.db");
    let desk = desk::open_file(&database).await?.using(config::engine(args.engine)?);
    let done = show(global, &desk, &folder, &database).await;
    desk.close().await;
    done
}

async fn show(global: &Global, desk: &Desk, folder: &Path, database: &Path) -> Result<Exit, CliError> {
    let manifest = seeds::manifest().map_err(|e| CliError::failure(format!("seeds/manifest.toml: {e}")))?;
    let mentions = load(desk, &manifest).await?;
    let mut out = Output::new(global.format);
    if out.is_json() {
        out.list(&queue::listing(&desk.queue(&QueueFilter::default()).await?))?;
    } else {
        let counts = desk.counts().await?;
        let line = format!("{} articles, {mentions} mentions, {} claims", counts.documents, counts.claims);
        out.line(&bold(&format!("{line}. The first of the queue:")))?;
        let filter = QueueFilter { limit: SHOWN, ..QueueFilter::default() };
        out.list(&queue::listing(&desk.queue(&filter).await?))?;
    }
    site::write(desk, &folder.join("reports"), AsOf::Now, Audience::default()).await?;
    if !out.is_json() {
        goodbye(&mut out, folder, database)?;
    }
    out.finish()?;
    Ok(Exit::Ok)
}

fn fresh_folder() -> PathBuf {
    let ids = RandomIds::new();
    let id: Uuid = onrecord_model::IdSource::next(&ids, onrecord_model::Clock::now(&SystemClock));
    std::env::temp_dir().join(format!("onrecord-demo-{}", id.simple()))
}

/// Takes the samples in through the normal import path and returns how many mentions they hold.
async fn load(desk: &Desk, manifest: &Manifest) -> Result<u64, CliError> {
    let facts: Vec<KnownOutlet> = manifest
        .outlets
        .iter()
        .map(|o| KnownOutlet {
            name: o.name.clone(),
            owner: o.owner.clone(),
            controller: o.controller.clone(),
            agency: o.agency,
        })
        .collect();
    desk.add_outlets(&facts).await?;
    let batch: Result<Vec<Incoming>, CliError> = manifest.articles.iter().map(incoming).collect();
    desk.ingest(&batch?, super::ingest::cores()).await?;
    Ok(desk.counts().await?.mentions)
}

fn incoming(seed: &SeedArticle) -> Result<Incoming, CliError> {
    let raw = seeds::bytes(&seed.file).ok_or_else(|| CliError::failure(format!("seeds hold no {}", seed.file)))?;
    let hints = Hints { outlet: Some(seed.outlet.clone()), name: Some(seed.file.clone()), ..Hints::default() };
    let article = read_whole(raw, &hints).map_err(|e| CliError::failure(format!("{}: {e}", seed.file)))?;
    Ok(Incoming { article, raw: raw.to_vec() })
}

fn goodbye(out: &mut Output, folder: &Path, database: &Path) -> Result<(), CliError> {
    let reports = folder.join("reports").join("index.html");
    let db = output::printable(&database.to_string_lossy());
    out.line(&format!("Reports:  {}", output::printable(&reports.to_string_lossy())))?;
    out.line(&format!("Database: {db}"))?;
    out.line(&format!("Try:      onrecord --db {db} next"))
}
