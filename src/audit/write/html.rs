//! A report as one page that needs nothing else: sums, stuck files, and a table of all files
//! that can be sorted. Every word from outside is escaped, and shown with what is invisible
//! in it made visible.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::super::ask::Ask;
use super::super::row::Row;
use super::head::{head, lengths};
use super::page::{SCRIPT, STYLE, policy};
use super::{Rows, Summary};
use crate::domain::{grouped, plural, size};

/// How many stuck files are told before the table.
const MOST_STUCK: usize = 1_000;

pub(super) fn write(
    rows: &mut Rows<'_>,
    ask: &Ask,
    summary: &Summary,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (policy, lengths) = (policy(), lengths());
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>Attached files</title>\n<style>{STYLE}{lengths}</style></head><body>\n"
    )?;
    out.write_all(head(summary).as_bytes())?;
    stuck(rows, summary, out)?;
    errors(rows, summary, out)?;
    files(rows, ask, summary, out)?;
    write!(out, "<script>{SCRIPT}</script>\n</body></html>\n")
}

fn stuck(rows: &mut Rows<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let totals = &summary.totals;
    if totals.stuck == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "<section><h2>Stuck: {}</h2>\n<p>The scanner has had them for longer than it may take; nothing will move them any more.</p>\n<ul>",
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
    out.write_all(b"</ul></section>\n")
}

fn errors(rows: &mut Rows<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let count = summary.totals.errors;
    if count == 0 {
        return Ok(());
    }
    let names = ["FileId", "CaseId", "ErrorCode", "ErrorMessage"];
    let count = grouped(count);
    writeln!(out, "<section><h2>Could not be read: {count}</h2>")?;
    table(out, "errors", &names)?;
    rows.each(|row| {
        if row.is_error() {
            line(row, &names, summary, out)
        } else {
            Ok(())
        }
    })?;
    out.write_all(b"</tbody></table></section>\n")
}

fn files(rows: &mut Rows<'_>, ask: &Ask, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
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
        "<section><h2>Files</h2>\n<p class=\"find\"><label>Show those with <input id=\"find\" type=\"search\"></label> <span id=\"shown\" aria-live=\"polite\">{}</span></p>",
        grouped(summary.totals.all.files)
    )?;
    table(out, "files", &names)?;
    rows.each(|row| {
        if row.is_error() {
            Ok(())
        } else {
            line(row, &names, summary, out)
        }
    })?;
    out.write_all(b"</tbody></table></section>\n")
}

/// The columns by what people call them; their data names are those of the other formats.
fn table(out: &mut dyn Write, id: &str, names: &[&str]) -> io::Result<()> {
    let titles: Vec<String> = names.iter().map(|name| title(name)).collect();
    writeln!(
        out,
        "<table class=\"rows\" id=\"{id}\"><thead><tr>{}</tr></thead><tbody>",
        titles.concat()
    )
}

fn title(name: &str) -> String {
    let words = match name {
        "FileStatus" => "Status",
        "FileName" => "Name",
        "FileSizeInBytes" => "Size",
        "CreationTime" => "Created (UTC)",
        "CreatedBy" => "Uploader",
        "CaseReference" => "Case",
        "CaseTitle" => "Title",
        "CaseStatus" => "Case status",
        "CaseId" => "Case id",
        "FileId" => "File id",
        "FileUseCaseType" => "Use",
        "OutsidePolicy" => "Outside the rules",
        "ErrorCode" => "Error",
        "ErrorMessage" => "What happened",
        other => other,
    };
    let number = if name == "FileSizeInBytes" {
        " class=\"n\""
    } else {
        ""
    };
    format!("<th{number} data-name=\"{name}\"><button>{words}</button></th>")
}

fn line(row: &Row, names: &[&str], summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
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
                "<td class=\"w\" title=\"{}\">{}</td>",
                escaped(&cell),
                escaped(summary.names.of(&cell).as_str())
            ),
            "FileStatus" => {
                let stuck = summary.totals.is_stuck(row);
                let looks = if stuck { "stuck" } else { status(&cell) };
                write!(
                    text,
                    "<td><span class=\"{looks}\">{}</span></td>",
                    escaped(&cell)
                )
            }
            "CreationTime" => {
                let created = row.created();
                let shown = created.map(|then| then.strftime("%Y-%m-%d %H:%M:%S").to_string());
                let shown = shown.unwrap_or_else(|| cell.clone());
                write!(text, "<td class=\"t\">{}</td>", escaped(&shown))
            }
            // Only its start is seen there; all of it is copied and told.
            "FileId" | "CaseId" => {
                let id = escaped(&cell);
                write!(text, "<td class=\"id\" title=\"{id}\">{id}</td>")
            }
            "CaseReference" | "CaseStatus" | "FileUseCaseType" => {
                write!(text, "<td class=\"t\">{}</td>", escaped(&cell))
            }
            "CaseTitle" | "Tags" => write!(text, "<td class=\"w\">{}</td>", escaped(&cell)),
            _ => write!(text, "<td>{}</td>", escaped(&cell)),
        };
    }
    text.push_str("</tr>\n");
    out.write_all(text.as_bytes())
}

/// How a status looks; one that nobody knows looks like nothing else.
pub(super) fn status(word: &str) -> &'static str {
    match word {
        "APPROVED" => "approved",
        "PROCESSING" => "processing",
        "REJECTED" => "rejected",
        "FAILED" => "failed",
        "DRAFTING" => "drafting",
        _ => "unknown",
    }
}

/// Text that is nothing but text, between tags and in quoted attributes alike.
pub(super) fn escaped(text: &str) -> String {
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
