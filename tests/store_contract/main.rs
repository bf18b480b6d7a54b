//! What a store promises, told once and run unchanged on SQLite and on PostgreSQL.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

mod alike;
mod bundle;
mod conflict;
mod evidence;
mod filing;
mod house;
mod kept;
mod opening;
mod saved;
mod schema;
mod story;
mod tamper;
mod work;
mod world;

/// Runs each promise on a new SQLite file, and on a new PostgreSQL database when a server is named.
macro_rules! contract {
    ($($promise:ident),* $(,)?) => {$(
        mod $promise {
            use onrecord_testkit::{SKIPPED, TempDatabase};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let database = TempDatabase::sqlite();
                super::super::promise::$promise(&database).await;
                database.remove().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(database) = TempDatabase::postgres().await else {
                    println!("{SKIPPED}");
                    return;
                };
                super::super::promise::$promise(&database).await;
                database.remove().await;
            }
        }
    )*};
}

/// The promises by name.
mod promise {
    pub(crate) use super::alike::{
        copies_stay_as_they_were_decided, decisions_behind_the_log_are_named, findings_are_written_over_by_their_id,
        outlets_go_to_the_first_of_two, pairs_stay_as_they_were_decided,
        statements_are_found_by_key_word_and_fingerprint,
    };
    pub(crate) use super::bundle::{
        a_bundle_comes_back_byte_for_byte, a_bundle_has_every_table, a_bundle_is_entered_whole_or_not_at_all,
    };
    pub(crate) use super::conflict::{
        an_alias_goes_to_the_first_of_two, duplicates_are_told_and_worth_a_retry,
        entries_that_contradict_themselves_are_refused, exactly_one_of_two_reviewers_wins,
        handles_are_never_given_twice, refused_aliases_stay_refused, the_chain_holds_with_many_writers,
        the_log_and_the_change_go_together, the_program_decides_nothing,
    };
    pub(crate) use super::evidence::{
        evidence_behind_the_log_is_named, evidence_goes_to_the_first_of_two,
        what_is_foreign_is_named_and_keeps_nothing_out,
    };
    pub(crate) use super::filing::{
        claims_are_put_right_by_the_first_of_two, claims_put_right_behind_the_log_are_named,
        claims_under_review_are_not_put_right, decided_claims_are_not_put_right,
    };
    pub(crate) use super::house::{
        decisions_name_the_rules_in_force, rules_go_to_the_first_of_two, the_house_behind_the_log_is_named,
        the_house_outlives_a_step_down, what_readers_are_told_is_kept_and_taken_back,
    };
    pub(crate) use super::kept::{
        changes_the_log_does_not_tell_of_are_named, the_step_counts_what_is_there, what_is_just_written_is_counted,
    };
    pub(crate) use super::saved::{
        questions_and_due_days_outlive_a_step_down, questions_are_kept_changed_and_taken_out,
        questions_behind_the_log_are_named,
    };
    pub(crate) use super::schema::{
        evidence_outlives_a_step_down, further_subjects_are_read_out_of_the_log, goes_down_and_up_again,
        newer_schemas_are_refused, who_brought_evidence_is_read_out_of_the_log,
    };
    pub(crate) use super::story::{odd_values_come_back, queue_pages_in_order, what_goes_in_comes_out};
    pub(crate) use super::tamper::{a_sound_database_has_no_faults, every_tampering_is_named};
    pub(crate) use super::work::{
        a_second_opinion_is_another_persons, leases_go_to_one_person_and_end, no_status_is_set_beside_a_proposal,
        queues_leave_out_what_is_set_aside, the_work_tables_go_down_with_data_in_them,
        who_waits_is_read_out_of_the_work_again, work_behind_the_log_is_named, work_goes_to_the_first_of_two,
        work_is_kept_apart_and_taken_back,
    };
}

mod contract {
    contract!(
        copies_stay_as_they_were_decided,
        decisions_behind_the_log_are_named,
        findings_are_written_over_by_their_id,
        outlets_go_to_the_first_of_two,
        pairs_stay_as_they_were_decided,
        statements_are_found_by_key_word_and_fingerprint,
        a_bundle_comes_back_byte_for_byte,
        a_bundle_has_every_table,
        a_bundle_is_entered_whole_or_not_at_all,
        a_sound_database_has_no_faults,
        an_alias_goes_to_the_first_of_two,
        duplicates_are_told_and_worth_a_retry,
        entries_that_contradict_themselves_are_refused,
        every_tampering_is_named,
        claims_are_put_right_by_the_first_of_two,
        claims_put_right_behind_the_log_are_named,
        claims_under_review_are_not_put_right,
        decided_claims_are_not_put_right,
        evidence_behind_the_log_is_named,
        evidence_goes_to_the_first_of_two,
        evidence_outlives_a_step_down,
        what_is_foreign_is_named_and_keeps_nothing_out,
        who_brought_evidence_is_read_out_of_the_log,
        decisions_name_the_rules_in_force,
        rules_go_to_the_first_of_two,
        the_house_behind_the_log_is_named,
        the_house_outlives_a_step_down,
        what_readers_are_told_is_kept_and_taken_back,
        exactly_one_of_two_reviewers_wins,
        further_subjects_are_read_out_of_the_log,
        goes_down_and_up_again,
        handles_are_never_given_twice,
        newer_schemas_are_refused,
        odd_values_come_back,
        queue_pages_in_order,
        refused_aliases_stay_refused,
        the_chain_holds_with_many_writers,
        the_log_and_the_change_go_together,
        the_program_decides_nothing,
        what_goes_in_comes_out,
        a_second_opinion_is_another_persons,
        leases_go_to_one_person_and_end,
        no_status_is_set_beside_a_proposal,
        questions_and_due_days_outlive_a_step_down,
        questions_are_kept_changed_and_taken_out,
        questions_behind_the_log_are_named,
        queues_leave_out_what_is_set_aside,
        the_work_tables_go_down_with_data_in_them,
        who_waits_is_read_out_of_the_work_again,
        work_behind_the_log_is_named,
        work_goes_to_the_first_of_two,
        work_is_kept_apart_and_taken_back,
        changes_the_log_does_not_tell_of_are_named,
        the_step_counts_what_is_there,
        what_is_just_written_is_counted,
    );
}
