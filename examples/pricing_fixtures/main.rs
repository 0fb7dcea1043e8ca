//! Writes the price lists in `pricing-fixtures/` from the tables beside them.
//!
//! `cargo run --example pricing_fixtures` writes the files;
//! `cargo run --example pricing_fixtures -- --check` writes nothing, names each
//! file that is not what the tables say, and then exits with 1.

mod generate;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok((message, code)) => {
            say(&mut io::stdout(), &message);
            code
        }
        Err(message) => {
            say(&mut io::stderr(), &message);
            ExitCode::FAILURE
        }
    }
}

/// A closed output is no reason to fail: the files are the result.
fn say(out: &mut impl Write, message: &str) {
    let _ = writeln!(out, "{message}");
}

fn run() -> Result<(String, ExitCode), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing-fixtures");
    let files = generate::generate(
        &read(&folder.join("prices.csv"))?,
        &read(&folder.join("versions.csv"))?,
    )?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => write_all(&folder, &files),
        [only] if only == "--check" => check(&folder, &files),
        _ => Err("usage: pricing_fixtures [--check]".to_owned()),
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write_all(
    folder: &Path,
    files: &BTreeMap<String, String>,
) -> Result<(String, ExitCode), String> {
    for (name, contents) in files {
        let path = folder.join(name);
        write(&path, contents).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let message = format!("{} price lists written", files.len());
    Ok((message, ExitCode::SUCCESS))
}

fn write(path: &Path, contents: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, contents)
}

fn check(folder: &Path, files: &BTreeMap<String, String>) -> Result<(String, ExitCode), String> {
    let mut wrong: Vec<&str> = Vec::new();
    for (name, contents) in files {
        let path = folder.join(name);
        if !path.exists() || read(&path)? != *contents {
            wrong.push(name);
        }
    }
    if wrong.is_empty() {
        let message = format!("{} price lists are as the tables say", files.len());
        return Ok((message, ExitCode::SUCCESS));
    }
    Err(format!("not as the tables say:\n{}", wrong.join("\n")))
}
