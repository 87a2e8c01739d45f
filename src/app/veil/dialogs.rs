//! What stands over the screen, without names.

use super::super::palette::{Entry, Goal, Palette};
use super::super::{Dialog, Field, Notice, PathField, SaveAs, State, Why};
use super::words::Hider;

impl Hider<'_> {
    pub(super) fn dialog(&self, dialog: &Dialog) -> Dialog {
        match dialog {
            // Nothing of these is about a file or a case.
            Dialog::Help(_)
            | Dialog::Quit
            | Dialog::Conflict(_)
            | Dialog::Doubt(_)
            | Dialog::Login(_)
            | Dialog::Switch(_)
            | Dialog::Forget
            | Dialog::FileIds(_)
            | Dialog::Statuses(_)
            | Dialog::Columns(_)
            | Dialog::EndAudit
            | Dialog::Totals(_)
            | Dialog::Log(_) => dialog.clone(),
            Dialog::Palette(palette) => Dialog::Palette(Box::new(self.palette(palette))),
            Dialog::Elsewhere(file, why) => {
                Dialog::Elsewhere(Box::new(self.file(file)), self.text(why))
            }
            Dialog::SaveAs(save_as) => Dialog::SaveAs(Box::new(self.save_as(save_as))),
            Dialog::Export(path) => Dialog::Export(self.typed_path(path)),
            Dialog::Why(why) => Dialog::Why(Box::new(Why {
                file: Box::new(self.file(&why.file)),
                offset: why.offset,
            })),
            Dialog::Copy(file) => Dialog::Copy(Box::new(self.file(file))),
            Dialog::HandingOver(ticket, title) => Dialog::HandingOver(*ticket, self.name(title)),
        }
    }

    fn palette(&self, palette: &Palette) -> Palette {
        let Palette {
            field,
            cursor,
            entries,
        } = palette;
        let entry = |entry: &Entry| match entry.goal {
            Goal::Act(_) => entry.clone(),
            Goal::Case(_) => Entry {
                name: format!("case {}", self.veil.name).into(),
                ..entry.clone()
            },
        };
        Palette {
            field: field.clone(),
            cursor: cursor.clone(),
            entries: entries.iter().map(entry).collect(),
        }
    }

    /// The name that the field begins with is hidden in it, too; what is typed is seen.
    fn save_as(&self, save_as: &SaveAs) -> SaveAs {
        let SaveAs {
            files,
            left_out,
            path,
        } = save_as;
        SaveAs {
            files: files.iter().map(|file| self.file(file)).collect(),
            left_out: *left_out,
            path: self.typed_path(path),
        }
    }

    fn typed_path(&self, path: &PathField) -> PathField {
        let PathField {
            field,
            completing,
            candidates,
        } = path;
        PathField {
            field: Field::holding(&self.string(field.text())),
            completing: *completing,
            candidates: candidates.iter().map(|path| self.text(path)).collect(),
        }
    }

    /// A notice as the log keeps it: it may be about a file that is not on the screen any more.
    pub(super) fn notice(&self, notice: &Notice, state: &State) -> Notice {
        let Notice { tone, text } = notice;
        let told = state.log.hidden(text).unwrap_or(text);
        Notice {
            tone: *tone,
            text: self.text(told),
        }
    }
}
