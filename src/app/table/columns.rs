//! Which columns a table has, in which order, and how wide.

use super::Column;

/// The narrowest and the widest that a person can make a column, in cells.
const WIDTHS: std::ops::RangeInclusive<u16> = 4..=200;

/// The cells in which most names can be told from others.
const READABLE: u16 = 24;

/// The cells that most names fit into.
const NAME: u16 = 30;

/// How wide other columns are where there is more room than that, the first ones first.
const WIDE: [(Column, u16); 4] = [
    (Column::Case, 28),
    (Column::By, 20),
    (Column::Source, 18),
    (Column::Use, 16),
];

/// The cells in front of the first column: the selected row's sign, and the marks.
const MARKS: u16 = 3;

/// A column that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Which.
    pub column: Column,
    /// How wide, in cells, when a person said so.
    pub cells: Option<u16>,
}

/// The columns that are shown, in their order; the name is always among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    list: Vec<Chosen>,
}

impl Default for Columns {
    /// What an agent needs, and where a file comes from.
    fn default() -> Self {
        Self::plain(&[
            Column::Status,
            Column::Name,
            Column::Size,
            Column::Age,
            Column::By,
            Column::Source,
        ])
    }
}

impl Columns {
    /// These columns, as wide as they are by themselves.
    fn plain(columns: &[Column]) -> Self {
        let chosen = |&column| Chosen {
            column,
            cells: None,
        };
        Self {
            list: columns.iter().map(chosen).collect(),
        }
    }

    /// What an agent needs.
    pub fn agent() -> Self {
        Self::plain(&[
            Column::Name,
            Column::Status,
            Column::Age,
            Column::Size,
            Column::By,
        ])
    }

    /// What an auditor needs: names that machines know, exact times and sizes.
    pub fn auditor() -> Self {
        Self::plain(&[
            Column::Status,
            Column::Name,
            Column::Created,
            Column::Bytes,
            Column::Id,
            Column::Use,
            Column::Tags,
            Column::Arn,
        ])
    }

    /// These columns, each once; the name comes first when it was left out.
    pub fn of(chosen: impl IntoIterator<Item = Chosen>) -> Self {
        let mut list: Vec<Chosen> = Vec::new();
        for one in chosen {
            if !list.iter().any(|other| other.column == one.column) {
                let cells = one
                    .cells
                    .map(|cells| cells.clamp(*WIDTHS.start(), *WIDTHS.end()));
                list.push(Chosen { cells, ..one });
            }
        }
        if !list.iter().any(|one| one.column == Column::Name) {
            let name = Chosen {
                column: Column::Name,
                cells: None,
            };
            list.insert(0, name);
        }
        Self { list }
    }

    /// Reads `["status", "name:40"]`; tells why a word makes no sense.
    pub fn read<S: AsRef<str>>(words: &[S]) -> Result<Self, String> {
        let chosen = words.iter().map(|word| read(word.as_ref()));
        Ok(Self::of(chosen.collect::<Result<Vec<_>, _>>()?))
    }

    /// The same, as it is read.
    pub fn written(&self) -> Vec<String> {
        let word = |one: &Chosen| match one.cells {
            Some(cells) => format!("{}:{cells}", one.column.key()),
            None => one.column.key().to_owned(),
        };
        self.list.iter().map(word).collect()
    }

    /// The columns in their order.
    pub fn list(&self) -> &[Chosen] {
        &self.list
    }

    /// The same with this column, behind that one unless it is there already.
    #[must_use]
    pub fn with(&self, column: Column, behind: Column) -> Self {
        let mut list = self.list.clone();
        if !self.has(column) {
            let place = list.iter().position(|one| one.column == behind);
            let chosen = Chosen {
                column,
                cells: None,
            };
            list.insert(place.map_or(0, |place| place + 1), chosen);
        }
        Self { list }
    }

    /// Whether this column is shown where there is room for it.
    pub fn has(&self, column: Column) -> bool {
        self.list.iter().any(|one| one.column == column)
    }

    /// The columns that a table of this width has room for, in their order, each with its
    /// width in cells. The least important give way; the name always stays, and takes what
    /// the others leave.
    pub fn fit(&self, width: u16) -> Vec<(Column, u16)> {
        let mut kept = self.list.clone();
        let cells = |one: &Chosen| one.cells.unwrap_or(one.column.cells());
        // What matters little does not make the names unreadable.
        let least = |one: &Chosen, first_to_go: Column| match one.column {
            Column::Name if first_to_go.gives_way() >= Column::By.gives_way() => {
                one.cells.unwrap_or(READABLE)
            }
            _ => cells(one),
        };
        let needs = |kept: &[Chosen], first_to_go: Column| {
            let all = kept
                .iter()
                .map(|one| u32::from(least(one, first_to_go)) + 1);
            u32::from(MARKS) + all.sum::<u32>()
        };
        while kept.len() > 1 {
            let first_to_go = (0..kept.len()).max_by_key(|&index| kept[index].column.gives_way());
            let Some(index) = first_to_go else { break };
            if needs(&kept, kept[index].column) <= u32::from(width) {
                break;
            }
            kept.remove(index);
        }
        let others: u16 = kept
            .iter()
            .filter(|one| one.column != Column::Name)
            .map(|one| cells(one) + 1)
            .sum();
        let name = width.saturating_sub(MARKS + others + 1);
        let fitted = kept.iter().map(|one| match one.column {
            Column::Name => (Column::Name, name),
            column => (column, cells(one)),
        });
        let mut fitted: Vec<(Column, u16)> = fitted.collect();
        spread(&mut fitted, &kept);
        fitted
    }

    /// The cells before the columns of such a table, from its left.
    pub fn gaps(columns: &[(Column, u16)]) -> impl Iterator<Item = u16> {
        columns.iter().scan(MARKS, |next, (_, cells)| {
            let gap = *next;
            *next = gap.saturating_add(cells + 1);
            Some(gap)
        })
    }

    /// The column that has this cell of a table of this width.
    pub fn at(&self, width: u16, x: u16) -> Option<Column> {
        let columns = self.fit(width);
        let place = Self::gaps(&columns).take_while(|gap| *gap < x).count();
        let (column, _) = columns.get(place.checked_sub(1)?)?;
        Some(*column)
    }
}

/// What a name hardly needs goes to columns that are wider than the least they are given. By the
/// window's width alone, so that nothing moves while one scrolls.
fn spread(fitted: &mut [(Column, u16)], kept: &[Chosen]) {
    let Some(name) = fitted
        .iter()
        .position(|(column, _)| *column == Column::Name)
    else {
        return;
    };
    let mut spare = fitted[name].1.saturating_sub(NAME);
    for (wide, most) in WIDE {
        let by_itself = kept
            .iter()
            .any(|one| one.column == wide && one.cells.is_none());
        let found = fitted.iter_mut().find(|(column, _)| *column == wide);
        if let Some((_, cells)) = found.filter(|_| by_itself) {
            let more = most.saturating_sub(*cells).min(spare);
            *cells += more;
            spare -= more;
            fitted[name].1 -= more;
        }
    }
}

fn read(word: &str) -> Result<Chosen, String> {
    let (name, cells) = match word.split_once(':') {
        Some((name, cells)) => (name, Some(cells)),
        None => (word, None),
    };
    let Some(column) = Column::named(name.trim()) else {
        return Err(Column::unknown(name));
    };
    let cells = cells.map(|text| match text.trim().parse::<u16>() {
        Ok(cells) if WIDTHS.contains(&cells) => Ok(cells),
        _ => Err(format!(
            "the width of `{name}` must be {} to {} cells",
            WIDTHS.start(),
            WIDTHS.end()
        )),
    });
    Ok(Chosen {
        column,
        cells: cells.transpose()?,
    })
}
