//! One reviewer who decides what is read from standard input, line by line, until it ends: `cargo xtask conflict` runs two.
//!
//! A line is `CLAIM STATUS REVISION`; the answer is `won` or `lost: ` and what the loser is told.
#![expect(clippy::print_stdout, reason = "it answers whoever asks")]

use std::io::{BufRead as _, Write as _};

use chrono::{DateTime, Utc};
use onrecord_app::{AppError, Desk, Proposal};
use onrecord_model::{Clock, Handle, IdSource, Reviewer, StatusKind, Target};
use uuid::Uuid;

/// The clock of the machine.
struct Now;

impl Clock for Now {
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Ids that two processes never share.
struct Ids;

impl IdSource for Ids {
    #[expect(clippy::disallowed_methods, reason = "this is where ids come from")]
    fn next(&self, _: DateTime<Utc>) -> Uuid {
        Uuid::now_v7()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let url = words.next().ok_or("the address of a database is missing")?;
    let by: Reviewer = words.next().ok_or("a name is missing")?.parse()?;
    let desk = Desk::open(&url, Box::new(Now), Box::new(Ids)).await?;
    println!("ready");
    for line in std::io::stdin().lock().lines() {
        let answer = match desk.set(&proposal(&line?, &by)?, false).await {
            Ok(_) => "won".to_owned(),
            Err(error @ AppError::Conflict { .. }) => format!("lost: {error}"),
            Err(error) => format!("failed: {error}"),
        };
        println!("{answer}");
        std::io::stdout().flush()?;
    }
    desk.close().await;
    Ok(())
}

fn proposal(line: &str, by: &Reviewer) -> Result<Proposal, Box<dyn std::error::Error>> {
    let mut words = line.split_whitespace();
    let mut next = || words.next().ok_or("a line is CLAIM STATUS REVISION");
    let claim: Handle = next()?.parse()?;
    let word = next()?;
    let to = StatusKind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or("no such status")?;
    let if_revision = Some(next()?.parse()?);
    Ok(Proposal {
        claim,
        target: Some(Target::Fact),
        to,
        by: by.clone(),
        reason: "looked".parse()?,
        if_revision,
        asked_at: None,
        overrides: None,
        bulk: None,
    })
}
