//! The names of what an archive holds.

use crate::domain::{Body, Preview, SafeText, Sheet, plural, size};

use super::lines::MOST;
use super::table::cell;
use super::zip::Archive;

/// What an archive shows that is no document: its files, and how many there are of them all.
pub(super) fn listed(
    archive: &Archive<'_>,
    mut facts: Vec<(&'static str, SafeText)>,
    bare: Preview,
) -> Preview {
    let members = archive.members.iter();
    let files = members.filter(|member| !member.name.ends_with('/'));
    let count = files.clone().count();
    let bytes = files
        .clone()
        .fold(0_u64, |sum, member| sum.saturating_add(member.size));
    // Where its list is cut off or broken.
    let known = archive.members.len() == archive.count;
    let told = format!(
        "{}{}, {} unpacked",
        if known { "" } else { "at least " },
        plural(count as u64, "file", "files"),
        size(bytes)
    );
    facts.push(("Holds", told.into()));
    if files.clone().any(|member| member.encrypted) {
        facts.push(("Locked", "with a password".into()));
    }
    let rows = files
        .take(MOST)
        .map(|member| vec![size(member.size).into(), cell(&member.name)]);
    let titles = std::iter::once(vec!["Size".into(), "Name".into()]);
    let sheet = Sheet::of(titles.chain(rows).collect());
    Preview {
        facts,
        body: sheet.map_or(Body::Nothing, |sheet| Body::Sheet(Box::new(sheet))),
        whole: bare.whole && known && count <= MOST,
        ..bare
    }
}
