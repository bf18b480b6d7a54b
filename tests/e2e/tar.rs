//! The container of a bundle, taken apart and put together from what `docs/formats.md` says of it.

use std::io::{Read, Write};

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A file in a bundle.
pub(crate) type File = (String, Vec<u8>);

/// Takes a bundle apart.
pub(crate) fn unpack(bundle: &[u8]) -> Vec<File> {
    let mut tar = Vec::new();
    GzDecoder::new(bundle).read_to_end(&mut tar).expect("gzip");
    let (mut files, mut at) = (Vec::new(), 0);
    while tar[at] != 0 {
        let field = |from: usize, to: usize| {
            let bytes = tar[at + from..at + to].split(|byte| *byte == 0).next().expect("a field");
            String::from_utf8(bytes.to_vec()).expect("ASCII")
        };
        let size = usize::from_str_radix(&field(124, 135), 8).expect("a size");
        files.push((field(0, 100), tar[at + 512..at + 512 + size].to_vec()));
        at += 512 + size.div_ceil(512) * 512;
    }
    assert_eq!(tar.len(), at + 1024, "two empty blocks end it");
    files
}

/// Puts one together.
pub(crate) fn pack(files: &[File]) -> Vec<u8> {
    pack_as(files, b'0')
}

/// Puts one together of files of this type: `0` regular, `2` a link.
pub(crate) fn pack_as(files: &[File], kind: u8) -> Vec<u8> {
    let mut gz = GzBuilder::new().mtime(0).operating_system(0xff).write(Vec::new(), Compression::new(6));
    for (name, bytes) in files {
        gz.write_all(&header(name, bytes.len(), kind)).expect("memory");
        gz.write_all(bytes).expect("memory");
        gz.write_all(&vec![0; bytes.len().div_ceil(512) * 512 - bytes.len()]).expect("memory");
    }
    gz.write_all(&[0; 1024]).expect("memory");
    gz.finish().expect("memory")
}

fn header(name: &str, size: usize, kind: u8) -> Vec<u8> {
    let mut block = vec![0; 512];
    let size = format!("{size:011o}");
    for (at, bytes) in [
        (0, name.as_bytes()),
        (100, b"0000644"),
        (108, b"0000000"),
        (116, b"0000000"),
        (124, size.as_bytes()),
        (136, b"00000000000"),
        (148, b"        "),
        (156, &[kind]),
        (257, b"ustar"),
        (263, b"00"),
    ] {
        block[at..at + bytes.len()].copy_from_slice(bytes);
    }
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

/// Writes the hashes and counts of the manifest anew, as somebody would who changed a bundle and knows the format.
pub(crate) fn forge(files: &mut Vec<File>) {
    let (_, manifest) = files.pop().expect("a manifest");
    let manifest = String::from_utf8(manifest).expect("UTF-8");
    let value: Value = serde_json::from_str(&manifest).expect("JSON");
    let mut forged = manifest.clone();
    let mut content = Sha256::new();
    for table in TABLES {
        content.update(format!("{table}\n"));
        for (_, bytes) in files.iter().filter(|(name, _)| name.split('/').next() == Some(table)) {
            content.update(bytes);
        }
    }
    forged = forged.replace(value["content"].as_str().expect("a hash"), &hex(&content.finalize()));
    let old = value["files"].as_array().expect("files").iter();
    for (part, (name, bytes)) in old.zip(files.iter().filter(|(name, _)| name.contains('/'))) {
        assert_eq!(part["name"].as_str(), Some(name.as_str()));
        let was = format!("\"bytes\":{},\"sha256\":{}", part["bytes"], part["sha256"]);
        let is = format!("\"bytes\":{},\"sha256\":\"{}\"", bytes.len(), hex(&Sha256::digest(bytes)));
        forged = forged.replace(&was, &is);
    }
    files.push(("manifest.json".to_owned(), forged.into_bytes()));
}

/// The tables of a bundle in their order, as `docs/formats.md` lists them.
pub(crate) const TABLES: &[&str] = &[
    "outlet",
    "article",
    "document",
    "document_body",
    "speaker",
    "speaker_alias",
    "claim",
    "mention",
    "statement",
    "statement_band",
    "claim_pair",
    "passage",
    "copy_link",
    "finding",
    "evidence",
    "snapshot",
    "work",
    "lease",
    "house",
    "public_entry",
    "saved_search",
    "event",
    "event_subject",
    "counter",
];

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).expect("a nibble");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
