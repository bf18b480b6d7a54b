//! A real terminal for the program to run in: a window of tmux, with keys in and the screen out.

use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::sandbox::Sandbox;

/// What a test prints that is skipped for want of tmux.
pub(crate) const NO_TMUX: &str = "skipped: no tmux here (apt-get install tmux)";

/// How long something may take to appear; a busy machine is no failure.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(15);

/// No status line; Escape is Escape at once.
const CONFIGURATION: &str = "set -g status off\nset -s escape-time 0\nset -g default-terminal screen-256color\n";

static STARTED: AtomicU32 = AtomicU32::new(0);

/// One window with one program, on a server of its own.
pub(crate) struct Terminal {
    socket: String,
    folder: std::path::PathBuf,
}

/// Tells whether there is a tmux to run in.
pub(crate) fn has_tmux() -> bool {
    Command::new("tmux").arg("-V").output().is_ok_and(|ran| ran.status.success())
}

impl Terminal {
    /// Runs the program in a window of `size`, with nothing in its environment but the sandbox and `env`. Beside it are left
    /// the number of the shell that runs it, how it ended, and the settings of the terminal before and after.
    pub(crate) fn run(sandbox: &Sandbox, size: (u16, u16), args: &str, env: &str) -> Self {
        sandbox.write("tmux.conf", CONFIGURATION);
        // A socket for each: the server of the terminal before may not have gone yet.
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let socket = sandbox.path(&format!("tmux{number}")).display().to_string();
        let terminal = Terminal { socket, folder: sandbox.root().to_owned() };
        let program = program(sandbox, args, env);
        let script = format!(
            "rm -f ended; echo $$ > shell; stty -a > before; {program}; echo $? > how; stty -a > after; mv how ended; sleep 1000"
        );
        let (width, height) = (size.0.to_string(), size.1.to_string());
        let started = terminal.tmux(&["new-session", "-d", "-s", "v", "-x", &width, "-y", &height, &script]);
        assert!(started.status.success(), "tmux: {}", String::from_utf8_lossy(&started.stderr));
        terminal
    }

    fn tmux(&self, args: &[&str]) -> Output {
        let mut command = Command::new("tmux");
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LC_ALL", "C.UTF-8");
        command.env("HOME", &self.folder).env("SHELL", "/bin/sh").current_dir(&self.folder);
        command.args(["-u", "-f", "tmux.conf", "-S", &self.socket]).args(args).output().expect("tmux runs")
    }

    fn ask(&self, format: &str) -> String {
        let answer = self.tmux(&["display-message", "-p", "-t", "v", format]);
        String::from_utf8_lossy(&answer.stdout).trim().to_owned()
    }

    /// Presses keys by tmux's names for them: `j`, `Enter`, `Escape`.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.tmux(&[&["send-keys", "-t", "v"], keys].concat());
    }

    /// Types text, letter by letter.
    pub(crate) fn type_text(&self, text: &str) {
        self.tmux(&["send-keys", "-t", "v", "-l", text]);
    }

    /// Returns what is on the screen.
    pub(crate) fn screen(&self) -> String {
        String::from_utf8(self.tmux(&["capture-pane", "-p", "-t", "v"]).stdout).expect("UTF-8")
    }

    /// Returns what is on the screen with its colours.
    pub(crate) fn coloured(&self) -> String {
        String::from_utf8(self.tmux(&["capture-pane", "-p", "-e", "-t", "v"]).stdout).expect("UTF-8")
    }

    /// Waits until the screen is as wanted.
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if wanted(&screen) {
                return screen;
            }
            assert!(start.elapsed() < PATIENCE, "no {what} on:\n{screen}");
            std::thread::sleep(PAUSE);
        }
    }

    /// Waits until these words are on the screen.
    pub(crate) fn wait_for(&self, words: &str) -> String {
        self.wait(&format!("{words:?}"), |screen| screen.contains(words))
    }

    /// Waits until these words are on the screen and everything on it has been read.
    pub(crate) fn settled(&self, words: &str) -> String {
        let whole =
            |screen: &str| screen.contains(words) && !screen.contains("reading …") && !screen.contains("working …");
        self.wait(&format!("{words:?}, settled"), |screen| {
            std::thread::sleep(PAUSE * 3);
            whole(screen) && self.screen() == screen
        })
    }

    pub(crate) fn resize(&self, width: u16, height: u16) {
        self.tmux(&["resize-window", "-t", "v", "-x", &width.to_string(), "-y", &height.to_string()]);
    }

    /// Kills the program in a way that nothing can be done about.
    pub(crate) fn kill(&self) {
        self.signal("-KILL");
        assert_eq!(self.ended(), "137");
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: &str) {
        let shell = self.file("shell").expect("the shell has begun");
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).expect("Linux");
        let ran = Command::new("kill").arg(signal).arg(children.trim()).status().expect("kill runs");
        assert!(ran.success());
    }

    /// Waits until the program has ended and returns its exit code.
    pub(crate) fn ended(&self) -> String {
        self.wait("end", |_| self.file("ended").is_some());
        self.file("ended").expect("it has ended")
    }

    fn file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.join(name)).ok().map(|text| text.trim().to_owned())
    }

    /// Tells whether the screen is still the one that programs draw on.
    pub(crate) fn on_other_screen(&self) -> bool {
        self.ask("#{alternate_on}") == "1"
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// Returns the command line that runs the program in a sandbox.
fn program(sandbox: &Sandbox, args: &str, env: &str) -> String {
    let root = sandbox.root().display();
    let homes = ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR"];
    let homes: Vec<String> = homes.iter().map(|name| format!("{name}='{root}'")).collect();
    let program = env!("CARGO_BIN_EXE_onrecord");
    format!(
        "env -i PATH=\"$PATH\" TERM=\"$TERM\" LC_ALL=C.UTF-8 USER=tester ONRECORD_ENGINE=rules {} {env} '{program}' {args}",
        homes.join(" ")
    )
}
