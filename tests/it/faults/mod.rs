//! Every fault of the library against the commands: what is said, how it ends, what is
//! printed all the same. The expectations are data, one row for each command line; a row
//! is to be changed when the program learns to do better with a fault.

mod access;
mod answers;
mod around;
mod audits;
mod browser;
mod bulk;
#[cfg(unix)]
mod disks;
mod hanging;
#[cfg(unix)]
mod kills;
mod links;
mod network;
mod retry;
mod row;
mod stage;
mod transfers;
mod transfers_run;
mod words;

use std::collections::BTreeSet;

use attache::demo::Faults;

use row::Row;

/// Faults that would take their time on every run; `hanging`, `network` and `retry` try
/// what they do in other ways.
const ELSEWHERE: [&str; 3] = ["slow", "hanging", "hanging-link"];

#[test]
fn no_fault_is_forgotten() {
    let tables: [&[Row]; 5] = [
        access::ROWS,
        answers::ROWS,
        browser::ROWS,
        links::ROWS,
        network::ROWS,
    ];
    let (browser, commands): (Vec<Row>, Vec<Row>) =
        tables.concat().into_iter().partition(Row::is_browser);
    for half in [browser, commands] {
        let tried = half.iter().map(|row| row.fault);
        let transfers = transfers::ROWS.iter().map(|row| row.fault);
        let tried: BTreeSet<&str> = tried.chain(transfers).collect();
        for (name, _) in Faults::library() {
            assert!(tried.contains(name) || ELSEWHERE.contains(&name), "{name}");
        }
    }
}
