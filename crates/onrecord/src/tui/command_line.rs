//! Command lines: what is typed after `:`, read with the program's own definitions, and what a key would be in a shell.

use clap::Parser as _;
use clap::error::ErrorKind;
use onrecord_app::{Answer, Aside};
use onrecord_model::{Handle, HandleKind, Reason, Reviewer};

use super::link::{Decision, Opinion, WorkDeed};
use super::shell_words::{quoted, split};
use super::task::WorkAct;
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
        Command::Set(args) if !args.dry_run && args.overrides.is_none() && args.found.query.is_none() => {
            let (claims, to) = set::words(&args.words, false).map_err(|error| error.message)?;
            let [claim] = claims[..] else { return Ok(Typed::Run { words, changes: true }) };
            let (target, reason, seen, propose) = (args.target, args.reason, args.if_version, args.propose);
            Ok(Typed::Set(Decision { claim, target, to, reason, seen, propose }))
        }
        Command::Undo(args) if !args.dry_run && args.entry.is_none() => {
            Ok(Typed::Undo { about: args.handle, reason: args.reason })
        }
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
    let propose = if decision.propose { " --propose" } else { "" };
    format!("onrecord set {claim} {to}{target}{propose} -m {reason}")
}

/// Writes an opinion on a proposal, or the decision between opinions, as a command line for a shell.
pub(super) fn opinion_line(opinion: &Opinion) -> String {
    let (claim, target) = (opinion.claim, opinion.waiting.target.as_str());
    let what = match opinion.answer {
        Answer::Find(status) if opinion.waiting.differ => format!("adjudicate {claim} {}", status.as_str()),
        Answer::Find(status) => format!("second {claim} --find {}", status.as_str()),
        Answer::Agree => format!("second {claim} --agree"),
        Answer::Disagree => format!("second {claim} --disagree"),
    };
    format!("onrecord {what} --target {target} -m {}", quoted(opinion.reason.as_str()))
}

/// Writes a change of whose hands a claim is in, which `by` makes, as a command line for a shell.
pub(super) fn work_line(deed: &WorkDeed, by: &Reviewer) -> String {
    let claim = deed.claim;
    let what = match deed.act {
        WorkAct::TakeUp => format!("assign {claim} --to {}", word(by.name())),
        WorkAct::Release => format!("release {claim}"),
        WorkAct::Defer(until) => format!("defer {claim} --until {until}"),
        WorkAct::Drop(Aside::NotAClaim) => format!("drop {claim} --because not-a-claim"),
        WorkAct::Drop(Aside::OutOfScope) => format!("drop {claim} --because out-of-scope"),
        WorkAct::Drop(Aside::DuplicateOf(other)) => format!("drop {claim} --because duplicate-of={other}"),
        WorkAct::Reopen => format!("reopen {claim}"),
    };
    let reason = deed.reason.as_ref().map(|reason| format!(" -m {}", quoted(reason.as_str()))).unwrap_or_default();
    format!("onrecord {what}{reason}")
}

/// Writes a taking back as a command line for a shell.
pub(super) fn undo_line(about: Option<Handle>, reason: &Reason) -> String {
    let about = about.map(|handle| format!(" {handle}")).unwrap_or_default();
    format!("onrecord undo{about} -m {}", quoted(reason.as_str()))
}

/// Writes any command line for a shell.
pub(super) fn run_line(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|w| word(w)).collect();
    format!("onrecord {}", words.join(" "))
}

/// Writes one word, in quotation marks where a shell would read it otherwise.
fn word(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_./=:,".contains(c));
    if is_plain { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use onrecord_model::{StatusKind, Target};

    use super::super::hand::Waiting;
    use super::*;

    fn decision(reason: &str) -> Decision {
        Decision {
            claim: Handle::claim(7),
            target: Some(Target::Fact),
            to: StatusKind::Corroborated,
            reason: reason.parse().unwrap(),
            seen: None,
            propose: false,
        }
    }

    #[test]
    fn what_is_done_to_the_work_is_a_command_line_too() {
        let (reason, claim) = (Some("it's \"so\"".parse::<Reason>().unwrap()), Handle::claim(7));
        let acts = [
            (WorkAct::TakeUp, "assign c7 --to \"Ann Lee\""),
            (WorkAct::Release, "release c7"),
            (WorkAct::Defer("2027-01-31".parse().unwrap()), "defer c7 --until 2027-01-31"),
            (WorkAct::Drop(Aside::NotAClaim), "drop c7 --because not-a-claim"),
            (WorkAct::Drop(Aside::OutOfScope), "drop c7 --because out-of-scope"),
            (WorkAct::Drop(Aside::DuplicateOf(Handle::claim(3))), "drop c7 --because duplicate-of=c3"),
            (WorkAct::Reopen, "reopen c7"),
        ];
        for (act, expected) in acts {
            let deed = WorkDeed { claim, act, reason: reason.clone() };
            let line = work_line(&deed, &"Ann Lee".parse().unwrap());
            assert_eq!(line, format!("onrecord {expected} -m 'it'\\''s \"so\"'"));
            assert!(matches!(parse(&line), Ok(Typed::Run { changes: true, .. })), "{line}");
        }
        let proposal = Decision { propose: true, ..decision("seen") };
        let Ok(Typed::Set(read)) = parse(&set_line(&proposal)) else { panic!("{proposal:?}") };
        assert_eq!(read, proposal);
    }

    #[test]
    fn opinions_are_command_lines_too() {
        for (differ, answer, expected) in [
            (false, Answer::Agree, "second c7 --agree"),
            (false, Answer::Disagree, "second c7 --disagree"),
            (false, Answer::Find(StatusKind::Disputed), "second c7 --find disputed"),
            (true, Answer::Find(StatusKind::Disputed), "adjudicate c7 disputed"),
        ] {
            let waiting = Waiting { target: Target::Fact, proposed: None, opinions: 2, differ, answered: false };
            let (claim, reason) = (Handle::claim(7), "seen".parse().unwrap());
            let line = opinion_line(&Opinion { claim, answer, waiting, reason });
            assert_eq!(line, format!("onrecord {expected} --target fact -m \"seen\""));
            assert!(matches!(parse(&line), Ok(Typed::Run { changes: true, .. })), "{line}");
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
        assert!(matches!(parse("set c1 disputed -m so --override why"), Ok(Typed::Run { .. })));
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
