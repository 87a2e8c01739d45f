//! The objects of a PDF, in the order in which they stand in the file.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

/// The most objects that are looked at.
const MOST_OBJECTS: usize = 50_000;

/// The longest head of an object, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// The most that one stream, and all of them together, are unpacked to.
const MOST_UNPACKED: usize = 1024 * 1024;
const MOST_TOGETHER: usize = 8 * 1024 * 1024;

/// An object: its head, and its stream as it stands in the file.
struct Object<'a> {
    head: &'a [u8],
    stream: Option<&'a [u8]>,
}

/// All objects.
pub(super) struct Objects<'a> {
    plain: Vec<Object<'a>>,
    /// What was packed together, unpacked.
    packed: Vec<Vec<u8>>,
}

impl<'a> Objects<'a> {
    /// Goes through the file once.
    pub(super) fn scan(bytes: &'a [u8]) -> Self {
        let mut plain = Vec::new();
        let mut at = 0;
        while plain.len() < MOST_OBJECTS {
            let Some(found) = find(bytes, at, b" obj") else {
                break;
            };
            let start = found + 4;
            let near = bytes
                .get(..bytes.len().min(start + LONGEST_HEAD))
                .unwrap_or(bytes);
            let end = find(near, start, b"endobj").unwrap_or(near.len());
            let head_end = find(near, start, b"stream").filter(|at| *at < end);
            let Some(head_end) = head_end else {
                plain.push(Object {
                    head: bytes.get(start..end).unwrap_or_default(),
                    stream: None,
                });
                at = end;
                continue;
            };
            let body = after_line_end(bytes, head_end + 6);
            let stop = find(bytes, body, b"endstream").unwrap_or(bytes.len());
            plain.push(Object {
                head: bytes.get(start..head_end).unwrap_or_default(),
                stream: bytes.get(body..stop),
            });
            at = stop;
        }
        let mut left = MOST_TOGETHER;
        let together = plain.iter().filter(|object| is_of(object.head, b"ObjStm"));
        let packed = together
            .filter_map(|object| unpacked(object, &mut left))
            .collect();
        Self { plain, packed }
    }

    /// The heads of all objects; those that were packed come in one piece.
    pub(super) fn dicts(&self) -> impl Iterator<Item = &[u8]> {
        let packed = self.packed.iter().flat_map(|packed| split(packed));
        self.plain.iter().map(|object| object.head).chain(packed)
    }

    /// What may be drawn: streams that are nothing else, unpacked one after the other.
    pub(super) fn contents(&self) -> impl Iterator<Item = Vec<u8>> {
        let mut left = MOST_TOGETHER;
        let drawn = self.plain.iter().filter(|object| {
            let else_ = [
                b"/Type".as_slice(),
                b"/Subtype",
                b"/Length1",
                b"/FunctionType",
            ];
            !else_.iter().any(|word| holds(Some(object.head), word))
        });
        drawn.filter_map(move |object| unpacked(object, &mut left))
    }
}

/// Packed objects stand one behind the other, each in its own brackets.
fn split(packed: &[u8]) -> impl Iterator<Item = &[u8]> {
    packed.split_inclusive({
        let mut last = 0;
        move |&byte| {
            let ends = byte == b'>' && last == b'>';
            last = if ends { 0 } else { byte };
            ends
        }
    })
}

fn unpacked(object: &Object<'_>, left: &mut usize) -> Option<Vec<u8>> {
    let stream = object.stream?;
    let most = MOST_UNPACKED.min(*left);
    let bytes = if holds(Some(object.head), b"/FlateDecode") {
        match decompress_to_vec_zlib_with_limit(stream, most) {
            Ok(bytes) => bytes,
            Err(error) => error.output,
        }
    } else if holds(Some(object.head), b"/Filter") {
        return None;
    } else {
        stream.get(..most).unwrap_or(stream).to_vec()
    };
    *left -= bytes.len().min(*left);
    Some(bytes)
}

/// Whether an object is of this type: `/Type /Page`, and not `/Type /Pages`.
pub(super) fn is_of(head: &[u8], kind: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(head, at, b"/Type") {
        let rest = head.get(found + 5..).unwrap_or_default().trim_ascii_start();
        let named = rest
            .strip_prefix(b"/")
            .and_then(|rest| rest.strip_prefix(kind));
        if named.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric)) {
            return true;
        }
        at = found + 5;
    }
    false
}

/// The number that stands behind this word.
pub(super) fn number_after(head: &[u8], word: &[u8]) -> Option<usize> {
    let found = find(head, 0, word)?;
    let rest = head.get(found + word.len()..)?.trim_ascii_start();
    let digits: Vec<u8> = rest
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .take(9)
        .collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

/// Where this stands, from a place on.
pub(super) fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let (first, rest) = (*word.first()?, bytes.get(from..)?);
    let mut at = 0;
    while let Some(found) = rest.get(at..)?.iter().position(|&byte| byte == first) {
        at += found;
        if rest.get(at..)?.starts_with(word) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

/// Whether this stands anywhere in it.
pub(super) fn holds(bytes: Option<&[u8]>, word: &[u8]) -> bool {
    bytes.is_some_and(|bytes| find(bytes, 0, word).is_some())
}

fn after_line_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..at + 2) {
        Some(b"\r\n") => at + 2,
        Some([b'\n' | b'\r', _]) => at + 1,
        _ => at,
    }
}
