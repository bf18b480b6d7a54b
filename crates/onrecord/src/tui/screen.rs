//! The terminal: taken over at the start, given back at the end, whatever the end is.

use std::io::{self, BufWriter, Stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::{Frame, Terminal};

/// Whether the terminal is taken over; it is given back once.
static OURS: AtomicBool = AtomicBool::new(false);
/// Held while a frame is drawn: a frame that is drawn on a terminal just given back would spoil it.
static DRAWING: Mutex<()> = Mutex::new(());
/// How often, and at what distance, a frame is waited for. A fault in the drawing itself never lets it go.
const WAITS: (u32, Duration) = (40, Duration::from_millis(5));

/// The terminal while it is ours; dropping it gives it back.
pub(super) struct Screen(Terminal<CrosstermBackend<BufWriter<Stdout>>>);

impl Screen {
    /// Takes the terminal over.
    pub(super) fn open() -> io::Result<Self> {
        give_back_on_panic();
        let opened = take_over();
        if opened.is_err() {
            give_back();
        }
        opened.map(Screen)
    }

    /// Draws one frame.
    pub(super) fn draw(&mut self, frame: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let _drawing = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
        if !OURS.load(Ordering::SeqCst) {
            return Err(io::Error::other("it was given back after a fault"));
        }
        self.0.draw(frame).map(drop)
    }

    /// Returns width and height.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.0.size().map(|size| (size.width, size.height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<Terminal<CrosstermBackend<BufWriter<Stdout>>>> {
    OURS.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    Terminal::new(CrosstermBackend::new(BufWriter::new(io::stdout())))
}

/// Gives the terminal back; there is nothing to be done about a terminal that does not take it.
fn give_back() {
    let (times, pause) = WAITS;
    let waited = (0..times).find_map(|_| DRAWING.try_lock().ok().or_else(|| pass(pause)));
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = disable_raw_mode();
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    drop(waited);
}

fn pass<T>(pause: Duration) -> Option<T> {
    thread::sleep(pause);
    None
}

/// A message that is printed on the other screen, or without line ends, cannot be read.
fn give_back_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        before(info);
    }));
}
