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
            let error = with_environment(error);
            print_error(&error);
            error.exit
        }
    }
}

/// What nobody typed may have been set long ago.
fn with_environment(error: CliError) -> CliError {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| name.starts_with("LABCOST_") && name != "LABCOST_TODAY")
        .collect();
    if error.exit != Exit::Usage || names.is_empty() {
        return error;
    }
    names.sort_unstable();
    error.hint(format!("set in the environment: {}", names.join(", ")))
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
            match write_result(&for_stdout(&error.render().ansi().to_string()), None) {
                Ok(()) => Exit::Fine,
                Err(error) => error.exit,
            }
        }
        // A command without a command: its help.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print_stderr(&error.render().ansi().to_string());
            Exit::Usage
        }
        _ => {
            print_error(&with_environment(in_our_words(&error.render().to_string())));
            Exit::Usage
        }
    }
}

/// The parser's paragraphs as one error with its hints: a `tip:` is a hint, and so are the values
/// that there are.
fn in_our_words(text: &str) -> CliError {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = lines.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let (mut hints, mut details) = (Vec::new(), Vec::new());
    for line in lines {
        if let Some(tip) = line.strip_prefix("tip: ") {
            hints.push(tip.to_owned());
        } else if let Some(values) = line.strip_prefix("[possible values: ") {
            hints.push(format!("there is {}", values.trim_end_matches(']')));
        } else if let Some(usage) = line.strip_prefix("Usage: ") {
            hints.push(format!("usage: {usage}"));
        } else if let Some(more) = line.strip_prefix("For more information, try ") {
            hints.push(format!("for more, try {}", more.trim_end_matches('.')));
        } else {
            details.push(line);
        }
    }
    let mut message = message.to_owned();
    if !details.is_empty() {
        message = format!("{message} {}", details.join(", "));
    }
    let error = CliError::usage(message);
    hints.into_iter().fold(error, CliError::hint)
}

/// Keeps colour where stdout takes it.
fn for_stdout(text: &str) -> String {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => strip_str(text).to_string(),
        _ => text.to_owned(),
    }
}
