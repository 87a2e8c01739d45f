//! The head of the report's page: what the audit was, what it adds up to, and what it does
//! not see.

use std::fmt::Write as _;

use super::Summary;
use super::html::{escaped, status};
use crate::domain::{SafeText, Sum, grouped, plural, size};

/// How many uploaders are named.
const MOST_UPLOADERS: usize = 50;
/// Into so many steps a bar is divided.
const STEPS: u64 = 40;

pub(super) fn head(summary: &Summary) -> String {
    let mut text = String::from("<h1>Attached files</h1>\n");
    text.push_str(&about(summary));
    text.push_str(&figures(summary));
    text.push_str(&sums(summary));
    text.push_str("<section><h2>Not seen</h2>\n<ul>\n");
    for words in summary.unseen() {
        let _ = writeln!(text, "<li>{}</li>", escaped(&words));
    }
    text.push_str("</ul></section>\n");
    text
}

/// When, where, how, by whom.
fn about(summary: &Summary) -> String {
    let mut text = String::from("<ul class=\"about\">\n");
    let mut item = |words: &str| {
        let _ = writeln!(text, "<li>{}</li>", escaped(words));
    };
    for (place, method) in &summary.places {
        let (word, order) = (method.word(), method.order());
        item(&format!("{place}: by {word}, {order}"));
    }
    for (place, failure) in &summary.failed {
        item(&format!("{place}: stopped on its way: {}", failure.why));
    }
    let begun = summary.totals.begun.strftime("%Y-%m-%d %H:%M UTC");
    item(&format!("begun {begun}"));
    if let Some(caller) = &summary.caller {
        item(&format!("asked by {caller}"));
    }
    text.push_str("</ul>\n");
    text
}

/// The figures that are looked at first; those of trouble only when there is some.
fn figures(summary: &Summary) -> String {
    let totals = &summary.totals;
    let mut text = String::from("<ul class=\"figures\">\n");
    let mut figure = |looks: &str, number: &str, words: &str| {
        let _ = writeln!(
            text,
            "<li class=\"{looks}\"><span>{number}</span> {words}</li>"
        );
    };
    let one = |count: u64, one: &'static str, more| if count == 1 { one } else { more };
    let files = totals.all.files;
    figure("all", &grouped(files), one(files, "file", "files"));
    figure("all", &size(totals.all.bytes), "in all");
    let units = match summary.contacts {
        0 => one(totals.units, "case", "cases"),
        _ => "cases and contacts",
    };
    figure("all", &grouped(totals.units), units);
    for (looks, count, words) in [
        ("stuck", totals.stuck, "stuck"),
        ("rejected", totals.outside_policy, "outside the rules"),
        ("failed", totals.errors, "could not be read"),
        ("unknown", totals.left_out, "left out by the filter"),
    ] {
        if count > 0 {
            figure(looks, &grouped(count), words);
        }
    }
    text.push_str("</ul>\n");
    text
}

fn sums(summary: &Summary) -> String {
    let totals = &summary.totals;
    let mut text = String::from("<div class=\"sums\">\n");
    let statuses = totals.by_status.iter();
    let statuses = statuses.map(|(word, sum)| (word.as_str().into(), *sum, status(word)));
    text.push_str(&sum_table("status", "By status", statuses, totals.all));
    let ages = totals.by_age().into_iter();
    let ages = ages.map(|(age, sum)| (age.into(), sum, "age"));
    text.push_str(&sum_table("age", "By age", ages, totals.all));
    let uploaders = totals.uploaders(MOST_UPLOADERS).into_iter();
    let uploaders = uploaders.map(|(arn, sum)| (summary.names.of(arn), sum, "who"));
    text.push_str(&sum_table("who", "By uploader", uploaders, totals.all));
    text.push_str("</div>\n");
    text
}

/// One table of sums, each with a bar as long as its share of all files.
fn sum_table(
    id: &str,
    title: &str,
    sums: impl Iterator<Item = (SafeText, Sum, &'static str)>,
    all: Sum,
) -> String {
    let mut text =
        format!("<section><h2>{title}</h2><table class=\"sum\" id=\"by-{id}\"><tbody>\n");
    for (words, sum, looks) in sums {
        let share = (sum.files * STEPS).div_ceil(all.files.max(1));
        let _ = writeln!(
            text,
            "<tr><td><span class=\"{looks}\">{}</span></td><td class=\"n\" data-v=\"{}\">{}</td>\
             <td class=\"n\">{}</td><td class=\"bar\"><span class=\"{looks} w{share}\"></span></td></tr>",
            escaped(words.as_str()),
            sum.files,
            plural(sum.files, "file", "files"),
            size(sum.bytes)
        );
    }
    text.push_str("</tbody></table></section>\n");
    text
}

/// The rules for the lengths of bars: the page has no style of its own in any tag.
pub(super) fn lengths() -> String {
    let mut text = String::new();
    for step in 0..=STEPS {
        let _ = write!(text, ".w{step}{{width:{}%}}", step * 100 / STEPS);
    }
    text
}
