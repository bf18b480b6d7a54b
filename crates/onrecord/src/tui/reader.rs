//! What takes long is found out beside everything else, on a desk of its own: connections belong to the thread that opened
//! them.

use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use super::link::{Answer, Input, PartRequest};
use super::parts;
use crate::cli::Global;
use crate::desk;
use crate::error::CliError;

/// How often, and at what distance, the end of the reader is waited for.
const WAITS: (u32, Duration) = (100, Duration::from_millis(10));

/// Starts answering.
pub(super) fn start(global: Global, asked: UnboundedReceiver<PartRequest>, view: Sender<Input>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut asked = asked;
        if let Err(error) = read(&global, &mut asked, &view) {
            refuse(&error, &mut asked, &view);
        }
    })
}

/// Waits a little for the reader, so that it can close the database; a comparison that is going on is of no use any more.
pub(super) fn stop(reader: &JoinHandle<()>) {
    let (times, pause) = WAITS;
    for _ in 0..times {
        if reader.is_finished() {
            return;
        }
        thread::sleep(pause);
    }
}

fn read(global: &Global, asked: &mut UnboundedReceiver<PartRequest>, view: &Sender<Input>) -> Result<(), CliError> {
    let viewer = desk::reviewer(global)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(desk::with(global, async |desk| {
        while let Some(next) = asked.recv().await {
            drop(view.send(Input::Answer(parts::part(desk, next, &viewer).await)));
        }
        Ok(())
    }))
}

/// Without a database the panes say why.
fn refuse(error: &CliError, asked: &mut UnboundedReceiver<PartRequest>, view: &Sender<Input>) {
    while let Some(next) = asked.blocking_recv() {
        let answer = Answer::Part { asked: next, standing: None, lines: parts::failed(error) };
        drop(view.send(Input::Answer(answer)));
    }
}
