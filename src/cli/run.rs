//! Parses, runs, and turns what happened into an exit code.

use std::process::ExitCode;

use anstream::ColorChoice;
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
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            let colour = AutoStreamChoice::for_stdout();
            let text = if colour {
                text.ansi().to_string()
            } else {
                text.to_string()
            };
            match write_result(&text, None) {
                Ok(()) => Exit::Fine,
                Err(error) => error.exit,
            }
        }
        _ => {
            print_stderr(&error.render().ansi().to_string().replace("  tip:", "hint:"));
            Exit::Usage
        }
    }
}

/// Whether stdout takes colour.
struct AutoStreamChoice;

impl AutoStreamChoice {
    fn for_stdout() -> bool {
        let choice = anstream::AutoStream::choice(&std::io::stdout());
        choice != ColorChoice::Never
    }
}
