//! The configuration files: attache's own, and those that it shares with AWS's tools.

use std::env;
use std::path::PathBuf;

use directories::UserDirs;

use crate::aws;
use crate::domain::{Failure, Profile, plural};
use crate::operations::doctor::Check;
use crate::settings::{Config, config_file};

/// Makes these checks.
pub(super) async fn files(config: &Result<Config, Failure>) -> Vec<Check> {
    let own = match config {
        Ok(Config {
            path: Some(path), ..
        }) => Check::ok("Configuration", path.display().to_string()),
        Ok(_) => {
            let place = config_file().map(|path| format!(" at {}", path.display()));
            let place = place.unwrap_or_default();
            Check::ok("Configuration", format!("no file{place}; none is needed"))
        }
        Err(failure) => Check::failed("Configuration", failure)
            .hint("Mend the file, or name another with --config FILE.")
            .needed(),
    };
    vec![own, shared(&aws::profiles().await)]
}

fn shared(profiles: &Result<Vec<Profile>, Failure>) -> Check {
    const NAME: &str = "Profiles";
    let there: Vec<String> = places()
        .into_iter()
        .filter(|path| path.exists())
        .map(|path| path.display().to_string())
        .collect();
    match profiles {
        Ok(_) if there.is_empty() => Check::ok(
            NAME,
            "no files of AWS's; none are needed where the environment has credentials",
        ),
        Ok(found) => {
            let count = plural(found.len() as u64, "profile", "profiles");
            Check::ok(NAME, format!("{count} in {}", there.join(" and ")))
        }
        Err(failure) => Check::failed(NAME, failure)
            .bearable(&there.join(" and "))
            .hint("Mend the file; `aws configure list-profiles` reads the same ones."),
    }
}

/// The shared files, where the variables say or in the home folder.
fn places() -> Vec<PathBuf> {
    let home = UserDirs::new().map(|folders| folders.home_dir().join(".aws"));
    let place = |variable: &str, name: &str| {
        let named = env::var_os(variable).filter(|path| !path.is_empty());
        named
            .map(PathBuf::from)
            .or_else(|| Some(home.as_ref()?.join(name)))
    };
    let config = place("AWS_CONFIG_FILE", "config");
    let credentials = place("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    config.into_iter().chain(credentials).collect()
}
