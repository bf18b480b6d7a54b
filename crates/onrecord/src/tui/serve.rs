//! The desk's side: every question of the view is answered here, with the use cases that the commands use.

use onrecord_app::{
    AppError, Decided, Desk, HouseRules, Proposal, QueueAsk, QueueFilter, QueueItem, QueueSort, Undone,
};
use onrecord_model::{Action, Handle, Reason, Reviewer};

use super::command_line::{run_line, set_line, undo_line};
use super::link::{Answer, Decision, Page, PageRequest, Refused, Request, Row, Standing, Written};
use super::list::PAGE;
use super::{parts, run};
use crate::cli::Global;
use crate::cli::queue::{Queue, QueueArgs};
use crate::command::{log, queue};
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::one_line;

/// Characters of a wording that a line of the queue keeps; no window is wider.
const KEPT: usize = 400;

/// Who works on what.
pub(super) struct Service<'a> {
    pub(super) global: &'a Global,
    pub(super) desk: &'a Desk,
    pub(super) by: &'a Reviewer,
}

impl Service<'_> {
    /// Answers one request.
    pub(super) async fn answer(&self, request: Request) -> Answer {
        match request {
            Request::Page(asked) => self.page(asked).await,
            Request::Part(asked) => parts::part(self.desk, asked, self.by).await,
            Request::Find { claim } => match self.row(claim).await {
                Ok(row) => Answer::Found(Box::new(row)),
                Err(error) => Answer::NotFound(error.to_string()),
            },
            Request::Queue(args) => match self.asked(&args).await {
                Ok((ask, title)) => Answer::Filter { ask: Box::new(ask), title },
                Err(error) => Answer::NotFound(error.message),
            },
            Request::Document { document } => match self.desk.document(document).await {
                Ok(found) => {
                    let filter = QueueFilter { document: Some(found.id), ..QueueFilter::default() };
                    let ask = Box::new(QueueAsk { filter, ..QueueAsk::default() });
                    Answer::Filter { ask, title: document.to_string() }
                }
                Err(error) => Answer::NotFound(error.to_string()),
            },
            Request::Set(decision) if decision.propose => self.propose(&decision).await,
            Request::Set(decision) => self.set(&decision).await,
            Request::Opinion(opinion) => self.opinion(&opinion).await,
            Request::Work(deed) => self.work(&deed).await,
            Request::WouldUndo => self.would_undo().await,
            Request::Undo { about, reason } => self.undo(about, &reason).await,
            Request::Run { words, changes } => {
                Answer::Ran { printed: run::printed(self.global, &words), command: run_line(&words), changes }
            }
        }
    }

    /// Reads what the house rules want; `None` when they cannot be read, of which whatever is decided tells.
    pub(super) async fn rules(&self) -> Option<Box<HouseRules>> {
        self.desk.house_rules().await.ok().map(Box::new)
    }

    /// Reads how a claim stands; `None` when it cannot be read.
    pub(super) async fn standing(&self, claim: Handle) -> Option<Standing> {
        self.desk.hands(claim).await.ok().map(|hands| Standing::of(&hands, self.by))
    }

    /// Reads what a queue is asked for, and what it is called.
    async fn asked(&self, args: &Queue) -> Result<(QueueAsk, String), CliError> {
        let asked = queue::saved::asked(self.desk, args).await?;
        let title = args.saved.clone().unwrap_or_else(|| title(&asked));
        Ok((queue::ask(self.global, self.desk, &asked).await?, title))
    }

    async fn page(&self, asked: PageRequest) -> Answer {
        let generation = asked.generation;
        match self.desk.ask_queue(&asked.ask).await {
            Err(error) => Answer::NoPage { generation, why: error.to_string() },
            Ok(list) => {
                let items = list.items;
                // Another order, and what takes a case each, is read at once and not page by page.
                let by_page = asked.ask.sort == QueueSort::Worth && !asked.ask.attention && !asked.ask.origins.is_set();
                let next = (by_page && items.len() >= PAGE as usize).then(|| last(&items)).flatten();
                let rows =
                    items.iter().map(|item| row_of(item, self.by)).filter(|row| holds(row, &asked.words)).collect();
                Answer::Page(Page { generation, rows, looked_at: items.len(), next })
            }
        }
    }

    /// Returns the line of a claim that may stand in no queue.
    async fn row(&self, claim: Handle) -> Result<Row, AppError> {
        let (view, hands) = (self.desk.claim(claim).await?, self.desk.hands(claim).await?);
        let document = view.mentions.first().map(|place| &place.document);
        Ok(Row {
            claim,
            standing: Standing::of(&hands, self.by),
            score: String::new(),
            date: view.claim.first_published.map(|day| day.to_string()).unwrap_or_default(),
            outlet: short(document.and_then(|d| d.outlet.as_deref())),
            speaker: short(view.speaker.as_ref().map(|speaker| speaker.name.as_str())),
            wording: short(Some(&view.claim.wording)),
        })
    }

    async fn set(&self, decision: &Decision) -> Answer {
        let outcome = match self.desk.set(&self.proposal(decision), false).await {
            Ok(decided) => Ok(self.written(&decided).await),
            Err(error) => Err(error),
        };
        wrote(&set_line(decision), Some(decision.claim), outcome)
    }

    /// Makes of a decision what the desk is asked.
    pub(super) fn proposal(&self, decision: &Decision) -> Proposal {
        Proposal {
            claim: decision.claim,
            target: decision.target,
            to: decision.to,
            by: self.by.clone(),
            reason: decision.reason.clone(),
            if_revision: decision.seen,
            asked_at: None,
            overrides: None,
            bulk: None,
        }
    }

    /// Says what a decision did; in whose hands the claim is then is read anew.
    async fn written(&self, decided: &Decided) -> Written {
        let change = &decided.change;
        let (who, revision) = (self.by.name(), change.revision);
        Written {
            claim: Some(change.handle),
            standing: self.standing(change.handle).await,
            told: one_line(&format!("{who} {}, revision {revision}{}", log::changed("set", change), hands(decided))),
        }
    }

    async fn undo(&self, about: Option<Handle>, reason: &Reason) -> Answer {
        let outcome = self.desk.undo(about, self.by, reason, false).await.map(|undone| {
            let claim = match &undone.action {
                Action::Undone { change, .. } => Some(change.handle),
                Action::EvidenceChanged { changes, .. } => changes.first().map(|change| change.claim_handle),
                Action::WorkChanged { changes, .. } => changes.first().map(|change| change.handle),
                _ => None,
            };
            Written { claim, standing: None, told: one_line(&undoing(&undone)) }
        });
        wrote(&undo_line(about, reason), about, outcome)
    }

    /// Says what would be taken back, before somebody gives a reason for it.
    async fn would_undo(&self) -> Answer {
        let Ok(reason) = "to see what it would do".parse() else { return Answer::NotFound(String::new()) };
        match self.desk.undo(None, self.by, &reason, true).await {
            Ok(undone) => Answer::WouldUndo(one_line(&format!("this would be done: {}", undoing(&undone)))),
            Err(error) => Answer::NotFound(CliError::from(error).message),
        }
    }
}

/// Says what taking a decision back does.
fn undoing(undone: &Undone) -> String {
    let more = match undone.further.len() {
        0 => String::new(),
        more => format!(", and {more} more of the same command"),
    };
    format!("{} (entry {} of {}){more}", log::what(&undone.action), undone.position, undone.of.name())
}

/// Says who else has the claim in hand.
fn hands(decided: &Decided) -> String {
    decided.in_hands_of.as_ref().map(|other| format!("; it is in the hands of {other}")).unwrap_or_default()
}

/// Answers with what became of a change.
pub(super) fn wrote(command: &str, claim: Option<Handle>, outcome: Result<Written, AppError>) -> Answer {
    let refused = |error: AppError| {
        let claim = match &error {
            AppError::Conflict { handle, .. } | AppError::Overtaken { handle, .. } => Some(*handle),
            _ => claim,
        };
        let error = CliError::from(error);
        Refused { claim, why: one_line(&error.message), conflict: error.exit == Exit::Conflict }
    };
    Answer::Wrote { command: one_line(command), outcome: outcome.map_err(refused) }
}

/// The last of a page in the order of the database, after which the next page begins.
fn last(items: &[QueueItem]) -> Option<(f64, Handle)> {
    let places = items.iter().map(|item| (item.row.claim.worth, item.row.claim.handle));
    places.min_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
}

fn row_of(item: &QueueItem, who: &Reviewer) -> Row {
    let row = &item.row;
    Row {
        claim: row.claim.handle,
        standing: Standing::of_item(item, who),
        score: format!("{:.2}", item.priority.score),
        date: row.claim.first_published.map(|day| day.to_string()).unwrap_or_default(),
        outlet: short(row.document.outlet.as_deref()),
        speaker: short(row.speaker.as_deref()),
        wording: short(Some(&row.claim.wording)),
    }
}

fn short(text: Option<&str>) -> String {
    let kept: String = text.unwrap_or_default().chars().take(KEPT).collect();
    one_line(&kept)
}

/// Tells whether all words stand in a line of the queue, whatever their case.
fn holds(row: &Row, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let line = [row.claim.to_string().as_str(), &row.date, &row.outlet, &row.speaker, &row.wording].join(" ");
    let line = line.to_lowercase();
    words.iter().all(|word| line.contains(word))
}

/// Names a queue by what it was asked for.
fn title(args: &QueueArgs) -> String {
    let words = args.words().into_iter().filter(|word| !word.starts_with("--limit"));
    words.map(|word| word.trim_start_matches("--").to_owned()).collect::<Vec<_>>().join(", ")
}
