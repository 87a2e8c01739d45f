//! Many cases with many files, made one after the other: a domain to audit. Among them are
//! cases at the edges of pages and batches, files that cannot be read, statuses that nobody
//! knows and names that mean harm. Case by case, so that no whole domain lies here as data.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::raw;
use crate::demo::sign::uuid_of;

/// The cases that come first: at the edges of pages of 25 and batches of 100.
const EDGES: [usize; 7] = [0, 1, 25, 26, 100, 101, 250];
/// Who uploads, besides the caller.
pub(super) const AGENTS: [(&str, &str, &str); 4] = [
    ("a.silva", "Ana", "Silva"),
    ("j.okafor", "Jude", "Okafor"),
    ("l.novak", "Lena", "Novák"),
    ("s.haddad", "Sami", "Haddad"),
];
/// Names and the contents behind them; the last kind is in no policy.
const KINDS: [(&str, &str, &str); 7] = [
    ("invoice", "pdf", "invoice.pdf"),
    ("photo", "png", "screen.png"),
    ("call notes", "txt", "notes.txt"),
    ("device", "log", "device.log"),
    ("orders", "csv", "orders.csv"),
    ("warranty", "docx", "warranty.docx"),
    ("bundle", "zip", "bundle.zip"),
];
/// Names that are a danger to spreadsheets, pages, terminals and whoever reads them.
const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://x.example\",\"open\").pdf",
    "@SUM(1+1)*cmd|' /C calc'!A0.csv",
    "<script>alert(1)</script>.png",
    "\"><img src=x onerror=alert(2)>, \"quoted\".pdf",
    "inv\u{202E}fdp.exe",
    "two\nlines\tand a tab.txt",
    "\u{1B}]0;title\u{7}red\u{1B}[31m.log",
    "見積書 🧾 naïve ‘quotes’.pdf",
];

/// How many files each of `cases` cases has, of `files` in all.
pub(super) fn shares(cases: usize, files: usize, rng: &mut Rng) -> Vec<usize> {
    let mut left = files;
    let mut shares = Vec::with_capacity(cases);
    for edge in EDGES {
        // Somebody has to take what is left.
        if shares.len() + 1 < cases && edge <= left {
            shares.push(edge);
            left -= edge;
        }
    }
    let first = shares.len();
    shares.resize(cases, 0);
    if first < cases {
        for _ in 0..left {
            // Some have many more than others, as in life.
            let at = rng.usize(first..cases).min(rng.usize(first..cases));
            shares[at] += 1;
        }
    }
    shares
}

/// The cases, as a person would write them; `contacts` are linked to the first ones.
pub(super) fn cases(
    seed: String,
    shares: Vec<usize>,
    contacts: Vec<String>,
    mut rng: Rng,
) -> impl Iterator<Item = raw::Case> {
    let mut contacts = contacts.into_iter();
    shares.into_iter().enumerate().map(move |(at, files)| {
        let id = uuid_of(&[&seed, "case", &at.to_string()]);
        let (files, strays) = self::files(&seed, &id, files, &mut rng);
        let closed = rng.u8(..3) > 0;
        let day = rng.u16(2..400);
        raw::Case {
            reference: Some((100_001 + at).to_string()),
            title: Some(title(at, &mut rng)),
            status: if closed { "closed" } else { "open" }.to_owned(),
            reason: None,
            customer: None,
            user: Some(AGENTS[rng.usize(..AGENTS.len())].0.to_owned()),
            queue: None,
            created: format!("-{day}d{}m", rng.u16(..1440)),
            updated: format!("-{}d", rng.u16(1..day)),
            closed: closed.then(|| "-1d".to_owned()),
            summary: None,
            custom: BTreeMap::new(),
            contacts: contacts.next().into_iter().collect(),
            comments: Vec::new(),
            files,
            strays,
            id,
        }
    })
}

fn title(at: usize, rng: &mut Rng) -> String {
    let what = [
        "Screen arrived cracked",
        "Refund",
        "Device offline",
        "=Claim",
    ];
    format!("{} {}", what[rng.usize(..what.len())], at + 1)
}

/// The files of a case, and those about which the service has nothing good to say.
fn files(seed: &str, case: &str, count: usize, rng: &mut Rng) -> (Vec<raw::File>, Vec<raw::Stray>) {
    let (mut files, mut strays) = (Vec::new(), Vec::new());
    for number in 1..=count {
        let id = uuid_of(&[seed, "file", case, &number.to_string()]);
        let at = format!("-{}d{}m", rng.u16(1..400), rng.u16(..1440));
        match rng.u8(..200) {
            0 => strays.push(raw::Stray {
                id,
                at,
                error: Some((
                    "ResourceNotFoundException".to_owned(),
                    "The attached file was not found.".to_owned(),
                )),
            }),
            1 => strays.push(raw::Stray {
                id,
                at,
                error: None,
            }),
            _ => files.push(file(id, at, number, rng)),
        }
    }
    (files, strays)
}

fn file(id: String, at: String, number: usize, rng: &mut Rng) -> raw::File {
    let (stem, extension, content) = KINDS[rng.usize(..KINDS.len())];
    let status = match rng.u8(..40) {
        0 => "PROCESSING",
        1 | 2 => "REJECTED",
        3 => "FAILED",
        4 => "DRAFTING",
        5 => "QUARANTINED",
        _ => "APPROVED",
    };
    let approved = status == "APPROVED";
    let uploader = rng.usize(..=AGENTS.len());
    let by = AGENTS
        .get(uploader)
        .map_or("role:CaseUploader", |agent| agent.0);
    let mut tags = BTreeMap::new();
    if rng.u8(..4) == 0 {
        tags.insert("department".to_owned(), "claims".to_owned());
    }
    raw::File {
        id,
        name: match rng.u8(..40) {
            0 => HOSTILE[rng.usize(..HOSTILE.len())].to_owned(),
            _ => format!("{stem} {number:04}.{extension}"),
        },
        status: status.to_owned(),
        at,
        by: (rng.u8(..50) > 0).then(|| by.into()),
        content: approved.then(|| content.to_owned()),
        size: (!approved).then(|| rng.i64(1..60_000_000)),
        use_case: None,
        tags,
        settles: None,
        reference: None,
        omit: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_case_when_there_is_one() {
        for (cases, files) in [(1, 7), (2, 1), (8, 503), (20, 1_000), (3, 0), (50, 10)] {
            let shares = shares(cases, files, &mut Rng::with_seed(1));
            assert_eq!(shares.len(), cases);
            assert_eq!(shares.iter().sum::<usize>(), files, "{cases} {files}");
        }
        assert!(shares(0, 10, &mut Rng::with_seed(1)).is_empty());
    }

    #[test]
    fn the_edges_are_there() {
        let shares = shares(20, 1_000, &mut Rng::with_seed(1));
        assert!(EDGES.iter().all(|edge| shares.contains(edge)), "{shares:?}");
    }
}
