//! Command lines: what is typed after `:`, read with the program's own definitions, and what a key would be in a shell.

use clap::Parser as _;
use clap::error::ErrorKind;
use onrecord_model::{Handle, HandleKind, Reason};

use super::link::Decision;
use super::shell_words::{quoted, split};
use crate::cli::{self, Cli, Command};
use crate::command::set;

/// A command line that was understood.
#[derive(Debug)]
pub(super) enum Typed {
    Nothing,
    Quit,
    Help,
    /// A text to show: the help of a command, the version.
    Text(String),
    Claim(Handle),
    Document(Handle),
    Set(Decision),
    Undo {
        about: Option<Handle>,
        reason: Reason,
    },
    Queue(Box<cli::queue::Queue>),
    /// Everything else is run as it is; with `changes` what is on the screen has to be read anew.
    Run {
        words: Vec<String>,
        changes: bool,
    },
}

/// Reads a command line.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn parse(line: &str) -> Result<Typed, String> {
    let mut words = split(line)?;
    if words.first().is_some_and(|word| word == "onrecord") {
        words.remove(0);
    }
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => return Ok(Typed::Nothing),
        ["q" | "quit"] => return Ok(Typed::Quit),
        ["?"] => return Ok(Typed::Help),
        [word] => {
            if let Ok(handle) = word.parse() {
                return Ok(named(handle));
            }
        }
        _ => {}
    }
    if let Some(option) = words.iter().find(|word| of_the_view(word)) {
        return Err(format!("{option} cannot be given here: the view works on one database, for one person"));
    }
    let given = ["onrecord"].into_iter().chain(words.iter().map(String::as_str));
    match Cli::try_parse_from(given) {
        Ok(cli) => typed(cli.command, words),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Typed::Text(error.render().to_string())),
            _ => Err(error.render().to_string().trim().trim_start_matches("error: ").to_owned()),
        },
    }
}

/// Tells whether an option is one that the view was started with.
fn of_the_view(word: &str) -> bool {
    ["--db", "--as"]
        .iter()
        .any(|option| word.strip_prefix(option).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

fn named(handle: Handle) -> Typed {
    match handle.kind {
        HandleKind::Claim => Typed::Claim(handle),
        HandleKind::Document => Typed::Document(handle),
        HandleKind::Speaker | HandleKind::Outlet | HandleKind::Evidence => {
            Typed::Run { words: vec!["show".to_owned(), handle.to_string()], changes: false }
        }
    }
}

fn typed(command: Command, words: Vec<String>) -> Result<Typed, String> {
    match command {
        Command::Set(args) if !args.dry_run && !args.propose && args.found.query.is_none() => {
            let (claims, to) = set::words(&args.words, false).map_err(|error| error.message)?;
            let [claim] = claims[..] else { return Ok(Typed::Run { words, changes: true }) };
            Ok(Typed::Set(Decision { claim, target: args.target, to, reason: args.reason, seen: args.if_version }))
        }
        Command::Undo(args) if !args.dry_run => Ok(Typed::Undo { about: args.handle, reason: args.reason }),
        Command::Queue(args) if args.kept.is_none() => Ok(Typed::Queue(Box::new(args))),
        Command::Tui => Err("this is the terminal view; q quits it".to_owned()),
        command => Ok(Typed::Run { words, changes: changes(&command) }),
    }
}

/// Tells whether a command may change what is on the screen; of one that is not known here it is assumed.
fn changes(command: &Command) -> bool {
    !matches!(
        command,
        Command::Docs(_)
            | Command::Doc(_)
            | Command::Search(_)
            | Command::Show(_)
            | Command::Log(_)
            | Command::Diff(_)
            | Command::Drift(_)
            | Command::Known(_)
            | Command::Timeline(_)
            | Command::Suggest(_)
            | Command::Audit(_)
            | Command::Stats
            | Command::Report(_)
    )
}

/// Writes a decision as a command line for a shell.
pub(super) fn set_line(decision: &Decision) -> String {
    let target = decision.target.map(|target| format!(" --target {}", target.as_str())).unwrap_or_default();
    let (claim, to, reason) = (decision.claim, decision.to.as_str(), quoted(decision.reason.as_str()));
    format!("onrecord set {claim} {to}{target} -m {reason}")
}

/// Writes a taking back as a command line for a shell.
pub(super) fn undo_line(about: Option<Handle>, reason: &Reason) -> String {
    let about = about.map(|handle| format!(" {handle}")).unwrap_or_default();
    format!("onrecord undo{about} -m {}", quoted(reason.as_str()))
}

/// Writes any command line for a shell.
pub(super) fn run_line(words: &[String]) -> String {
    let plain = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_./=:,".contains(c));
    let words: Vec<String> = words.iter().map(|w| if plain(w) { w.clone() } else { quoted(w) }).collect();
    format!("onrecord {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use onrecord_model::{StatusKind, Target};

    use super::*;

    fn decision(reason: &str) -> Decision {
        Decision {
            claim: Handle::claim(7),
            target: Some(Target::Fact),
            to: StatusKind::Corroborated,
            reason: reason.parse().unwrap(),
            seen: None,
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for reason in ["seen", "it's \"so\"", "costs $5 `now` \\ !", "日本"] {
            let line = set_line(&decision(reason));
            let Ok(Typed::Set(read)) = parse(&line) else { panic!("{line}") };
            assert_eq!(read, decision(reason));
            let undo = undo_line(Some(Handle::claim(7)), &decision(reason).reason);
            let Ok(Typed::Undo { about, reason: read }) = parse(&undo) else { panic!("{undo}") };
            assert_eq!((about, read.as_str()), (Some(Handle::claim(7)), reason));
        }
        assert_eq!(set_line(&decision("seen")), "onrecord set c7 corroborated --target fact -m \"seen\"");
        let words = ["search".to_owned(), "speaker:Ann Lee".to_owned(), String::new()];
        assert_eq!(run_line(&words), "onrecord search \"speaker:Ann Lee\" \"\"");
    }

    #[test]
    fn short_forms_and_other_commands() {
        assert!(matches!(parse(" q "), Ok(Typed::Quit)));
        assert!(matches!(parse(""), Ok(Typed::Nothing)));
        assert!(matches!(parse("?"), Ok(Typed::Help)));
        assert!(matches!(parse("C7"), Ok(Typed::Claim(handle)) if handle == Handle::claim(7)));
        assert!(matches!(parse("d3"), Ok(Typed::Document(handle)) if handle == Handle::document(3)));
        assert!(matches!(parse("e3"), Ok(Typed::Run { changes: false, .. })));
        assert!(matches!(parse("queue --doc d3 --all"), Ok(Typed::Queue(_))));
        assert!(matches!(parse("log c7"), Ok(Typed::Run { changes: false, .. })));
        assert!(matches!(parse("match accept c1 c2 -m same"), Ok(Typed::Run { changes: true, .. })));
        assert!(matches!(parse("set c1 c2 disputed -m both"), Ok(Typed::Run { changes: true, .. })));
        assert!(matches!(parse("set c1 disputed -m so --dry-run"), Ok(Typed::Run { .. })));
        assert!(matches!(parse("set --help"), Ok(Typed::Text(text)) if text.contains("--target")));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (line, says) in [
            ("set c7 corroborated", "--reason"),
            ("set c7 corroborated -m ' '", "reason"),
            ("set c7 disputd -m x", "did you mean disputed"),
            ("set x disputed -m x", "handle"),
            ("frobnicate", "frobnicate"),
            ("log 'c7", "not closed"),
            ("log --db other.db", "--db"),
            ("log --as=Ben", "--as"),
            ("tui", "q quits"),
        ] {
            let error = parse(line).map(|typed| format!("{typed:?}")).unwrap_err();
            assert!(error.contains(says), "{line}: {error}");
        }
    }
}
