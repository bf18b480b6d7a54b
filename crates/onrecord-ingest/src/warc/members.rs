//! The bytes of an archive, as they lie there or unpacked, one gzip member after another.
//!
//! A member is unpacked twice: once to see that it ends as it should and fits its checksum, and once to be read. Damage in
//! packed bytes mostly goes unnoticed until the checksum, and has changed the text long before.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::file::{File, GZIP, KEPT};
use super::window::{Origin, Window};

/// How much is unpacked at a time, in bytes.
const CHUNK: usize = 32 * 1024;
/// Up to here a member may unpack to anything, in bytes; beyond, to [`MAX_RATIO`] times its size. Pages pack to a tenth of
/// theirs, endless repetition to a thousandth.
const FREE: u64 = 64 * 1024 * 1024;
const MAX_RATIO: u64 = 200;
/// What may be unpacked in vain behind damage, in bytes, beside [`VAIN_RATIO`] times what was read: then each attempt costs
/// the bytes it saw, so that no file is unpacked over and over.
const VAIN: u64 = 256 * 1024 * 1024;
const VAIN_RATIO: u64 = 4;

/// What the next bytes come from.
enum State<R> {
    /// The file itself, which is not packed.
    Plain(File<R>),
    /// Where a member begins, or the file ends.
    Between(File<R>),
    Member(Box<Member<R>>),
    /// A damaged member, and where the next sound one is looked for.
    Damaged(File<R>, u64),
    /// Nothing: another state is being made of it.
    Gone,
}

/// A member that is unpacked.
struct Member<R> {
    decoder: GzDecoder<File<R>>,
    origin: Origin,
    unpacked: u64,
}

/// What unpacking a member shows.
enum Verdict {
    Sound,
    /// Longer than what can be read again.
    Long,
    /// The file ends in it.
    Cut(io::Error),
    Damaged(io::Error),
}

/// A member that was unpacked to see whether it is sound.
struct Trial {
    verdict: Verdict,
    /// Whether a record may begin in it.
    holds_record: bool,
    /// Up to where it was read.
    end: u64,
    unpacked: u64,
}

/// An archive, unpacked where it is packed.
pub(super) struct Members<R> {
    state: State<R>,
    /// Whether anything was read, which decides whether it is packed.
    begun: bool,
    /// Where the damage was met last begins, in bytes of the file.
    damage: u64,
    /// What was unpacked in vain so far, in bytes.
    vain: u64,
}

impl<R: BufRead> Members<R> {
    /// Prepares to read; whether it is packed shows in the first bytes.
    pub(super) fn new(inner: R) -> Self {
        Members { state: State::Between(File::new(inner)), begun: false, damage: 0, vain: 0 }
    }

    /// Tells where the bytes that were read last come from; `None` where nothing is packed.
    pub(super) fn origin(&self) -> Option<Origin> {
        match &self.state {
            State::Member(member) => Some(member.origin),
            _ => None,
        }
    }

    /// Tells where the member begins in which reading failed last.
    pub(super) fn damage(&self) -> u64 {
        self.damage
    }

    /// Adds the next bytes to `out`; tells whether there were any.
    ///
    /// # Errors
    /// What reading fails with. Behind damage nothing is read before [`Members::skip_damage`].
    pub(super) fn more(&mut self, out: &mut Window) -> io::Result<bool> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Gone) {
                State::Plain(mut file) => {
                    let bytes = file.fill_buf()?;
                    let count = bytes.len();
                    out.extend(bytes);
                    file.consume(count);
                    file.forget();
                    self.state = State::Plain(file);
                    return Ok(count > 0);
                }
                State::Between(file) => self.open(file)?,
                State::Member(member) => {
                    let before = out.len();
                    self.state = self.unpack(member, out)?;
                    if out.len() > before {
                        return Ok(true);
                    }
                    continue;
                }
                ended => {
                    self.state = ended;
                    return Ok(false);
                }
            };
            if let State::Between(_) = self.state {
                return Ok(false);
            }
        }
    }

    /// Opens what begins here; the place between members is given back at the end of the file.
    fn open(&mut self, mut file: File<R>) -> io::Result<State<R>> {
        file.forget();
        let next = file.fill_buf()?;
        if next.is_empty() {
            return Ok(State::Between(file));
        }
        let packed = self.begun || next.starts_with(GZIP);
        self.begun = true;
        if !packed {
            return Ok(State::Plain(file));
        }
        let start = file.place();
        match try_out(&mut file)?.verdict {
            Verdict::Sound => Ok(member(file, start, true)),
            Verdict::Long => Ok(member(file, start, false)),
            // What is unpacked of garbage may go on to the end of the file, over sound members.
            Verdict::Cut(error) => match self.seek_sound(&mut file, start + 1)? {
                Some(_) => {
                    let next = file.place();
                    Err(self.fail(error, file, start, next))
                }
                None => Ok(member(file, start, false)),
            },
            Verdict::Damaged(error) => Err(self.fail(error, file, start, start + 1)),
        }
    }

    fn fail(&mut self, error: io::Error, file: File<R>, start: u64, next: u64) -> io::Error {
        self.damage = start;
        self.state = State::Damaged(file, next);
        error
    }

    /// Unpacks some more of a member, or finds its end.
    fn unpack(&mut self, mut member: Box<Member<R>>, out: &mut Window) -> io::Result<State<R>> {
        let mut buffer = vec![0; CHUNK];
        let start = member.origin.start;
        let got = member.decoder.read(&mut buffer);
        let count = *got.as_ref().unwrap_or(&0);
        member.unpacked += count as u64;
        let bomb = is_bomb(member.unpacked, member.decoder.get_ref().place().saturating_sub(start));
        if let Some(error) = got.err().or_else(|| bomb.then(too_good)) {
            return Err(self.fail(doubtful(error), member.decoder.into_inner(), start, start + 1));
        }
        out.extend(buffer.get(..count).unwrap_or_default());
        Ok(if count > 0 { State::Member(member) } else { State::Between(member.decoder.into_inner()) })
    }

    /// Leaves a damaged member behind: reading goes on at the next that is sound and holds records.
    ///
    /// # Errors
    /// What reading fails with.
    pub(super) fn skip_damage(&mut self) -> io::Result<()> {
        self.state = match std::mem::replace(&mut self.state, State::Gone) {
            State::Damaged(mut file, next) => match self.seek_sound(&mut file, next)? {
                Some(checked) => {
                    let start = file.place();
                    member(file, start, checked)
                }
                None => State::Between(file),
            },
            sound => sound,
        };
        Ok(())
    }

    /// Goes to the next member in which a record begins and that is sound; tells whether that is certain, which it is not of
    /// one that is too long. `None` when there is none.
    fn seek_sound(&mut self, file: &mut File<R>, from: u64) -> io::Result<Option<bool>> {
        file.go_to(from);
        while file.seek_member()? {
            let start = file.place();
            let trial = try_out(file)?;
            match trial.verdict {
                Verdict::Sound if trial.holds_record => return Ok(Some(true)),
                Verdict::Long if trial.holds_record => return Ok(Some(false)),
                _ => {}
            }
            self.vain += trial.unpacked + trial.end.saturating_sub(start);
            let spent = self.vain > VAIN + trial.end.saturating_mul(VAIN_RATIO);
            file.go_to(if spent { trial.end.max(start + 1) } else { start + 1 });
        }
        Ok(None)
    }
}

fn member<R: BufRead>(mut file: File<R>, start: u64, checked: bool) -> State<R> {
    file.go_to(start);
    let origin = Origin { start, checked };
    State::Member(Box::new(Member { decoder: GzDecoder::new(file), origin, unpacked: 0 }))
}

/// Unpacks the member that begins here, as far as it can be read again, and goes back to its beginning.
fn try_out<R: BufRead>(file: &mut File<R>) -> io::Result<Trial> {
    let start = file.place();
    let mut decoder = GzDecoder::new(&mut *file);
    let (mut buffer, mut unpacked, mut holds_record) = (vec![0; CHUNK], 0, false);
    let verdict = loop {
        let count = match decoder.read(&mut buffer) {
            Ok(0) => break Verdict::Sound,
            Ok(count) => count,
            Err(error) => break verdict_of(error)?,
        };
        holds_record |= may_hold_record(buffer.get(..count).unwrap_or_default(), unpacked == 0);
        unpacked += count as u64;
        let packed = decoder.get_ref().place().saturating_sub(start);
        if is_bomb(unpacked, packed) {
            break Verdict::Damaged(too_good());
        }
        if packed > KEPT as u64 {
            break Verdict::Long;
        }
    };
    let end = file.place();
    file.go_to(start);
    Ok(Trial { verdict, holds_record, end, unpacked })
}

/// Tells whether a record may begin in bytes: with them, or with one of their lines.
fn may_hold_record(bytes: &[u8], first: bool) -> bool {
    (first && bytes.starts_with(b"WARC/1.")) || bytes.windows(8).any(|line| line == b"\nWARC/1.")
}

/// Tells damage from what keeps the file from being read.
fn verdict_of(error: io::Error) -> io::Result<Verdict> {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Ok(Verdict::Cut(error)),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Ok(Verdict::Damaged(error)),
        _ => Err(error),
    }
}

fn is_bomb(unpacked: u64, packed: u64) -> bool {
    unpacked > FREE && unpacked > packed.saturating_mul(MAX_RATIO)
}

/// Says of damage that shows in a member after some of it was read that this may be wrong. Where the file just ends, it is not.
fn doubtful(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => io::Error::new(
            error.kind(),
            format!("{error}; what was read from its member before may differ from what was packed"),
        ),
        _ => error,
    }
}

fn too_good() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("it unpacks to more than {MAX_RATIO} times its size"))
}
