//! What can go wrong in a use case.

use onrecord_model::{Handle, HandleKind, Refusal, Relation, Reviewer, Role, StatusKind, Target, WorkRefusal};
use onrecord_store::{BundleError, StoreError};

/// The failure of a use case.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing has that handle.
    #[error("there is no {noun} {handle}", noun = .handle.kind.noun())]
    NotFound {
        /// What was asked for.
        handle: Handle,
    },
    /// A handle of the wrong kind was given.
    #[error("{given} is the handle of another kind of thing ({is}); give the handle of the {wanted} such as {letter}1", is = .given.kind.noun(), wanted = .wanted.noun(), letter = .wanted.letter())]
    WrongKind {
        /// What was given.
        given: Handle,
        /// What is needed.
        wanted: HandleKind,
    },
    /// A rule forbids the change.
    #[error("{handle}: {refusal}")]
    Refused {
        /// The claim.
        handle: Handle,
        /// The rule's answer.
        refusal: Refusal,
    },
    /// The table of the work has no such step, or the person may not take it.
    #[error("{handle}: {refusal}")]
    WorkRefused {
        /// The claim.
        handle: Handle,
        /// The answer of the table.
        refusal: WorkRefusal,
    },
    /// The rules of the house ask for more.
    #[error("{handle}: the house rules do not let {target} be set to {to} yet: {why}", target = .target.as_str(), to = .to.as_str(), why = .why.join("; and "))]
    House {
        /// The claim.
        handle: Handle,
        /// The target.
        target: Target,
        /// The status.
        to: StatusKind,
        /// What is not met and what to do: lower-case fragments.
        why: Vec<String>,
    },
    /// Nothing of the claim was published, so there is nothing to correct for readers.
    #[error(
        "{handle} was not published, alone or with a document, so readers have nothing to be told; 'onrecord publish' writes down what is"
    )]
    NotPublished {
        /// The claim.
        handle: Handle,
    },
    /// What was found of one claim would come to stand over other words.
    #[error(
        "{into} has been decided on, and {claim} does not say the same ({relation}): what was found would come to stand over words that nobody checked; set {into} to unverified and merge, then decide again, or say with 'onrecord match accept {into} {claim}' that they mean the same", relation = .relation.as_str()
    )]
    DecidedOther {
        /// The claim that stays.
        into: Handle,
        /// The claim that would be merged into it.
        claim: Handle,
        /// How they stand to one another.
        relation: Relation,
    },
    /// Claims of different people do not become one claim.
    #[error(
        "{claim} and {into} are credited to different people; 'onrecord claim attribute {claim} {credit}' says that it was the same one, 'onrecord match accept {into} {claim}' only that both say the same"
    )]
    OtherSpeaker {
        /// The claim that stays.
        into: Handle,
        /// The claim that would be merged into it.
        claim: Handle,
        /// How the one is credited as the other is, as an option of the command.
        credit: String,
    },
    /// What one person found is taken back by that person alone.
    #[error(
        "what {author} found of {handle} is taken back by {author} alone; 'onrecord second' or 'onrecord adjudicate' says otherwise, 'onrecord reopen {handle}' takes up again what is settled"
    )]
    OpinionOfAnother {
        /// The claim.
        handle: Handle,
        /// Whose opinion it is.
        author: Reviewer,
    },
    /// Whether the claim is true has not been decided, so no verdict is given.
    #[error(
        "whether {handle} is true is unverified, so no verdict is given; decide that first with 'onrecord set {handle} STATUS --target fact -m REASON'"
    )]
    NotRated {
        /// The claim.
        handle: Handle,
    },
    /// The rules of the house do not let the person do it.
    #[error("{person} {has}, and this needs the role {needs}; who is admin gives it under [roles] in the house rules ('onrecord rules show')", has = .has.map_or_else(|| "has no role here".to_owned(), |role| format!("is {role} here")))]
    Role {
        /// The person.
        person: Reviewer,
        /// The least role that may do it.
        needs: Role,
        /// The role the person has; `None` for none.
        has: Option<Role>,
    },
    /// The adopted rules mean nothing to this version of the program.
    #[error(
        "the house rules in force cannot be read: {0}; they were adopted by another version of the program, so use that one or adopt others with it"
    )]
    RulesUnreadable(String),
    /// Somebody else changed the claim first.
    #[error(
        "{handle} is at revision {actual}, not {expected}: {last}. Look with 'onrecord show {handle}', then decide again"
    )]
    Conflict {
        /// The claim.
        handle: Handle,
        /// Revision the caller had seen.
        expected: u32,
        /// Revision it has.
        actual: u32,
        /// Who changed it last and how, in words.
        last: String,
    },
    /// Somebody else was faster, or proposed something else than what was seen.
    #[error("{handle} is not as you saw it: {last}. Look with 'onrecord show {handle}', then decide again")]
    Overtaken {
        /// The claim.
        handle: Handle,
        /// Who did what, in words.
        last: String,
    },
    /// Rule R8 forbids to call two claims one statement.
    #[error("{a} and {b} are a contrast, not a match ({relation}, {score:.2} alike, {why} differs, rule R8); 'onrecord diff {a} {b}' shows it", relation = .relation.as_str())]
    Contrast {
        /// One claim.
        a: Handle,
        /// The other one.
        b: Handle,
        /// How they stand to one another.
        relation: Relation,
        /// How much they have in common, 0..1.
        score: f64,
        /// What differs.
        why: String,
    },
    /// Two claims that say different things differ in what rule R8 does not let pass besides.
    #[error(
        "{a} and {b} are unrelated ({score:.2} alike), and {why} differs besides, which rule R8 lets nobody call a match; are these the claims you mean? 'onrecord diff {a} {b}' shows them, 'onrecord match list {a}' what is like {a}, and 'onrecord match reject {a} {b} -m REASON' writes down that they are two statements"
    )]
    Unrelated {
        /// One claim.
        a: Handle,
        /// The other one.
        b: Handle,
        /// How much they have in common, 0..1.
        score: f64,
        /// What differs.
        why: String,
    },
    /// A claim was paired with itself.
    #[error("{handle} is one claim; name two")]
    SameClaim {
        /// The claim.
        handle: Handle,
    },
    /// There is nothing (left) to take back.
    #[error("{0}")]
    NothingToUndo(String),
    /// Several things are called as asked: the message names them.
    #[error("{0}")]
    Ambiguous(String),
    /// Something named in the input does not exist.
    #[error("{0}")]
    Missing(String),
    /// What was asked for cannot be done as it was put.
    #[error("{0}")]
    Invalid(String),
    /// The database said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A bundle was not written or entered.
    #[error(transparent)]
    Bundle(BundleError),
    /// A page could not be rendered: a fault of the program.
    #[error("the page could not be rendered: {0}")]
    Render(String),
}

impl From<BundleError> for AppError {
    fn from(error: BundleError) -> Self {
        match error {
            BundleError::Store(error) => AppError::Store(error),
            other => AppError::Bundle(other),
        }
    }
}

/// Checks that `handle` names a thing of kind `wanted`.
///
/// # Errors
/// [`AppError::WrongKind`] when it does not.
pub(crate) fn expect_kind(handle: Handle, wanted: HandleKind) -> Result<Handle, AppError> {
    if handle.kind == wanted { Ok(handle) } else { Err(AppError::WrongKind { given: handle, wanted }) }
}
