//! The objects of a PDF, in the order in which they stand in the file.

use super::super::budget::{Budget, MOST_UNPACKED, Packing, Unpacked};
use super::packed::Packed;
use super::words::{Next, after, is_of, starts_with_number};

/// The most objects that are looked at.
pub(super) const MOST_OBJECTS: usize = 50_000;

/// The longest head of an object, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// The most that one stream is unpacked to.
const MOST_OF_STREAM: usize = 1024 * 1024;

/// An object: its number, its head, and its stream as it stands in the file.
struct Object<'a> {
    number: Option<usize>,
    head: &'a [u8],
    stream: Option<&'a [u8]>,
}

/// All objects.
pub(super) struct Objects<'a> {
    budget: &'a Budget,
    plain: Vec<Object<'a>>,
    /// What was packed together, unpacked.
    packed: Vec<Packed>,
    /// What stands between objects and says what is to be found where.
    trailers: Vec<&'a [u8]>,
}

impl<'a> Objects<'a> {
    /// Goes through the file once: each word is searched from where it was found last.
    pub(super) fn scan(bytes: &'a [u8], budget: &'a Budget) -> Self {
        let mut objects = Self {
            budget,
            plain: Vec::new(),
            packed: Vec::new(),
            trailers: Vec::new(),
        };
        let mut next = Words {
            ends: Next::of(b"endobj"),
            begins: Next::of(b"stream"),
        };
        let mut at = 0;
        while objects.plain.len() < MOST_OBJECTS {
            let Some(found) = budget.find(bytes, at, b" obj") else {
                break;
            };
            let between = bytes.get(at..found).unwrap_or_default();
            objects.trailer(between);
            let (object, end) = next.object(bytes, found, budget);
            objects.plain.push(object);
            at = end;
        }
        objects.trailer(bytes.get(at..).unwrap_or_default());
        objects.unpack();
        objects
    }

    /// Keeps what stands behind `trailer`, if it stands here.
    fn trailer(&mut self, between: &'a [u8]) {
        if let Some(at) = self.budget.find(between, 0, b"trailer") {
            let rest = between.get(at..).unwrap_or_default();
            self.trailers.push(rest.get(..LONGEST_HEAD).unwrap_or(rest));
        }
    }

    /// Unpacks what was packed together, half of what may be unpacked at most: there must be
    /// something left for what is drawn.
    fn unpack(&mut self) {
        let mut left = MOST_OBJECTS;
        for object in &self.plain {
            if self.budget.unpacked() >= MOST_UNPACKED / 2 || left == 0 {
                break;
            }
            if is_of(self.budget.walk(object.head), b"ObjStm")
                && let Some(unpacked) = self.unpacked(object)
            {
                let packed = Packed::of(object.head, unpacked.bytes, left);
                left -= packed.count().min(left);
                self.packed.push(packed);
            }
        }
    }

    /// The heads of all objects. Whoever asks for them goes through them.
    pub(super) fn dicts(&self) -> impl Iterator<Item = &[u8]> {
        let packed = self.packed.iter().flat_map(Packed::parts);
        let plain = self.plain.iter().map(|object| object.head);
        let all = plain.chain(packed.map(|(_, part)| part));
        all.map(|head| self.budget.walk(head))
            .take_while(|_| !self.budget.fell_short())
    }

    /// Where the document says what it is encrypted with, what describes it and what it begins
    /// with: the trailers, and what newer documents have in their place.
    pub(super) fn trailers(&self) -> impl Iterator<Item = &[u8]> {
        let plain = self.plain.iter().map(|object| object.head);
        let newer = plain.filter(|head| is_of(self.budget.walk(head), b"XRef"));
        self.trailers.iter().copied().chain(newer)
    }

    /// The head of the object that the last trailer names so, `/Info 7 0 R` say.
    pub(super) fn named(&self, word: &[u8]) -> Option<&[u8]> {
        let named = self.trailers().filter_map(|trailer| {
            let rest = after(trailer, word)?;
            starts_with_number(rest)
        });
        // Whatever was changed later stands behind.
        let number = named.last()?;
        let mut packed = self.packed.iter().flat_map(Packed::parts);
        let mut plain = self.plain.iter().rev();
        let plain = plain.find(|object| object.number == Some(number));
        let packed = || packed.find(|(own, _)| *own == number).map(|(_, part)| part);
        plain.map(|object| object.head).or_else(packed)
    }

    /// What may be drawn: streams that are nothing else, unpacked one after the other.
    pub(super) fn contents(&self) -> impl Iterator<Item = Unpacked> {
        let drawn = self.plain.iter().filter(|object| {
            let head = self.budget.walk(object.head);
            let other = [
                b"/Type".as_slice(),
                b"/Subtype",
                b"/Length1",
                b"/FunctionType",
            ];
            object.stream.is_some() && !other.iter().any(|word| after(head, word).is_some())
        });
        drawn.filter_map(|object| self.unpacked(object))
    }

    fn unpacked(&self, object: &Object<'_>) -> Option<Unpacked> {
        let stream = object.stream?;
        let packing = if after(object.head, b"/FlateDecode").is_some() {
            Packing::Zlib
        } else if after(object.head, b"/Filter").is_some() {
            return None;
        } else {
            Packing::Stored
        };
        Some(self.budget.unpack(stream, packing, MOST_OF_STREAM))
    }
}

/// Where the next of these words stand.
struct Words {
    ends: Next,
    begins: Next,
}

impl Words {
    /// The object of which ` obj` stands here, and where what is behind it begins.
    fn object<'a>(&mut self, bytes: &'a [u8], at: usize, budget: &Budget) -> (Object<'a>, usize) {
        let number = number_before(bytes.get(..at).unwrap_or_default());
        let start = at + 4;
        let end = self.ends.from(bytes, start, budget);
        let mut from = start;
        let begins = loop {
            let found = self.begins.from(bytes, from, budget);
            if found >= end {
                break None;
            }
            // The word may stand in a title as well.
            let before = bytes.get(from..found).unwrap_or_default();
            if before.trim_ascii_end().ends_with(b">>") {
                break Some(found);
            }
            from = found + 6;
        };
        let head = |end: usize| {
            let head = bytes.get(start..end).unwrap_or_default();
            head.get(..LONGEST_HEAD).unwrap_or(head)
        };
        let Some(begins) = begins else {
            let object = Object {
                number,
                head: head(end),
                stream: None,
            };
            return (object, end);
        };
        let body = after_line_end(bytes, begins + 6);
        let stop = budget.find(bytes, body, b"endstream");
        let stop = stop.unwrap_or(bytes.len());
        let object = Object {
            number,
            head: head(begins),
            stream: bytes.get(body..stop),
        };
        (object, stop)
    }
}

/// The number of an object: the first of the two before ` obj`.
fn number_before(bytes: &[u8]) -> Option<usize> {
    let near = bytes.get(bytes.len().saturating_sub(24)..)?;
    let mut words = near.rsplit(u8::is_ascii_whitespace);
    let (_, number) = (words.next()?, words.next()?);
    std::str::from_utf8(number).ok()?.parse().ok()
}

fn after_line_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..at + 2) {
        Some(b"\r\n") => at + 2,
        Some([b'\n' | b'\r', _]) => at + 1,
        _ => at,
    }
}
