//! Taking the terminal, and giving it back as it was: on return, on error, on panic.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::Once;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The terminal while the browser has it; dropping it gives the terminal back.
pub struct Session {
    /// Draws to the person's terminal. Never dropped: its own end would send what is left of a
    /// broken frame to a terminal that was given back, and panics where the terminal is gone.
    pub terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
}

/// Whether a person sits at both ends: keys come from a terminal and go to one.
pub fn is_a_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

impl Session {
    /// Takes the terminal. On a failure it is as it was.
    pub fn begin() -> io::Result<Self> {
        restore_on_panic();
        // With NO_COLOR crossterm would turn every style into a reset, which wipes the
        // reversed selection away; the theme leaves the colours out instead.
        crossterm::style::force_color_output(true);
        enable_raw_mode()?;
        let begun = || -> io::Result<Self> {
            execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
            // Buffered: a frame leaves in one write, which a slow line shows at once.
            let backend = CrosstermBackend::new(BufWriter::with_capacity(16 * 1024, io::stdout()));
            let terminal = Terminal::new(backend)?;
            Ok(Self {
                terminal: ManuallyDrop::new(terminal),
            })
        };
        begun().inspect_err(|_| restore())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Each step is tried, whatever became of the one before.
fn restore() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic's words belong on the person's own screen, not on the one that goes away.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
    });
}
