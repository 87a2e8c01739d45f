//! The shared configuration files, `~/.aws/config` and `~/.aws/credentials`: read by the
//! SDK's own parser, and checked where it would be silent. What they mean for a login is
//! the business of `origin`.

use std::borrow::Cow;
use std::env;
use std::error::Error as StdError;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, PathBuf};

use aws_config::profile::{ProfileFileLoadError, ProfileSet};
use aws_types::os_shim_internal::{Env, Fs};

use crate::domain::{Failure, FailureKind};

const WHAT: &str = "AWS's configuration files could not be read";

/// One of the two files.
struct File {
    variable: &'static str,
    default: &'static str,
}

const FILES: [File; 2] = [
    File {
        variable: "AWS_CONFIG_FILE",
        default: "~/.aws/config",
    },
    File {
        variable: "AWS_SHARED_CREDENTIALS_FILE",
        default: "~/.aws/credentials",
    },
];

impl File {
    fn path(&self) -> PathBuf {
        let named = env::var(self.variable).unwrap_or_else(|_| self.default.to_owned());
        let inside = named
            .strip_prefix("~/")
            .or_else(|| named.strip_prefix(&format!("~{MAIN_SEPARATOR}")));
        let home = || {
            let homes = ["HOME", "USERPROFILE"].into_iter();
            homes.filter_map(env::var_os).find(|home| !home.is_empty())
        };
        match inside.and_then(|rest| Some((rest, home()?))) {
            Some((rest, home)) => PathBuf::from(home).join(rest),
            None => named.into(),
        }
    }

    /// Its text; nothing where there is no file. The SDK takes one that it cannot read
    /// for an empty one, which a person would not.
    async fn text(&self) -> Result<String, Failure> {
        let path = self.path();
        let broken = |why: &str| {
            let why = format!("{} {why}", path.display());
            Failure::new(FailureKind::Credentials, WHAT, why).hint("Repair the file, or unset it.")
        };
        match Fs::real().read_to_end(&path).await {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| broken("is no text in UTF-8")),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(broken(&format!("cannot be read: {error}"))),
        }
    }
}

/// The two files' texts, the configuration first; no text where there is no file.
pub(super) async fn texts() -> Result<[String; 2], Failure> {
    let [config, credentials] = FILES;
    Ok([config.text().await?, credentials.text().await?])
}

/// What the files hold, as the login of this profile sees it; without one that of
/// `AWS_PROFILE`, else the default one.
pub(super) async fn profiles(profile: Option<&str>) -> Result<ProfileSet, Failure> {
    texts().await?;
    let (fs, env) = (Fs::real(), Env::real());
    let profile = profile.map(|name| Cow::Owned(name.to_owned()));
    #[expect(
        clippy::default_trait_access,
        reason = "the type's only name within reach is deprecated"
    )]
    let found = aws_config::profile::load(&fs, &env, &Default::default(), profile).await;
    found.map_err(|error| unparsable(&error))
}

/// The parser's words name the file and the line, and quote nothing.
fn unparsable(error: &ProfileFileLoadError) -> Failure {
    let said = error.source().map_or_else(String::new, ToString::to_string);
    let said = said.strip_prefix("error parsing ").unwrap_or(&said);
    let why = match said.split_once(":\n") {
        Some((place, what)) => {
            format!("{}: {}", place.replace(" on line ", ", line "), what.trim())
        }
        None => said.to_owned(),
    };
    Failure::new(FailureKind::Credentials, WHAT, why).hint("Repair that line, then try again.")
}
