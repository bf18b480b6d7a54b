//! Takes the latest schema changes of a database back, to try what an earlier version left:
//! `cargo run -p onrecord-store --example step_down -- URL STEPS`.

use std::error::Error;

use onrecord_migrations::{Migrator, MigratorTrait};
use sea_orm::Database;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let url = words.next().ok_or("the address of a database is missing")?;
    let steps: u32 = words.next().ok_or("the number of steps is missing")?.parse()?;
    let connection = Database::connect(&url).await?;
    Migrator::down(&connection, Some(steps)).await?;
    connection.close().await?;
    Ok(())
}
