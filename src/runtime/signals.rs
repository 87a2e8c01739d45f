//! The system's wishes that the program should end.

use std::future::Future;

/// Listens from now on, and comes back when SIGTERM, SIGHUP or SIGINT arrives, or what the
/// system has in their place. Listening begins with the call, not with the first poll: the
/// terminal must never be taken by a program that a signal can still kill.
#[cfg(unix)]
pub fn end_asked() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [
        SignalKind::terminate(),
        SignalKind::hangup(),
        SignalKind::interrupt(),
    ];
    let signals: Vec<_> = kinds
        .into_iter()
        .filter_map(|kind| signal(kind).ok())
        .collect();
    async move {
        let any = signals
            .into_iter()
            .map(|mut signal| Box::pin(async move { signal.recv().await }));
        let any: Vec<_> = any.collect();
        if any.is_empty() {
            return std::future::pending().await;
        }
        futures_util::future::select_all(any).await;
    }
}

/// Comes back when Ctrl-C is pressed or the console is closed.
#[cfg(windows)]
pub fn end_asked() -> impl Future<Output = ()> {
    use tokio::signal::windows::{ctrl_c, ctrl_close};
    let (pressed, closed) = (ctrl_c(), ctrl_close());
    async move {
        match (pressed, closed) {
            (Ok(mut pressed), Ok(mut closed)) => {
                tokio::select! {
                    _ = pressed.recv() => {}
                    _ = closed.recv() => {}
                }
            }
            (Ok(mut one), Err(_)) => {
                one.recv().await;
            }
            (Err(_), Ok(mut one)) => {
                one.recv().await;
            }
            (Err(_), Err(_)) => std::future::pending().await,
        }
    }
}
