//! Connections that can be broken from inside: a listener whose every connection has a
//! handle that resets it, as a network does that drops it half-way. What is said on a
//! connection is the business of `service`.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
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
    /// Who reads from the connection.
    reader: Option<Waker>,
}

impl Line {
    /// Resets the connection, whatever was about to be sent.
    pub(crate) fn reset(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.reset = true;
        if let Some(reader) = state.reader.take() {
            reader.wake();
        }
    }

    fn is_reset(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).reset
    }

    fn read_by(&self, reader: &Waker) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.reader = Some(reader.clone());
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

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
