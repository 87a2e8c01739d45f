//! What can be seen of a file without a copy of it on the disk.

mod graphics;
mod picture;
mod sheet;
mod shown;

pub use graphics::{Graphics, GraphicsWish};
pub use picture::{Picture, Raster, Sharp};
pub use sheet::{Column, Sheet};
pub use shown::{Body, Preview};
