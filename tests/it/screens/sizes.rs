//! Every screen at every size: nothing panics, nothing is drawn outside.

use attache::app::Theme;
use attache::view::Glyphs;

use super::states::{all, look, picture};

#[test]
fn every_screen_renders_at_every_small_size_and_at_the_edges() {
    let everything = std::env::var_os("ATTACHE_ALL_SIZES").is_some();
    let (columns, rows) = if everything { (200, 60) } else { (40, 12) };
    let mut sizes: Vec<(u16, u16)> = (1..=columns)
        .flat_map(|x| (1..=rows).map(move |y| (x, y)))
        .collect();
    for x in [1, 39, 40, 41, 44, 50, 56, 60, 68, 78, 80, 99, 100, 101, 400] {
        for y in [1, 7, 8, 9, 15, 16, 17, 24, 120] {
            sizes.push((x, y));
        }
    }
    let look = look(Theme::Auto, Glyphs::Unicode);
    for (_, state) in all() {
        for &size in &sizes {
            picture(&state, size, &look);
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let look = look(Theme::Auto, Glyphs::Unicode);
    for (name, state) in all() {
        let text = super::states::letters(&picture(&state, (39, 8), &look));
        assert!(
            text.starts_with("attache: the window is 39x8"),
            "{name}: {text}"
        );
        assert_eq!(text.trim().lines().count(), 1, "{name}");
    }
}

#[test]
fn a_window_that_shrank_before_the_state_knew_is_no_disaster() {
    let look = look(Theme::Auto, Glyphs::Unicode);
    for (_, state) in all() {
        for size in [(1, 1), (10, 3), (40, 8), (80, 10)] {
            let backend = ratatui::backend::TestBackend::new(size.0, size.1);
            let mut terminal = ratatui::Terminal::new(backend).unwrap();
            terminal
                .draw(|frame| attache::view::draw(&state, &look.look, frame))
                .unwrap();
        }
    }
}
