//! `set --propose`, `second`, `adjudicate`, `agree`: what several people stand for.

use onrecord_testkit::{SKIPPED, TempDatabase};
use serde_json::json;

use crate::sandbox::{Ran, Sandbox, list, text};
use crate::texts::{OWN, QUOTED, reservoir};

fn desk() -> (Sandbox, String, String) {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    (sandbox, own, quoted)
}

fn propose(sandbox: &Sandbox, who: &str, claim: &str, to: &str) -> Ran {
    sandbox.run_as(who, &["set", claim, to, "--target", "fact", "--propose", "-m", "letter of May"])
}

fn fact(sandbox: &Sandbox, claim: &str) -> String {
    text(&sandbox.show(claim)["status"]["fact"]["status"]).to_owned()
}

#[test]
fn another_person_agrees_and_it_is_set() {
    let (sandbox, own, _) = desk();
    propose(&sandbox, "Ann", &own, "disputed").ok();
    assert_eq!((fact(&sandbox, &own).as_str(), &sandbox.show(&own)["work_state"]), ("unverified", &json!("proposed")));
    let second = |who: &str| sandbox.run_as(who, &["second", &own, "--agree", "-m", "read the letter too"]);
    second("Ann").exits(4).says(&["Ann has given an opinion", "another person's"]);
    second(" ANN").exits(4);
    let set = sandbox.run_as("Ben", &["set", &own, "corroborated", "-m", "no", "--explain"]).exits(4);
    set.says(&["'onrecord second'", "possible while it is proposed: release, second"]);
    second("Ben").ok();
    let shown = sandbox.show(&own);
    assert_eq!((fact(&sandbox, &own).as_str(), &shown["work_state"]), ("disputed", &json!("final")));
    let decision = &shown["status"]["fact"]["decision"];
    assert_eq!(decision["by"], "Ben");
    assert!(text(&decision["reason"]).contains("proposed by Ann"), "{decision}");
    second("Cleo").exits(4);
    sandbox.run(&["audit", "verify"]).ok();
    // The status and the end of the proposal go back together.
    sandbox.run_as("Ben", &["undo", "-m", "another letter"]).ok();
    assert_eq!((fact(&sandbox, &own).as_str(), &sandbox.show(&own)["work_state"]), ("unverified", &json!("proposed")));
    sandbox.run_as("Ben", &["undo", "-m", "again"]).exits(4).says(&["nothing to take back"]);
    sandbox.run_as("Ann", &["release", &own]).ok();
    assert_eq!(sandbox.show(&own)["work_state"], "new");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn opinions_that_differ_are_kept_and_a_third_person_decides() {
    let (sandbox, _, quoted) = desk();
    propose(&sandbox, "Ann", &quoted, "disputed").ok();
    sandbox.run_as("Ben", &["release", &quoted]).exits(4).says(&["proposal of Ann"]);
    let other = ["second", &quoted, "--agree", "--target", "said", "-m", "why"];
    sandbox.run_as("Ben", &other).exits(4).says(&["about 'fact'"]);
    sandbox.run_as("Ben", &["second", &quoted, "--disagree", "-m", "the letter is a copy"]).ok();
    let shown = sandbox.show(&quoted);
    let opinions = list(&shown["work"]["round"]["opinions"]);
    assert_eq!((&shown["work_state"], opinions.len()), (&json!("second_review"), 2));
    assert_eq!((&opinions[0]["status"], &opinions[1]["status"]), (&json!("disputed"), &json!("unverified")));
    assert_eq!(fact(&sandbox, &quoted), "unverified");
    let page = sandbox.run(&["show", &quoted]).ok();
    assert!(page.out().contains("letter of May") && page.out().contains("the letter is a copy"));
    sandbox.run_as("Cleo", &["second", &quoted, "--agree", "-m", "why"]).exits(4).says(&["'onrecord adjudicate'"]);
    let decide = |who: &str| sandbox.run_as(who, &["adjudicate", &quoted, "disputed", "-m", "saw the original"]);
    decide("Ben").exits(4).says(&["Ben has given an opinion"]);
    decide("Cleo").ok();
    let reason = sandbox.show(&quoted)["status"]["fact"]["decision"]["reason"].clone();
    assert!(text(&reason).contains("Cleo decides between Ann and Ben"), "{reason}");
    let shown = sandbox.show(&quoted);
    assert_eq!((&shown["work_state"], &shown["work"]["holder"]), (&json!("in_review"), &json!("Ann")), "said is open");
    sandbox.run(&["audit", "verify"]).ok();
    let refused = sandbox.run_as("Dee", &["adjudicate", &quoted, "disputed", "-m", "why", "--explain"]).exits(4);
    refused.says(&["nothing is proposed", "possible while it is in_review"]);
}

#[test]
fn a_blind_review_hides_the_first_opinion_until_the_second_is_in() {
    let (sandbox, own, _) = desk();
    sandbox.write("onrecord/config.toml", "[review]\nblind = true\n");
    propose(&sandbox, "Ann", &own, "disputed").ok();
    for args in [&["show", &own][..], &["log"], &["log", &own], &["queue"], &["next", "--lease", "0"]] {
        for format in ["table", "json"] {
            let args = [args, &["--format", format]].concat();
            let seen = sandbox.run_as("Ben", &args).ok();
            assert!(!seen.out().contains("letter of May") && !seen.out().contains("disputed for"), "{}", seen.out());
            assert!(!seen.out().contains("\"proposes\""), "{args:?}: {}", seen.out());
        }
    }
    assert!(sandbox.run_as("Ben", &["show", &own]).ok().out().contains("once yours is in"));
    assert!(sandbox.run_as("Ann", &["show", &own]).ok().out().contains("letter of May"));
    assert!(sandbox.run_as("Ann", &["log"]).ok().out().contains("letter of May"));
    sandbox.run_as("Ben", &["second", &own, "--agree", "-m", "why"]).exits(4).says(&["blind", "--find"]);
    for guess in ["disputed", "corroborated"] {
        let tried =
            sandbox.run_as("Ben", &["second", &own, "--find", guess, "-m", "why", "--dry-run", "--format", "json"]);
        assert_eq!(tried.ok().json()[0]["verdict"], "hidden", "a dry run gives nothing away");
    }
    sandbox.run_as("Ben", &["second", &own, "--find", "corroborated", "-m", "land register"]).ok();
    let shown = sandbox.run_as("Cleo", &["show", &own]).ok();
    assert!(shown.out().contains("letter of May") && shown.out().contains("land register"));
    assert!(sandbox.run_as("Cleo", &["log"]).ok().out().contains("letter of May"));
}

#[tokio::test]
async fn of_two_who_answer_at_once_one_settles_it_on_sqlite() {
    let database = TempDatabase::sqlite();
    race(&Sandbox::on(database.url()));
    database.remove().await;
}

#[tokio::test]
async fn of_two_who_answer_at_once_one_settles_it_on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    race(&Sandbox::on(database.url()));
    database.remove().await;
}

fn race(sandbox: &Sandbox) {
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt"]).ok();
    let own = sandbox.claim(OWN);
    for _ in 0..3 {
        propose(sandbox, "Ann", &own, "disputed").ok();
        let answer = |who: &str| sandbox.run_as(who, &["second", &own, "--agree", "-m", "read it too"]);
        let (ben, cleo) = std::thread::scope(|threads| {
            let (ben, cleo) = (threads.spawn(|| answer("Ben")), threads.spawn(|| answer("Cleo")));
            (ben.join().expect("a run"), cleo.join().expect("a run"))
        });
        let (winner, won, lost) = if ben.code == 0 { ("Ben", ben, cleo) } else { ("Cleo", cleo, ben) };
        won.ok();
        // Whose command began when it was settled already is refused by the rules (4), who was overtaken is told by whom (5).
        if lost.code == 5 {
            lost.says(&["not as you saw it", winner]);
        } else {
            lost.exits(4).says(&["'second' is not possible while"]);
        }
        sandbox.run_as(winner, &["undo", &own, "-m", "again"]).ok();
        sandbox.run_as("Ann", &["release", &own]).ok();
    }
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn as_many_people_as_the_house_wants() {
    let (sandbox, own, _) = desk();
    sandbox.write("onrecord/config.toml", "[review]\npeople = 1\n");
    propose(&sandbox, "Ann", &own, "disputed").exits(2).says(&["review.people"]);
    sandbox.write("onrecord/config.toml", "[review]\npeople = 3\n");
    propose(&sandbox, "Ann", &own, "disputed").ok();
    let second = |who: &str| sandbox.run_as(who, &["second", &own, "--agree", "-m", "so it is", "--format", "json"]);
    let waiting = second("Ben").ok().json();
    assert_eq!((&waiting[0]["verdict"], &waiting[0]["change"]), (&json!("waiting"), &json!(null)));
    assert_eq!(fact(&sandbox, &own), "unverified");
    second("Ben").exits(4);
    let settled = second("Cleo").ok().json();
    assert_eq!((&settled[0]["verdict"], fact(&sandbox, &own).as_str()), (&json!("settled"), "disputed"));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_comes_next_depends_on_who_asks() {
    let (sandbox, own, _) = desk();
    let waiting: Vec<String> = sandbox.claims().iter().map(|c| text(&c["claim"]).to_owned()).collect();
    for claim in waiting.iter().filter(|claim| **claim != own) {
        sandbox.run(&["drop", claim, "--because", "out-of-scope", "-m", "why"]).ok();
    }
    propose(&sandbox, "Ann", &own, "disputed").ok();
    sandbox.run_as("Ann", &["next"]).ok().says(&["nothing to check"]);
    assert!(sandbox.run_as("Ben", &["next"]).ok().out().contains(&format!("onrecord second {own} --agree|--disagree")));
    sandbox.run_as("Ben", &["second", &own, "--disagree", "-m", "why"]).ok();
    assert!(sandbox.run_as("Cleo", &["next"]).ok().out().contains(&format!("onrecord adjudicate {own}")));
}

#[test]
fn agreement_is_worked_out_from_the_log() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.run(&["agree"]).ok().says(&["no proposal has two opinions"]);
    assert_eq!(sandbox.run(&["agree", "--format", "json"]).ok().out(), "[]\n");
    let claims: Vec<String> = sandbox.claims().iter().map(|c| text(&c["claim"]).to_owned()).collect();
    // Ann: d d c c, Ben: d d c d. Observed 3/4; chance (2·3 + 2·1)/16 = 1/2; kappa 1/2. Alpha: 5 d, 3 c; one item differs,
    // 1 − 7·2/(64 − 25 − 9) = 1 − 14/30.
    for (claim, (ann, ben)) in claims.iter().zip([("disputed", "disputed"); 2]) {
        propose(&sandbox, "Ann", claim, ann).ok();
        sandbox.run_as("Ben", &["second", claim, "--find", ben, "-m", "looked"]).ok();
    }
    for (claim, ben) in claims[2..4].iter().zip(["corroborated", "disputed"]) {
        propose(&sandbox, "Ann", claim, "corroborated").ok();
        sandbox.run_as("Ben", &["second", claim, "--find", ben, "-m", "looked"]).ok();
    }
    let measures = sandbox.list(&["agree"]);
    assert_eq!(
        (&measures[0]["measure"], &measures[0]["items"], &measures[0]["value"]),
        (&json!("kappa"), &json!(4), &json!(0.5))
    );
    assert_eq!((&measures[1]["a"], &measures[1]["same"]), (&json!("Ann"), &json!(3)));
    assert_eq!((&measures[2]["measure"], &measures[2]["value"]), (&json!("alpha"), &json!(0.533)));
    // An adjudication saw the others and does not count; what is taken back does not either.
    sandbox.run_as("Cleo", &["adjudicate", &claims[3], "disputed", "-m", "looked"]).ok();
    assert_eq!(sandbox.list(&["agree"]), measures);
    sandbox.run_as("Cleo", &["undo", "-m", "misread"]).ok();
    sandbox.run_as("Ben", &["undo", "-m", "misread"]).ok();
    assert_eq!(sandbox.list(&["agree"])[0]["items"], 3);
    assert!(sandbox.list(&["agree", "--blind"]).is_empty());
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_two_people_settled_is_taken_back_and_done_again_as_one() {
    let (sandbox, own, _) = desk();
    propose(&sandbox, "Ann", &own, "disputed").ok();
    sandbox.run_as("Ben", &["second", &own, "--agree", "-m", "read the letter too"]).ok();
    for (turn, expected, work) in [
        ("undo", "unverified", "proposed"),
        ("redo", "disputed", "final"),
        ("undo", "unverified", "proposed"),
        ("redo", "disputed", "final"),
    ] {
        sandbox.run_as("Ben", &[turn, "-m", "so it is"]).ok();
        assert_eq!(
            (fact(&sandbox, &own).as_str(), &sandbox.show(&own)["work_state"]),
            (expected, &json!(work)),
            "{turn}"
        );
        sandbox.run(&["audit", "verify"]).ok();
    }
}

#[test]
fn nobody_takes_out_what_another_person_found() {
    let (sandbox, _, quoted) = desk();
    propose(&sandbox, "Ann", &quoted, "disputed").ok();
    sandbox.run_as("Ben", &["second", &quoted, "--disagree", "-m", "the letter is a copy"]).ok();
    let undo = |who: &str| sandbox.run_as(who, &["undo", &quoted, "-m", "I do not like it"]);
    undo("Ann").exits(4).says(&["what Ben found", "by Ben alone"]);
    undo("Cleo").exits(4);
    assert_eq!(list(&sandbox.show(&quoted)["work"]["round"]["opinions"]).len(), 2);
    undo("Ben").ok();
    assert_eq!(list(&sandbox.show(&quoted)["work"]["round"]["opinions"]).len(), 1);
}

#[test]
fn most_of_those_asked_decide_where_the_house_says_so() {
    let (sandbox, _, quoted) = desk();
    sandbox.write("house.toml", "[review]\npeople = 2\nof = 3\nblind = true\n");
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "two of three"]).ok();
    propose(&sandbox, "Ann", &quoted, "disputed").ok();
    let find =
        |who: &str, status: &str| sandbox.run_as(who, &["second", &quoted, "--find", status, "-m", "read it too"]);
    find("Ben", "corroborated").ok();
    let seen = sandbox.run_as("Cleo", &["show", &quoted, "--format", "json"]).ok().json();
    assert!(list(&seen["work"]["round"]["opinions"]).is_empty(), "one who has not looked yet sees nothing");
    find("Cleo", "corroborated").ok();
    let decision = &sandbox.show(&quoted)["status"]["fact"];
    assert_eq!(decision["status"], "corroborated");
    assert!(
        text(&decision["decision"]["reason"]).contains("proposed otherwise by Ann, agreed to by Ben"),
        "{decision}"
    );
    // Taken back, it is blind again for those who have given no opinion.
    sandbox.run_as("Cleo", &["undo", "-m", "in haste"]).ok();
    for command in [&["log", &quoted, "--format", "json"][..], &["show", &quoted, "--format", "json"]] {
        let seen = sandbox.run_as("Dee", command).ok();
        assert!(!seen.out().contains("corroborated") && !seen.out().contains("read it too"), "{}", seen.out());
    }
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn words_do_not_change_under_a_proposal() {
    let (sandbox, own, quoted) = desk();
    propose(&sandbox, "Ann", &own, "disputed").ok();
    let place = |claim: &str| format!("d1#{}", sandbox.show(claim)["mentions"][0]["mention"]["n"]);
    let (at, said) = (place(&own), place(&quoted));
    let zed = |args: &[&str]| sandbox.run_as("Zed", &[&["claim"], args, &["-m", "better"]].concat());
    let respan = ["respan", at.as_str(), "The dam was built"];
    zed(&respan).exits(4).says(&[&own, "gave their opinions", &format!("'onrecord release {own}'")]);
    zed(&["attribute", &at, "--speaker", "Odalys Brennick"]).exits(4).says(&["gave their opinions"]);
    zed(&["attribute", &own, "--speaker", "Odalys Brennick"]).exits(4).says(&["gave their opinions"]);
    sandbox.run_as("Ben", &["second", &own, "--disagree", "-m", "no letter"]).ok();
    zed(&respan).exits(4).says(&["'onrecord adjudicate'", &format!("'onrecord reopen {own}'")]);
    sandbox.run_as("Cleo", &["adjudicate", &own, "unverified", "-m", "nothing shows it"]).ok();
    zed(&respan).ok();
    // Nor are they put back under one.
    propose(&sandbox, "Ann", &own, "disputed").ok();
    sandbox.run_as("Zed", &["undo", "-m", "worse"]).exits(4).says(&["gave their opinions"]);
    sandbox.run_as("Ann", &["release", &own]).ok();
    sandbox.run_as("Zed", &["undo", "-m", "worse"]).ok();
    propose(&sandbox, "Ann", &quoted, "disputed").ok();
    zed(&["respan", &said, "300 tonnes of silt"]).exits(4);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_everybody_found_is_read_after_it_is_decided() {
    let (sandbox, own, _) = desk();
    propose(&sandbox, "Ann", &own, "disputed").ok();
    sandbox.run_as("Ben", &["second", &own, "--disagree", "-m", "the letter is a copy"]).ok();
    sandbox.run_as("Cleo", &["adjudicate", &own, "disputed", "-m", "saw the original"]).ok();
    for command in [&["show", &own][..], &["log", &own]] {
        let ran = sandbox.run(command).ok();
        for words in [
            "Ann: disputed — letter of May",
            "Ben: unverified — the letter is a copy",
            "Cleo: disputed — saw the original",
        ] {
            assert!(ran.out().contains(words), "{words:?} is missing in {}", ran.out());
        }
    }
}

#[test]
fn a_log_with_hidden_opinions_is_given_out_on_purpose_only() {
    let (sandbox, own, _) = desk();
    sandbox.write("house.toml", "[review]\nblind = true\n");
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "unseen"]).ok();
    propose(&sandbox, "Ann", &own, "disputed").ok();
    let refused = |args: &[&str]| {
        let ran = sandbox.run(args).exits(4).says(&[&format!("a blind review of {own} goes on"), "--with-opinions"]);
        assert!(!ran.out().contains("letter of May"));
    };
    refused(&["audit", "export"]);
    refused(&["export", "bundle", "-o", "desk.onrecord"]);
    assert!(!sandbox.path("desk.onrecord").exists());
    assert!(sandbox.run(&["audit", "export", "--with-opinions"]).ok().out().contains("letter of May"));
    sandbox.run(&["export", "bundle", "-o", "desk.onrecord", "--with-opinions"]).ok();
    sandbox.run_as("Ben", &["second", &own, "--find", "disputed", "-m", "read it too"]).ok();
    sandbox.run(&["audit", "export"]).ok();
    sandbox.run(&["export", "bundle", "-o", "desk.onrecord"]).ok();
}

#[test]
fn nobody_seconds_under_a_name_that_looks_the_same() {
    let (sandbox, own, quoted) = desk();
    propose(&sandbox, "Ada", &own, "disputed").ok();
    let second = |who: &str| sandbox.run_as(who, &["second", &own, "--agree", "-m", "so it is"]);
    second("Ad\u{430}").exits(4).says(&["looks like \"Ada\"", "U+0430"]);
    sandbox.run_as("AD\u{410}", &["assign", &quoted, "--to", "Ben"]).exits(4).says(&["looks like"]);
    sandbox.run_as("\u{43e}nrecord", &["next"]).exits(4).says(&["looks like \"onrecord\""]);
    sandbox.run_as("Ad\u{430}", &["show", &own]).ok();
    assert_eq!(fact(&sandbox, &own), "unverified");
    sandbox.run(&["assign", &quoted, "--to", "Ad\u{430}"]).exits(4).says(&["looks like \"Ada\""]);
    assert_eq!(sandbox.show(&quoted)["work_state"], "new");
    second("Анна").ok();
    assert_eq!(fact(&sandbox, &own), "disputed");
}

#[test]
fn what_one_command_proposed_or_answered_is_taken_back_as_a_whole() {
    let (sandbox, ..) = desk();
    let claims: Vec<String> = sandbox.claims().iter().map(|claim| text(&claim["claim"]).to_owned()).collect();
    let some: Vec<&str> = claims.iter().take(4).map(String::as_str).collect();
    let states =
        || -> Vec<String> { some.iter().map(|claim| text(&sandbox.show(claim)["work_state"]).to_owned()).collect() };
    let decided = || some.iter().filter(|claim| fact(&sandbox, claim) == "disputed").count();
    let propose = [&["set"], &some[..], &["disputed", "--target", "fact", "--propose", "-m", "letter of May"]].concat();
    sandbox.run_as("Ann", &propose).ok();
    sandbox.run_as("Ann", &["undo", "-m", "not yet"]).ok();
    assert_eq!(states(), ["new"; 4]);
    sandbox.run_as("Ann", &["redo", "-m", "now"]).ok();
    assert_eq!(states(), ["proposed"; 4]);
    let second = [&["second"], &some[..], &["--agree", "-m", "read it too"]].concat();
    sandbox.run_as("Ben", &second).ok();
    assert_eq!(decided(), 4);
    let undone = sandbox.run_as("Ben", &["undo", "-m", "a slip", "--format", "json"]).ok().json();
    assert_eq!((list(&undone["further"]).len(), decided()), (3, 0));
    assert_eq!(states(), ["proposed"; 4]);
    sandbox.run_as("Ben", &["redo", "-m", "no slip"]).ok();
    assert_eq!(decided(), 4);
    // One that somebody changed since stays, and is named.
    sandbox.run_as("Cleo", &["set", some[1], "unverified", "--target", "fact", "-m", "not so"]).ok();
    let undone = sandbox.run_as("Ben", &["undo", "-m", "a slip", "--format", "json"]).ok().json();
    assert_eq!((list(&undone["further"]).len(), &undone["left"]), (2, &json!([some[1]])));
    assert_eq!(decided(), 0);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_blind_status_makes_every_proposal_on_its_target_blind() {
    let (sandbox, own, quoted) = desk();
    sandbox.write(
        "house.toml",
        "[status.fact.corroborated]\nseconds = 1\n[status.fact.disputed]\nseconds = 1\nblind = true\n",
    );
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    propose(&sandbox, "Ann", &own, "disputed").ok();
    propose(&sandbox, "Ann", &quoted, "corroborated").ok();
    let seen =
        |claim: &str| sandbox.run_as("Ben", &["show", claim, "--format", "json"]).ok().json()["work"].to_string();
    for claim in [&own, &quoted] {
        let shown = sandbox.run_as("Ben", &["show", claim]).ok();
        assert!(shown.out().contains("once yours is in (blind)"), "{}", shown.out());
        assert!(!seen(claim).contains("corroborated") && !seen(claim).contains("disputed"), "{}", seen(claim));
    }
}

#[test]
fn who_was_handed_a_proposal_gives_it_back() {
    let (sandbox, own, _) = desk();
    for claim in sandbox.claims().iter().map(|claim| text(&claim["claim"])).filter(|claim| **claim != *own) {
        sandbox.run_as("Ann", &["drop", claim, "--because", "out-of-scope", "-m", "not ours"]).ok();
    }
    propose(&sandbox, "Ann", &own, "disputed").ok();
    assert!(sandbox.run_as("Ben", &["next"]).ok().out().contains(&own));
    sandbox.run_as("Ben", &["release", &own]).ok();
    assert!(sandbox.show(&own)["lease"].is_null());
    assert_eq!(sandbox.show(&own)["work_state"], "proposed", "the proposal stays");
    sandbox.run_as("Ben", &["release", &own]).exits(4).says(&["it is a proposal of Ann"]);
    assert!(sandbox.run_as("Cleo", &["next"]).ok().out().contains(&own));
}

#[test]
fn what_took_the_place_of_a_proposal_is_not_agreed_to() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let propose = |status: &str| {
        sandbox.run_as("Ann", &["set", &own, status, "--target", "fact", "--propose", "-m", "a letter"]).ok();
    };
    propose("disputed");
    sandbox.run_as("Ann", &["release", &own, "-m", "thought again"]).ok();
    propose("corroborated");
    let agree = |seen: &str| {
        sandbox.run_as("Ben", &["second", &own, "--agree", "--proposed", seen, "-m", "so the letter says"])
    };
    agree("disputed").exits(5).says(&["not as you saw it", "Ann proposed fact corroborated on "]);
    agree("corroborated").ok();
}

#[test]
fn a_blind_review_that_goes_on_is_in_no_figure() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.write("r.toml", "[review]\npeople = 3\nof = 5\nblind = true\n");
    sandbox.run(&["rules", "adopt", "r.toml", "-m", "three of five"]).ok();
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "--propose", "-m", "a letter"]).ok();
    sandbox.run_as("Ben", &["second", &own, "--find", "corroborated", "-m", "I saw it"]).ok();
    sandbox.run_as("Cleo", &["agree"]).ok().says(&["no proposal has two opinions yet"]);
    let why = sandbox.run_as("Cleo", &["queue", "--work", "second_review", "--why"]).ok();
    assert!(why.out().contains("a second opinion is in") && !why.out().contains("agreed on"), "{}", why.out());
}
