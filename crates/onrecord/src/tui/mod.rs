//! The terminal view: the queue, the article, the claim, and decisions by single keys.
//!
//! Four threads that share nothing: one reads the terminal, one holds the state and draws, the one that called works the
//! desk, and one finds out what takes long, on a desk of its own. So the view never waits for the database, and a decision
//! never for a comparison. The state (`state`, `keys`, `prompt`, `list`) and the drawing
//! (`draw`) are pure; the desk is asked in `serve`, the terminal touched in `screen`.

mod article;
mod command_line;
mod deciding;
mod deeds;
mod draw;
mod hand;
mod keys;
mod line_edit;
mod link;
mod list;
mod pane;
mod parts;
mod prompt;
mod question;
mod reader;
mod run;
mod screen;
mod serve;
mod shell_words;
mod state;
mod styled;
mod task;
mod text_pane;

#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use onrecord_app::Desk;
use ratatui::crossterm::event;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use self::draw::Look;
use self::link::{Input, PartRequest, Request};
use self::screen::Screen;
use self::serve::Service;
pub(crate) use self::shell_words::{quoted, split};
use self::state::State;
use crate::cli::Global;
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;

/// Refuses to start where nobody could see it.
pub(crate) fn check() -> Result<(), CliError> {
    if io::stdout().is_terminal() {
        return Ok(());
    }
    Err(CliError::usage("tui needs a terminal to draw on; use 'onrecord queue' and 'onrecord next' in a pipe"))
}

/// Runs the command.
pub(crate) async fn run(global: &Global, desk: &Desk) -> Result<Exit, CliError> {
    let by = desk::reviewer(global)?;
    let service = Service { global, desk, by: &by };
    let (to_view, inputs) = channel();
    let (to_desk, mut requests) = unbounded_channel();
    let (keys, found) = (to_view.clone(), to_view.clone());
    let (to_reader, slow) = unbounded_channel();
    let reader = reader::start(global.clone(), slow, found);
    let view = thread::spawn(move || show(&inputs, &Desks { quick: to_desk, slow: to_reader }, &keys));
    let (mut end, mut told) = (std::pin::pin!(told_to_end()), false);
    loop {
        tokio::select! {
            biased;
            request = requests.recv() => match request {
                // A view that is gone takes no answer; what was asked for is done all the same.
                Some(request) => {
                    let answer = service.answer(request).await;
                    // The rules come first: what is asked next depends on them.
                    if let Some(rules) = service.rules().await {
                        drop(to_view.send(Input::Rules(rules)));
                    }
                    drop(to_view.send(Input::Answer(answer)));
                }
                None => break,
            },
            () = &mut end, if !told => {
                told = true;
                drop(to_view.send(Input::Lost("the program was told to end".to_owned())));
            }
        }
    }
    reader::stop(&reader);
    match view.join() {
        Ok(Ok(())) => Ok(Exit::Ok),
        Ok(Err(error)) => Err(CliError::failure(format!("the view ended: {error}; all decisions are written"))),
        Err(_) => Err(CliError::failure("the view broke down, a fault of the program; all decisions are written")),
    }
}

/// Waits for the signal by which programs are told to end.
#[cfg(unix)]
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut told) => drop(told.recv().await),
        Err(_) => std::future::pending().await,
    }
}

/// Other systems have no such signal.
#[cfg(not(unix))]
async fn told_to_end() {
    std::future::pending().await
}

/// Whom the view asks.
struct Desks {
    quick: UnboundedSender<Request>,
    slow: UnboundedSender<PartRequest>,
}

impl Desks {
    /// Asks; a desk that is gone is noticed by those who wait for it.
    fn ask(&self, request: Request) {
        match request {
            Request::Part(asked) if asked.pane.is_slow() => drop(self.slow.send(asked)),
            request => drop(self.quick.send(request)),
        }
    }
}

/// Draws and takes input until the view ends.
fn show(inputs: &Receiver<Input>, desks: &Desks, keys: &Sender<Input>) -> io::Result<()> {
    let mut screen = Screen::open()?;
    let mut state = State::new(screen.size()?);
    let look = Look::of_environment();
    listen(keys.clone());
    while !state.done {
        state.lay_out();
        for request in state.requests() {
            desks.ask(request);
        }
        state.lay_out();
        screen.draw(|frame| draw::screen(frame, &state, look))?;
        // What has arrived meanwhile is taken before anything is drawn: a key that is held down does not pile up.
        let first = inputs.recv().map_err(io::Error::other)?;
        std::iter::once(first).chain(inputs.try_iter()).for_each(|input| state.input(input));
    }
    // What was asked for last is sent even when the next key was the one that quits.
    state.requests().into_iter().for_each(|request| desks.ask(request));
    drop(screen);
    state.lost.map_or(Ok(()), |why| Err(io::Error::other(why)))
}

/// Reads the terminal until the program ends; nothing has to wait for it.
fn listen(view: Sender<Input>) {
    thread::spawn(move || {
        loop {
            let input = event::read().map_or_else(|error| Input::Lost(error.to_string()), Input::Terminal);
            let lost = matches!(input, Input::Lost(_));
            if view.send(input).is_err() || lost {
                return;
            }
        }
    });
}
