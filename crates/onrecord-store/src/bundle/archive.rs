//! The container: a gzip-compressed tar archive of regular files and nothing else.
//!
//! What is written has one form, and what is read must have it to the byte: a header is refused unless it is the one that
//! would be written for its name and size, so links, folders, owners, dates and padding have no place to hide anything in.

use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};

use super::BundleError;

/// Tar is made of blocks of this size.
const BLOCK: usize = 512;

/// The header of gzip as it is written here: no name, no date, no system.
const GZIP: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The longest line that is read or written, in bytes: a document of the greatest size, its bytes in base64, has room.
pub(super) const LONGEST_LINE: u64 = 128 << 20;

/// How many bytes may be unpacked whatever they were packed to.
const ALWAYS: u64 = 64 << 20;

/// How often more bytes may come out than went in beyond that: rows of a desk pack to about a tenth, zeros to a thousandth.
const RATIO: u64 = 250;

/// Writes files one after the other.
pub(super) struct Writer<W: Write> {
    to: GzEncoder<W>,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(to: W) -> Self {
        Writer { to: GzBuilder::new().mtime(0).operating_system(0xff).write(to, Compression::new(6)) }
    }

    /// Writes a file; `name` is plain ASCII of at most 100 characters.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), BundleError> {
        let padding = vec![0; padding(bytes.len() as u64)];
        [&header(name, bytes.len() as u64)[..], bytes, &padding].iter().try_for_each(|part| self.to.write_all(part))?;
        Ok(())
    }

    /// Ends the archive and hands back what was written to.
    pub(super) fn finish(mut self) -> Result<W, BundleError> {
        self.to.write_all(&[0; 2 * BLOCK])?;
        let mut inner = self.to.finish()?;
        inner.flush()?;
        Ok(inner)
    }
}

/// Reads files one after the other.
pub(super) struct Reader<R: Read> {
    from: BufReader<Bounded<R>>,
    /// What is left of the file at hand.
    left: u64,
    /// How many bytes of padding come behind it.
    padding: usize,
}

/// A file of the archive, before its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) size: u64,
}

impl<R: Read> Reader<R> {
    pub(super) fn open(mut from: R) -> Result<Self, BundleError> {
        let mut start = Vec::new();
        (&mut from).take(GZIP.len() as u64).read_to_end(&mut start)?;
        if start != GZIP {
            return Err(BundleError::not_ours(if start.is_empty() {
                "it is empty"
            } else {
                "it does not begin as 'onrecord export bundle' begins one"
            }));
        }
        let packed = BufReader::new(Counted { from, read: 0 });
        let unpacked = GzDecoder::new(Cursor::new(start).chain(packed));
        Ok(Reader { from: BufReader::new(Bounded { from: unpacked, given: 0 }), left: 0, padding: 0 })
    }

    /// Goes to the next file; `None` behind the last, where the archive must end.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, BundleError> {
        let mut block = [0; BLOCK];
        self.from.read_exact(&mut block)?;
        if block == [0; BLOCK] {
            self.end()?;
            return Ok(None);
        }
        let entry = entry(&block).ok_or_else(|| BundleError::damaged("archive", "a header that no bundle has"))?;
        (self.left, self.padding) = (entry.size, padding(entry.size));
        Ok(Some(entry))
    }

    /// Reads a line of the file at hand with its line feed; `false` at the end of the file.
    pub(super) fn line(&mut self, line: &mut Vec<u8>) -> Result<bool, BundleError> {
        line.clear();
        if self.left == 0 {
            self.pad()?;
            return Ok(false);
        }
        let most = self.left.min(LONGEST_LINE);
        let read = (&mut self.from).take(most).read_until(b'\n', line)?;
        self.left -= read as u64;
        if line.last() == Some(&b'\n') {
            return Ok(true);
        }
        let why = if read as u64 == LONGEST_LINE { "a line that is too long" } else { "it ends within a line" };
        Err(BundleError::damaged("archive", why))
    }

    /// Reads what pads the file at hand.
    fn pad(&mut self) -> Result<(), BundleError> {
        let mut padding = vec![0; std::mem::take(&mut self.padding)];
        self.from.read_exact(&mut padding)?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(BundleError::damaged("archive", "something is hidden behind a file"));
        }
        Ok(())
    }

    /// Reads the second block of the end; nothing may follow, packed or not.
    fn end(&mut self) -> Result<(), BundleError> {
        let mut block = [0; BLOCK];
        self.from.read_exact(&mut block)?;
        // The check sum of gzip is compared where its end is reached.
        let more = self.from.read(&mut [0])?;
        let behind = self.from.get_mut().from.get_mut().fill_buf()?.len();
        if block != [0; BLOCK] || more + behind > 0 {
            return Err(BundleError::damaged("archive", "something follows its end"));
        }
        Ok(())
    }
}

/// Counts what is read.
struct Counted<R> {
    from: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

/// What is packed: the header that was read first, then the rest.
type Input<R> = io::Chain<Cursor<Vec<u8>>, BufReader<Counted<R>>>;

/// Unpacks as long as what comes out stands in a likely proportion to what went in.
struct Bounded<R: Read> {
    from: GzDecoder<Input<R>>,
    given: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.given += read as u64;
        let packed = self.from.get_ref().get_ref().1.get_ref().read;
        if self.given > ALWAYS && self.given / RATIO > packed {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "far more comes out than went in"));
        }
        Ok(read)
    }
}

fn padding(size: u64) -> usize {
    (BLOCK - (size % BLOCK as u64) as usize) % BLOCK
}

/// Returns the header of a regular file (POSIX.1-1988 ustar) with neither owner nor date.
fn header(name: &str, size: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| {
        for (place, byte) in block.iter_mut().skip(at).zip(bytes) {
            *place = *byte;
        }
    };
    put(0, name.as_bytes());
    put(100, b"0000644");
    put(108, b"0000000");
    put(116, b"0000000");
    put(124, format!("{size:011o}").as_bytes());
    put(136, b"00000000000");
    put(148, b"        0");
    put(257, b"ustar");
    put(263, b"00");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    for (place, byte) in block.iter_mut().skip(148).zip(format!("{sum:06o}\0 ").bytes()) {
        *place = byte;
    }
    block
}

/// Reads a header; `None` when it is not the one that would be written.
fn entry(block: &[u8; BLOCK]) -> Option<Entry> {
    let name = block.get(..100)?.split(|byte| *byte == 0).next()?;
    let name = std::str::from_utf8(name).ok()?;
    let digits = std::str::from_utf8(block.get(124..135)?).ok()?;
    let size = u64::from_str_radix(digits, 8).ok()?;
    (header(name, size) == *block).then(|| Entry { name: name.to_owned(), size })
}

impl From<io::Error> for BundleError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => BundleError::damaged("archive", "it was cut off"),
            // What flate2 says of data that cannot be unpacked, and what is said of too much above.
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => BundleError::damaged("archive", error),
            _ => BundleError::Io { why: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        for (name, bytes) in files {
            writer.file(name, bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    /// Files by name, each with its lines.
    type Files = Vec<(String, Vec<Vec<u8>>)>;

    fn read(bytes: &[u8]) -> Result<Files, BundleError> {
        let mut reader = Reader::open(bytes)?;
        let mut files = Vec::new();
        while let Some(entry) = reader.next()? {
            let (mut lines, mut line) = (Vec::new(), Vec::new());
            while reader.line(&mut line)? {
                lines.push(line.clone());
            }
            files.push((entry.name, lines));
        }
        Ok(files)
    }

    fn damage(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = archive(&[("a.json", b"1\n"), ("t/000001.jsonl", b"one\ntwo\n"), ("empty", b"")]);
        let files = read(&bytes).unwrap();
        let lines: Vec<usize> = files.iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!((lines, files[1].1[1].as_slice()), (vec![1, 2, 0], &b"two\n"[..]));
    }

    /// Other programs must be able to unpack it: the header of GNU tar for the same file, but for owner and date.
    #[test]
    fn a_header_is_that_of_ustar() {
        let block = header("a.txt", 8);
        assert_eq!(&block[124..136], b"00000000010\0".as_slice());
        assert_eq!(&block[148..157], b"006715\0 0".as_slice());
        assert_eq!(entry(&block), Some(Entry { name: "a.txt".to_owned(), size: 8 }));
    }

    #[test]
    fn every_changed_bit_of_a_header_is_refused() {
        let good = header("outlet/000001.jsonl", 4_711);
        for bit in 0..BLOCK * 8 {
            let mut block = good;
            block[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(entry(&block), None, "bit {bit}");
        }
    }

    #[test]
    fn what_is_cut_off_or_goes_on_is_refused() {
        let bytes = archive(&[("a", b"one\n")]);
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end]).is_err(), "{end}");
        }
        assert!(damage(&bytes[..bytes.len() - 1]).contains("cut off"));
        assert!(damage(&[&bytes[..], b"x"].concat()).contains("follows its end"));
        assert!(damage(&[&bytes[..], &bytes[..]].concat()).contains("follows its end"));
        assert!(damage(b"PK\x03\x04 and so on").contains("no bundle"));
    }

    #[test]
    fn what_unpacks_to_far_more_is_refused() {
        let bomb = archive(&[("a", &vec![b' '; 80 << 20])]);
        assert!(bomb.len() < 100_000);
        assert!(damage(&bomb).contains("far more comes out"), "{}", damage(&bomb));
    }

    #[test]
    fn a_file_ends_with_a_line() {
        assert!(damage(&archive(&[("a", b"one\ntwo")])).contains("within a line"));
    }
}
