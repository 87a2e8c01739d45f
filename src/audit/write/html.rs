//! A report as one page that needs nothing else: sums, stuck files, and a table of all files
//! that can be sorted. Every word from outside is escaped, and shown with what is invisible
//! in it made visible.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::ask::Ask;
use super::super::row::Row;
use super::page::{SCRIPT, STYLE, policy};
use super::summary::end_of;
use super::{Rows, Summary};
use crate::domain::{SafeText, Sum, plural, size};

/// How many uploaders are named, and how many stuck files.
const MOST_UPLOADERS: usize = 50;
const MOST_STUCK: usize = 1_000;

pub(super) fn write(
    rows: &mut Rows<'_>,
    ask: &Ask,
    summary: &Summary,
    out: &mut dyn Write,
) -> io::Result<()> {
    let policy = policy();
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Attached files</title>\n<style>{STYLE}</style></head><body>\n"
    )?;
    out.write_all(head(summary).as_bytes())?;
    out.write_all(sums(summary).as_bytes())?;
    stuck(rows, summary, out)?;
    errors(rows, summary, out)?;
    files(rows, ask, out)?;
    write!(out, "<script>{SCRIPT}</script>\n</body></html>\n")
}

/// When, where, how, by whom, and what is not seen.
fn head(summary: &Summary) -> String {
    let mut text = String::from("<h1>Attached files</h1>\n<ul>\n");
    let mut item = |words: &str| {
        let _ = writeln!(text, "<li>{}</li>", escaped(words));
    };
    item(&format!("begun {}", summary.totals.begun));
    for (place, method) in &summary.places {
        item(&format!(
            "{place}: by {}, {}",
            method.word(),
            method.order()
        ));
    }
    if let Some(caller) = &summary.caller {
        item(&format!("asked by {caller}"));
    }
    item(&format!("not seen: {}", summary.unseen().join("; ")));
    text.push_str("</ul>\n");
    text
}

fn sums(summary: &Summary) -> String {
    let totals = &summary.totals;
    let statuses = totals.by_status.iter();
    let statuses = statuses.map(|(status, sum)| (SafeText::new(status).to_string(), *sum));
    let ages = totals.by_age().into_iter();
    let ages = ages.map(|(age, sum)| (age.to_owned(), sum));
    let uploaders = totals.uploaders(MOST_UPLOADERS).into_iter();
    let uploaders = uploaders.map(|(arn, sum)| (end_of(arn).to_string(), sum));
    let all = ("all".to_owned(), totals.all);
    let mut text = String::from("<div class=\"sums\">\n");
    text.push_str(&sum_table("By status", statuses.chain([all])));
    text.push_str(&sum_table("By age", ages));
    text.push_str(&sum_table("By uploader", uploaders));
    text.push_str("</div>\n");
    text
}

fn sum_table(title: &str, sums: impl Iterator<Item = (String, Sum)>) -> String {
    let mut text = format!("<section><h2>{title}</h2><table><tbody>\n");
    for (words, sum) in sums {
        let _ = writeln!(
            text,
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            escaped(&words),
            plural(sum.files, "file", "files"),
            size(sum.bytes)
        );
    }
    text.push_str("</tbody></table></section>\n");
    text
}

fn stuck(rows: &mut Rows<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let totals = &summary.totals;
    if totals.stuck == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "<h2>Stuck: {}</h2>\n<p>The scanner has had them for longer than it may take; nothing will move them any more.</p>\n<ul>",
        plural(totals.stuck, "file", "files")
    )?;
    let mut told = 0;
    rows.each(|row| {
        if told < MOST_STUCK && totals.is_stuck(row) {
            told += 1;
            writeln!(
                out,
                "<li>{} <span class=\"id\">{}</span>, since {}</li>",
                escaped(&row.cell("FileName")),
                escaped(&row.cell("CaseId")),
                escaped(&row.cell("CreationTime"))
            )?;
        }
        Ok(())
    })?;
    out.write_all(b"</ul>\n")
}

fn errors(rows: &mut Rows<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let count = summary.totals.errors;
    if count == 0 {
        return Ok(());
    }
    let names = ["FileId", "CaseId", "ErrorCode", "ErrorMessage"];
    writeln!(out, "<h2>Could not be read: {count}</h2>")?;
    table(out, "errors", &names)?;
    rows.each(|row| {
        if row.is_error() {
            line(row, &names, out)
        } else {
            Ok(())
        }
    })?;
    out.write_all(b"</tbody></table>\n")
}

fn files(rows: &mut Rows<'_>, ask: &Ask, out: &mut dyn Write) -> io::Result<()> {
    let mut names = vec![
        "FileStatus",
        "FileName",
        "FileSizeInBytes",
        "CreationTime",
        "CreatedBy",
    ];
    if ask.with_cases {
        names.extend(["CaseReference", "CaseTitle", "CaseStatus"]);
    }
    names.extend([
        "CaseId",
        "FileId",
        "FileUseCaseType",
        "Tags",
        "OutsidePolicy",
    ]);
    writeln!(
        out,
        "<h2>Files</h2>\n<p><label>Show those with <input id=\"find\" type=\"search\"></label></p>"
    )?;
    table(out, "files", &names)?;
    rows.each(|row| {
        if row.is_error() {
            Ok(())
        } else {
            line(row, &names, out)
        }
    })?;
    out.write_all(b"</tbody></table>\n")
}

fn table(out: &mut dyn Write, id: &str, names: &[&str]) -> io::Result<()> {
    let titles: Vec<String> = names.iter().map(|name| title(name)).collect();
    writeln!(
        out,
        "<table class=\"rows\" id=\"{id}\"><thead><tr>{}</tr></thead><tbody>",
        titles.concat()
    )
}

fn title(name: &str) -> String {
    let number = if name == "FileSizeInBytes" {
        " class=\"n\""
    } else {
        ""
    };
    format!("<th{number}><button>{name}</button></th>")
}

fn line(row: &Row, names: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::from("<tr>");
    for name in names {
        let cell = row.cell(name);
        let _ = match *name {
            "FileSizeInBytes" => match row.size() {
                Some(bytes) => write!(
                    text,
                    "<td class=\"n\" data-v=\"{bytes}\">{}</td>",
                    size(bytes)
                ),
                None => write!(text, "<td class=\"n\" data-v=\"-1\"></td>"),
            },
            "CreatedBy" => write!(
                text,
                "<td title=\"{}\">{}</td>",
                escaped(&cell),
                escaped(end_of(&cell).as_str())
            ),
            "FileId" | "CaseId" => write!(text, "<td class=\"id\">{}</td>", escaped(&cell)),
            _ => write!(text, "<td>{}</td>", escaped(&cell)),
        };
    }
    text.push_str("</tr>\n");
    out.write_all(text.as_bytes())
}

/// Text that is nothing but text, between tags and in quoted attributes alike.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
