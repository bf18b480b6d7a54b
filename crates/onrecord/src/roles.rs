//! The least role for every command, where house rules give roles. What has no entry is for admins alone.

use onrecord_model::Role;

/// What a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Least {
    /// Nothing: it touches no desk.
    Nothing,
    /// This role or a higher one.
    Role(Role),
}

const READER: Least = Least::Role(Role::Reader);
const REVIEWER: Least = Least::Role(Role::Reviewer);
const EDITOR: Least = Least::Role(Role::Editor);
const ADMIN: Least = Least::Role(Role::Admin);

/// Every command by its words; a test compares it with the tree of commands.
const TABLE: &[(&str, Least)] = &[
    ("adjudicate", REVIEWER),
    ("agree", READER),
    ("assign", REVIEWER),
    ("audit checkpoint", READER),
    // Private notes are in it.
    ("audit export", EDITOR),
    ("audit verify", READER),
    ("claim add", REVIEWER),
    ("claim attribute", REVIEWER),
    ("claim merge", REVIEWER),
    ("claim respan", REVIEWER),
    ("claim split", REVIEWER),
    ("completions", Least::Nothing),
    ("copies", Least::Nothing),
    ("correct", EDITOR),
    ("corrections", READER),
    ("defer", REVIEWER),
    ("demo", Least::Nothing),
    ("diff", READER),
    ("doc show", READER),
    ("doc versions", READER),
    ("docs", READER),
    ("doctor", READER),
    ("drift", READER),
    ("drop", REVIEWER),
    ("evidence add", REVIEWER),
    ("evidence check", REVIEWER),
    ("evidence copy", READER),
    ("evidence edit", REVIEWER),
    ("evidence list", READER),
    ("evidence remove", REVIEWER),
    ("evidence show", READER),
    // Private notes and confidential evidence are in none of them.
    ("export annotations", READER),
    ("export atom", READER),
    // Everything is in it.
    ("export bundle", ADMIN),
    ("export claimreview", READER),
    ("export csv", READER),
    ("export json", READER),
    ("export markdown", READER),
    ("extract", Least::Nothing),
    ("import bundle", ADMIN),
    ("import annotations", REVIEWER),
    ("import findings", EDITOR),
    ("ingest", EDITOR),
    ("known", READER),
    ("log", READER),
    ("man", Least::Nothing),
    ("match accept", REVIEWER),
    ("match list", READER),
    ("match rebuild", EDITOR),
    ("match reject", REVIEWER),
    ("match split", REVIEWER),
    ("next", REVIEWER),
    ("origins", READER),
    ("origins link", REVIEWER),
    ("origins unlink", REVIEWER),
    ("outlet list", READER),
    ("outlet set", EDITOR),
    ("publish", EDITOR),
    ("queue", READER),
    ("queue save", REVIEWER),
    ("queue saved list", READER),
    ("queue saved remove", REVIEWER),
    ("read", Least::Nothing),
    ("redo", REVIEWER),
    ("release", REVIEWER),
    ("reopen", REVIEWER),
    ("report", READER),
    ("rules adopt", ADMIN),
    ("rules check", Least::Nothing),
    ("rules show", READER),
    ("rules words", Least::Nothing),
    ("schema", Least::Nothing),
    ("search", READER),
    ("second", REVIEWER),
    ("set", REVIEWER),
    ("show", READER),
    ("speaker alias", REVIEWER),
    ("speaker list", READER),
    ("speaker propose", REVIEWER),
    ("stats", READER),
    ("suggest", READER),
    ("timeline", READER),
    // What it changes is checked again when it does.
    ("tui", READER),
    ("undo", REVIEWER),
    ("verdict list", READER),
    ("verdict set", EDITOR),
];

/// Returns what a command needs.
pub(crate) fn least(command: &str) -> Least {
    TABLE.iter().find(|(words, _)| *words == command).map_or(ADMIN, |(_, least)| *least)
}

/// Returns the words of the command that was given.
pub(crate) fn words(matches: &clap::ArgMatches) -> String {
    let (mut words, mut at) = (Vec::new(), matches.subcommand());
    while let Some((word, beneath)) = at {
        words.push(word);
        at = beneath.subcommand();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// Lists the commands that can be given: leaves, and those that may go without what is beneath them.
    fn commands(command: &clap::Command, path: &[&str], all: &mut BTreeSet<String>) {
        let mut is_leaf = true;
        for beneath in command.get_subcommands().filter(|one| one.get_name() != "help") {
            is_leaf = false;
            commands(beneath, &[path, &[beneath.get_name()]].concat(), all);
        }
        if is_leaf || (!path.is_empty() && !command.is_subcommand_required_set()) {
            all.insert(path.join(" "));
        }
    }

    #[test]
    fn every_command_has_a_least_role_and_no_other() {
        let mut all = BTreeSet::new();
        let mut command = Cli::command();
        command.build();
        commands(&command, &[], &mut all);
        let table: BTreeSet<String> = TABLE.iter().map(|(words, _)| (*words).to_owned()).collect();
        assert_eq!(table.len(), TABLE.len(), "one entry each");
        assert_eq!(all.difference(&table).collect::<Vec<_>>(), Vec::<&String>::new(), "commands without an entry");
        assert_eq!(table.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "entries without a command");
        assert_eq!(least("frobnicate"), ADMIN);
    }
}
