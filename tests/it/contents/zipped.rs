//! Archives as these tests want them, honest and dishonest.

/// A member of an archive.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    /// What it is called where it stands itself.
    pub(super) own: &'a str,
    /// Its bytes as they stand in the archive.
    pub(super) bytes: &'a [u8],
    pub(super) method: usize,
    /// Its size when it is unpacked, as the archive says.
    pub(super) size: usize,
    /// Whether it stands where the member before it does.
    pub(super) there: bool,
}

impl<'a> Member<'a> {
    pub(super) fn stored(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            name,
            own: name,
            bytes,
            method: 0,
            size: bytes.len(),
            there: false,
        }
    }

    pub(super) fn packed(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            method: 8,
            ..Self::stored(name, bytes)
        }
    }
}

/// An archive of texts.
pub(super) fn of_texts(parts: &[(&str, &str)]) -> Vec<u8> {
    let members = parts
        .iter()
        .map(|(name, text)| Member::stored(name, text.as_bytes()));
    zipped(&members.collect::<Vec<_>>())
}

/// An archive of these members.
pub(super) fn zipped(members: &[Member<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut list = Vec::new();
    let mut offset = 0;
    for member in members {
        let method = short(member.method);
        let head = [short(20), short(0), method, short(0), short(0)].concat();
        let sizes = [long(0), long(member.bytes.len()), long(member.size)].concat();
        if !member.there {
            offset = bytes.len();
            bytes.extend([b"PK\x03\x04".as_slice(), &head, &sizes].concat());
            bytes.extend([short(member.own.len()), short(0)].concat());
            bytes.extend([member.own.as_bytes(), member.bytes].concat());
        }
        list.extend([b"PK\x01\x02".as_slice(), &short(20), &head, &sizes].concat());
        list.extend(short(member.name.len()));
        list.extend([0; 8]);
        list.extend([long(0), long(offset)].concat());
        list.extend(member.name.as_bytes());
    }
    let (start, length) = (bytes.len(), list.len());
    bytes.extend(list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([short(members.len()), short(members.len())].concat());
    bytes.extend([long(length).as_slice(), &long(start), &short(0)].concat());
    bytes
}

fn long(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap().to_le_bytes()
}

fn short(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap().to_le_bytes()
}
