//! A bad line: everything comes through, but files stop in their middle.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// A line to the embedded Connect on which files stop to come in their middle.
pub(crate) struct StalledLine {
    pub(crate) endpoint: String,
    stalls: Receiver<()>,
}

impl StalledLine {
    pub(crate) fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (server, here) = (server.to_owned(), address.clone());
        let (tell, stalls) = channel();
        thread::spawn(move || {
            for client in listener.incoming() {
                let (server, here, tell) = (server.clone(), here.clone(), tell.clone());
                thread::spawn(move || serve(client.unwrap(), &server, &here, &tell));
            }
        });
        Self {
            endpoint: format!("http://{address}"),
            stalls,
        }
    }

    /// Waits until the first part of a file has been sent, and no more will be.
    #[track_caller]
    pub(crate) fn until_a_file_stalls(&self) {
        let begun = self.stalls.recv_timeout(Duration::from_secs(30));
        begun.expect("a download should begin");
    }
}

fn serve(client: TcpStream, server: &str, here: &str, tell: &Sender<()>) {
    let mut requests = BufReader::new(client.try_clone().unwrap());
    let mut client = client;
    let mut upstream: Option<BufReader<TcpStream>> = None;
    while let Some((head, body)) = message(&mut requests) {
        if head.starts_with("GET /") && head.contains("X-Amz-Signature=") {
            let answer = "HTTP/1.1 200 OK\r\ncontent-length: 20971520\r\n\r\n";
            client.write_all(answer.as_bytes()).unwrap();
            client.write_all(&vec![7; 3 << 20]).unwrap();
            let _ = tell.send(());
            // Until the other side has enough of it.
            let _ = client.read(&mut [0]);
            let _ = client.shutdown(Shutdown::Both);
            return;
        }
        let upstream =
            upstream.get_or_insert_with(|| BufReader::new(TcpStream::connect(server).unwrap()));
        upstream.get_mut().write_all(head.as_bytes()).unwrap();
        upstream.get_mut().write_all(&body).unwrap();
        let (head, body) = message(upstream).unwrap();
        // The links lead here too. The ports are of the same length, so the lengths stay.
        assert_eq!(server.len(), here.len());
        let body = String::from_utf8(body).unwrap().replace(server, here);
        client.write_all(head.as_bytes()).unwrap();
        client.write_all(body.as_bytes()).unwrap();
    }
}

/// One message of HTTP: its head and its body; nothing at the end of the line.
pub(super) fn message(from: &mut impl BufRead) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if from.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().unwrap())
    });
    let mut body = vec![0; length.unwrap_or(0)];
    from.read_exact(&mut body).ok()?;
    Some((head, body))
}
