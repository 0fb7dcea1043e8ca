//! Parses, runs, and turns what happened into an exit code.

use std::io;
use std::process::ExitCode;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use clap::error::ErrorKind;

use super::args::{Arguments, Command};
use super::error::CliError;
use super::exit::Exit;
use super::output::{print_error, print_stderr, write_result};
use super::{completions, estimate, explain, lab};

/// Runs labcost with the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        print_stderr(&format!(
            "error: this is a bug in labcost\ncaused by: {panic}\nhint: please report it with the \
             command you ran\n"
        ));
    }));
    // A panic leaves only its message, which the hook has printed.
    let exit = std::panic::catch_unwind(run).unwrap_or(Exit::Bug);
    exit.into()
}

fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misuse(&error),
    };
    if arguments.no_color {
        ColorChoice::Never.write_global();
    }
    match dispatch(&arguments.command) {
        Ok(exit) => exit,
        Err(error) => {
            print_error(&error);
            error.exit
        }
    }
}

fn dispatch(command: &Command) -> Result<Exit, CliError> {
    match command {
        Command::Estimate(arguments) => estimate::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Lab(command) => lab::run(command),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Man { out_dir } => completions::man(out_dir.as_deref()),
    }
}

/// Help and version are results; everything else is an error, in the words that all our errors use.
fn misuse(error: &clap::Error) -> Exit {
    let text = error.render().ansi().to_string();
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return match write_result(&for_stdout(&text), None) {
            Ok(()) => Exit::Fine,
            Err(error) => error.exit,
        };
    }
    let lines: Vec<String> = text.lines().map(tip_to_hint).collect();
    print_stderr(&(lines.join("\n") + "\n"));
    Exit::Usage
}

/// The parser's `  tip: …` is our `hint: …`.
fn tip_to_hint(line: &str) -> String {
    if strip_str(line).to_string().starts_with("  tip: ") {
        line.replacen("tip:", "hint:", 1).trim_start().to_owned()
    } else {
        line.to_owned()
    }
}

/// Keeps colour where stdout takes it.
fn for_stdout(text: &str) -> String {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => strip_str(text).to_string(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tip_becomes_a_hint_with_or_without_colour() {
        assert_eq!(tip_to_hint("  tip: try this"), "hint: try this");
        let coloured = tip_to_hint("  \u{1b}[32mtip:\u{1b}[0m try this");
        assert_eq!(strip_str(&coloured).to_string(), "hint: try this");
        assert_eq!(tip_to_hint("Usage: labcost"), "Usage: labcost");
    }
}
