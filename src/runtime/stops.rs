//! Being stopped and going on: Ctrl-Z, `kill -TSTP`, `fg`.

use std::io;

/// Listens for what a shell does with its jobs.
pub struct Stops(Option<inner::Signals>);

/// What a shell wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// That the program stops.
    Asked,
    /// It was stopped without being asked, and goes on: another program may have changed the
    /// terminal meanwhile.
    WasStopped,
}

impl Stops {
    /// Those of this process, from now on.
    pub fn of_this_process() -> Self {
        Self(inner::Signals::listen())
    }

    /// None ever: for who has no shell behind it.
    pub fn none() -> Self {
        Self(None)
    }

    /// The next one; pending where none can come.
    pub(super) async fn next(&mut self) -> Stop {
        match &mut self.0 {
            Some(signals) => signals.next().await,
            None => std::future::pending().await,
        }
    }

    /// Whether a shell would notice, and could let the program go on.
    pub(super) fn are_noticed(&self) -> bool {
        self.0.is_some() && inner::has_a_shell()
    }

    /// Asks all of the job to stop, as the terminal does when nobody has taken the key.
    pub(super) fn ask() -> io::Result<()> {
        inner::ask()
    }

    /// Stops this process, and comes back when it goes on.
    pub(super) async fn stop(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Some(signals) => signals.stop().await,
            None => Ok(()),
        }
    }
}

#[cfg(unix)]
mod inner {
    use std::io;

    use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group};
    use tokio::signal::unix::{self, SignalKind, signal};

    use super::Stop;

    pub(super) struct Signals {
        asked: unix::Signal,
        goes_on: unix::Signal,
    }

    impl Signals {
        pub(super) fn listen() -> Option<Self> {
            let raw = |signal: Signal| SignalKind::from_raw(signal.as_raw());
            Some(Self {
                asked: signal(raw(Signal::TSTP)).ok()?,
                goes_on: signal(raw(Signal::CONT)).ok()?,
            })
        }

        pub(super) async fn next(&mut self) -> Stop {
            tokio::select! {
                Some(()) = self.asked.recv() => Stop::Asked,
                Some(()) = self.goes_on.recv() => Stop::WasStopped,
                else => std::future::pending().await,
            }
        }

        /// The signal that cannot be taken: the other one was, and does nothing by itself any
        /// more. Only that the process goes on tells that it was stopped: the call may return
        /// before the last thread is.
        pub(super) async fn stop(&mut self) -> io::Result<()> {
            rustix::process::kill_process(getpid(), Signal::STOP)?;
            self.goes_on.recv().await;
            Ok(())
        }
    }

    /// A process whose group is its session's first has no shell that looks after it: it would
    /// stand still for ever.
    pub(super) fn has_a_shell() -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }

    pub(super) fn ask() -> io::Result<()> {
        Ok(kill_current_process_group(Signal::TSTP)?)
    }
}

#[cfg(not(unix))]
mod inner {
    use std::io;

    use super::Stop;

    pub(super) enum Signals {}

    impl Signals {
        pub(super) fn listen() -> Option<Self> {
            None
        }

        pub(super) async fn next(&mut self) -> Stop {
            match *self {}
        }

        pub(super) async fn stop(&mut self) -> io::Result<()> {
            match *self {}
        }
    }

    pub(super) fn has_a_shell() -> bool {
        false
    }

    pub(super) fn ask() -> io::Result<()> {
        Ok(())
    }
}
