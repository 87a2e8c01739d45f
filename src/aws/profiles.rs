//! The profiles of the shared configuration files.

use crate::domain::{Failure, Profile};

/// The profiles that can be named, in the files' order.
pub async fn profiles() -> Result<Vec<Profile>, Failure> {
    Ok(Vec::new())
}
