//! The styles of a picture, written down: a line a row, in runs of cells that look alike. A run
//! is a number of cells, a letter for the meaning of its colour, and signs for the rest.

use std::fmt::Write;

use attache::app::{Depth, Looks, Theme};
use attache::domain::FileStatus;
use attache::view::Palette;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// What a letter means, and its colour in this theme.
fn meanings(theme: Theme) -> Vec<(char, &'static str, Color)> {
    let palette = Palette::of(Looks {
        theme,
        depth: Depth::Full,
        ..Looks::default()
    });
    let mut blank = Buffer::empty(Rect::new(0, 0, 1, 1));
    palette.develop(&mut blank);
    let paper = blank[(0, 0)].bg;
    let text = blank[(0, 0)].fg;
    let named = [
        ('t', "faint", palette.faint().fg),
        ('l', "frame", palette.frame(false).fg),
        ('a', "accent", palette.accent().fg),
        ('g', "good", palette.good().fg),
        ('w', "waiting", palette.waiting().fg),
        ('b', "bad", palette.bad().fg),
        ('f', "failed", palette.stuck().fg),
        ('d', "drafting", palette.status(&FileStatus::Drafting).fg),
        ('m', "matched", palette.matched().fg),
    ];
    let mut all = vec![('.', "text", text), ('#', "paper", paper)];
    all.extend(named.map(|(letter, word, ink)| (letter, word, ink.unwrap_or(text))));
    all
}

/// The colours of every theme.
pub(super) fn legend() -> String {
    let mut out = String::new();
    for theme in Theme::ALL {
        let _ = writeln!(out, "{}", theme.name());
        for (letter, word, colour) in meanings(theme) {
            let _ = writeln!(out, "  {letter} {word:9} {colour}");
        }
    }
    out
}

/// The styles of a picture that was drawn in this theme. Rows that look alike are told once.
pub(super) fn of(buffer: &Buffer, theme: Theme) -> String {
    let meanings = meanings(theme);
    let width = usize::from(buffer.area.width);
    let rows: Vec<String> = buffer
        .content
        .chunks(width)
        .map(|row| line(row, &meanings))
        .collect();
    let mut out = String::new();
    let mut first = 0;
    for row in rows.chunk_by(|a, b| a == b) {
        let last = first + row.len() - 1;
        let place = if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        };
        let _ = writeln!(out, "{place:>5} {}", row[0]);
        first = last + 1;
    }
    out
}

fn line(row: &[Cell], meanings: &[(char, &'static str, Color)]) -> String {
    let styles: Vec<String> = row.iter().map(|cell| style(cell, meanings)).collect();
    let runs = styles.chunk_by(|a, b| a == b);
    let runs: Vec<String> = runs.map(|run| format!("{}{}", run.len(), run[0])).collect();
    runs.join(" ")
}

fn style(cell: &Cell, meanings: &[(char, &'static str, Color)]) -> String {
    let blank = cell.symbol().trim().is_empty() && cell.modifier.is_empty();
    let paper = meanings[1].2;
    let ink = meanings
        .iter()
        .find(|(letter, _, colour)| *letter != '#' && *colour == cell.fg);
    // Nobody sees the colour of a blank.
    let mut style = match ink {
        _ if blank => ".".to_owned(),
        Some((letter, ..)) => letter.to_string(),
        None => format!("({})", cell.fg),
    };
    if cell.bg != paper {
        let _ = write!(style, "({})", cell.bg);
    }
    let signs = [
        (Modifier::BOLD, '*'),
        (Modifier::UNDERLINED, '_'),
        (Modifier::REVERSED, '~'),
        (Modifier::DIM, '-'),
    ];
    style.extend(
        signs
            .into_iter()
            .filter(|(on, _)| cell.modifier.contains(*on))
            .map(|(_, sign)| sign),
    );
    style
}
