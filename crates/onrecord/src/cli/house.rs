//! Arguments of the commands about the house: its rules, its health, what it made public.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use onrecord_model::{Gravity, Handle, Published, Reason};
use url::Url;

/// What to do with house rules.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Says what a file of house rules comes to, or what is wrong with it: line, field and what to do
    Check(RulesCheck),
    /// Puts a file of house rules into force for everybody who works on this database; a reason is required
    Adopt(RulesAdopt),
    /// Prints the house rules in force
    Show(RulesShow),
    /// Prints all that pages say, in English, as it stands under [house.words] of house rules, ready to be translated
    Words,
}

/// Arguments of `rules check`.
#[derive(Debug, Args)]
pub(crate) struct RulesCheck {
    /// The file
    pub(crate) file: PathBuf,
}

/// Arguments of `rules adopt`.
#[derive(Debug, Args)]
pub(crate) struct RulesAdopt {
    /// The file
    pub(crate) file: PathBuf,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `rules show`.
#[derive(Debug, Args)]
pub(crate) struct RulesShow {
    /// As they were in force at the end of this day, or at this moment (days are UTC)
    #[arg(long, value_name = "DATE")]
    pub(crate) at: Option<Published>,
    /// Say what they come to in place of printing the file
    #[arg(long)]
    pub(crate) explain: bool,
}

/// Arguments of `publish`.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The document whose report was published (d1), or the claim (c7)
    pub(crate) subject: Handle,
    /// Where it can be read
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) url: Option<String>,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) date: Option<NaiveDate>,
    /// Why, or where
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Option<Reason>,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `correct`.
#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// The claim, such as c7
    pub(crate) claim: Handle,
    /// How grave it is: clarification, correction or retraction
    #[arg(long, value_name = "GRAVITY", value_parser = gravity)]
    pub(crate) gravity: Gravity,
    /// What readers are told
    #[arg(short = 'm', long = "note", value_name = "NOTE")]
    pub(crate) note: Reason,
    /// What it said before [default: the statuses that readers were told and that changed since]
    #[arg(long, value_name = "WORDS")]
    pub(crate) was: Option<String>,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) date: Option<NaiveDate>,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What is done with verdicts of the house.
#[derive(Debug, Subcommand)]
pub(crate) enum VerdictCommand {
    /// Gives a claim a verdict of the house rules; the latest one stands, and 'undo' takes it back
    Set(VerdictSet),
    /// Lists the latest verdict on each claim, with why readers are not told of it
    List,
}

/// Arguments of `verdict set`.
#[derive(Debug, Args)]
pub(crate) struct VerdictSet {
    /// The claim, such as c7
    pub(crate) claim: Handle,
    /// Name of the verdict in the house rules
    pub(crate) verdict: String,
    /// Why, as readers are told
    #[arg(short = 'm', long = "explanation", value_name = "WORDS")]
    pub(crate) explanation: Reason,
    /// On which day [default: today]
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) date: Option<NaiveDate>,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `corrections`.
#[derive(Debug, Args)]
pub(crate) struct Corrections {
    /// Only of this document (d1) or claim (c7)
    pub(crate) about: Option<Handle>,
    /// Also what was published
    #[arg(long)]
    pub(crate) all: bool,
}

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// The file of house rules that should be in force [default: house.toml beside you, if there is one]
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
}

fn gravity(s: &str) -> Result<Gravity, String> {
    Gravity::parse(s).ok_or_else(|| super::one_of(s, Gravity::ALL.iter().map(|gravity| gravity.as_str())))
}

fn address(s: &str) -> Result<String, String> {
    let s = s.trim();
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    if !Url::parse(s).is_ok_and(|url| is_web(&url)) || !(s.starts_with("http://") || s.starts_with("https://")) {
        return Err("an address that readers can open starts with http:// or https:// and names a host".to_owned());
    }
    if Url::parse(s).is_ok_and(|url| !url.username().is_empty() || url.password().is_some()) {
        return Err("it names a user before an @, which readers would see; leave that out".to_owned());
    }
    // What no address holds unescaped (RFC 3986, 2): such a one would be left out of exports later.
    match s.chars().find(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(*c)) {
        Some(c) => Err(format!("{c:?} is no part of an address; write it as %{:02X}", u32::from(c))),
        None => Ok(s.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_that_is_published_can_be_written_out_anywhere() {
        for plain in ["https://house.example/a?b=c#d", "http://house.example/%22", " https://bücher.example/é "] {
            assert_eq!(address(plain).as_deref(), Ok(plain.trim()));
        }
        for other in ["house.example", "https://", "ftp://house.example/", "https:house.example", "javascript:alert(1)"]
        {
            assert!(address(other).is_err_and(|why| why.contains("names a host")), "{other}");
        }
        assert!(address("https://desk:secret@house.example/").is_err_and(|why| why.contains("before an @")));
        let open = address("https://house.example/\"><script>").unwrap_err();
        assert_eq!(open, "'\"' is no part of an address; write it as %22");
    }
}
