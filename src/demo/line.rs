//! Connections that can be broken from inside: a listener whose every connection has a
//! handle that resets it, as a network does that drops it half-way. What is said on a
//! connection is the business of `service`.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// The handle of one connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    reset: bool,
    /// What happens as soon as everything has left that was to be sent before.
    next: Option<Next>,
    /// Who reads from the connection.
    reader: Option<Waker>,
}

/// How a connection ends after an answer's last byte.
#[derive(Clone, Copy, Debug)]
enum Next {
    Close,
    Reset,
}

impl Line {
    /// Closes the connection when all that was to be sent so far has left.
    pub(crate) fn close_after_this(&self) {
        self.lock().next = Some(Next::Close);
    }

    /// Resets the connection when all that was to be sent so far has left.
    pub(crate) fn reset_after_this(&self) {
        self.lock().next = Some(Next::Reset);
    }

    /// Resets the connection, whatever was about to be sent.
    pub(crate) fn reset(&self) {
        let mut state = self.lock();
        state.reset = true;
        if let Some(reader) = state.reader.take() {
            reader.wake();
        }
    }

    fn is_reset(&self) -> bool {
        self.lock().reset
    }

    fn read_by(&self, reader: &Waker) {
        self.lock().reader = Some(reader.clone());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A listener that gives every connection a [`Line`].
#[derive(Debug)]
pub(crate) struct Lines(pub(crate) TcpListener);

impl Listener for Lines {
    type Io = Wire;
    type Addr = Line;

    fn accept(&mut self) -> impl Future<Output = (Wire, Line)> + Send {
        let accept = Listener::accept(&mut self.0);
        async {
            let (stream, _): (TcpStream, SocketAddr) = accept.await;
            let line = Line::default();
            let wire = Wire {
                stream,
                line: line.clone(),
            };
            (wire, line)
        }
    }

    fn local_addr(&self) -> io::Result<Line> {
        Ok(Line::default())
    }
}

impl Connected<IncomingStream<'_, Lines>> for Line {
    fn connect_info(stream: IncomingStream<'_, Lines>) -> Self {
        stream.remote_addr().clone()
    }
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: TcpStream,
    line: Line,
}

impl Wire {
    /// The error of a connection that was reset; its end then tells the peer the same.
    fn broken(&self) -> io::Result<()> {
        if self.line.is_reset() {
            self.stream.set_zero_linger()?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.line.read_by(cx.waker());
        self.broken()?;
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.broken()?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    /// Called when nothing is left to write.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let next = self.line.lock().next.take();
        match next {
            Some(Next::Close) => return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Some(Next::Reset) => self.line.reset(),
            None => {}
        }
        self.broken()?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
