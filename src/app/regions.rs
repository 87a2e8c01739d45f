//! Where everything stands in the window: a pure function of its size and of which
//! panes are open. The machine scrolls by it, and the view draws into it.

use ratatui::layout::{Constraint, Layout, Margin, Rect};

/// The smallest window in which the screens are drawn, in columns and rows.
pub const SMALLEST: (u16, u16) = (40, 8);

/// From this width on, the details stand beside the table.
const WIDE: u16 = 100;

/// The widest that the help is, in columns.
const HELP: u16 = 76;

/// The most lines of the palette, with its frame.
const PALETTE: u16 = 20;
/// The widest that a menu is, in columns.
const MENU: u16 = 34;

/// The lines of the sentence under a chooser's rows.
const SENTENCE: u16 = 3;

/// From this height on, details and preview stand one over the other.
const BOTH: u16 = 18;

/// From this height on, panes have frames.
const TALL: u16 = 16;

/// The cells inside a pane that is as wide as the window, without the mark in front of a line.
pub fn pane_cells(size: (u16, u16)) -> usize {
    let frame = if size.1 >= TALL { 2 } else { 0 };
    usize::from(size.0.saturating_sub(frame + 3))
}

/// What stands beside the table, or in its place in a narrow window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// The details are open.
    pub details: bool,
    /// The preview is open.
    pub preview: bool,
    /// Which of them is seen where there is room for one.
    pub front: Front,
}

/// Details or preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Front {
    /// The details.
    Details,
    /// The preview.
    Preview,
}

impl Side {
    /// Nothing.
    pub const NONE: Self = Self {
        details: false,
        preview: false,
        front: Front::Details,
    };

    /// Whether anything is open.
    pub fn is_open(self) -> bool {
        self.details || self.preview
    }

    /// How wide it is in a window of so many columns. What is read wants more room than facts.
    fn width(self, columns: u16) -> u16 {
        match (columns >= WIDE, self.preview) {
            (true, true) => columns / 2,
            (true, false) if self.details => columns * 2 / 5,
            _ => 0,
        }
    }

    /// Where details and preview stand in what they share.
    fn divide(self, area: Rect, stacks: bool) -> (Option<Rect>, Option<Rect>) {
        match (self.details, self.preview) {
            (true, true) if stacks => {
                // Always the same share, so that nothing jumps from file to file.
                let share = Constraint::Length(area.height * 2 / 5);
                let [details, preview] = Layout::vertical([share, Constraint::Fill(1)]).areas(area);
                (Some(details), Some(preview))
            }
            (true, true) if self.front == Front::Preview => (None, Some(area)),
            (true, _) => (Some(area), None),
            (false, true) => (None, Some(area)),
            (false, false) => (None, None),
        }
    }
}

/// What the pane under the table would like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// Lines inside its frame.
    pub lines: u16,
    /// How much it matters beside the table.
    pub weight: Weight,
}

/// How much a pane matters beside the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It stands by; where there is no room for both, the table stays alone.
    StandsBy,
    /// It cannot be scrolled, so it must be seen.
    MustBeSeen,
    /// It has the keys; where there is no room for both, it has the room.
    IsRead,
}

impl Wish {
    /// The pane's rows, frame included, of the `room` that it shares with the table.
    fn rows(self, room: u16, framed: bool) -> u16 {
        let (frame, least) = if framed { (2, 4) } else { (1, 3) };
        let most = match self.weight {
            Weight::StandsBy if !framed && room < 8 => 0,
            Weight::StandsBy => (room / 3).max(least),
            Weight::MustBeSeen => (room / 2).max(least).min(room),
            Weight::IsRead if !framed => room,
            Weight::IsRead => (room * 2 / 3).max(least),
        };
        let rows = self.lines.max(1).saturating_add(frame).min(most);
        // What would be left is too little for a table: the pane that is read takes it.
        if self.weight == Weight::IsRead && !framed && room - rows < 3 {
            return room;
        }
        rows
    }
}

/// The places of the window's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    /// The whole window.
    pub whole: Rect,
    /// Who, where, which case.
    pub header: Rect,
    /// Counts, or the field of a picker.
    pub summary: Rect,
    /// The table, with its frame; empty when another pane fills the window.
    pub body: Rect,
    /// The details, with their frame.
    pub details: Option<Rect>,
    /// The preview, with its frame.
    pub preview: Option<Rect>,
    /// The errors or the transfers, with their frame.
    pub bottom: Option<Rect>,
    /// The notice line.
    pub notice: Rect,
    /// The keys.
    pub footer: Rect,
    /// Whether panes have frames.
    pub framed: bool,
}

impl Regions {
    /// Divides a window of this size (columns, rows). `bottom` is what the pane under the
    /// table would like; none when it is closed.
    pub fn of((columns, lines): (u16, u16), side: Side, bottom: Option<Wish>) -> Self {
        let whole = Rect::new(0, 0, columns, lines);
        let framed = lines >= TALL;
        let [header, summary, middle, notice, footer] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
            Constraint::Length(1),
        ])
        .areas(whole);
        let bottom_height = bottom.map_or(0, |wish| wish.rows(middle.height, framed));
        let [upper, bottom_area] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(bottom_height)])
                .areas(middle);
        let beside = columns >= WIDE;
        let width = Constraint::Length(side.width(columns));
        let [left, right] = Layout::horizontal([Constraint::Fill(1), width]).areas(upper);
        let (body, shared) = match (side.is_open(), beside) {
            (false, _) => (upper, upper),
            (true, true) => (left, right),
            (true, false) => (Rect::new(upper.x, upper.y, 0, 0), upper),
        };
        let stacks = beside && framed && upper.height >= BOTH;
        let (details, preview) = side.divide(shared, stacks);
        Self {
            whole,
            header,
            summary,
            body,
            details,
            preview,
            bottom: (bottom_height > 0).then_some(bottom_area),
            notice,
            footer,
            framed,
        }
    }

    /// Whether the window is too small for any screen.
    pub fn too_small(&self) -> bool {
        self.whole.width < SMALLEST.0 || self.whole.height < SMALLEST.1
    }

    /// Whether details and preview stand beside the table rather than in its place.
    pub fn beside(&self) -> bool {
        self.whole.width >= WIDE
    }

    /// How many rows of the table are on the screen, without its column titles.
    pub fn table_rows(&self) -> usize {
        usize::from(self.table().height.saturating_sub(1))
    }

    /// How many lines of the bottom pane are on the screen.
    pub fn bottom_rows(&self) -> usize {
        self.bottom
            .map_or(0, |area| usize::from(self.inside(area).height))
    }

    /// The cells and the rows of the preview that are on the screen, without the blank before
    /// each row.
    pub fn preview_room(&self) -> (usize, usize) {
        let inside = self.preview.map(|area| self.inside(area));
        inside.map_or((0, 0), |area| {
            (
                usize::from(area.width.saturating_sub(2)),
                usize::from(area.height),
            )
        })
    }

    /// The inside of the table's frame, column titles included.
    pub fn table(&self) -> Rect {
        if self.framed {
            self.inside(self.body)
        } else {
            self.body
        }
    }

    /// The inside of a pane: within its frame, or under its title where there is no room for one.
    pub fn inside(&self, area: Rect) -> Rect {
        if self.framed {
            area.inner(Margin::new(1, 1))
        } else {
            let height = area.height.saturating_sub(1);
            Rect::new(area.x, area.y + area.height.min(1), area.width, height)
        }
    }

    /// Where the help of so many lines stands.
    pub fn help(&self, lines: usize) -> Rect {
        let rows = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        self.dialog(HELP, rows.min(self.whole.height.saturating_sub(2)))
    }

    /// How many of its lines are on the screen, when one of them may be its field.
    pub fn help_rows(&self, lines: usize, narrowed: bool) -> usize {
        let area = self.help(lines + usize::from(narrowed));
        let height = usize::from(self.inside(area).height);
        height.saturating_sub(usize::from(narrowed))
    }

    /// Where the palette stands: below the header, and it does not move while one types.
    pub fn palette(&self) -> Rect {
        let width = self.whole.width.min(HELP);
        let height = self.whole.height.saturating_sub(3).min(PALETTE);
        let left = (self.whole.width - width) / 2;
        Rect::new(left, self.whole.height.min(1), width, height)
    }

    /// How many of its rows are on the screen, under its field.
    pub fn palette_rows(&self) -> usize {
        usize::from(self.inside(self.palette()).height.saturating_sub(1))
    }

    /// The cells inside the help, which decide how many lines it has.
    pub fn help_cells(&self) -> u16 {
        let frame = if self.framed { 2 } else { 0 };
        self.whole.width.min(HELP).saturating_sub(frame)
    }

    /// Where a chooser of so many rows stands: as high as they need, with room for a
    /// sentence, and over the notice line, which says what is wrong.
    pub fn chooser(&self, rows: usize) -> Rect {
        let frame = if self.framed { 2 } else { 1 };
        let wish = u16::try_from(rows).unwrap_or(u16::MAX);
        let wish = wish.saturating_add(2 + SENTENCE + frame);
        let height = wish.min(self.whole.height.saturating_sub(3));
        let width = self.whole.width.min(HELP);
        let left = (self.whole.width - width) / 2;
        let top = 1 + self.whole.height.saturating_sub(3 + height) / 2;
        Rect::new(left, top.min(self.whole.height), width, height)
    }

    /// How many of its rows are on the screen, under its two fields.
    pub fn chooser_rows(&self, rows: usize) -> usize {
        usize::from(self.inside(self.chooser(rows)).height.saturating_sub(2))
    }

    /// Where a menu of so many lines stands: at the right, so that the names of the table
    /// behind it stay in sight.
    pub fn menu(&self, lines: usize) -> Rect {
        let frame = if self.framed { 2 } else { 1 };
        let wish = u16::try_from(lines)
            .unwrap_or(u16::MAX)
            .saturating_add(frame);
        let height = wish.min(self.whole.height.saturating_sub(3));
        let width = self.whole.width.min(MENU);
        let left = self.whole.width - width;
        Rect::new(left, self.whole.height.min(2), width, height)
    }

    /// How many of its lines are on the screen.
    pub fn menu_rows(&self, lines: usize) -> usize {
        usize::from(self.inside(self.menu(lines)).height)
    }

    /// Where the event log stands: the whole window between the header and the footer.
    pub fn log(&self) -> Rect {
        let height = self.whole.height.saturating_sub(2);
        Rect::new(0, self.whole.height.min(1), self.whole.width, height)
    }

    /// Where the help and the questions stand: in the middle, with a margin where there is room.
    pub fn dialog(&self, columns: u16, rows: u16) -> Rect {
        let width = columns.min(self.whole.width);
        let height = rows.min(self.whole.height);
        self.whole
            .centered(Constraint::Length(width), Constraint::Length(height))
    }
}
