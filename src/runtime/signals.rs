//! The system's wishes that the program should end.

/// Comes back when SIGTERM, SIGHUP or SIGINT arrives, or what the system has in their place.
/// They are caught from this call on, not only once somebody waits.
pub fn end_asked() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [
            SignalKind::terminate(),
            SignalKind::hangup(),
            SignalKind::interrupt(),
        ];
        let mut signals: Vec<_> = kinds
            .into_iter()
            .filter_map(|kind| signal(kind).ok())
            .collect();
        async move {
            let any = signals.iter_mut().map(|signal| Box::pin(signal.recv()));
            let any: Vec<_> = any.collect();
            if any.is_empty() {
                return std::future::pending().await;
            }
            futures_util::future::select_all(any).await;
        }
    }
    #[cfg(not(unix))]
    async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
