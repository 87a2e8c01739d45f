//! The one test binary: one file a subject.

#[cfg(test)]
mod desktop;
#[cfg(test)]
mod file_name;
#[cfg(test)]
mod net;
#[cfg(test)]
mod text;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod transfer_faults;
#[cfg(test)]
mod transfer_folders;
#[cfg(test)]
mod transfer_world;
