//! The world: what exists behind the embedded Connect, the sample or one that was made
//! on purpose. It is data, read once and never changed; how it is told over HTTP is the
//! business of the parent module.

mod asset;
mod blob;
mod case;
mod estate;
mod generate;
mod load;
mod model;
mod raw;
mod shelf;
mod when;

pub use generate::Recipe;
pub use load::WorldError;
pub use model::World;

pub(crate) use blob::Blob;
pub(crate) use model::{
    Case, Contact, Content, Creator, Domain, Field, File, Instance, Integration, Policy, Reference,
    Related, Shelf, User, Value,
};
pub(crate) use when::Moment;
