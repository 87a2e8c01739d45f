//! What the loop does while an effect has the terminal.

use std::sync::Arc;

use attache::app::Answer;
use attache::app::keys::Key;
use attache::runtime::{Answers, Ended, Happened, Outside, outside};
use crossterm::event::{Event, KeyCode};
use tokio::sync::watch;

use super::glass::{Stage, World};
use crate::app::world::caller;

async fn nothing_ends_it() {
    std::future::pending::<()>().await;
}

/// Borrows the terminal, prints a secret, writes down what happens, and gives it back at `q`.
async fn borrow(outside: Outside, happened: watch::Sender<Vec<Happened>>) {
    let mut lent = outside.borrow().await.unwrap();
    lent.write(b"\r\n\x1b[Asecret\r\nsecret too\r\x1b[A".to_vec());
    while let Some(next) = lent.next().await {
        if next == Happened::Key(Key::Char('q')) {
            break;
        }
        happened.send_modify(|all| all.push(next));
    }
}

#[tokio::test]
async fn a_lent_terminal_shows_the_persons_screen_and_its_keys_go_to_the_effect() {
    let stage = Stage::new(60, 12);
    let (outside, wishes) = outside();
    let (happens, mut happened) = watch::channel(Vec::new());
    let world = World {
        outside,
        does: Arc::new(move |outside, _| borrow(outside, happens.clone())),
    };
    let play = async {
        let paper = &stage.paper;
        paper.until_text("secret too").await;
        let screen = paper.screen();
        assert!(!screen.alternate_screen(), "not the frames'");
        assert!(screen.bracketed_paste(), "pasted text stays told from keys");
        assert!(screen.contents().contains("earlier line"), "their own");
        stage.keyboard.press(KeyCode::Char('x'));
        stage.keyboard.send(Some(Ok(Event::Paste("never".into()))));
        stage.keyboard.control('c');
        stage.resize(50, 10);
        happened.wait_for(|all| all.len() == 3).await.unwrap();
        let expected = [
            Happened::Key(Key::Char('x')),
            Happened::Key(Key::Ctrl('c')),
            Happened::Resized(50, 10),
        ];
        assert_eq!(*happened.borrow(), expected);
        assert!(!paper.screen().alternate_screen(), "nothing was drawn");
        stage.keyboard.press(KeyCode::Char('q'));
        paper
            .until("the frames", vt100::Screen::alternate_screen)
            .await;
        paper.until_text("loading instances").await;
        assert!(paper.screen().bracketed_paste());
        // The keys are the machine's again, and the frame has the new size.
        stage.keyboard.press(KeyCode::Char('z'));
        paper.until_text("z").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(world, wishes, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    let all = stage.paper.everything();
    assert!(!all.contains("secret"), "{all}");
    assert!(all.contains("earlier line 3"), "{all}");
}

#[tokio::test]
async fn an_end_while_it_is_lent_wipes_what_was_printed() {
    let stage = Stage::new(60, 12);
    let (outside, wishes) = outside();
    let world = World {
        outside,
        does: Arc::new(|outside, _| borrow(outside, watch::channel(Vec::new()).0)),
    };
    let end = async { stage.paper.until_text("secret too").await };
    let ended = stage.run(world, wishes, end).await;
    assert_eq!(ended, Ended::Interrupted);
    let all = stage.paper.everything();
    assert!(!all.contains("secret"), "{all}");
}

#[tokio::test]
async fn a_keyboard_that_is_gone_while_it_is_lent_ends_it() {
    let stage = Stage::new(60, 12);
    let (outside, wishes) = outside();
    let world = World {
        outside,
        does: Arc::new(|outside, _| borrow(outside, watch::channel(Vec::new()).0)),
    };
    let play = async {
        stage.paper.until_text("secret too").await;
        stage.keyboard.send(None);
    };
    let (ended, ()) = tokio::join!(stage.run(world, wishes, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Interrupted);
    let all = stage.paper.everything();
    assert!(!all.contains("secret"), "{all}");
}

#[tokio::test]
async fn an_effect_that_dies_gives_the_terminal_back() {
    let stage = Stage::new(60, 12);
    let (outside, wishes) = outside();
    let does = |outside: Outside, _| async move {
        let mut lent = outside.borrow().await.unwrap();
        lent.write(b"secret".to_vec());
        lent.next().await;
        panic!("on purpose");
    };
    let world = World {
        outside,
        does: Arc::new(does),
    };
    let play = async {
        stage.paper.until_text("secret").await;
        stage.keyboard.press(KeyCode::Char('x'));
        let back = |screen: &vt100::Screen| {
            screen.alternate_screen() && screen.contents().contains("loading instances")
        };
        stage.paper.until("the frames", back).await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(world, wishes, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
    assert!(!stage.paper.everything().contains("secret"));
}

#[tokio::test]
async fn what_the_effect_did_not_take_is_the_machines() {
    let stage = Stage::new(60, 12);
    let (outside, wishes) = outside();
    let does = |outside: Outside, answers: Answers| async move {
        let mut lent = outside.borrow().await.unwrap();
        lent.write(b"secret".to_vec());
        // An answer comes while nobody sees it.
        answers.send(Answer::Caller(caller()));
        let mut gone = lent.next().await;
        while gone != Some(Happened::Key(Key::Char('q'))) {
            gone = lent.next().await;
        }
        // It leaves after this key, whatever was typed by then.
    };
    let world = World {
        outside,
        does: Arc::new(does),
    };
    let play = async {
        let paper = &stage.paper;
        paper.until_text("secret").await;
        stage.keyboard.send(Some(Ok(Event::Paste("q".into()))));
        for c in "xqzw".chars() {
            stage.keyboard.press(KeyCode::Char(c));
        }
        paper
            .until("the frames", vt100::Screen::alternate_screen)
            .await;
        paper.until_text("zw").await;
        assert!(!paper.screen().contents().contains("xqzw"));
        paper.until_text("…3333").await;
        stage.keyboard.control('c');
    };
    let (ended, ()) = tokio::join!(stage.run(world, wishes, nothing_ends_it()), play);
    assert_eq!(ended, Ended::Left);
}

#[tokio::test]
async fn only_one_effect_has_the_terminal_and_bytes_pass_beside_it() {
    let stage = Stage::new(60, 12);
    let (outside, wishes) = outside();
    let does = |outside: Outside, _| async move {
        let lent = outside.borrow().await.unwrap();
        assert!(outside.borrow().await.is_none(), "it is lent already");
        assert!(outside.write(b"beside".to_vec()).await);
        drop(lent);
        assert!(outside.write(b"\x1b]0;the title\x07".to_vec()).await);
        let _again = outside.borrow().await.unwrap();
        assert!(outside.write(b"all of it".to_vec()).await);
        std::future::pending::<()>().await;
    };
    let world = World {
        outside,
        does: Arc::new(does),
    };
    let end = async { stage.paper.until_text("all of it").await };
    let ended = stage.run(world, wishes, end).await;
    assert_eq!(ended, Ended::Interrupted);
}

#[tokio::test]
async fn without_a_shell_there_is_no_terminal() {
    let (outside, wishes) = outside();
    drop(wishes);
    assert!(outside.borrow().await.is_none());
    assert!(!outside.write(b"x".to_vec()).await);
}
