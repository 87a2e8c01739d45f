//! What was measured, in lines; and which of it reaches its goal.

use std::collections::BTreeMap;
use std::time::Duration;

use super::screen::{Memory, Press};

/// The keys by which the goals for keys are judged: those that a person holds down.
const JUDGED: [&str; 2] = ["step", "scroll"];

/// What is to be reached.
pub struct Goal {
    pub what: &'static str,
    /// With how many rows; whatever there are, where nothing is said.
    pub rows: Option<usize>,
    /// Which of the figures.
    pub figure: &'static str,
    /// At most.
    pub most: f64,
    pub unit: &'static str,
}

/// The presses of a program's key.
type Presses = BTreeMap<(&'static str, &'static str), Vec<Press>>;

#[derive(Default)]
pub struct Report {
    starts: BTreeMap<&'static str, Vec<f64>>,
    presses: Presses,
    letters: Vec<Press>,
    listed: Vec<f64>,
    memory: BTreeMap<&'static str, Vec<Memory>>,
    idle: Option<(usize, Duration)>,
    figures: BTreeMap<(Option<usize>, &'static str), f64>,
}

impl Report {
    pub fn begin() -> Self {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load = load.split_whitespace().next().unwrap_or("unknown");
        println!("{cores} cores, load at the beginning {load}; milliseconds, megabytes\n");
        Self::default()
    }

    pub fn start(&mut self, program: &'static str, time: Duration) {
        self.starts.entry(program).or_default().push(millis(time));
    }

    /// Prints how long the programs take to their first frames.
    pub fn starts(&mut self) {
        println!(
            "{:<28} {:>8} {:>8} {:>8}",
            "first frame", "best", "median", "worst"
        );
        for (program, times) in &mut self.starts {
            times.sort_by(f64::total_cmp);
            let (best, median, worst) = (at(times, 0), at(times, 50), at(times, 100));
            println!("{program:<28} {best:>8.1} {median:>8.1} {worst:>8.1}");
            if *program == "attache" {
                self.figures.insert((None, "first frame"), median);
            }
        }
        println!();
    }

    pub fn listed(&mut self, time: Duration) {
        self.listed.push(millis(time));
    }

    pub fn memory(&mut self, program: &'static str, memory: Memory) {
        self.memory.entry(program).or_default().push(memory);
    }

    pub fn presses(&mut self, program: &'static str, key: &'static str, of: &[Press]) {
        self.presses.entry((key, program)).or_default().extend(of);
    }

    pub fn letters(&mut self, of: &[Press]) {
        self.letters.extend(of);
    }

    pub fn idle(&mut self, bytes: usize, time: Duration) {
        self.idle = Some((bytes, time));
    }

    /// Prints what was measured with so many rows, all turns together.
    pub fn size(&mut self, rows: usize) {
        println!(
            "{:<28} {:>8} {:>8} {:>8} {:>8} {:>10}",
            format!("{rows} rows"),
            "best",
            "p50",
            "p99",
            "worst",
            "bytes/key"
        );
        let mut judged = Vec::new();
        for ((key, program), presses) in std::mem::take(&mut self.presses) {
            let bytes = line(&format!("{program}: {key}"), &presses, |press| press.last);
            if program == "attache" && JUDGED.contains(&key) {
                self.figures.insert((Some(rows), key), bytes);
                judged.extend(presses.iter().map(|press| millis(press.last)));
            }
        }
        judged.sort_by(f64::total_cmp);
        self.figures.insert((Some(rows), "p50"), at(&judged, 50));
        self.figures.insert((Some(rows), "p99"), at(&judged, 99));
        let letters = std::mem::take(&mut self.letters);
        line("attache: letter, echo", &letters, |press| press.first);
        line("attache: letter, all found", &letters, |press| press.last);
        let mut echoes: Vec<f64> = letters.iter().map(|press| millis(press.first)).collect();
        echoes.sort_by(f64::total_cmp);
        self.figures.insert((Some(rows), "echo"), at(&echoes, 50));
        for (program, memory) in std::mem::take(&mut self.memory) {
            let now = memory.iter().map(|one| one.now).fold(0.0, f64::max);
            let most = memory.iter().map(|one| one.most).fold(0.0, f64::max);
            println!(
                "{:<28} {now:>8.1} {most:>8.1}",
                format!("{program}: RSS, peak")
            );
            if program == "attache" {
                self.figures.insert((Some(rows), "memory"), now);
            }
        }
        for listed in std::mem::take(&mut self.listed) {
            println!("{:<28} {listed:>8.0}", "attache: all listed");
        }
        if let Some((bytes, time)) = self.idle.take() {
            println!(
                "{:<28} {bytes:>8} bytes in {} s",
                "attache: idle",
                time.as_secs()
            );
            self.figures.insert((Some(rows), "idle"), to_f64(bytes));
        }
        println!();
    }

    /// Prints which goals are met. What was not measured says so.
    pub fn goals(&self, goals: &[Goal]) {
        println!("{:<40} {:>10} {:>10}", "goal", "at most", "measured");
        for goal in goals {
            let rows = goal
                .rows
                .map_or(String::new(), |rows| format!(", {rows} rows"));
            let what = format!("{}{rows}", goal.what);
            let most = format!("{} {}", goal.most, goal.unit);
            match self.figures.get(&(goal.rows, goal.figure)) {
                Some(figure) => {
                    let verdict = if *figure <= goal.most { "PASS" } else { "miss" };
                    println!("{what:<40} {most:>10} {figure:>10.2}  {verdict}");
                }
                None => println!("{what:<40} {most:>10} {:>10}  not measured", "-"),
            }
        }
    }
}

/// Prints a line of times; the mean of the bytes.
fn line(name: &str, presses: &[Press], time: impl Fn(&Press) -> Duration) -> f64 {
    let mut times: Vec<f64> = presses.iter().map(|press| millis(time(press))).collect();
    times.sort_by(f64::total_cmp);
    let bytes: usize = presses.iter().map(|press| press.bytes).sum();
    let bytes = to_f64(bytes) / to_f64(presses.len().max(1));
    println!(
        "{name:<28} {:>8.2} {:>8.2} {:>8.2} {:>8.2} {bytes:>10.0}",
        at(&times, 0),
        at(&times, 50),
        at(&times, 99),
        at(&times, 100)
    );
    bytes
}

/// The value at this hundredth of sorted ones.
fn at(sorted: &[f64], hundredth: usize) -> f64 {
    let place = sorted.len().saturating_sub(1) * hundredth / 100;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// A count as a number to calculate with; none here is large.
fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}
