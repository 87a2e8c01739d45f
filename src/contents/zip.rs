//! The names in a ZIP archive, and single members unpacked within bounds. Only what previews
//! need: no encryption, no parts over several files, stored and deflated members.

use super::budget::{Budget, Packing, Unpacked};

/// The most members that are listed: more cannot be counted without the larger format.
const MOST_MEMBERS: usize = 65_535;

/// The longest comment behind the end of an archive, and the end itself.
const LONGEST_END: usize = 22 + 65_535;

/// An archive whose list of members could be read.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// What the look at it may cost.
    pub(super) budget: &'a Budget,
    /// Its members, in the archive's order.
    pub(super) members: Vec<Member>,
    /// How many it says there are.
    pub(super) count: usize,
}

/// One member of an archive.
pub(super) struct Member {
    pub(super) name: String,
    /// Its size when it is unpacked, as the archive says.
    pub(super) size: u64,
    pub(super) encrypted: bool,
    packed: usize,
    method: u16,
    offset: usize,
}

impl<'a> Archive<'a> {
    /// The archive in these bytes, all of which must be there.
    pub(super) fn read(bytes: &'a [u8], budget: &'a Budget) -> Option<Self> {
        let tail = bytes.len().saturating_sub(LONGEST_END);
        let end = bytes
            .get(tail..)?
            .windows(4)
            .rposition(|four| four == b"PK\x05\x06")?;
        let end = tail + end;
        let count = usize::from(short(bytes, end + 10)?);
        let mut at = long(bytes, end + 16)?;
        let mut members = Vec::new();
        while members.len() < MOST_MEMBERS && bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
            let (name, extra, comment) = (
                usize::from(short(bytes, at + 28)?),
                usize::from(short(bytes, at + 30)?),
                usize::from(short(bytes, at + 32)?),
            );
            let flags = short(bytes, at + 8)?;
            members.push(Member {
                name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned(),
                size: long(bytes, at + 24)? as u64,
                encrypted: flags & 1 != 0,
                packed: long(bytes, at + 20)?,
                method: short(bytes, at + 10)?,
                offset: long(bytes, at + 42)?,
            });
            at += 46 + name + extra + comment;
        }
        let count = count.max(members.len());
        Some(Self {
            bytes,
            budget,
            members,
            count,
        })
    }

    /// The member of this name, unpacked, and no more of it than `most` bytes.
    pub(super) fn unpacked(&self, name: &str, most: usize) -> Option<Unpacked> {
        let member = self.members.iter().find(|member| member.name == name)?;
        self.unpack(member, most)
    }

    /// This member, unpacked, and no more of it than `most` bytes.
    pub(super) fn unpack(&self, member: &Member, most: usize) -> Option<Unpacked> {
        let at = member.offset;
        if self.bytes.get(at..at + 4) != Some(b"PK\x03\x04") || member.encrypted {
            return None;
        }
        let name = usize::from(short(self.bytes, at + 26)?);
        let extra = usize::from(short(self.bytes, at + 28)?);
        // Only bombs have many members in one place.
        let own = self.bytes.get(at + 30..at + 30 + name)?;
        if String::from_utf8_lossy(own) != member.name {
            return None;
        }
        let start = at + 30 + name + extra;
        let packed = self.bytes.get(start..start.checked_add(member.packed)?)?;
        let packing = match member.method {
            0 => Packing::Stored,
            8 => Packing::Deflate,
            _ => return None,
        };
        Some(self.budget.unpack(packed, packing, most))
    }

    /// Whether there is a member of this name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.name == name)
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(u16::from_le_bytes(two))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}
