//! A json document whose rows do not stand in lines of their own: somebody's formatter was at
//! it. Its items are read one by one, so that it may be as large as it likes; one item may not.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::reader::{LONGEST, Piece};

/// Reads it, until `on` has enough.
pub(super) fn document(from: impl BufRead, on: &mut dyn FnMut(Piece) -> bool) -> io::Result<()> {
    let since = Cell::new(0);
    let metered = Metered {
        from,
        since: &since,
    };
    let mut reading = Reading {
        on,
        since: &since,
        number: 0,
        enough: false,
    };
    let mut json = serde_json::Deserializer::from_reader(metered);
    let read = json.deserialize_any(Whole(&mut reading));
    match read.and_then(|()| json.end()) {
        Err(error) if !reading.enough => Err(error.into()),
        _ => Ok(()),
    }
}

/// What is read, byte by byte, as far as an item may go.
struct Metered<'a, R> {
    from: R,
    since: &'a Cell<usize>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LONGEST {
            let why = "something in it is longer than any row";
            return Err(io::Error::new(ErrorKind::InvalidData, why));
        }
        let count = self.from.read(buffer)?;
        self.since.set(self.since.get() + count);
        Ok(count)
    }
}

/// How far it is.
struct Reading<'a> {
    on: &'a mut dyn FnMut(Piece) -> bool,
    /// How many bytes were read since the last item.
    since: &'a Cell<usize>,
    number: u64,
    enough: bool,
}

impl Reading<'_> {
    fn hand_on<E: Error>(&mut self, piece: Piece) -> Result<(), E> {
        self.since.set(0);
        if (self.on)(piece) {
            return Ok(());
        }
        self.enough = true;
        Err(E::custom("nobody wants more"))
    }

    fn items<'de, A: SeqAccess<'de>>(&mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(value) = items.next_element::<Value>()? {
            self.number += 1;
            self.hand_on(Piece::of(Some(value), self.number))?;
        }
        Ok(())
    }
}

/// The document: its lists by their names, or one list.
struct Whole<'a, 'b>(&'a mut Reading<'b>);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the files of an audit")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.0.items(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                "Files" | "Errors" => {
                    self.0.hand_on(Piece::Head)?;
                    members.next_value_seed(List(self.0))?;
                }
                "Summary" => {
                    let summary = members.next_value()?;
                    self.0.hand_on(Piece::Summary(summary))?;
                }
                _ => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// One of its lists; what is no list has no items.
struct List<'a, 'b>(&'a mut Reading<'b>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.0.items(items)
    }
}
