//! Start, end, exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    attache::cli::main()
}
