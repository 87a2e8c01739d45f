//! What a mouse does, free of any terminal library.

/// Something was done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// The window's column it was done in, from 0.
    pub column: u16,
    /// The window's row, from 0.
    pub row: u16,
    /// What was done.
    pub act: Act,
}

/// What can be done with a mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Its first button was pressed.
    Press,
    /// And shortly after it in the same place again.
    Again,
    /// Its wheel was turned away from the person.
    WheelUp,
    /// And towards the person.
    WheelDown,
}
