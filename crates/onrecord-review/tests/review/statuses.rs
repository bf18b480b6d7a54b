//! The page on statuses is what the code does.

use std::path::PathBuf;

use onrecord_model::{StatusKind, StepKind, Target, WorkKind};
use onrecord_review::{statuses_page, transition_table, work_table};

use crate::support::decision;

#[test]
fn statuses_page_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/statuses.md");
    let page = statuses_page(&decision("anyone"), &"another".parse().unwrap());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, page, "run UPDATE_DOCS=1 cargo test -p onrecord-review statuses_page_is_up_to_date");
}

#[test]
fn every_status_can_be_left_and_none_repeated() {
    let table = transition_table(Target::Said, &decision("Ana"));
    assert_eq!(table.len(), 4 * StatusKind::ALL.len());
    for row in table {
        let stays = row.from.starts_with(row.to.as_str());
        assert_eq!(row.outcome.is_err(), stays, "{row:?}");
    }
}

#[test]
fn every_work_state_can_be_left_and_every_step_be_taken() {
    let table = work_table(&decision("Ana"), &"Ben".parse().unwrap());
    assert_eq!(table.len(), WorkKind::ALL.len() * StepKind::ALL.len());
    for kind in WorkKind::ALL {
        assert!(table.iter().any(|row| row.from == kind && row.outcome.is_ok()), "{kind:?} is a dead end");
    }
    for step in StepKind::ALL {
        assert!(table.iter().any(|row| row.step == step && row.outcome.is_ok()), "{step:?} is never possible");
    }
}
