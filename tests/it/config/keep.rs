//! Settings that the browser writes into the file by itself.

use std::fs;
use std::path::{Path, PathBuf};

use attache::app::{Setting, Theme, Ticket, Tickets};
use attache::settings::{Config, Keeper};
use tempfile::TempDir;

struct Kept {
    folder: TempDir,
    keeper: Keeper,
    path: PathBuf,
    tickets: Tickets,
}

impl Kept {
    /// A file that holds this text; none when it is empty.
    fn in_file(text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("attache/config.toml");
        if !text.is_empty() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
        }
        Self {
            keeper: Keeper::new(Some(path.clone())),
            path,
            folder,
            tickets: Tickets::default(),
        }
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets.draw()
    }

    async fn keep(&mut self, setting: Setting) -> Result<(), String> {
        let ticket = self.ticket();
        let kept = self.keeper.keep(ticket, setting).await;
        kept.map_err(|failure| failure.to_string())
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }
}

fn theme(name: &str) -> Setting {
    Setting::Theme(Theme::named(name).unwrap())
}

fn columns() -> Setting {
    Setting::Columns(vec!["name".to_owned(), "size".to_owned()])
}

#[tokio::test]
async fn everything_else_in_the_file_stays_as_it_was() {
    let text = "# mine\nprofile = \"work\"   # of the desk\n\ntheme = \"dark\" # at night\n\n[quotas.SearchCases]\nrate = 4 # raised\n";
    let mut kept = Kept::in_file(text);
    kept.keep(theme("light")).await.unwrap();
    assert_eq!(kept.text(), text.replace("\"dark\"", "\"light\""));
    kept.keep(Setting::Mouse(true)).await.unwrap();
    kept.keep(columns()).await.unwrap();
    let after = kept.text();
    for line in text.replace("\"dark\"", "\"light\"").lines() {
        assert!(after.lines().any(|other| other == line), "{line}: {after}");
    }
    let config = Config::parse(&after, &kept.path).unwrap();
    assert_eq!(config.mouse, Some(true));
    assert_eq!(
        config.files.columns,
        Some(vec!["name".to_owned(), "size".to_owned()])
    );
    assert_eq!(config.pacing.quotas["SearchCases"].rate, Some(4.0));
}

#[tokio::test]
async fn line_ends_and_the_mark_of_an_editor_stay() {
    let mut kept = Kept::in_file("\u{feff}recents = true\r\n# end\r\n");
    kept.keep(theme("mono")).await.unwrap();
    let text = kept.text();
    assert!(text.starts_with("\u{feff}recents = true\r\n"), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(
        Config::parse(&text, &kept.path).unwrap().theme,
        Some(Theme::Mono)
    );
}

#[tokio::test]
async fn every_setting_is_read_again_as_it_was_kept() {
    let mut kept = Kept::in_file("");
    kept.keep(theme("high-contrast")).await.unwrap();
    kept.keep(Setting::Mouse(false)).await.unwrap();
    kept.keep(Setting::Sort("size".to_owned(), true))
        .await
        .unwrap();
    kept.keep(columns()).await.unwrap();
    let config = Config::parse(&kept.text(), &kept.path).unwrap();
    assert_eq!(config.theme, Some(Theme::HighContrast));
    assert_eq!(config.mouse, Some(false));
    assert_eq!(config.files.sort.as_deref(), Some("size"));
    assert_eq!(config.files.reverse, Some(true));
    assert_eq!(config.files.columns.unwrap().len(), 2);
}

#[tokio::test]
async fn what_was_chosen_last_stays() {
    let mut kept = Kept::in_file("theme = \"auto\"\n");
    let (first, second) = (kept.ticket(), kept.ticket());
    kept.keeper.keep(second, theme("light")).await.unwrap();
    kept.keeper.keep(first, theme("dark")).await.unwrap();
    assert_eq!(kept.text(), "theme = \"light\"\n");
}

#[tokio::test]
async fn a_file_that_makes_no_sense_is_left_alone_and_told() {
    for text in ["theme = \n", "files = 3\n", "[[files]]\nsort = \"name\"\n"] {
        let mut kept = Kept::in_file(text);
        let said = kept.keep(columns()).await.unwrap_err();
        assert!(said.contains("config.toml"), "{said}");
        assert_eq!(kept.text(), text);
    }
    let keeper = Keeper::new(None);
    let mut tickets = Tickets::default();
    assert!(keeper.keep(tickets.draw(), columns()).await.is_err());
}

/// Two programs keep one thing each in one file, at the same time.
#[tokio::test]
async fn nothing_of_another_writer_is_lost() {
    let mut kept = Kept::in_file("# two write here\n");
    let other = Keeper::new(Some(kept.path.clone()));
    let (a, b) = (kept.ticket(), kept.ticket());
    let (one, two) = tokio::join!(
        kept.keeper.keep(a, theme("dark")),
        other.keep(b, Setting::Mouse(true))
    );
    one.unwrap();
    two.unwrap();
    let config = Config::parse(&kept.text(), &kept.path).unwrap();
    // Where a folder cannot be locked the last look before the renaming is all there is.
    if cfg!(unix) {
        assert!(config.theme.is_some() && config.mouse.is_some());
    }
    assert!(kept.text().starts_with("# two write here"));
}

/// Many programs, again and again: each setting is in the file at the end.
#[cfg(unix)]
#[tokio::test]
async fn nothing_is_lost_however_many_write() {
    for _ in 0..20 {
        let mut kept = Kept::in_file("");
        let [a, b, c] = [(); 3].map(|()| kept.ticket());
        let others = [(); 2].map(|()| Keeper::new(Some(kept.path.clone())));
        let (one, two, three) = tokio::join!(
            kept.keeper.keep(a, theme("dark")),
            others[0].keep(b, Setting::Mouse(true)),
            others[1].keep(c, columns()),
        );
        for kept in [one, two, three] {
            kept.unwrap();
        }
        let config = Config::parse(&kept.text(), &kept.path).unwrap();
        let all =
            config.theme.is_some() && config.mouse.is_some() && config.files.columns.is_some();
        assert!(all, "{}", kept.text());
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[tokio::test]
    async fn a_new_file_is_its_owners_only_and_an_old_ones_mode_stays() {
        let mut kept = Kept::in_file("");
        kept.keep(theme("dark")).await.unwrap();
        assert_eq!(mode(&kept.path), 0o600);
        fs::set_permissions(&kept.path, fs::Permissions::from_mode(0o644)).unwrap();
        kept.keep(theme("light")).await.unwrap();
        assert_eq!(mode(&kept.path), 0o644);
        let folder = kept.path.parent().unwrap();
        assert_eq!(
            fs::read_dir(folder).unwrap().count(),
            1,
            "nothing beside it"
        );
    }

    #[tokio::test]
    async fn a_link_stays_and_what_it_leads_to_is_written() {
        let mut kept = Kept::in_file("");
        let dotfiles = kept.folder.path().join("dotfiles");
        fs::create_dir_all(&dotfiles).unwrap();
        fs::create_dir_all(kept.path.parent().unwrap()).unwrap();
        let real = dotfiles.join("attache.toml");
        fs::write(&real, "recents = false\n").unwrap();
        symlink("../dotfiles/attache.toml", &kept.path).unwrap();
        kept.keep(theme("dark")).await.unwrap();
        assert!(fs::symlink_metadata(&kept.path).unwrap().is_symlink());
        let text = fs::read_to_string(real).unwrap();
        assert_eq!(text, "recents = false\ntheme = \"dark\"\n");
        fs::remove_file(&kept.path).unwrap();
        symlink("config.toml", &kept.path).unwrap();
        let said = kept.keep(theme("light")).await.unwrap_err();
        assert!(said.contains("circle"), "{said}");
    }

    #[tokio::test]
    async fn a_folder_in_the_files_place_is_told() {
        let mut kept = Kept::in_file("");
        fs::create_dir_all(&kept.path).unwrap();
        let said = kept.keep(theme("dark")).await.unwrap_err();
        assert!(said.contains("not a file"), "{said}");
    }
}
