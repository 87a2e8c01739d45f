//! A bad line: a socket that resets, hangs, or answers raw bytes, as a test says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What becomes of one request.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// The connection breaks before the answer.
    Reset,
    /// Nothing is ever answered.
    Hang,
    /// These bytes, and the end.
    Says(String),
}

/// A good answer with this body.
pub(super) fn ok(body: &str) -> Fate {
    let length = body.len();
    Fate::Says(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    ))
}

pub(super) struct Line {
    pub(super) url: String,
    asked: Arc<AtomicUsize>,
}

impl Line {
    /// Each request has its fate; the last fate is that of all further ones.
    pub(super) async fn start(fates: Vec<Fate>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        tokio::spawn(async move {
            let mut kept = Vec::new();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                read_head(&mut stream).await;
                let number = counter.fetch_add(1, Ordering::SeqCst);
                match &fates[number.min(fates.len() - 1)] {
                    Fate::Reset => stream.set_zero_linger().unwrap(),
                    Fate::Hang => kept.push(stream),
                    Fate::Says(bytes) => stream.write_all(bytes.as_bytes()).await.unwrap(),
                }
            }
        });
        Self { url, asked }
    }

    /// How many requests have come.
    pub(super) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
}
